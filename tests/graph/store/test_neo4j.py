"""What the Neo4j store promises beyond the contract: what people see in the graph, and errors.

Not its job: a server or a connection that fails (`test_neo4j_failures`).
"""

from contextlib import closing
from dataclasses import replace

import pytest

from graph import (
    SqliteStore,
    StoreError,
    build,
    decide,
    delete_map,
    import_map,
)
from graph.export.cypher import write_cypher
from graph.store.neo4j import Neo4jStore
from tests.builders import SEED_MAP
from tests.graph.store.snapshots import IMPORT, full_snapshot

MAP = """\
# Web
## Basics
- HTTP
- JSON
### Tools
- curl (requires: HTTP)
## APIs
- REST (requires: HTTP; JSON)
"""


@pytest.fixture
def store(neo4j_5):
    with closing(neo4j_5.open_store()) as store:
        yield store


def test_a_map_written_to_one_store_and_read_from_the_other_is_equal(store, tmp_path):
    embedded = SqliteStore(tmp_path / "maps.db")
    import_map(embedded, SEED_MAP.read_bytes())
    first = embedded.load("backend-development-skill-map-2-0")
    edge = first.prerequisites[3]
    there = decide(embedded, first, edge.source, edge.target, "rejected", "No.")

    store.commit(replace(there, revision=0), IMPORT)
    here = store.load(there.map_id)
    back = SqliteStore(tmp_path / "back.db")
    back.commit(replace(here, revision=0), IMPORT)

    assert replace(here, revision=there.revision) == there
    assert replace(back.load(there.map_id), revision=there.revision) == there
    assert here.prerequisites == there.prerequisites
    embedded.close()
    back.close()


# What people see


def test_areas_topics_and_skills_hang_together_as_in_the_map(store, neo4j_5):
    import_map(store, MAP)

    found = neo4j_5.ask(
        "MATCH (m:SkillMap)-[:CONTAINS*]->(n) RETURN labels(n) AS labels, n.id AS id, "
        "n.name AS name, n.map AS map, n.line AS line ORDER BY n.position"
    )

    assert [(row["id"], row["labels"]) for row in found] == [
        ("basics", ["Area", "Area1"]),
        ("basics/http", ["Skill", "Area1"]),
        ("basics/json", ["Skill", "Area1"]),
        ("basics/tools", ["Topic", "Area1"]),
        ("basics/tools/curl", ["Skill", "Area1"]),
        ("apis", ["Area", "Area2"]),
        ("apis/rest", ["Skill", "Area2"]),
    ]
    assert {row["map"] for row in found} == {"web"}
    assert [row["line"] for row in found] == [2, 3, 4, 5, 6, 7, 8]


def test_a_relationship_leads_from_what_is_learned_first_and_carries_its_evidence(store, neo4j_5):
    import_map(store, MAP)

    found = neo4j_5.ask(
        "MATCH (a)-[r:PREREQUISITE_OF {status: 'asserted'}]->(b) "
        "RETURN a.name AS a, b.name AS b, r.confidence AS confidence, r.percent AS percent, "
        "size(r.evidence) > 0 AS has_evidence ORDER BY a, b"
    )

    assert [(row["a"], row["b"]) for row in found] == [
        ("HTTP", "REST"),
        ("HTTP", "curl"),
        ("JSON", "REST"),
    ]
    assert all(row["confidence"] == 1 and row["percent"] == 100 for row in found)
    assert all(row["has_evidence"] for row in found)


def test_a_rejected_prerequisite_cannot_be_followed_by_mistake(store, neo4j_5):
    current = import_map(store, MAP).snapshot
    decide(store, current, "basics/http", "apis/rest", "rejected", "Not really.")

    found = neo4j_5.ask(
        "MATCH (:Skill {name: 'HTTP'})-[r]->(:Skill {name: 'REST'}) RETURN type(r) AS t"
    )

    assert [row["t"] for row in found] == ["REJECTED_PREREQUISITE_OF"]


def test_every_node_has_a_name_and_ids_are_unique(store, neo4j_5):
    store.commit(full_snapshot(), IMPORT)

    assert neo4j_5.ask("MATCH (n) WHERE n.name IS NULL RETURN labels(n)") == []
    with pytest.raises(Exception, match="already exists"):
        neo4j_5.ask("CREATE (:Skill {map: 'backend', id: 'data/redis'})")


# What other people have attached


