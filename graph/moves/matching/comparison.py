"""Two states of a map: which entries left, which came, and what has been found of them so far.

The steps of `matching` tell it what they find, and ask it what is still open and what a place of
the old map is in the new one.

Not its job: who is one with whom (the steps), and what names say about that (`names`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.inference.knowledge_pack import KnowledgePack
from graph.model import Entry, How, SkillId
from graph.moves.matching.names import Names
from graph.skillmap import SkillMap
from graph.skillmap.identity import name_key

MOST_NAMESAKES = 20
"""Entries that share a name, or a form of one, that are looked at; a name of more tells nothing."""

MOST_PAIRS = 10_000
"""Pairs of entries under one container that are compared one by one."""

Place: TypeAlias = SkillId
"""A container, or `_TOP` for what stands in none."""
_TOP = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an entry."""

    how: How
    now: tuple[SkillId, ...]


class Comparison:
    """The comparison of two states of a map."""

    def __init__(
        self,
        old: SkillMap,
        new: SkillMap,
        left: Sequence[Entry],
        came: Sequence[Entry],
        pack: KnowledgePack,
    ) -> None:
        self.old = old
        self.new = new
        self.names = Names(old, new, pack)
        self.fates: dict[SkillId, Fate] = {}
        """What is found of entries that left."""
        self.left = {entry.id: entry for entry in left}
        self.came = {entry.id: entry for entry in came}
        """What came and is not taken yet."""
        self.left_under = _by_parent(left)
        self.came_under = _by_parent(came)
        self._came_at: dict[tuple[Place, str, bool], Entry] = {
            (place_of(entry), name_key(entry.name), entry.kind == "skill"): entry for entry in came
        }

    # What is found

    def take(self, entry: Entry, now: Entry) -> None:
        """Say that one is the other, and find what stands under both by the same name."""
        todo = [(entry, now)]
        while todo:
            was, found = todo.pop()
            how: How = "moved" if name_key(was.name) == name_key(found.name) else "renamed"
            self.settle(was.id, how, (found.id,), taken=(found.id,))
            if was.kind != "skill" and found.kind != "skill":
                todo += self._same_children(was.id, found.id)

    def take_what_stayed(self) -> None:
        """Find what has another id only because of what stands beside it now."""
        for place in self.left_under:
            if self.place_now(place) == place:
                for was, now in self._same_children(place, place):
                    self.take(was, now)

    def settle(
        self,
        was: SkillId,
        how: How,
        now: tuple[SkillId, ...],
        *,
        taken: Iterable[SkillId] = (),
    ) -> None:
        """Say what became of an entry, and which of those that came are taken by that."""
        for entry_id in taken:
            self.came.pop(entry_id, None)
        self.fates[was] = Fate(how, now)

    def _same_children(self, was: Place, found: Place) -> Iterator[tuple[Entry, Entry]]:
        for child in self.left_under.get(was, ()):
            key = (found, name_key(child.name), child.kind == "skill")
            now = self._came_at.get(key)
            if now and self.is_open(child, now):
                yield child, now

    # What is open

    def is_open(self, was: Entry, now: Entry) -> bool:
        """Say whether nothing is found of one, and the other is not taken."""
        return was.id not in self.fates and now.id in self.came

    def open_left(self, *, skills: bool) -> list[Entry]:
        """Return the skills, or the containers, that left and of which nothing is found."""
        return [
            entry
            for entry in self.left.values()
            if entry.id not in self.fates and (entry.kind == "skill") == skills
        ]

    def open_came(self, *, skills: bool) -> list[Entry]:
        """Return the skills, or the containers, that came and are not taken."""
        return [entry for entry in self.came.values() if (entry.kind == "skill") == skills]

    def left_named(self, *, skills: bool) -> dict[str, list[Entry]]:
        """Return `open_left` by the key of their names."""
        return _by_key(self.open_left(skills=skills))

    def came_named(self, *, skills: bool) -> dict[str, list[Entry]]:
        """Return `open_came` by the key of their names."""
        return _by_key(self.open_came(skills=skills))

    # Where entries stand

    def place_now(self, place: Place) -> Place | None:
        """Return what a container of the old map is in the new one; None if that is not known."""
        if place == _TOP or (place in self.new and self.new[place].kind != "skill"):
            return place
        fate = self.fates.get(place)
        return fate.now[0] if fate and fate.how in {"renamed", "moved"} else None

    def is_near(self, was: Entry, now: Entry) -> bool:
        """Say whether both stand directly under what is one container."""
        return self.place_now(place_of(was)) == place_of(now)

    def came_into(self, place: Place) -> Sequence[Entry]:
        """Return what came into a container of the old map, taken or not."""
        now = self.place_now(place)
        return () if now is None else self.came_under.get(now, ())


def has(skill_map: SkillMap, entry_id: SkillId) -> bool:
    """Say whether a map has an entry, be it as a place of a skill that stands under several."""
    return skill_map.present_id(entry_id) in skill_map


def place_of(entry: Entry) -> Place:
    """Return what an entry stands in."""
    return entry.parent or _TOP


def _by_parent(entries: Iterable[Entry]) -> dict[Place, list[Entry]]:
    found: dict[Place, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[place_of(entry)].append(entry)
    return dict(found)


def _by_key(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[name_key(entry.name)].append(entry)
    return dict(found)
