import json
import signal
import socket
import time
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.request import Request, urlopen

import neo4j
import pytest

from tests.waypath.commands import call, run, serving, with_neo4j
from waypath.local_neo4j import LocalNeo4j
from waypath.serve import _address, _listen

START_S = 20
NEO4J_S = 100
"""What a Neo4j may take to start or to stop while others keep the machine busy."""


@contextmanager
def served(folder, *arguments):
    """Start the service on a free port; yield its process and its address."""
    with serving(folder, *arguments) as (process, address, said):
        assert said == ""
        yield process, address


def stop(process, number=signal.SIGTERM):
    process.send_signal(number)
    shown, complaints = process.communicate(timeout=START_S)
    return process.returncode, shown, complaints


def ask(address, path, question=None):
    body = None if question is None else json.dumps(question).encode()
    request = Request(address + path, body, {"Content-Type": "application/json"})  # noqa: S310 - http
    with urlopen(request, timeout=START_S) as response:  # noqa: S310 - http
        return json.load(response)


def test_a_service_that_starts_for_the_first_time_answers_from_the_seed_map(tmp_path):
    with served(tmp_path) as (process, address):
        answer = ask(address, "/v1/maps/default/next", {"known": []})
        stop(process)

    assert answer["revision"] == 1
    assert answer["next"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_service_that_is_told_to_stop_closes_its_store_and_finds_it_again(tmp_path, number):
    for _ in range(2):
        with served(tmp_path) as (process, address):
            (found,) = ask(address, "/v1/maps")["maps"]
            end = stop(process, number)

        assert found["revision"] == 1
        assert end == (0, "", "")
        assert [file.name for file in tmp_path.iterdir()] == ["waypath.db"]


def test_the_command_and_the_service_answer_alike(tmp_path):
    known = ["Docker", "python core/fundamentals"]
    with served(tmp_path) as (process, address):
        answers = {
            "next": ask(address, "/v1/maps/default/next", {"known": known}),
            "order": ask(address, "/v1/maps/default/order", {"skills": known, "stages": True}),
            "roadmap": ask(address, "/v1/maps/default/roadmap", {"known": known}),
        }
        stop(process)
    know = [argument for name in known for argument in ("--know", name)]

    assert json.loads(call(tmp_path, "next", *know, "--json").stdout) == answers["next"]
    assert json.loads(call(tmp_path, "roadmap", *know, "--json").stdout) == answers["roadmap"]
    ordered = call(tmp_path, "order", *known, "--stages", "--json")
    assert json.loads(ordered.stdout) == answers["order"]


def test_the_maps_that_are_named_are_imported_instead_of_the_seed_map(tmp_path):
    (tmp_path / "web.md").write_text("# Web\n- HTTP\n")
    (tmp_path / "food.md").write_text("- Boil\n")

    with served(tmp_path, "--map", "web.md", "--map", "food.md") as (process, address):
        found = [one["id"] for one in ask(address, "/v1/maps")["maps"]]
        stop(process)

    assert found == ["web", "food"]


def test_a_map_that_cannot_be_read_keeps_the_service_from_starting(tmp_path):
    done = run(tmp_path, "serve", "--port", "0", "--map", "missing.md")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: missing.md: No such file or directory\n"


def test_weights_that_are_none_are_told_before_anything_is_written(tmp_path):
    done = run(tmp_path, "serve", "--port", "0", WAYPATH_RANKING="goal=much")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: WAYPATH_RANKING has “goal=much”. ")
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told_in_one_sentence_before_anything_is_written(tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]

        done = run(tmp_path, "serve", "--port", port)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"error: cannot listen on 127.0.0.1, port {port}: it is taken. "
        "Stop what listens there, or choose another one with --port\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_not_of_this_machine_is_told(tmp_path):
    done = run(tmp_path, "serve", "--host", "192.0.2.1", "--port", "0")

    assert done.returncode == 1
    assert done.stderr.startswith("error: cannot listen on 192.0.2.1, port 0: ")


def test_a_service_outlives_clients_that_hang_up(tmp_path):
    with served(tmp_path) as (process, address):
        host, port = address.removeprefix("http://").split(":")
        for _ in range(3):
            with socket.create_connection((host, int(port))) as client:
                client.sendall(b"GET /v1/maps/default/skills?limit=200 HTTP/1.1\r\nHost: h\r\n\r\n")
        assert ask(address, "/v1/maps")["total"] == 1
        stop(process)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("0.0.0.0", "http://127.0.0.1:"), ("::", "http://[::1]:")],  # noqa: S104 - what is tested
)
def test_the_address_that_is_shown_can_be_opened_on_this_machine(host, shown):
    with _listen(host, 0) as listener:
        assert _address(listener).startswith(shown)


# The local Neo4j


def is_there(process_id):
    try:
        return bool(Path(f"/proc/{process_id}/cmdline").read_bytes())
    except FileNotFoundError:
        return False


def processes_of(folder):
    """Return the command lines of all processes that have to do with a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            line = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
            found += [line] if str(folder).encode() in line else []
    return found


def until(condition):
    deadline = time.monotonic() + NEO4J_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def in_neo4j(running, query):
    with neo4j.GraphDatabase.driver(running.bolt, auth=(running.user, running.password)) as driver:
        return [record.values() for record in driver.execute_query(query).records]


@pytest.mark.timeout(4 * NEO4J_S)
def test_a_service_starts_a_neo4j_and_takes_it_along_unless_another_one_uses_it(tmp_path):
    local = LocalNeo4j(tmp_path / "neo4j")
    start = partial(serving, tmp_path, "--store", "neo4j-local", limit_s=NEO4J_S)
    variables = with_neo4j(tmp_path / "neo4j")
    with (
        start(**variables) as (one, its_address, said),
        start(**variables) as (other, address, more),
    ):
        running = local.running()
        guide = f"{its_address}/neo4j/guide.html"
        assert said == (
            f"Neo4j Browser is at {running.browser} — `waypath neo4j browser` opens it.\n"
        )
        assert f"Type :guide {address}/neo4j/guide.html or" in more
        ((command,),) = in_neo4j(
            running, "SHOW SETTINGS 'browser.post_connect_cmd' YIELD value RETURN value"
        )
        assert command.endswith(f";guide {guide}")
        (found,) = ask(address, "/v1/maps")["maps"]
        assert in_neo4j(running, "MATCH (map:SkillMap) RETURN map.id") == [[found["id"]]]
        assert not (tmp_path / "waypath.db").exists()

        assert stop(one) == (0, "", "")
        assert in_neo4j(running, "RETURN 1") == [[1]]
        assert ask(address, "/v1/maps/default/next", {"known": []})["next"]
        assert stop(other) == (0, "", "")
        assert not is_there(running.pid)

    until(lambda: processes_of(tmp_path) == [])
