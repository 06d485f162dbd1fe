"""What the Neo4j store promises beyond the contract: what people see in the graph, and errors."""

import os
import queue
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


# A connection that breaks


class Proxy:
    """Stands between a store and its server, and cuts connections when it is told to."""

    def __init__(self, bolt):
        host, port = bolt.removeprefix("bolt://").split(":")
        self._server = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cuts = 0
        self._before_cut = None
        self._open = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_next_commit(self, before_cut=lambda: time.sleep(0.2)):
        """Let the next COMMIT reach the server, call this, and cut before its answer is seen."""
        self._before_cut = before_cut

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._server)
            self._open += [client, server]
            muted = threading.Event()
            for pump, source, target in (
                (self._requests, client, server),
                (self._answers, server, client),
            ):
                threading.Thread(
                    target=self._pump, args=(pump, source, target, muted), daemon=True
                ).start()

    def _requests(self, data, source, target, muted):
        # COMMIT is the Bolt message 0x12. The server gets it, its answer is never seen.
        if self._before_cut and b"\x00\x02\xb0\x12\x00\x00" in data:
            before_cut, self._before_cut = self._before_cut, None
            self.cuts += 1
            muted.set()
            target.sendall(data)
            before_cut()
            source.shutdown(socket.SHUT_RDWR)
        else:
            target.sendall(data)

    def _answers(self, data, _, target, muted):
        if not muted.is_set():
            target.sendall(data)

    def _pump(self, pump, source, target, muted):
        try:
            while data := source.recv(65536):
                pump(data, source, target, muted)
        except OSError:
            pass
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def refuse(self):
        """Take no connection any more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def close(self):
        self._listener.close()
        for end in self._open:
            end.close()


@pytest.fixture
def proxy(neo4j_5):
    with closing(Proxy(neo4j_5.bolt)) as proxy:
        yield proxy


@pytest.fixture
def through_proxy(neo4j_5, proxy):
    """A store that reaches its server through the proxy; its database has been prepared."""
    with closing(Neo4jStore(proxy.uri, user=neo4j_5.user, password=neo4j_5.password)) as store:
        import_map(store, MAP)
        yield store


def test_a_change_whose_answer_is_lost_is_made_once_and_acknowledged(through_proxy, proxy):
    current = snapshot()
    for number in range(1, 11):
        proxy.cut_next_commit()
        current = through_proxy.commit(current, Change("imported", NOW, f"Change {number}"))
        assert current.revision == number
    proxy.cut_next_commit()
    deletion = through_proxy.delete("backend", 10, Change("deleted", NOW, "Deleted."))
    history = through_proxy.history("backend")

    assert proxy.cuts == 11
    assert deletion == 11
    assert [entry.revision for entry in history] == list(range(11, 0, -1))


def test_a_change_whose_answer_is_lost_is_acknowledged_also_if_others_follow(
    through_proxy, proxy, store
):
    def others_follow():
        time.sleep(0.2)
        for _ in range(2):
            store.commit(replace(store.load("backend"), source="Others."), IMPORT)

    proxy.cut_next_commit(others_follow)
    first = through_proxy.commit(snapshot(), IMPORT)

    assert proxy.cuts == 1
    assert first.revision == 1
    assert store.revision("backend") == 3
    assert store.load("backend").source == "Others."


def test_a_change_is_repeated_although_it_took_longer_than_failures_are_put_up_with(
    through_proxy, proxy, monkeypatch
):
    monkeypatch.setattr("graph.store.neo4j.store.CHANGE_PATIENCE_S", 0.15)
    proxy.cut_next_commit(lambda: time.sleep(0.3))

    assert through_proxy.commit(snapshot(), IMPORT).revision == 1
    assert proxy.cuts == 1


def test_if_nobody_can_say_whether_a_change_was_written_the_error_says_that(
    through_proxy, proxy, monkeypatch
):
    monkeypatch.setattr("graph.store.neo4j.store.CHANGE_PATIENCE_S", 0.3)
    through_proxy.commit(snapshot(), IMPORT)
    proxy.cut_next_commit(proxy.refuse)

    with pytest.raises(StoreError, match=r"may be written or not\. Load the map again"):
        through_proxy.commit(replace(snapshot(), revision=1, source="New."), IMPORT)


def test_whoever_waits_when_the_store_is_closed_is_told_so(neo4j_5):
    from neo4j import GraphDatabase

    store = neo4j_5.open_store()
    import_map(store, MAP)
    told = []

    def load():
        try:
            store.load("web")
        except StoreError as error:
            told.append(str(error))

    with (
        GraphDatabase.driver(neo4j_5.bolt, auth=(neo4j_5.user, neo4j_5.password)) as driver,
        driver.session(database=neo4j_5.database) as session,
        session.begin_transaction() as holding,
    ):
        holding.run("MATCH (m:SkillMap) REMOVE m.map").consume()
        waiting = threading.Thread(target=load)
        waiting.start()
        time.sleep(0.5)
        store.close()
        waiting.join(5)

    assert told == ["the store is closed"]


# A server that is killed

WRITER = """
import sys
from dataclasses import replace
from graph import MapExistsError, StaleRevisionError, StoreError
from graph.store.neo4j import Neo4jStore
from tests.graph.store.snapshots import IMPORT, numbered_snapshot
store = Neo4jStore(sys.argv[1], password=sys.argv[2])
number = store.revision("numbered") if store.maps() else 0
while True:
    wanted = replace(numbered_snapshot(number + 1, 60), revision=number)
    try:
        store.commit(wanted, IMPORT)
    except (MapExistsError, StaleRevisionError) as error:
        # There is one writer, so its own revision was lost, or written although it was told not.
        print("lost", error, flush=True)
        break
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


class Lines:
    """The lines of a stream, as they come."""

    def __init__(self, stream):
        self._lines = queue.SimpleQueue()
        threading.Thread(
            target=lambda: [self._lines.put(line) for line in stream], daemon=True
        ).start()

    def next(self, timeout_s):
        return self._lines.get(timeout=timeout_s)

    def there(self):
        while not self._lines.empty():
            yield self._lines.get()


def acknowledged_in(line):
    """Return the revision that a line of the writer acknowledges, 0 if it tells of a failure."""
    assert not line.startswith("lost"), line
    return int(line) if line.strip().isdigit() else 0


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
        lines = Lines(writer.stdout)
        try:
            for kill in range(KILLS):
                target = acknowledged + 3 + kill % 4
                while acknowledged < target:
                    acknowledged = max(acknowledged, acknowledged_in(lines.next(60)))
                time.sleep(0.007 * kill)
                os.kill(server.running().pid, signal.SIGKILL)
                time.sleep(0.05)
                for line in lines.there():
                    acknowledged = max(acknowledged, acknowledged_in(line))
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
