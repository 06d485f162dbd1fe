"""Rows: the tables of a SQLite file, and the values of a snapshot as their rows.

A value is a row of plain columns. What is a list inside it is one column of JSON with the fields by
name, so that other programs can read that too.

Not its job: what is kept about learners (`learners`); transactions, revisions and errors (`store`).
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from graph.model import (
    Decision,
    Entry,
    Evidence,
    Move,
    NameDecision,
    Placement,
    Prerequisite,
)
from graph.store.as_json import from_json, to_json, values
from graph.store.interface import Change

Row: TypeAlias = tuple[Any, ...]
"""Columns in the order of their table."""

T = TypeVar("T")

APPLICATION_ID = 0x57617970
"""Marks a SQLite file as Waypath's: "Wayp" in ASCII."""

# `map` is what lists show and every change touches; `document` is large and seldom changes.
# `history` outlives its map, and the revision of a map that returns goes on from there. A learner
# refers to maps and entries by their ids only: what is kept about a person outlives these too.
MIGRATIONS: Sequence[Sequence[str]] = (
    (
        """CREATE TABLE map (
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
            revision INTEGER NOT NULL, changed_at TEXT NOT NULL, skill_count INTEGER NOT NULL
        )""",
        """CREATE TABLE document (
            map INTEGER PRIMARY KEY REFERENCES map ON DELETE CASCADE,
            source TEXT NOT NULL, report TEXT NOT NULL
        )""",
        """CREATE TABLE entry (
            map INTEGER NOT NULL REFERENCES map ON DELETE CASCADE, position INTEGER NOT NULL,
            id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, placements TEXT NOT NULL,
            emoji TEXT NOT NULL, description TEXT NOT NULL, resources TEXT NOT NULL,
            effort_hours REAL, known INTEGER NOT NULL, requires TEXT NOT NULL,
            PRIMARY KEY (map, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE prerequisite (
            map INTEGER NOT NULL REFERENCES map ON DELETE CASCADE, position INTEGER NOT NULL,
            source TEXT NOT NULL, target TEXT NOT NULL, confidence REAL NOT NULL,
            status TEXT NOT NULL, evidence TEXT NOT NULL,
            PRIMARY KEY (map, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE decision (
            map INTEGER NOT NULL REFERENCES map ON DELETE CASCADE, position INTEGER NOT NULL,
            source TEXT NOT NULL, target TEXT NOT NULL, verdict TEXT NOT NULL,
            decided_at TEXT NOT NULL, note TEXT NOT NULL,
            PRIMARY KEY (map, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE history (
            map_id TEXT NOT NULL, revision INTEGER NOT NULL,
            kind TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, skills TEXT NOT NULL,
            PRIMARY KEY (map_id, revision)
        ) WITHOUT ROWID""",
    ),
    (
        "ALTER TABLE document ADD COLUMN list_order TEXT NOT NULL DEFAULT 'auto'",
        """CREATE TABLE name_decision (
            map INTEGER NOT NULL REFERENCES map ON DELETE CASCADE, position INTEGER NOT NULL,
            name TEXT NOT NULL, verdict TEXT NOT NULL, decided_at TEXT NOT NULL,
            note TEXT NOT NULL,
            PRIMARY KEY (map, position)
        ) WITHOUT ROWID""",
    ),
    (
        """CREATE TABLE move (
            map INTEGER NOT NULL REFERENCES map ON DELETE CASCADE, position INTEGER NOT NULL,
            id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, how TEXT NOT NULL,
            now TEXT NOT NULL, decided_at TEXT NOT NULL, found TEXT NOT NULL,
            PRIMARY KEY (map, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE learner (
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL,
            name TEXT NOT NULL, hours_per_week REAL, holidays TEXT NOT NULL,
            changed_at TEXT NOT NULL
        )""",
        """CREATE TABLE mark (
            learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
            position INTEGER NOT NULL,
            map_id TEXT NOT NULL, skill TEXT NOT NULL, name TEXT NOT NULL,
            progress TEXT NOT NULL, since TEXT NOT NULL, source TEXT NOT NULL, hours REAL,
            PRIMARY KEY (learner, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE goal (
            learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
            position INTEGER NOT NULL,
            map_id TEXT NOT NULL, entry TEXT NOT NULL, name TEXT NOT NULL, since TEXT NOT NULL,
            PRIMARY KEY (learner, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE placement (
            id TEXT PRIMARY KEY, map_id TEXT NOT NULL, revision INTEGER NOT NULL,
            goals TEXT NOT NULL, answers TEXT NOT NULL,
            learner INTEGER REFERENCES learner ON DELETE CASCADE,
            started_at TEXT NOT NULL, changed_at TEXT NOT NULL
        ) WITHOUT ROWID""",
        "CREATE INDEX placement_learner ON placement (learner)",
    ),
)
"""What each version of the schema adds to the one before; `user_version` counts them."""


