"""What a person types -> the entry of the map that is meant.

Tried in this order, and the first way that finds anything decides: the id, also one that an entry
had once, or that a placement would have as a skill of its own; the name or the end of a path as
written, ignoring case (`Pub/Sub`, `python core/fundamentals`); the same ignoring punctuation
(`pub sub`); an alias, which is the part of a name before or in parentheses (`Git` for *Version
Control (Git)*); and, where the caller allows it, a close spelling.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from graph.errors import AmbiguousNameError, UnknownSkillError
from graph.model import Entry, SkillId
from graph.moves.lineage import Lineage
from graph.skillmap import SkillMap
from graph.skillmap.identity import name_key, slug

MAX_SUGGESTIONS = 5
_CANDIDATES = 4 * MAX_SUGGESTIONS
_ALIKE = 65
"""Similarity of two names, 0 to 100, below which one is no help in place of the other."""
_WITHIN = 95
"""The same for the words that two names share."""
_LETTERS_PER_TYPO = 5
"""One slip of the keys is forgiven for every so many letters."""
MAX_EXPLAINED = 50
"""So many unknown names get suggestions; they take milliseconds each in a large map."""
_PARENTHESES = re.compile(r"^([^()]+)\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name among those a person knows that the map does not have, and the closest ids."""

    id: str
    suggestions: tuple[SkillId, ...]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What a person says they know, as the map's skills; topics stand for the skills under them."""

    skills: frozenset[SkillId]
    unknown: tuple[UnknownName, ...]


