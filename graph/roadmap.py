"""Roadmap: from a knowledge state to goals, only what is missing, in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.knowledge import close_state
from graph.model import DEFAULT_MIN_CONFIDENCE, SkillId
from graph.names import UnknownName
from graph.order import grouped_order
from graph.recommend import resolve_goals
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
    """Date, ISO 8601; None if no hours a week were given."""
    ends: str | None = None
    """Date of the last step, ISO 8601."""


def plan_roadmap(
    snapshot: Snapshot,
    known: Iterable[str] = (),
    goals: Iterable[str] = (),
    *,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> Roadmap:
    """Put what is missing for the goals in an order that keeps topics together.

    Args:
        snapshot: The map.
        known: Ids or names of what the person knows; an area or topic means all skills under it.
        goals: Ids or names of what the person wants to know; none means the whole map.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.

    Returns:
        Exactly the skills of the goals, and what these need, that are not known.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
    """
    graph = snapshot.graph_at(min_confidence)
    skill_map = snapshot.skill_map
    said = snapshot.names.known(known)
    resolved = resolve_goals(snapshot.names, goals)
    wanted = frozenset().union(*resolved.values()) if resolved else frozenset(graph)
    state = close_state(graph, said.skills)
    missing = close_state(graph, wanted) - state
    topic_of = {skill.id: skill.parent for skill in skill_map.skills}
    steps = tuple(
        Step(
            id=skill,
            name=skill_map[skill].name,
            path=skill_map[skill].path,
            effort_hours=skill_map[skill].hours,
            because=graph.in_order(graph.prerequisites_of(skill)),
        )
        for skill in grouped_order(graph, missing, topic_of)
    )
    return Roadmap(
        revision=snapshot.revision,
        goals=tuple(resolved),
        assumed=graph.in_order(state - said.skills),
        unknown=said.unknown,
        steps=steps,
        effort_hours=round(sum(step.effort_hours for step in steps), 2),
    )
