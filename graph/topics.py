"""Topics: which area or topic is learned before which, summed up from the skills in them.

A skill needs something of a topic if prerequisites in use lead to it from a skill that stands
there, and not in its own topic as well. Two topics may need something of each other, and several
may do so in a circle. Then no order of topics suits all skills, and some have to wait for a later
topic. What the most skills need is put in order first, and what would close a circle is cut: a
greedy answer to the minimum feedback arc set, which is hard to find.

Not its job: the order of the skills themselves, which respects every prerequisite (`order`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import fsum
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.model import DEFAULT_MIN_CONFIDENCE, Entry, Prerequisite, SkillId
from graph.order import learning_order
from graph.skillgraph import SkillGraph
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot

TopicLevel: TypeAlias = Literal["area", "topic"]
"""Whether a map is seen from far, by what stands at its top, or near, by what holds its skills."""

_TOP = ""
"""No id of the map: stands for the skills at its top, which stand in no area or topic."""

_MAX_EXAMPLES = 3
_SETS_AT_ONCE = 512
"""Sets of skills whose ways are followed at the same time: 2 MB for every thousand skills."""

_Pair: TypeAlias = tuple[SkillId, SkillId]
_Members: TypeAlias = Mapping[SkillId, frozenset[SkillId]]
"""The skills of each topic; topics in map order."""


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """An area or topic as a whole."""

    id: SkillId
    """Empty for the skills at the top of the map, which stand in none; the name is the map's."""
    name: str
    path: tuple[str, ...]
    skills: int
    """Number of its skills, one or more; a skill with several placements counts in each topic."""
    effort_hours: float
    """Effort of all of these."""


@dataclass(frozen=True, slots=True)
class TopicPrerequisite:
    """Some skills of one topic need something of another one."""

    source: SkillId
    target: SkillId
    skills: int
    """Skills of `target` that need something of `source`, directly or further on; one or more."""
    share: float
    """Their share of the skills of `target`, over 0, at most 1."""
    confidence: float
    """How sure it is that they do, on average, 0 to 1. For one skill that is the product of the
    confidences on the surest way that leads to it."""
    implied: bool
    """Whether others that weigh at least as much lead from `source` to `target` as well."""
    examples: tuple[Prerequisite, ...]
    """The surest prerequisites that lead from the one topic to the other, one to three."""


@dataclass(frozen=True, slots=True)
class TopicCut:
    """Skills of a topic that need something of a later one, because no order suits all."""

    prerequisite: TopicPrerequisite
    cycle: tuple[SkillId, ...]
    """The cycle it would have closed, in learning order, the first topic repeated last."""


@dataclass(frozen=True, slots=True)
class TopicsAnswer:
    """The areas or topics of a map, and which of them is learned before which."""

    revision: int
    level: TopicLevel
    topics: tuple[TopicSummary, ...]
    """Each after all that `prerequisites` put before it, ties by map order."""
    prerequisites: tuple[TopicPrerequisite, ...]
    """By the order of `topics` of target, then source. Never a cycle.

    Two topics are told of if a prerequisite leads from a skill of the one to a skill of the other.
    Where ways lead through further topics, following these from topic to topic says so.
    """
    cut: tuple[TopicCut, ...]
    """What speaks against this order, by the order of `topics` likewise."""


