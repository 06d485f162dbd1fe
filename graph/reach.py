"""Reach: what comes after each skill, and how that changes if prerequisites come or go.

Skills are numbered so that prerequisites lead from higher to lower numbers, and a set of skills is
an integer with a bit a number. A change is followed from skill to skill only as far as it changes
anything, so that thousands of changes of one graph can be compared.

Not its job: which changes are worth a look (`review`), and one question about one graph, for which
`SkillGraph` keeps no sets.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import reduce
from heapq import heappop, heappush
from operator import or_
from typing import NamedTuple, TypeAlias

from graph.model import SkillId
from graph.skillgraph import SkillGraph

Edge: TypeAlias = tuple[int, int]
"""The numbers of a source and of a target."""

EVERYTHING = -1
"""The set of all skills, as an integer whose every bit is set."""


def numbers_of(graph: SkillGraph) -> dict[SkillId, int]:
    """Return the number of every skill."""
    skills = tuple(graph)
    return {skills[place]: number for number, place in enumerate(reversed(graph.topological))}


def needing(
    graph: SkillGraph, skills: AbstractSet[SkillId], among: Iterable[SkillId]
) -> dict[SkillId, int]:
    """Return for each of some skills which others need it, directly or further on.

    Args:
        graph: V skills and E prerequisites.
        skills: The skills in question.
        among: The skills that are looked for.

    Returns:
        A set a skill: an integer with a bit for each of `among`, the first one the lowest.

    Raises:
        UnknownSkillError: The graph does not have one of the skills.

    Examples:
        >>> graph = SkillGraph([("http", "rest"), ("rest", "graphql")])
        >>> found = needing(graph, {"http", "rest"}, ["rest", "graphql"])
        >>> [f"{found[skill]:02b}" for skill in ("http", "rest")]
        ['11', '10']

    A set is let go as soon as the last prerequisite has read it, so that few are held at a time.
    Time: O(V + E) operations on sets.
    """
    wanted = {graph.position(skill): skill for skill in skills}
    numbers = {graph.position(skill): number for number, skill in enumerate(among)}
    found: dict[SkillId, int] = {}
    if not wanted:
        return found
    reached: dict[int, int] = {}
    readers = graph.in_degrees.tolist()
    for place in reversed(graph.topological):
        behind = 0
        for dependent in graph.targets_from(place).tolist():
            behind |= reached[dependent]
            readers[dependent] -= 1
            if readers[dependent] == 0:
                del reached[dependent]
        if place in wanted:
            found[wanted[place]] = behind
        if readers[place]:
            reached[place] = behind | (1 << numbers[place] if place in numbers else 0)
    return found


class EdgeChange(NamedTuple):
    """Prerequisites that are used no more, and those that are used instead."""

    gone: frozenset[Edge]
    come: frozenset[Edge]


class Reach:
    """What can be reached from each skill, and how a change changes that.

    Args:
        edges: The graph's edges, each from a higher to a lower number.
        count: Number of skills.

    Examples:
        >>> reach = Reach([(2, 1), (1, 0)], 3)
        >>> [f"{found:03b}" for found in reach.sets]
        ['001', '011', '111']
        >>> without = EdgeChange(gone=frozenset({(1, 0)}), come=frozenset())
        >>> reach.changed(without, EVERYTHING)
        {1: 1, 2: 1}
    """

    def __init__(self, edges: Iterable[Edge], count: int) -> None:
        self._onward: list[list[int]] = [[] for _ in range(count)]
        self._back: list[list[int]] = [[] for _ in range(count)]
        for source, target in edges:
            self._onward[source].append(target)
            self._back[target].append(source)
        self.sets: list[int] = []
        """What each skill reaches, itself included."""
        for skill, following in enumerate(self._onward):
            self.sets.append(reduce(or_, (self.sets[target] for target in following), 1 << skill))

    def only_through(self, edge: Edge) -> int:
        """Return what the source reaches through this edge alone, or would if it had the edge.

        Time: O(edges of the source) operations on sets.
        """
        source, target = edge
        others = (self.sets[other] for other in self._onward[source] if other != target)
        return self.sets[target] & ~reduce(or_, others, 1 << source)

    def changed(self, change: EdgeChange, among: int) -> Mapping[int, int]:
        """Return what each skill reaches then and not now, or now and not then.

        Args:
            change: The edges that go and come. Either there is no cycle afterwards, or none go.
            among: The skills that are looked at as what is reached.

        Returns:
            The differences by skill; skills without any are left out.

        Time: an operation on sets for each edge of a skill that changes, or has an edge to one.
        """
        onward: dict[int, list[int]] = {}
        for source, target in (*change.gone, *change.come):
            following = onward.setdefault(source, [*self._onward[source]])
            (following.remove if (source, target) in change.gone else following.append)(target)
        now = self.sets
        then: dict[int, int] = {}
        waiting = sorted(onward)
        while waiting:
            skill = heappop(waiting)
            if waiting and waiting[0] == skill:
                continue
            reached = (1 << skill) & among
            for target in onward.get(skill, self._onward[skill]):
                reached |= then[target] if target in then else now[target] & among
            if reached != (then[skill] if skill in then else now[skill] & among):
                then[skill] = reached
                for source in self._back[skill]:
                    heappush(waiting, source)
                for source, target in change.come:
                    if target == skill:
                        heappush(waiting, source)
        found = ((skill, reached ^ (now[skill] & among)) for skill, reached in then.items())
        return {skill: difference for skill, difference in found if difference}
