import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import neo4j
import pytest

from tests.neo4j_servers import make_server, own_server
from tests.waypath.commands import ROOT
from tests.waypath.stand_in import seem_started, stand_in
from waypath.local_neo4j import LTS, NEWEST, LocalNeo4j
from waypath.neo4j_process import LocalNeo4jError

GONE_S = 20


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server that the tests of this file share; one that a test has stopped is started again."""
    with own_server(
        # The folder's name is what a command line could trip over.
        tmp_path_factory.mktemp("server") / 'a "folder"',
        settings={"browser.post_connect_cmd": 'style {"node":{"caption":"{name}\\\\"}};play x'},
    ) as started:
        yield started


@pytest.fixture
def running(server):
    return server.start(die_with_parent=True)


def ask(running, query, password=None):
    with neo4j.GraphDatabase.driver(
        running.bolt, auth=(running.user, password or running.password)
    ) as driver:
        return [record.values() for record in driver.execute_query(query).records]


def is_there(pid):
    """Say whether a process runs that is more than a zombie."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except FileNotFoundError:
        return False


def until(condition):
    deadline = time.monotonic() + GONE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def processes_of(folder):
    """Return the ids of all processes whose command line names the folder as a server's."""
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and f"--home-dir={folder}".encode() in _command_line(entry)
    ]


def keepers_of(folder):
    """Return how many processes see to it that the server of the folder ends."""
    return sum(
        b"waypath.neo4j_keeper" in line and str(folder).encode() in line
        for line in map(_command_line, Path("/proc").iterdir())
    )


