"""What Neo4j Browser fetches, and who may read it."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from graph import import_map
from graph.export.neo4j_browser import favourites_zip, guide_adoc, guide_html, style_grass

FILES = ("style.grass", "guide.html", "guide.adoc", "favourites.zip")
NEAR = (
    "http://localhost:7474",
    "http://127.0.0.1:7474",
    "https://127.0.0.1",
    "http://[::1]:7474",
    "http://testserver:7474",
    "https://testserver",
)
FAR = (
    "https://evil.example",
    "http://localhost.evil.example",
    "http://testserver.evil.example:7474",
    "http://127.0.0.1.evil.example",
    "file://localhost",
    "null",
    "http://[",
    "",
)


@pytest.fixture
def snapshot(store, seeded):  # noqa: ARG001 - it fills the store
    return store.load("backend-development-skill-map-2-0")


def test_the_files_are_those_of_the_library(seeded, snapshot):
    assert seeded.get("/neo4j/style.grass").text == style_grass()
    assert seeded.get("/neo4j/guide.html").text == guide_html(snapshot)
    assert seeded.get("/neo4j/guide.adoc").text == guide_adoc(snapshot)
    assert seeded.get("/neo4j/favourites.zip").content == favourites_zip(snapshot)


def test_each_file_says_what_it_is(seeded):
    types = [seeded.get(f"/neo4j/{name}").headers["Content-Type"] for name in FILES]

    assert types == [
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
        "text/asciidoc; charset=utf-8",
        "application/zip",
    ]
    disposition = seeded.get("/neo4j/favourites.zip").headers["Content-Disposition"]
    assert disposition == 'attachment; filename="waypath-favourites.zip"'


def test_the_guide_is_about_the_oldest_map_unless_another_one_is_named(store, seeded):
    import_map(store, b"# Cooking\n## Eggs\n- Boil\n- Fry\n")

    assert "Backend Development" in seeded.get("/neo4j/guide.html").text
    assert "Cooking: 2 skills" in seeded.get("/neo4j/guide.html?map=cooking").text
    with ZipFile(BytesIO(seeded.get("/neo4j/favourites.zip?map=cooking").content)) as archive:
        assert "'cooking'" in archive.read(archive.namelist()[0]).decode()


def test_a_map_that_is_not_there_is_a_problem(seeded):
    answer = seeded.get("/neo4j/guide.html?map=nowhere")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_map")


@pytest.mark.parametrize("name", FILES)
def test_a_store_without_maps_still_gives_every_file(client, name):
    assert client.get(f"/neo4j/{name}").status_code == 200


def test_the_guide_follows_the_map(store, client):
    import_map(store, b"# Cooking\n## Eggs\n- Boil\n")
    before = client.get("/neo4j/guide.html").text
    import_map(store, b"# Cooking\n## Eggs\n- Boil\n- Fry\n")

    assert "1 skill, revision 1" in before
    assert "2 skills, revision 2" in client.get("/neo4j/guide.html").text


@pytest.mark.parametrize("origin", NEAR)
@pytest.mark.parametrize("name", FILES)
def test_a_browser_on_this_machine_or_on_the_same_host_may_read_the_files(client, name, origin):
    headers = client.get(f"/neo4j/{name}", headers={"Origin": origin}).headers

    assert headers["Access-Control-Allow-Origin"] == origin
    assert "Origin" in headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize("origin", FAR)
@pytest.mark.parametrize("name", FILES)
def test_a_page_from_elsewhere_may_not_read_them(client, name, origin):
    headers = client.get(f"/neo4j/{name}", headers={"Origin": origin}).headers

    assert "Access-Control-Allow-Origin" not in headers
    assert "Origin" in headers["Vary"]


@pytest.mark.parametrize("path", ["/v1/maps", "/", "/health/live", "/openapi.json"])
def test_nothing_else_of_the_service_can_be_read_from_another_site(client, path):
    headers = client.get(path, headers={"Origin": NEAR[0]}).headers

    assert "Access-Control-Allow-Origin" not in headers


def test_a_preflight_is_answered_for_a_browser_that_may_read(client):
    asked = {"Origin": NEAR[0], "Access-Control-Request-Method": "GET"}

    answer = client.options(
        "/neo4j/guide.html", headers={**asked, "Access-Control-Request-Headers": "x-a, x-b"}
    )

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == NEAR[0]
    assert answer.headers["Access-Control-Allow-Methods"] == "GET"
    assert answer.headers["Access-Control-Allow-Headers"] == "x-a, x-b"


def test_a_preflight_allows_nothing_to_a_page_from_elsewhere(client):
    answer = client.options(
        "/neo4j/guide.html",
        headers={"Origin": FAR[0], "Access-Control-Request-Method": "GET"},
    )

    assert {name for name in answer.headers if name.startswith("access-control")} == set()
