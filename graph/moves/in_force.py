"""Which decisions about prerequisites hold in a map, with the ids that their skills have now.

A decision keeps the ids that it was made with, and holds for what became of them:

- of a skill that was renamed or moved, for that skill;
- of a skill that was split, or is a topic now, for each part;
- of a skill that was merged into another, or is a placement of it, for that one;
- of two skills that became one, or of a skill that is gone, for nothing: it waits.

Of several about one pair the newest holds. What a map's own author did must not lock them out, so a
decision that only followed its skills waits too if it would close a circle.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from graph.model import Decision, SkillId
from graph.moves.lineage import Lineage
from graph.skillmap import SkillMap

Pair: TypeAlias = tuple[SkillId, SkillId]


@dataclass(frozen=True, slots=True)
class InForce:
    """The decisions about a map, sorted."""

    holding: tuple[Decision, ...]
    """With the ids that their skills have now, a pair at most once."""
    waiting: tuple[Decision, ...]
    """As they were made, oldest first: they hold for nothing now."""


def decisions_in_force(
    skill_map: SkillMap, lineage: Lineage, decisions: Sequence[Decision], stated: Iterable[Pair]
) -> InForce:
    """Return which decisions hold, and which wait.

    Args:
        skill_map: The map as it is.
        lineage: What became of the ids that it had.
        decisions: What people decided, a pair of ids at most once.
        stated: Prerequisites that the map states itself, which no decision may run against.
    """
    made_last = sorted(decisions, key=lambda made: made.decided_at)
    pairs = {made: tuple(pairs_now(skill_map, lineage, made)) for made in made_last}
    newest = {pair: made for made in made_last for pair in pairs[made]}
    refused = _circular(newest, skill_map, stated)
    return InForce(
        tuple(
            made
            if pair == (made.source, made.target)
            else replace(made, source=pair[0], target=pair[1])
            for pair, made in newest.items()
            if pair not in refused
        ),
        tuple(made for made in decisions if refused.issuperset(pairs[made])),
    )


def pairs_now(skill_map: SkillMap, lineage: Lineage, made: Decision) -> Iterator[Pair]:
    """Yield the pairs of skills that a decision is about now, in map order."""
    sources, targets = (
        [skill for now in lineage.now(said) for skill in skill_map.skills_under(now)]
        for said in (made.source, made.target)
    )
    for source in dict.fromkeys(sources):
        for target in dict.fromkeys(targets):
            if source != target or made.source == made.target:
                yield source, target


def _circular(
    newest: Mapping[Pair, Decision], skill_map: SkillMap, stated: Iterable[Pair]
) -> frozenset[Pair]:
    """Return the pairs that followed their skills and would close a circle, the older ones first.

    Circles of decisions that hold for the very skills they were made about are left to whoever
    looks for them.
    """
    needed = [pair for pair, made in newest.items() if made.verdict != "rejected"]
    followed = [
        pair
        for pair in needed
        if pair
        != (
            skill_map.present_id(newest[pair].source),
            skill_map.present_id(newest[pair].target),
        )
    ]
    if not followed:
        return frozenset()
    firm = {pair for pair in stated if pair not in newest} | set(needed)
    if _is_acyclic(firm):
        return frozenset()
    after: dict[SkillId, set[SkillId]] = defaultdict(set)
    for source, target in firm.difference(followed):
        after[source].add(target)
    refused = set()
    for source, target in reversed(followed):
        if _leads(after, target, source):
            refused.add((source, target))
        else:
            after[source].add(target)
    return frozenset(refused)


def _is_acyclic(pairs: Iterable[Pair]) -> bool:
    sorter: TopologicalSorter[SkillId] = TopologicalSorter()
    for source, target in pairs:
        sorter.add(target, source)
    try:
        sorter.prepare()
    except CycleError:
        return False
    return True


def _leads(after: Mapping[SkillId, Iterable[SkillId]], start: SkillId, end: SkillId) -> bool:
    """Say whether there is a way from one skill to another; every skill leads to itself."""
    seen: set[SkillId] = set()
    todo = [start]
    while todo:
        step = todo.pop()
        if step == end:
            return True
        if step not in seen:
            seen.add(step)
            todo += after.get(step, ())
    return False
