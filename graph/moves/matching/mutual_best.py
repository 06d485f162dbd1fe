"""Pairs that are each other's best match, and clearly so."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from graph.model import SkillId

_MARGIN = 0.03
"""By so much the best match has to be better than the next, or it is none."""

Pair: TypeAlias = tuple[SkillId, SkillId]
"""An entry that left, and one that came."""


def mutually_best(scores: Mapping[Pair, float]) -> list[Pair]:
    """Return the pairs that are best for both sides by a clear margin, the best first."""
    of_left: dict[SkillId, list[float]] = defaultdict(list)
    of_came: dict[SkillId, list[float]] = defaultdict(list)
    for (was, now), score in scores.items():
        of_left[was].append(score)
        of_came[now].append(score)
    clear = [
        pair
        for pair, score in scores.items()
        if all(
            sum(other > score - _MARGIN for other in others) == 1
            for others in (of_left[pair[0]], of_came[pair[1]])
        )
    ]
    return sorted(clear, key=lambda pair: (-scores[pair], pair))
