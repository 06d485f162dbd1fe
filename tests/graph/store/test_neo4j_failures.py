"""What the Neo4j store promises where its server fails, or the connection to it."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph import Change, StoreError, import_map
from graph.store.neo4j import Neo4jStore
from tests.graph.store.proxy import Proxy
from tests.graph.store.snapshots import IMPORT, NOW, numbered_snapshot, snapshot
from tests.neo4j_servers import own_server

MAP = "# Web\n- HTTP\n- REST\n"


@pytest.fixture
def store(neo4j_5):
    with closing(neo4j_5.open_store()) as store:
        yield store


# A connection that breaks


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