def topic_prerequisites(
    snapshot: Snapshot,
    *,
    level: TopicLevel = "area",
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> TopicsAnswer:
    r"""Sum up which area or topic of a map is learned before which.

    Args:
        snapshot: The map.
        level: `area` for what stands at the top of the map, each with all skills under it; `topic`
            for every area and topic in which skills stand directly, with just these. Skills at the
            top of the map are taken together.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.

    Returns:
        The topics that have skills, in an order in which they can be gone through.

    Examples:
        >>> from graph import build
        >>> web = build("## Apps\n- Blog\n- Shop (requires: SQL)\n## Data\n- SQL\n")
        >>> answer = topic_prerequisites(web, min_confidence=1)
        >>> [topic.name for topic in answer.topics]
        ['Data', 'Apps']
        >>> [(found.skills, found.share) for found in answer.prerequisites]
        [(1, 0.5)]

    Time: O(T (V + E)) steps in arrays, for T topics, V skills and E prerequisites; O(T) steps in
    sets of topics for every two topics between which prerequisites lead.
    """
    graph = snapshot.graph_at(min_confidence)
    members = _members(snapshot.skill_map, level)
    between = _between(graph, members)
    needs = _needs(graph, members, between)
    order = _Order(members)
    used: list[TopicPrerequisite] = []
    cut: list[TopicCut] = []
    for pair in _weightiest_first(needs, members):
        cycle = order.cycle(*pair)
        is_new = not cycle and order.add(*pair)
        found = TopicPrerequisite(
            *pair,
            skills=needs[pair].skills,
            share=round(needs[pair].skills / len(members[pair[1]]), 4),
            confidence=round(needs[pair].weight / needs[pair].skills, 4),
            implied=not (cycle or is_new),
            examples=_surest(graph, between[pair]),
        )
        if cycle:
            cut.append(TopicCut(found, cycle))
        else:
            used.append(found)
    topics = learning_order(SkillGraph(((u.source, u.target) for u in used), members))
    place = {topic: number for number, topic in enumerate(topics)}
    used.sort(key=lambda found: (place[found.target], place[found.source]))
    cut.sort(key=lambda one: (place[one.prerequisite.target], place[one.prerequisite.source]))
    return TopicsAnswer(
        revision=snapshot.revision,
        level=level,
        topics=tuple(_summary(snapshot.skill_map, topic, members[topic]) for topic in topics),
        prerequisites=tuple(used),
        cut=tuple(cut),
    )


def _members(skill_map: SkillMap, level: TopicLevel) -> _Members:
    members: dict[SkillId, Collection[SkillId]] = {_TOP: _skills(skill_map.children.get(None, ()))}
    for entry in skill_map:
        if entry.kind != "skill" and level == "topic":
            members[entry.id] = _skills(skill_map.children[entry.id])
        elif entry.kind != "skill" and entry.parent is None:
            members[entry.id] = skill_map.skills_under(entry.id)
    return {topic: frozenset(skills) for topic, skills in members.items() if skills}


def _skills(entries: Iterable[Entry]) -> list[SkillId]:
    return [entry.id for entry in entries if entry.kind == "skill"]


def _between(graph: SkillGraph, members: _Members) -> dict[_Pair, list[Prerequisite]]:
    """Return the prerequisites that lead from a topic to another one."""
    topics_of: dict[SkillId, list[SkillId]] = {skill: [] for skill in graph}
    for topic, skills in members.items():
        for skill in skills:
            topics_of[skill].append(topic)
    between: dict[_Pair, list[Prerequisite]] = {}
    for edge in graph.prerequisites:
        for source in topics_of[edge.source]:
            for target in topics_of[edge.target]:
                if edge.source not in members[target]:
                    between.setdefault((source, target), []).append(edge)
    return between


class _Need(NamedTuple):
    """How much of a topic needs something of another one."""

    skills: int
    weight: float
    """How many skills that is to be expected for, by how sure it is of each."""


def _needs(graph: SkillGraph, members: _Members, pairs: Iterable[_Pair]) -> dict[_Pair, _Need]:
    """Return how much of the target needs something of the source, for pairs of topics."""
    # What stands in both is learned with the target: nothing there has to wait for it.
    pairs_from: dict[frozenset[SkillId], list[_Pair]] = {}
    for pair in pairs:
        source, target = (members[topic] for topic in pair)
        pairs_from.setdefault(source - target, []).append(pair)
    positions = {topic: sorted(map(graph.position, skills)) for topic, skills in members.items()}
    sources = list(pairs_from)
    needs: dict[_Pair, _Need] = {}
    for start in range(0, len(sources), _SETS_AT_ONCE):
        some = sources[start : start + _SETS_AT_ONCE]
        ways = _surest_ways(graph, some)
        for column, skills in enumerate(some):
            for pair in pairs_from[skills]:
                found = ways[positions[pair[1]], column]
                count = int(np.count_nonzero(found > -np.inf))
                needs[pair] = _Need(count, round(float(np.exp(found, dtype=float).sum()), 6))
    return needs


def _surest_ways(graph: SkillGraph, sources: Sequence[frozenset[SkillId]]) -> NDArray[np.float32]:
    """Return how sure it is that each skill needs one of each set, shape (V, number of sets).

    That is the largest sum of logarithms of confidences on a way, minus infinity without a way.
    """
    order = np.lexsort((graph.targets, graph.sources))
    sure = np.log([edge.confidence for edge in graph.prerequisites], dtype=np.float32)[order]
    starts = np.searchsorted(graph.sources[order], np.arange(len(graph) + 1))
    sets_of: dict[int, list[int]] = {}
    for number, skills in enumerate(sources):
        for skill in skills:
            sets_of.setdefault(graph.position(skill), []).append(number)
    ways = np.full((len(graph), len(sources)), -np.inf, dtype=np.float32)
    leads_on = np.zeros(len(graph), dtype=np.bool_)
    leads_on[list(sets_of)] = True
    for position in graph.topological:
        targets = graph.targets_from(position)
        if leads_on[position] and targets.size:
            so_far = ways[position].copy()
            so_far[sets_of.get(position, [])] = 0
            steps = sure[starts[position] : starts[position + 1]]
            ways[targets] = np.maximum(ways[targets], so_far + steps[:, None])
            leads_on[targets] = True
    return ways


def _weightiest_first(needs: Mapping[_Pair, _Need], topics: Iterable[SkillId]) -> list[_Pair]:
    """Return pairs of topics by how much more speaks for them than for their opposite.

    Of equals those that follow the map come first, from the first target on, the closest in front.
    """
    place = {topic: number for number, topic in enumerate(topics)}

    def rank(pair: _Pair) -> tuple[float, bool, int, int]:
        opposite = needs.get((pair[1], pair[0]))
        against = opposite.weight if opposite else 0.0
        source, target = (place[topic] for topic in pair)
        return against - needs[pair].weight, source > target, target, -source

    return sorted(needs, key=rank)


class _Order:
    """Topics, of which one after the other is put before another; never in a circle.

    A set of topics is an integer with a bit a topic.
    """

    def __init__(self, topics: Iterable[SkillId]) -> None:
        self._topics = tuple(topics)
        self._number = {topic: number for number, topic in enumerate(self._topics)}
        self._next: list[list[int]] = [[] for _ in self._topics]
        self._before = [1 << number for number in range(len(self._topics))]
        """What comes before each topic, itself included."""
        self._after = [*self._before]
        """What comes after each topic, itself included."""

    def cycle(self, source: SkillId, target: SkillId) -> tuple[SkillId, ...]:
        """Return the cycle that it would close to put one before the other, empty if none."""
        first, last = self._number[source], self._number[target]
        if not self._after[last] >> first & 1:
            return ()
        path = [last]
        while path[-1] != first:
            path.append(next(n for n in self._next[path[-1]] if self._after[n] >> first & 1))
        return (source, *(self._topics[number] for number in path))

    def add(self, source: SkillId, target: SkillId) -> bool:
        """Put one before the other, and return whether that is new."""
        first, last = self._number[source], self._number[target]
        if self._after[first] >> last & 1:
            return False
        self._next[first].append(last)
        earlier, later = self._before[first], self._after[last]
        new = later & ~self._after[first]
        for number in _numbers(earlier & ~self._before[last]):
            self._after[number] |= later
        for number in _numbers(new):
            self._before[number] |= earlier
        return True


def _numbers(topics: int) -> list[int]:
    """Return the numbers of the bits that are set."""
    octets = np.frombuffer(topics.to_bytes((topics.bit_length() + 7) // 8, "little"), np.uint8)
    numbers: list[int] = np.flatnonzero(np.unpackbits(octets, bitorder="little")).tolist()
    return numbers


def _surest(graph: SkillGraph, edges: Iterable[Prerequisite]) -> tuple[Prerequisite, ...]:
    """Return the surest of some prerequisites, ties by map order of target, then source."""

    def rank(edge: Prerequisite) -> tuple[float, int, int]:
        return -edge.confidence, graph.position(edge.target), graph.position(edge.source)

    return tuple(nsmallest(_MAX_EXAMPLES, edges, key=rank))


def _summary(skill_map: SkillMap, topic: SkillId, skills: Iterable[SkillId]) -> TopicSummary:
    path = (skill_map.title,) if topic == _TOP else skill_map[topic].path
    hours = [skill_map.hours(skill) for skill in skills]
    return TopicSummary(topic, path[-1], path, len(hours), fsum(hours))
