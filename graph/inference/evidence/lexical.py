"""Evidence from names: one inside another, in the other's headings or description, words in common.

*Docker* comes before *Docker Compose*, and before what stands under *Docker Networking*.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import permutations
from math import fsum, log

from graph.inference.evidence import EvidenceSource, Pair
from graph.inference.evidence.outline import ADVANCED, BASIC
from graph.inference.knowledge_pack import Words, words
from graph.model import SkillId
from graph.skillmap import SkillMap

MAX_SHARED = 40
"""A word that more skills of a map have says nothing about any of them."""


class LexicalEvidence(EvidenceSource):
    """What the names of a map say."""

    def __init__(self, skill_map: SkillMap) -> None:
        self._map = skill_map
        self._words: dict[SkillId, Words] = {}
        self._headings: dict[SkillId, tuple[Words, ...]] = {}
        self._description: dict[SkillId, frozenset[str]] = {}
        for skill in skill_map.skills:
            self._words[skill.id] = words(skill.name.partition(":")[0])
            self._headings[skill.id] = tuple(map(words, skill.path[:-1]))
            self._description[skill.id] = frozenset(words(skill.description))
        self._sets = {skill: frozenset(name) for skill, name in self._words.items()}
        count = Counter(word for name in self._sets.values() for word in name)
        most = log(max(2, len(self._words)))
        self._weight = {word: log(max(2, len(self._words)) / n) / most for word, n in count.items()}

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs that have a word in common, in their names or one in its headings."""
        named: dict[str, list[SkillId]] = defaultdict(list)
        headed: dict[str, list[SkillId]] = defaultdict(list)
        for skill, name in self._words.items():
            for word in dict.fromkeys(name):
                named[word].append(skill)
            inherited = {word for heading in self._headings[skill] for word in heading}
            for word in sorted(inherited | self._description[skill]):
                headed[word].append(skill)
        for word, skills in named.items():
            if len(skills) <= MAX_SHARED:
                yield from permutations(skills, 2)
                for target in (
                    headed.get(word, ()) if len(headed.get(word, ())) <= MAX_SHARED else ()
                ):
                    yield from ((source, target) for source in skills if source != target)

    def signals(self, source: SkillId, target: SkillId) -> dict[str, float]:
        """Return what the names of two skills say about each other."""
        first, second = self._words[source], self._words[target]
        one, other = self._sets[source], self._sets[target]
        core = one - BASIC
        found = {}
        if core and core < other and len(first) <= len(second):
            found["name_inside"] = 1.0
        if common := one & other:
            weights = self._weight
            # Exact, for other sums depend on the order of a set: the same map gives the same bytes.
            found["shared_words"] = fsum(weights[word] for word in common) / max(
                1e-9, fsum(weights[word] for word in one | other)
            )
        if len(first) > 1 < len(second) and first[-1] == second[-1]:
            found["same_kind"] = 1.0
        own = {
            heading for heading in self._headings[target] if heading not in self._headings[source]
        }
        if core and own:
            found["name_in_heading"] = len(core & {w for heading in own for w in heading}) / len(
                core
            )
        if core and core <= self._description[target]:
            found["name_in_description"] = 1.0
        if self._map[source].path[0] == self._map[target].path[0]:
            if one & BASIC and not other & BASIC:
                found["basic_name"] = 1.0
            if other & BASIC and not one & BASIC:
                found["other_basic_name"] = 1.0
            if other & ADVANCED and not one & ADVANCED:
                found["advanced_name"] = 1.0
        return {signal: value for signal, value in found.items() if value > 0}

    def text(self, signal: str, source: SkillId, target: SkillId) -> str:
        """Return what the names say, in words."""
        common = sorted(set(self._words[source]) & set(self._words[target]))
        return _TEXTS[signal].format(
            source=self._map[source].name, target=self._map[target].name, common=", ".join(common)
        )


_TEXTS = {
    "name_inside": "The name “{target}” contains “{source}”.",
    "shared_words": "“{source}” and “{target}” have words in common: {common}.",
    "same_kind": "“{source}” and “{target}” are of one kind by their names.",
    "name_in_heading": "“{source}” is named in a heading above “{target}”.",
    "name_in_description": "The description of “{target}” speaks of “{source}”.",
    "basic_name": "“{source}” calls itself a beginning, and “{target}” does not.",
    "other_basic_name": "“{target}” calls itself a beginning, and “{source}” does not.",
    "advanced_name": "“{target}” calls itself advanced, and “{source}” does not.",
}
