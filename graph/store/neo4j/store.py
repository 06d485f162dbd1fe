"""Neo4jStore: maps and learners as a graph in Neo4j, where people can look and ask questions.

A change is one transaction, so that nobody ever sees half of it. One whose answer was lost is sent
again, and bears a key by which its first time is recognised.

Not its job: what is read and written in a transaction (`maps`, `learners`, `placements`), and
connection and errors (`connection`).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import uuid4

from neo4j import AsyncManagedTransaction

from graph.errors import StoreError, UnknownLearnerError, UnknownPlacementError
from graph.learner import Learner, PlacementSession
from graph.snapshot import Snapshot
from graph.store.interface import Change, HistoryEntry, LearnerSummary, MapSummary, Store
from graph.store.neo4j import cypher, learners, maps, placements
from graph.store.neo4j.connection import Database, Work
from graph.store.neo4j.transaction import Version, rows_of, run

T = TypeVar("T")

LARGEST_INTEGER = 2**63 - 1
"""What a property can hold."""

QUESTION_PATIENCE_S, QUESTION_LIMIT_S = 1.0, 20.0
CHANGE_PATIENCE_S, CHANGE_LIMIT_S = 10.0, 600.0
"""How long it is tried again while the server is away, and when it is given up. The largest map,
200,000 lines, loads and imports in much less than the limit."""


class Neo4jStore(Store):
    """Maps and learners in a Neo4j database.

    The database is given constraints and indexes before the first change. The store keeps hold of
    one snapshot of each map, to tell what a change changes.

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
        # What the nodes of a map said at one version. An old one does no harm: see `maps.commit`.
        self._latest: dict[str, tuple[Version, Snapshot]] = {}
        self._database = Database(uri, user, password, database)
        try:
            self._schema = self._read_schema()
        except BaseException:
            self._database.close()
            raise

    def maps(self) -> tuple[MapSummary, ...]:
        """Return the maps, the one that was there first in front."""
        return self._ask(maps.summaries)

    def revision(self, map_id: str) -> int:
        """Return the revision of a map."""

        async def work(tx: AsyncManagedTransaction) -> int:
            return await maps.revision(tx, map_id)

        return self._ask(work)

    def load(self, map_id: str) -> Snapshot:
        """Return a map as it is now."""

        async def work(tx: AsyncManagedTransaction) -> maps.Stored:
            return await maps.load(tx, self._database, map_id)

        with _without_collector():
            stored = self._change(work)
            snapshot = maps.snapshot_of(map_id, stored)
        self._latest[map_id] = stored.version, snapshot
        return snapshot

    def commit(self, snapshot: Snapshot, change: Change) -> Snapshot:
        """Make this snapshot the map's state, if its revision is still the map's."""
        self._migrate()
        latest = self._latest.get(snapshot.map_id)
        key = uuid4().hex

        async def work(tx: AsyncManagedTransaction) -> Snapshot:
            return await maps.commit(tx, self._database, snapshot, change, key, latest)

        with _without_collector():
            committed = self._change(work)
        self._latest[snapshot.map_id] = Version(committed.revision, key), committed
        return committed

    def delete(self, map_id: str, revision: int, change: Change) -> int:
        """Delete a map with its decisions, if this is still its revision. History stays."""
        self._migrate()
        key = uuid4().hex

        async def work(tx: AsyncManagedTransaction) -> int:
            return await maps.delete(tx, map_id, revision, change, key)

        deletion = self._change(work)
        self._latest.pop(map_id, None)
        return deletion

    def history(
        self, map_id: str, *, before: int | None = None, limit: int = 50
    ) -> tuple[HistoryEntry, ...]:
        """Return what was done to a map, newest first, also to one that was deleted since."""
        end = LARGEST_INTEGER if before is None else max(0, min(before, LARGEST_INTEGER))

        async def work(tx: AsyncManagedTransaction) -> tuple[HistoryEntry, ...]:
            return await maps.history(tx, map_id, end, min(limit, LARGEST_INTEGER))

        return self._ask(work)

    def learners(self) -> tuple[LearnerSummary, ...]:
        """Return the learners, by id."""
        return self._ask(learners.summaries)

    def learner(self, learner_id: str) -> Learner:
        """Return a learner as it is now."""

        async def work(tx: AsyncManagedTransaction) -> Learner:
            return await learners.load(tx, learner_id)

        return self._ask(work)

    def commit_learner(self, learner: Learner, at: str) -> Learner:
        """Make this what is kept about a learner, if its revision is still the learner's."""
        self._migrate()
        key = uuid4().hex

        async def work(tx: AsyncManagedTransaction) -> Learner:
            async def snapshot_at(map_id: str, version: Version) -> Snapshot:
                latest = self._latest.get(map_id)
                found = await maps.known(tx, self._database, map_id, version, latest)
                self._latest[map_id] = version, found
                return found

            return await learners.commit(tx, learner, at, key, snapshot_at)

        return self._change(work)

    def delete_learner(self, learner_id: str, revision: int) -> None:
        """Delete all that is kept about a learner, if this is still its revision."""
        self._delete(lambda tx: learners.delete(tx, learner_id, revision), UnknownLearnerError)

    def placement(self, placement_id: str) -> PlacementSession:
        """Return a placement as far as it has come."""

        async def work(tx: AsyncManagedTransaction) -> PlacementSession:
            return await placements.load(tx, placement_id)

        return self._ask(work)

    def commit_placement(self, session: PlacementSession, at: str) -> PlacementSession:
        """Make this the state of a placement, if its revision is still the placement's."""
        self._migrate()
        key = uuid4().hex

        async def work(tx: AsyncManagedTransaction) -> PlacementSession:
            return await placements.commit(tx, session, at, key)

        return self._change(work)

    def delete_placement(self, placement_id: str) -> None:
        """Delete a placement."""
        self._delete(lambda tx: placements.delete(tx, placement_id), UnknownPlacementError)

    def close(self) -> None:
        """Let go of the server. The store cannot be used afterwards."""
        self._database.close()

    def _ask(self, work: Work[T]) -> T:
        return self._database.run(work, patience_s=QUESTION_PATIENCE_S, limit_s=QUESTION_LIMIT_S)

    def _change(self, work: Work[T]) -> T:
        return self._database.run(work, patience_s=CHANGE_PATIENCE_S, limit_s=CHANGE_LIMIT_S)

    def _delete(self, work: Work[None], gone: type[StoreError]) -> None:
        """Delete something. If it is gone when that is done again, it was done the first time."""
        self._migrate()
        tries = 0

        async def once(tx: AsyncManagedTransaction) -> None:
            nonlocal tries
            tries += 1
            try:
                await work(tx)
            except gone:
                if tries == 1:
                    raise

        self._change(once)

    def _read_schema(self) -> int:
        """Return how many migrations the database has had.

        Raises:
            StoreError: A newer Waypath has written to it; it is left as it is.
        """

        async def work(tx: AsyncManagedTransaction) -> int:
            return int((await rows_of(tx, cypher.SCHEMA))[0][0] or 0)

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
            await run(tx, cypher.SET_SCHEMA, schema=len(cypher.MIGRATIONS))

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
