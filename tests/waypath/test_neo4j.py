import json
import os
import re
import signal
import subprocess
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import typer.main

from graph import Learner, Mark, SqliteStore, import_map
from graph.changes import decide
from graph.store.neo4j import Neo4jStore
from tests.waypath.commands import (
    ROOT,
    WAYPATH,
    call,
    environment,
    run,
    run_in_terminal,
    with_neo4j,
    without_codes,
)
from tests.waypath.stand_in import stand_in
from waypath.local_neo4j import LTS, LocalNeo4j
from waypath.neo4j import app

COMMANDS = typer.main.get_command(app).commands
TEAM = "# Team\n## Web\n- HTTP\n- REST (requires: HTTP)\n"
LIMIT_S = 100


def with_server(folder):
    """Return the variables of a process whose server is in this folder, and that opens nothing."""
    return with_neo4j(folder) | {"DISPLAY": "", "WAYLAND_DISPLAY": "", "BROWSER": ""}


def neo4j(folder, *arguments, **changes):
    return run(folder, "neo4j", *arguments, **with_server(folder / "neo4j") | changes)


def login_to(running):
    """Return the variables that say who asks a server which is not taken for the local one."""
    login = {"NEO4J_USERNAME": running.user, "NEO4J_PASSWORD": running.password}
    return login | {"NEO4J_DATABASE": ""}


def stopped(folder):
    LocalNeo4j(folder).stop(patience_s=0)


