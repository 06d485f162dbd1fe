"""Maps: what Neo4j keeps about them, read and written in a transaction.

A change is sent in batches. Whoever loads or changes a map holds the lock of its `SkillMap` node
meanwhile: Neo4j alone would let a reader see a commit being applied. Only what differs from the
snapshot before is written, so what other people have attached to a node stays.

The key by which a change that is sent again is recognised also tells a revision from another one of
its number, say after a backup was restored.

Values become rows, and rows values, outside the thread in which the driver runs: others have their
questions answered meanwhile.

Not its job: Cypher (`cypher`), values as rows (`rows`), what differs (`difference`), and what is
kept about learners (`learners`).
"""

import asyncio
from collections.abc import Awaitable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from neo4j import AsyncManagedTransaction

from graph.errors import MapExistsError, StaleRevisionError, StoreError, UnknownMapError
from graph.model import Decision, NameDecision, Order, Report
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot
from graph.store.as_json import report_of, to_json
from graph.store.interface import Change, HistoryEntry, MapSummary
from graph.store.neo4j import cypher, learners, rows
from graph.store.neo4j.connection import Database
from graph.store.neo4j.difference import Step, difference
from graph.store.neo4j.transaction import Version, lock, rows_of, run, version_of

BATCH_ROWS = 10_000
"""Rows of one statement: few enough for a small server, enough to cost no time of their own."""

READERS = 2
"""Queries that read the prerequisites of a map at the same time."""


class Stored(NamedTuple):
    """What the database says about a map, as rows."""

    version: Version
    document: rows.Row
    entries: list[rows.Row]
    prerequisites: list[rows.Row]
    decisions: list[rows.Row]
    name_decisions: list[rows.Row]
    moves: list[rows.Row]


async def summaries(tx: AsyncManagedTransaction) -> tuple[MapSummary, ...]:
    """Return the maps, the one that was there first in front."""
    return tuple(MapSummary(*row) for row in await rows_of(tx, cypher.MAPS))


async def revision(tx: AsyncManagedTransaction, map_id: str) -> int:
    """Return the revision of a map that is there."""
    found = await rows_of(tx, cypher.REVISION, map=map_id)
    if not found:
        raise await _unknown(tx, map_id)
    return int(found[0][0])


async def load(tx: AsyncManagedTransaction, database: Database, map_id: str) -> Stored:
    """Return what the database says about a map that is there."""
    version = await lock(tx, map_id)
    if version is None:
        raise await _unknown(tx, map_id)
    return await _stored(tx, database, map_id, version)


async def delete(
    tx: AsyncManagedTransaction, map_id: str, revision: int, change: Change, key: str
) -> int:
    """Delete a map, if this is still its revision; return the revision of that."""
    found = await lock(tx, map_id)
    if found is None or found.revision != revision:
        deletion = await _committed(tx, map_id, revision, key)
        if deletion is None:
            raise await _refusal(tx, map_id, revision, found)
        return deletion
    for statement in (cypher.RETIRE_ALL, cypher.DELETE_UNUSED, cypher.DELETE_MAP):
        await run(tx, statement, map=map_id)
    await _record(tx, map_id, revision + 1, key, change)
    return revision + 1


async def history(
    tx: AsyncManagedTransaction, map_id: str, before: int, limit: int
) -> tuple[HistoryEntry, ...]:
    """Return what was done to a map before a revision, newest first."""
    found = await rows_of(tx, cypher.HISTORY, map=map_id, before=before, limit=limit)
    if not found and not await _last_revision(tx, map_id):
        raise await _unknown(tx, map_id)
    return tuple(
        HistoryEntry(at_revision, Change(kind, at, text, tuple(skills)))
        for at_revision, kind, at, text, skills in found
    )


