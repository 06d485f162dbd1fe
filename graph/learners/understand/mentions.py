"""What words of a text mean in a map: entries by name, path, alias and concept, and how surely.

A name that the knowledge pack knows of another thing (*Data Structures*, which are not only those
of Redis) means the entry for sure only where the text speaks of what stands above the entry.

Not its job: how the text speaks of it (`stance`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from graph.inference.knowledge_pack import KnowledgePack, Words, words
from graph.inference.linking import link_skills
from graph.learners.understand.items import Span, is_item, pieces
from graph.model import Entry, SkillId
from graph.skillmap import SkillMap

WEAK = 0.5
"""How sure it is that a word which means other things too is meant as a name."""

_NAME, _PATH, _ALIAS, _TOLD_APART, _PART = 1.0, 0.95, 0.9, 0.9, 0.6
"""How sure it is what words mean that are the name of an entry, its path, its alias in parentheses,
a name of several of which the text speaks of the topic of one, a part of its name."""
_SAME_CONCEPT = 0.95
"""What remains of the certainty of a link if a text calls the concept by another of its names."""
_LEAST = 0.4
"""Meanings that are less sure are none."""
_AS_GOOD = 0.1
"""Meanings within so much of the best one are as good."""
_SURE_LINK = 0.75
_MAIN_SHARE = 0.1
"""A field of a map is that of so many of the skills whose concepts are sure."""
_MAX_WORDS = 8
"""Words of the longest name that is looked for."""

_CHUNK = re.compile(r"[Cc]\+\+(?=\d)|[^\s/&\u2013\u2014]+")
_MARKS = ".,;:!?'\"\u2019"
_VERSION = re.compile(r"^([^\W\d_]{3,})\d+$")
_PARENTHESES = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_BETWEEN_PARTS = re.compile(r"\s*(?:/|&|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name something."""

    span: Span
    meant: Mapping[SkillId, float]
    """Entries that are meant, each with how sure that is; empty if the map has none."""
    concept: str
    """What the knowledge pack calls it; empty if it is not of the map's field."""
    is_item: bool
    """Whether it stands by itself, as in a list."""
    is_plain: bool
    """Whether it is a word that may as well be no name."""


