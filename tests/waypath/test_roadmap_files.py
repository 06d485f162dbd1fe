import json
import sys
from typing import get_args

import pytest

from graph import SqliteStore, import_map
from graph.export.roadmaps import ROADMAP_FORMATS
from tests.waypath.commands import call, run, run_in_terminal, without_codes
from waypath.roadmap_files import FormatOption

WEB = "# Web\n- HTTP (1h)\n- REST (requires: HTTP)\n"


@pytest.fixture
def web(tmp_path):
    """Return a folder with a store that has a small map."""
    store = SqliteStore(tmp_path / "waypath.db")
    import_map(store, WEB)
    store.close()
    return tmp_path


def test_the_command_offers_every_format():
    literal = get_args(get_args(FormatOption)[0])[0]

    assert get_args(literal) == ("table", *ROADMAP_FORMATS)


@pytest.mark.parametrize("name", ROADMAP_FORMATS)
def test_the_ending_of_the_file_says_the_format(web, name):
    file = web / f"plan.{ROADMAP_FORMATS[name].extension}"

    guessed = call(web, "roadmap", "-o", file)
    data = file.read_bytes()
    named = call(web, "roadmap", "--format", name, "-o", web / "plan")

    assert (guessed.exit_code, guessed.stdout, named.exit_code) == (0, "", 0)
    assert guessed.stderr == f"Wrote {file}.\n"
    # Only the time of writing may differ.
    assert len((web / "plan").read_bytes()) == len(data) > 0


def test_a_named_format_outranks_the_ending(web):
    call(web, "roadmap", "--format", "json", "-o", web / "plan.pdf")

    assert json.loads((web / "plan.pdf").read_text())["steps"]


def test_a_file_without_a_known_ending_is_a_checklist(web):
    call(web, "roadmap", "-o", web / "plan.txt")

    assert (web / "plan.txt").read_text().startswith("# Roadmap: Web\n")


def test_binary_formats_go_to_a_pipe_as_they_are(web):
    done = call(web, "roadmap", "--format", "pdf")

    assert done.stdout_bytes.startswith(b"%PDF-1.")
    assert done.stdout_bytes.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("name", ["pdf", "png"])
def test_a_terminal_is_spared_what_it_cannot_show(web, name):
    shown = without_codes(run_in_terminal(web, "roadmap", "--format", name, columns=160))

    assert f"-o roadmap.{name}" in shown
    assert f"a terminal cannot show {name}" in shown


def test_a_terminal_shows_formats_of_text(web):
    assert "graph" in without_codes(run_in_terminal(web, "roadmap", "--format", "dot"))


def test_line_ends_of_a_format_stay_as_they_are(web):
    done = call(web, "roadmap", "--format", "ics")

    assert done.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_picture_without_graphviz_is_told_in_a_sentence_and_leaves_no_file(web, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygraphviz", None)

    done = call(web, "roadmap", "-o", web / "plan.svg")

    assert done.exit_code == 1
    assert 'pip install "waypath[render]"' in str(done.exception)
    assert not (web / "plan.svg").exists()


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(web):
    done = run(web, "roadmap", "-o", web / "no" / "plan.csv")

    assert done.returncode == 1
    assert "plan.csv" in done.stderr
    assert "Traceback" not in done.stderr
