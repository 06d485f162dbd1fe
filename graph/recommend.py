"""What to learn next: the outer fringe, ranked, with reasons.

A score is the weighted mean of what can be said for a skill, each from 0 to 1. Ranking chooses
among skills that are ready; it never offers one that is not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from graph.knowledge import close_state, inner_fringe, outer_fringe
from graph.model import DEFAULT_EFFORT_HOURS, DEFAULT_MIN_CONFIDENCE, Entry, SkillId
from graph.names import Names, UnknownName
from graph.skillgraph import SkillGraph
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot

DEFAULT_LIMIT = 10

GOAL_WEIGHT = 0.55
"""Over half, so that nothing which leads to no goal comes before something which does."""
UNLOCK_WEIGHT = 0.25
TOPIC_WEIGHT = 0.1
EFFORT_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Unlocks:
    """What learning a skill opens the way to."""

    count: int
    """Skills outside the state that need it, directly or further on."""
    goals: tuple[SkillId, ...]
    """Goals that it is part of or leads to, as they were named."""


@dataclass(frozen=True, slots=True)
class NextSkill:
    """A skill that is ready, and why it is worth learning."""

    id: SkillId
    name: str
    path: tuple[str, ...]
    score: float
    """From 0 to 1; only for comparing skills of one answer."""
    because: tuple[SkillId, ...]
    """Direct prerequisites, all in the state: what it builds on."""
    unlocks: Unlocks
    effort_hours: float
    reasons: tuple[str, ...]
    """What raised the score, in words, the strongest first."""


@dataclass(frozen=True, slots=True)
class NextAnswer:
    """What someone is ready to learn. All lists of ids are in map order."""

    revision: int
    state: tuple[SkillId, ...]
    """The knowledge state."""
    assumed: tuple[SkillId, ...]
    """The part of the state that was added because something known needs it."""
    unknown: tuple[UnknownName, ...]
    review: tuple[SkillId, ...]
    """The inner fringe: known, and needed by nothing else that is known."""
    ready_total: int
    """Size of the outer fringe, of which `next` shows the best."""
    next: tuple[NextSkill, ...]


def recommend_next(
    snapshot: Snapshot,
    known: Iterable[str] = (),
    goals: Iterable[str] = (),
    *,
    limit: int = DEFAULT_LIMIT,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    assume_prerequisites: bool = True,
) -> NextAnswer:
    """Rank what a person is ready to learn.

    Args:
        snapshot: The map.
        known: Ids or names of what the person knows; an area or topic means all skills under it.
        goals: Ids or names of what the person wants to know in the end; none means everything.
        limit: At most so many skills, 0 or more.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.
        assume_prerequisites: Whether whoever knows a skill also knows all that it needs. If not,
            the state is what was named and no more.

    Returns:
        The state and the best of what is ready, best first, ties by map order.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
    """
    graph = snapshot.graph_at(min_confidence)
    names = snapshot.names
    said = names.known(known)
    goal_skills = resolve_goals(names, goals)
    state = close_state(graph, said.skills) if assume_prerequisites else said.skills
    ready = outer_fringe(graph, state)
    ranked = _rank(snapshot.skill_map, graph, state, ready, goal_skills)
    return NextAnswer(
        revision=snapshot.revision,
        state=graph.in_order(state),
        assumed=graph.in_order(state - said.skills),
        unknown=said.unknown,
        review=graph.in_order(inner_fringe(graph, state)),
        ready_total=len(ready),
        next=ranked[: max(0, limit)],
    )


def resolve_goals(names: Names, goals: Iterable[str]) -> dict[SkillId, frozenset[SkillId]]:
    """Return the skills behind each goal, by the id of the skill, topic or area that was named.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
    """
    entries = [names.entry(goal) for goal in goals]
    return {entry.id: frozenset(names.skills(entry.id)) for entry in entries}


def _rank(
    skill_map: SkillMap,
    graph: SkillGraph,
    state: frozenset[SkillId],
    ready: frozenset[SkillId],
    goals: Mapping[SkillId, frozenset[SkillId]],
) -> tuple[NextSkill, ...]:
    counts = _unlock_counts(graph, state)
    most = max((counts[skill] for skill in ready), default=0)
    leading = {goal: skills | graph.ancestors_of(skills) for goal, skills in goals.items()}
    ranked = []
    for skill in graph.in_order(ready):
        entry = skill_map[skill]
        served = tuple(goal for goal, path in leading.items() if skill in path)
        siblings = [child.id for child in skill_map.children[entry.parent] if child.kind == "skill"]
        mates = [sibling for sibling in siblings if sibling in state]
        effort = DEFAULT_EFFORT_HOURS if entry.effort_hours is None else entry.effort_hours
        factors = [
            (UNLOCK_WEIGHT, log1p(counts[skill]) / log1p(most) if most else 0.0),
            (TOPIC_WEIGHT, len(mates) / len(siblings)),
            (EFFORT_WEIGHT, 1 / (1 + effort / DEFAULT_EFFORT_HOURS)),
        ]
        if goals:
            factors.append((GOAL_WEIGHT, 1.0 if served else 0.0))
        score = sum(weight * value for weight, value in factors) / sum(w for w, _ in factors)
        because = graph.in_order(graph.prerequisites_of(skill))
        reasons = [
            *(_goal_reason(skill_map, skill, goal, goals[goal]) for goal in served),
            *_reasons(skill_map, entry, because, counts[skill], len(mates), len(siblings)),
        ]
        ranked.append(
            NextSkill(
                id=skill,
                name=entry.name,
                path=entry.path,
                score=round(score, 4),
                because=because,
                unlocks=Unlocks(counts[skill], served),
                effort_hours=effort,
                reasons=tuple(reasons),
            )
        )
    return tuple(sorted(ranked, key=lambda entry: -entry.score))


def _unlock_counts(graph: SkillGraph, state: frozenset[SkillId]) -> dict[SkillId, int]:
    """Return for every skill how many skills outside the state need it, directly or further on.

    A set of skills is an integer with a bit a skill. It is let go as soon as the last prerequisite
    has read it, so that few are held at a time. Time: O(V + E) operations on sets.
    """
    ids = tuple(graph)
    missing = ~graph.mask_of(state)
    reached: dict[int, int] = {}
    readers = graph.in_degrees.tolist()
    counts: dict[SkillId, int] = {}
    for skill in reversed(graph.topological):
        needing = 0
        for dependent in graph.targets_from(skill).tolist():
            needing |= reached[dependent]
            readers[dependent] -= 1
            if readers[dependent] == 0:
                del reached[dependent]
        counts[ids[skill]] = needing.bit_count()
        if readers[skill]:
            reached[skill] = needing | (1 << skill if missing[skill] else 0)
    return counts


def _goal_reason(
    skill_map: SkillMap, skill: SkillId, goal: SkillId, members: frozenset[SkillId]
) -> str:
    if skill == goal:
        return "It is your goal."
    name = skill_map[goal].name
    return f"Part of your goal {name}." if skill in members else f"Leads to your goal {name}."


def _reasons(
    skill_map: SkillMap,
    entry: Entry,
    because: Sequence[SkillId],
    unlocked: int,
    known_mates: int,
    all_mates: int,
) -> Iterator[str]:
    if unlocked:
        yield f"{unlocked} more {'skill needs' if unlocked == 1 else 'skills need'} it."
    if known_mates and entry.parent:
        topic = skill_map[entry.parent].name
        yield f"Continues {topic}, where you know {known_mates} of {all_mates}."
    if because:
        yield f"Builds on {_listed([skill_map[skill].name for skill in because])}, which you know."
    else:
        yield "Needs nothing else first."
    if entry.effort_hours is not None:
        yield f"Takes about {entry.effort_hours:g} h."


def _listed(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
