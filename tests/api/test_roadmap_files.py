import json
import sys
from typing import get_args

import pytest

from api.roadmap_files import RoadmapFormatName
from graph.export.roadmaps import ROADMAP_FORMATS

CHAIN = "# Web\n- HTTP\n- REST (requires: HTTP) (8h)\n- GraphQL (requires: REST)\n"
ROADMAP = "/v1/maps/web/roadmap"
BEGINNINGS = {
    "markdown": b"# Roadmap: Web\n",
    "html": b"<!DOCTYPE html>\n",
    "pdf": b"%PDF-1.",
    "csv": b"\xef\xbb\xbfStep,",
    "ics": b"BEGIN:VCALENDAR\r\n",
    "svg": b"<?xml ",
    "png": b"\x89PNG\r\n",
    "mermaid": b"---\ntitle: ",
    "dot": b"// ",
    "graphml": b"<graphml ",
    "canvas": b'{\n  "nodes": ',
    "case": b'{\n  "CFDocument": ',
    "jsonld": b'{\n  "@context": ',
}


@pytest.fixture
def chain(client):
    assert client.put("/v1/maps/web", content=CHAIN).status_code == 201
    return client


def test_the_service_offers_every_format():
    assert list(get_args(RoadmapFormatName)) == list(ROADMAP_FORMATS)


@pytest.mark.parametrize("name", [*BEGINNINGS])
def test_a_roadmap_can_be_had_by_media_type_and_by_name(chain, name):
    kind = ROADMAP_FORMATS[name]
    media_type = kind.media_type.partition(";")[0]

    by_type = chain.post(ROADMAP, json={}, headers={"Accept": media_type})
    by_name = chain.post(ROADMAP, json={}, params={"format": name})

    for answer in (by_type, by_name):
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == kind.media_type
        assert answer.headers["Content-Disposition"] == (
            f'attachment; filename="roadmap.{kind.extension}"'
        )
        assert answer.headers["ETag"] == '"1"'
        assert "Accept" in answer.headers["Vary"].split(", ")
        assert answer.content.startswith(BEGINNINGS[name])


def test_without_a_wish_the_answer_is_json(chain):
    answers = [
        chain.post(ROADMAP, json={}),
        chain.post(ROADMAP, json={}, headers={"Accept": "*/*"}),
        chain.post(ROADMAP, json={}, params={"format": "json"}, headers={"Accept": "image/png"}),
    ]

    assert [answer.headers["Content-Type"] for answer in answers] == ["application/json"] * 3
    assert {json.dumps(answer.json()) for answer in answers} == {json.dumps(answers[0].json())}


def test_a_format_that_there_is_not_is_refused_with_those_there_are(chain):
    by_type = chain.post(ROADMAP, json={}, headers={"Accept": "application/msword"})
    by_name = chain.post(ROADMAP, json={}, params={"format": "doc"})

    assert (by_type.status_code, by_type.json()["code"]) == (406, "not_acceptable")
    assert "application/pdf" in by_type.json()["detail"]
    assert (by_name.status_code, by_name.json()["code"]) == (422, "invalid_request")
    assert "'pdf'" in by_name.json()["detail"]


def test_a_format_that_cannot_be_written_here_is_a_problem_that_says_what_to_do(chain, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygraphviz", None)

    answer = chain.post(ROADMAP, json={}, params={"format": "svg"})

    assert (answer.status_code, answer.json()["code"]) == (501, "format_unavailable")
    assert "waypath[render]" in answer.json()["detail"]


def test_dates_are_in_the_files_if_hours_a_week_are_given(chain):
    week = {"hours_per_week": 6, "start": "2027-01-04"}

    dated = chain.post(ROADMAP, json=week, params={"format": "ics"}).text
    undated = chain.post(ROADMAP, json={}, params={"format": "ics"}).text

    assert (dated.count("BEGIN:VEVENT"), dated.count("BEGIN:VTODO")) == (3, 0)
    assert (undated.count("BEGIN:VEVENT"), undated.count("BEGIN:VTODO")) == (0, 3)