@dataclass(frozen=True)
class Part(Generic[T]):
    """A list of a map or a learner, and its table: owner, position, the value's columns."""

    select: str
    """Takes the owner; gives the columns that `value` takes."""
    put: str
    """Takes the owner, the position and what `row` gives."""
    trim: str
    """Takes the owner and the position to delete from."""
    row: Callable[[T], Row]
    value: Callable[[Row], T]

    def read(self, db: sqlite3.Connection, key: int) -> tuple[T, ...]:
        """Return the values of the owner with this key, in order."""
        return tuple(map(self.value, db.execute(self.select, [key])))

    def write(
        self, db: sqlite3.Connection, key: int, before: Sequence[T], after: Sequence[T]
    ) -> None:
        """Write what differs by position. An empty `before` stands for any, and all is written."""
        if before and before == after:
            return
        changed = (
            (key, position, *self.row(value))
            for position, value in enumerate(after)
            if position >= len(before) or before[position] != value
        )
        db.executemany(self.put, changed)
        db.execute(self.trim, [key, len(after)])


def _entry_row(entry: Entry) -> Row:
    return (
        entry.id,
        entry.name,
        entry.kind,
        to_json(entry.placements),
        entry.emoji,
        entry.description,
        to_json(entry.resources),
        entry.effort_hours,
        entry.known,
        to_json(entry.requires),
    )


def _entry(row: Row) -> Entry:
    entry_id, name, kind, placements, emoji, description, resources, effort, known, requires = row
    return Entry(
        entry_id,
        name,
        kind,
        values(Placement, from_json(placements)),
        emoji,
        description,
        tuple(from_json(resources)),
        effort,
        bool(known),
        tuple(from_json(requires)),
    )


def _prerequisite_row(edge: Prerequisite) -> Row:
    return edge.source, edge.target, edge.confidence, edge.status, to_json(edge.evidence)


def _prerequisite(row: Row) -> Prerequisite:
    source, target, confidence, status, evidence = row
    return Prerequisite(source, target, confidence, status, values(Evidence, from_json(evidence)))


def _move_row(move: Move) -> Row:
    now, found = to_json(move.now), to_json(move.found)
    return move.id, move.name, move.kind, move.how, now, move.decided_at, found


def _move(row: Row) -> Move:
    entry_id, name, kind, how, now, decided_at, found = row
    lists = tuple(from_json(now)), tuple(from_json(found))
    return Move(entry_id, name, kind, how, lists[0], decided_at, lists[1])


def change_row(change: Change) -> Row:
    """Return the columns of a change."""
    return change.kind, change.at, change.text, to_json(change.skills)


def change_of(row: Row) -> Change:
    """Return the change that these columns stand for."""
    kind, at, text, skills = row
    return Change(kind, at, text, tuple(from_json(skills)))


ENTRIES = Part[Entry](
    select="SELECT id, name, kind, placements, emoji, description, resources, effort_hours, known,"
    " requires FROM entry WHERE map = ? ORDER BY position",
    put="INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    trim="DELETE FROM entry WHERE map = ? AND position >= ?",
    row=_entry_row,
    value=_entry,
)
PREREQUISITES = Part[Prerequisite](
    select="SELECT source, target, confidence, status, evidence FROM prerequisite"
    " WHERE map = ? ORDER BY position",
    put="INSERT OR REPLACE INTO prerequisite VALUES (?, ?, ?, ?, ?, ?, ?)",
    trim="DELETE FROM prerequisite WHERE map = ? AND position >= ?",
    row=_prerequisite_row,
    value=_prerequisite,
)
DECISIONS = Part[Decision](
    select="SELECT source, target, verdict, decided_at, note FROM decision"
    " WHERE map = ? ORDER BY position",
    put="INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)",
    trim="DELETE FROM decision WHERE map = ? AND position >= ?",
    row=astuple,
    value=lambda columns: Decision(*columns),
)
NAME_DECISIONS = Part[NameDecision](
    select="SELECT name, verdict, decided_at, note FROM name_decision"
    " WHERE map = ? ORDER BY position",
    put="INSERT OR REPLACE INTO name_decision VALUES (?, ?, ?, ?, ?, ?)",
    trim="DELETE FROM name_decision WHERE map = ? AND position >= ?",
    row=astuple,
    value=lambda columns: NameDecision(*columns),
)
MOVES = Part[Move](
    select="SELECT id, name, kind, how, now, decided_at, found FROM move"
    " WHERE map = ? ORDER BY position",
    put="INSERT OR REPLACE INTO move VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    trim="DELETE FROM move WHERE map = ? AND position >= ?",
    row=_move_row,
    value=_move,
)
