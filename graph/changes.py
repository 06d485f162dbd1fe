"""The changes that people make to stored maps: import one, decide, withdraw a decision, delete.

What can be decided is a prerequisite, whether a name under several topics is one skill, and what
became of an entry that left the map.

Each names the revision it was made against, is checked as a whole, and is then committed with a
sentence for the history. Nothing is written if anything is wrong.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, TypeVar

from graph.build import MAX_MAP_ID, build, rebuild
from graph.clock import now
from graph.errors import (
    DecisionError,
    MapExistsError,
    MapIdError,
    StaleRevisionError,
    UnknownMapError,
    UnknownSkillError,
)
from graph.inference.shipped import shipped_pack
from graph.model import Decision, How, Move, NameDecision, NameVerdict, SkillId, Verdict
from graph.moves.matching import find_moves, leading_moves
from graph.shared_names import shared_name, shared_names
from graph.skillmap.identity import name_key, slug
from graph.skillmap.parse import UNTITLED
from graph.snapshot import Snapshot
from graph.store.interface import Change, Store, find_map

D = TypeVar("D", Decision, NameDecision)

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
        new = replace(new, revision=old.revision, moves=_moves(old, new, old.moves))
        new = new.with_decisions(old.decisions)
    result = _compared(old, new)
    if old == new:
        return replace(result, outcome="unchanged")
    if old and (against == 0 or (against is None and not named and not _is_alike(old, new))):
        raise MapExistsError(old.map_id, old.revision)
    return result


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
        if not _is_alike(old, new):
            raise MapExistsError(old.map_id, old.revision)
        decisions = _newest(old.decisions, new.decisions, _pair_of)
        new = rebuild(new, _newest(old.name_decisions, new.name_decisions, _name_of))
        moves = _moves(old, new, _joined(old.moves, new.moves))
        new = replace(new, revision=old.revision, moves=moves).with_decisions(decisions)
    else:
        new = replace(new, revision=0)
    copied = _compared(old, new)
    if new == old:
        return replace(copied, outcome="unchanged")
    text = f"Copied “{new.skill_map.title}” from another store."
    change = Change("imported", now(), text, (*copied.added, *copied.removed))
    return replace(copied, snapshot=target.commit(new, change))


def _moves(old: Snapshot, new: Snapshot, known: Sequence[Move]) -> tuple[Move, ...]:
    return find_moves(old.skill_map, new.skill_map, known, pack=shipped_pack())


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


def _newest(old: Iterable[D], new: Iterable[D], about: Callable[[D], object]) -> list[D]:
    """Return the newest decision about each thing, oldest first; in a tie the old one."""
    newest = {about(made): made for made in old}
    for made in new:
        known = newest.get(about(made))
        if known is None or known.decided_at < made.decided_at:
            newest[about(made)] = made
    return sorted(newest.values(), key=lambda made: made.decided_at)


def _pair_of(made: Decision) -> tuple[SkillId, SkillId]:
    return made.source, made.target


def _name_of(made: NameDecision) -> str:
    return name_key(made.name)


def _compared(old: Snapshot | None, new: Snapshot) -> Import:
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


def _is_alike(old: Snapshot, new: Snapshot) -> bool:
    """Say whether two maps have a name in common, so that one can be a new state of the other."""
    names = [{name_key(entry.name) for entry in found.skill_map} for found in (old, new)]
    return not names[0].isdisjoint(names[1])


def decide(
    store: Store,
    snapshot: Snapshot,
    source: SkillId,
    target: SkillId,
    verdict: Verdict,
    note: str = "",
) -> Snapshot:
    """Record what a person decided about a prerequisite; it replaces an earlier decision.

    Args:
        store: Where the map lives.
        snapshot: The map that the person looked at.
        source: Id of the skill that is, or is not, learned first.
        target: Id of the other skill.
        verdict: `accepted` confirms what was inferred, `asserted` adds a prerequisite,
            `rejected` sees to it that it is never used.
        note: The reason, for other people.

    Returns:
        The map with the decision, at its new revision; the same snapshot if nothing is new.

    Raises:
        UnknownSkillError: The map does not have one of the skills.
        DecisionError: One of them is a topic or area, or there is nothing to accept.
        CycleError: With what people decided before, this would run in a circle.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    for skill in (source, target):
        if skill not in snapshot.skill_map:
            raise UnknownSkillError(skill, snapshot.names.suggestions(skill))
        if snapshot.skill_map[skill].kind != "skill":
            raise DecisionError(
                f"{skill} is no skill but contains some. Decide about these one by one"
            )
    inferred = next(
        (p for p in snapshot.inferred if (p.source, p.target) == (source, target)), None
    )
    if verdict == "accepted" and inferred is None:
        raise DecisionError(
            f"nothing was inferred from {source} to {target}, so there is nothing to accept. "
            "Assert the prerequisite instead"
        )
    before = snapshot.decision(source, target)
    if before and (before.verdict, before.note) == (verdict, note):
        return snapshot
    decision = Decision(source, target, verdict, now(), note)
    others = [known for known in snapshot.decisions if _pair_of(known) != (source, target)]
    changed = snapshot.with_decisions([*others, decision])
    text = f"{verdict.capitalize()}: {_pair(snapshot, source, target)}."
    return store.commit(changed, Change("decided", decision.decided_at, text, (source, target)))


