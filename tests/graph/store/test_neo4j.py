"""What the Neo4j store promises beyond the contract: what people see in the graph, and errors."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from graph import (
    Change,
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
from tests.graph.store.snapshots import IMPORT, NOW, full_snapshot, numbered_snapshot, snapshot
from tests.neo4j_servers import own_server

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

    found = neo4j_5.ask("MATCH (n) RETURN DISTINCT labels(n)[0] AS label ORDER BY label")
    assert [row["label"] for row in found] == ["Change", "Learner", "Retired", "Waypath"]


def test_a_map_that_the_cypher_export_wrote_is_taken_over(store, neo4j_5):
    for statement in write_cypher(build(MAP, title="x"), 0.5).split(";\n"):
        if statement.strip() and "CONSTRAINT" not in statement:
            neo4j_5.ask(statement)

    committed = import_map(store, MAP).snapshot

    assert store.load("web") == committed
    assert neo4j_5.ask("MATCH (n:Skill) RETURN count(n) AS count") == [{"count": 4}]
    assert neo4j_5.ask("MATCH (n:Retired) RETURN count(n) AS count") == [{"count": 0}]


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


# A connection that breaks


class Proxy:
    """Stands between a store and its server, and cuts connections when it is told to."""

    def __init__(self, bolt):
        host, port = bolt.removeprefix("bolt://").split(":")
        self._server = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cut_next_commit = False
        self.cuts = 0
        self._open = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._server)
            self._open += [client, server]
            for source, target, is_request in ((client, server, True), (server, client, False)):
                threading.Thread(
                    target=self._pump, args=(source, target, is_request), daemon=True
                ).start()

    def _pump(self, source, target, is_request):
        try:
            while data := source.recv(65536):
                target.sendall(data)
                # COMMIT is the Bolt message 0x12. The server gets it, its answer is never seen.
                if is_request and self.cut_next_commit and b"\x00\x02\xb0\x12\x00\x00" in data:
                    self.cut_next_commit = False
                    self.cuts += 1
                    time.sleep(0.2)
                    source.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self._listener.close()
        for end in self._open:
            end.close()


def test_a_change_whose_answer_is_lost_is_made_once_and_acknowledged(neo4j_5):
    proxy = Proxy(neo4j_5.bolt)
    with closing(Neo4jStore(proxy.uri, user=neo4j_5.user, password=neo4j_5.password)) as store:
        current = snapshot()
        for number in range(1, 11):
            proxy.cut_next_commit = True
            current = store.commit(current, Change("imported", NOW, f"Change {number}"))
            assert current.revision == number
        proxy.cut_next_commit = True
        deletion = store.delete("backend", 10, Change("deleted", NOW, "Deleted."))
        history = store.history("backend")
    proxy.close()

    assert proxy.cuts >= 10
    assert deletion == 11
    assert [entry.revision for entry in history] == list(range(11, 0, -1))


# A server that is killed

WRITER = """
import sys
from dataclasses import replace
from graph import StoreError, UnknownMapError, MapExistsError
from graph.store.neo4j import Neo4jStore
from tests.graph.store.snapshots import IMPORT, numbered_snapshot
store = Neo4jStore(sys.argv[1], password=sys.argv[2])
number = store.revision("numbered") if store.maps() else 0
while True:
    wanted = replace(numbered_snapshot(number + 1, 60), revision=number)
    try:
        store.commit(wanted, IMPORT)
    except StoreError as error:
        print("problem", type(error).__name__, flush=True)
        try:
            number = store.revision("numbered")
        except StoreError:
            pass
        continue
    number += 1
    print(number, flush=True)
"""
KILLS = int(os.environ.get("WAYPATH_TEST_KILLS", "5"))
"""Each takes a start of the server, so a run has few; docs/benchmarks.md tells of a longer one."""


@pytest.mark.no_cover  # other tests show what is covered, this one kills a server
@pytest.mark.timeout(1200)
def test_a_killed_server_loses_no_change_that_was_acknowledged(tmp_path):
    with own_server(tmp_path / "neo4j") as server:
        running = server.running()
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, running.bolt, running.password],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        acknowledged = 0
        lines = iter(writer.stdout.readline, "")
        try:
            for kill in range(KILLS):
                target = acknowledged + 3 + kill % 4
                while acknowledged < target:
                    line = next(lines).strip()
                    if line.isdigit():
                        acknowledged = int(line)
                time.sleep(0.007 * kill)
                os.kill(server.running().pid, signal.SIGKILL)
                running = server.start(die_with_parent=True)
                with closing(Neo4jStore(running.bolt, password=running.password)) as reader:
                    loaded = reader.load("numbered")
                    history = reader.history("numbered", limit=10_000)
                assert loaded == numbered_snapshot(loaded.revision, 60)
                assert loaded.revision >= acknowledged
                assert [e.revision for e in history] == list(range(history[0].revision, 0, -1))
        finally:
            writer.kill()
            writer.wait()
            writer.stdout.close()
