"""What became of the entries of a map when another state of it was imported.

Entries that left are compared with entries that came, what is surest first, and each that came is
taken once:

1. *Containers* by their names, their place and what they contain. What keeps its name under a
   container that was found is found with it, so a map whose only area was renamed costs no search.
2. *The same name* elsewhere, unless the name means another thing under every heading.
3. *A skill that is a topic now*, or a topic that is a skill.
4. *Lists*: “A & B” that is A and B now, or the other way round.
5. *Names that are one name* (`alike`), under what is the same container.

What is not clear counts as removed: nobody should be told that they know what they never learned.

Not its job: what follows from it (`lineage`), and what people say about it (`decisions`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TypeAlias

from graph.inference.knowledge_pack import KnowledgePack, Words, words
from graph.model import Entry, How, Move, SkillId
from graph.moves.alike import LIKELY, SURE, Alike, parts_of, says_nothing
from graph.skillmap import SkillMap
from graph.skillmap.identity import name_key

_MARGIN = 0.03
"""By so much the best match has to be better than the next, or it is none."""

_MOST_NAMESAKES = 20
"""Containers with a child of one name that are looked at; a name of more tells nothing."""

_MOST_PAIRS = 10_000
"""Pairs of entries under one container that are compared one by one."""

_HALF = 0.5
_SOME = 0.3
"""Share of what a container holds from which on it says that two are one: without its name, and
with it."""

_ROUNDS = 20

Pair: TypeAlias = tuple[SkillId, SkillId]
Place: TypeAlias = SkillId
"""A container, or `_TOP` for what stands in none."""
_TOP = ""


@dataclass(frozen=True, slots=True)
class _Fate:
    how: How
    now: tuple[SkillId, ...]


def find_moves(
    old: SkillMap, new: SkillMap, known: Sequence[Move] = (), *, pack: KnowledgePack
) -> tuple[Move, ...]:
    """Return what became of every id that a map had and has no more.

    Args:
        old: The map as it was.
        new: The map as it is.
        known: What became of ids before. It stays, but for ids that are back.
        pack: The knowledge pack, for names that mean one thing.

    Returns:
        At most one move for each id, the oldest first: those that were known, then those of this
        change in the order of the old map. What they lead to was in the map when they were found.

    Time: O(V) and what is compared: names under one container, and containers that share names.
    """
    left = [entry for entry in old if not _has(new, entry.id)]
    came = [entry for entry in new if not _has(old, entry.id)]
    kept = {move.id: move for move in known if not _has(new, move.id)}
    unknown = [entry for entry in left if entry.id not in kept]
    matching = _Matching(old, new, unknown, came, pack)
    fates = matching.fates()
    kept |= matching.returned(kept.values())
    found = (
        Move(entry.id, entry.name, entry.kind, fates[entry.id].how, fates[entry.id].now)
        for entry in unknown
    )
    lost = (
        Move(place, merge.name, "skill", "moved", (merge.id,))
        for merge in old.report.merged
        for place in merge.ids
        if not _has(new, place) and place != merge.id and place not in kept
    )
    return (*kept.values(), *found, *lost)


def leading_moves(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Return the moves but for those of entries that only followed what contains them."""
    moves = tuple(moves)
    became = {move.id: move.now for move in moves}
    return tuple(
        move
        for move in moves
        if move.how != "moved" or _above(move.now[0]) not in became.get(_above(move.id), ())
    )


def _above(entry_id: SkillId) -> SkillId:
    return entry_id.rpartition("/")[0]


def _has(skill_map: SkillMap, entry_id: SkillId) -> bool:
    return skill_map.present_id(entry_id) in skill_map


