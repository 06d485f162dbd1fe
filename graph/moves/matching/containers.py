"""Containers that were renamed or moved, told by their names, their place and what they contain.

Those that are found by nothing are dissolved: they became what their children became.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from graph.model import Entry, How, SkillId
from graph.moves.alike import LIKELY, SURE, says_nothing
from graph.moves.matching.comparison import (
    MOST_NAMESAKES,
    MOST_PAIRS,
    Comparison,
    has,
    place_of,
)
from graph.moves.matching.mutual_best import Pair, mutually_best
from graph.skillmap import SkillMap
from graph.skillmap.identity import name_key

_HALF = 0.5
_SOME = 0.3
"""Share of what a container holds from which on it says that two are one: without its name, and
with it."""

_ROUNDS = 20
"""At most so often all are compared; what was found in one round can tell in the next."""


def find_containers(comparison: Comparison) -> None:
    """Find containers, and what stands under them by the same name."""
    old, new = comparison.old, comparison.new
    shared = _shared_children(comparison)
    for _ in range(_ROUNDS):
        candidates = shared.keys() | _siblings(comparison)
        scores = {
            (was, now): score
            for was, now in candidates
            if comparison.is_open(old[was], new[now])
            and (score := _score(comparison, old[was], new[now], shared))
        }
        best = mutually_best(scores)
        if not best:
            return
        for was, now in best:
            if comparison.is_open(old[was], new[now]):
                comparison.take(old[was], new[now])


def dissolve_containers(comparison: Comparison) -> None:
    """Say of containers that are gone what became of what they contained, if most lives on."""
    for container in reversed(comparison.open_left(skills=False)):
        children = comparison.old.children[container.id]
        living = [now for child in children if (now := _child_now(comparison, child.id))]
        now = tuple(dict.fromkeys(one for found in living for one in found))
        if living and len(living) >= _HALF * len(children):
            how: How = "split" if len(now) > 1 else "merged"
            comparison.settle(container.id, how, now)


def _child_now(comparison: Comparison, child: SkillId) -> tuple[SkillId, ...]:
    if has(comparison.new, child):
        return (comparison.new.present_id(child),)
    fate = comparison.fates.get(child)
    return fate.now if fate else ()


def _shared_children(comparison: Comparison) -> Counter[Pair]:
    """Return how many telling names of children containers share, for those that share any."""
    with_child: dict[str, list[SkillId]] = defaultdict(list)
    for container in comparison.open_came(skills=False):
        for key in _child_keys(comparison.new, container):
            with_child[key].append(container.id)
    shared: Counter[Pair] = Counter()
    for container in comparison.open_left(skills=False):
        for key in _child_keys(comparison.old, container):
            found = with_child.get(key, ())
            if len(found) <= MOST_NAMESAKES and not says_nothing(key):
                shared.update((container.id, other) for other in found)
    named = comparison.came_named(skills=False)
    for container in comparison.open_left(skills=False):
        found_named = named.get(name_key(container.name), ())
        if len(found_named) <= MOST_NAMESAKES:
            shared.update({(container.id, other.id): 0 for other in found_named})
    return shared


def _child_keys(skill_map: SkillMap, container: Entry) -> set[str]:
    return {name_key(child.name) for child in skill_map.children.get(container.id, ())}


def _siblings(comparison: Comparison) -> set[Pair]:
    """Return the containers that left and came under one container."""
    found: set[Pair] = set()
    for place, left in comparison.left_under.items():
        came = comparison.came_into(place)
        if len(left) * len(came) <= MOST_PAIRS:
            found.update(
                (was.id, other.id)
                for was in left
                for other in came
                if was.kind != "skill" != other.kind and comparison.is_open(was, other)
            )
    return found


def _score(comparison: Comparison, was: Entry, now: Entry, shared: Mapping[Pair, int]) -> float:
    """Return how surely two containers are one, 0 if that is not likely."""
    sizes = [len(comparison.old.children[was.id]), len(comparison.new.children[now.id])]
    common = shared.get((was.id, now.id), 0) + _found_inside(comparison, was, now)
    overlap = 2 * common / max(1, sum(sizes))
    is_near = comparison.is_near(was, now)
    names = comparison.names.certainty(was, now, is_near=is_near)
    holds_half = common > 1 and common >= _HALF * max(sizes)
    is_only_one = is_near and _are_only(comparison, was, now) and overlap >= _SOME
    score = 0.0
    if is_near and names >= LIKELY:
        score = 1 + names
    elif (names >= LIKELY and overlap >= _SOME) or (
        names >= SURE and comparison.names.are_telling(was, now)
    ):
        score = names
    elif holds_half or is_only_one:
        score = _HALF
    return score and score + overlap


def _found_inside(comparison: Comparison, was: Entry, now: Entry) -> int:
    """Return how many containers of one are found in the other by another name."""
    return sum(
        fate.how == "renamed" and comparison.new[fate.now[0]].parent == now.id
        for child in comparison.old.children[was.id]
        if child.kind != "skill" and (fate := comparison.fates.get(child.id))
    )


def _are_only(comparison: Comparison, was: Entry, now: Entry) -> bool:
    """Say whether nothing but these two containers left one container, or came into it."""
    left = (e for e in comparison.left_under[place_of(was)] if e.kind != "skill")
    came = (e for e in comparison.came_under[place_of(now)] if e.kind != "skill")
    return [e.id for e in left] == [was.id] and [e.id for e in came] == [now.id]
