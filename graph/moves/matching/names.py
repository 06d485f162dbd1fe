"""What the names of two entries, of the old map and of the new one, say about their being one.

Not its job: how alike two names are as such (`alike`), and where the entries stand (`comparison`).
"""

from collections import Counter
from functools import cached_property

from graph.inference.knowledge_pack import KnowledgePack, words
from graph.model import Entry
from graph.moves.alike import Alike, says_nothing
from graph.skillmap import SkillMap
from graph.skillmap.identity import name_key


class Names:
    """The names of two states of a map."""

    def __init__(self, old: SkillMap, new: SkillMap, pack: KnowledgePack) -> None:
        self._old = old
        self._new = new
        self._pack = pack

    def certainty(self, was: Entry, now: Entry, *, is_near: bool) -> float:
        """Return how surely two names are one; `is_near` if both entries stand in one container."""
        around: set[str] = set()
        if is_near:
            around = {word for name in (*was.path[:-1], *now.path[:-1]) for word in words(name)}
        return self.alike.certainty(was.name, now.name, around)

    def are_telling(self, was: Entry, now: Entry) -> bool:
        """Say whether two names mean one thing wherever they stand."""
        return (
            self.means_one_thing(was.name)
            and self.means_one_thing(now.name)
            and self._namesakes_of_old[_name_and_kind(was)] == 1
            and self._namesakes_of_new[_name_and_kind(now)] == 1
        )

    def means_one_thing(self, name: str) -> bool:
        """Say whether a name means the same under every heading."""
        plain = words(name)
        is_local = self._pack.named_locally(plain) and not self._pack.named(plain)
        return not (is_local or says_nothing(name))

    @cached_property
    def alike(self) -> Alike:
        """How alike names are, given those that stayed."""
        stayed = {
            word for entry in self._old if entry.id in self._new for word in words(entry.name)
        }
        return Alike(self._pack, stayed)

    @cached_property
    def _namesakes_of_old(self) -> Counter[tuple[str, bool]]:
        return Counter(map(_name_and_kind, self._old))

    @cached_property
    def _namesakes_of_new(self) -> Counter[tuple[str, bool]]:
        return Counter(map(_name_and_kind, self._new))


def _name_and_kind(entry: Entry) -> tuple[str, bool]:
    return name_key(entry.name), entry.kind == "skill"
