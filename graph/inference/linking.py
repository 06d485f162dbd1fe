"""Which concept of the knowledge pack a skill of a map is, and how surely.

A name is tried in all its forms (`name_forms`), and together with a heading above it, since
*Volumes* under *Docker* is *Docker Volumes*. Where a name is known only locally its surroundings
have to fit; where it is known everywhere, they still count: a map of cooking that speaks of
*Reduction* means no concept of computing, which shows in how little else of it is known.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from graph.inference.goals import subject_of, without_ability, without_circumstance
from graph.inference.knowledge_pack import KnowledgePack, Words, words
from graph.inference.name_forms import (
    ENTIRE,
    TOOL,
    aside_of,
    forms,
    listed,
    parts_at_colon,
    place_of,
    prefixes,
    without_number,
)
from graph.model import Entry, SkillId
from graph.skillmap import SkillMap

_WITH_HEADING, _LOCAL, _CONTAINED = 0.93, 0.9, 0.5
"""What remains of the certainty of a form that is looked up together with a heading, and of a local
name; and how sure a phrase inside a name is."""

_DETAIL, _REPEATED = 0.93, 0.5
"""The same for what follows a colon, and for what stands before it a second time: *SQL: joins*
after *SQL: queries* is no further *SQL*."""

_WITHOUT_MORE = 0.8
"""The same for a name without what it adds: *Continuous integration that everybody trusts*."""

_OTHER_ORDER, _OTHER_FORM = 0.93, 0.55
"""The same if the words stand in another order, or a single one in another form."""

_WELL_KNOWN, _KNOWN = 0.86, 0.51
"""A name that is linked so surely is known: as a whole, if only in its surroundings; or in part, by
more than a phrase inside it."""

_STRANGE_FIELD = 0.7
"""What remains if nothing else around is of the concept's field."""

_FOREIGN_FIELD = 0.3
"""What remains if the concept's field is not even akin to a main field of the map."""

_MAIN_SHARE = 0.1
"""A main field is that of so many of the skills that bear names that are known."""

_HOME_SHARE = 0.3
"""So is that of so many of the skills of an area, for this area."""

_AKIN_SHARE = 0.3
"""Where so many skills of a map, each counted by how surely, are of its main field or one akin to
it, all links are believed; where fewer, less. What is found by chance is of many fields."""

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
    repeating = _repeating(skill_map)
    found = {
        skill.id: _candidates(
            skill, surroundings[skill.id], pack, is_repeating=skill.id in repeating
        )
        for skill in skill_map.skills
    }
    by_area: dict[str, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    known: list[tuple[float, AbstractSet[str]]] = []
    for skill in skill_map.skills:
        if (best := max(found[skill.id].values(), default=0.0)) < _KNOWN:
            continue
        least = _WELL_KNOWN if best >= _WELL_KNOWN else _KNOWN
        sure = {concept for concept, certainty in found[skill.id].items() if certainty >= least}
        fields = {pack.concepts[concept].field for concept in sure}
        known.append((best, fields))
        by_area[skill.path[0]].update(fields)
        whole.update(fields)
    belief = _belief(known, whole, pack, len(skill_map.skills))
    main = {field for field, count in whole.items() if count >= _MAIN_SHARE * len(known)}
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
        surest = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))
        kept = tuple(Link(concept, sure) for concept, sure in surest[:_MOST] if sure >= _LEAST)
        if kept:
            links[skill.id] = kept
    return links


def _repeating(skill_map: SkillMap) -> AbstractSet[SkillId]:
    """Return the skills before whose colon the same stands as before that of an earlier one."""
    seen: set[Words] = set()
    repeating = set()
    for skill in skill_map.skills:
        if parts := parts_at_colon(skill.name):
            if (subject := words(parts[0])) in seen:
                repeating.add(skill.id)
            seen.add(subject)
    return repeating


def _belief(
    known: Sequence[tuple[float, AbstractSet[str]]],
    whole: Counter[str],
    pack: KnowledgePack,
    skills: int,
) -> float:
    """Return how far the links of a map are believed, 0 to 1.

    Args:
        known: How surely each known name is known, and of which fields.
        whole: How many of them are of each field.
        pack: The knowledge pack.
        skills: How many skills the map has.
    """
    if not known:
        return 0.0
    main = max(sorted(whole), key=lambda field: whole[field])
    akin = sum(sure for sure, fields in known if not fields.isdisjoint(pack.kin[main]))
    return min(1.0, akin / skills / _AKIN_SHARE) ** 2


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

    def under(self, heading: Words, before: Sequence[Words]) -> "_Surroundings":
        """Return the same with one more heading, nearer than the others."""
        return _Surroundings([heading, *self.headings], self.title, [before, *self.prefixes])

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
        [prefixes(name) for name in headings[:_HEADINGS]],
    )


