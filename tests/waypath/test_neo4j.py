import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
import typer.main

from tests.waypath.commands import (
    ROOT,
    WAYPATH,
    call,
    environment,
    neo4j,
    run_in_terminal,
    with_neo4j,
    without_codes,
)
from tests.waypath.stand_in import stand_in
from waypath.local_neo4j import LTS, LocalNeo4j
from waypath.neo4j import app

COMMANDS = typer.main.get_command(app).commands
LIMIT_S = 100


def test_two_starts_at_the_same_time_start_one_server(neo4j_starts):
    _, ((shown, complaints, code), (other, other_complaints, other_code)) = neo4j_starts

    assert (code, other_code) == (0, 0)
    assert (complaints, other_complaints) == ("", "")
    assert json.loads(shown) == json.loads(other)


def test_a_start_says_where_the_server_is_and_where_its_password(folder_with_neo4j):
    shown = neo4j(folder_with_neo4j, "start").stdout

    assert re.search(rf"^Version +{re.escape(LTS)}$", shown, re.MULTILINE)
    assert re.search(r"^Browser +http://127\.0\.0\.1:\d+/browser/$", shown, re.MULTILINE)
    assert re.search(r"^Bolt +bolt://127\.0\.0\.1:\d+$", shown, re.MULTILINE)
    assert re.search(r"^User +neo4j$", shown, re.MULTILINE)
    (password_file,) = re.findall(r"^Password file +(.+)$", shown, re.MULTILINE)
    assert Path(password_file).read_text().strip() not in shown


def test_the_server_outlives_the_command_and_its_status_is_told(folder_with_neo4j):
    done = neo4j(folder_with_neo4j, "status", "--json")

    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert (told["running"], told["state"]) == (True, "answering")
    assert told["version"] == LTS
    assert Path(f"/proc/{told['pid']}").exists()
    assert neo4j(folder_with_neo4j, "status").stdout == neo4j(folder_with_neo4j, "start").stdout


def test_neo4j_browser_colours_the_graph_without_being_asked(folder_with_neo4j):
    from graph.export.neo4j_browser.style import POST_CONNECT_COMMAND

    conf = (folder_with_neo4j / "neo4j" / "conf" / "neo4j.conf").read_text()

    assert f"browser.post_connect_cmd={POST_CONNECT_COMMAND}\n" in conf


def test_the_browser_is_opened_with_what_one_needs_to_log_in(folder_with_neo4j, tmp_path):
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" >{tmp_path}/opened\n')
    opener.chmod(0o755)

    done = neo4j(folder_with_neo4j, "browser", BROWSER=str(opener))

    running = LocalNeo4j(folder_with_neo4j / "neo4j").running()
    assert done.stderr == ""
    assert re.findall(r"^\w+ +(\S+)$", done.stdout, re.MULTILINE) == [
        running.browser,
        "neo4j",
        running.password,
    ]
    assert (tmp_path / "opened").read_text() == running.browser


@pytest.mark.parametrize("arguments", [["--print"], []])
def test_nothing_is_opened_where_it_is_not_wanted_or_there_is_no_display(
    folder_with_neo4j, tmp_path, arguments
):
    opener = {"BROWSER": f"touch {tmp_path}/opened"} if arguments else {}

    done = neo4j(folder_with_neo4j, "browser", *arguments, **opener)

    assert done.returncode == 0
    assert "/browser/" in done.stdout
    assert ("no browser to open" in done.stderr) is (not arguments)
    assert not (tmp_path / "opened").exists()


def test_a_server_that_does_not_answer_is_told_by_its_status(folder_with_neo4j):
    pid = LocalNeo4j(folder_with_neo4j / "neo4j").running().pid
    os.kill(pid, signal.SIGSTOP)
    try:
        done = neo4j(folder_with_neo4j, "status")
        as_json = neo4j(folder_with_neo4j, "status", "--json")
    finally:
        os.kill(pid, signal.SIGCONT)

    assert (done.returncode, as_json.returncode) == (1, 1)
    assert json.loads(as_json.stdout) == {
        "running": False,
        "state": "silent",
        "pid": pid,
        "folder": str(folder_with_neo4j / "neo4j"),
    }
    assert f"error: Neo4j runs (process {pid}) but does not answer" in done.stderr


