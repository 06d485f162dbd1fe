import json
import re

import pytest
from hypothesis import given

from graph import build
from graph.export import cypher
from graph.export.cypher import write_cypher
from tests.builders import SEED_MAP, snapshot
from tests.graph.export.snapshots import inferred, nasty_names, nasty_texts, snapshot_of

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def statements(script: str) -> list[str]:
    """Return a script's statements as cypher-shell splits them: at each `;` outside of a string."""
    script = script.removeprefix(
        "// A skill map for Neo4j 5 and newer. Running this again changes nothing.\n"
    )
    found = re.findall(r'((?:"(?:[^"\\]|\\.)*"|[^;"])*);\n', script)
    assert "".join(f"{statement};\n" for statement in found) == script
    return found


def rows(script: str, clause: str) -> list[dict]:
    """Return the rows of all statements that have this clause."""
    found = []
    for statement in statements(script):
        if clause in statement:
            literal = statement.removeprefix("UNWIND ").rpartition(" AS row\n")[0]
            parts = re.split(f"({STRING.pattern})", literal)
            quoted = (
                part if part.startswith('"') else re.sub(r"(\w+):", r'"\1":', part)
                for part in parts
            )
            found += json.loads("".join(quoted))
    return found


def test_a_relationship_leads_from_what_is_learned_first():
    script = write_cypher(snapshot_of(["HTTP", "REST"], inferred(1, 2)), 0.5)

    assert script.endswith("""\
UNWIND [
  {source: "area/1", target: "area/2", confidence: 0.9, status: "inferred", \
evidence: ["Stands right before it."]}
] AS row
MATCH (source:Skill {map: "map", id: row.source}) MATCH (target:Skill {map: "map", id: row.target})
MERGE (source)-[r:PREREQUISITE_OF]->(target)
SET r.confidence = row.confidence, r.status = row.status, r.evidence = row.evidence;
MATCH (n:Area|Topic|Skill {map: "map"}) WHERE NOT EXISTS { (n)--() } DELETE n;
""")


def test_ids_are_unique_in_their_map():
    script = write_cypher(snapshot_of(["HTTP"]), 0.5)

    assert [line for line in script.splitlines() if line.startswith("CREATE")] == [
        "CREATE CONSTRAINT skill_map_id IF NOT EXISTS FOR (n:SkillMap) REQUIRE n.id IS UNIQUE;",
        *(
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE (n.map, n.id) IS UNIQUE;"
            for label in ("Area", "Topic", "Skill")
        ),
    ]
    assert 'MERGE (n:Skill {map: "map", id: row.id}) SET n += row' in script


def test_a_map_contains_areas_that_contain_topics_that_contain_skills():
    script = write_cypher(
        snapshot("""
            # Web
            - Typing
            ## Basics
            ### Protocols
            - HTTP
            - TCP
        """),
        1.0,
    )

    assert [row["name"] for row in rows(script, "MERGE (n:Area {")] == ["Basics"]
    assert [row["name"] for row in rows(script, "MERGE (n:Topic {")] == ["Protocols"]
    assert [row["name"] for row in rows(script, "MERGE (n:Skill {")] == ["Typing", "HTTP", "TCP"]
    assert rows(script, "[r:CONTAINS]") == [
        {"parent": None, "child": "typing", "position": 0},
        {"parent": None, "child": "basics", "position": 1},
        {"parent": "basics", "child": "basics/protocols", "position": 0},
        {"parent": "basics/protocols", "child": "basics/protocols/http", "position": 0},
        {"parent": "basics/protocols", "child": "basics/protocols/tcp", "position": 1},
    ]


def test_a_skill_with_two_placements_is_contained_twice():
    script = write_cypher(build(SEED_MAP.read_bytes()), 0.5)

    parents = [
        row["parent"]
        for row in rows(script, "[r:CONTAINS]")
        if row["child"] == "devops/docker/container-orchestration"
    ]
    assert parents == ["devops/docker", "architecture-patterns/cloud-architecture"]


def test_what_the_map_has_lost_goes_unless_something_refers_to_it():
    first, *_, last = statements(write_cypher(snapshot_of(["HTTP"]), 0.5))[4:]

    assert first == 'MATCH (:Area|Topic|Skill {map: "map"})<-[old:CONTAINS]-() DELETE old'
    assert last == 'MATCH (n:Area|Topic|Skill {map: "map"}) WHERE NOT EXISTS { (n)--() } DELETE n'


def test_large_maps_come_in_batches(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cypher, "BATCH_ROWS", 2)
    names = ["A", "B", "C", "D", "E"]

    script = write_cypher(snapshot_of(names), 0.5)

    assert script.count("MERGE (n:Skill {") == 3
    assert [row["name"] for row in rows(script, "MERGE (n:Skill {")] == names


@given(nasty_names, nasty_texts, nasty_texts)
def test_every_text_comes_back_and_changes_no_statement(name, title, why):
    script = write_cypher(snapshot_of([name, "B"], inferred(1, 2, text=why), title=title), 0.5)

    plain = write_cypher(snapshot_of(["A", "B"], inferred(1, 2)), 0.5)
    assert STRING.sub("", script) == STRING.sub("", plain)
    assert rows(script, "MERGE (n:Skill {")[0]["name"] == name
    assert rows(script, "PREREQUISITE_OF]->(target)")[0]["evidence"] == [why]