class _Matching:
    """The comparison of two states of a map."""

    def __init__(
        self,
        old: SkillMap,
        new: SkillMap,
        left: Sequence[Entry],
        came: Sequence[Entry],
        pack: KnowledgePack,
    ) -> None:
        self._old = old
        self._new = new
        self._pack = pack
        self._fates: dict[SkillId, _Fate] = {}
        self._left = {entry.id: entry for entry in left}
        self._came = {entry.id: entry for entry in came}
        """What came and is not taken yet."""
        self._came_under = _by_parent(came)
        self._left_under = _by_parent(left)
        self._came_named: dict[tuple[Place, str, bool], Entry] = {
            (_place(entry), name_key(entry.name), entry.kind == "skill"): entry for entry in came
        }

    def fates(self) -> dict[SkillId, _Fate]:
        """Return what became of each entry that left."""
        if self._came and self._left:
            self._stay_in_place()
            self._find_containers()
            self._find_same_names()
        self._find_changed_kinds()
        if self._came:
            self._find_lists()
            self._find_other_names()
        self._dissolve()
        gone = _Fate("removed", ())
        return {
            entry: _Fate(fate.how, self._in_order(fate.now))
            for entry in self._left
            for fate in [self._fates.get(entry, gone)]
        }

    def returned(self, removed: Iterable[Move]) -> dict[SkillId, Move]:
        """Return what became of skills that were removed before, and have come back elsewhere."""
        came = _by_key(self._open_came(skills=True))
        gone: dict[str, list[Move]] = defaultdict(list)
        for move in removed:
            if move.how == "removed" and move.kind == "skill" and not move.decided_at:
                gone[name_key(move.name)].append(move)
        return {
            moves[0].id: replace(moves[0], how="moved", now=(came[key][0].id,))
            for key, moves in gone.items()
            if len(moves) == len(came.get(key, ())) == 1
            and self._means_one_thing(came[key][0].name)
        }

    # Taking what came

    def _take(self, entry: Entry, now: Entry) -> None:
        """Say that one is the other, and find what stands under both by the same name."""
        todo = [(entry, now)]
        while todo:
            was, found = todo.pop()
            self._came.pop(found.id, None)
            how: How = "moved" if name_key(was.name) == name_key(found.name) else "renamed"
            self._fates[was.id] = _Fate(how, (found.id,))
            if was.kind != "skill" and found.kind != "skill":
                todo += self._same_children(was.id, found.id)

    def _same_children(self, was: Place, found: Place) -> Iterator[tuple[Entry, Entry]]:
        for child in self._left_under.get(was, ()):
            key = (found, name_key(child.name), child.kind == "skill")
            now = self._came_named.get(key)
            if now and self._is_open(child, now):
                yield child, now

    def _is_open(self, was: Entry, now: Entry) -> bool:
        return was.id not in self._fates and now.id in self._came

    def _place_now(self, place: Place) -> Place | None:
        """Return what a container of the old map is in the new one; None if that is not known."""
        if place == _TOP or (place in self._new and self._new[place].kind != "skill"):
            return place
        fate = self._fates.get(place)
        return fate.now[0] if fate and fate.how in {"renamed", "moved"} else None

    def _is_near(self, was: Entry, now: Entry) -> bool:
        """Say whether both stand directly under what is one container."""
        return self._place_now(_place(was)) == _place(now)

    def _came_into(self, place: Place) -> Sequence[Entry]:
        """Return what came into a container of the old map, taken or not."""
        now = self._place_now(place)
        return () if now is None else self._came_under.get(now, ())

    def _open_left(self, *, skills: bool) -> list[Entry]:
        return [
            entry
            for entry in self._left.values()
            if entry.id not in self._fates and (entry.kind == "skill") == skills
        ]

    def _open_came(self, *, skills: bool) -> list[Entry]:
        return [entry for entry in self._came.values() if (entry.kind == "skill") == skills]

    # 1. Containers

    def _stay_in_place(self) -> None:
        """Find what has another id only because of what stands beside it now."""
        for place in self._left_under:
            if self._place_now(place) == place:
                for was, now in self._same_children(place, place):
                    self._take(was, now)

    def _find_containers(self) -> None:
        shared = self._shared_children()
        for _ in range(_ROUNDS):
            candidates = shared.keys() | self._siblings()
            scores = {
                (was, now): score
                for was, now in candidates
                if self._is_open(self._old[was], self._new[now])
                and (score := self._container_score(self._old[was], self._new[now], shared))
            }
            best = _clear(scores)
            if not best:
                return
            for was, now in best:
                if self._is_open(self._old[was], self._new[now]):
                    self._take(self._old[was], self._new[now])

    def _shared_children(self) -> Counter[Pair]:
        """Return how many telling names of children containers share, for those that share any."""
        with_child: dict[str, list[SkillId]] = defaultdict(list)
        for container in self._open_came(skills=False):
            for key in _child_keys(self._new, container):
                with_child[key].append(container.id)
        shared: Counter[Pair] = Counter()
        for container in self._open_left(skills=False):
            for key in _child_keys(self._old, container):
                found = with_child.get(key, ())
                if len(found) <= _MOST_NAMESAKES and not says_nothing(key):
                    shared.update((container.id, other) for other in found)
        named = _by_key(self._open_came(skills=False))
        for container in self._open_left(skills=False):
            found_named = named.get(name_key(container.name), ())
            if len(found_named) <= _MOST_NAMESAKES:
                shared.update({(container.id, other.id): 0 for other in found_named})
        return shared

    def _siblings(self) -> set[Pair]:
        """Return the containers that left and came under one container."""
        found: set[Pair] = set()
        for place, left in self._left_under.items():
            came = self._came_into(place)
            if len(left) * len(came) <= _MOST_PAIRS:
                found.update(
                    (was.id, other.id)
                    for was in left
                    for other in came
                    if was.kind != "skill" != other.kind and self._is_open(was, other)
                )
        return found

    def _container_score(self, was: Entry, now: Entry, shared: Mapping[Pair, int]) -> float:
        """Return how surely two containers are one, 0 if that is not likely."""
        sizes = [len(self._old.children[was.id]), len(self._new.children[now.id])]
        common = shared.get((was.id, now.id), 0) + self._found_inside(was, now)
        overlap = 2 * common / max(1, sum(sizes))
        is_near = self._is_near(was, now)
        names = self._name_certainty(was, now)
        holds_half = common > 1 and common >= _HALF * max(sizes)
        is_only_one = is_near and self._are_only(was, now) and overlap >= _SOME
        score = 0.0
        if is_near and names >= LIKELY:
            score = 1 + names
        elif (names >= LIKELY and overlap >= _SOME) or (
            names >= SURE and self._is_telling(was, now)
        ):
            score = names
        elif holds_half or is_only_one:
            score = _HALF
        return score and score + overlap

    def _found_inside(self, was: Entry, now: Entry) -> int:
        """Return how many containers of one are found in the other by another name."""
        return sum(
            fate.how == "renamed" and self._new[fate.now[0]].parent == now.id
            for child in self._old.children[was.id]
            if child.kind != "skill" and (fate := self._fates.get(child.id))
        )

    def _are_only(self, was: Entry, now: Entry) -> bool:
        """Say whether nothing but these two containers left one container, or came into it."""
        left = (e for e in self._left_under[_place(was)] if e.kind != "skill")
        came = (e for e in self._came_under[_place(now)] if e.kind != "skill")
        return [e.id for e in left] == [was.id] and [e.id for e in came] == [now.id]

    # 2. The same name

    def _find_same_names(self) -> None:
        left = _by_key(self._open_left(skills=True))
        came = _by_key(self._open_came(skills=True))
        for key in left.keys() & came.keys():
            scores = {
                (was.id, now.id): score
                for was in left[key][:_MOST_NAMESAKES]
                for now in came[key][:_MOST_NAMESAKES]
                if (
                    score := self._place_score(
                        was, now, alone=len(left[key]) == len(came[key]) == 1
                    )
                )
            }
            for was_id, now_id in _clear(scores):
                self._take(self._old[was_id], self._new[now_id])

    def _place_score(self, was: Entry, now: Entry, *, alone: bool) -> float:
        """Return how surely a skill is one of the same name elsewhere, 0 if that is not likely."""
        above = set(_ancestors(self._new, now))
        kept = [a for a in _ancestors(self._old, was) if self._place_now(a) in above]
        is_close = bool(kept) and (kept[0] == was.parent or self._place_now(kept[0]) == now.parent)
        if is_close or (kept and self._is_telling(was, now)):
            return 1.0 + len(kept)
        return float(alone and self._is_telling(was, now))

    def _is_telling(self, was: Entry, now: Entry) -> bool:
        """Say whether two names mean one thing wherever they stand."""
        return (
            self._means_one_thing(was.name)
            and self._means_one_thing(now.name)
            and self._namesakes_of_old[_name_and_kind(was)] == 1
            and self._namesakes_of_new[_name_and_kind(now)] == 1
        )

    def _means_one_thing(self, name: str) -> bool:
        plain = words(name)
        is_local = self._pack.named_locally(plain) and not self._pack.named(plain)
        return not (is_local or says_nothing(name))

    @cached_property
    def _namesakes_of_old(self) -> Counter[tuple[str, bool]]:
        return Counter(map(_name_and_kind, self._old))

    @cached_property
    def _namesakes_of_new(self) -> Counter[tuple[str, bool]]:
        return Counter(map(_name_and_kind, self._new))

    # 3. Skills and topics

    def _find_changed_kinds(self) -> None:
        """Find skills that are topics now, and topics that are skills."""
        for was, now in self._of_other_kind(self._open_left(skills=True), skills=False):
            self._came.pop(now.id, None)
            self._fates[was.id] = _Fate("split", self._new.skills_under(now.id))
        for was, now in self._of_other_kind(self._open_left(skills=False), skills=True):
            self._came.pop(now.id, None)
            self._fates[was.id] = _Fate("merged", (now.id,))
            self._merge_below(was.id, now.id)
        for entry in self._old:
            is_there = entry.id in self._new
            if is_there and entry.kind != "skill" and self._new[entry.id].kind == "skill":
                self._merge_below(entry.id, entry.id)

    def _of_other_kind(
        self, left: Iterable[Entry], *, skills: bool
    ) -> Iterator[tuple[Entry, Entry]]:
        came = _by_key(self._open_came(skills=skills))
        for was in left:
            same = came.get(name_key(was.name), ())
            found = [now for now in same if self._is_near(was, now) or self._is_telling(was, now)]
            if len(found) == 1 and self._is_open(was, found[0]):
                yield was, found[0]

    def _merge_below(self, topic: SkillId, now: SkillId) -> None:
        """Say that what stood under a topic and was not found elsewhere is one skill now."""
        for entry in self._old.entries_under(topic):
            if entry.id in self._left and entry.id not in self._fates:
                self._fates[entry.id] = _Fate("merged", (now,))

    # 4. Lists

    def _find_lists(self) -> None:
        came = _by_words(self._came.values())
        for was in self._open_left(skills=True):
            if parts := self._parts(was, came, partial(self._is_near, was)):
                for part in parts:
                    self._came.pop(part.id, None)
                self._fates[was.id] = _Fate("split", tuple(part.id for part in parts))
        left = _by_words(self._open_left(skills=True))
        for now in self._open_came(skills=True):
            for part in self._parts(now, left, partial(self._is_near, now=now)):
                self._came.pop(now.id, None)
                self._fates[part.id] = _Fate("merged", (now.id,))

    def _parts(
        self,
        whole: Entry,
        named: Mapping[Words, Sequence[Entry]],
        is_near: Callable[[Entry], bool],
    ) -> list[Entry]:
        """Return the open entries that an entry lists in its name, or nothing if one is missing."""
        found = []
        for part in parts_of(whole.name, named):
            same = [entry for entry in named[part] if self._is_free(entry)]
            chosen = [entry for entry in same if is_near(entry)] or [
                entry for entry in same if not says_nothing(entry.name)
            ]
            if len(chosen) != 1:
                return []
            found += chosen
        return found

    def _is_free(self, entry: Entry) -> bool:
        """Say whether an entry of either map is not found yet."""
        is_left = entry.id in self._left and entry.id not in self._fates
        return is_left or entry.id in self._came

    # 5. Names that are one name

    def _find_other_names(self) -> None:
        for place, left in self._left_under.items():
            came = self._came_into(place)
            self._take_clear(self._alike_pairs(_skills(left), _skills(came)), LIKELY)
        self._take_clear(
            self._alike_pairs(self._open_left(skills=True), self._open_came(skills=True)), SURE
        )

    def _take_clear(self, pairs: Iterable[tuple[Entry, Entry]], least: float) -> None:
        scores = {
            (was.id, now.id): score
            for was, now in pairs
            if (score := self._name_certainty(was, now)) >= least
            and (self._is_near(was, now) or self._is_telling(was, now))
        }
        for was_id, now_id in _clear(scores):
            self._take(self._old[was_id], self._new[now_id])

    def _alike_pairs(
        self, left: Sequence[Entry], came: Sequence[Entry]
    ) -> Iterator[tuple[Entry, Entry]]:
        """Yield pairs that may be alike: all if they are few, else those that share a form."""
        left = [entry for entry in left if entry.id not in self._fates]
        came = [entry for entry in came if entry.id in self._came]
        if len(left) * len(came) <= _MOST_PAIRS:
            yield from ((was, now) for was in left for now in came)
            return
        with_form: dict[str, list[Entry]] = defaultdict(list)
        for now in came:
            for form in self._alike.forms(now.name):
                with_form[form].append(now)
        for was in left:
            found = {
                now.id: now
                for form in self._alike.forms(was.name)
                if len(with_form.get(form, ())) <= _MOST_NAMESAKES
                for now in with_form.get(form, ())
            }
            yield from ((was, now) for now in found.values())

    def _name_certainty(self, was: Entry, now: Entry) -> float:
        around: set[str] = set()
        if self._is_near(was, now):
            around = {word for name in (*was.path[:-1], *now.path[:-1]) for word in words(name)}
        return self._alike.certainty(was.name, now.name, around)

    @cached_property
    def _alike(self) -> Alike:
        stayed = {
            word for entry in self._old if entry.id in self._new for word in words(entry.name)
        }
        return Alike(self._pack, stayed)

    # What is left

    def _dissolve(self) -> None:
        """Say of containers that are gone what became of what they contained, if most lives on."""
        for container in reversed(self._open_left(skills=False)):
            children = self._old.children[container.id]
            living = [now for child in children if (now := self._child_now(child.id))]
            now = tuple(dict.fromkeys(one for found in living for one in found))
            if living and len(living) >= _HALF * len(children):
                how: How = "split" if len(now) > 1 else "merged"
                self._fates[container.id] = _Fate(how, now)

    def _child_now(self, child: SkillId) -> tuple[SkillId, ...]:
        if _has(self._new, child):
            return (self._new.present_id(child),)
        fate = self._fates.get(child)
        return fate.now if fate else ()

    def _in_order(self, ids: Iterable[SkillId]) -> tuple[SkillId, ...]:
        return tuple(sorted(ids, key=lambda one: self._new[one].line))


