"""Transaction: statements run in one, and the locks that keep a map from changing meanwhile.

Not its job: how a transaction comes about and is repeated (`connection`), and what is read and
written in it (`store`, `learners`).
"""

from typing import Any, NamedTuple

from neo4j import AsyncManagedTransaction, AsyncResult

from graph.store.neo4j import cypher


class Version(NamedTuple):
    """A state of a map: its revision, and the key of the change that led to it."""

    revision: int
    key: str | None


async def lock(tx: AsyncManagedTransaction, map_id: str) -> Version | None:
    """Keep others from changing a map until the transaction ends; return its version, if any."""
    await run(tx, cypher.LOCK, map=map_id)
    return await version_of(tx, map_id)


async def version_of(tx: AsyncManagedTransaction, map_id: str) -> Version | None:
    """Return the version of a map, if there is such a map."""
    found = await rows_of(tx, cypher.VERSION, map=map_id)
    return Version(*found[0]) if found else None


async def rows_of(
    tx: AsyncManagedTransaction, statement: str, **parameters: object
) -> list[list[Any]]:
    """Return all rows that a statement gives."""
    result = await run(tx, statement, **parameters)
    return [record.values() async for record in result]


async def run(tx: AsyncManagedTransaction, statement: str, **parameters: object) -> AsyncResult:
    """Run a statement."""
    return await tx.run(statement, parameters)
