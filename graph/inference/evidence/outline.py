"""Evidence from the outline: where two skills stand, and which of them its author put first.

In a map whose lists are sorted by name the order says nothing, so only places count there. A skill
with several placements is learned where it stands first. Pairs of different topics are for other
sources to propose: their places alone make no prerequisite, they only speak for or against one.
"""

from collections.abc import Iterator
from itertools import pairwise

from graph.inference.evidence import EvidenceSource, Pair
from graph.inference.knowledge_pack import words
from graph.model import SkillId
from graph.skillmap import SkillMap

SORTED_SHARE = 0.75
"""Where so many neighbours stand in alphabetical order, the lists were sorted by name. The measured
shares are .44 to .60 for lists that people put in order, and .79 and more for sorted ones."""

FEWEST_NEIGHBOURS = 12
"""Fewer neighbours may be in alphabetical order by chance."""

MAX_TOPIC = 60
"""Skills of a topic that are compared with each other. A longer list is a collection, and each is
compared with as many before it."""

BASIC = frozenset(
    {"101", "basic", "beginner", "core", "essential", "first", "foundation", "fundamental", "intro"}
    | {"introduction", "introductory", "overview", "primer", "setup", "started", "syntax"}
)
"""Words of a heading or a name that begins a subject."""

ADVANCED = frozenset(
    {"advanced", "best", "complex", "custom", "deep", "expert", "intermediate", "internal"}
    | {"mastering", "optimization", "pattern", "performance", "practice", "production", "scaling"}
    | {"strategy", "tuning"}
)
"""Words of a heading or a name that goes on from there."""


def is_sorted_by_name(skill_map: SkillMap) -> bool:
    """Say whether the lists of a map are sorted by name, so that their order says nothing."""
    neighbours = [
        (before.name.casefold(), after.name.casefold())
        for children in skill_map.children.values()
        for before, after in pairwise([child for child in children if child.kind == "skill"])
    ]
    in_order = sum(before <= after for before, after in neighbours)
    return len(neighbours) >= FEWEST_NEIGHBOURS and in_order / len(neighbours) >= SORTED_SHARE


class OutlineEvidence(EvidenceSource):
    """What the outline says.

    Args:
        skill_map: The map.
        is_ordered: Whether the order of its lists means anything.
    """

    def __init__(self, skill_map: SkillMap, *, is_ordered: bool) -> None:
        self._map = skill_map
        self._is_ordered = is_ordered
        self._place = {skill.id: place for place, skill in enumerate(skill_map.skills)}
        self._siblings: dict[SkillId | None, list[SkillId]] = {}
        self._areas: dict[str, list[SkillId]] = {}
        for skill in skill_map.skills:
            self._siblings.setdefault(skill.parent, []).append(skill.id)
            self._areas.setdefault(skill.path[0], []).append(skill.id)
        self._opens_topic = {skills[0] for skills in self._siblings.values()}
        self._opens_area = {skills[0] for skills in self._areas.values()}
        self._first_area = next(iter(self._areas), "")
        self._heading_words = {
            skill.id: frozenset(word for name in skill.path[:-1] for word in words(name))
            for skill in skill_map.skills
        }

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs of each topic; of a long one, of its first skill and of near ones."""
        for skills in self._siblings.values():
            for place, skill in enumerate(skills):
                near = skills[max(0, place - MAX_TOPIC) : place]
                for other in dict.fromkeys([skills[0], *near] if place else []):
                    yield other, skill
                    yield skill, other

    def signals(self, source: SkillId, target: SkillId) -> dict[str, float]:
        """Return how two skills stand to each other."""
        one, other = self._map[source], self._map[target]
        is_first = self._place[source] < self._place[target]
        if one.parent == other.parent:
            found = ["same_topic"]
            ordered = ["earlier_in_topic"] if is_first else ["later_in_topic"]
            if is_first and source in self._opens_topic:
                ordered.append("opens_topic")
        elif one.path[0] == other.path[0]:
            found = ["same_area"]
            ordered = ["earlier_in_area"] if is_first else ["later_in_area"]
            if is_first and source in self._opens_topic:
                ordered.append("opens_other_topic")
            if is_first and source in self._opens_area:
                ordered.append("opens_area")
        else:
            found = []
            ordered = ["earlier_area"] if is_first else ["later_area"]
            if is_first and source in self._opens_area:
                ordered.append("opens_other_area")
            if is_first and one.path[0] == self._first_area:
                ordered.append("first_area")
        if one.path[0] == other.path[0]:
            found += self._levels(source, target)
        return dict.fromkeys([*found, *(ordered if self._is_ordered else [])], 1.0)

    def _levels(self, source: SkillId, target: SkillId) -> Iterator[str]:
        above, below = self._heading_words[source], self._heading_words[target]
        if above & BASIC and not below & BASIC:
            yield "basic_topic"
        if below & ADVANCED and not above & ADVANCED:
            yield "advanced_topic"

    def text(self, signal: str, source: SkillId, target: SkillId) -> str:
        """Return where they stand, in words."""
        return _TEXTS[signal].format(
            source=self._map[source].name,
            target=self._map[target].name,
            source_topic=self._topic(source),
            target_topic=self._topic(target),
            source_area=self._map[source].path[0],
            target_area=self._map[target].path[0],
        )

    def _topic(self, skill: SkillId) -> str:
        path = self._map[skill].path
        return path[-2] if len(path) > 1 else self._map.title


_TEXTS = {
    "same_topic": "Both stand under “{source_topic}”.",
    "earlier_in_topic": "“{source}” stands before “{target}” under “{source_topic}”.",
    "later_in_topic": "“{source}” stands after “{target}” under “{source_topic}”.",
    "opens_topic": "“{source}” opens the topic in which “{target}” stands.",
    "same_area": "Both stand in the area “{source_area}”, under different topics.",
    "earlier_in_area": "“{source_topic}” comes before “{target_topic}” in “{source_area}”.",
    "later_in_area": "“{source_topic}” comes after “{target_topic}” in “{source_area}”.",
    "opens_other_topic": "“{source}” opens “{source_topic}”, a topic before that of “{target}”.",
    "opens_area": "“{source}” opens the area “{source_area}”.",
    "earlier_area": "The area “{source_area}” comes before “{target_area}”.",
    "later_area": "The area “{source_area}” comes after “{target_area}”.",
    "opens_other_area": "“{source}” opens “{source_area}”, an area before that of “{target}”.",
    "first_area": "“{source}” stands in the first area of the map.",
    "basic_topic": "“{source}” stands under basics, and “{target}” does not.",
    "advanced_topic": "“{target}” stands under an advanced topic, and “{source}” does not.",
}
