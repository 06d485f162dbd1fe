import json
import typing
from pathlib import Path

import pytest

from graph import SqliteStore, build, decide
from graph.export import GRAPH_FORMATS
from tests.builders import JUGGLING, SEED_MAP
from tests.waypath.commands import call, run
from waypath import maps

WEB = "# Web\n- HTTP\n- REST (requires: HTTP)\n"
CIRCLE = "# Circle\n- A (requires: B)\n- B (requires: A)\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "web.md").write_text(WEB)
    (tmp_path / "food.md").write_text("- Boil\n- Fry\n")
    (tmp_path / "circle.md").write_text(CIRCLE)
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "binary.md").write_bytes(b"- \xff\xfe\x00\xd8\n")
    return tmp_path


def stored(folder):
    store = SqliteStore(folder / "waypath.db")
    found = [(one.id, one.title, one.revision) for one in store.maps()]
    store.close()
    return found


# infer


def test_infer_shows_prerequisites_by_target_with_confidence_and_evidence(folder):
    done = call(folder, "infer", folder / "web.md")

    assert done.exit_code == 0
    (edge,) = build(WEB).prerequisites
    assert done.stdout.splitlines()[:6] == [
        "Web",
        "2 skills, 1 prerequisite with a confidence of at least 0.5.",
        "",
        "REST",
        "  1.00 asserted  HTTP",
        f"                 {edge.evidence[0].text} (lines 2, 3)",
    ]


def test_infer_sums_up_what_happened_to_the_map():
    done = call(Path(), "infer", SEED_MAP)

    report = done.stdout[done.stdout.index("repaired") :]
    assert report.startswith("repaired    the encoding of lines 1, 3, 23, ")
    assert "merged      Container Orchestration, lines 101, 175. " in report
    assert "told apart  Design Patterns, lines 15, 142. " in report


def test_a_map_of_an_unknown_field_is_said_to_need_review(folder):
    (folder / "juggling.md").write_text(JUGGLING)

    for command in ("infer", "import"):
        done = call(folder, command, folder / "juggling.md")

        told = " ".join(done.stdout[done.stdout.index("\nfield  ") :].split())
        assert told.startswith("field Little of this map's field is known: ")
        assert told.endswith("Review it: waypath review --map juggling")


def test_infer_leaves_out_what_is_less_sure(folder):
    sure = call(folder, "infer", SEED_MAP, "--min-confidence", "1", "--json")
    all_of_it = call(folder, "infer", SEED_MAP, "--min-confidence", "0", "--json")

    assert json.loads(sure.stdout)["prerequisites"] == []
    assert len(json.loads(all_of_it.stdout)["prerequisites"]) > 100


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_infer_prints_every_format_of_the_library(folder, name):
    done = call(folder, "infer", folder / "web.md", "--format", name)

    assert done.exit_code == 0
    assert done.stdout.rstrip("\n") == GRAPH_FORMATS[name].write(build(WEB), 0.5).rstrip("\n")


def test_infer_offers_the_formats_of_the_library_and_the_table():
    (offered, _none) = typing.get_args(typing.get_type_hints(maps.infer)["format_"])

    assert set(typing.get_args(offered)) == {"table", *GRAPH_FORMATS}


def test_infer_prints_an_array_for_several_files(folder):
    done = call(folder, "infer", folder / "web.md", folder / "food.md", "--json")

    assert [one["map"]["title"] for one in json.loads(done.stdout)] == ["Web", "food"]


def test_infer_shows_several_files_one_after_the_other(folder):
    done = call(folder, "infer", folder / "web.md", folder / "food.md")

    shown = done.stdout.splitlines()
    assert shown.index("Web") < shown.index("food")


def test_infer_writes_other_formats_for_one_file_only(folder):
    done = call(folder, "infer", folder / "web.md", folder / "food.md", "--format", "dot")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "dot holds one map" in done.stderr


def test_infer_never_overwrites_the_map_it_reads(folder):
    done = call(folder, "infer", folder / "web.md", "-o", folder / "web.md")

    assert done.exit_code == 2
    assert (folder / "web.md").read_text() == WEB


def test_infer_needs_no_store_and_makes_none(folder):
    before = set(folder.iterdir())

    done = call(folder, "infer", folder / "web.md")

    assert done.exit_code == 0
    assert set(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("missing.md", "No such file or directory"),
        (".", "Is a directory"),
        ("empty.md", "empty"),
        ("binary.md", "line 1: "),
        ("circle.md", "these prerequisites run in a circle"),
        ("/dev/zero", "the map has 64,000,000 bytes"),
    ],
)
@pytest.mark.parametrize("command", ["infer", "import"])
def test_a_file_that_cannot_be_used_is_named_with_the_reason(folder, command, file, problem):
    done = call(folder, command, folder / file)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {folder / file}: ")
    assert problem in done.stderr


