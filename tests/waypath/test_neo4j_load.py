import json
import re
from contextlib import closing
from dataclasses import replace

import pytest

from graph import Learner, Mark, SqliteStore, decide, import_map
from graph.store.neo4j import Neo4jStore
from tests.neo4j_servers import Server
from tests.waypath.commands import neo4j, with_neo4j
from waypath.local_neo4j import LocalNeo4j

TEAM = "# Team\n## Web\n- HTTP\n- REST (requires: HTTP)\n"


@pytest.fixture
def folder(folder_with_neo4j):
    """The folder of a local Neo4j that is empty, before the test and after it."""
    yield folder_with_neo4j
    running = LocalNeo4j(folder_with_neo4j / "neo4j").running()
    Server(running.bolt, running.user, running.password).empty()


@pytest.fixture
def store(folder):
    running = LocalNeo4j(folder / "neo4j").running()
    with closing(Neo4jStore(running.bolt, password=running.password)) as opened:
        yield opened


def load(store_folder, folder):
    """Load the store of one folder into the server of another; return what is told of each map."""
    done = neo4j(store_folder, "load", "--json", **with_neo4j(folder / "neo4j"))
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def login_to(running):
    """Return the variables that say who asks a server which is not taken for the local one."""
    login = {"NEO4J_USERNAME": running.user, "NEO4J_PASSWORD": running.password}
    return login | {"NEO4J_DATABASE": ""}


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

    done = neo4j(tmp_path, "load", **with_neo4j(folder / "neo4j"))
    again = neo4j(tmp_path, "load", **with_neo4j(folder / "neo4j"))

    kept_there = "Learners left as they are in Neo4j, where they are newer: bob.\n"
    assert done.returncode == again.returncode == 0
    assert done.stderr == f"Learners written: ada.\n{kept_there}"
    assert again.stderr == kept_there
    assert (store.learner("ada"), store.learner("bob")) == (ada, bob)


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

    done = neo4j(tmp_path, "load", **with_neo4j(folder / "neo4j"))

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
