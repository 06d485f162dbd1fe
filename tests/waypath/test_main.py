import re
import signal
import subprocess
import sys
import time

import pytest

from tests.builders import SEED_MAP
from tests.waypath.commands import WAYPATH, call, environment, run, run_in_terminal, without_codes
from waypath import __version__

COMMANDS = [
    "serve",
    "infer",
    "import",
    "order",
    "topics",
    "next",
    "roadmap",
    "explain",
    "place",
    "review",
    "learner",
    "neo4j",
]


def test_the_help_lists_the_commands_and_no_others(tmp_path):
    shown = run(tmp_path, "--help").stdout

    assert re.findall(r"^│ ([a-z0-9]+)  ", shown, flags=re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_ends_with_an_example(tmp_path, command):
    done = call(tmp_path, command, "--help")

    assert done.exit_code == 0
    assert f"Example: waypath {command} " in done.stdout


def test_the_version_is_told(tmp_path):
    assert call(tmp_path, "--version").stdout == f"waypath {__version__}\n"


@pytest.mark.parametrize("arguments", [["learn"], ["next", "--knows"], ["infer"], ["order", "-x"]])
def test_wrong_usage_exits_with_2_and_leaves_stdout_empty(tmp_path, arguments):
    done = call(tmp_path, *arguments)

    assert (done.exit_code, done.stdout) == (2, "")
    assert "Usage" in done.stderr


def test_the_help_is_quick_because_it_imports_nothing_heavy(tmp_path):
    heavy = {"graph", "api", "numpy", "rapidfuzz", "networkx", "fastapi", "uvicorn", "pydantic"}
    code = f"import sys, waypath.__main__; print(sorted({heavy} & sys.modules.keys()))"

    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "[]\n"


def test_a_problem_with_the_store_is_one_sentence_and_exit_code_1(tmp_path):
    (tmp_path / "waypath.db").write_text("This is no database. " * 100)

    done = run(tmp_path, "next")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ")
    assert "not a SQLite database" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_that_has_seen_enough_is_no_reason_to_complain(tmp_path):
    with subprocess.Popen(
        [*WAYPATH, "infer", str(SEED_MAP), "--json"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        complaints = process.stderr.read()

    assert complaints == b""
    assert process.returncode == -signal.SIGPIPE


def test_a_closed_stdout_is_no_reason_to_complain(tmp_path):
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *WAYPATH, "roadmap"],  # noqa: S607 - any sh will do
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert done.stderr.startswith("No map has been imported yet")
    assert done.stderr.count("\n") == 1


def test_a_full_disk_is_told(tmp_path):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device, not a file
        done = subprocess.run(
            [*WAYPATH, "next"],
            env=environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == ["error: [Errno 28] No space left on device"]


@pytest.fixture
def interruptible():
    """Let processes be interrupted even if this one, as a job in the background, cannot."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_ends_the_command_without_a_traceback(tmp_path):
    with subprocess.Popen(
        [*WAYPATH, "infer", "/dev/stdin"],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        # More than a pipe holds: once it is written, the command has begun to read.
        process.stdin.write(b"- Skill\n" * 50_000)
        process.stdin.flush()
        time.sleep(0.5)  # until it waits for more
        process.send_signal(signal.SIGINT)
        shown, complaints = process.stdout.read(), process.stderr.read()

    assert (shown, complaints) == (b"", b"")
    assert process.returncode == 130


def test_a_terminal_gets_colours_unless_it_asks_for_none(tmp_path):
    coloured = run_in_terminal(tmp_path, "next")
    plain = run_in_terminal(tmp_path, "next", NO_COLOR="1")

    assert re.search(r"\x1b\[[0-9;]*36m", coloured)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain)
    assert without_codes(coloured) == without_codes(plain)


def test_a_pipe_gets_no_control_sequences_and_no_trailing_spaces(tmp_path):
    done = run(tmp_path, "next")

    assert "\x1b" not in done.stdout + done.stderr
    assert not re.search(r" $", done.stdout, flags=re.MULTILINE)


def test_a_terminal_is_filled_up_to_a_width_that_is_easy_to_read(tmp_path):
    widths = {
        columns: max(map(len, without_codes(shown).splitlines()))
        for columns in (60, 200)
        if (shown := run_in_terminal(tmp_path, "next", columns=columns))
    }

    assert widths == {60: 60, 200: 100}


@pytest.mark.parametrize(
    "arguments",
    [
        ["next", "--know", "Docker"],
        ["order", "--stages"],
        ["roadmap", "--format=table"],
        ["infer", SEED_MAP],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_narrow_terminal_is_not_overrun(tmp_path, arguments):
    shown = call(tmp_path, *arguments, columns=50).stdout.splitlines()

    assert len(shown) > 10
    assert max(map(len, shown)) <= 50
