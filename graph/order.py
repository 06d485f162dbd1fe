"""Learning orders, stages, and the chain that takes longest.

A learning order is a topological order: Kahn, *Topological sorting of large networks*, CACM 5
(1962). Among skills that are all possible, the one that stands first in the map comes first, so an
order reads like the map.
"""

import heapq
from collections.abc import Iterable, Mapping
from typing import Protocol

import numpy as np

from graph.model import SkillId
from graph.skillgraph import SkillGraph


def learning_order(
    graph: SkillGraph, skills: Iterable[SkillId] | None = None
) -> tuple[SkillId, ...]:
    """Return skills in an order in which they can be learned, ties by map order.

    Args:
        graph: V skills and E prerequisites.
        skills: The skills to put in order; None means all. Also prerequisites that run through
            skills outside of these are respected.

    Returns:
        Each of the skills once, after everything among them that it needs.

    Raises:
        UnknownSkillError: `skills` names a skill that the graph does not have.

    Examples:
        >>> graph = SkillGraph([("http", "rest")], skills=["rest", "git", "http"])
        >>> learning_order(graph)
        ('git', 'http', 'rest')

    Time: O((V + E) log V).
    """
    wanted = _wanted(graph, skills)
    ids = tuple(graph)
    return tuple(ids[skill] for skill in _sorted(graph, _ByMapOrder()) if skill in wanted)


def grouped_order(
    graph: SkillGraph,
    skills: Iterable[SkillId],
    group_of: Mapping[SkillId, SkillId | None],
    rank_of: Mapping[SkillId, int] | None = None,
) -> tuple[SkillId, ...]:
    """Return skills in a learning order that stays with a group as long as it can.

    When nothing more of a group can be learned yet, it goes on with the group of the first skill
    in map order.

    Args:
        graph: V skills and E prerequisites.
        skills: The skills to put in order.
        group_of: The group of every skill of the graph, such as its topic.
        rank_of: A number from 0 for every one of the skills: of those that can be learned, one of
            the lowest rank is next, whatever its group. None means that all rank alike.

    Raises:
        UnknownSkillError: `skills` names a skill that the graph does not have.

    Examples:
        >>> graph = SkillGraph([("a1", "b1")], skills=["a1", "b1", "a2"])
        >>> grouped_order(graph, ["a1", "a2", "b1"], {"a1": "a", "a2": "a", "b1": "b"})
        ('a1', 'a2', 'b1')

    Time: O((V + E) log V).
    """
    wanted = _wanted(graph, skills)
    ids = tuple(graph)
    # What is not wanted is out of the way at once, as if it were known, but what it orders counts.
    groups = [group_of[skill] if place in wanted else _UNWANTED for place, skill in enumerate(ids)]
    ranks = [
        (rank_of[skill] if rank_of else 0) if place in wanted else _UNWANTED_RANK
        for place, skill in enumerate(ids)
    ]
    return tuple(ids[skill] for skill in _sorted(graph, _ByGroup(groups, ranks)) if skill in wanted)


def learning_stages(
    graph: SkillGraph, skills: Iterable[SkillId] | None = None
) -> tuple[tuple[SkillId, ...], ...]:
    """Return skills in stages: those of one stage can be learned in parallel.

    Args:
        graph: V skills and E prerequisites.
        skills: The skills to put in stages; None means all.

    Returns:
        Stages, none empty, each in map order. A skill stands in the first stage that comes after
        everything among `skills` that it needs, also through skills outside of these.

    Raises:
        UnknownSkillError: `skills` names a skill that the graph does not have.

    Examples:
        >>> learning_stages(SkillGraph([("http", "rest"), ("json", "rest"), ("rest", "graphql")]))
        (('http', 'json'), ('rest',), ('graphql',))

    Time: O((V + E) log V).
    """
    wanted = _wanted(graph, skills)
    level = [0] * len(graph)
    for skill in _sorted(graph, _ByMapOrder()):
        after = level[skill] + (skill in wanted)
        for dependent in graph.targets_from(skill).tolist():
            level[dependent] = max(level[dependent], after)
    stages: dict[int, list[SkillId]] = {}
    for skill, skill_id in enumerate(graph):
        if skill in wanted:
            stages.setdefault(level[skill], []).append(skill_id)
    return tuple(tuple(stages[number]) for number in sorted(stages))


