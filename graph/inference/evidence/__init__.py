"""Sources of evidence: each looks at a map and says what speaks for, or against, a prerequisite.

One source a file. A source proposes pairs of skills, gives the signals of a pair as numbers from 0
to 1, and tells a signal in words. How much a signal is worth is not its job: `combine` weighs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from graph.model import Evidence, SkillId

Pair: TypeAlias = tuple[SkillId, SkillId]
"""Source and target: the one that may have to be learned first, and the other."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence that `source` has to be learned before `target`."""

    source: SkillId
    target: SkillId
    evidence: Evidence


class EvidenceSource(Protocol):
    """What one kind of evidence says about the skills of one map."""

    def pairs(self) -> Iterable[Pair]:
        """Yield pairs for which there may be a prerequisite, each any number of times."""

    def signals(self, source: SkillId, target: SkillId) -> Mapping[str, float]:
        """Return the signals of a pair by name, over 0 and at most 1. What is absent is 0."""

    def text(self, signal: str, source: SkillId, target: SkillId) -> str:
        """Return a signal of this pair in words, as a sentence."""
