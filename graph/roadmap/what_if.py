"""What if: what adding or dropping goals costs or saves, in skills, hours and days.

Goals share prerequisites, so a goal costs what it alone needs: dropping it saves less than its
roadmap takes, and adding one may cost next to nothing. Learning all of it takes the same time in
any order, so no roadmap has to be planned for this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.errors import PlanError
from graph.learner import Holiday
from graph.model import DEFAULT_MIN_CONFIDENCE, SkillId
from graph.names import UnknownName
from graph.roadmap.gap import Gap, GoalSet, find_gap
from graph.roadmap.schedule import days_until, require_start, schedule
from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is ahead of a person with some goals."""

    skills: int
    """Skills to learn."""
    effort_hours: float
    ends: str | None
    """Date, ISO 8601; None if no hours a week were given, or nothing is missing."""


@dataclass(frozen=True, slots=True)
class GoalCost:
    """What adding or dropping one goal would change; below 0 is saved."""

    goal: SkillId
    name: str
    skills: int
    """More skills to learn, or fewer."""
    effort_hours: float
    """More hours, or fewer."""
    days: int | None
    """Days by which it all would end later, or earlier; None if no hours a week were given."""
    ends: str | None
    """When it all would end then; None without hours a week, or if nothing would be missing."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What adding and dropping goals would change."""

    revision: int
    goals: tuple[SkillId, ...]
    """As they are; empty means the whole map."""
    unknown: tuple[UnknownName, ...]
    now: Outlook
    then: Outlook
    """If all that is to be added is added, and all that is to be dropped is dropped."""
    add: tuple[GoalCost, ...]
    """For each goal to add: what it alone costs."""
    drop: tuple[GoalCost, ...]
    """For each goal of now, in the order they were given: what dropping it alone saves."""


def what_if(
    snapshot: Snapshot,
    known: Iterable[str] = (),
    goals: Iterable[str] = (),
    *,
    add: Iterable[str] = (),
    drop: Iterable[str] = (),
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    skipped: Iterable[str] = (),
    hours_per_week: float | None = None,
    start: str | None = None,
    holidays: Iterable[Holiday] = (),
    pace: float = 1.0,
) -> WhatIf:
    """Say what each goal saves if it is dropped, and what each further one costs if it is added.

    Args:
        snapshot: The map.
        known: Ids or names of what the person knows; an area or topic means all skills under it.
        goals: Ids or names of what the person wants to know; none means the whole map.
        add: Ids or names of further goals.
        drop: Those of `goals` to drop in `then`.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.
        skipped: Ids or names of what is set aside.
        hours_per_week: Hours that the person has, for dates; None for hours alone.
        start: The first day, ISO 8601; needed for dates.
        holidays: Days on which nothing is learned.
        pace: Real hours of this person per estimated hour, over 0.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
        PlanError: Nothing can be planned with such hours, dates or pace, or something to drop is
            no goal.

    Time: O(V + E), and O(V) for each goal.
    """
    wanted = [snapshot.names.entry(goal).id for goal in goals]
    more = list(dict.fromkeys(snapshot.names.entry(goal).id for goal in add))
    fewer = [snapshot.names.entry(goal).id for goal in drop]
    _require_goals(fewer, wanted)
    whole_map = [] if wanted else [entry.id for entry in snapshot.skill_map.children[None]]
    gap = find_gap(
        snapshot,
        known,
        [*wanted, *whole_map, *more],
        min_confidence=min_confidence,
        skipped=skipped,
        pace=pace,
    )
    bit = {goal: 1 << place for place, goal in enumerate(gap.goals)}
    now = sum(bit[goal] for goal in {*wanted, *whole_map})
    ahead = _Ahead(gap, hours_per_week, start, tuple(holidays))

    def cost(goal: SkillId, then: GoalSet) -> GoalCost:
        return ahead.cost(goal, snapshot.skill_map[goal].name, now, then)

    kept = now & ~sum(bit[goal] for goal in set(fewer))
    return WhatIf(
        revision=snapshot.revision,
        goals=tuple(dict.fromkeys(wanted)),
        unknown=gap.unknown,
        now=ahead.outlook(now),
        then=ahead.outlook(kept | sum(bit[goal] for goal in more)),
        add=tuple(cost(goal, now | bit[goal]) for goal in more),
        drop=tuple(cost(goal, now & ~bit[goal]) for goal in dict.fromkeys(wanted)),
    )


class _Ahead:
    """What is ahead with any of the goals of a gap."""

    def __init__(
        self,
        gap: Gap,
        hours_per_week: float | None,
        start: str | None,
        holidays: tuple[Holiday, ...],
    ) -> None:
        self._gap = gap
        self._hours_per_week = hours_per_week
        self._start = start
        self._holidays = holidays

    def outlook(self, goals: GoalSet) -> Outlook:
        """Return what is ahead with some goals."""
        skills, hours = self._gap.count(goals), self._gap.hours(goals)
        return Outlook(skills, hours, self._end(hours) if skills else None)

    def cost(self, goal: SkillId, name: str, now: GoalSet, then: GoalSet) -> GoalCost:
        """Return what is ahead with some goals less what is ahead with others."""
        before, after = self.outlook(now), self.outlook(then)
        days = None
        if self._hours_per_week is not None:
            days = self._days(after) - self._days(before)
        return GoalCost(
            goal=goal,
            name=name,
            skills=after.skills - before.skills,
            effort_hours=round(after.effort_hours - before.effort_hours, 2),
            days=days,
            ends=after.ends,
        )

    def _days(self, outlook: Outlook) -> int:
        """Return the days from the start to the end of a plan, both included."""
        return days_until(require_start(self._start), outlook.ends) if outlook.ends else 0

    def _end(self, hours: float) -> str | None:
        if self._hours_per_week is None:
            return None
        start = require_start(self._start)
        return schedule([hours], self._hours_per_week, start, self._holidays)[0].ends


def _require_goals(drop: Sequence[SkillId], goals: Sequence[SkillId]) -> None:
    for goal in drop:
        if goal not in goals:
            raise PlanError(
                f"“{goal}” is none of the goals, so it cannot be dropped. The goals are: "
                + (", ".join(goals) or "the whole map")
            )
