"""Evidence from the knowledge pack: what is known of the concepts that two skills are.

A concept that a map lacks is stepped over: who needs *Containers*, which nothing in the map is,
needs what containers need. Where only parts of it are there, the first of them stands for it, as
*Running Containers* does for *Docker*; so does what opens a topic of that name. Where either of
several is enough, those that the map has are meant. What stands under a heading may need what the
heading needs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.inference.evidence import EvidenceSource, Pair
from graph.inference.evidence.outline import BASIC
from graph.inference.knowledge_pack import KnowledgePack, words
from graph.inference.linking import Links, link_headings
from graph.model import SkillId
from graph.skillmap import SkillMap

NEEDS = frozenset(
    {
        "needs",
        "builds_on",
        "builds_on_afield",
        "rests_on",
        "rests_on_afield",
        "needs_whole",
        "rests_on_whole",
    }
)
"""Signals of a need that is known: direct, over two steps, over more, for a whole."""

_PRESENT = 0.5
"""A concept is in the map if a skill is linked to it this surely. Range: 0 to 1."""

_FURTHER = 0.35
"""What remains of a link if another skill, surer or before it, is the same concept."""

_MAX_STEPS = 8
_LEAST_STRENGTH = 0.1
"""How far needs of needs are followed, and down to which strength."""

_CHOICE, _CROWDED = 0.85, 0.7
"""A need that another would fill too: its strength, and the power by which it falls with each more
of them that the map has."""

_STAND_IN, _LEAST_STAND_IN = 0.7, 0.35
"""How surely a part stands for a whole that the map lacks, and below which it does not. A heading
of that name is a little surer."""
_HEADING = 0.75


@dataclass(frozen=True, slots=True)
class _Need:
    """A concept that another one needs, directly or not."""

    steps: int
    strength: float
    via: str
    """The concept before it on the way."""
    leaves_field: bool = False
    """Whether the way leads into another field."""


@dataclass(frozen=True, slots=True)
class _StandIn:
    """A skill that represents a concept that the map lacks."""

    skill: SkillId
    certainty: float
    siblings: frozenset[SkillId] = frozenset()
    """What stands under the same heading: to these it is no more than the first of them."""


class KnowledgeEvidence(EvidenceSource):
    """What the knowledge pack says about a map.

    Args:
        skill_map: The map.
        pack: The knowledge pack.
        links: Which concepts the skills of the map are.
    """

    def __init__(self, skill_map: SkillMap, pack: KnowledgePack, links: Links) -> None:
        self._map, self._pack, self._links = skill_map, pack, links
        self._skills: dict[str, list[tuple[SkillId, float]]] = defaultdict(list)
        for skill, found in links.items():
            for link in found:
                self._skills[link.concept].append((skill, link.certainty))
        for skills in self._skills.values():
            skills.sort(key=lambda found: -round(found[1], 1))
            skills[1:] = [(skill, certainty * _FURTHER) for skill, certainty in skills[1:]]
        self._present = {
            concept
            for concept, skills in self._skills.items()
            if max(certainty for _, certainty in skills) >= _PRESENT
        }
        headings = tuple(link_headings(skill_map, pack))
        self._stand_ins = self._find_stand_ins(headings)
        self._known_needs: dict[str, Mapping[str, _Need]] = {}
        self._signals: dict[Pair, dict[str, float]] = defaultdict(dict)
        self._paths: dict[tuple[SkillId, SkillId, str], tuple[str, ...]] = {}
        for target, found in links.items():
            for link in found:
                self._tell_needs(target, link.concept, link.certainty)
                self._tell_others(target, link.concept, link.certainty)
        for heading, under, certainty in headings:
            self._tell_needs_of_heading(heading, under, certainty)

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs that the pack says something about."""
        yield from self._signals

    @property
    def needs(self) -> dict[Pair, float]:
        """The pairs of which the pack says that the first is needed, and how surely, 0 to 1."""
        strength = {
            pair: max(signals.get(signal, 0.0) for signal in NEEDS)
            for pair, signals in self._signals.items()
        }
        return {pair: value for pair, value in strength.items() if value}

    def signals(self, source: SkillId, target: SkillId) -> dict[str, float]:
        """Return what the pack says; if it knows both and nothing between them, it says that."""
        found = dict(self._signals.get((source, target), {}))
        if not _SAID.intersection(found):
            known = min(self._certainty(source), self._certainty(target))
            if known:
                found["unrelated"] = known
        return found

    def text(self, signal: str, source: SkillId, target: SkillId) -> str:
        """Return what is known of both, in words."""
        path = self._paths.get((source, target, signal), ())
        return _TEXTS[signal].format(
            source=self._map[source].name,
            target=self._map[target].name,
            path=" \N{RIGHTWARDS ARROW} ".join(path),
        )

    def _certainty(self, skill: SkillId) -> float:
        return max((link.certainty for link in self._links.get(skill, ())), default=0.0)

    def _find_stand_ins(
        self, headings: Iterable[tuple[str, Sequence[SkillId], float]]
    ) -> Mapping[str, Sequence[_StandIn]]:
        """Return by which skills a concept may be represented that no skill is, first to last."""
        place = {skill.id: place for place, skill in enumerate(self._map.skills)}
        candidates: dict[str, list[_StandIn]] = defaultdict(list)
        for skill, found in self._links.items():
            for link in found:
                concept = self._pack.concepts[link.concept]
                wholes = {group[0] for group in concept.needs if len(group) == 1}
                # *Docker Images* can stand for *Docker Basics*, but not for *Containers*.
                wholes = {w for w in wholes if set(words(w)) - BASIC <= set(words(link.concept))}
                for whole in wholes | ({concept.part_of} if concept.part_of else set()):
                    candidates[whole].append(_StandIn(skill, link.certainty * _STAND_IN))
        for name, under, certainty in headings:
            candidates[name].append(_StandIn(under[0], certainty * _HEADING, frozenset(under)))
        stand_ins = {}
        for whole, skills in candidates.items():
            fitting = [one for one in skills if one.certainty >= _LEAST_STAND_IN]
            if fitting and whole not in self._present:
                stand_ins[whole] = sorted(
                    fitting, key=lambda one: (place[one.skill], -one.certainty)
                )
        return stand_ins

    def _tell_needs(self, target: SkillId, concept: str, certainty: float) -> None:
        needs = self._needs(concept)
        for needed, need in needs.items():
            path = _path(needs, needed, concept)
            for source, sure in self._skills.get(needed, ()):
                strength = need.strength * min(certainty, sure)
                self._tell(source, target, _signal_of(need), strength, path)
                self._tell(target, source, "needed_by", strength, path)
            for stand_in in self._stand_ins.get(needed, ()):
                source, sure = stand_in.skill, stand_in.certainty
                if target in stand_in.siblings:
                    continue
                if any(
                    concept in self._needs(link.concept) for link in self._links.get(source, ())
                ):
                    break  # *Docker Compose* stands for *Containers* to others, not to Docker
                strength = need.strength * min(certainty, sure / _STAND_IN)
                signal = "needs_whole" if need.steps == 1 else "rests_on_whole"
                self._tell(source, target, signal, strength, path)
                self._tell(target, source, "whole_needed_by", strength, path)
                break

    def _tell_needs_of_heading(
        self, heading: str, under: Sequence[SkillId], certainty: float
    ) -> None:
        within = frozenset(under)
        needs = self._needs(heading)
        for needed, need in needs.items():
            path = _path(needs, needed, heading)
            for source, sure in self._skills.get(needed, ()):
                if source not in within:
                    strength = need.strength * min(certainty, sure)
                    for target in under:
                        self._tell(source, target, "heading_needs", strength, path)

    def _tell_others(self, target: SkillId, concept: str, certainty: float) -> None:
        for helping in self._pack.concepts[concept].helps:
            for source, sure in self._skills.get(helping, ()):
                self._tell(source, target, "helps", min(certainty, sure), (helping, concept))
        for source, sure in self._skills[concept]:
            self._tell(source, target, "same_concept", min(certainty, sure), (concept,))

    def _tell(
        self, source: SkillId, target: SkillId, signal: str, value: float, path: tuple[str, ...]
    ) -> None:
        if source == target:
            return
        found = self._signals[source, target]
        if value > found.get(signal, 0):
            found[signal] = value
            self._paths[source, target, signal] = path

    def _needs(self, concept: str) -> Mapping[str, _Need]:
        """Return all that a concept needs, each by the shortest and then the strongest way."""
        if concept not in self._known_needs:
            self._known_needs[concept] = self._find_needs(concept)
        return self._known_needs[concept]

    def _find_needs(self, concept: str) -> Mapping[str, _Need]:
        found: dict[str, _Need] = {}
        field = self._pack.concepts[concept].field
        reached = {concept: _Need(0, 1.0, concept)}
        for steps in range(1, _MAX_STEPS + 1):
            following: dict[str, _Need] = {}
            for name, before in reached.items():
                for group in self._pack.concepts[name].needs:
                    meant, share = self._meant(group)
                    for needed in meant:
                        leaves = before.leaves_field or self._pack.concepts[needed].field != field
                        need = _Need(steps, before.strength * share, name, leaves)
                        better = need.strength > getattr(following.get(needed), "strength", 0)
                        if needed not in found and needed != concept and better:
                            following[needed] = need
            found |= following
            reached = {n: need for n, need in following.items() if need.strength > _LEAST_STRENGTH}
        return found

    def _meant(self, group: tuple[str, ...]) -> tuple[tuple[str, ...], float]:
        """Return which of a choice are meant in this map, and how strongly each."""
        if len(group) == 1:
            return group, 1.0
        for there in (self._present, self._stand_ins):
            meant = tuple(name for name in group if name in there)
            if meant:
                meant = self._nearest(meant)
                return meant, _CHOICE / len(meant) ** _CROWDED
        return group, _CHOICE / len(group)

    def _nearest(self, group: tuple[str, ...]) -> tuple[str, ...]:
        """Return the concepts of a group that no other one of it needs: these bring them along."""
        brought = {n for name in group for need in self._pack.concepts[name].needs for n in need}
        return tuple(name for name in group if name not in brought) or group


