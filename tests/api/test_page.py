import gzip
import json
import re
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.routing import Mount

from api.app import create_app
from api.page import BUILT

REFERENCE = re.compile(r'\b(?:src|href)="([^"]+)"')
NOT_LOADED = {
    "www.w3.org": "names of the languages that pictures are written in",
    "graphql.org": "an example of a link in a map",
    "reactflow.dev": "its errors say where they are explained",
}
"""Hosts that the page names and never asks."""


def built_texts():
    files = [path for kind in ("html", "js", "css") for path in BUILT.rglob(f"*.{kind}")]
    assert files
    return {path.name: path.read_text() for path in files}


@pytest.fixture
def asset(client):
    """The address of the largest script that the page names."""
    scripts = [name for name in REFERENCE.findall(client.get("/").text) if name.endswith(".js")]
    return max(scripts, key=lambda name: (BUILT / name).stat().st_size)


def test_the_page_is_asked_for_anew_at_every_visit_and_sent_only_if_it_changed(client):
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Type"] == "text/html; charset=utf-8"
    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "no-cache"


def test_a_built_file_is_kept_for_good(client, asset):
    first = client.get(asset)
    again = client.get(asset, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_a_built_file_is_named_after_its_content():
    built = json.loads((BUILT / "manifest.json").read_text())

    files = {entry["file"] for entry in built.values()}
    assert [name for name in files if not re.search(r"-[\w-]{8}\.\w+$", name)] == []


def test_a_built_file_is_compressed_for_browsers_that_can_read_it(client, asset):
    plain = client.get(asset, headers={"Accept-Encoding": "identity"})
    with client.stream("GET", asset, headers={"Accept-Encoding": "gzip"}) as packed:
        received = b"".join(packed.iter_raw())

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(received) == plain.content


@pytest.mark.parametrize("path", ["/assets/gone-12345678.js", "/assets/", "/assets/../index.html"])
def test_what_is_not_there_is_not_kept(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_look_at_the_head_answers_without_the_content(client, asset):
    for path in ("/", asset):
        head, whole = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["ETag"] == whole.headers["ETag"]
        assert head.headers["Cache-Control"] == whole.headers["Cache-Control"]


def test_the_page_says_how_to_build_it_where_it_is_not_built(store, tmp_path):
    with TestClient(create_app(store, page=tmp_path / "nowhere")) as client:
        page = client.get("/")

        assert page.status_code == 503
        assert "<code>make page</code>" in page.text
        assert page.headers["Cache-Control"] == "no-cache"
        assert client.get("/assets/index.js").status_code == 404
        assert client.get("/third-party-licenses.txt").status_code == 404
        assert client.get("/v1/maps").status_code == 200


def test_a_page_that_is_built_while_the_service_runs_is_served(store, tmp_path):
    with TestClient(create_app(store, page=tmp_path)) as client:
        before = client.get("/")
        (tmp_path / "assets").mkdir()
        (tmp_path / "assets" / "new.js").write_text("start()")
        (tmp_path / "index.html").write_text("<title>Built</title>")

        assert before.status_code == 503
        assert client.get("/").text == "<title>Built</title>"
        assert client.get("/assets/new.js").text == "start()"


def test_the_page_works_below_a_path_of_another_site(store):
    site = Starlette(routes=[Mount("/tools/waypath", create_app(store))])
    client = TestClient(site)
    page = client.get("/tools/waypath/")

    addresses = [urljoin("/tools/waypath/", found) for found in REFERENCE.findall(page.text)]
    assert len(addresses) > 3
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
    absolute = [name for name, text in built_texts().items() if re.search("[\"'(`]/assets/", text)]
    assert absolute == []


def test_the_licences_of_what_the_page_is_made_of_are_there_to_read(client):
    answer = client.get("/third-party-licenses.txt")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    names = set(re.findall(r"^Name: (.*)$", answer.text, re.MULTILINE))
    assert "preact" in names
    # What builds and checks the page is no part of it.
    assert names.isdisjoint({"axe-core", "vite", "vitest", "typescript"})
    licences = set(re.findall(r"^License: (.*)$", answer.text, re.MULTILINE))
    assert licences <= {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0"}


def test_the_page_names_no_other_host_that_it_would_ask():
    named = {
        (name, urlsplit(url).hostname)
        for name, text in built_texts().items()
        for url in re.findall(r"(?:https?:|(?<=[\"'(`]))//[\w-]+\.[\w.-]+", text)
    }

    assert {(name, host) for name, host in named if host not in NOT_LOADED} == set()


def test_nothing_inside_the_page_is_a_script_or_a_style():
    html = (BUILT / "index.html").read_text()

    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", html, re.DOTALL)
    assert scripts
    assert all("src=" in attributes and not body.strip() for attributes, body in scripts)
    assert re.findall(r'<style\b|\bstyle="|\son\w+="|javascript:', html) == []
