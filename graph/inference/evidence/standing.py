"""Evidence from how skills stand in all that is known of a map, where no need of a pair is known.

Much of a map rests on its foundations, so another skill probably does too. Who needs most of a
topic probably needs the rest of it, and what most of a topic needs, the rest of it needs. What is
nearer to the beginnings of its field comes first, if either does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log1p

from graph.inference.evidence import EvidenceSource, Pair
from graph.inference.knowledge_pack import KnowledgePack
from graph.inference.linking import Links
from graph.model import SkillId
from graph.skillmap import SkillMap

_LEAST_NEED = 0.3
"""Needs that are known this surely count. Range: 0 to 1."""

_LEVELS = 6
"""So many levels further from the beginnings, a concept is surely the later one."""


class StandingEvidence(EvidenceSource):
    """What all that is known of a map says about a pair of its skills.

    Args:
        skill_map: The map.
        pack: The knowledge pack.
        links: Which concepts the skills of the map are.
        needs: The pairs of which it is known that the first is needed, and how surely, 0 to 1.
    """

    def __init__(
        self, skill_map: SkillMap, pack: KnowledgePack, links: Links, needs: Mapping[Pair, float]
    ) -> None:
        self._map, self._pack, self._links = skill_map, pack, links
        self._known = needs.keys()
        self._sure = {pair for pair, strength in needs.items() if strength >= _LEAST_NEED}
        self._topic = {skill.id: skill.parent or "" for skill in skill_map.skills}
        self._area = {skill.id: skill.id.partition("/")[0] for skill in skill_map.skills}
        self._sizes = Counter(group for skill in skill_map.skills for group in self._of(skill.id))
        self._resting: Counter[SkillId] = Counter()
        self._group_on_skill: Counter[tuple[str, SkillId]] = Counter()
        self._skill_on_group: Counter[tuple[SkillId, str]] = Counter()
        for source, target in self._sure:
            self._resting[source] += 1
            for group in self._of(target):
                self._group_on_skill[group, source] += 1
            for group in self._of(source):
                self._skill_on_group[target, group] += 1

    def _of(self, skill: SkillId) -> set[str]:
        """Return the topic and the area of a skill, which may be one."""
        return {self._topic[skill], self._area[skill]}

    def pairs(self) -> Iterable[Pair]:
        """Yield nothing: all this makes no prerequisite of what is otherwise unrelated."""
        return ()

    def signals(self, source: SkillId, target: SkillId) -> dict[str, float]:
        """Return what the whole says about a pair of which no need is known."""
        if (source, target) in self._known:
            return {}
        counts = self._counts(source, target)
        most = log1p(len(self._topic))
        found = {
            "foundation": log1p(counts["resting"]) / most,
            "foundation_itself": log1p(counts["resting_on_target"]) / most,
            "topic_rests": counts["in_topic"] / self._sizes[self._topic[target]],
            "rests_on_topic": counts["of_topic"] / self._sizes[self._topic[source]],
        }
        # A skill right under its area has no other topic than that: it is told once.
        if self._topic[target] != self._area[target]:
            found["area_rests"] = counts["in_area"] / self._sizes[self._area[target]]
        if self._topic[source] != self._area[source]:
            found["rests_on_area"] = counts["of_area"] / self._sizes[self._area[source]]
        found |= self._levels(source, target)
        return {signal: value for signal, value in found.items() if value > 0}

    def text(self, signal: str, source: SkillId, target: SkillId) -> str:
        """Return how both stand, in words."""
        return _TEXTS[signal].format(
            source=self._map[source].name,
            target=self._map[target].name,
            **self._counts(source, target),
        )

    def _counts(self, source: SkillId, target: SkillId) -> dict[str, int]:
        """Return how many skills rest on either, and on what groups; the pair itself left out."""
        is_reverse = (target, source) in self._sure
        return {
            "resting": self._resting[source],
            "resting_on_target": self._resting[target] - is_reverse,
            "in_topic": self._group_on_skill[self._topic[target], source],
            "in_area": self._group_on_skill[self._area[target], source],
            "of_topic": self._skill_on_group[target, self._topic[source]],
            "of_area": self._skill_on_group[target, self._area[source]],
        }

    def _levels(self, source: SkillId, target: SkillId) -> dict[str, float]:
        """Return which of two known skills is nearer to the beginnings of its field."""
        if source not in self._links or target not in self._links:
            return {}
        first, second = self._links[source][0], self._links[target][0]
        further = self._pack.level(second.concept) - self._pack.level(first.concept)
        value = min(1.0, abs(further) / _LEVELS) * min(first.certainty, second.certainty)
        return {"nearer_beginnings" if further > 0 else "further_on": value}


_TEXTS = {
    "foundation": "On “{source}” rest {resting} other skills of this map.",
    "foundation_itself": "On “{target}” itself rest {resting_on_target} other skills of this map.",
    "topic_rests": "On “{source}” rest {in_topic} other skills of the topic of “{target}”.",
    "area_rests": "On “{source}” rest {in_area} other skills of the area of “{target}”.",
    "rests_on_topic": "“{target}” rests on {of_topic} other skills of the topic of “{source}”.",
    "rests_on_area": "“{target}” rests on {of_area} other skills of the area of “{source}”.",
    "nearer_beginnings": "“{source}” is known to be nearer to the beginnings than “{target}”.",
    "further_on": "“{target}” is known to be nearer to the beginnings than “{source}”.",
}