@pytest.fixture(scope="module")
def starts(tmp_path_factory):
    """What two starts at the same time say, and the folder that they were in."""
    folder = tmp_path_factory.mktemp("waypath")
    try:
        commands = [
            subprocess.Popen(
                [*WAYPATH, "neo4j", "start", "--json"],
                env=environment(folder, **with_server(folder / "neo4j")),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        # Their output ends with them, though the server goes on: it does not hold on to it.
        yield folder, [(*one.communicate(timeout=LIMIT_S), one.returncode) for one in commands]
    finally:
        stopped(folder / "neo4j")


@pytest.fixture
def folder(starts):
    return starts[0]


@pytest.fixture
def store(folder):
    running = LocalNeo4j(folder / "neo4j").running()
    with closing(Neo4jStore(running.bolt, password=running.password)) as opened:
        yield opened


def test_two_starts_at_the_same_time_start_one_server(starts):
    _, ((shown, complaints, code), (other, other_complaints, other_code)) = starts

    assert (code, other_code) == (0, 0)
    assert (complaints, other_complaints) == ("", "")
    assert json.loads(shown) == json.loads(other)


def test_a_start_says_where_the_server_is_and_where_its_password(folder):
    shown = neo4j(folder, "start").stdout

    assert re.search(rf"^Version +{re.escape(LTS)}$", shown, re.MULTILINE)
    assert re.search(r"^Browser +http://127\.0\.0\.1:\d+/browser/$", shown, re.MULTILINE)
    assert re.search(r"^Bolt +bolt://127\.0\.0\.1:\d+$", shown, re.MULTILINE)
    assert re.search(r"^User +neo4j$", shown, re.MULTILINE)
    (password_file,) = re.findall(r"^Password file +(.+)$", shown, re.MULTILINE)
    assert Path(password_file).read_text().strip() not in shown


def test_the_server_outlives_the_command_and_its_status_is_told(folder):
    done = neo4j(folder, "status", "--json")

    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert (told["running"], told["state"]) == (True, "answering")
    assert told["version"] == LTS
    assert Path(f"/proc/{told['pid']}").exists()
    assert neo4j(folder, "status").stdout == neo4j(folder, "start").stdout


def test_neo4j_browser_colours_the_graph_without_being_asked(folder):
    from graph.export.neo4j_browser.style import POST_CONNECT_COMMAND

    conf = (folder / "neo4j" / "conf" / "neo4j.conf").read_text()

    assert f"browser.post_connect_cmd={POST_CONNECT_COMMAND}\n" in conf


def load(store_folder, folder):
    """Load the store of one folder into the server of another; return what is told of each map."""
    done = run(store_folder, "neo4j", "load", "--json", **with_server(folder / "neo4j"))
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_without_a_file_all_maps_of_the_store_are_loaded_with_their_decisions(
    folder, store, tmp_path
):
    with closing(SqliteStore(tmp_path / "waypath.db")) as kept:
        import_map(kept, TEAM)
        other = import_map(kept, TEAM.replace("Team", "Other")).snapshot
        decide(kept, other, "web/http", "web/rest", "rejected", "not so")
        maps = [kept.load(found.id) for found in kept.maps()]

    first = load(tmp_path, folder)
    second = load(tmp_path, folder)

    assert [(one["map"]["id"], one["outcome"]) for one in first] == [
        ("team", "created"),
        ("other", "created"),
    ]
    assert [one["outcome"] for one in second] == ["unchanged", "unchanged"]
    for snapshot in maps:
        assert store.load(snapshot.map_id) == replace(snapshot, revision=1)
        assert [entry.change.kind for entry in store.history(snapshot.map_id)] == ["imported"]


def test_a_map_that_has_changed_goes_on_from_its_revision_in_neo4j(folder, store, tmp_path):
    with closing(SqliteStore(tmp_path / "waypath.db")) as kept:
        import_map(kept, TEAM, map_id="going-on")
        load(tmp_path, folder)
        import_map(kept, TEAM + "- GraphQL (requires: REST)\n", map_id="going-on")
        snapshot = kept.load("going-on")

    (done,) = load(tmp_path, folder)

    assert (done["outcome"], done["map"]["revision"]) == ("changed", 2)
    assert done["added"] == ["web/graphql"]
    assert store.load("going-on") == snapshot


def test_what_people_decided_in_neo4j_stays_when_the_map_is_loaded_again(folder, store, tmp_path):
    with closing(SqliteStore(tmp_path / "waypath.db")) as kept:
        web = import_map(kept, TEAM, map_id="reviewed").snapshot
        decide(kept, web, "web/http", "web/rest", "accepted", "an old one")
    load(tmp_path, folder)
    decided = decide(store, store.load("reviewed"), "web/http", "web/rest", "rejected", "reviewed")

    (done,) = load(tmp_path, folder)

    assert done["outcome"] == "unchanged"
    assert store.load("reviewed") == decided


def test_learners_come_along_unless_neo4j_has_something_newer_about_them(folder, store, tmp_path):
    with closing(SqliteStore(tmp_path / "waypath.db")) as kept:
        import_map(kept, TEAM, map_id="learned")
        mark = Mark("learned", "web/http", "HTTP", "known", "2026-03-01T12:00:00Z")
        ada = kept.commit_learner(Learner("ada", marks=(mark,)), mark.since)
        kept.commit_learner(Learner("bob", name="Here"), "2026-03-01T12:00:00Z")
    bob = store.commit_learner(Learner("bob", name="There"), "2026-03-02T12:00:00Z")

    done = run(tmp_path, "neo4j", "load", **with_server(folder / "neo4j"))
    again = run(tmp_path, "neo4j", "load", **with_server(folder / "neo4j"))

    kept_there = "Learners left as they are in Neo4j, where they are newer: bob.\n"
    assert done.returncode == again.returncode == 0
    assert done.stderr == f"Learners written: ada.\n{kept_there}"
    assert again.stderr == kept_there
    assert (store.learner("ada"), store.learner("bob")) == (ada, bob)
    for found in (ada, bob):
        store.delete_learner(found.id, found.revision)


def test_maps_that_do_not_fit_those_in_neo4j_are_told_and_the_others_are_loaded(
    folder, store, tmp_path
):
    with closing(SqliteStore(tmp_path / "waypath.db")) as kept:
        circle = import_map(kept, "# Circle\n- HTTP\n- REST\n").snapshot
        import_map(kept, "# Else\n- Boil\n")
        import_map(kept, TEAM, map_id="fits")
        decide(kept, circle, "http", "rest", "asserted")
    there = import_map(store, "# Circle\n- HTTP\n- REST\n").snapshot
    there = decide(store, there, "rest", "http", "asserted")
    other = import_map(store, "# Else\n- Fry\n").snapshot

    done = run(tmp_path, "neo4j", "load", **with_server(folder / "neo4j"))

    assert done.returncode == 1
    assert "error: Circle: the decisions of both stores do not fit together" in done.stderr
    assert "these prerequisites run in a circle: " in done.stderr
    assert "error: Else: Neo4j has another map with the id “else”" in done.stderr
    assert done.stdout.startswith("fits: created\n")
    assert (store.load("circle"), store.load("else")) == (there, other)


def test_maps_are_loaded_into_another_neo4j_with_the_login_of_a_store(folder, store, tmp_path):
    running = LocalNeo4j(folder / "neo4j").running()
    with closing(SqliteStore(tmp_path / "waypath.db")) as kept:
        kept_map = import_map(kept, TEAM, map_id="elsewhere").snapshot

    # No local server is in this folder.
    done = neo4j(tmp_path, "load", "--to", running.bolt, **login_to(running))

    assert (done.returncode, done.stderr) == (0, "")
    assert store.load("elsewhere") == kept_map


def test_the_local_server_can_be_loaded_from_another_neo4j_and_another_from_it(folder, tmp_path):
    (tmp_path / "there.md").write_text(TEAM.replace("Team", "There"))
    assert neo4j(folder, "load", tmp_path / "there.md").returncode == 0
    running = LocalNeo4j(folder / "neo4j").running()
    login = login_to(running)

    # Both are the same server, so nothing is new.
    here = neo4j(folder, "load", "--store", running.bolt, "--json", **login)
    there = neo4j(folder, "load", "--store", "neo4j-local", "--to", running.bolt, "--json", **login)

    for done in (here, there):
        assert (done.returncode, done.stderr) == (0, "")
        assert {one["outcome"] for one in json.loads(done.stdout)} == {"unchanged"}


def test_files_are_loaded_as_import_keeps_them(folder, store, tmp_path):
    (tmp_path / "loaded.md").write_text(TEAM.replace("Team", "Loaded"))
    (tmp_path / "empty.md").write_text("")

    done = neo4j(folder, "load", tmp_path / "loaded.md", tmp_path / "empty.md")

    assert done.returncode == 1
    assert done.stdout.startswith("loaded: created\n")
    assert done.stderr.startswith(f"error: {tmp_path / 'empty.md'}: ")
    assert store.load("loaded").source == TEAM.replace("Team", "Loaded")


def test_a_store_without_a_map_gives_the_seed_map(folder, store, tmp_path):
    done = neo4j(folder, "load", WAYPATH_STORE=str(tmp_path / "none.db"))

    assert done.returncode == 0
    assert "The store has no map, so this is the seed map." in done.stderr
    (seed,) = re.findall(r"^(\S+): created$", done.stdout, re.MULTILINE)
    assert "Docker" in {entry.name for entry in store.load(seed).skill_map}
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--store", "neo4j-local"], "--store and --to are the same"),
        (["--store", "bolt://h", "--to", "bolt://h"], "--store and --to are the same"),
        (["--to", "maps.db"], "“maps.db” is no Neo4j"),
    ],
)
def test_maps_are_loaded_only_into_a_neo4j_that_is_not_their_store(tmp_path, arguments, problem):
    done = neo4j(tmp_path, "load", *arguments, COLUMNS="200")

    assert done.returncode == 2
    assert problem in done.stderr


