"""Learners: what a SQLite file keeps about people, and the placements that they are in.

Each function works inside a transaction that its caller has begun.

Not its job: the tables (`rows`), transactions and the file (`store`).
"""

import sqlite3
from dataclasses import astuple, replace

from graph.errors import (
    LearnerExistsError,
    StaleLearnerError,
    StalePlacementError,
    UnknownLearnerError,
    UnknownPlacementError,
)
from graph.learner import Answer, Goal, Holiday, Learner, Mark, PlacementSession
from graph.store.as_json import from_json, to_json, values
from graph.store.interface import LearnerSummary
from graph.store.sqlite import rows

MARKS = rows.Part[Mark](
    select="SELECT map_id, skill, name, progress, since, source, hours FROM mark"
    " WHERE learner = ? ORDER BY position",
    put="INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    trim="DELETE FROM mark WHERE learner = ? AND position >= ?",
    row=astuple,
    value=lambda columns: Mark(*columns),
)
GOALS = rows.Part[Goal](
    select="SELECT map_id, entry, name, since FROM goal WHERE learner = ? ORDER BY position",
    put="INSERT OR REPLACE INTO goal VALUES (?, ?, ?, ?, ?, ?)",
    trim="DELETE FROM goal WHERE learner = ? AND position >= ?",
    row=astuple,
    value=lambda columns: Goal(*columns),
)


def summaries(db: sqlite3.Connection) -> tuple[LearnerSummary, ...]:
    """Return the learners, by id."""
    found = db.execute("SELECT id, name, revision, changed_at FROM learner ORDER BY id")
    return tuple(LearnerSummary(*row) for row in found)


def load(db: sqlite3.Connection, learner_id: str) -> Learner:
    """Return a learner that is there."""
    found = db.execute(
        "SELECT key, id, revision, name, hours_per_week, holidays FROM learner WHERE id = ?",
        [learner_id],
    ).fetchone()
    if found is None:
        raise UnknownLearnerError(learner_id)
    key, *row = found
    return _learner_of(tuple(row), MARKS.read(db, key), GOALS.read(db, key))


def commit(db: sqlite3.Connection, learner: Learner, at: str) -> Learner:
    """Write what differs, if the learner is at this revision still."""
    before = Learner(learner.id)
    if learner.revision == 0:
        _expect_no_learner(db, learner.id)
    else:
        before = _expect(db, learner.id, learner.revision)
    committed = replace(learner, revision=learner.revision + 1)
    db.execute(
        "INSERT INTO learner (id, revision, name, hours_per_week, holidays, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET revision = excluded.revision,"
        " name = excluded.name, hours_per_week = excluded.hours_per_week,"
        " holidays = excluded.holidays, changed_at = excluded.changed_at",
        [*_learner_row(committed), at],
    )
    key = _key(db, learner.id)
    MARKS.write(db, key, before.marks, learner.marks)
    GOALS.write(db, key, before.goals, learner.goals)
    return committed


def delete(db: sqlite3.Connection, learner_id: str, revision: int) -> None:
    """Delete a learner with marks, goals and placements, if this is still its revision."""
    _expect(db, learner_id, revision)
    db.execute("DELETE FROM learner WHERE id = ?", [learner_id])


def load_placement(db: sqlite3.Connection, placement_id: str) -> PlacementSession:
    """Return a placement that is there."""
    found = db.execute(
        "SELECT p.id, map_id, p.revision, goals, answers, started_at, l.id"
        " FROM placement p LEFT JOIN learner l ON l.key = p.learner WHERE p.id = ?",
        [placement_id],
    ).fetchone()
    if found is None:
        raise UnknownPlacementError(placement_id)
    return _placement_of(found)


def commit_placement(
    db: sqlite3.Connection, session: PlacementSession, at: str
) -> PlacementSession:
    """Write a placement, if it is at this revision still."""
    found = db.execute("SELECT revision FROM placement WHERE id = ?", [session.id]).fetchone()
    if found is None and session.revision:
        raise UnknownPlacementError(session.id)
    if found is not None and found[0] != session.revision:
        raise StalePlacementError(session.id, session.revision, found[0])
    learner = _key(db, session.learner_id) if session.learner_id else None
    committed = replace(session, revision=session.revision + 1)
    db.execute(
        "INSERT OR REPLACE INTO placement"
        " (id, map_id, revision, goals, answers, started_at, learner, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [*_placement_row(committed), learner, at],
    )
    return committed


def delete_placement(db: sqlite3.Connection, placement_id: str) -> None:
    """Delete a placement that is there."""
    if not db.execute("DELETE FROM placement WHERE id = ?", [placement_id]).rowcount:
        raise UnknownPlacementError(placement_id)


def _key(db: sqlite3.Connection, learner_id: str) -> int:
    """Return the key of a learner that is there."""
    found = db.execute("SELECT key FROM learner WHERE id = ?", [learner_id]).fetchone()
    if found is None:
        raise UnknownLearnerError(learner_id)
    return int(found[0])


def _expect(db: sqlite3.Connection, learner_id: str, revision: int) -> Learner:
    """Return a learner, if this is still its revision."""
    found = load(db, learner_id)
    if found.revision != revision:
        raise StaleLearnerError(learner_id, revision, found.revision)
    return found


def _expect_no_learner(db: sqlite3.Connection, learner_id: str) -> None:
    found = db.execute("SELECT revision FROM learner WHERE id = ?", [learner_id]).fetchone()
    if found is not None:
        raise LearnerExistsError(learner_id, found[0])


def _learner_row(learner: Learner) -> rows.Row:
    """Return the columns of a learner without marks and goals."""
    holidays = to_json(learner.holidays)
    return learner.id, learner.revision, learner.name, learner.hours_per_week, holidays


def _learner_of(row: rows.Row, marks: tuple[Mark, ...], goals: tuple[Goal, ...]) -> Learner:
    """Return the learner that these columns stand for."""
    learner_id, revision, name, hours_per_week, holidays = row
    days = values(Holiday, from_json(holidays))
    return Learner(learner_id, revision, name, hours_per_week, days, marks, goals)


def _placement_row(session: PlacementSession) -> rows.Row:
    """Return the columns of a placement without its learner."""
    return (
        session.id,
        session.map_id,
        session.revision,
        to_json(session.goals),
        to_json(session.answers),
        session.started_at,
    )


def _placement_of(row: rows.Row) -> PlacementSession:
    """Return the placement that these columns and the id of its learner stand for."""
    session_id, map_id, revision, goals, answers, started_at, learner_id = row
    return PlacementSession(
        session_id,
        map_id,
        revision,
        tuple(from_json(goals)),
        values(Answer, from_json(answers)),
        learner_id or "",
        started_at,
    )
