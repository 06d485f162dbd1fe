"""SqliteStore: maps and learners in one SQLite file, the store that needs nothing started.

The file is in WAL mode and synced at every commit, so readers never wait for a writer and a change
that was acknowledged outlives the process. Writers of several processes take turns, and each
checks the revision once its turn has come. Only rows that differ from the snapshot last loaded or
committed are written, so that a decision costs the same in a large map as in a small one.

What was kept about a learner who is deleted stays neither in the file nor in the log beside it.

Not its job: the tables, and values as their rows (`rows`), and what is kept about learners
(`learners`).
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from json import JSONDecodeError
from pathlib import Path
from threading import Lock
from typing import Literal

from graph.errors import MapExistsError, StaleRevisionError, StoreError, UnknownMapError
from graph.learner import Learner, PlacementSession
from graph.model import Order, Report
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot
from graph.store.as_json import report_of, to_json
from graph.store.interface import Change, HistoryEntry, LearnerSummary, MapSummary, Store
from graph.store.sqlite import learners, rows

NOTHING = Snapshot("", 0, "", SkillMap("", ()), ())
"""Stands for the rows of a map that the store has neither loaded nor committed at this revision."""

IN_MEMORY = ":memory:"
"""Instead of a path: a database that is gone when the store is closed."""

BUSY_TIMEOUT_S = 10.0
"""How long a change waits for those of other processes: longer than the largest import takes."""

LARGEST_INTEGER = 2**63 - 1
"""What a column of SQLite can hold."""

ADVICE = {
    sqlite3.SQLITE_BUSY: "another process keeps it locked. Try again in a moment",
    sqlite3.SQLITE_LOCKED: "another connection keeps it locked. Try again in a moment",
    sqlite3.SQLITE_FULL: "the disk is full. Make room and repeat the change",
    sqlite3.SQLITE_READONLY: "it cannot be written. Check that you may write to it and to its "
    "folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that it is a file, and that you may "
    "write to it and to its folder",
    sqlite3.SQLITE_IOERR: "the disk reports an error. Check the disk before you go on",
    sqlite3.SQLITE_CORRUPT: "it is damaged. Restore a backup, or save what can be read with "
    "`sqlite3 FILE .recover`",
    sqlite3.SQLITE_NOTADB: "it is not a SQLite database. It was left as it is; name another file",
}
"""What is wrong and what to do about it, by SQLite's primary result code."""


