"""Evidence from what names mean: vectors tell that *Wiring* and *Conductors* belong together.

Meaning says which skills have to do with each other, where no word is shared, and hardly which of
two comes first. Where the vectors come from is not looked at here: see `bench.word_vectors`.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from bench.word_vectors import Vectors
from graph.inference.evidence import EvidenceSource, Pair
from graph.model import SkillId
from graph.skillmap import SkillMap

NEAREST = 5
"""So many names of a map are near to a name at most."""

CLOSE = 0.3
"""The least cosine of two names that are near. Range: 0 to 1."""

_BLOCK = 1000
"""Names that are compared with all others at a time."""


class Encoder(Protocol):
    """Turns names into vectors."""

    def encode(self, names: Sequence[str]) -> Vectors:
        """Return a vector of length 1, or all zeros, for each name."""


class EmbeddingEvidence(EvidenceSource):
    """What the meaning of the names of a map says.

    Args:
        skill_map: The map, V skills.
        encoder: Turns its names into vectors.

    Time: O(V^2) for the nearest of all, in memory of O(V).
    """

    def __init__(self, skill_map: SkillMap, encoder: Encoder) -> None:
        self._map = skill_map
        skills = skill_map.skills
        self._ids = [skill.id for skill in skills]
        self._place = {skill: place for place, skill in enumerate(self._ids)}
        self._vectors = encoder.encode([skill.name for skill in skills])
        headings = list(dict.fromkeys(name for skill in skills for name in skill.path[:-1]))
        self._heading = dict(zip(headings, encoder.encode(headings), strict=True))
        self._near = [set(places) for places in _nearest(self._vectors)]

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs of names that are near in meaning, both ways."""
        for place, near in enumerate(self._near):
            for other in sorted(near):
                yield self._ids[other], self._ids[place]
                yield self._ids[place], self._ids[other]

    def signals(self, source: SkillId, target: SkillId) -> dict[str, float]:
        """Return how alike two names are, and the source and the headings above the target."""
        one, other = self._place[source], self._place[target]
        vector = self._vectors[one]
        above = self._map[source].path[:-1]
        own = [self._heading[name] for name in self._map[target].path[:-1] if name not in above]
        found = {
            "alike": float(vector @ self._vectors[other]),
            "like_heading": max((float(vector @ heading) for heading in own), default=0.0),
            "near_source": float(other in self._near[one]),
            "near_target": float(one in self._near[other]),
        }
        return {signal: min(1.0, value) for signal, value in found.items() if value > 0}

    def text(self, signal: str, source: SkillId, target: SkillId) -> str:
        """Return what the names mean to each other, in words."""
        return _TEXTS[signal].format(source=self._map[source].name, target=self._map[target].name)


def _nearest(vectors: Vectors) -> Iterator[list[int]]:
    """Yield for each vector the places of the nearest that are close; of ties the first."""
    for start in range(0, len(vectors), _BLOCK):
        alike = vectors[start : start + _BLOCK] @ vectors.T
        for row, values in enumerate(alike, start):
            values[row] = -1
            some = np.flatnonzero(values >= CLOSE)
            order = np.argsort(-values[some], kind="stable")[:NEAREST]
            yield [int(place) for place in some[order]]


_TEXTS = {
    "alike": "“{source}” and “{target}” are somewhat alike in meaning.",
    "like_heading": "“{source}” is somewhat alike in meaning to a heading above “{target}”.",
    "near_source": "Few names of the map are as close in meaning to “{source}” as “{target}”.",
    "near_target": "Few names of the map are as close in meaning to “{target}” as “{source}”.",
}