def test_what_a_learner_knows_survives_an_import_that_moves_and_changes_the_skill(store, neo4j_5):
    import_map(store, MAP)
    neo4j_5.ask(
        "MERGE (l:Learner {id: 'me', name: 'Me'}) WITH l MATCH (s:Skill {name: 'HTTP'}) "
        "MERGE (l)-[:KNOWS {since: '2026-01-01', source: 'said'}]->(s)"
    )

    import_map(store, MAP.replace("- HTTP", "- HTTP (3h)").replace("- JSON\n", "- JSON\n- XML\n"))

    found = neo4j_5.ask(
        "MATCH (:Learner)-[k:KNOWS]->(s:Skill) RETURN s.id AS id, s.effort_hours AS h"
    )
    assert found == [{"id": "basics/http", "h": 3.0}]


def test_a_skill_that_a_learner_knows_is_retired_not_forgotten_and_can_return(store, neo4j_5):
    import_map(store, MAP)
    neo4j_5.ask(
        "MERGE (l:Learner {id: 'me', name: 'Me'}) WITH l MATCH (s:Skill {name: 'JSON'}) "
        "MERGE (l)-[:KNOWS]->(s)"
    )

    import_map(store, MAP.replace("- JSON\n", "").replace("; JSON", ""))
    gone = neo4j_5.ask("MATCH (:Learner)-[:KNOWS]->(n) RETURN labels(n) AS labels, n.id AS id")
    import_map(store, MAP)
    back = neo4j_5.ask("MATCH (:Learner)-[:KNOWS]->(n) RETURN labels(n) AS labels, n.id AS id")

    assert gone == [{"labels": ["Retired"], "id": "basics/json"}]
    assert back == [{"labels": ["Skill", "Area1"], "id": "basics/json"}]


def test_a_deleted_map_leaves_its_history_and_what_learners_know(store, neo4j_5):
    current = import_map(store, MAP).snapshot
    neo4j_5.ask(
        "MERGE (l:Learner {id: 'me', name: 'Me'}) WITH l MATCH (s:Skill {name: 'JSON'}) "
        "MERGE (l)-[:KNOWS]->(s)"
    )

    delete_map(store, current.map_id, current.revision)

    found = neo4j_5.ask("MATCH (n) RETURN DISTINCT labels(n) AS labels")
    assert sorted(row["labels"] for row in found) == [
        ["Change"],
        ["Learner"],
        ["Retired"],
        ["Waypath"],
    ]


def test_a_map_that_the_cypher_export_wrote_is_taken_over(store, neo4j_5):
    for statement in write_cypher(build(MAP, title="x"), 0.5).split(";\n"):
        if statement.strip() and "CONSTRAINT" not in statement:
            neo4j_5.ask(statement)

    committed = import_map(store, MAP).snapshot

    assert store.load("web") == committed
    assert neo4j_5.ask("MATCH (n:Skill) RETURN count(n) AS count") == [{"count": 4}]
    assert neo4j_5.ask("MATCH (n:Retired) RETURN count(n) AS count") == [{"count": 0}]


def test_a_skill_that_was_deleted_by_hand_is_missing_and_the_rest_is_read(store, neo4j_5):
    import_map(store, MAP)
    neo4j_5.ask("MATCH (s:Skill {name: 'JSON'}) DETACH DELETE s")

    loaded = store.load("web")

    assert [skill.name for skill in loaded.skill_map.skills] == ["HTTP", "curl", "REST"]
    assert {(p.source, p.target) for p in loaded.prerequisites if p.status == "asserted"} == {
        ("basics/http", "basics/tools/curl"),
        ("basics/http", "apis/rest"),
    }


@pytest.mark.parametrize(
    "change",
    ["MATCH (d:Document) DELETE d", "MATCH (s:Skill {name: 'JSON'}) SET s.path = 3"],
    ids=["document", "path"],
)
def test_nodes_that_are_no_map_any_more_are_explained(store, neo4j_5, change):
    import_map(store, MAP)
    neo4j_5.ask(change)

    with pytest.raises(StoreError, match=r"“web” have been changed by hand.* Restore a backup, or"):
        store.load("web")


def test_a_revision_of_a_database_that_was_replaced_is_not_taken_for_the_one_before(store, neo4j_5):
    import_map(store, MAP)
    neo4j_5.empty()
    with closing(neo4j_5.open_store()) as other:
        there = import_map(other, MAP.replace("- JSON\n", "- JSON\n- XML\n")).snapshot

    wanted = import_map(store, MAP.replace("- JSON\n", "- JSON\n- YAML\n")).snapshot

    assert there.revision == 1
    assert store.load("web") == wanted
    names = neo4j_5.ask("MATCH (s:Skill) RETURN s.name AS name ORDER BY s.position")
    assert [row["name"] for row in names] == ["HTTP", "JSON", "YAML", "curl", "REST"]


