"""The queries as favourites of the classic Browser: a zip to drop on it."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from graph.export.neo4j_browser.queries import QUERIES
from graph.export.neo4j_browser.values import filled, values_of
from graph.snapshot import Snapshot

FOLDER = "Waypath"


def favourites_zip(snapshot: Snapshot | None) -> bytes:
    """Return a zip of queries with this map's values; None stands for a store without maps.

    The same map gives the same bytes. Browser sorts by name, hence the numbers.
    """
    values = values_of(snapshot)
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for number, query in enumerate(QUERIES, start=1):
            entry = ZipInfo(f"{FOLDER}/{number:02} {query.slug}.cypher")
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # what the attributes mean depends on it, so it is always Unix
            text = f"// {number:02} {query.title}\n{filled(query, values)}\n"
            archive.writestr(entry, text.encode())
    return file.getvalue()
