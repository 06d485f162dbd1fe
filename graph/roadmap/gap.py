"""Gap: what stands between a person and their goals: which skills are missing, and for which goals.

What is skipped is set aside: it is not missing, and what only it needs is not missing on its
account. It is not known either, so nothing follows from it about what the person knows.

Not its job: in which order to learn what is missing (`roadmap`), and what a goal costs (`what_if`).
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from graph.errors import PlanError
from graph.knowledge import close_state
from graph.model import SkillId
from graph.names import UnknownName
from graph.recommend import resolve_goals
from graph.skillgraph import SkillGraph
from graph.snapshot import Snapshot

MAX_PACE = 100.0
"""Whoever takes longer than that for an hour's work should state other efforts."""

GoalSet: TypeAlias = int
"""Some of the goals, as a number with a bit for each, the first goal's the lowest."""


@dataclass(frozen=True)
class Gap:
    """What is missing for goals."""

    graph: SkillGraph
    """The missing skills alone, with the prerequisites between them."""
    goals: tuple[SkillId, ...]
    """The skills, topics and areas that were named; empty means the whole map."""
    needed_by: dict[SkillId, GoalSet]
    """The goals that need each missing skill, in map order; the whole map counts as one goal."""
    efforts: dict[SkillId, float]
    """Hours for each missing skill."""
    builds_on: dict[SkillId, tuple[SkillId, ...]]
    """The direct prerequisites of each missing skill that are known or missing, in map order."""
    assumed: tuple[SkillId, ...]
    """Taken for known because something known needs it, in map order."""
    unknown: tuple[UnknownName, ...]
    """Names among what is known or skipped that the map does not have."""

    def hours(self, goals: GoalSet) -> float:
        """Return how long it takes to learn what some goals need."""
        found = (self.efforts[skill] for skill, by in self.needed_by.items() if by & goals)
        return round(sum(found), 2)

    def count(self, goals: GoalSet) -> int:
        """Return how many missing skills some goals need."""
        return sum(1 for by in self.needed_by.values() if by & goals)

    def named(self, goals: GoalSet) -> tuple[SkillId, ...]:
        """Return the goals of a set as they were named, in their order."""
        return tuple(goal for place, goal in enumerate(self.goals) if goals >> place & 1)


def find_gap(
    snapshot: Snapshot,
    known: Iterable[str],
    goals: Iterable[str],
    *,
    min_confidence: float,
    skipped: Iterable[str],
    pace: float,
) -> Gap:
    """Return what is missing for goals: exactly the skills that one of them is, holds or needs.

    Args:
        snapshot: The map.
        known: Ids or names of what the person knows; an area or topic means all skills under it.
        goals: Ids or names of what the person wants to know; none means the whole map.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.
        skipped: Ids or names of what is set aside. What is said to be known is not skipped.
        pace: Real hours per estimated hour, over 0 and at most `MAX_PACE`.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
        PlanError: The pace is out of range.

    Time: O(V + E), and O(goals) for each skill that is missing.
    """
    if not 0 < pace <= MAX_PACE:
        raise PlanError(
            f"a pace of {pace:g} cannot be planned with: give the real hours for an estimated "
            f"hour, over 0 and at most {MAX_PACE:g}"
        )
    graph = snapshot.graph_at(min_confidence)
    names = snapshot.names
    said, aside = names.known(known), names.known(skipped)
    resolved = resolve_goals(names, goals)
    state = close_state(graph, said.skills)
    passed = aside.skills - said.skills
    needed_by = _needed_by(graph, state | passed, [*resolved.values()] or [frozenset(graph)])
    hours = snapshot.skill_map.hours
    return Gap(
        graph=graph.among(needed_by),
        goals=tuple(resolved),
        needed_by=needed_by,
        efforts={skill: round(hours(skill) * pace, 2) for skill in needed_by},
        builds_on={
            skill: graph.in_order(graph.prerequisites_of(skill) - passed) for skill in needed_by
        },
        assumed=graph.in_order(state - said.skills - passed),
        unknown=(*said.unknown, *aside.unknown),
    )


def _needed_by(
    graph: SkillGraph, had: AbstractSet[SkillId], goals: Sequence[AbstractSet[SkillId]]
) -> dict[SkillId, GoalSet]:
    """Return which goals need each skill that one of them needs, in map order."""
    ids = tuple(graph)
    needed = [0] * len(ids)
    for place, skills in enumerate(goals):
        for skill in skills:
            needed[graph.position(skill)] |= 1 << place
    missing = (~graph.mask_of(had)).tolist()
    for position in reversed(graph.topological):
        for dependent in graph.targets_from(position).tolist():
            needed[position] |= needed[dependent]
        needed[position] *= missing[position]
    return {skill: by for skill, by in zip(ids, needed, strict=True) if by}
