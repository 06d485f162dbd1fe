"""A map of one store, with its decisions, that becomes a map of another.

Not its job: learners (`graph.store.copying`).
"""

from collections.abc import Sequence
from dataclasses import replace

from graph.build import rebuild
from graph.changes.decisions import newest, pair_of
from graph.changes.imports import Import, compared, is_alike, moves_between
from graph.clock import now
from graph.errors import MapExistsError, UnknownMapError
from graph.model import Move, NameDecision
from graph.skillmap.identity import name_key
from graph.store.interface import Change, Store


def copy_map(source: Store, target: Store, map_id: str) -> Import:
    """Make a map of one store, with its decisions, a map of another, whose revision goes on.

    What people decided in the target stays. Where both stores have a decision about the same pair
    of skills, or the same name, the newer one holds.

    Returns:
        What was done. If the target has all of it already, nothing is written.

    Raises:
        UnknownMapError: The source has no such map.
        MapExistsError: The target's map of this id has no name in common with the source's.
        CycleError: What people decided in the two stores runs, taken together, in a circle.
        StaleRevisionError: The map of the target was changed meanwhile.
        StoreError: One of the stores failed.
    """
    new = source.load(map_id)
    try:
        old = target.load(map_id)
    except UnknownMapError:
        old = None
    if old:
        if not is_alike(old, new):
            raise MapExistsError(old.map_id, old.revision)
        decisions = newest(old.decisions, new.decisions, pair_of)
        new = rebuild(new, newest(old.name_decisions, new.name_decisions, _name_of))
        moves = moves_between(old, new, _joined(old.moves, new.moves))
        new = replace(new, revision=old.revision, moves=moves).with_decisions(decisions)
    else:
        new = replace(new, revision=0)
    copied = compared(old, new)
    if new == old:
        return replace(copied, outcome="unchanged")
    text = f"Copied “{new.skill_map.title}” from another store."
    change = Change("imported", now(), text, (*copied.added, *copied.removed))
    return replace(copied, snapshot=target.commit(new, change))


def _joined(old: Sequence[Move], new: Sequence[Move]) -> list[Move]:
    """Return what two stores say became of entries, the target's first.

    Of two about one entry what a person said holds, else what the source says: it knows the map.
    """
    by_id = {move.id: move for move in old}
    for move in new:
        known = by_id.get(move.id)
        if known is None or known.decided_at <= move.decided_at:
            by_id[move.id] = move
    return list(by_id.values())


def _name_of(made: NameDecision) -> str:
    return name_key(made.name)
