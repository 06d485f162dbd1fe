from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from graph.export.neo4j_browser.favourites import favourites_zip
from graph.export.neo4j_browser.queries import QUERIES
from graph.export.neo4j_browser.values import filled, values_of
from tests.builders import SEED_MAP, snapshot

SEED = snapshot(SEED_MAP.read_text())


def favourites(snapshot):
    with ZipFile(BytesIO(favourites_zip(snapshot))) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry).decode() for entry in archive.infolist()}


def test_every_query_is_a_favourite_in_one_folder_and_stands_in_the_order_of_the_guide():
    found = favourites(SEED)

    assert list(found) == sorted(found)
    assert [text.partition("\n")[2].rstrip() for text in found.values()] == [
        filled(query, values_of(SEED)) for query in QUERIES
    ]
    assert all(name.startswith("Waypath/") and name.endswith(".cypher") for name in found)


def test_the_first_line_is_the_name_under_which_browser_shows_it():
    first_lines = [text.partition("\n")[0] for text in favourites(SEED).values()]

    assert first_lines == [f"// {n:02} {query.title}" for n, query in enumerate(QUERIES, start=1)]


def test_the_same_map_gives_the_same_bytes():
    assert favourites_zip(SEED) == favourites_zip(snapshot(SEED_MAP.read_text()))
    with ZipFile(BytesIO(favourites_zip(SEED))) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_STORED}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_there_are_favourites_without_a_map():
    assert len(favourites(None)) == len(QUERIES)