def _command_line(entry):
    try:
        return (entry / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


# A server that runs


def test_a_server_that_is_started_answers_with_its_own_password(running):
    assert ask(running, "RETURN 1") == [[1]]
    with pytest.raises(neo4j.exceptions.AuthError):
        ask(running, "RETURN 1", password="neo4j")


def test_the_password_is_long_and_only_its_owner_can_read_it(server, running):
    assert len(running.password) >= 24
    assert server.password_file.read_text().strip() == running.password
    assert server.password_file.stat().st_mode & 0o777 == 0o600
    assert server.folder.stat().st_mode & 0o777 == 0o700


def test_the_server_serves_neo4j_browser_with_the_commands_that_it_was_given(running):
    with urlopen(running.browser) as page:  # noqa: S310 - http
        assert b"<title>Neo4j Browser</title>" in page.read()
    assert ask(running, "SHOW SETTINGS 'browser.post_connect_cmd' YIELD value RETURN value") == [
        ['style {"node":{"caption":"{name}\\\\"}};play x']
    ]


def test_the_server_is_reached_from_this_machine_only_and_reports_to_nobody(running):
    settings = dict(ask(running, "SHOW SETTINGS YIELD name, value RETURN name, value"))

    assert settings["server.bolt.listen_address"] == running.bolt.removeprefix("bolt://")
    assert settings["server.http.listen_address"] == running.http.removeprefix("http://")
    assert settings["server.https.enabled"] == "false"
    assert settings["dbms.usage_report.enabled"] == "false"
    assert settings["client.allow_telemetry"] == "false"


def test_the_newest_version_runs_the_same_way(neo4j_2026):
    found = neo4j_2026.ask("CALL dbms.components() YIELD name, versions RETURN name, versions")

    assert {"name": "Neo4j Kernel", "versions": [NEWEST]} in found
    with urlopen(f"{neo4j_2026.http}/browser/") as page:  # noqa: S310 - http
        assert b"<title>Neo4j Browser</title>" in page.read()


def test_whoever_starts_a_server_that_runs_gets_that_one(server, running):
    other = LocalNeo4j(server.folder)

    assert server.start(die_with_parent=True) == running
    assert other.start(die_with_parent=True) == running
    assert other.running() == running
    other.leave()
    assert server.answers()


def test_a_server_of_another_line_of_versions_is_not_taken_for_the_one_that_is_wanted(
    server, running
):
    with pytest.raises(LocalNeo4jError, match=f"{LTS} runs in .*, not {NEWEST}"):
        LocalNeo4j(server.folder, version=NEWEST).start()

    assert server.running() == running


def test_a_killed_server_starts_again_with_its_data_password_and_ports(server, running):
    ask(running, "CREATE (:Kept {name: 'Git'})")
    os.kill(running.pid, signal.SIGKILL)
    until(lambda: server.running() is None)
    assert not server.answers()

    again = server.start(heap="512m", die_with_parent=True)

    assert (again.heap, server.running()) == ("512m", again)
    assert again.pid != running.pid
    assert (again.bolt, again.http, again.password) == (
        running.bolt,
        running.http,
        running.password,
    )
    assert ask(again, "MATCH (kept:Kept) RETURN kept.name") == [["Git"]]


@pytest.mark.usefixtures("running")
def test_a_stopped_server_has_ended_in_order_and_leaves_no_process(server):
    began = time.monotonic()

    assert server.stop() is True
    assert time.monotonic() - began < 8
    assert server.running() is None
    assert processes_of(server.folder) == []
    assert (server.folder / "logs" / "neo4j.log").read_text().endswith("Stopped.\n")
    assert server.stop() is True


# A server that does not start, or ends early


def test_a_wrong_setting_is_told_with_the_words_of_the_server(tmp_path):
    server = make_server(tmp_path / "neo4j", settings={"server.no.such": "1"})

    with pytest.raises(LocalNeo4jError) as error:
        server.start()

    assert "No declared setting with name: server.no.such" in str(error.value)
    assert str(tmp_path / "neo4j" / "logs") in str(error.value)
    assert "\tat " not in str(error.value)
    assert processes_of(server.folder) == []


def test_a_server_that_takes_too_long_is_ended_and_told(tmp_path):
    server = make_server(tmp_path, start_limit_s=0.3)

    with pytest.raises(LocalNeo4jError, match=r"did not answer within 0\.3 s"):
        server.start()

    assert server.running() is None
    assert processes_of(tmp_path) == []


def test_ports_that_are_taken_are_left_to_those_who_have_them(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as bolt, socket.create_server(("", 0)) as http:
        taken = [listener.getsockname()[1] for listener in (bolt, http)]
        # Java refuses this heap, so the ports are chosen but the server need not be waited for.
        for before in (None, taken):
            if before:
                seem_started(tmp_path, pid=0, ports=taken)
            with pytest.raises(LocalNeo4jError, match="Invalid maximum heap size"):
                make_server(tmp_path, ports=tuple(taken)).start(heap="much")
            chosen = json.loads((tmp_path / "server.json").read_text())

            assert chosen["bolt_port"] not in [0, *taken]
            assert chosen["http_port"] not in [0, *taken, chosen["bolt_port"]]


def test_free_ports_are_the_ones_that_every_neo4j_has_or_those_of_the_last_time(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("", 0)) as other:
        free = tuple(listener.getsockname()[1] for listener in (one, other))
    for ports in (free, (0, 0)):
        with pytest.raises(LocalNeo4jError):
            make_server(tmp_path, ports=ports).start(heap="much")
        chosen = json.loads((tmp_path / "server.json").read_text())

        assert (chosen["bolt_port"], chosen["http_port"]) == free


def test_ports_that_somebody_takes_before_the_server_does_are_replaced_by_others(tmp_path):
    taken = []

    def be_faster(step):
        if step.startswith("Waiting"):
            chosen = json.loads((tmp_path / "server.json").read_text())
            taken.append(socket.create_server(("127.0.0.1", chosen["bolt_port"])))

    with pytest.raises(LocalNeo4jError, match="Invalid maximum heap size"):
        make_server(tmp_path).start(heap="much", on_step=be_faster)
    ports = [listener.getsockname()[1] for listener in taken]
    for listener in taken:
        listener.close()

    assert len(set(ports)) == 2


START = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from tests.neo4j_servers import make_server
make_server(Path(sys.argv[1])).start(die_with_parent=True)
"""


def test_a_server_can_be_made_to_end_with_the_process_that_started_it(tmp_path):
    with subprocess.Popen([sys.executable, "-c", START, str(tmp_path)]) as starter:
        until(LocalNeo4j(tmp_path).running)
        starter.kill()

    until(lambda: not processes_of(tmp_path))


# Who uses it


def test_a_server_that_is_to_end_with_its_users_ends_with_the_last_one(tmp_path):
    with stand_in(tmp_path, goes_on=False) as process:
        users = [LocalNeo4j(tmp_path), LocalNeo4j(tmp_path)]
        for user in users:
            user.start(die_with_parent=True)

        users[0].leave()
        assert is_there(process.pid)
        users[1].leave()
        assert not is_there(process.pid)


@pytest.mark.parametrize("goes_on", [True, False], ids=["before", "afterwards"])
def test_a_server_that_somebody_wants_to_go_on_outlives_its_users(tmp_path, goes_on):
    with stand_in(tmp_path, goes_on=goes_on) as process:
        user = LocalNeo4j(tmp_path)
        user.start(die_with_parent=True)
        if not goes_on:
            LocalNeo4j(tmp_path).start()

        user.leave()

        assert is_there(process.pid)


def test_a_server_that_is_to_end_with_its_users_ends_also_if_they_are_killed(tmp_path):
    def use():
        command = [sys.executable, "-c", START + "print(flush=True); input()", str(tmp_path)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    with stand_in(tmp_path, goes_on=False) as process, use() as one, use() as other:
        for user in (one, other):
            user.stdout.readline()

        one.kill()
        one.wait()
        assert is_there(process.pid)
        other.kill()
        until(lambda: not is_there(process.pid))
        until(lambda: keepers_of(tmp_path) == 0)


# Heap and guide


def test_a_heap_is_taken_again_but_not_one_that_java_refused(tmp_path):
    seem_started(tmp_path, pid=0, ports=(0, 0), heap="300m")
    arguments = tmp_path / "conf" / "java.args"

    with pytest.raises(LocalNeo4jError, match="Invalid maximum heap size"):
        make_server(tmp_path).start(heap="much")
    assert '"-Xmxmuch"' in arguments.read_text()
    with pytest.raises(LocalNeo4jError, match="Unrecognized"):
        make_server(tmp_path, java_options=["-Xnonsense"]).start()
    assert '"-Xmx300m"' in arguments.read_text()


@pytest.mark.parametrize(
    ("host", "hosts"),
    [
        ("127.0.0.1", "localhost,127.0.0.1"),
        ("192.168.1.5", "localhost,127.0.0.1,192.168.1.5"),
        ("[::1]", "localhost,127.0.0.1,[::1]"),
    ],
)
def test_the_guide_opens_by_itself_from_wherever_the_service_is(tmp_path, host, hosts):
    guide = f"http://{host}:8000/neo4j/guide.html"

    with pytest.raises(LocalNeo4jError):
        make_server(tmp_path).start(heap="much", guide_url=guide)

    settings = (tmp_path / "conf" / "neo4j.conf").read_text()
    assert f"browser.remote_content_hostname_whitelist={hosts}\n" in settings
    assert f";guide {guide}\n" in settings


# What earlier starts have left behind


@pytest.mark.parametrize("pid", [os.getpid(), 2**22 + 1, 0], ids=["reused", "gone", "none"])
def test_a_process_that_is_not_the_server_is_not_taken_for_it(tmp_path, pid):
    seem_started(tmp_path, pid=pid)
    server = LocalNeo4j(tmp_path)

    assert server.running() is None
    assert not server.answers()
    assert server.stop() is True
    assert is_there(os.getpid())


@pytest.mark.parametrize(("of", "wanted"), [(NEWEST, LTS), (LTS, NEWEST)])
def test_data_of_another_line_of_versions_is_refused(tmp_path, of, wanted):
    seem_started(tmp_path, version=of, pid=0)
    (tmp_path / "data").mkdir()

    with pytest.raises(LocalNeo4jError, match=f"of Neo4j {of}, and {wanted} .* another folder"):
        LocalNeo4j(tmp_path, version=wanted).start()


def test_a_password_that_was_lost_is_told_instead_of_replaced(tmp_path):
    (tmp_path / "data" / "databases" / "system").mkdir(parents=True)

    with pytest.raises(LocalNeo4jError, match="password is gone"):
        LocalNeo4j(tmp_path).start()


def test_a_server_whose_password_was_lost_is_told_and_can_be_stopped(tmp_path):
    with stand_in(tmp_path, password="") as process:
        server = LocalNeo4j(tmp_path)

        with pytest.raises(LocalNeo4jError, match="password is gone"):
            _ = server.running().password
        assert server.stop() is True
        assert not is_there(process.pid)


def test_a_damaged_note_of_the_last_start_is_told(tmp_path):
    (tmp_path / "server.json").write_text("{")

    with pytest.raises(LocalNeo4jError, match=r"damaged\. Delete this file"):
        LocalNeo4j(tmp_path).start()
