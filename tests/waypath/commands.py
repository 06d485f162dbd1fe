"""Runs the command: as a process, in a terminal, or inside the test where no process is needed."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
from contextlib import contextmanager
from pathlib import Path

from typer.testing import CliRunner

from waypath.__main__ import app

ROOT = Path(__file__).parents[2]
WAYPATH = [sys.executable, "-m", "waypath"]


def environment(folder, **changes):
    """Return the variables of a process whose store is in this folder."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}
    }
    own = {
        "WAYPATH_STORE": str(folder / "waypath.db"),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "TERM": "xterm-256color",
    }
    return kept | own | changes


def run(folder, *arguments, typed=None, **changes):
    """Run the command as a process in a folder, with its store there, and type lines into it."""
    return subprocess.run(
        [*WAYPATH, *map(str, arguments)],
        cwd=folder,
        env=environment(folder, **changes),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@contextmanager
def serving(folder, *arguments, command=WAYPATH, limit_s=20, **changes):
    """Start the service on a free port; yield its process, its address and what it said before."""
    with subprocess.Popen(
        [*command, "serve", "--port", "0", *map(str, arguments)],
        cwd=folder,
        env=environment(folder, **changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        limit = threading.Timer(limit_s, process.kill)
        limit.start()
        try:
            said, address = "", None
            for line in process.stderr:
                if address := re.match(r"Waypath is at (http://\S+) — the page; /docs for", line):
                    break
                said += line
            limit.cancel()
            assert address, said
            yield process, address[1], said
        finally:
            limit.cancel()
            process.kill()


def with_neo4j(folder):
    """Return the variables of a process whose local Neo4j is in a folder, and is quick to start."""
    return {
        "WAYPATH_NEO4J_FOLDER": str(folder),
        "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1",
    }


def neo4j(folder, *arguments, **changes):
    """Run `waypath neo4j ...` for the server in `neo4j` of a folder, without a display."""
    no_display = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "BROWSER": ""}
    variables = with_neo4j(folder / "neo4j") | no_display | changes
    return run(folder, "neo4j", *arguments, **variables)


def call(folder, *arguments, columns=100, typed=None):
    """Call the command in this process, with its store in a folder, and type lines into it."""
    runner = CliRunner(env={"WAYPATH_STORE": str(folder / "waypath.db"), "COLUMNS": str(columns)})
    return runner.invoke(app, [*map(str, arguments)], input=typed)


def run_in_terminal(folder, *arguments, columns=80, typed="", **changes):
    """Run the command in a terminal, type into it, and return all that it shows."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        [*WAYPATH, *map(str, arguments)],
        cwd=folder,
        env=environment(folder, **changes),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def without_codes(shown):
    """Return what a terminal shows without colours and other control sequences."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the last process has left the terminal
        return b""
