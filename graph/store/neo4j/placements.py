"""Placements: how far they have come, a node each in Neo4j.

Not its job: Cypher (`learner_cypher`), connection and errors (`connection`).
"""

from dataclasses import replace

from neo4j import AsyncManagedTransaction

from graph.errors import StalePlacementError, UnknownLearnerError, UnknownPlacementError
from graph.learner import Answer, PlacementSession
from graph.store.as_json import from_json, to_json, values
from graph.store.neo4j import learner_cypher as statements
from graph.store.neo4j.transaction import rows_of, run


async def load(tx: AsyncManagedTransaction, placement_id: str) -> PlacementSession:
    """Return a placement that is there."""
    found = await rows_of(tx, statements.PLACEMENT, placement=placement_id)
    if not found:
        raise UnknownPlacementError(placement_id)
    revision, _, map_id, goals, answers, learner, started_at = found[0]
    return PlacementSession(
        placement_id,
        map_id,
        revision,
        tuple(goals),
        values(Answer, from_json(answers)),
        learner or "",
        started_at,
    )


async def commit(
    tx: AsyncManagedTransaction, session: PlacementSession, at: str, key: str
) -> PlacementSession:
    """Write a placement, if it is at this revision still."""
    if session.learner_id:
        await run(tx, statements.LOCK, learner=session.learner_id)
        if not await rows_of(tx, statements.LEARNER, learner=session.learner_id):
            raise UnknownLearnerError(session.learner_id)
    await run(tx, statements.LOCK_PLACEMENT, placement=session.id)
    found = await rows_of(tx, statements.PLACEMENT, placement=session.id)
    if not found and session.revision == 0:
        await run(tx, statements.CREATE_PLACEMENT, placement=session.id)
        found = await rows_of(tx, statements.PLACEMENT, placement=session.id)
    if not found:
        raise UnknownPlacementError(session.id)
    revision, keys, *_ = found[0]
    committed = replace(session, revision=session.revision + 1)
    if revision != session.revision:
        if key in (keys or ()):
            return committed
        raise StalePlacementError(session.id, session.revision, revision)
    await run(
        tx,
        statements.SET_PLACEMENT,
        placement=session.id,
        revision=committed.revision,
        map=session.map_id,
        goals=session.goals,
        answers=to_json(session.answers),
        learner=session.learner_id or None,
        started_at=session.started_at,
        at=at,
        key=key,
    )
    return committed


async def delete(tx: AsyncManagedTransaction, placement_id: str) -> None:
    """Delete a placement that is there."""
    if not (await rows_of(tx, statements.DELETE_PLACEMENT, placement=placement_id))[0][0]:
        raise UnknownPlacementError(placement_id)