def critical_path(graph: SkillGraph, efforts: Mapping[SkillId, float]) -> tuple[SkillId, ...]:
    """Return the chain of prerequisites that takes longest, in learning order.

    Args:
        graph: V skills and E prerequisites.
        efforts: Hours of every skill, 0 or more, to hundredths.

    Returns:
        A skill that needs nothing, something that needs it directly, and so on. Of chains that take
        equally long the one whose last skill stands first in the map, and so on backwards.

    Examples:
        >>> graph = SkillGraph([("http", "rest"), ("json", "rest")])
        >>> critical_path(graph, {"http": 2, "json": 3, "rest": 4})
        ('json', 'rest')

    Time: O(V + E). Source: Kelley & Walker, *Critical-path planning and scheduling* (1959).
    """
    ids = tuple(graph)
    hundredths = [round(efforts[skill] * 100) for skill in ids]
    done = hundredths.copy()
    before: dict[int, int] = {}
    for skill in graph.topological:
        for dependent in graph.targets_from(skill).tolist():
            later = done[skill] + hundredths[dependent]
            is_tie = later == done[dependent]
            if later > done[dependent] or (is_tie and skill < before.get(dependent, len(ids))):
                done[dependent] = later
                before[dependent] = skill
    if not ids:
        return ()
    path = [max(range(len(ids)), key=done.__getitem__)]
    while path[-1] in before:
        path.append(before[path[-1]])
    return tuple(ids[skill] for skill in reversed(path))


def _wanted(graph: SkillGraph, skills: Iterable[SkillId] | None) -> frozenset[int]:
    if skills is None:
        return frozenset(range(len(graph)))
    return frozenset(map(graph.position, skills))


class _Ready(Protocol):
    """The skills that may come next, as positions in the graph."""

    def push(self, skill: int) -> None:
        """Add a skill that may come next from now on."""

    def pop(self) -> int | None:
        """Take out the skill that comes next; None if there is none."""


def _sorted(graph: SkillGraph, ready: _Ready) -> Iterable[int]:
    """Yield all positions in topological order, letting `ready` choose among the possible."""
    waiting = graph.in_degrees.tolist()
    for free in np.flatnonzero(graph.in_degrees == 0).tolist():
        ready.push(free)
    while (skill := ready.pop()) is not None:
        yield skill
        for dependent in graph.targets_from(skill).tolist():
            waiting[dependent] -= 1
            if waiting[dependent] == 0:
                ready.push(dependent)


class _ByMapOrder:
    def __init__(self) -> None:
        self._heap: list[int] = []

    def push(self, skill: int) -> None:
        heapq.heappush(self._heap, skill)

    def pop(self) -> int | None:
        return heapq.heappop(self._heap) if self._heap else None


_UNWANTED = "\0"
"""No id: the group of skills that are not to be put in order."""
_UNWANTED_RANK = -1


class _ByGroup:
    """First the lowest rank, of that the group of the last one, then by map order."""

    def __init__(self, groups: list[SkillId | None], ranks: list[int]) -> None:
        self._groups = groups
        self._ranks = ranks
        self._ready: list[tuple[int, int]] = []
        self._mates: dict[tuple[int, SkillId | None], list[int]] = {}
        """What is ready of each rank and group."""
        self._done: set[int] = set()
        self._current: SkillId | None = _UNWANTED

    def push(self, skill: int) -> None:
        rank = self._ranks[skill]
        heapq.heappush(self._ready, (rank, skill))
        heapq.heappush(self._mates.setdefault((rank, self._groups[skill]), []), skill)

    def pop(self) -> int | None:
        while self._ready and self._ready[0][1] in self._done:
            heapq.heappop(self._ready)
        if not self._ready:
            return None
        rank, first = self._ready[0]
        group = self._current if self._mates.get((rank, self._current)) else self._groups[first]
        skill = heapq.heappop(self._mates[rank, group])
        self._done.add(skill)
        if rank != _UNWANTED_RANK:
            self._current = group
        return skill
