"""Writers: what runs in processes of its own while a test watches the file that it writes to."""

import os
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from graph import SqliteStore, StaleRevisionError, UnknownLearnerError, UnknownMapError
from tests.graph.store.learners import numbered_learner
from tests.graph.store.snapshots import IMPORT, NOW, decision, numbered_snapshot

SKILLS = 300
"""Skills of a numbered snapshot: large enough for a writer to spend its time with writing."""


def decide(path: Path, process: int, count: int) -> None:
    """Make decisions about the map `backend`, each again if someone else was faster."""
    with closing(SqliteStore(path)) as store:
        for number in range(count):
            while not _tried(store, f"process-{process}", f"{number}"):
                pass


def _tried(store: SqliteStore, source: str, target: str) -> bool:
    current = store.load("backend")
    decisions = (*current.decisions, decision(source, target))
    try:
        store.commit(replace(current, decisions=decisions), IMPORT)
    except StaleRevisionError:
        return False
    return True


def serve_writers(path: Path, orders: Connection, told: Connection) -> None:
    """Fork a writer for each true order, so that all of them together cost one start of Python.

    Tells of each writer its process id, the revisions that it has committed, and None at its end.
    """
    while orders.recv():
        writer = os.fork()
        if writer == 0:
            told.send(os.getpid())
            _write_until_killed(path, told)
        os.waitpid(writer, 0)
        told.send(None)


def current_revision(store: SqliteStore) -> int:
    """Return the revision of the numbered map, 0 if there is none yet."""
    try:
        return store.revision("numbered")
    except UnknownMapError:
        return 0


def current_learner_revision(store: SqliteStore) -> int:
    """Return the revision of the numbered learner, 0 if there is none yet."""
    try:
        return store.learner("numbered").revision
    except UnknownLearnerError:
        return 0


def _write_until_killed(path: Path, told: Connection) -> NoReturn:
    store = SqliteStore(path)
    # So that a kill finds half a change in the file, or half a checkpoint, more often than not.
    store._writing[0].execute("PRAGMA cache_size = 10")
    store._writing[0].execute("PRAGMA wal_autocheckpoint = 50")
    revision, marked = current_revision(store), current_learner_revision(store)
    while True:
        if revision == marked:
            following = replace(numbered_snapshot(revision + 1, SKILLS), revision=revision)
            revision = store.commit(following, IMPORT).revision
        store.commit_learner(replace(numbered_learner(revision), revision=marked), NOW)
        marked = revision
        told.send(revision)
