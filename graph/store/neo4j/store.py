"""Neo4jStore: maps as a graph in Neo4j, where people can look at it and ask it questions.

A change is one transaction, sent in batches, so that nobody ever sees half of it. Whoever loads or
changes a map holds the lock of its `SkillMap` node meanwhile: Neo4j alone would let a reader see a
commit being applied. Only what differs from the snapshot before is written, so what other people
have attached to a node stays.

A change whose answer was lost is sent again, and bears a key by which its first time is recognised.
The same key tells a revision from another one of its number, say after a backup was restored.

Values become rows, and rows values, outside the thread in which the driver runs: others have their
questions answered meanwhile.

Not its job: Cypher (`cypher`), values as rows (`rows`), connection and errors (`connection`).
"""

import asyncio
import gc
from collections.abc import Awaitable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from neo4j import AsyncManagedTransaction, AsyncResult

from graph.errors import MapExistsError, StaleRevisionError, StoreError, UnknownMapError
from graph.model import Decision, NameDecision, Order, Report
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot
from graph.store.as_json import report_of, to_json
from graph.store.interface import Change, HistoryEntry, MapSummary, Store
from graph.store.neo4j import cypher, rows
from graph.store.neo4j.connection import Database, Work
from graph.store.neo4j.difference import Step, difference

T = TypeVar("T")

LARGEST_INTEGER = 2**63 - 1
"""What a property can hold."""

BATCH_ROWS = 10_000
"""Rows of one statement: few enough for a small server, enough to cost no time of their own."""

READERS = 2
"""Queries that read the prerequisites of a map at the same time."""

QUESTION_PATIENCE_S, QUESTION_LIMIT_S = 1.0, 20.0
CHANGE_PATIENCE_S, CHANGE_LIMIT_S = 10.0, 600.0
"""How long it is tried again while the server is away, and when it is given up. The largest map,
200,000 lines, loads and imports in much less than the limit."""


class _Version(NamedTuple):
    """A state of a map: its revision, and the key of the change that led to it."""

    revision: int
    key: str | None


class _Stored(NamedTuple):
    """What the database says about a map, as rows."""

    version: _Version
    document: rows.Row
    entries: list[rows.Row]
    prerequisites: list[rows.Row]
    decisions: list[rows.Row]
    name_decisions: list[rows.Row]


