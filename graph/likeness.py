"""How alike the skills of a map are to learners, and how late each is learned.

What holds for a skill holds more or less for the skills of its topic, of its area, and for those
that share prerequisites with it. And whoever knows a skill mostly knows what it needs.

Not its job: what answers say (`beliefs`).
"""

from collections.abc import Hashable, Sequence
from functools import cached_property
from math import erf
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.skillgraph import Indices, SkillGraph

Numbers: TypeAlias = NDArray[np.float64]
"""One number a skill, shape (V,), or a matrix of them."""

GENERAL, OF_AREA, OF_TOPIC, OF_PREREQUISITES = 2.0, 2.0, 1.5, 3.0
"""How much of readiness is shared with all skills, those of the area, those of the topic, and those
of common prerequisites; what each skill has to itself is 1. Ranges: over 0."""
AVERAGE = -0.6
"""Readiness for a skill of middling difficulty: people know the smaller part of a map."""
SLOPE = 4.0
"""How much less ready people are for the hardest skill of a map than for the easiest; 0 or more."""

LEAST = 1e-6
"""No chance is closer to 0 or 1, so that log-odds stay finite."""


class Likeness:
    """How alike the skills of a map are to learners: made once for a graph, used for any answers.

    Args:
        graph: V skills and E prerequisites.
        areas: The area of every skill, in the graph's order.
        topics: What directly contains every skill, in the graph's order.
        ordered: Whether what stands earlier in a topic or an area tends to be learned earlier.

    Time: O(E V / 8) operations on bytes. Memory: V² / 8 bytes.
    """

    def __init__(
        self,
        graph: SkillGraph,
        areas: Sequence[Hashable],
        topics: Sequence[Hashable],
        *,
        ordered: bool = True,
    ) -> None:
        self.count = len(graph)
        self._area = _numbered(areas)
        self._topic = _numbered(topics)
        self._after = _Steps(graph.topological, graph.sources, graph.targets)
        self._before = _Steps(graph.topological[::-1], graph.targets, graph.sources)
        self._reach = _reach(graph)
        self._needs = np.zeros(self.count)
        for row in self._reach:
            self._needs += np.unpackbits(row, count=self.count)
        self.average: Numbers = AVERAGE - SLOPE * self._difficulty(ordered=ordered)
        """Readiness for each skill before anything was asked, shape (V,)."""
        self._usual = log_odds_of(chances_of(self.average, self.spread))

    def row(self, skill: int) -> Numbers:
        """Return how far readiness for each skill goes with readiness for this one, shape (V,)."""
        needed = np.flatnonzero(self._reach[:, skill >> 3] >> (7 - (skill & 7)) & 1)
        shared = np.unpackbits(self._reach[needed], axis=1, count=self.count).sum(0, dtype=np.int64)
        alike: Numbers = OF_PREREQUISITES * shared / np.sqrt(self._needs[skill] * self._needs)
        alike += GENERAL
        alike += OF_AREA * (self._area == self._area[skill])
        alike += OF_TOPIC * (self._topic == self._topic[skill])
        return alike

    def rows(self, skills: Indices) -> Numbers:
        """Return the rows of some skills, n of them, shape (n, V)."""
        rows = np.empty((len(skills), self.count))
        for place, skill in enumerate(skills.tolist()):
            rows[place] = self.row(skill)
        return rows

    @property
    def spread(self) -> float:
        """Variance of readiness before anything was asked, the same for every skill."""
        return GENERAL + OF_AREA + OF_TOPIC + OF_PREREQUISITES

    @cached_property
    def related(self) -> Numbers:
        """How many skills each one needs or is needed by, itself counted twice, shape (V,)."""
        needed_by: Numbers = np.bitwise_count(self._reach).sum(1)
        return self._needs + needed_by

    def with_prerequisites(self, log_odds: Numbers) -> Numbers:
        """Return beliefs after they have run along the prerequisites, both ways.

        Args:
            log_odds: How likely each skill is known, shape (V,).

        Returns:
            The same, never less for a skill than for one that needs it.
        """
        lifted = log_odds + self._before.carry(log_odds, self._usual)
        lowered = -log_odds + self._after.carry(-log_odds, -self._usual)
        both = lifted - lowered - log_odds
        # Where beliefs still contradict a prerequisite, each gives way by half.
        most_after = self._before.spread(both, np.maximum)
        least_before = self._after.spread(both, np.minimum)
        agreed: Numbers = (most_after + least_before) / 2
        return agreed

    def _difficulty(self, *, ordered: bool) -> Numbers:
        """Return how late each skill is learned, about -0.5 to 0.5, never before what it needs."""
        depth = self._after.depth / max(1, self._after.depth.max(initial=0))
        parts = [depth]
        if ordered:
            parts += [_place_in(self._topic), _place_in(self._area)]
        late = self._after.spread(np.mean(parts, axis=0), np.maximum)
        return late - late.mean() if self.count else late


