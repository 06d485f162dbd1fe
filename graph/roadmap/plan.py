"""Roadmap: from a knowledge state to goals, only what is missing, in order, with dates.

Goals are reached early, topics stay together where that delays no goal, and ties follow the map.
`docs/roadmap.md` says how good that is, and where its limits are.

Not its job: what is missing (`gap`), which goal comes first (`goal_order`), and the calendar
(`schedule`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from graph.learner import Holiday
from graph.model import DEFAULT_MIN_CONFIDENCE, SkillId
from graph.names import UnknownName
from graph.order import critical_path, grouped_order, learning_stages
from graph.roadmap.gap import Gap, GoalSet, find_gap
from graph.roadmap.goal_order import goal_order
from graph.roadmap.schedule import Dates, require_start, schedule
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Step:
    """One skill of a roadmap."""

    id: SkillId
    name: str
    path: tuple[str, ...]
    effort_hours: float
    because: tuple[SkillId, ...]
    """Its direct prerequisites, in map order: known, or earlier in the roadmap."""
    goals: tuple[SkillId, ...] = ()
    """Goals that it is part of or leads to, as they were named."""
    stage: int = 1
    """From 1. Skills of one stage need nothing of each other: they can be learned in parallel."""
    is_critical: bool = False
    """Whether it is on the critical path: the chain of prerequisites that takes longest."""
    starts: str | None = None
    """Date on which it is begun, ISO 8601; None if no hours a week were given."""
    ends: str | None = None
    """Date on which it is finished, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Roadmap:
    """What to learn, in order, to reach the goals."""

    revision: int
    goals: tuple[SkillId, ...]
    """The skills, topics and areas that were named; empty means the whole map."""
    assumed: tuple[SkillId, ...]
    """Taken for known because something known needs it, in map order."""
    unknown: tuple[UnknownName, ...]
    steps: tuple[Step, ...]
    """Empty if the person knows it all."""
    effort_hours: float
    """Sum of the steps."""
    critical_hours: float = 0.0
    """Effort of the critical path: nobody is faster, however many skills they learn in parallel."""
    hours_per_week: float | None = None
    starts: str | None = None
    """Date of the first step, ISO 8601; None if no hours a week were given, or there is no step."""
    ends: str | None = None
    """Date of the last step, ISO 8601."""


def plan_roadmap(
    snapshot: Snapshot,
    known: Iterable[str] = (),
    goals: Iterable[str] = (),
    *,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    skipped: Iterable[str] = (),
    hours_per_week: float | None = None,
    start: str | None = None,
    holidays: Iterable[Holiday] = (),
    pace: float = 1.0,
) -> Roadmap:
    """Put what is missing for the goals in an order in which they are reached early.

    Args:
        snapshot: The map.
        known: Ids or names of what the person knows; an area or topic means all skills under it.
        goals: Ids or names of what the person wants to know; none means the whole map. All count
            alike, in whatever order they are named.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.
        skipped: Ids or names of what is set aside: it is not planned, and nothing waits for it.
        hours_per_week: Hours that the person has, for dates; None for a roadmap without.
        start: The first day, ISO 8601; needed for dates.
        holidays: Days on which nothing is learned.
        pace: Real hours of this person per estimated hour, over 0.

    Returns:
        Exactly the skills of the goals, and what these need, that are not known. Each comes after
        its prerequisites, and the sum of the times at which goals are reached is as small as
        `goal_order` makes it. What that leaves open keeps topics together, and then follows the
        map.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
        PlanError: Nothing can be planned with such hours, dates or pace.

    Time: O((V + E) log V), and that of `goal_order`.
    """
    gap = find_gap(
        snapshot, known, goals, min_confidence=min_confidence, skipped=skipped, pace=pace
    )
    skill_map = snapshot.skill_map
    topic_of = {skill: skill_map[skill].parent for skill in gap.graph}
    order = grouped_order(gap.graph, gap.graph, topic_of, _legs(gap, skill_map))
    efforts = [gap.efforts[skill] for skill in order]
    dates: Iterable[Dates | None] = repeat(None, len(order))
    if hours_per_week is not None:
        dates = schedule(efforts, hours_per_week, require_start(start), holidays)
    stages = {
        skill: number
        for number, stage in enumerate(learning_stages(gap.graph), start=1)
        for skill in stage
    }
    critical = critical_path(gap.graph, gap.efforts)
    on_it = frozenset(critical)
    named = {goals: gap.named(goals) for goals in frozenset(gap.needed_by.values())}
    steps = tuple(
        Step(
            id=skill,
            name=skill_map[skill].name,
            path=skill_map[skill].path,
            effort_hours=gap.efforts[skill],
            because=gap.builds_on[skill],
            goals=named[gap.needed_by[skill]],
            stage=stages[skill],
            is_critical=skill in on_it,
            starts=days and days.starts,
            ends=days and days.ends,
        )
        for skill, days in zip(order, dates, strict=True)
    )
    return Roadmap(
        revision=snapshot.revision,
        goals=gap.goals,
        assumed=gap.assumed,
        unknown=gap.unknown,
        steps=steps,
        effort_hours=round(sum(efforts), 2),
        critical_hours=round(sum(gap.efforts[skill] for skill in critical), 2),
        hours_per_week=hours_per_week,
        starts=steps[0].starts if steps else None,
        ends=steps[-1].ends if steps else None,
    )


def _legs(gap: Gap, skill_map: SkillMap) -> dict[SkillId, int]:
    """Return for every missing skill which goal it is learned for, counted as they are reached."""
    place = {entry.id: number for number, entry in enumerate(skill_map)}
    in_map_order = sorted(range(len(gap.goals)), key=lambda goal: place[gap.goals[goal]])
    # Skills that the same goals need are learned for the same one: they count as one skill.
    efforts: dict[GoalSet, int] = {}
    for skill, goals in gap.needed_by.items():
        efforts[goals] = efforts.get(goals, 0) + round(gap.efforts[skill] * 100)
    needs = np.array(
        [[goals >> goal & 1 for goals in efforts] for goal in in_map_order], dtype=np.bool_
    ).reshape(len(in_map_order), len(efforts))
    found = goal_order(needs, np.array([*efforts.values()], dtype=np.int64))
    order = [in_map_order[goal] for goal in found]
    leg_of = {
        goals: next((leg for leg, goal in enumerate(order) if goals >> goal & 1), 0)
        for goals in efforts
    }
    return {skill: leg_of[goals] for skill, goals in gap.needed_by.items()}