class Neo4jStore(Store):
    """Maps in a Neo4j database, which is given constraints and indexes before the first change.

    It keeps hold of one snapshot of each map, to tell what a change changes.

    Args:
        uri: `neo4j://HOST:PORT` or `bolt://HOST:PORT`, with `+s` encrypted.
        user: Name of the user.
        password: Password of the user.
        database: Name of the database; None for the user's home database.

    Raises:
        StoreError: The server or the database cannot be used, or a newer Waypath has written to it;
            the message says what to do.
    """

    freshness_s = 1.0

    def __init__(
        self, uri: str, *, user: str = "neo4j", password: str = "", database: str | None = None
    ) -> None:
        # What the nodes of a map said at one version. An old one does no harm: see `_commit`.
        self._latest: dict[str, tuple[_Version, Snapshot]] = {}
        self._database = Database(uri, user, password, database)
        try:
            self._schema = self._read_schema()
        except BaseException:
            self._database.close()
            raise

    def maps(self) -> tuple[MapSummary, ...]:
        """Return the maps, the one that was there first in front."""

        async def work(tx: AsyncManagedTransaction) -> list[list[Any]]:
            return await _rows(tx, cypher.MAPS)

        return tuple(MapSummary(*row) for row in self._ask(work))

    def revision(self, map_id: str) -> int:
        """Return the revision of a map."""

        async def work(tx: AsyncManagedTransaction) -> int:
            found = await _rows(tx, cypher.REVISION, map=map_id)
            if not found:
                raise await _unknown(tx, map_id)
            return int(found[0][0])

        return self._ask(work)

    def load(self, map_id: str) -> Snapshot:
        """Return a map as it is now."""

        async def work(tx: AsyncManagedTransaction) -> _Stored:
            version = await _lock(tx, map_id)
            if version is None:
                raise await _unknown(tx, map_id)
            return await _stored(tx, self._database, map_id, version)

        with _without_collector():
            stored = self._change(work)
            snapshot = _snapshot(map_id, stored)
        self._latest[map_id] = stored.version, snapshot
        return snapshot

    def commit(self, snapshot: Snapshot, change: Change) -> Snapshot:
        """Make this snapshot the map's state, if its revision is still the map's."""
        self._migrate()
        latest = self._latest.get(snapshot.map_id)
        key = uuid4().hex

        async def work(tx: AsyncManagedTransaction) -> Snapshot:
            return await _commit(tx, self._database, snapshot, change, key, latest)

        with _without_collector():
            committed = self._change(work)
        self._latest[snapshot.map_id] = _Version(committed.revision, key), committed
        return committed

    def delete(self, map_id: str, revision: int, change: Change) -> int:
        """Delete a map with its decisions, if this is still its revision. History stays."""
        self._migrate()
        key = uuid4().hex

        async def work(tx: AsyncManagedTransaction) -> int:
            found = await _lock(tx, map_id)
            if found is None or found.revision != revision:
                deletion = await _committed(tx, map_id, revision, key)
                if deletion is None:
                    raise await _refusal(tx, map_id, revision, found)
                return deletion
            for statement in (cypher.RETIRE_ALL, cypher.DELETE_UNUSED, cypher.DELETE_MAP):
                await _run(tx, statement, map=map_id)
            await _record(tx, map_id, revision + 1, key, change)
            return revision + 1

        deletion = self._change(work)
        self._latest.pop(map_id, None)
        return deletion

    def history(
        self, map_id: str, *, before: int | None = None, limit: int = 50
    ) -> tuple[HistoryEntry, ...]:
        """Return what was done to a map, newest first, also to one that was deleted since."""
        end = LARGEST_INTEGER if before is None else max(0, min(before, LARGEST_INTEGER))

        async def work(tx: AsyncManagedTransaction) -> list[list[Any]]:
            most = min(limit, LARGEST_INTEGER)
            found = await _rows(tx, cypher.HISTORY, map=map_id, before=end, limit=most)
            if not found and not await _last_revision(tx, map_id):
                raise await _unknown(tx, map_id)
            return found

        return tuple(
            HistoryEntry(revision, Change(kind, at, text, tuple(skills)))
            for revision, kind, at, text, skills in self._ask(work)
        )

    def close(self) -> None:
        """Let go of the server. The store cannot be used afterwards."""
        self._database.close()

    def _ask(self, work: Work[T]) -> T:
        return self._database.run(work, patience_s=QUESTION_PATIENCE_S, limit_s=QUESTION_LIMIT_S)

    def _change(self, work: Work[T]) -> T:
        return self._database.run(work, patience_s=CHANGE_PATIENCE_S, limit_s=CHANGE_LIMIT_S)

    def _read_schema(self) -> int:
        """Return how many migrations the database has had.

        Raises:
            StoreError: A newer Waypath has written to it; it is left as it is.
        """

        async def work(tx: AsyncManagedTransaction) -> int:
            return int((await _rows(tx, cypher.SCHEMA))[0][0] or 0)

        found = self._change(work)
        if found > len(cypher.MIGRATIONS):
            raise StoreError(
                f"the database was written by a newer Waypath (schema {found}; this one reads up "
                f"to {len(cypher.MIGRATIONS)}). Upgrade Waypath, or name another database"
            )
        return found

    def _migrate(self) -> None:
        """Bring the schema of the database up to date. Whoever only reads leaves it alone."""

        async def set_schema(tx: AsyncManagedTransaction) -> None:
            await _run(tx, cypher.SET_SCHEMA, schema=len(cypher.MIGRATIONS))

        for migration in cypher.MIGRATIONS[self._schema :]:
            for statement in migration:
                self._database.execute(statement)
        if self._schema < len(cypher.MIGRATIONS):
            self._change(set_schema)
            self._schema = len(cypher.MIGRATIONS)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for garbage among a million values that all stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


async def _stored(
    tx: AsyncManagedTransaction, database: Database, map_id: str, version: _Version
) -> _Stored:
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
    return _Stored(
        version,
        next(iter(await _rows(tx, cypher.DOCUMENT, map=map_id)), ()),
        entries,
        [row for found in prerequisites for row in found],
        (await _rows(tx, cypher.DECISIONS, map=map_id))[0][0],
        (await _rows(tx, cypher.NAME_DECISIONS, map=map_id))[0][0],
    )


