import time

import pytest
from rich.text import Text

from tests.waypath.commands import call, run, run_in_terminal
from waypath import output
from waypath.output import deliver, progress, reason


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(output, "PATIENCE_S", 0.1)
    monkeypatch.setenv("FORCE_COLOR", "1")  # makes a terminal of any stream


def test_a_text_ends_with_one_newline_wherever_it_goes(tmp_path, capsys):
    deliver("graph\n\n")
    deliver("graph", tmp_path / "out.txt")

    assert capsys.readouterr().out == "graph\n"
    assert (tmp_path / "out.txt").read_bytes() == b"graph\n"


def test_a_table_in_a_file_has_no_colours(tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")

    deliver(Text("Docker", "bold red"), tmp_path / "out.txt")

    assert (tmp_path / "out.txt").read_bytes() == b"Docker\n"


def test_what_looks_like_markup_is_shown_as_it_is(tmp_path):
    (tmp_path / "map.md").write_text("# [bold]Map[/bold]\n- Smile :smile: [red]\n")

    shown = (
        call(tmp_path, "infer", tmp_path / "map.md").stdout
        + call(tmp_path, "import", tmp_path / "map.md").stdout
    )

    assert "[bold]Map[/bold]" in shown
    assert ":smile: [red]" in call(tmp_path, "order").stdout


def test_an_error_is_red_in_a_terminal(tmp_path):
    shown = run_in_terminal(tmp_path, "infer", "missing.md")

    assert "\x1b[1;31merror: \x1b[0m" in shown


def test_a_message_in_a_pipe_stays_on_one_line(tmp_path):
    name = "missing-" + "m" * 100

    done = run(tmp_path, "infer", name)

    assert done.stderr == f"error: {name}: No such file or directory\n"


def test_names_of_all_scripts_are_written_as_utf_8_whatever_the_locale(tmp_path):
    (tmp_path / "map.md").write_text("# Küche\n- 料理 🍳\n", encoding="utf-8")

    done = run(tmp_path, "infer", "map.md", "--json", PYTHONIOENCODING="ascii", LC_ALL="C")

    assert done.returncode == 0
    assert "料理" in done.stdout


def test_a_file_name_that_is_no_text_can_be_named(tmp_path):
    done = run(tmp_path, "infer", b"\xff.md".decode("utf-8", "surrogateescape"))

    assert done.returncode == 1
    assert done.stderr == "error: \\udcff.md: No such file or directory\n"


def test_the_reason_of_a_failed_access_leaves_the_file_to_the_caller(tmp_path):
    with pytest.raises(FileNotFoundError) as failure:
        (tmp_path / "missing").read_bytes()

    assert reason(failure.value) == "No such file or directory"


@pytest.mark.usefixtures("terminal")
def test_work_that_lasts_says_that_it_goes_on(capsys):
    with progress("Reading [map]"):
        time.sleep(0.4)

    assert "Reading [map]" in capsys.readouterr().err


@pytest.mark.usefixtures("terminal")
def test_work_that_is_quick_says_nothing(capsys):
    with progress("Reading map.md"):
        pass

    assert capsys.readouterr().err == ""


def test_outside_a_terminal_work_never_says_that_it_goes_on(capsys, monkeypatch):
    monkeypatch.setattr(output, "PATIENCE_S", 0)

    with progress("Reading map.md"):
        time.sleep(0.05)

    assert capsys.readouterr().err == ""