async def _stored(
    tx: AsyncManagedTransaction, database: Database, map_id: str, version: Version
) -> Stored:
    """Return what the database says about a map that is locked.

    A query takes one core of the server. As long as the map is locked nobody changes it, so several
    transactions read it side by side.
    """

    def reading(statement: str, **parameters: int) -> Awaitable[list[rows.Row]]:
        return database.beside(lambda beside: _parts(beside, statement, map_id, **parameters))

    entries, *prerequisites = await asyncio.gather(
        reading(cypher.ENTRIES),
        *(
            reading(cypher.PREREQUISITES, readers=READERS, reader=reader)
            for reader in range(READERS)
        ),
    )
    return Stored(
        version,
        next(iter(await rows_of(tx, cypher.DOCUMENT, map=map_id)), ()),
        entries,
        [row for found in prerequisites for row in found],
        (await rows_of(tx, cypher.DECISIONS, map=map_id))[0][0],
        (await rows_of(tx, cypher.NAME_DECISIONS, map=map_id))[0][0],
        (await rows_of(tx, cypher.MOVES, map=map_id))[0][0],
    )


async def known(
    tx: AsyncManagedTransaction,
    database: Database,
    map_id: str,
    version: Version,
    latest: tuple[Version, Snapshot] | None,
) -> Snapshot:
    """Return a map that is locked: the latest one that is known, or what the database holds."""
    if latest and latest[0] == version:
        return latest[1]
    stored = await _stored(tx, database, map_id, version)
    return await asyncio.to_thread(snapshot_of, map_id, stored)


def snapshot_of(map_id: str, stored: Stored) -> Snapshot:
    """Return the map that is stored.

    Raises:
        StoreError: Somebody has changed its nodes so that they are no map any more.
    """
    try:
        title, source, report, order = stored.document
        stored.entries.sort(key=_place)
        stored.prerequisites.sort(key=_place)
        entries = tuple(map(rows.entry_of, stored.entries))
        ids = {row[0]: row[1] for row in stored.entries}
        edges = (rows.inferred_of(row, ids) for row in stored.prerequisites)
        return Snapshot(
            map_id,
            stored.version.revision,
            source,
            SkillMap(title, entries, report_of(report), order),
            tuple([edge for edge in edges if edge is not None]),
            tuple(Decision(*row) for row in stored.decisions),
            tuple(NameDecision(*row) for row in stored.name_decisions),
            tuple(map(rows.move_of, stored.moves)),
        )
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise StoreError(
            f"the nodes of the map “{map_id}” have been changed by hand, and are no map any more "
            f"({type(error).__name__}: {error}). Restore a backup, or delete these nodes in Neo4j "
            "Browser and import the map again"
        ) from error


def _place(row: rows.Row) -> tuple[int, int | str]:
    """Return what a row is sorted by: places in the map come first in it."""
    return row[0], row[1]


async def _parts(
    tx: AsyncManagedTransaction, statement: str, map_id: str, **parameters: int
) -> list[rows.Row]:
    """Return rows that come in large parts, in any order."""
    found = []
    async for record in await run(tx, statement, map=map_id, rows=BATCH_ROWS, **parameters):
        found += record[0]
    return found


async def commit(
    tx: AsyncManagedTransaction,
    database: Database,
    snapshot: Snapshot,
    change: Change,
    key: str,
    latest: tuple[Version, Snapshot] | None,
) -> Snapshot:
    """Write what differs between a snapshot and the one that the database holds."""
    map_id, expected = snapshot.map_id, snapshot.revision
    found = await lock(tx, map_id)
    if found is None and expected == 0:
        # Another one may make it just now; then its end is waited for.
        found = await _create(tx, map_id)
    if (found.revision if found else 0) != expected:
        done = await _committed(tx, map_id, expected, key)
        if done is None:
            raise await _refusal(tx, map_id, expected, found)
        return replace(snapshot, revision=done)
    if found is None:
        await run(tx, cypher.RETIRE_ALL, map=map_id)
        before = Snapshot(map_id, 0, "", SkillMap("", ()), ())
        committed = replace(snapshot, revision=await _last_revision(tx, map_id) + 1)
    else:
        before = await known(tx, database, map_id, found, latest)
        committed = replace(snapshot, revision=expected + 1)
    await _write(tx, before, committed)
    skill_map = snapshot.skill_map
    await run(
        tx,
        cypher.SET_MAP,
        map=map_id,
        revision=committed.revision,
        changed_at=change.at,
        title=skill_map.title,
        skill_count=len(skill_map.skills),
    )
    await _record(tx, map_id, committed.revision, key, change)
    return committed


