"""Services that follow a Neo4j store: they answer alike, and from memory while it is away."""

import os
import signal
import time
from contextlib import ExitStack, closing
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph import Change, find_map, import_map
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
    return client.get("/v1/maps/default", headers=headers).headers["ETag"]


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

                os.kill(running.pid, signal.SIGKILL)
                wait_for(lambda: client.get("/health/ready").status_code == 503, 15)

                problem = client.get("/health/ready").json()
                assert problem["code"] == "store_unavailable"
                assert "nobody answers there. Start Neo4j" in problem["detail"]
                assert "Questions are answered from memory, as of 20" in problem["detail"]
                start = time.monotonic()
                for _ in range(20):
                    ready = client.post("/v1/maps/default/next", json={"known": ["http"]})
                    assert ready.json()["revision"] == 1
                    assert client.get("/v1/maps").json()["total"] == 1
                assert time.monotonic() - start < 10
                refused = client.put(EDGE, json={"status": "asserted"}, headers={"If-Match": '"1"'})
                assert (refused.status_code, refused.json()["code"]) == (503, "store_unavailable")
                assert client.get("/health/live").status_code == 200

                server.start(die_with_parent=True)

                wait_for(lambda: client.get("/health/ready").status_code == 200, RESTARTS_WITHIN_S)
                current = other.load(find_map(other))
                changed = replace(current, source=current.source + "\n")
                other.commit(changed, Change("imported", "2026-01-01T00:00:00Z", "Elsewhere."))
                wait_for(lambda: revision(client) == '"2"', 2)
                done = client.put(EDGE, json={"status": "asserted"}, headers={"If-Match": '"2"'})
                assert done.status_code == 200
