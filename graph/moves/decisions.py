"""What people say became of an entry that left the map, where they know better than Waypath.

As with other changes each names the revision it was made against, and nothing is written if
anything is wrong.

Not its job: finding out what became of entries (`matching`), and following it (`lineage`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from graph.clock import now
from graph.errors import AmbiguousNameError, DecisionError, UnknownSkillError
from graph.model import How, Move, SkillId
from graph.moves.notes import told_together
from graph.names import MAX_SUGGESTIONS
from graph.skillmap.identity import name_key
from graph.snapshot import Snapshot
from graph.store.interface import Change, ChangeKind, Store

_ALIKE = 60
"""Similarity of two names, 0 to 100, below which one is no help in place of the other."""


def find_move(snapshot: Snapshot, name: str) -> Move:
    """Return what became of the entry that is meant, by the id or the name that it had.

    An id that somebody decided about before Waypath kept what became of it counts as removed.

    Raises:
        UnknownSkillError: The map never had it; the error has suggestions.
        AmbiguousNameError: Several entries had this name.
        DecisionError: It is in the map, so nothing became of it.
    """
    if became := snapshot.lineage.became(name):
        return became
    if any(name in (made.source, made.target) for made in snapshot.waiting):
        return Move(name, name, "skill", "removed", ())
    gone = snapshot.lineage.all()
    same = [move for move in gone if name_key(move.name) == name_key(name)]
    if len(same) == 1:
        return same[0]
    if same:
        raise AmbiguousNameError(name, [move.id for move in same])
    if snapshot.present_ids(name) or any(
        name_key(entry.name) == name_key(name) for entry in snapshot.skill_map
    ):
        raise DecisionError(f"“{name}” is in the map, so there is nothing that became of it")
    spoken = {move.id: name_key(move.name) for move in gone}
    wanted = name_key(name.rpartition("/")[2].replace("-", " "))
    closest = process.extract(
        wanted, spoken, scorer=fuzz.ratio, limit=MAX_SUGGESTIONS, score_cutoff=_ALIKE
    )
    raise UnknownSkillError(name, [entry for _, _, entry in closest])


def decide_move(store: Store, snapshot: Snapshot, name: str, became: Iterable[str]) -> Snapshot:
    """Record what became of an entry that left the map; it replaces what was found out or said.

    Decisions about prerequisites and learners' marks that were made with its id follow it.

    Args:
        store: Where the map lives.
        snapshot: The map that the person looked at.
        name: The id or name that the entry had.
        became: Ids or names of what it is now; none says that it was removed, whatever looks like
            it.

    Returns:
        The map with the decision, at its new revision; the same snapshot if nothing is new.

    Raises:
        UnknownSkillError: The map never had the entry, or does not have what it is said to be.
        AmbiguousNameError: Several entries had this name, or have that of what it is now.
        DecisionError: The map still has the entry.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    before = _kept(snapshot, find_move(snapshot, name))
    entries = {entry.id: entry for entry in map(snapshot.names.entry, became)}
    ids = sorted(entries, key=lambda entry: entries[entry].line)
    if before.decided_at and before.now == tuple(ids):
        return snapshot
    found = before.found if before.decided_at else before.now
    how = _how(snapshot, before, ids)
    move = replace(before, how=how, now=tuple(ids), decided_at=now(), found=found)
    return _commit(store, snapshot, move, "Decided")


def withdraw_move(store: Store, snapshot: Snapshot, name: str) -> Snapshot:
    """Take back what was said to have become of an entry, so that what was found out holds again.

    Returns:
        The map without the decision, at its new revision.

    Raises:
        UnknownSkillError: The map never had the entry.
        AmbiguousNameError: Several entries had this name.
        DecisionError: Nobody decided about it, or the map has it.
        StaleRevisionError: The map has changed meanwhile.
        StoreError: The store failed.
    """
    before = _kept(snapshot, find_move(snapshot, name))
    if not before.decided_at:
        raise DecisionError(f"nobody decided what became of “{before.name}”: nothing to withdraw")
    how = _how(snapshot, before, before.found)
    move = replace(before, how=how, now=before.found, decided_at="", found=())
    return _commit(store, snapshot, move, "Withdrawn")


def _how(snapshot: Snapshot, before: Move, ids: Sequence[SkillId]) -> How:
    if not ids:
        return "removed"
    if len(ids) > 1:
        return "split"
    to = [move for move in snapshot.lineage.moves_to(ids[0]) if move.id != before.id]
    is_there = ids[0] in snapshot.skill_map
    if is_there and name_key(snapshot.skill_map[ids[0]].name) == name_key(before.name):
        return "moved"
    return "merged" if any(move.how in {"merged", "renamed"} for move in to) else "renamed"


def _commit(store: Store, snapshot: Snapshot, move: Move, verb: str) -> Snapshot:
    others = tuple(known for known in snapshot.moves if known.id != move.id)
    changed = replace(snapshot, moves=(*others, move)).with_decisions(snapshot.decisions)
    text = f"{verb}: “{move.name}” {_became(changed, move)}."
    kind: ChangeKind = "decided" if move.decided_at else "withdrawn"
    change = Change(kind, move.decided_at or now(), text, (move.id, *move.now))
    return store.commit(changed, change)


def _kept(snapshot: Snapshot, move: Move) -> Move:
    """Return a move as it is kept: what it leads to may have left since."""
    return next((kept for kept in snapshot.moves if kept.id == move.id), move)


def _became(snapshot: Snapshot, move: Move) -> str:
    names = [f"“{snapshot.skill_map[one].name}”" for one in snapshot.present_ids(move.id)]
    return f"is {told_together(names)} now" if names else "was removed"