def test_a_database_that_is_only_read_is_given_no_constraints(neo4j_5):
    def constraints():
        return [row["name"] for row in neo4j_5.ask("SHOW CONSTRAINTS YIELD name")]

    for name in constraints():
        neo4j_5.ask(f"DROP CONSTRAINT {name}")
    with closing(neo4j_5.open_store()) as store:
        assert store.maps() == ()
        assert constraints() == []

        import_map(store, MAP)

        assert "skill_id" in constraints()


def test_whatever_a_person_wipes_out_can_be_imported_again(store, neo4j_5):
    import_map(store, MAP)
    neo4j_5.empty()

    assert store.maps() == ()
    assert import_map(store, MAP).outcome == "created"


# Errors: one sentence that says what to do


@pytest.mark.parametrize(
    ("uri", "advice"),
    [
        ("bolt://127.0.0.1:1", "nobody answers there. Start Neo4j, or correct the address"),
        ("neo4j://127.0.0.1:1", "nobody answers there. Start Neo4j, or correct the address"),
        ("neo4j://no-such-machine.invalid", "no machine has this name"),
        ("neo4j://me:secret@127.0.0.1", "NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("neo4j://127.0.0.1/maps", "a database is named in NEO4J_DATABASE"),
        ("bolt://127.0.0.1:x", "is no address of a Neo4j server"),
        ("neo4j://", "is no address of a Neo4j server"),
    ],
)
def test_an_address_where_nothing_can_be_kept_is_explained(uri, advice):
    with pytest.raises(StoreError, match=advice) as refusal:
        Neo4jStore(uri, password="x")

    assert "secret" not in str(refusal.value)


def test_a_wrong_password_a_wrong_database_and_a_wrong_port_are_explained(neo4j_5):
    with pytest.raises(StoreError, match=r"wrong user or password\. Set NEO4J_USERNAME"):
        Neo4jStore(neo4j_5.bolt, user=neo4j_5.user, password="wrong")
    with pytest.raises(StoreError, match=r"no database “elsewhere”\. Correct NEO4J_DATABASE"):
        Neo4jStore(neo4j_5.bolt, user=neo4j_5.user, password=neo4j_5.password, database="elsewhere")
    if neo4j_5.http:
        with pytest.raises(StoreError, match=r"the port of Neo4j Browser\. Name the Bolt port"):
            Neo4jStore(neo4j_5.http.replace("http", "bolt"), password="x")
    with pytest.raises(StoreError, match="no encrypted connection"):
        Neo4jStore(neo4j_5.bolt.replace("bolt:", "bolt+s:"), password="x")


@pytest.mark.usefixtures("store")
def test_a_database_of_a_newer_waypath_is_left_alone(neo4j_5):
    neo4j_5.ask("MERGE (w:Waypath {name: 'Waypath'}) SET w.schema = 99")

    with pytest.raises(StoreError, match=r"newer Waypath \(schema 99; .* Upgrade Waypath"):
        neo4j_5.open_store()


def test_a_database_of_the_first_schema_is_read_and_brought_up_to_date(neo4j_5):
    with closing(neo4j_5.open_store()) as store:
        committed = store.commit(full_snapshot(), IMPORT)
    neo4j_5.ask("MATCH (d:Document) REMOVE d.list_order")
    neo4j_5.ask("DROP INDEX name_decision_map")
    neo4j_5.ask("MATCH (w:Waypath {name: 'Waypath'}) SET w.schema = 1")

    with closing(neo4j_5.open_store()) as store:
        assert store.load("backend").skill_map.order == "auto"
        store.commit(committed, IMPORT)
        assert store.load("backend").skill_map.order == "ignored"
    assert neo4j_5.ask("SHOW INDEXES YIELD name WHERE name = 'name_decision_map' RETURN name")


def test_a_closed_store_says_so(neo4j_5):
    store = neo4j_5.open_store()
    store.close()
    store.close()

    with pytest.raises(StoreError, match="the store is closed"):
        store.maps()


def test_a_server_that_routes_is_as_good(neo4j_5):
    with closing(
        Neo4jStore(
            neo4j_5.bolt.replace("bolt:", "neo4j:"), user=neo4j_5.user, password=neo4j_5.password
        )
    ) as store:
        committed = import_map(store, MAP).snapshot

        assert store.load("web") == committed
