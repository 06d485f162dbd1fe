"""Real Neo4j servers for the tests: one of each version for a whole run, started when first needed.

All workers of pytest-xdist share them. Whoever has the fixture `neo4j_5` or `neo4j_2026` has that
server for itself, and finds its database empty. So that tests do not wait for each other, those of
one server stay on one worker: tests with `neo4j_5` or `neo4j_2026` as a parameter, and files whose
paths are the same up to “neo4j”.

A server lives as long as the run. That is looked after by a process beside it, because nothing
else sees to it also when the run is killed.

If the environment has NEO4J_URI (with NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE), that
server is `neo4j_5`. Its database has to be empty before the run, and is so again after each test.
"""

import fcntl
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from graph.errors import StoreError
from waypath.local_neo4j import LTS, NEWEST, LocalNeo4j
from waypath.neo4j_jars import classpath

_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1",)
"""Java compiles once and not too well. So a start takes two thirds of the work."""

_WATCH = """
import json, os, pathlib, shutil, signal, sys, time
run, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
while alive(run):
    time.sleep(0.2)
for _ in range(20):  # a worker that is on its way out may just have started it
    try:
        pid = json.loads((folder / "server.json").read_bytes())["pid"]
        if f"--home-dir={folder}" in pathlib.Path(f"/proc/{pid}/cmdline").read_text().split("\\0"):
            os.kill(pid, signal.SIGKILL)
    except (OSError, ValueError):
        pass
    time.sleep(0.1)
shutil.rmtree(folder, ignore_errors=True)
"""


@dataclass(frozen=True)
class Server:
    """A server that is there for the tests."""

    bolt: str
    user: str
    password: str
    database: str | None = None
    http: str = ""

    @property
    def environment(self):
        """What a process needs to use it."""
        database = {"NEO4J_DATABASE": self.database} if self.database else {}
        return {"NEO4J_USERNAME": self.user, "NEO4J_PASSWORD": self.password, **database}

    def open_store(self):
        from graph.store.neo4j import Neo4jStore

        return Neo4jStore(self.bolt, user=self.user, password=self.password, database=self.database)

    def ask(self, query, **parameters):
        """Return the records of a query, as dictionaries."""
        from neo4j import GraphDatabase

        with GraphDatabase.driver(
            self.bolt, auth=(self.user, self.password), notifications_min_severity="OFF"
        ) as driver:
            found = driver.execute_query(query, parameters, database_=self.database)
            return [record.data() for record in found.records]

    def empty(self):
        """Delete all nodes. Constraints and indexes stay."""
        from neo4j import GraphDatabase

        with (
            GraphDatabase.driver(
                self.bolt, auth=(self.user, self.password), notifications_min_severity="OFF"
            ) as driver,
            driver.session(database=self.database) as session,
        ):
            session.run(
                "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
            ).consume()


def make_server(folder, **arguments):
    """Return a server as the tests have them, not started: on any ports, quick to start."""
    return LocalNeo4j(folder, **{"ports": (0, 0), "java_options": _JAVA_OPTIONS} | arguments)


@contextmanager
def own_server(folder, **arguments):
    """Start a server that only this test uses, in a folder of its own; yield it as `LocalNeo4j`."""
    server = make_server(folder, **arguments)
    server.start(die_with_parent=True)
    try:
        yield server
    finally:
        server.stop(patience_s=0)


@pytest.fixture
def neo4j_5(tmp_path_factory):
    """The oldest version that Waypath supports, or the server that NEO4J_URI names."""
    with _to_oneself("neo4j_5", LTS, tmp_path_factory) as server:
        yield server


@pytest.fixture
def neo4j_2026(tmp_path_factory):
    """The newest version that Waypath is tested with."""
    with _to_oneself("neo4j_2026", NEWEST, tmp_path_factory) as server:
        yield server


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep the tests that share a server on one worker, and spread all others.

    The mark `xdist_group` is for that, but xdist 3.8 says it in a name that pytest 9.2 ignores.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByServer(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file, _, test = nodeid.partition("::")
            if parameter := re.search(r"(?<=[\[-])neo4j_\d+", test):
                return parameter[0]
            if "neo4j" in file:
                return file.partition("neo4j")[0]
            return nodeid

    return ByServer(config, log)


@contextmanager
def _to_oneself(name, version, tmp_path_factory):
    base = _shared_folder(tmp_path_factory)
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = (name == "neo4j_5" and _given(base)) or _local(base / name, version)
        server.empty()
        yield server
        if name == "neo4j_5" and "NEO4J_URI" in os.environ:
            server.empty()


def _shared_folder(tmp_path_factory):
    """Return the folder that all workers of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _given(base):
    """Return the server that the environment names, if it does and may be used."""
    if "NEO4J_URI" not in os.environ:
        return None
    server = Server(
        os.environ["NEO4J_URI"],
        os.environ.get("NEO4J_USERNAME", "neo4j"),
        os.environ.get("NEO4J_PASSWORD", ""),
        os.environ.get("NEO4J_DATABASE"),
    )
    seen = base / "neo4j-uri-was-empty"
    if not seen.exists():
        ((_, count),) = server.ask("MATCH (n) RETURN count(n) AS count")[0].items()
        if count:
            pytest.fail(
                f"The database at NEO4J_URI ({server.bolt}) has {count} nodes, and the tests "
                "delete everything. Give them an empty one, or unset NEO4J_URI to have one started",
                pytrace=False,
            )
        seen.touch()
    return server


def _local(folder, version):
    """Return the server of this run, which is started unless it runs."""
    local = make_server(folder, version=version)
    if not folder.exists():
        run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
        watch = subprocess.Popen(
            [sys.executable, "-IS", "-c", _WATCH, str(run), str(local.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        watch.returncode = 0  # it ends after us
    running = local.start()
    return Server(running.bolt, running.user, running.password, http=running.http)


def fetch():
    """Fetch what the servers consist of, unless it is there."""
    for version in (LTS, NEWEST):
        classpath(version, lambda step: "files" in step or sys.stderr.write(f"{step}.\n"))


if __name__ == "__main__":
    try:
        fetch()
    except StoreError as error:
        sys.exit(str(error))