def _contains(longer: Words, shorter: Words) -> bool:
    size = len(shorter)
    return bool(size) and any(
        longer[at : at + size] == shorter for at in range(len(longer) - size + 1)
    )


def _candidates(
    skill: Entry, around: _Surroundings, pack: KnowledgePack, *, is_repeating: bool = False
) -> dict[str, float]:
    """Return the concepts that a skill may be, before its map is looked at as a whole."""
    name = without_ability(without_number(skill.name))
    if pack.named(words(skill.name)):
        name = skill.name  # *CAN Bus*, *3D Printing*
    without, aside = aside_of(name)
    if aside and around.distance([aside]) is not None:
        name = without  # *Stores (Vue)* in a map of Vue
        around = around.under(aside, (aside,))
    place = place_of(name)
    if place:
        around = around.under(place, (place, place[:1]))
    found = _of_forms(forms(name), around, pack)
    goal = subject_of(without_number(skill.name))
    if goal and max(found.values(), default=0.0) < _WELL_KNOWN:
        subject, certainty = goal
        of_subject = _of_forms(forms(subject), around, pack)
        if max(of_subject.values(), default=0.0) >= _WELL_KNOWN:
            found = {}  # *Comparing IaaS, PaaS and serverless models* is about models, not PaaS
        _add(found, of_subject, certainty)
    if max(found.values(), default=0.0) < _KNOWN:
        _add(found, _in_part(name, around, pack), 1.0)
        found = found or dict(_everywhere(place, _CONTAINED, pack) if place else ())
        found = found or dict(_contained(words(name), pack))
    if parts := parts_at_colon(name):
        subject, detail = parts
        if is_repeating:
            found = {concept: sure * _REPEATED for concept, sure in found.items()}
        inside = around.under(words(subject), prefixes(subject))
        _add(found, _of_forms(forms(detail), inside, pack), _DETAIL)
    return found


def _in_part(name: str, around: _Surroundings, pack: KnowledgePack) -> dict[str, float]:
    """Return the concepts of what a name lists in parentheses, or of it without what it adds."""
    found = _of_forms(listed(name), around, pack)
    core = without_circumstance(name)
    if core != name and max(found.values(), default=0.0) < _KNOWN:
        _add(found, _of_forms(forms(core), around, pack), _WITHOUT_MORE)
    return found


def _add(found: dict[str, float], others: Mapping[str, float], certainty: float) -> None:
    """Add what other forms of a name mean, where they say it more surely."""
    for concept, sure in others.items():
        found[concept] = max(sure * certainty, found.get(concept, 0.0))


def _of_forms(
    names: Iterable[tuple[Words, float]], around: _Surroundings, pack: KnowledgePack
) -> dict[str, float]:
    found: dict[str, float] = {}
    is_decided = is_whole = False
    for form, certainty in names:
        if not 0 < len(form) <= _MAX_WORDS or (is_whole and certainty == TOOL):
            continue
        here = dict(_with_headings(form, certainty, around, pack))
        here |= {
            concept: max(sure, here.get(concept, 0))
            for concept, sure in _local(form, certainty, around, pack)
        }
        # Under *Model Management*, *Version Control* is not *Version Control Basics* either.
        is_decided |= bool(here) and certainty == ENTIRE
        if here or not is_decided:
            meant = dict(_everywhere(form, certainty, pack))
            here = {c: max(sure, meant.get(c, 0)) for c, sure in here.items()} or meant
        is_whole |= certainty == ENTIRE and max(here.values(), default=0.0) >= _WELL_KNOWN
        for concept, sure in here.items():
            found[concept] = max(sure, found.get(concept, 0))
    return found


def _with_headings(
    form: Words, certainty: float, around: _Surroundings, pack: KnowledgePack
) -> Iterator[tuple[str, float]]:
    """Yield the concepts that bear a name together with the nearest heading that makes one."""
    alone = pack.named(form)
    for above in around.prefixes[:_HEADINGS]:
        # *Creational* under *Design Patterns*; but *JWT* under *Security* is no *JWT Security*.
        joined = [
            concept
            for said in above
            if not set(said) <= set(form)
            for concept, order in pack.named((*said, *form)).items()
            if order == (*said, *form) or (not alone and order == (*form, *said))
        ]
        if joined:
            yield from ((concept, certainty * _WITH_HEADING) for concept in joined)
            # *Redis* under *Caching* is Redis, too; *Volumes* under *Docker* are no others.
            yield from (
                (concept, certainty * _WITH_HEADING)
                for concept in alone
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
