import json

from hypothesis import given

from graph import build
from graph.export.document import write_document
from graph.model import Decision
from tests.builders import JUGGLING, SEED_MAP, snapshot
from tests.graph.export.snapshots import inferred, nasty_names, nasty_texts, snapshot_of


def document(of, min_confidence=0.5):
    return json.loads(write_document(of, min_confidence))


def test_the_document_has_the_shape_that_other_programs_rely_on():
    found = document(build(SEED_MAP.read_bytes()))

    assert list(found) == ["map", "skills", "prerequisites", "report"]
    assert found["map"] == {
        "id": "backend-development-skill-map-2-0",
        "title": "Backend Development Skill Map 2.0",
        "revision": 0,
        "field_known": True,
        "order_used": True,
        "usual_hours": 4.0,
    }
    for skill in found["skills"]:
        assert skill.keys() >= {"id", "name", "kind", "parent", "placements"}
        assert all(place.keys() >= {"path", "line"} for place in skill["placements"])
    for edge in found["prerequisites"]:
        assert edge.keys() >= {"source", "target", "confidence", "status", "evidence"}
        assert all(why.keys() >= {"rule", "text", "lines"} for why in edge["evidence"])
    assert found["report"].keys() >= {"repaired", "merged", "homonyms", "remarks", "cut"}
    assert found["report"]["repaired"][0]["line"] == 1


def test_the_document_says_what_a_map_was_inferred_from():
    found = document(build("---\norder: ignored\n---\n" + JUGGLING))

    assert not found["map"]["field_known"]
    assert not found["map"]["order_used"]
    assert list(found["report"]) == ["repaired", "merged", "homonyms", "remarks", "cut"]


def test_the_document_says_what_a_skill_takes_whose_effort_is_not_stated():
    found = document(snapshot("- a (1h)\n- b (2h)\n- c (3h)\n- d (9h)\n- e (20h)\n- f"))

    assert found["map"]["usual_hours"] == 3
    assert found["skills"][-1]["effort_hours"] is None


def test_a_prerequisite_leads_from_what_is_learned_first():
    found = document(snapshot_of(["HTTP", "REST"], inferred(1, 2)))

    assert found["prerequisites"] == [
        {
            "source": "area/1",
            "target": "area/2",
            "confidence": 0.9,
            "band": "confident",
            "status": "inferred",
            "evidence": [
                {
                    "rule": "sequence",
                    "text": "Stands right before it.",
                    "lines": [2, 3],
                    "strength": 0.9,
                }
            ],
        }
    ]


def test_prerequisites_that_others_imply_are_in_the_document():
    found = document(snapshot_of(["A", "B", "C"], inferred(1, 2), inferred(2, 3), inferred(1, 3)))

    assert len(found["prerequisites"]) == 3


def test_the_evidence_can_be_left_out():
    lean = write_document(snapshot_of(["A", "B"], inferred(1, 2)), 0.5, evidence=False)

    assert [edge["evidence"] for edge in json.loads(lean)["prerequisites"]] == [[]]


def test_every_entry_and_every_prerequisite_is_a_line():
    written = write_document(snapshot_of(["A", "B"], inferred(1, 2)), 0.5)
    found = json.loads(written)

    lines = {line.rstrip(",") for line in written.splitlines()}
    assert {json.dumps(item) for item in found["skills"] + found["prerequisites"]} <= lines


def test_areas_topics_and_skills_come_in_map_order_with_all_that_the_map_says():
    found = document(
        snapshot("""
            # Web
            ## 🌐 Basics
            - Protocols
              - [x] [HTTP](https://example.org/http) (2h) - how pages travel
        """)
    )

    assert [(entry["id"], entry["kind"], entry["parent"]) for entry in found["skills"]] == [
        ("basics", "area", None),
        ("basics/protocols", "topic", "basics"),
        ("basics/protocols/http", "skill", "basics/protocols"),
    ]
    assert found["skills"][0]["emoji"] == "🌐"
    assert found["skills"][2] == {
        "id": "basics/protocols/http",
        "name": "HTTP",
        "kind": "skill",
        "parent": "basics/protocols",
        "placements": [
            {"path": ["Basics", "Protocols", "HTTP"], "line": 4, "parent": "basics/protocols"}
        ],
        "emoji": "",
        "description": "how pages travel",
        "resources": ["https://example.org/http"],
        "effort_hours": 2.0,
        "known": True,
    }


def test_a_skill_with_two_placements_has_both():
    found = document(build(SEED_MAP.read_bytes()))

    merged = found["report"]["merged"][0]
    skill = next(entry for entry in found["skills"] if entry["id"] == merged["id"])

    assert [place["line"] for place in skill["placements"]] == merged["lines"]


def test_the_reason_that_a_person_gave_is_evidence():
    accepted = Decision("area/1", "area/2", "accepted", "2026-03-01T12:00:00+00:00", "Of course.")

    [edge] = document(snapshot_of(["A", "B"]).with_decisions([accepted]))["prerequisites"]

    assert (edge["status"], edge["confidence"]) == ("accepted", 1.0)
    assert edge["evidence"][0]["text"] == "A person accepted it: Of course."


def test_letters_of_every_script_stay_readable():
    assert '"name": "日本語 🐍"' in write_document(snapshot_of(["日本語 🐍"]), 0.5)


@given(nasty_names, nasty_texts)
def test_every_name_comes_back(name, title):
    found = document(snapshot_of([name], title=title))

    assert found["skills"][1]["name"] == name
    assert found["map"]["title"] == title