class Mentions:
    """The names of a map, made ready for finding them in texts."""

    def __init__(self, skill_map: SkillMap, pack: KnowledgePack) -> None:
        self._map = skill_map
        self._pack = pack
        self._phrases = _phrases(skill_map)
        self._links = {
            skill: {link.concept: link.certainty for link in links}
            for skill, links in link_skills(skill_map, pack).items()
        }

    def find(self, text: str, around: AbstractSet[str]) -> Iterator[Mention]:
        """Yield what a clause names, in order; of names inside each other the longest.

        Args:
            text: The clause.
            around: The words of its passage, see `words`.
        """
        for piece in pieces(text):
            spoken = list(_spoken(text, piece))
            at = 0
            while at < len(spoken):
                for size in range(min(_MAX_WORDS, len(spoken) - at), 0, -1):
                    named = spoken[at : at + size]
                    span = named[0][1][0], named[-1][1][1]
                    if found := self._mention(text, tuple(w for w, _ in named), span, around):
                        yield found
                        at += size
                        break
                else:
                    at += 1

    def _mention(
        self, text: str, phrase: Words, span: Span, around: AbstractSet[str]
    ) -> Mention | None:
        concepts = self._concepts(phrase)
        meant = self._meant(phrase, concepts, around)
        if not meant and (bare := _without_version(phrase)) != phrase:
            meant = self._meant(bare, self._concepts(bare), around)
        concept = next((c for c in concepts if self._is_akin(c)), "")
        if not meant and not concept:
            return None
        stands_alone = is_item(text, span)
        written = text[slice(*span)]
        looks_so = stands_alone or not (written.islower() and written.isalpha())
        is_plain = len(phrase) == 1 and not (concepts and looks_so)
        if is_plain and not meant:
            return None
        return Mention(span, meant, concept, is_item=stands_alone, is_plain=is_plain)

    def _meant(
        self, phrase: Words, concepts: Sequence[str], around: AbstractSet[str]
    ) -> Mapping[SkillId, float]:
        """Return the entries that words mean, the best of them."""
        found = dict(self._phrases.get(phrase, {}))
        if len(found) == 1 and self._is_of_another_thing(next(iter(found)), concepts, around):
            found = {entry: min(WEAK, certainty) for entry, certainty in found.items()}
        if max(found.values(), default=0.0) < _ALIAS:  # what the map itself calls so comes first
            for concept in concepts:
                for entry, certainty in self._entries.get(concept, {}).items():
                    found[entry] = max(certainty * _SAME_CONCEPT, found.get(entry, 0.0))
        best = max(found.values(), default=0.0)
        meant = {e: sure for e, sure in found.items() if sure >= max(best - _AS_GOOD, _LEAST)}
        here = [entry for entry in meant if self._is_spoken_of_above(entry, around)]
        if len(meant) > 1 and len(here) == 1:
            return {here[0]: min(_TOLD_APART, meant[here[0]])}
        return meant

    def _is_of_another_thing(
        self, entry: SkillId, concepts: Sequence[str], around: AbstractSet[str]
    ) -> bool:
        """Say whether the name of an entry is, known of the field, that of something else."""
        links = self._links.get(entry)
        if not links or not concepts or not links.keys().isdisjoint(concepts):
            return False
        return not self._is_spoken_of_above(entry, around)

    def _concepts(self, phrase: Words) -> Sequence[str]:
        """Return the concepts that are called exactly so, wherever it stands."""
        return [name for name, order in self._pack.named(phrase).items() if order == phrase]

    def _is_spoken_of_above(self, entry: SkillId, around: AbstractSet[str]) -> bool:
        """Say whether these words name something that stands above an entry."""
        headings = (
            words(name) for place in self._map[entry].placements for name in place.path[:-1]
        )
        return any(heading and set(heading) <= around for heading in headings)

    def _is_akin(self, concept: str) -> bool:
        return self._pack.concepts[concept].field in self._fields

    @cached_property
    def _entries(self) -> Mapping[str, Mapping[SkillId, float]]:
        """The entries that each concept is."""
        entries: dict[str, dict[SkillId, float]] = defaultdict(dict)
        for skill, links in self._links.items():
            for concept, certainty in links.items():
                entries[concept][skill] = certainty
        for entry in self._map:
            if entry.kind != "skill":
                for name, certainty in _own_names(entry):
                    for concept in self._concepts(words(name)):
                        entries[concept].setdefault(entry.id, certainty)
        return entries

    @cached_property
    def _fields(self) -> AbstractSet[str]:
        """The main fields of the map, and those akin to them."""
        counts = Counter(
            self._pack.concepts[concept].field
            for links in self._links.values()
            for concept, certainty in links.items()
            if certainty >= _SURE_LINK
        )
        main = (field for field, n in counts.items() if n >= _MAIN_SHARE * counts.total())
        return frozenset().union(*(self._pack.kin[field] for field in main))


def _phrases(skill_map: SkillMap) -> Mapping[Words, Mapping[SkillId, float]]:
    """Return what the map itself calls its entries, and how sure each is meant by it."""
    phrases: dict[Words, dict[SkillId, float]] = defaultdict(dict)
    for entry in skill_map:
        for name, certainty in (*_own_names(entry), *_paths(entry)):
            if phrase := words(name):
                phrases[phrase].setdefault(entry.id, certainty)
                phrases[_without_version(phrase)].setdefault(entry.id, min(_ALIAS, certainty))
    return phrases


def _own_names(entry: Entry) -> Iterator[tuple[str, float]]:
    yield entry.name, _NAME
    if inside := _PARENTHESES.fullmatch(entry.name):
        yield from ((part, _ALIAS) for part in inside.groups())
    parts = _BETWEEN_PARTS.split(entry.name)
    if len(parts) > 1:
        yield from ((part, _PART) for part in parts)


def _paths(entry: Entry) -> Iterator[tuple[str, float]]:
    for placement in entry.placements:
        for start in range(len(placement.path) - 1):
            yield " ".join(placement.path[start:]), _PATH


def _spoken(text: str, piece: Span) -> Iterator[tuple[str, Span]]:
    """Yield the words of a piece as they are compared, with the place of what each stands in."""
    for chunk in _CHUNK.finditer(text, *piece):
        said = chunk[0].strip(_MARKS)
        start = text.index(said, chunk.start())
        if chunk[0].startswith(f".{said}"):
            start, said = start - 1, f".{said}"
        for word in words(said):
            yield word, (start, start + len(said))


def _without_version(phrase: Words) -> Words:
    """Return words without the number at their end: *oauth* for *oauth2* and *oauth 2 0*."""
    count = len(phrase)
    while count > 1 and phrase[count - 1].isdigit():
        count -= 1
    *before, last = phrase[:count]
    version = _VERSION.match(last)
    return (*before, version[1] if version else last)