def withdraw(store: Store, snapshot: Snapshot, source: SkillId, target: SkillId) -> Snapshot:
    """Take a decision back, so that inference holds again.

    What was decided about placements of these skills while they were skills of their own goes too.

    Returns:
        The map without the decision, at its new revision.

    Raises:
        DecisionError: Nothing was decided about these skills.
        CycleError: Without it, what people decided otherwise runs in a circle.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    before = snapshot.decision(source, target)
    if before is None:
        raise DecisionError(f"nobody decided about {source} before {target}: nothing to withdraw")
    changed = snapshot.with_decisions(_without(snapshot, (source, target)))
    text = f"No longer {before.verdict}: {_pair(snapshot, source, target)}."
    return store.commit(changed, Change("withdrawn", now(), text, (source, target)))


def _without(snapshot: Snapshot, pair: tuple[SkillId, SkillId]) -> list[Decision]:
    """Return the decisions of a map but for what they say about one pair of skills.

    One about a skill that was split since goes on to hold for the other parts.
    """
    others = [made for made in snapshot.decisions if _pair_of(made) != pair]
    pairs = {made: snapshot.pairs_now(made) for made in others}
    parts = (
        replace(made, source=source, target=target)
        for made, found in pairs.items()
        if pair in found
        for source, target in found
        if (source, target) != pair
    )
    kept = (made for made, found in pairs.items() if pair not in found)
    return _newest(kept, parts, _pair_of)


def decide_name(
    store: Store, snapshot: Snapshot, name: str, verdict: NameVerdict, note: str = ""
) -> Snapshot:
    """Record what a person decided about a name; it replaces an earlier decision.

    The map is read and inferred anew. Decisions about prerequisites keep the ids that they were
    made with: after a merge they hold for the one skill, after a split each for its own again.

    Args:
        store: Where the map lives.
        snapshot: The map that the person looked at.
        name: A name that the map writes under several topics, or the id of a skill of that name.
        verdict: `merged` makes one skill of all its places, `split` a skill of each.
        note: The reason, for other people.

    Returns:
        The map with the decision, at its new revision; the same snapshot if nothing is new.

    Raises:
        UnknownSkillError: Nothing in the map has this name.
        DecisionError: The name stands under one topic only.
        CycleError: With what the map states and people decided before, this would run in a circle.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    shared = shared_name(snapshot, name)
    before = shared.decision
    if before and (before.verdict, before.note) == (verdict, note):
        return snapshot
    decision = NameDecision(shared.name, verdict, now(), note)
    others = [known for known in snapshot.name_decisions if known is not before]
    changed = rebuild(snapshot, [*others, decision])
    text = f"{verdict.capitalize()}: {shared.name}."
    change = Change("decided", decision.decided_at, text, _places(snapshot, changed, shared.name))
    return store.commit(changed, change)


def withdraw_name(store: Store, snapshot: Snapshot, name: str) -> Snapshot:
    """Take a decision about a name back, so that it is again what its words and its field say.

    Returns:
        The map without the decision, at its new revision.

    Raises:
        UnknownSkillError: Nothing in the map has this name, and nobody decided about it.
        DecisionError: Nothing was decided about it.
        CycleError: Without it, what people decided otherwise runs in a circle.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    before = shared_name(snapshot, name).decision
    if before is None:
        raise DecisionError(f"nobody decided about the name “{name}”: nothing to withdraw")
    changed = rebuild(snapshot, [made for made in snapshot.name_decisions if made is not before])
    text = f"No longer {before.verdict}: {before.name}."
    change = Change("withdrawn", now(), text, _places(snapshot, changed, before.name))
    return store.commit(changed, change)


def _places(before: Snapshot, after: Snapshot, name: str) -> tuple[SkillId, ...]:
    """Return the skills of a name, before and after it was decided about."""
    named = (
        skill.id
        for snapshot in (before, after)
        for skill in snapshot.skill_map.skills
        if name_key(skill.name) == name_key(name)
    )
    return tuple(dict.fromkeys(named))


def delete_map(store: Store, map_id: str, against: int) -> int:
    """Delete a map with its decisions. Its history stays.

    Returns:
        The revision of the deletion.

    Raises:
        UnknownMapError: There is no such map.
        StaleRevisionError: The map is at another revision than `against`.
        StoreError: The store failed.
    """
    return store.delete(map_id, against, Change("deleted", now(), "Deleted the map."))


def _pair(snapshot: Snapshot, source: SkillId, target: SkillId) -> str:
    names = [
        snapshot.skill_map[skill].name if skill in snapshot.skill_map else skill
        for skill in (source, target)
    ]
    return " before ".join(names)
