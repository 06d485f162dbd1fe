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

_MOST_LISTED = 3
"""Names that a reason holds before it counts the rest."""


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
    ranking = _Ranking(snapshot.skill_map, graph, state, goal_skills)
    ranked = sorted(graph.in_order(ready), key=ranking.score, reverse=True)
    return NextAnswer(
        revision=snapshot.revision,
        state=graph.in_order(state),
        assumed=graph.in_order(state - said.skills),
        unknown=said.unknown,
        review=graph.in_order(inner_fringe(graph, state)),
        ready_total=len(ready),
        next=tuple(ranking.explained(skill) for skill in ranked[: max(0, limit)]),
    )


def resolve_goals(names: Names, goals: Iterable[str]) -> dict[SkillId, frozenset[SkillId]]:
    """Return the skills behind each goal, by the id of the skill, topic or area that was named.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
    """
    entries = [names.entry(goal) for goal in goals]
    return {entry.id: frozenset(names.skills(entry.id)) for entry in entries}


class _Ranking:
    """What speaks for each skill, for one person."""

    def __init__(
        self,
        skill_map: SkillMap,
        graph: SkillGraph,
        state: frozenset[SkillId],
        goals: Mapping[SkillId, frozenset[SkillId]],
    ) -> None:
        self._map = skill_map
        self._graph = graph
        self._goals = goals
        self._leading = {goal: close_state(graph, skills) for goal, skills in goals.items()}
        self._unlocked = _unlock_counts(graph, state)
        missing = (count for skill, count in self._unlocked.items() if skill not in state)
        self._most = max(missing, default=0)
        self._mates = {
            parent: _known_of(found, state) for parent, found in skill_map.children.items()
        }

    def score(self, skill: SkillId) -> float:
        """Return the weighted mean of what speaks for a skill, 0 to 1."""
        entry = self._map[skill]
        known, mates = self._mates[entry.parent]
        unlocked = log1p(self._unlocked[skill]) / log1p(self._most) if self._most else 0.0
        factors = [
            (UNLOCK_WEIGHT, unlocked),
            (TOPIC_WEIGHT, known / mates),
            (EFFORT_WEIGHT, 1 / (1 + entry.hours / DEFAULT_EFFORT_HOURS)),
        ]
        if self._goals:
            factors.append((GOAL_WEIGHT, 1.0 if self._served(skill) else 0.0))
        total = sum(weight for weight, _ in factors)
        return round(sum(weight * value for weight, value in factors) / total, 4)

    def explained(self, skill: SkillId) -> NextSkill:
        """Return a skill with its score and what speaks for it."""
        entry = self._map[skill]
        because = self._graph.in_order(self._graph.prerequisites_of(skill))
        return NextSkill(
            id=skill,
            name=entry.name,
            path=entry.path,
            score=self.score(skill),
            because=because,
            unlocks=Unlocks(self._unlocked[skill], self._served(skill)),
            effort_hours=entry.hours,
            reasons=tuple(self._reasons(entry, because)),
        )

    def _served(self, skill: SkillId) -> tuple[SkillId, ...]:
        return tuple(goal for goal, path in self._leading.items() if skill in path)

    def _reasons(self, entry: Entry, because: Sequence[SkillId]) -> Iterator[str]:
        for goal in self._served(entry.id):
            if goal == entry.id:
                yield "It is your goal."
            else:
                how = "Part of" if entry.id in self._goals[goal] else "Leads to"
                yield f"{how} your goal {self._map[goal].name}."
        if unlocked := self._unlocked[entry.id]:
            yield f"{unlocked} more {'skill needs' if unlocked == 1 else 'skills need'} it."
        known, mates = self._mates[entry.parent]
        if known and entry.parent:
            yield f"Continues {self._map[entry.parent].name}, where you know {known} of {mates}."
        if because:
            yield f"Builds on {_listed([self._map[s].name for s in because])}, which you know."
        else:
            yield "Needs nothing else first."
        if entry.effort_hours is not None:
            yield f"Takes about {entry.effort_hours:g} h."


def _known_of(children: Sequence[Entry], state: frozenset[SkillId]) -> tuple[int, int]:
    """Return how many skills of a topic are known, and how many it has."""
    skills = [child.id for child in children if child.kind == "skill"]
    return sum(skill in state for skill in skills), len(skills)


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


def _listed(names: Sequence[str]) -> str:
    """Return names as part of a sentence, the first few of them."""
    if len(names) > _MOST_LISTED:
        return f"{', '.join(names[:_MOST_LISTED])} and {len(names) - _MOST_LISTED} more"
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