def chances_of(mean: Numbers, variance: Numbers | float) -> Numbers:
    """Return how likely readiness of this mean and variance, with a skill's own 1, is over 0."""
    at = mean / np.sqrt(2 * (1 + variance))
    chance: Numbers = np.clip((1 + _erf(at)) / 2, LEAST, 1 - LEAST)
    return chance


_erf = np.vectorize(erf, otypes=[float])


def log_odds_of(chance: Numbers) -> Numbers:
    """Return chances between 0 and 1 as log-odds."""
    odds: Numbers = np.log(chance / (1 - chance))
    return odds


class _Steps:
    """Edges in layers, so that a value runs from the tails of edges to their heads, layer by layer.

    Args:
        order: All V positions, the tail of every edge before its head.
        tails: Where the edges begin, shape (E,).
        heads: Where they end, shape (E,).
    """

    def __init__(self, order: Sequence[int], tails: Indices, heads: Indices) -> None:
        depth = [0] * len(order)
        onward: list[list[int]] = [[] for _ in order]
        for tail, head in zip(tails.tolist(), heads.tolist(), strict=True):
            onward[tail].append(head)
        for tail in order:
            for head in onward[tail]:
                depth[head] = max(depth[head], depth[tail] + 1)
        self.depth: Indices = np.array(depth, dtype=np.intp)
        """Edges of the longest way to each skill."""
        self._layers: list[tuple[Indices, Indices, Indices]] = []
        by_head = np.lexsort((heads, self.depth[heads]))
        tails, heads = tails[by_head], heads[by_head]
        bounds = np.searchsorted(self.depth[heads], np.arange(1, max(depth, default=0) + 2))
        for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            layer, firsts = np.unique(heads[start:end], return_index=True)
            self._layers.append((layer, tails[start:end], firsts))

    def spread(self, values: Numbers, choose: np.ufunc) -> Numbers:
        """Return for each skill what `choose` makes of it and all those before it."""
        spread = values.copy()
        for heads, tails, firsts in self._layers:
            spread[heads] = choose(spread[heads], choose.reduceat(spread[tails], firsts))
        return spread

    def carry(self, log_odds: Numbers, usual: Numbers) -> Numbers:
        """Return how much the strongest belief in what comes before lifts each skill, 0 or more.

        A belief counts as far as it is stronger than usual: that a chain of skills is mostly known
        from its end is in what is usual already.
        """
        lift = np.zeros_like(log_odds)
        expected = np.logaddexp(0, usual)
        for heads, tails, firsts in self._layers:
            news = np.logaddexp(0, log_odds[tails] + lift[tails]) - expected[tails]
            lift[heads] = np.maximum(0, np.maximum.reduceat(news, firsts))
        return lift


def _reach(graph: SkillGraph) -> NDArray[np.uint8]:
    """Return for each skill itself and all that need it, as bits, shape (V, V / 8)."""
    count = len(graph)
    reach = np.zeros((count, (count + 7) // 8), dtype=np.uint8)
    for skill in reversed(graph.topological):
        targets = graph.targets_from(skill)
        if targets.size:
            reach[skill] = np.bitwise_or.reduce(reach[targets], axis=0)
        reach[skill, skill >> 3] |= 128 >> (skill & 7)
    return reach


def _numbered(groups: Sequence[Hashable]) -> Indices:
    """Return the groups as numbers from 0."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(group, len(numbers)) for group in groups], dtype=np.intp)


def _place_in(groups: Indices) -> Numbers:
    """Return how far down its group each skill stands, over 0 and below 1."""
    sizes = np.bincount(groups)
    by_group = np.argsort(groups, kind="stable")
    starts = np.cumsum(sizes) - sizes
    place = np.empty(len(groups))
    place[by_group] = np.arange(len(groups)) - starts[groups[by_group]]
    within: Numbers = (place + 0.5) / sizes[groups]
    return within
