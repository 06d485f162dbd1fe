"""Which concept of the knowledge pack a skill of a map is, and how surely.

A name is tried as it stands and in simpler forms: without what is in parentheses, without "Basics
of", its parts, and together with a heading above it, since *Volumes* under *Docker* is *Docker
Volumes*. Where a name is known only locally its surroundings have to fit; where it is known
everywhere, they still count: a map of cooking that speaks of *Reduction* means no concept of
computing, which shows in how little else of it is known.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from graph.inference.knowledge_pack import KnowledgePack, Words, words
from graph.model import Entry, SkillId
from graph.skillmap import SkillMap

_ENTIRE, _WITHOUT_EXTRAS, _INSIDE, _PART, _CONTAINED = 0.97, 0.9, 0.7, 0.75, 0.5
_WITH_HEADING, _LOCAL = 0.93, 0.9
"""How surely a name in this form is the concept, where the surroundings do not speak against it."""

_SHARED = 0.6
"""The same for a part with the word that it may share with the others: *Unit and Integration Tests*
are also *Unit Tests*, and of *HTTP Methods & Headers* the second part are *HTTP Headers*."""

_OTHER_ORDER = 0.93
"""What remains of that if the words stand in another order."""

_STRANGE_FIELD = 0.7
"""What remains if nothing else around is of the concept's field."""

_FOREIGN_FIELD = 0.3
"""What remains if the concept's field is not even akin to a main field of the map."""

_MAIN_SHARE = 0.1
"""A main field is that of so many of the skills that bear names that are known."""

_HOME_SHARE = 0.3
"""So is that of so many of the skills of an area, for this area."""

_LINKED_SHARE = 0.3
"""Where so many skills of a map bear names that are known, all are believed; fewer, less."""

_LEAST = 0.2
"""Links that are less sure are none."""

_MOST = 4
"""Concepts that one bullet can be."""

_LEAST_HEADING = 0.6
"""Headings are worded more freely, so only sure ones count."""

_MAX_WORDS = 8
_FEW_WORDS = 3
"""In a longer name a single word says too little."""
_HEADINGS = 3
"""So many headings above are put before a name, the nearest first."""

_BEGINNING = re.compile(
    r"^(?:an? )?(?:intro(?:duction)? (?:to|in)|getting started with|working with|understanding|"
    r"basics of|fundamentals of|using|learning|advanced|basic|essential|core|what is|how to use|"
    r"overview of)\s+",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s+(?:basics?|fundamentals?|essentials?|concepts?|introduction|overview|primer|101|"
    r"principles|techniques|in practice|best practices)$",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"\s*(?:,|;|/|\+|&|\band\b|\bor\b|\bvs\.?(?=\s))\s*", re.IGNORECASE)
_FAULT_FINDING = re.compile(
    r"^(?:debugging|detecting|diagnosing|finding|fixing|repairing|tracing|troubleshooting)\s+\w",
    re.IGNORECASE,
)
"""Who debugs pods and services, knows them: a name like this is none of its parts."""
_BETWEEN_TOOL = re.compile(r"\s+(?:with|using|via|through|as)\s+", re.IGNORECASE)
_BEFORE_PLACE = re.compile(r"\s+(?:in|for|on|to|by|from)\s+", re.IGNORECASE)
"""*Event Handlers in React* are no React, but stand under it, as if it were a heading above."""
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*")


@dataclass(frozen=True, slots=True)
class Link:
    """A skill's name means this concept."""

    concept: str
    certainty: float
    """Over 0, below 1."""


Links: TypeAlias = Mapping[SkillId, tuple[Link, ...]]


def link_skills(skill_map: SkillMap, pack: KnowledgePack) -> Links:
    """Return the concepts of each skill, the surest first; skills without one are left out.

    A bullet that names two things is linked to both.
    """
    surroundings = {skill.id: _surroundings(skill_map, skill) for skill in skill_map.skills}
    found = {
        skill.id: _candidates(skill, surroundings[skill.id], pack) for skill in skill_map.skills
    }
    by_area: dict[str, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    well_known = 0
    for skill in skill_map.skills:
        sure = {c for c, certainty in found[skill.id].items() if certainty >= _WITHOUT_EXTRAS}
        well_known += bool(sure)
        fields = {pack.concepts[concept].field for concept in sure}
        for field in fields:
            by_area[skill.path[0]][field] += 1
            whole[field] += 1
    belief = min(1.0, well_known / max(1, len(skill_map.skills)) / _LINKED_SHARE) ** 2
    main = {field for field, count in whole.items() if count >= _MAIN_SHARE * well_known}
    links = {}
    for skill in skill_map.skills:
        here = by_area[skill.path[0]]
        at_home = main | {
            field for field, count in here.items() if count > max(1, _HOME_SHARE * here.total())
        }
        weighed = {
            concept: certainty
            * belief
            * _field_factor(
                pack.concepts[concept].field, pack, at_home, surroundings[skill.id], here, whole
            )
            for concept, certainty in found[skill.id].items()
        }
        best = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))
        kept = tuple(Link(concept, sure) for concept, sure in best[:_MOST] if sure >= _LEAST)
        if kept:
            links[skill.id] = kept
    return links