def test_the_browser_is_opened_with_what_one_needs_to_log_in(folder, tmp_path):
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" >{tmp_path}/opened\n')
    opener.chmod(0o755)

    done = neo4j(folder, "browser", BROWSER=str(opener))

    running = LocalNeo4j(folder / "neo4j").running()
    assert done.stderr == ""
    assert re.findall(r"^\w+ +(\S+)$", done.stdout, re.MULTILINE) == [
        running.browser,
        "neo4j",
        running.password,
    ]
    assert (tmp_path / "opened").read_text() == running.browser


@pytest.mark.parametrize("arguments", [["--print"], []])
def test_nothing_is_opened_where_it_is_not_wanted_or_there_is_no_display(
    folder, tmp_path, arguments
):
    opener = {"BROWSER": f"touch {tmp_path}/opened"} if arguments else {}

    done = neo4j(folder, "browser", *arguments, **opener)

    assert done.returncode == 0
    assert "/browser/" in done.stdout
    assert ("no browser to open" in done.stderr) is (not arguments)
    assert not (tmp_path / "opened").exists()


def test_a_server_that_does_not_answer_is_told_by_its_status(folder):
    pid = LocalNeo4j(folder / "neo4j").running().pid
    os.kill(pid, signal.SIGSTOP)
    try:
        done = neo4j(folder, "status")
        as_json = neo4j(folder, "status", "--json")
    finally:
        os.kill(pid, signal.SIGCONT)

    assert (done.returncode, as_json.returncode) == (1, 1)
    assert json.loads(as_json.stdout) == {
        "running": False,
        "state": "silent",
        "pid": pid,
        "folder": str(folder / "neo4j"),
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
        env=environment(tmp_path, **with_server(tmp_path / "neo4j")),
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
        tmp_path, "neo4j", "start", "--heap", "much", **with_server(tmp_path / "neo4j")
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
