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
_WITH_HEADING, _LOCAL, _DONE_WITH = 0.93, 0.9, 0.6
"""How surely a name in this form is the concept, where the surroundings do not speak against it."""

_TOOL = 0.74
"""The same for what stands before and after *with*: but *Caching with Redis*, if that is known as a
whole, is not Redis."""

_SHARED = 0.6
"""The same for a part with the word that it may share with the others: *Unit and Integration Tests*
are also *Unit Tests*, and of *HTTP Methods & Headers* the second part are *HTTP Headers*."""

_OTHER_ORDER, _OTHER_FORM = 0.93, 0.55
"""What remains of that if the words stand in another order, or a single one in another form."""

_WELL_KNOWN, _HALF_KNOWN = 0.86, 0.55
"""A name that is linked so surely is known: as a whole, if only in its surroundings; or in part,
which counts for less."""
_HALF_KNOWN_COUNTS = 0.25

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

_NUMBERING = re.compile(
    r"^(?:(?:chapter|course|day|lesson|module|part|section|step|unit|week)\s+(?:\d[\d.]*|[ivx]+)"
    r"|\d[\d.]*)[.):]?(?:\s+[\-\N{EN DASH}\N{EM DASH}])?\s+(?=\w)",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"^(?:an? )?(?:intro(?:duction)? (?:to|in)|getting started with|working with|understanding|"
    r"basics of|fundamentals of|using|learning|advanced|basic|essential|core|what is|how to use|"
    r"overview of)\s+",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s+(?:basics?|fundamentals?|essentials?|concepts?|introduction|overview|primer|refresher|101|"
    r"principles|techniques|in practice|best practices)$",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"^(?:how to\s+)?(?:\w{2,}ing|add|build|call|choose|configure|connect|create|define|deploy|"
    r"design|explain|get|handle|implement|install|make|manage|monitor|plan|prepare|run|secure|"
    r"send|set|show|store|use|validate|work|write)\s+"
    r"(?:up\s+|with\s+|to\s+)?(?:(?:an?|the|your|our|first|own|simple|basic|custom)\s+)*(?=\w)",
    re.IGNORECASE,
)
"""What is done with a thing: *Configure virtual networks*, *Making your first request*."""
_BETWEEN_PARTS = re.compile(r"\s*(?:,|;|/|\+|&|\band\b|\bor\b|\bvs\.?(?=\s))\s*", re.IGNORECASE)
_FAULT_FINDING = re.compile(
    r"^(?:debugging|detecting|diagnosing|finding|fixing|repairing|tracing|troubleshooting)\s+\w",
    re.IGNORECASE,
)
"""Who debugs pods and services, knows them: a name like this is none of its parts."""
_BETWEEN_TOOL = re.compile(r"\s+(?:with|using|via|through|as)\s+", re.IGNORECASE)
_BEFORE_PLACE = re.compile(r"\s+(?:in|for|on|to|by|from|over)\s+", re.IGNORECASE)
"""*Event Handlers in React* are no React, but stand under it, as if it were a heading above."""
_AFTER_COLON = re.compile(r":(?=\s|$).*")
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
    well_known = 0.0
    for skill in skill_map.skills:
        sure = {c for c, certainty in found[skill.id].items() if certainty >= _WELL_KNOWN}
        if sure:
            well_known += 1
        elif sure := {c for c, certainty in found[skill.id].items() if certainty >= _HALF_KNOWN}:
            well_known += _HALF_KNOWN_COUNTS
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


def link_headings(
    skill_map: SkillMap, pack: KnowledgePack
) -> Iterator[tuple[str, Sequence[SkillId], float]]:
    """Yield the concepts that areas and topics are, with the skills under each."""
    for entry in skill_map:
        if entry.kind == "skill" or not (skills := skill_map.skills_under(entry.id)):
            continue
        for concept, certainty in _candidates(entry, _surroundings(skill_map, entry), pack).items():
            if certainty >= _LEAST_HEADING:
                yield concept, skills, certainty


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
    prefixes: Sequence[Sequence[Words]] = ()
    """What each heading puts before a name: itself, its first word, its abbreviation."""

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
    headings = entry.path[-2::-1]
    return _Surroundings(
        [words(name) for name in headings],
        words(skill_map.title),
        [_prefixes(name) for name in headings[:_HEADINGS]],
    )


@lru_cache(maxsize=10_000)
def _prefixes(heading: str) -> tuple[Words, ...]:
    """Return what a heading puts before a name: of *Simple Storage Service (S3)* also *S3*."""
    plain = _NUMBERING.sub("", _PARENTHESES.sub(" ", heading).strip())
    said = words(_NUMBERING.sub("", heading))
    found = [said, said[:1], words(_END.sub("", _BEGINNING.sub("", plain)))]
    found += map(words, _PARENTHESES.findall(heading))
    return tuple(prefix for prefix in dict.fromkeys(found) if prefix)


def _contains(longer: Words, shorter: Words) -> bool:
    size = len(shorter)
    return bool(size) and any(
        longer[at : at + size] == shorter for at in range(len(longer) - size + 1)
    )


def _candidates(skill: Entry, around: _Surroundings, pack: KnowledgePack) -> dict[str, float]:
    """Return the concepts that a skill may be, before its map is looked at as a whole."""
    place = _place(skill.name)
    if place:
        around = _Surroundings(
            [place, *around.headings], around.title, [(place, place[:1]), *around.prefixes]
        )
    found = _of_forms(_forms(skill.name), around, pack)
    name = _NUMBERING.sub("", skill.name)
    if not found and not _FAULT_FINDING.match(name) and (thing := _DOING.sub("", name)) != name:
        found = _of_forms(_forms(thing), around, pack)
        found = {concept: sure * _DONE_WITH for concept, sure in found.items()}
    if not found and place:
        found = dict(_everywhere(place, _CONTAINED, pack))
    if not found:
        found = dict(_contained(words(skill.name), pack))
    return found


def _of_forms(
    forms: Iterable[tuple[Words, float]], around: _Surroundings, pack: KnowledgePack
) -> dict[str, float]:
    found: dict[str, float] = {}
    is_decided = is_whole = False
    for form, certainty in forms:
        if not 0 < len(form) <= _MAX_WORDS or (is_whole and certainty == _TOOL):
            continue
        here = dict(_with_headings(form, certainty, around, pack))
        here |= {
            concept: max(sure, here.get(concept, 0))
            for concept, sure in _local(form, certainty, around, pack)
        }
        # Under *Model Management*, *Version Control* is not *Version Control Basics* either.
        is_decided |= bool(here) and certainty == _ENTIRE
        if here or not is_decided:
            meant = dict(_everywhere(form, certainty, pack))
            here = {c: max(sure, meant.get(c, 0)) for c, sure in here.items()} or meant
        is_whole |= certainty == _ENTIRE and max(here.values(), default=0.0) >= _WELL_KNOWN
        for concept, sure in here.items():
            found[concept] = max(sure, found.get(concept, 0))
    return found


@lru_cache(maxsize=10_000)
def _forms(name: str) -> tuple[tuple[Words, float], ...]:
    """Return a name in the forms in which it is looked up, each with its certainty."""
    forms: dict[Words, float] = {}

    def add(text: str, certainty: float) -> None:
        forms.setdefault(words(text), certainty)

    add(name, _ENTIRE)
    plain = _NUMBERING.sub("", _PARENTHESES.sub(" ", name).strip())
    before_colon = _AFTER_COLON.sub("", plain).strip()
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
        add(part, _TOOL)
    add(_BEFORE_PLACE.split(before_colon)[0], _PART)
    return tuple(forms.items())


def _place(name: str) -> Words:
    """Return what a name says that it is in: *React* for *Event Handlers in React*."""
    plain = _PARENTHESES.sub(" ", name).strip()
    before_colon = _AFTER_COLON.sub("", _BEGINNING.sub("", plain)).strip()
    _, *places = _BEFORE_PLACE.split(before_colon)
    return words(places[-1]) if places else ()


def _with_headings(
    form: Words, certainty: float, around: _Surroundings, pack: KnowledgePack
) -> Iterator[tuple[str, float]]:
    """Yield the concepts that bear a name together with the nearest heading that makes one."""
    for prefixes in around.prefixes[:_HEADINGS]:
        joined = [
            concept
            for said in prefixes
            if not set(said) <= set(form)
            for concept, order in pack.named((*said, *form)).items()
            if order in ((*said, *form), (*form, *said))
        ]
        if joined:
            yield from ((concept, certainty * _WITH_HEADING) for concept in joined)
            # *Redis* under *Caching* is Redis, too; *Volumes* under *Docker* are no others.
            yield from (
                (concept, certainty * _WITH_HEADING)
                for concept in pack.named(form)
                if any((concept,) in pack.concepts[name].needs for name in joined)
            )
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
    """Yield the concepts that bear this name, else those that do in another order or form."""
    found = pack.named(form) or pack.named_alike(form)
    if exact := [concept for concept, order in found.items() if order == form]:
        yield from ((concept, certainty) for concept in exact)
    else:
        less = _OTHER_FORM if len(set(form) - {"basic"}) == 1 else _OTHER_ORDER
        yield from ((concept, certainty * less) for concept in found)


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