class SqliteStore(Store):
    """Maps and learners in one SQLite file, which is created if it is missing, with its folder.

    It keeps hold of one snapshot of each map, to tell what a change changes.

    Args:
        path: The file, or `:memory:`.
        busy_timeout_s: How long a change waits for those of other processes.

    Raises:
        StoreError: The file cannot be used: no access, no SQLite database, another program's, or a
            newer Waypath's. It is left as it is.

    Examples:
        >>> store = SqliteStore(":memory:")
        >>> store.maps()
        ()
        >>> store.close()
    """

    freshness_s = 0.0

    def __init__(self, path: Path | str, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        self._path = Path(path)
        self._busy_timeout_s = busy_timeout_s
        # What the rows of a map said at one revision. An old one does no harm: see `commit`.
        self._latest: dict[str, Snapshot] = {}
        if str(path) != IN_MEMORY:
            _make_folder(self._path.parent)
        # Readers have a connection of their own, or they would wait in line behind a change that
        # waits for another process. A database in memory belongs to one connection.
        self._writing = self._connect()
        self._reading = self._writing if str(path) == IN_MEMORY else self._connect()

    def maps(self) -> tuple[MapSummary, ...]:
        """Return the maps, the one that was there first in front."""
        with self._transaction("DEFERRED") as db:
            found = db.execute(
                "SELECT id, title, revision, skill_count, changed_at FROM map ORDER BY key"
            )
            return tuple(MapSummary(*row) for row in found)

    def revision(self, map_id: str) -> int:
        """Return the revision of a map."""
        with self._transaction("DEFERRED") as db:
            return _revision(db, map_id)

    def load(self, map_id: str) -> Snapshot:
        """Return a map as it is now."""
        with self._transaction("DEFERRED") as db:
            revision = _revision(db, map_id)
            key, title, source, report, order = db.execute(
                "SELECT key, title, source, report, list_order FROM map JOIN document ON map = key"
                " WHERE id = ?",
                [map_id],
            ).fetchone()
            skill_map = SkillMap(title, rows.ENTRIES.read(db, key), report_of(report), order)
            snapshot = Snapshot(
                map_id,
                revision,
                source,
                skill_map,
                rows.PREREQUISITES.read(db, key),
                rows.DECISIONS.read(db, key),
                rows.NAME_DECISIONS.read(db, key),
                rows.MOVES.read(db, key),
            )
        self._latest[map_id] = snapshot
        return snapshot

    def commit(self, snapshot: Snapshot, change: Change) -> Snapshot:
        """Make this snapshot the map's state, if its revision is still the map's."""
        map_id = snapshot.map_id
        with self._transaction("IMMEDIATE") as db:
            if snapshot.revision == 0:
                revision = _expect_no_map(db, map_id)
            else:
                revision = _expect_revision(db, map_id, snapshot.revision)
            latest = self._latest.get(map_id, NOTHING)
            before = latest if latest.revision == snapshot.revision else NOTHING
            committed = replace(snapshot, revision=revision + 1)
            _write(db, committed, before, change.at)
            _record(db, map_id, revision + 1, change)
        self._latest[map_id] = committed
        return committed

    def delete(self, map_id: str, revision: int, change: Change) -> int:
        """Delete a map with its decisions, if this is still its revision. History stays."""
        with self._transaction("IMMEDIATE") as db:
            deletion = _expect_revision(db, map_id, revision) + 1
            db.execute("DELETE FROM map WHERE id = ?", [map_id])
            _record(db, map_id, deletion, change)
        self._latest.pop(map_id, None)
        return deletion

    def history(
        self, map_id: str, *, before: int | None = None, limit: int = 50
    ) -> tuple[HistoryEntry, ...]:
        """Return what was done to a map, newest first, also to one that was deleted since."""
        end = LARGEST_INTEGER if before is None else max(0, min(before, LARGEST_INTEGER))
        with self._transaction("DEFERRED") as db:
            found = db.execute(
                "SELECT revision, kind, at, text, skills FROM history"
                " WHERE map_id = ? AND revision < ? ORDER BY revision DESC LIMIT ?",
                [map_id, end, min(limit, LARGEST_INTEGER)],
            ).fetchall()
            if not found and not _last_revision(db, map_id):
                raise _unknown(db, map_id)
            return tuple(HistoryEntry(revision, rows.change_of(row)) for revision, *row in found)

    def learners(self) -> tuple[LearnerSummary, ...]:
        """Return the learners, by id."""
        with self._transaction("DEFERRED") as db:
            return learners.summaries(db)

    def learner(self, learner_id: str) -> Learner:
        """Return a learner as it is now."""
        with self._transaction("DEFERRED") as db:
            return learners.load(db, learner_id)

    def commit_learner(self, learner: Learner, at: str) -> Learner:
        """Make this what is kept about a learner, if its revision is still the learner's."""
        with self._transaction("IMMEDIATE") as db:
            return learners.commit(db, learner, at)

    def delete_learner(self, learner_id: str, revision: int) -> None:
        """Delete all that is kept about a learner, if this is still its revision."""
        with self._transaction("IMMEDIATE") as db:
            learners.delete(db, learner_id, revision)
        try:
            self._erase()
        except StoreError as error:
            raise StoreError(
                f"the learner “{learner_id}” is deleted, but the file may hold traces of it until "
                f"another one is deleted. {error}"
            ) from error

    def placement(self, placement_id: str) -> PlacementSession:
        """Return a placement as far as it has come."""
        with self._transaction("DEFERRED") as db:
            return learners.load_placement(db, placement_id)

    def commit_placement(self, session: PlacementSession, at: str) -> PlacementSession:
        """Make this the state of a placement, if its revision is still the placement's."""
        with self._transaction("IMMEDIATE") as db:
            return learners.commit_placement(db, session, at)

    def delete_placement(self, placement_id: str) -> None:
        """Delete a placement."""
        with self._transaction("IMMEDIATE") as db:
            learners.delete_placement(db, placement_id)

    def close(self) -> None:
        """Let go of the file. The store cannot be used afterwards."""
        for connection, lock in (self._reading, self._writing):
            with lock, _explained(self._path):
                connection.close()

    def _connect(self) -> tuple[sqlite3.Connection, Lock]:
        """Return a connection to the prepared database, and the lock for using it."""
        with _explained(self._path):
            connection = sqlite3.connect(
                self._path,
                timeout=self._busy_timeout_s,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                _prepare(connection, self._path)
            except BaseException:
                connection.close()
                raise
        return connection, Lock()

    @contextmanager
    def _transaction(self, mode: Literal["DEFERRED", "IMMEDIATE"]) -> Iterator[sqlite3.Connection]:
        """Read one state of the database or, IMMEDIATE, write: everything done here or nothing."""
        connection, lock = self._writing if mode == "IMMEDIATE" else self._reading
        with lock, _explained(self._path), connection:
            connection.execute(f"BEGIN {mode}")
            yield connection

    def _erase(self) -> None:
        """Write the file anew and cut the log off, so that neither holds what has been deleted.

        SQLite can overwrite what it deletes, but not what it left behind where it moved rows. While
        another process reads, the log has to wait until the next time, or until the last one closes
        the file.
        """
        connection, lock = self._writing
        with lock, _explained(self._path):
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _write(db: sqlite3.Connection, snapshot: Snapshot, before: Snapshot, changed_at: str) -> None:
    """Write the rows of a snapshot that differ from the one before."""
    skill_map = snapshot.skill_map
    db.execute(
        "INSERT INTO map (id, title, revision, changed_at, skill_count) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, revision = excluded.revision,"
        " changed_at = excluded.changed_at, skill_count = excluded.skill_count",
        [snapshot.map_id, skill_map.title, snapshot.revision, changed_at, len(skill_map.skills)],
    )
    (key,) = db.execute("SELECT key FROM map WHERE id = ?", [snapshot.map_id]).fetchone()
    if before is NOTHING or _document(before) != _document(snapshot):
        db.execute(
            "INSERT OR REPLACE INTO document (map, source, report, list_order) VALUES (?, ?, ?, ?)",
            [key, snapshot.source, to_json(skill_map.report), skill_map.order],
        )
    rows.ENTRIES.write(db, key, before.skill_map.entries, skill_map.entries)
    rows.PREREQUISITES.write(db, key, before.inferred, snapshot.inferred)
    rows.DECISIONS.write(db, key, before.decisions, snapshot.decisions)
    rows.NAME_DECISIONS.write(db, key, before.name_decisions, snapshot.name_decisions)
    rows.MOVES.write(db, key, before.moves, snapshot.moves)


def _document(snapshot: Snapshot) -> tuple[str, Report, Order]:
    return snapshot.source, snapshot.skill_map.report, snapshot.skill_map.order


def _record(db: sqlite3.Connection, map_id: str, revision: int, change: Change) -> None:
    """Add a change to the history."""
    db.execute(
        "INSERT INTO history VALUES (?, ?, ?, ?, ?, ?)",
        [map_id, revision, *rows.change_row(change)],
    )


def _revision(db: sqlite3.Connection, map_id: str) -> int:
    """Return the revision of a map that is there."""
    found = db.execute("SELECT revision FROM map WHERE id = ?", [map_id]).fetchone()
    if found is None:
        raise _unknown(db, map_id)
    return int(found[0])


def _last_revision(db: sqlite3.Connection, map_id: str) -> int:
    """Return the revision of the last change to a map, deleted or not; 0 if there never was one."""
    found = db.execute("SELECT max(revision) FROM history WHERE map_id = ?", [map_id]).fetchone()
    return found[0] or 0


def _unknown(db: sqlite3.Connection, map_id: str) -> UnknownMapError:
    known = db.execute("SELECT id FROM map ORDER BY key")
    return UnknownMapError(map_id, [known_id for (known_id,) in known])


def _expect_revision(db: sqlite3.Connection, map_id: str, expected: int) -> int:
    """Return this revision, if it is still the map's."""
    actual = _revision(db, map_id)
    if actual != expected:
        raise StaleRevisionError(map_id, expected, actual)
    return actual


def _expect_no_map(db: sqlite3.Connection, map_id: str) -> int:
    """Return the revision that a new map goes on from: 0, or its namesake's that was deleted."""
    found = db.execute("SELECT revision FROM map WHERE id = ?", [map_id]).fetchone()
    if found is not None:
        raise MapExistsError(map_id, found[0])
    return _last_revision(db, map_id)


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Set up the connection, and the tables if the file is new or an older Waypath's.

    Raises:
        StoreError: The database is another program's or a newer Waypath's; it is left as it is.
    """
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = ON")  # on macOS a plain sync stops at the disk's own cache
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    if (tables or application) and application != rows.APPLICATION_ID:
        raise StoreError(f"{path} is the database of another program. Name another file")
    version = _schema(db)
    if version > len(rows.MIGRATIONS):
        raise StoreError(
            f"{path} was written by a newer Waypath (schema {version}; this one reads up to "
            f"{len(rows.MIGRATIONS)}). Upgrade Waypath, or name another file"
        )
    if version < len(rows.MIGRATIONS):
        _migrate(db)
    _switch_to_wal(db)


def _schema(db: sqlite3.Connection) -> int:
    """Return how many migrations the database has had."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version) if application == rows.APPLICATION_ID else 0


def _migrate(db: sqlite3.Connection) -> None:
    """Bring the tables up to date. Of several processes that want to, one does it."""
    with db:
        db.execute("BEGIN IMMEDIATE")
        for migration in rows.MIGRATIONS[_schema(db) :]:
            for statement in migration:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {rows.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(rows.MIGRATIONS)}")


def _switch_to_wal(db: sqlite3.Connection) -> None:
    """Make WAL the file's mode, which it stays. A database in memory keeps its own.

    SQLite does not wait for another process that switches a new file at the same moment.
    """
    deadline_s = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline_s:
                raise
            time.sleep(0.01)
        else:
            return


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror
        raise StoreError(f"cannot make the folder {folder}: {reason}. Name another one") from error


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
        raise StoreError(f"{path}: {ADVICE.get(code, error)}") from error
    except JSONDecodeError as error:
        raise StoreError(f"{path}: {ADVICE[sqlite3.SQLITE_CORRUPT]}") from error
    except UnicodeEncodeError as error:
        text = "a text of the change is not valid Unicode (half a surrogate pair). Correct it"
        raise StoreError(f"{path}: {text}") from error
