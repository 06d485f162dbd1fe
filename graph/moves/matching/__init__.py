"""What became of the entries of a map when another state of it was imported.

Entries that left are compared with entries that came (`comparison`), what is surest first, and each
that came is taken once:

1. *Containers* by their names, their place and what they contain (`containers`). What keeps its
   name under a container that was found is found with it, so a map whose only area was renamed
   costs no search.
2. *The same name* elsewhere, unless the name means another thing under every heading
   (`same_names`).
3. *A skill that is a topic now*, or a topic that is a skill (`changed_kinds`).
4. *Lists*: “A & B” that is A and B now, or the other way round (`lists`).
5. *Names that are one name* (`alike`), under what is the same container (`other_names`).

What is not clear counts as removed: nobody should be told that they know what they never learned.

Not its job: what follows from it (`lineage`), and what people say about it (`decisions`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.inference.knowledge_pack import KnowledgePack
from graph.model import Move, SkillId
from graph.moves.matching.changed_kinds import find_changed_kinds
from graph.moves.matching.comparison import Comparison, Fate, has
from graph.moves.matching.containers import dissolve_containers, find_containers
from graph.moves.matching.lists import find_lists
from graph.moves.matching.other_names import find_other_names
from graph.moves.matching.same_names import find_same_names
from graph.skillmap import SkillMap
from graph.skillmap.identity import name_key

__all__ = ["find_moves", "leading_moves"]


def find_moves(
    old: SkillMap, new: SkillMap, known: Sequence[Move] = (), *, pack: KnowledgePack
) -> tuple[Move, ...]:
    """Return what became of every id that a map had and has no more.

    Args:
        old: The map as it was.
        new: The map as it is.
        known: What became of ids before. It stays, but for ids that are back.
        pack: The knowledge pack, for names that mean one thing.

    Returns:
        At most one move for each id, the oldest first: those that were known, then those of this
        change in the order of the old map. What they lead to was in the map when they were found.

    Time: O(V) and what is compared: names under one container, and containers that share names.
    """
    left = [entry for entry in old if not has(new, entry.id)]
    came = [entry for entry in new if not has(old, entry.id)]
    kept = {move.id: move for move in known if not has(new, move.id)}
    unknown = [entry for entry in left if entry.id not in kept]
    comparison = Comparison(old, new, unknown, came, pack)
    fates = _fates(comparison)
    kept |= _returned(comparison, kept.values())
    found = (
        Move(entry.id, entry.name, entry.kind, fates[entry.id].how, fates[entry.id].now)
        for entry in unknown
    )
    lost = (
        Move(place, merge.name, "skill", "moved", (merge.id,))
        for merge in old.report.merged
        for place in merge.ids
        if not has(new, place) and place != merge.id and place not in kept
    )
    return (*kept.values(), *found, *lost)


def leading_moves(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Return the moves but for those of entries that only followed what contains them."""
    moves = tuple(moves)
    became = {move.id: move.now for move in moves}
    return tuple(
        move
        for move in moves
        if move.how != "moved" or _above(move.now[0]) not in became.get(_above(move.id), ())
    )


def _above(entry_id: SkillId) -> SkillId:
    return entry_id.rpartition("/")[0]


def _fates(comparison: Comparison) -> dict[SkillId, Fate]:
    """Return what became of each entry that left."""
    if comparison.came and comparison.left:
        comparison.take_what_stayed()
        find_containers(comparison)
        find_same_names(comparison)
    find_changed_kinds(comparison)
    if comparison.came:
        find_lists(comparison)
        find_other_names(comparison)
    dissolve_containers(comparison)
    gone = Fate("removed", ())
    fates = {entry: comparison.fates.get(entry, gone) for entry in comparison.left}
    return {
        entry: Fate(fate.how, _in_order(comparison.new, fate.now)) for entry, fate in fates.items()
    }


def _in_order(skill_map: SkillMap, ids: Iterable[SkillId]) -> tuple[SkillId, ...]:
    return tuple(sorted(ids, key=lambda one: skill_map[one].line))


def _returned(comparison: Comparison, removed: Iterable[Move]) -> dict[SkillId, Move]:
    """Return what became of skills that were removed before, and have come back elsewhere."""
    came = comparison.came_named(skills=True)
    gone: dict[str, list[Move]] = defaultdict(list)
    for move in removed:
        if move.how == "removed" and move.kind == "skill" and not move.decided_at:
            gone[name_key(move.name)].append(move)
    return {
        moves[0].id: replace(moves[0], how="moved", now=(came[key][0].id,))
        for key, moves in gone.items()
        if len(moves) == len(came.get(key, ())) == 1
        and comparison.names.means_one_thing(came[key][0].name)
    }
