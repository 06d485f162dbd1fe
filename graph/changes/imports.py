"""A file that becomes the new state of a map. What people decided stays."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from graph.build import MAX_MAP_ID, build, rebuild
from graph.clock import now
from graph.errors import MapExistsError, MapIdError, StaleRevisionError, UnknownMapError
from graph.inference.shipped import shipped_pack
from graph.model import Decision, How, Move, NameDecision, SkillId
from graph.moves.matching import find_moves, leading_moves
from graph.shared_names import shared_names
from graph.skillmap.identity import name_key, slug
from graph.skillmap.parse import UNTITLED
from graph.snapshot import Snapshot
from graph.store.interface import Change, Store, find_map

Outcome: TypeAlias = Literal["created", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Import:
    """What importing a file did to a map, or would do."""

    snapshot: Snapshot
    """The map as it is afterwards; after a dry run, as it would be, at the revision before."""
    outcome: Outcome
    added: tuple[SkillId, ...]
    """Entries that are new to the map, in map order: nothing that it had became these."""
    removed: tuple[SkillId, ...]
    """Entries that are gone from the map, in the order of the old map."""
    waiting: tuple[Decision, ...]
    """Decisions about skills that the map does not have. They are kept, and hold again as soon
    as the skills are back."""
    waiting_names: tuple[NameDecision, ...] = ()
    """Likewise, about names that the map does not write under several topics."""
    moves: tuple[Move, ...] = ()
    """What became of the entries that left the map, or of one that had left before and is back by
    another id. In the order of the old map; those that were removed are among them."""


def import_map(
    store: Store,
    source: bytes | str,
    *,
    title: str = UNTITLED,
    map_id: str | None = None,
    against: int | None = None,
    dry_run: bool = False,
) -> Import:
    """Read a file and make it the new state of a map. What people decided stays.

    Args:
        store: Where the map lives.
        source: The Markdown file.
        title: What the map is called if it does not say so itself.
        map_id: The map, or `default`; None means the one that bears the title of the file.
        against: The revision that this is made against: 0 for a map that must not exist yet, None
            for whatever is there; but a map that shares nothing with the file has to be named.
        dry_run: Write nothing, only say what would happen.

    Returns:
        What was done. A file that changes nothing does not raise the revision.

    Raises:
        MapIdError: `map_id` cannot be the id of a map.
        MapError: The file cannot be read as a skill map.
        CycleError: What the map states, and what people decided, runs in a circle.
        MapExistsError: The store has another map of this id, and it was not meant to be replaced.
        StaleRevisionError: The map is at another revision than `against`.
        UnknownMapError: `against` names a revision, but there is no such map.
        StoreError: The store failed.
    """
    if map_id is not None:
        map_id = find_map(store, map_id)
        fitting = slug(map_id)[:MAX_MAP_ID].strip("-")
        if not map_id or fitting != map_id:
            raise MapIdError(map_id, fitting)
    new = build(source, title=title, map_id=map_id)
    while True:
        planned = _plan(store, new, against, named=map_id is not None)
        if dry_run or planned.outcome == "unchanged":
            return planned
        try:
            return replace(planned, snapshot=store.commit(planned.snapshot, _told(planned)))
        except (StaleRevisionError, MapExistsError):
            # Somebody was faster. An import against whatever is there takes what is there now.
            if against is not None:
                raise


def _plan(store: Store, new: Snapshot, against: int | None, *, named: bool) -> Import:
    """Return what `import_map` would do with a map that has been read."""
    try:
        old = store.load(new.map_id)
    except UnknownMapError:
        if against:
            raise
        old = None
    if old and against and against != old.revision:
        raise StaleRevisionError(old.map_id, against, old.revision)
    if old:
        new = rebuild(new, old.name_decisions)
        new = replace(new, revision=old.revision, moves=moves_between(old, new, old.moves))
        new = new.with_decisions(old.decisions)
    result = compared(old, new)
    if old == new:
        return replace(result, outcome="unchanged")
    if old and (against == 0 or (against is None and not named and not is_alike(old, new))):
        raise MapExistsError(old.map_id, old.revision)
    return result


def moves_between(old: Snapshot, new: Snapshot, known: Sequence[Move]) -> tuple[Move, ...]:
    """Return what became of the entries that left, those that are known first."""
    return find_moves(old.skill_map, new.skill_map, known, pack=shipped_pack())


def compared(old: Snapshot | None, new: Snapshot) -> Import:
    """Return what it means for a map to become another state of it."""
    moves = _new_moves(old, new) if old else ()
    led_to = {entry for move in moves for entry in move.now}
    return Import(
        snapshot=new,
        outcome="changed" if old else "created",
        added=tuple(
            entry.id
            for entry in new.skill_map
            if not (old and entry.id in old.skill_map) and entry.id not in led_to
        ),
        removed=tuple(move.id for move in moves if move.how == "removed"),
        moves=moves,
        waiting=new.waiting,
        waiting_names=tuple(
            shared.decision for shared in shared_names(new) if shared.decision and not shared.ids
        ),
    )


def _new_moves(old: Snapshot, new: Snapshot) -> tuple[Move, ...]:
    """Return what became of entries by a change, in the order of the old map.

    Of a place that a skill lost nothing is told: the skill is there.
    """
    known = set(old.moves)
    places = {place for merge in old.report.merged for place in merge.ids if place != merge.id}
    return tuple(move for move in new.moves if move not in known and move.id not in places)


def is_alike(old: Snapshot, new: Snapshot) -> bool:
    """Say whether two maps have a name in common, so that one can be a new state of the other."""
    names = [{name_key(entry.name) for entry in found.skill_map} for found in (old, new)]
    return not names[0].isdisjoint(names[1])


def _told(planned: Import) -> Change:
    """Return what history says about an import."""
    told = [f"{len(planned.added)} added"]
    if planned.outcome == "changed":
        told.append(f"{len(planned.removed)} removed")
    counts = Counter(move.how for move in leading_moves(planned.moves))
    told += [f"{counts[how]} {how}" for how in _HOW_TOLD if counts[how]]
    text = f"Imported “{planned.snapshot.skill_map.title}”: {', '.join(told)}."
    became = dict.fromkeys(entry for move in planned.moves for entry in (move.id, *move.now))
    return Change("imported", now(), text, (*planned.added, *became))


_HOW_TOLD: tuple[How, ...] = ("renamed", "moved", "split", "merged")