def _path(needs: Mapping[str, _Need], needed: str, concept: str) -> tuple[str, ...]:
    """Return the concepts from the one that is needed to the one that needs it."""
    path = [needed]
    while path[-1] != concept:
        path.append(needs[path[-1]].via)
    return tuple(path)


def _signal_of(need: _Need) -> str:
    """Return how a need is told: the further away and the further afield, the less it is worth."""
    signal = _BY_STEPS.get(need.steps, "rests_on")
    return f"{signal}_afield" if need.leaves_field and need.steps > 1 else signal


_BY_STEPS = {1: "needs", 2: "builds_on"}
_SAID = NEEDS | {"needed_by", "same_concept", "helps"}
_TEXTS = {
    "needs": "Known of the field: {path}.",
    "builds_on": "Known of the field: {path}.",
    "builds_on_afield": "Known of this field and others: {path}.",
    "rests_on": "Known of the field: {path}.",
    "rests_on_afield": "Known of this field and others: {path}.",
    "needs_whole": "Known of the field: {path}; “{source}” stands for the first.",
    "rests_on_whole": "Known of the field: {path}; “{source}” stands for the first.",
    "heading_needs": "Known of the field: {path}, under which “{target}” stands.",
    "needed_by": "Known of the field, the other way round: {path}.",
    "whole_needed_by": "Known of the field, the other way round: {path}.",
    "helps": "Known of the field: {path} is of help, if not needed.",
    "same_concept": "“{source}” and “{target}” are much the same thing: {path}.",
    "unrelated": "Of “{source}” and “{target}” much is known, but no need of one for the other.",
}