def link_headings(skill_map: SkillMap, pack: KnowledgePack) -> Iterator[tuple[str, SkillId, float]]:
    """Yield the concepts that areas and topics are, with the skill that opens each."""
    for entry in skill_map:
        if entry.kind == "skill" or not (skills := skill_map.skills_under(entry.id)):
            continue
        for concept, certainty in _candidates(entry, _surroundings(skill_map, entry), pack).items():
            if certainty >= _LEAST_HEADING:
                yield concept, skills[0], certainty


def _field_factor(
    field: str,
    pack: KnowledgePack,
    at_home: AbstractSet[str],
    around: "_Surroundings",
    here: Mapping[str, int],
    whole: Mapping[str, int],
) -> float:
    """Return how well a concept's field fits what else is there.

    Args:
        field: The concept's.
        pack: The knowledge pack.
        at_home: The main fields of the map and of the area.
        around: What stands above the skill.
        here: How many skills of the area are of each field.
        whole: How many of the map are.
    """
    if at_home.isdisjoint(pack.kin[field]):
        return _FOREIGN_FIELD
    if around.distance(pack.around[field]) is not None:
        return 1.0
    in_area = here.get(field, 0) / max(1, max(here.values(), default=1))
    anywhere = whole.get(field, 0) / max(1, max(whole.values(), default=1))
    fits = min(1.0, max(2 * in_area, 1.5 * anywhere)) if whole.get(field, 0) > 1 else 0.3
    return _STRANGE_FIELD + (1 - _STRANGE_FIELD) * fits


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands above a skill in its map."""

    headings: Sequence[Words]
    """The nearest first."""
    title: Words

    def distance(self, phrases: Iterable[Words]) -> int | None:
        """Return how far the nearest heading is, the title last, that contains one of these.

        None if none does.
        """
        phrases = tuple(phrases)
        for away, said in enumerate((*self.headings, self.title)):
            if any(_contains(said, phrase) for phrase in phrases):
                return away
        return None


def _surroundings(skill_map: SkillMap, entry: Entry) -> _Surroundings:
    return _Surroundings(
        [words(name) for name in reversed(entry.path[:-1])], words(skill_map.title)
    )


def _contains(longer: Words, shorter: Words) -> bool:
    size = len(shorter)
    return bool(size) and any(
        longer[at : at + size] == shorter for at in range(len(longer) - size + 1)
    )


def _candidates(skill: Entry, around: _Surroundings, pack: KnowledgePack) -> dict[str, float]:
    """Return the concepts that a skill may be, before its map is looked at as a whole."""
    found: dict[str, float] = {}
    is_decided = False
    place = _place(skill.name)
    if place:
        around = _Surroundings([place, *around.headings], around.title)
    for form, certainty in _forms(skill.name):
        if not 0 < len(form) <= _MAX_WORDS:
            continue
        here = dict(_with_headings(form, certainty, around, pack))
        here |= {
            concept: max(sure, here.get(concept, 0))
            for concept, sure in _local(form, certainty, around, pack)
        }
        # Under *Model Management*, *Version Control* is not *Version Control Basics* either.
        is_decided |= bool(here) and certainty == _ENTIRE
        if not here and not is_decided:
            here = dict(_everywhere(form, certainty, pack))
        for concept, sure in here.items():
            found[concept] = max(sure, found.get(concept, 0))
    if not found and place:
        found = dict(_everywhere(place, _PART, pack))
    if not found:
        found = dict(_contained(words(skill.name), pack))
    return found


@lru_cache(maxsize=10_000)
def _forms(name: str) -> tuple[tuple[Words, float], ...]:
    """Return a name in the forms in which it is looked up, each with its certainty."""
    forms: dict[Words, float] = {}

    def add(text: str, certainty: float) -> None:
        forms.setdefault(words(text), certainty)

    add(name, _ENTIRE)
    plain = _PARENTHESES.sub(" ", name).strip()
    before_colon = plain.partition(":")[0].strip()
    for text in (plain, before_colon):
        add(text, _WITHOUT_EXTRAS)
        simpler = _END.sub("", _BEGINNING.sub("", text))
        add(simpler, _WITHOUT_EXTRAS - 0.05)
        add(f"{simpler} basics", _WITHOUT_EXTRAS - 0.05)
    for inside in _PARENTHESES.findall(name):
        add(inside, _INSIDE)
    parts = [part for part in _BETWEEN_PARTS.split(before_colon) if part]
    if len(parts) > 1 and not _FAULT_FINDING.match(before_colon):
        for part in parts:
            add(part, _PART)
            add(_END.sub("", _BEGINNING.sub("", part)), _PART)
        first, last = parts[0].split()[0], parts[-1].split()[-1]
        for part in parts[:-1]:
            add(f"{part} {last}", _SHARED)
        for part in parts[1:]:
            add(f"{first} {part}", _SHARED)
    for part in _BETWEEN_TOOL.split(before_colon):
        add(part, _PART)
    add(_BEFORE_PLACE.split(before_colon)[0], _PART)
    return tuple(forms.items())


def _place(name: str) -> Words:
    """Return what a name says that it is in: *React* for *Event Handlers in React*."""
    before_colon = _BEGINNING.sub("", _PARENTHESES.sub(" ", name).partition(":")[0].strip())
    _, *places = _BEFORE_PLACE.split(before_colon)
    return words(places[-1]) if places else ()


def _with_headings(
    form: Words, certainty: float, around: _Surroundings, pack: KnowledgePack
) -> Iterator[tuple[str, float]]:
    """Yield the concepts that bear a name together with the nearest heading that makes one."""
    for heading in around.headings[:_HEADINGS]:
        # Of *Docker & Containers* the first word, too.
        joined = [
            concept
            for said in dict.fromkeys((heading, heading[:1]))
            if said and not set(said) <= set(form)
            for concept in pack.named((*said, *form))
        ]
        if joined:
            yield from ((concept, certainty * _WITH_HEADING) for concept in joined)
            return


def _local(
    form: Words, certainty: float, around: _Surroundings, pack: KnowledgePack
) -> Iterator[tuple[str, float]]:
    """Yield the concepts that are called so under the nearest heading that decides it."""
    distances = {
        concept: around.distance(map(words, pack.concepts[concept].around))
        for concept in pack.named_locally(form)
    }
    nearest = min((away for away in distances.values() if away is not None), default=None)
    for concept, away in distances.items():
        if away is not None and away == nearest:
            yield concept, certainty * _LOCAL


def _everywhere(form: Words, certainty: float, pack: KnowledgePack) -> Iterator[tuple[str, float]]:
    for concept, is_exact in _named(form, pack):
        yield concept, certainty * (1 if is_exact else _OTHER_ORDER)


def _named(form: Words, pack: KnowledgePack) -> list[tuple[str, bool]]:
    """Return the concepts that bear this name, else those that do in another order or form."""
    found = pack.named(form) or pack.named_alike(form)
    exact = [(concept, True) for concept, order in found.items() if order == form]
    return exact or [(concept, False) for concept in found]


def _contained(name: Words, pack: KnowledgePack) -> Iterator[tuple[str, float]]:
    """Yield the concepts whose name is the longest phrase inside another name."""
    for size in range(min(len(name) - 1, _MAX_WORDS), 0, -1):
        found = {
            concept: _CONTAINED * (0.5 + 0.5 * size / len(name))
            for at in range(len(name) - size + 1)
            for concept, order in pack.named(name[at : at + size]).items()
            if order == name[at : at + size]
        }
        if found and (size > 1 or len(name) <= _FEW_WORDS):
            yield from found.items()
            return