def _clear(scores: Mapping[Pair, float]) -> list[Pair]:
    """Return the pairs that are best for both sides by a clear margin, the best first."""
    of_left: dict[SkillId, list[float]] = defaultdict(list)
    of_came: dict[SkillId, list[float]] = defaultdict(list)
    for (was, now), score in scores.items():
        of_left[was].append(score)
        of_came[now].append(score)
    clear = [
        pair
        for pair, score in scores.items()
        if all(
            sum(other > score - _MARGIN for other in others) == 1
            for others in (of_left[pair[0]], of_came[pair[1]])
        )
    ]
    return sorted(clear, key=lambda pair: (-scores[pair], pair))


def _child_keys(skill_map: SkillMap, container: Entry) -> set[str]:
    return {name_key(child.name) for child in skill_map.children.get(container.id, ())}


def _ancestors(skill_map: SkillMap, entry: Entry) -> Iterator[SkillId]:
    """Yield what contains an entry where it stands first, from the inside out."""
    while entry.parent is not None:
        entry = skill_map[entry.parent]
        yield entry.id


def _place(entry: Entry) -> Place:
    return entry.parent or _TOP


def _name_and_kind(entry: Entry) -> tuple[str, bool]:
    return name_key(entry.name), entry.kind == "skill"


def _by_parent(entries: Iterable[Entry]) -> dict[Place, list[Entry]]:
    found: dict[Place, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[_place(entry)].append(entry)
    return dict(found)


def _by_key(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[name_key(entry.name)].append(entry)
    return dict(found)


def _by_words(entries: Iterable[Entry]) -> dict[Words, list[Entry]]:
    found: dict[Words, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[words(entry.name)].append(entry)
    return dict(found)


def _skills(entries: Collection[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.kind == "skill"]
