"""SkillGraph: which skill has to be learned before which, as an immutable acyclic graph.

Skills stand in the order in which they were given, the map's own, and every answer that has to
choose between equals follows it. Edges are held twice as compressed sparse rows (by target and by
source), so that questions about whole knowledge states are array operations.

Not its job: names, topics and lines (`SkillMap`), and choosing which of several contradicting
prerequisites to use (`inference.acyclic`): a cycle is refused here.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.errors import CycleError, UnknownSkillError
from graph.model import Prerequisite, SkillId

Mask: TypeAlias = NDArray[np.bool_]
"""One truth value a skill, shape (V,), in the graph's order."""
Indices: TypeAlias = NDArray[np.intp]
"""Skills as positions in the graph's order, from 0."""


class SkillGraph:
    """Skills and prerequisites, acyclic by construction.

    Args:
        prerequisites: Edges, E of them. A pair `(source, target)` is short for one that is
            asserted with confidence 1. A repeated pair counts once, the last one holds.
        skills: Ids in the order that ties follow. Skills that only edges name come after them.

    Raises:
        CycleError: The prerequisites run in a circle.

    Examples:
        >>> graph = SkillGraph([("git", "github"), ("http", "rest")])
        >>> list(graph)
        ['git', 'github', 'http', 'rest']
        >>> sorted(graph.prerequisites_of("rest"))
        ['http']
    """

    def __init__(
        self,
        prerequisites: Iterable[Prerequisite | tuple[SkillId, SkillId]] = (),
        skills: Iterable[SkillId] = (),
    ) -> None:
        edges: dict[tuple[SkillId, SkillId], Prerequisite] = {}
        for given in prerequisites:
            edge = given if isinstance(given, Prerequisite) else Prerequisite(*given)
            edges[edge.source, edge.target] = edge
        self._index: dict[SkillId, int] = {}
        for skill in skills:
            self._index.setdefault(skill, len(self._index))
        for pair in edges:
            for skill in pair:
                self._index.setdefault(skill, len(self._index))
        self._ids = tuple(self._index)
        self._edges = edges
        self._sources: Indices = np.array([self._index[s] for s, _ in edges], dtype=np.intp)
        self._targets: Indices = np.array([self._index[t] for _, t in edges], dtype=np.intp)
        self._into = _Rows(self._targets, self._sources, len(self._ids))
        self._out_of = _Rows(self._sources, self._targets, len(self._ids))
        self._topological = self._sort()
        if len(self._topological) < len(self):
            raise CycleError(self._find_cycle())

    def __iter__(self) -> Iterator[SkillId]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, skill: object) -> bool:
        return skill in self._index

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, SkillGraph)
            and self._ids == other._ids
            and self._edges == other._edges
        )

    __hash__ = None  # type: ignore[assignment] # equal graphs are too large to hash usefully

    def __repr__(self) -> str:
        return f"SkillGraph({len(self)} skills, {len(self._edges)} prerequisites)"

    @property
    def prerequisites(self) -> tuple[Prerequisite, ...]:
        """All edges, in the order in which they were given."""
        return tuple(self._edges.values())

    def prerequisite(self, source: SkillId, target: SkillId) -> Prerequisite | None:
        """Return the edge between two skills, or None if there is none."""
        return self._edges.get((source, target))

    def require(self, skills: Iterable[SkillId]) -> None:
        """Check that the graph has all these skills.

        Raises:
            UnknownSkillError: It does not; the error names the first one that is missing.
        """
        for skill in skills:
            if skill not in self._index:
                raise UnknownSkillError(skill)

    def prerequisites_of(self, skill: SkillId) -> frozenset[SkillId]:
        """Return the direct prerequisites of a skill.

        Raises:
            UnknownSkillError: The graph does not have the skill.
        """
        self.require([skill])
        return self.ids_at(self._into.row(self._index[skill]))

    def dependents_of(self, skill: SkillId) -> frozenset[SkillId]:
        """Return the skills that have this one as a direct prerequisite.

        Raises:
            UnknownSkillError: The graph does not have the skill.
        """
        self.require([skill])
        return self.ids_at(self._out_of.row(self._index[skill]))

    def ancestors_of(self, skills: AbstractSet[SkillId]) -> frozenset[SkillId]:
        """Return everything that has to be learned before any of these skills, without them.

        A skill of `skills` is in the answer if it is a prerequisite of another one.

        Raises:
            UnknownSkillError: The graph does not have one of the skills.
        """
        return self.ids_of(self._reach(self._into, skills))

    def descendants_of(self, skills: AbstractSet[SkillId]) -> frozenset[SkillId]:
        """Return everything that needs any of these skills, directly or further on.

        Raises:
            UnknownSkillError: The graph does not have one of the skills.
        """
        return self.ids_of(self._reach(self._out_of, skills))

    def at_least(self, min_confidence: float) -> "SkillGraph":
        """Return the graph with only the prerequisites of at least this confidence, 0 to 1."""
        return SkillGraph(
            (edge for edge in self._edges.values() if edge.confidence >= min_confidence), self._ids
        )

    def among(self, skills: Iterable[SkillId]) -> "SkillGraph":
        """Return the graph of these skills alone, with the prerequisites between them.

        Raises:
            UnknownSkillError: The graph does not have one of the skills.
        """
        mask = self.mask_of(skills)
        inside = np.flatnonzero(mask[self._sources] & mask[self._targets]).tolist()
        edges = tuple(self._edges.values())
        kept = (self._ids[place] for place in np.flatnonzero(mask).tolist())
        return SkillGraph((edges[place] for place in inside), kept)

    # The array face, for the algorithms of this package.

    @property
    def sources(self) -> Indices:
        """Source of every edge, shape (E,)."""
        return self._sources

    @property
    def targets(self) -> Indices:
        """Target of every edge, shape (E,)."""
        return self._targets

    def position(self, skill: SkillId) -> int:
        """Return the place of a skill in the graph's order, from 0.

        Raises:
            UnknownSkillError: The graph does not have the skill.
        """
        self.require([skill])
        return self._index[skill]

    def mask_of(self, skills: Iterable[SkillId]) -> Mask:
        """Return these skills as truth values, shape (V,).

        Raises:
            UnknownSkillError: The graph does not have one of the skills.
        """
        skills = tuple(skills)
        self.require(skills)
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[[self._index[skill] for skill in skills]] = True
        return mask

    def ids_of(self, mask: Mask) -> frozenset[SkillId]:
        """Return the skills at which the mask is true."""
        return self.ids_at(np.flatnonzero(mask))

    def ids_at(self, positions: Indices) -> frozenset[SkillId]:
        """Return the skills at these positions."""
        return frozenset(self._ids[position] for position in positions)

    def in_order(self, skills: Iterable[SkillId]) -> tuple[SkillId, ...]:
        """Return these skills in the graph's own order.

        Raises:
            UnknownSkillError: The graph does not have one of the skills.
        """
        return tuple(sorted(skills, key=self.position))

    def targets_from(self, position: int) -> Indices:
        """Return the positions of the skills that directly need the one at this position."""
        return self._out_of.row(position)

    @property
    def topological(self) -> tuple[int, ...]:
        """All positions, each after its prerequisites; `order` makes what people get to see."""
        return self._topological

    @cached_property
    def in_degrees(self) -> Indices:
        """Number of direct prerequisites of every skill, shape (V,)."""
        return np.diff(self._into.starts)

    def _reach(self, rows: "_Rows", skills: AbstractSet[SkillId]) -> Mask:
        reached = np.zeros(len(self), dtype=np.bool_)
        edge_of = np.flatnonzero(self.mask_of(skills))
        while edge_of.size:
            neighbours = rows.rows(edge_of)
            edge_of = np.unique(neighbours[~reached[neighbours]])
            reached[edge_of] = True
        return reached

    def _sort(self) -> tuple[int, ...]:
        """Return the skills that stand on no cycle and behind none, in topological order."""
        waiting = self.in_degrees.tolist()
        ready = [skill for skill, count in enumerate(waiting) if count == 0]
        for skill in ready:  # grows while it is read
            for dependent in self._out_of.row(skill).tolist():
                waiting[dependent] -= 1
                if waiting[dependent] == 0:
                    ready.append(dependent)
        return tuple(ready)

    def _find_cycle(self) -> tuple[SkillId, ...]:
        """Return a cycle, its first skill repeated last, of a graph that has one."""
        # Every skill that is left waits for another one that is left: walking back from any of
        # them has to come by the same skill twice.
        left = set(range(len(self))).difference(self._topological)
        walk = [min(left)]
        seen = {walk[0]: 0}
        while True:
            before = next(s for s in self._into.row(walk[-1]).tolist() if s in left)
            if before in seen:
                return tuple(self._ids[s] for s in [before, *reversed(walk[seen[before] :])])
            seen[before] = len(walk)
            walk.append(before)


class _Rows:
    """Edges as compressed sparse rows: row r is `values[starts[r]:starts[r + 1]]`."""

    __slots__ = ("starts", "values")

    def __init__(self, rows: Indices, values: Indices, count: int) -> None:
        order = np.lexsort((values, rows))
        self.values: Indices = values[order]
        self.starts: Indices = np.zeros(count + 1, dtype=np.intp)
        np.cumsum(np.bincount(rows, minlength=count), out=self.starts[1:])

    def row(self, row: int) -> Indices:
        return self.values[self.starts[row] : self.starts[row + 1]]

    def rows(self, rows: Indices) -> Indices:
        return np.concatenate([self.row(row) for row in rows.tolist()])