def test_a_file_that_may_not_be_read_is_named_too(folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(maps, "_read", refuse)  # as root, no file is out of reach

    assert call(folder, "infer", "web.md").stderr == "error: web.md: Permission denied\n"


def test_files_that_cannot_be_used_do_not_keep_the_others_from_it(folder):
    done = run(folder, "infer", "missing.md", "web.md", "empty.md", "--json")

    assert done.returncode == 1
    assert [one["map"]["title"] for one in json.loads(done.stdout)] == ["Web"]
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["missing.md", "empty.md"]


# import


def test_import_keeps_a_map_and_says_what_it_holds(folder):
    done = call(folder, "import", folder / "web.md")

    assert done.exit_code == 0
    assert done.stdout.splitlines() == ["web: created", "2 skills, 1 prerequisite. Revision 1."]
    assert stored(folder) == [("web", "Web", 1)]


def test_a_map_without_a_title_is_called_after_its_file(folder):
    call(folder, "import", folder / "food.md")

    assert stored(folder) == [("food", "food", 1)]


def test_import_of_a_newer_file_says_what_was_added_and_removed(folder):
    call(folder, "import", folder / "web.md")
    (folder / "web.md").write_text("# Web\n## Formats\n- JSON\n## APIs\n- REST\n")

    done = call(folder, "import", folder / "web.md")

    assert done.stdout.splitlines() == [
        "web: changed",
        "2 skills, 1 prerequisite. Revision 2.",
        "+      Formats",
        "+      JSON  Formats",
        "+      APIs",
        "-      http",
        "moved  REST  rest",
        "       → REST  APIs",
        "If that is not so: waypath review move OLD [NEW ...] --map web",
    ]


def test_import_of_a_large_change_lists_the_beginning(folder):
    call(folder, "import", folder / "web.md")
    (folder / "web.md").write_text(WEB + "".join(f"- Skill {n}\n" for n in range(25)))

    done = call(folder, "import", folder / "web.md")

    assert "+  Skill 19" in done.stdout
    assert "+  ... and 5 more" in done.stdout
    assert "Skill 20" not in done.stdout


def test_import_of_the_same_file_changes_nothing(folder):
    call(folder, "import", folder / "web.md")

    done = call(folder, "import", folder / "web.md")

    assert done.stdout.startswith("web: unchanged\n")
    assert stored(folder) == [("web", "Web", 1)]


def test_import_says_which_decisions_wait_for_their_skills(folder):
    call(folder, "import", folder / "web.md")
    store = SqliteStore(folder / "waypath.db")
    decide(store, store.load("web"), "http", "rest", "rejected")
    store.close()
    (folder / "web.md").write_text("# Web\n- HTTP\n")

    done = call(folder, "import", folder / "web.md")

    assert "waits  rejected: http before rest, until the map has both again" in done.stdout


def test_a_dry_run_says_what_would_change_and_writes_nothing(folder):
    first = call(folder, "import", folder / "web.md", "--dry-run")
    assert not (folder / "waypath.db").exists()
    call(folder, "import", folder / "web.md")
    (folder / "web.md").write_text("# Web\n- HTTP\n- JSON\n")

    second = call(folder, "import", folder / "web.md", "--dry-run")

    assert "Dry run: nothing is written." in first.stdout
    assert second.stdout.splitlines()[2:4] == ["+  JSON", "-  rest"]
    assert stored(folder) == [("web", "Web", 1)]


def test_import_prints_json_in_the_form_of_the_service(folder):
    done = call(folder, "import", folder / "web.md", "--dry-run", "--json")

    assert json.loads(done.stdout) == {
        "outcome": "created",
        "dry_run": True,
        "map": {
            "id": "web",
            "title": "Web",
            "revision": 0,
            "area_count": 0,
            "topic_count": 0,
            "skill_count": 2,
            "prerequisite_count": 1,
            "decision_count": 0,
            "field_known": True,
            "order_used": True,
            "usual_hours": 4.0,
            "report": {"repaired": [], "merged": [], "homonyms": [], "remarks": [], "cut": []},
        },
        "added": ["http", "rest"],
        "removed": [],
        "moves": [],
        "waiting": [],
        "waiting_names": [],
        "preview": None,
    }


def test_import_prints_an_array_for_several_files(folder):
    done = call(folder, "import", folder / "web.md", folder / "food.md", "--json")

    assert [one["map"]["id"] for one in json.loads(done.stdout)] == ["web", "food"]


def test_import_replaces_the_map_that_is_named(folder):
    call(folder, "import", folder / "web.md")

    done = call(folder, "import", folder / "food.md", "--map-id", "default")
    new = call(folder, "import", folder / "food.md", "--map-id", "kitchen")

    assert done.stdout.startswith("web: changed\n")
    assert new.stdout.startswith("kitchen: created\n")


@pytest.mark.parametrize("map_id", ["", "a/b", "two words", "a?b", "x" * 81])
def test_import_refuses_an_id_that_no_address_could_hold(folder, map_id):
    done = call(folder, "import", folder / "web.md", "--map-id", map_id)

    assert done.exit_code == 1
    assert "cannot be the id of a map" in done.stderr
    assert "would do" in done.stderr


def test_import_refuses_one_id_for_several_files(folder):
    done = call(folder, "import", folder / "web.md", folder / "food.md", "--map-id", "web")

    assert done.exit_code == 2


def test_import_says_when_the_store_cannot_be_made(folder):
    done = run(folder, "import", "web.md", "--store", "web.md/waypath.db")

    assert done.returncode == 1
    assert done.stderr.startswith("error: cannot make the folder web.md: ")
