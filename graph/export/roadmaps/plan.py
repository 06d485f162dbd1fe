"""Plan: a roadmap, the map that it is for, and the time of writing: what every format starts from.

Not its job: what to learn and when (`graph.roadmap.plan`), and how a format writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, pairwise
from typing import TypeAlias

from graph.export.prerequisites import transitive_reduction
from graph.export.roadmaps.wording import period
from graph.model import Entry, Prerequisite, SkillId
from graph.roadmap.plan import Roadmap, Step
from graph.skillgraph import SkillGraph
from graph.snapshot import Snapshot

Pair: TypeAlias = tuple[SkillId, SkillId]
"""Source and target of a prerequisite."""


@dataclass(frozen=True, slots=True)
class Section:
    """Steps that stand under one heading."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Plan:
    """What is written."""

    roadmap: Roadmap
    snapshot: Snapshot
    made_at: str
    """Time in UTC, ISO 8601."""
    left_out: int = 0
    """How many steps at the end of the roadmap are not written: see `shortened`."""

    @property
    def title(self) -> str:
        """What the map is called."""
        return self.snapshot.skill_map.title

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are written, in order."""
        return self.roadmap.steps[: len(self.roadmap.steps) - self.left_out]

    @cached_property
    def goals(self) -> str:
        """The names of the goals, as a sentence has them."""
        return self.names(self.roadmap.goals) or "the whole map"

    @cached_property
    def wanted(self) -> frozenset[SkillId]:
        """The skills that are goals themselves or stand under a goal."""
        under = self.snapshot.skill_map.skills_under
        return frozenset(skill for goal in self.roadmap.goals for skill in under(goal))

    @cached_property
    def prerequisites(self) -> tuple[Prerequisite, ...]:
        """The prerequisites in use between the steps, by order of target, then source."""
        edge = self.snapshot.graph.prerequisite
        planned = {step.id for step in self.steps}
        found = (
            edge(source, step.id)
            for step in self.steps
            for source in step.because
            if source in planned
        )
        return tuple(filter(None, found))

    @cached_property
    def arrows(self) -> tuple[Prerequisite, ...]:
        """The prerequisites that a picture shows: the transitive reduction."""
        ids = (step.id for step in self.steps)
        return transitive_reduction(SkillGraph(self.prerequisites, ids))

    @cached_property
    def critical(self) -> frozenset[Pair]:
        """The prerequisites that the critical path consists of."""
        return frozenset(pairwise(step.id for step in self.steps if step.is_critical))

    def entry(self, step: Step) -> Entry:
        """Return what the map says about a step."""
        return self.snapshot.skill_map[step.id]

    def names(self, ids: tuple[SkillId, ...]) -> str:
        """Return the names of entries, as a list in a sentence."""
        return ", ".join(self.snapshot.skill_map[entry].name for entry in ids)

    def above(self, step: Step) -> tuple[str, ...]:
        """Return the names over a step; a skill at the top of the map stands under the title."""
        return step.path[:-1] or (self.title,)

    def topics(self) -> dict[tuple[str, ...], list[Step]]:
        """Return the steps by the topic in which they stand, each topic where it begins first."""
        found: dict[tuple[str, ...], list[Step]] = {}
        for step in self.steps:
            found.setdefault(self.above(step), []).append(step)
        return found

    def sections(self) -> Iterator[Section]:
        """Yield the steps in their order: a section for each week if they have dates.

        Without dates, a section is as long as the roadmap stays in one topic.
        """
        if self.roadmap.starts:
            for monday, steps in groupby(self.steps, _monday):
                sunday = monday + timedelta(days=6)
                title = f"Week of {period(monday.isoformat(), sunday.isoformat())}"
                yield Section(title, tuple(steps))
        else:
            for above, steps in groupby(self.steps, self.above):
                yield Section(" / ".join(above), tuple(steps))

    def shortened(self, most: int) -> "Plan":
        """Return the plan with at most so many steps: the first ones, which need no later one."""
        return replace(self, left_out=max(0, len(self.roadmap.steps) - most))


def _monday(step: Step) -> date:
    begins = date.fromisoformat(step.starts or "")
    return begins - timedelta(days=begins.weekday())