async def _create(tx: AsyncManagedTransaction, map_id: str) -> Version | None:
    """Make a map without anything in it, or return its version if it is there already."""
    await run(tx, cypher.CREATE_MAP, map=map_id)
    return await version_of(tx, map_id)


async def _write(tx: AsyncManagedTransaction, before: Snapshot, after: Snapshot) -> None:
    """Write what differs. What leaves goes first, so that it does not stand in the way."""
    map_id = after.map_id
    if not before.revision or _document(before) != _document(after):
        await run(
            tx,
            cypher.SET_DOCUMENT,
            map=map_id,
            title=after.skill_map.title,
            source=after.source,
            report=to_json(after.skill_map.report),
            order=after.skill_map.order,
        )
    batches = _batches(difference(before, after, await _retired(tx, map_id)))
    following = asyncio.create_task(asyncio.to_thread(next, batches, None))
    while (batch := await following) is not None:
        # While the server works on these rows, the next ones are made.
        following = asyncio.create_task(asyncio.to_thread(next, batches, None))
        statement, found = batch
        await run(tx, statement, map=map_id, rows=found)
    if before.skill_map != after.skill_map or before.moves != after.moves:
        await learners.follow(tx, after)
    await run(tx, cypher.DELETE_UNUSED, map=map_id)


def _batches(steps: Iterable[Step]) -> Iterator[tuple[str, list[object]]]:
    """Yield each statement with as many rows as one may have, until there are no more."""
    for statement, found in steps:
        left = iter(found)
        while batch := list(islice(left, BATCH_ROWS)):
            yield statement, batch


def _document(snapshot: Snapshot) -> tuple[str, str, Report, Order]:
    skill_map = snapshot.skill_map
    return snapshot.source, skill_map.title, skill_map.report, skill_map.order


async def _committed(
    tx: AsyncManagedTransaction, map_id: str, revision: int, key: str
) -> int | None:
    """Return the revision to which a change has led whose answer was lost, if it was written."""
    found = await rows_of(tx, cypher.COMMITTED, map=map_id, revision=revision, key=key)
    return int(found[0][0]) if found else None


async def _refusal(
    tx: AsyncManagedTransaction, map_id: str, expected: int, found: Version | None
) -> MapExistsError | StaleRevisionError | UnknownMapError:
    """Return what is wrong with a change against a revision that is not the map's."""
    if found is None:
        return await _unknown(tx, map_id)
    if expected == 0:
        return MapExistsError(map_id, found.revision)
    return StaleRevisionError(map_id, expected, found.revision)


async def _record(
    tx: AsyncManagedTransaction, map_id: str, revision: int, key: str, change: Change
) -> None:
    await run(
        tx,
        cypher.ADD_CHANGE,
        map=map_id,
        revision=revision,
        key=key,
        kind=change.kind,
        at=change.at,
        text=change.text,
        skills=change.skills,
    )


async def _last_revision(tx: AsyncManagedTransaction, map_id: str) -> int:
    """Return the revision of the last change to a map, deleted or not; 0 if there never was one."""
    return int((await rows_of(tx, cypher.LAST_REVISION, map=map_id))[0][0])


async def _retired(tx: AsyncManagedTransaction, map_id: str) -> frozenset[str]:
    return frozenset((await rows_of(tx, cypher.RETIRED, map=map_id))[0][0])


async def _unknown(tx: AsyncManagedTransaction, map_id: str) -> UnknownMapError:
    return UnknownMapError(map_id, [row[0] for row in await rows_of(tx, cypher.MAPS)])