class Names:
    """The names of one map, made ready for looking up. Entries found are in map order."""

    def __init__(self, skill_map: SkillMap, lineage: Lineage | None = None) -> None:
        self._map = skill_map
        self._lineage = lineage or Lineage(skill_map)

    def entry(
        self,
        name: str,
        *,
        near: SkillId | None = None,
        forgive_typos: bool = False,
        suggest: bool = True,
    ) -> Entry:
        """Return the entry that a name means.

        Args:
            name: An id, name, path or alias.
            near: The entry that names it: neither itself nor what contains it is meant, and of
                several entries the one that shares most of its path with it.
            forgive_typos: Accept a close spelling if it is close to one entry only.
            suggest: Look for suggestions if nothing has the name, which takes milliseconds.

        Raises:
            UnknownSkillError: Nothing has the name; the error has suggestions.
            AmbiguousNameError: Several entries have it.
        """
        found = self._lookup(name) if near is None else self._lookup_near(name, near)
        if not found and forgive_typos:
            found = self._misspelt(_plain_key(name))
        if not found:
            raise UnknownSkillError(name, self.suggestions(name) if suggest else ())
        if len(found) > 1:
            raise AmbiguousNameError(name, found)
        return self._map[found[0]]

    def skill(self, name: str) -> SkillId:
        """Return the one skill that a name means.

        Raises:
            UnknownSkillError: Nothing has the name.
            AmbiguousNameError: Several entries have it, or it is an area or topic: then any of the
                skills under it can be meant.
        """
        entry = self.entry(name)
        if entry.kind != "skill":
            raise AmbiguousNameError(name, self._map.skills_under(entry.id))
        return entry.id

    def skills(self, name: str, *, forgive_typos: bool = False) -> tuple[SkillId, ...]:
        """Return the skills that a name means: the skill itself, or all under an area or topic.

        Raises:
            UnknownSkillError: Nothing has the name.
            AmbiguousNameError: Several entries have it.
        """
        return self._map.skills_under(self.entry(name, forgive_typos=forgive_typos).id)

    def known(self, names: Iterable[str]) -> KnownNames:
        """Return the skills behind names from a record that may be older than the map.

        A name that is unknown or ambiguous is no error: it is listed. So is the id of a skill that
        was merged with others since, unless all of them are named.
        """
        said = tuple(dict.fromkeys(names))
        has = self._lineage.carried(said)
        skills: set[SkillId] = set()
        unknown: dict[str, UnknownName] = {}
        for name in said:
            now = self._lineage.now(name)
            found = [entry for entry in now if entry in has] if now else self._lookup(name)
            if now or len(found) == 1:
                skills.update(skill for entry in found for skill in self._map.skills_under(entry))
            if now and not found:
                unknown[name] = UnknownName(name, now)
            elif not now and len(found) != 1:
                explained = found or len(unknown) >= MAX_EXPLAINED
                unknown[name] = UnknownName(
                    name, tuple(found) if explained else self.suggestions(name)
                )
        return KnownNames(frozenset(skills), tuple(unknown.values()))

    def suggestions(self, name: str) -> tuple[SkillId, ...]:
        """Return the ids whose names come closest, best first, at most `MAX_SUGGESTIONS`."""
        wanted = _plain_key(name).replace("-", " ")
        if not wanted:
            return ()
        # Alike as a whole (a slip of the keys, a skill that was moved or renamed a little), or all
        # the words of one in the other ("compose").
        alike = process.extract(
            wanted, self._spoken, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=_ALIKE
        )
        within = process.extract(
            wanted,
            self._spoken,
            scorer=fuzz.token_set_ratio,
            limit=_CANDIDATES,
            score_cutoff=_WITHIN,
        )
        close = {spoken: fuzz.ratio(wanted, spoken) for spoken, _, _ in (*alike, *within)}
        ids = (
            entry
            for spoken in sorted(close, key=close.__getitem__, reverse=True)
            for entry in self._plain[spoken.replace(" ", "-")]
        )
        return tuple(dict.fromkeys(ids))[:MAX_SUGGESTIONS]

    def _lookup(self, name: str) -> list[SkillId]:
        """Return every entry that a name means if it is spelt right."""
        if now := self._lineage.now(name):
            return list(now)
        plain = _plain_key(name)
        return (
            self._written.get(_written_key(name))
            or self._plain.get(plain)
            or self._aliases.get(plain)
            or []
        )

    def _misspelt(self, plain: str) -> list[SkillId]:
        """Return the entries whose name is within a few slips of the keys, if it is one name."""
        allowed = len(plain) // _LETTERS_PER_TYPO
        if not allowed:
            return []
        close = process.extract(
            plain, list(self._plain), scorer=OSA.distance, limit=2, score_cutoff=allowed
        )
        if not close or (len(close) > 1 and close[0][1] == close[1][1]):
            return []
        meant = close[0][0]
        return [] if _is_other(meant, plain) else self._plain[meant]

    def _lookup_near(self, name: str, near: SkillId) -> list[SkillId]:
        """Return what a name can mean in the mouth of an entry, see `entry`."""
        found = self._written.get(_written_key(name), [])
        found = found or self._lookup(name)
        around = set(self._around(near))
        path = self._map[near].path
        shared = {
            entry: _shared_start(self._map[entry].path, path)
            for entry in found
            if entry not in around
        }
        longest = max(shared.values(), default=0)
        return [entry for entry, length in shared.items() if length == longest]

    def _around(self, entry_id: SkillId) -> Iterator[SkillId]:
        """Yield an entry and all that contains it."""
        todo = [entry_id]
        while todo:
            entry = self._map[todo.pop()]
            yield entry.id
            todo += {place.parent for place in entry.placements if place.parent is not None}

    @cached_property
    def _written(self) -> dict[str, list[SkillId]]:
        return self._index(lambda path: "/".join(_written_key(name) for name in path))

    @cached_property
    def _plain(self) -> dict[str, list[SkillId]]:
        return self._index(lambda path: _plain_key("/".join(path)))

    @cached_property
    def _aliases(self) -> dict[str, list[SkillId]]:
        aliases: dict[str, list[SkillId]] = defaultdict(list)
        for entry in self._map:
            if parts := _PARENTHESES.match(entry.name):
                for part in parts.groups():
                    aliases[_plain_key(part)].append(entry.id)
        return dict(aliases)

    @cached_property
    def _spoken(self) -> list[str]:
        return [key.replace("-", " ") for key in self._plain]

    def _index(self, key_of: Callable[[tuple[str, ...]], str]) -> dict[str, list[SkillId]]:
        """Return the entries by the key of every end of their paths."""
        index: dict[str, list[SkillId]] = defaultdict(list)
        for entry in self._map:
            for key in dict.fromkeys(key_of(end) for end in _path_ends(entry)):
                if key:
                    index[key].append(entry.id)
        return dict(index)


def _path_ends(entry: Entry) -> Iterator[tuple[str, ...]]:
    for placement in entry.placements:
        for start in range(len(placement.path)):
            yield placement.path[start:]


def _written_key(name: str) -> str:
    return "/".join(part.strip() for part in name_key(name).split("/"))


def _plain_key(name: str) -> str:
    """Return what a name and its spellings with other punctuation share; C++ and C# differ."""
    return slug(name.replace("+", " plus ").replace("#", " sharp "))


def _is_other(meant: str, typed: str) -> bool:
    """Say whether two close names are two things rather than one misspelt.

    Another number (*Algebra 1* and *2*) or a further letter at the end (*HTTP*, *HTTPS*) makes one.
    """
    digits = [[char for char in name if char.isdigit()] for name in (meant, typed)]
    return digits[0] != digits[1] or meant.startswith(typed) or typed.startswith(meant)


def _shared_start(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
