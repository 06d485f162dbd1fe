"""Services that follow a Neo4j store: they answer alike, and from memory while it is away."""

import os
import signal
import threading
import time
from contextlib import ExitStack, closing
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.snapshots import Snapshots
from graph import Change, SqliteStore, find_map, import_map
from graph.store.neo4j import Neo4jStore
from tests.neo4j_servers import own_server

MAP = "# Web\n- HTTP\n- JSON\n- REST (requires: HTTP; JSON)\n"
EDGE = "/v1/maps/web/prerequisites/http..json"
RESTARTS_WITHIN_S = 60


@pytest.fixture
def services(neo4j_5):
    """Two services over one database, each with a store of its own."""
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(neo4j_5.open_store())) for _ in range(2)]
        import_map(stores[0], MAP)
        yield [stack.enter_context(TestClient(create_app(store))) for store in stores]


def wait_for(condition, seconds):
    """Return how long it took until the condition held."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds
        time.sleep(0.02)
    return time.monotonic() - start


def revision(client, **headers):
    return revision_of(client, "default", **headers)


def revision_of(client, map_id, **headers):
    return client.get(f"/v1/maps/{map_id}", headers=headers).headers["ETag"]


def skill_names(client):
    return [skill["name"] for skill in client.get("/v1/maps/web/skills").json()["skills"]]


def test_a_change_made_through_one_service_is_answered_by_the_other_within_two_seconds(services):
    here, there = services
    assert revision(there) == '"1"'

    answer = here.put(EDGE, json={"status": "asserted"}, headers={"If-Match": '"1"'})

    assert answer.headers["ETag"] == revision(here) == '"2"'
    wait_for(lambda: revision(there) == '"2"', 2)
    ready = there.post("/v1/maps/web/next", json={"known": []}).json()
    assert [skill["id"] for skill in ready["next"]] == ["http"]


@pytest.mark.parametrize("header", ["Waypath-Revision", "If-None-Match"])
def test_a_client_never_sees_less_than_it_has_seen(services, header):
    here, there = services
    for number in range(1, 8):
        status = "asserted" if number % 2 else "rejected"
        seen = here.put(EDGE, json={"status": status}, headers={"If-Match": f'"{number}"'})

        answer = there.get("/v1/maps/web", headers={header: seen.headers["ETag"]})

        assert answer.headers["ETag"] == f'"{number + 1}"'


def test_changes_through_both_services_in_turn_are_never_stale(services):
    tag = '"1"'
    for number in range(8):
        status = "rejected" if number % 2 else "asserted"
        answer = services[number % 2].put(EDGE, json={"status": status}, headers={"If-Match": tag})
        assert answer.status_code == 200
        tag = answer.headers["ETag"]


def test_a_map_that_was_deleted_or_made_elsewhere_is_gone_or_there(services):
    here, there = services
    here.delete("/v1/maps/web", headers={"If-Match": '"1"'})
    here.post("/v1/maps", content="# Other\n- A\n")

    wait_for(lambda: there.get("/v1/maps/web").status_code == 404, 2)
    assert [found["id"] for found in there.get("/v1/maps").json()["maps"]] == ["other"]
    assert [found["id"] for found in here.get("/v1/maps").json()["maps"]] == ["other"]


def test_a_database_that_is_replaced_by_another_is_followed(services, neo4j_5):
    here, _ = services
    here.put(EDGE, json={"status": "asserted"}, headers={"If-Match": '"1"'})
    for names in (["HTTP", "JSON"], ["JSON", "HTTP", "XML"]):
        neo4j_5.empty()
        with closing(neo4j_5.open_store()) as other:
            bullets = "".join(f"- {name}\n" for name in names)
            replaced = import_map(other, f"# Web\n{bullets}").snapshot

            wait_for(lambda: skill_names(here) == names, 2)  # noqa: B023 - called at once
            assert revision(here) == '"1"'
            done = here.put(EDGE, json={"status": "asserted"}, headers={"If-Match": '"1"'})

            assert done.status_code == 200
            assert other.load("web").skill_map == replaced.skill_map


def test_one_map_that_cannot_be_used_does_not_keep_the_others_from_being_followed(
    services, neo4j_5
):
    here, _ = services
    with closing(neo4j_5.open_store()) as other:
        import_map(other, "# Other\n- A\n")
        wait_for(lambda: here.get("/v1/maps/other").status_code == 200, 2)
        neo4j_5.ask("MATCH (d:Document {map: 'web'}) DELETE d")
        neo4j_5.ask("MATCH (m:SkillMap {id: 'web'}) SET m.revision = 2")

        import_map(other, "# Other\n- A\n- B\n")

        wait_for(lambda: revision_of(here, "other") == '"2"', 3)
        wait_for(lambda: here.get("/health/ready").status_code == 503, 2)
        problem = here.get("/health/ready")
        assert "“web” have been changed by hand" in problem.json()["detail"]
        assert here.get("/v1/maps/web").status_code == 200


# What is in memory, with an embedded store that is followed as one over a network is


class FollowedStore(SqliteStore):
    freshness_s = 0.02

    def __init__(self):
        super().__init__(":memory:")
        self.loads = 0
        self.blocked = threading.Event()
        self.go_on = threading.Event()

    def load(self, map_id):
        self.loads += 1
        if map_id == "slow":
            self.blocked.set()
            assert self.go_on.wait(10)
        return super().load(map_id)


def test_a_map_that_loads_slowly_keeps_no_question_about_another_waiting():
    with closing(FollowedStore()) as store:
        store.go_on.set()
        for title in ("Fast", "Slow"):
            import_map(store, f"# {title}\n- A\n")
        store.go_on.clear()
        store.blocked.clear()
        snapshots = Snapshots(store)
        snapshots.load("fast")
        slow = threading.Thread(target=snapshots.load, args=["slow"])
        slow.start()
        assert store.blocked.wait(10)

        assert snapshots.load("fast").map_id == "fast"

        assert slow.is_alive()
        store.go_on.set()
        slow.join(10)


def test_more_maps_than_are_held_in_memory_are_not_loaded_again_and_again():
    with closing(FollowedStore()) as store:
        for number in range(40):
            import_map(store, f"# Map {number}\n- A\n")
        snapshots = Snapshots(store)
        snapshots.follow()
        assert snapshots.load("map-39").map_id == "map-39"
        before = store.loads

        time.sleep(0.3)

        assert store.loads == before
        snapshots.close()


@pytest.mark.timeout(300)
def test_while_the_server_is_away_reads_go_on_and_all_recovers_by_itself(tmp_path):
    with own_server(tmp_path / "neo4j") as server:
        running = server.running()
        with (
            closing(Neo4jStore(running.bolt, password=running.password)) as store,
            closing(Neo4jStore(running.bolt, password=running.password)) as other,
        ):
            import_map(store, MAP)
            with TestClient(create_app(store)) as client:
                assert client.get("/health/ready").status_code == 200
                # A change just before, so that there is no time to look at the store again.
                assert client.put(
                    EDGE, json={"status": "rejected"}, headers={"If-Match": '"1"'}
                ).is_success

                os.kill(running.pid, signal.SIGKILL)
                wait_for(lambda: client.get("/health/ready").status_code == 503, 15)

                problem = client.get("/health/ready").json()
                assert problem["code"] == "store_unavailable"
                assert "nobody answers there. Start Neo4j" in problem["detail"]
                assert "Questions are answered from memory, as of 20" in problem["detail"]
                start = time.monotonic()
                for _ in range(20):
                    assert client.get("/v1/maps/web").json()["revision"] == 2
                    ready = client.post("/v1/maps/default/next", json={"known": ["http"]})
                    assert ready.json()["revision"] == 2
                    assert client.get("/v1/maps").json()["total"] == 1
                assert time.monotonic() - start < 10
                refused = client.put(EDGE, json={"status": "asserted"}, headers={"If-Match": '"2"'})
                assert (refused.status_code, refused.json()["code"]) == (503, "store_unavailable")
                assert client.get("/health/live").status_code == 200

                server.start(die_with_parent=True)

                wait_for(lambda: client.get("/health/ready").status_code == 200, RESTARTS_WITHIN_S)
                current = other.load(find_map(other))
                changed = replace(current, source=current.source + "\n")
                other.commit(changed, Change("imported", "2026-01-01T00:00:00Z", "Elsewhere."))
                wait_for(lambda: revision(client) == '"3"', 2)
                done = client.put(EDGE, json={"status": "asserted"}, headers={"If-Match": '"3"'})
                assert done.status_code == 200
