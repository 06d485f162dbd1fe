"""Learners: what Neo4j keeps about people.

A mark or goal is a relationship to the entry that it means now, so that people can ask for it, and
keeps what it was made with, so that it is read as it was committed. A commit of a map moves the
relationships whose entries have become others.

Who changes a learner holds the locks of the maps that it refers to, then the learner's own. A
change that is sent again, because its answer was lost, is known by its key.

Not its job: placements (`placements`), Cypher (`learner_cypher`), values as relationships (`ties`),
connection and errors (`connection`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from neo4j import AsyncManagedTransaction

from graph.errors import LearnerExistsError, StaleLearnerError, UnknownLearnerError
from graph.learner import Holiday, Learner
from graph.model import SkillId
from graph.snapshot import Snapshot
from graph.store.interface import LearnerSummary
from graph.store.neo4j import cypher
from graph.store.neo4j import learner_cypher as statements
from graph.store.neo4j.ties import (
    KINDS,
    WANTS,
    Again,
    Found,
    Homes,
    Tie,
    by_kind,
    displaced,
    goals_of,
    homes_of,
    marks_of,
    ties_of,
)
from graph.store.neo4j.transaction import Version, lock, rows_of, run

SnapshotAt: TypeAlias = Callable[[str, Version], Awaitable[Snapshot]]
"""Returns a map that is locked, at this version."""


class _State(NamedTuple):
    """What the database says about a learner."""

    keys: list[str]
    """Of the last changes."""
    learner: Learner
    found: list[Found]


async def summaries(tx: AsyncManagedTransaction) -> tuple[LearnerSummary, ...]:
    """Return the learners, by id."""
    found = await rows_of(tx, statements.LEARNERS)
    return tuple(
        LearnerSummary(learner_id, _name(learner_id, **name), revision or 1, changed_at)
        for learner_id, name, revision, changed_at in sorted(found, key=lambda row: str(row[0]))
    )


async def load(tx: AsyncManagedTransaction, learner_id: str) -> Learner:
    """Return a learner that is there."""
    await run(tx, statements.LOCK, learner=learner_id)
    state = await _state(tx, learner_id)
    if state is None:
        raise UnknownLearnerError(learner_id)
    return state.learner


async def commit(
    tx: AsyncManagedTransaction, learner: Learner, at: str, key: str, snapshot_at: SnapshotAt
) -> Learner:
    """Write what differs, if the learner is at this revision still."""
    wanted = {mark.map_id for mark in learner.marks} | {goal.map_id for goal in learner.goals}
    versions = await _lock(tx, learner.id, wanted)
    state = await _state(tx, learner.id)
    if state is None and learner.revision == 0:
        state = await _created(tx, learner.id)
    committed = replace(learner, revision=learner.revision + 1)
    if state is None:
        raise UnknownLearnerError(learner.id)
    if state.learner.revision != learner.revision:
        if key in state.keys:
            return committed
        raise _refusal(learner, state.learner.revision)
    await run(
        tx,
        statements.SET_LEARNER,
        learner=learner.id,
        revision=committed.revision,
        name=learner.name or learner.id,
        named=bool(learner.name),
        hours_per_week=learner.hours_per_week,
        holidays=[f"{days.first}/{days.last}" for days in learner.holidays],
        at=at,
        key=key,
    )
    homes = await _homes(tx, learner, versions, snapshot_at)
    ties = ties_of(learner.marks, learner.goals, state.found, homes)
    await _tie(tx, learner.id, state.found, ties)
    return committed


async def delete(tx: AsyncManagedTransaction, learner_id: str, revision: int) -> None:
    """Delete a learner with marks, goals and placements, if this is still its revision."""
    versions = await _lock(tx, learner_id, ())
    state = await _state(tx, learner_id)
    if state is None:
        raise UnknownLearnerError(learner_id)
    if state.learner.revision != revision:
        raise StaleLearnerError(learner_id, revision, state.learner.revision)
    await run(tx, statements.DELETE, learner=learner_id)
    await _forget_unused(tx, versions)


async def follow(tx: AsyncManagedTransaction, snapshot: Snapshot) -> None:
    """Move the relationships of all learners to what their entries are in a map that is locked."""
    gone: list[str] = []
    new: list[Again] = []
    async for record in await run(tx, statements.DISPLACED, map=snapshot.map_id):
        # Others have their questions answered meanwhile.
        leaving, coming = await asyncio.to_thread(displaced, map(_found, record[0]), snapshot)
        gone += leaving
        new += coming
    await _retire(tx, [(snapshot.map_id, one.entry, one.name) for one in new])
    for kind in sorted({one.kind for one in new}):
        rows = [(snapshot.map_id, one.entry, one.like) for one in new if one.kind == kind]
        await run(tx, statements.tie_again(kind), rows=rows)
    await run(tx, statements.UNTIE, rows=gone)


async def _lock(
    tx: AsyncManagedTransaction, learner_id: str, map_ids: Iterable[str]
) -> dict[str, Version | None]:
    """Keep others from changing a learner, and the maps that it does or is to refer to.

    Returns:
        The versions of these maps, None where there is no such map.
    """
    before = (await rows_of(tx, statements.MAPS_OF, learner=learner_id))[0][0]
    versions = {map_id: await lock(tx, map_id) for map_id in sorted({*before, *map_ids})}
    if None in versions.values():
        await run(tx, statements.LOCK_MISSING_MAPS)
    await run(tx, statements.LOCK, learner=learner_id)
    return versions


async def _created(tx: AsyncManagedTransaction, learner_id: str) -> _State | None:
    """Make a learner of whom nothing is known, or return the one who is there already.

    Another one may make it just now; then its end is waited for.
    """
    revision = (await rows_of(tx, statements.CREATE, learner=learner_id))[0][0]
    return _State([], Learner(learner_id), []) if revision == 0 else await _state(tx, learner_id)


async def _state(tx: AsyncManagedTransaction, learner_id: str) -> _State | None:
    """Return what the database says about a learner, if there is one."""
    rows = await rows_of(tx, statements.LEARNER, learner=learner_id)
    if not rows:
        return None
    revision, keys, name, hours_per_week, holidays = rows[0]
    found = [_found(row) for row in (await rows_of(tx, statements.TIES, learner=learner_id))[0][0]]
    learner = Learner(
        learner_id,
        revision or 1,
        _name(learner_id, **name),
        hours_per_week,
        tuple(map(_holiday, [holidays] if isinstance(holidays, str) else holidays)),
        marks_of(found),
        goals_of(found),
    )
    return _State(keys, learner, found)


def _found(row: Sequence[Any]) -> Found:
    """Return the relationship that a row of `TIES` or `DISPLACED` stands for.

    What people write by hand can be anything; what it cannot mean here is left out.
    """
    relationship, name, kind, map_id, entry, position, said, said_name, since, source, hours = row
    return Found(
        relationship,
        name or entry,
        Tie(
            kind,
            map_id,
            entry,
            position if isinstance(position, int) else None,
            _text(said),
            _text(said_name),
            _text(since),
            _text(source),
            float(hours) if isinstance(hours, int | float) and hours > 0 else None,
        ),
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _holiday(text: str) -> Holiday:
    """Return the days that `first/last` stands for, or a day that stands alone."""
    first, _, last = text.partition("/")
    return Holiday(first, last or first)


def _name(learner_id: str, name: str | None, named: bool | None) -> str:
    """Return what a learner is called. Every node has a name, so it has its id where it has none.

    The name that a person has given by hand counts, whatever was there before.
    """
    if name is None:
        return learner_id
    return "" if named is False and name == learner_id else name


async def _homes(
    tx: AsyncManagedTransaction,
    learner: Learner,
    versions: dict[str, Version | None],
    snapshot_at: SnapshotAt,
) -> Homes:
    """Return where marks and goals lead to that are not about what their maps have by this id."""
    said = [(mark.map_id, KINDS[mark.progress], mark.skill) for mark in learner.marks]
    said += [(goal.map_id, WANTS, goal.entry) for goal in learner.goals]
    rows = [(map_id, entry) for map_id, _, entry in dict.fromkeys(said)]
    present = (await rows_of(tx, statements.PRESENT, rows=rows))[0][0]
    is_skill = {(map_id, entry): is_skill for map_id, entry, is_skill in present}
    homes: dict[tuple[str, str, SkillId], Sequence[SkillId]] = {}
    for map_id, version in versions.items():
        away = [
            (kind, entry)
            for at, kind, entry in said
            # A goal may be a topic or an area; a mark of what has become one is about its skills.
            if at == map_id and not is_skill.get((at, entry), False)
            if kind != WANTS or (at, entry) not in is_skill
        ]
        if away and version:
            snapshot = await snapshot_at(map_id, version)
            marks = [mark for mark in learner.marks if mark.map_id == map_id]
            goals = [goal for goal in learner.goals if goal.map_id == map_id]
            found = await asyncio.to_thread(homes_of, marks, goals, snapshot)
            homes |= {(map_id, *one): found[one] for one in away}
    return homes


async def _tie(
    tx: AsyncManagedTransaction, learner_id: str, found: Iterable[Found], ties: Sequence[Tie]
) -> None:
    """Write the relationships that differ."""
    missing = dict.fromkeys(ties)
    gone = []
    for one in found:
        if one.tie in missing:
            del missing[one.tie]
        else:
            gone.append(one)
    await run(tx, statements.UNTIE, rows=[one.relationship for one in gone])
    await _retire(tx, [(tie.map_id, tie.entry, tie.name) for tie in missing])
    for kind, new in by_kind(missing).items():
        await run(tx, statements.tie(kind), learner=learner_id, rows=[tie[1:] for tie in new])
    await _forget_unused(tx, {one.tie.map_id for one in gone})


async def _retire(tx: AsyncManagedTransaction, rows: Sequence[tuple[str, SkillId, Any]]) -> None:
    """Make a node of what its map does not have, unless it has one. Rows: map, id, name."""
    await run(tx, statements.RETIRE, rows=rows)


async def _forget_unused(tx: AsyncManagedTransaction, map_ids: Iterable[str]) -> None:
    """Delete the nodes of entries that their maps do not have and nobody refers to."""
    for map_id in sorted(map_ids):
        await run(tx, cypher.DELETE_UNUSED, map=map_id)


def _refusal(learner: Learner, actual: int) -> LearnerExistsError | StaleLearnerError:
    """Return what is wrong with a change against a revision that is not the learner's."""
    if learner.revision == 0:
        return LearnerExistsError(learner.id, actual)
    return StaleLearnerError(learner.id, learner.revision, actual)