@pytest.mark.parametrize("command", ["status", "browser", "load"])
def test_without_a_server_it_is_told_how_to_start_one(tmp_path, command):
    done = neo4j(tmp_path, command)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"error: no Neo4j runs in {tmp_path}/neo4j. Start it with: waypath neo4j start\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_status_of_no_server_can_be_had_as_json(tmp_path):
    done = neo4j(tmp_path, "status", "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "running": False,
        "state": "stopped",
        "folder": f"{tmp_path}/neo4j",
    }


def test_the_heap_of_a_server_that_runs_is_not_changed_and_that_is_told(tmp_path):
    with stand_in(tmp_path / "neo4j", heap="1g"):
        same = neo4j(tmp_path, "start", "--heap", "1g")
        other = neo4j(tmp_path, "start", "--heap", "4g")

    assert (same.returncode, same.stderr) == (0, "")
    assert other.returncode == 0
    assert other.stderr == (
        "Neo4j ran already, so it keeps its heap of 1g. Stop it first, then start it with "
        "--heap 4g\n"
    )


@pytest.mark.parametrize("command", ["start", "status"])
def test_a_server_whose_password_was_lost_is_shown_and_what_is_wrong_with_it(tmp_path, command):
    with stand_in(tmp_path / "neo4j", password="") as server:
        shown = neo4j(tmp_path, command)
        as_json = neo4j(tmp_path, command, "--json")

    told = json.loads(as_json.stdout)
    assert (shown.returncode, as_json.returncode) == (1, 1)
    assert shown.stdout.startswith(f"Version        {LTS}\n")
    assert shown.stderr == f"error: {told['problem']}\n"
    assert f"{tmp_path}/neo4j/password is gone" in told["problem"]
    assert (told["running"], told["state"], told["pid"]) == (True, "answering", server.pid)


@pytest.mark.parametrize("password", ["secret", ""], ids=["with password", "without password"])
def test_stopping_stops_and_says_so_also_if_there_is_nothing_to_stop(tmp_path, password):
    folder = tmp_path / "neo4j"
    with stand_in(folder, password=password) as server:
        done = neo4j(tmp_path, "stop")
        assert not Path(f"/proc/{server.pid}/exe").exists()
    again = neo4j(tmp_path, "stop")

    assert (done.returncode, done.stderr) == (0, "Neo4j has stopped.\n")
    assert (again.returncode, again.stderr) == (0, f"No Neo4j runs in {folder}.\n")


@pytest.fixture
def interruptible():
    """Let processes be interrupted even if this one, as a job in the background, cannot."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_start_that_is_interrupted_leaves_no_server_behind(tmp_path, number, code):
    note = tmp_path / "neo4j" / "server.json"
    with subprocess.Popen(
        [*WAYPATH, "neo4j", "start"],
        env=environment(tmp_path, **with_neo4j(tmp_path / "neo4j")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        deadline = time.monotonic() + LIMIT_S
        while not note.exists():
            assert command.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        pid = json.loads(note.read_text())["pid"]
        assert Path(f"/proc/{pid}").exists()
        command.send_signal(number)
        shown = command.communicate(timeout=LIMIT_S)

    assert shown == (b"", b"")
    assert command.returncode == code
    assert not Path(f"/proc/{pid}").exists()


def test_a_terminal_shows_what_goes_on_and_why_it_did_not_start(tmp_path):
    shown = run_in_terminal(
        tmp_path, "neo4j", "start", "--heap", "much", **with_neo4j(tmp_path / "neo4j")
    )

    shown = without_codes(shown)
    assert f"Starting Neo4j {LTS}" in shown or f"Waiting for Neo4j {LTS}" in shown
    assert "error: Neo4j did not start. It said:" in shown
    assert "Invalid maximum heap size" in shown
    assert "Traceback" not in shown


# What is told about the commands


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_help_of_a_command_ends_with_an_example(tmp_path, command):
    done = call(tmp_path, "neo4j", command, "--help")

    assert done.exit_code == 0
    assert f"Example: waypath neo4j {command}" in done.stdout


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command):
    text = (ROOT / "docs/cli.md").read_text()
    section = re.search(
        rf"^### waypath neo4j {command}$.*?(?=^##|\Z)", text, re.DOTALL | re.MULTILINE
    )

    assert section
    for parameter in COMMANDS[command].params:
        assert parameter.param_type_name == "argument" or any(
            name in section[0] for name in parameter.opts
        ), parameter.opts
