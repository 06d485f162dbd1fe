"""Evidence from the form of names: how long they are, and whether they join or relate things.

What is learned early tends to be called otherwise than what builds on it, whatever the field:
*Variables and Data Types* before *Deploying to Kubernetes*. That says little about any one pair,
but in a field of which nothing is known it is most of what tells the first from the second. What
names mean, or have in common, is not looked at: see `lexical`.
"""

from collections.abc import Iterator, Mapping

from graph.inference.evidence import EvidenceSource, Pair
from graph.inference.knowledge_pack import words
from graph.model import SkillId
from graph.skillmap import SkillMap

FULL_LENGTH = 3
"""A name that is longer by so many words counts as longer in full."""

_JOINING = (" and ", " & ", ", ", "/")
_RELATING = frozenset({"by", "for", "from", "in", "of", "on", "to", "with"})


class FormEvidence(EvidenceSource):
    """What the form of the names of a map says."""

    def __init__(self, skill_map: SkillMap) -> None:
        self._map = skill_map
        self._traits = {skill.id: _traits(skill.name) for skill in skill_map.skills}

    def pairs(self) -> Iterator[Pair]:
        """Yield no pair: a form alone makes no prerequisite, it only speaks for or against one."""
        yield from ()

    def signals(self, source: SkillId, target: SkillId) -> dict[str, float]:
        """Return which traits one name has, or has more of, and the other has not."""
        one, other = self._traits[source], self._traits[target]
        found = {f"source_{trait}": min(1.0, one[trait] - other[trait]) for trait in one}
        found |= {f"target_{trait}": min(1.0, other[trait] - one[trait]) for trait in one}
        return {signal: value for signal, value in found.items() if value > 0}

    def text(self, signal: str, source: SkillId, target: SkillId) -> str:
        """Return which name has the trait, in words."""
        whose, _, trait = signal.partition("_")
        having, lacking = (source, target) if whose == "source" else (target, source)
        return _TEXTS[trait].format(self._map[having].name, self._map[lacking].name)


def _traits(name: str) -> Mapping[str, float]:
    lower = name.lower()
    return {
        "longer": len(words(name)) / FULL_LENGTH,
        "plural": float(lower.endswith("s")),
        "joins": float(any(mark in lower for mark in _JOINING)),
        "relates": float(not _RELATING.isdisjoint(lower.split()[1:])),
        "capitals": float(any(word[1:] != word[1:].lower() for word in name.split())),
    }


_TEXTS = {
    "longer": "The name “{}” is longer than “{}”.",
    "plural": "“{}” is a name in the plural, and “{}” is not.",
    "joins": "“{}” joins several things in one name, and “{}” does not.",
    "relates": "“{}” says what it is for or part of, and “{}” does not.",
    "capitals": "“{}” has capitals as abbreviations and products have, and “{}” has not.",
}