def _snapshot(map_id: str, stored: _Stored) -> Snapshot:
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
    async for record in await _run(tx, statement, map=map_id, rows=BATCH_ROWS, **parameters):
        found += record[0]
    return found


async def _commit(
    tx: AsyncManagedTransaction,
    database: Database,
    snapshot: Snapshot,
    change: Change,
    key: str,
    latest: tuple[_Version, Snapshot] | None,
) -> Snapshot:
    """Write what differs between a snapshot and the one that the database holds."""
    map_id, expected = snapshot.map_id, snapshot.revision
    found = await _lock(tx, map_id)
    if found is None and expected == 0:
        # Another one may make it just now; then its end is waited for.
        found = await _create(tx, map_id)
    if (found.revision if found else 0) != expected:
        done = await _committed(tx, map_id, expected, key)
        if done is None:
            raise await _refusal(tx, map_id, expected, found)
        return replace(snapshot, revision=done)
    if found is None:
        await _run(tx, cypher.RETIRE_ALL, map=map_id)
        before = Snapshot(map_id, 0, "", SkillMap("", ()), ())
        committed = replace(snapshot, revision=await _last_revision(tx, map_id) + 1)
    else:
        if latest and latest[0] == found:
            before = latest[1]
        else:
            stored = await _stored(tx, database, map_id, found)
            before = await asyncio.to_thread(_snapshot, map_id, stored)
        committed = replace(snapshot, revision=expected + 1)
    await _write(tx, before, committed)
    skill_map = snapshot.skill_map
    await _run(
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


async def _create(tx: AsyncManagedTransaction, map_id: str) -> _Version | None:
    """Make a map without anything in it, or return its version if it is there already."""
    await _run(tx, cypher.CREATE_MAP, map=map_id)
    return await _version(tx, map_id)


async def _write(tx: AsyncManagedTransaction, before: Snapshot, after: Snapshot) -> None:
    """Write what differs. What leaves goes first, so that it does not stand in the way."""
    map_id = after.map_id
    if not before.revision or _document(before) != _document(after):
        await _run(
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
        await _run(tx, statement, map=map_id, rows=found)
    await _run(tx, cypher.DELETE_UNUSED, map=map_id)


def _batches(steps: Iterable[Step]) -> Iterator[tuple[str, list[object]]]:
    """Yield each statement with as many rows as one may have, until there are no more."""
    for statement, found in steps:
        left = iter(found)
        while batch := list(islice(left, BATCH_ROWS)):
            yield statement, batch


def _document(snapshot: Snapshot) -> tuple[str, str, Report, Order]:
    skill_map = snapshot.skill_map
    return snapshot.source, skill_map.title, skill_map.report, skill_map.order


async def _lock(tx: AsyncManagedTransaction, map_id: str) -> _Version | None:
    """Keep others from changing a map until the transaction ends; return its version, if any."""
    await _run(tx, cypher.LOCK, map=map_id)
    return await _version(tx, map_id)


async def _version(tx: AsyncManagedTransaction, map_id: str) -> _Version | None:
    found = await _rows(tx, cypher.VERSION, map=map_id)
    return _Version(*found[0]) if found else None


async def _committed(
    tx: AsyncManagedTransaction, map_id: str, revision: int, key: str
) -> int | None:
    """Return the revision to which a change has led whose answer was lost, if it was written."""
    found = await _rows(tx, cypher.COMMITTED, map=map_id, revision=revision, key=key)
    return int(found[0][0]) if found else None


async def _refusal(
    tx: AsyncManagedTransaction, map_id: str, expected: int, found: _Version | None
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
    await _run(
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
    return int((await _rows(tx, cypher.LAST_REVISION, map=map_id))[0][0])


async def _retired(tx: AsyncManagedTransaction, map_id: str) -> frozenset[str]:
    return frozenset((await _rows(tx, cypher.RETIRED, map=map_id))[0][0])


async def _unknown(tx: AsyncManagedTransaction, map_id: str) -> UnknownMapError:
    return UnknownMapError(map_id, [row[0] for row in await _rows(tx, cypher.MAPS)])


async def _rows(
    tx: AsyncManagedTransaction, statement: str, **parameters: object
) -> list[list[Any]]:
    result = await _run(tx, statement, **parameters)
    return [record.values() async for record in result]


async def _run(tx: AsyncManagedTransaction, statement: str, **parameters: object) -> AsyncResult:
    return await tx.run(statement, parameters)
