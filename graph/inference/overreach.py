"""Edges by which much would be implied that little speaks for: they are held back.

What comes before the source of an edge comes before all that follows its target. Edge by edge, the
surest first, the pairs that would newly be in order are looked at. If hardly one of them is likely
by itself, the edge says more than is known. It stays below what answers use, a doubtful edge that a
person can accept. What follows from what the map states is not looked at: it is no guess.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log, tanh

from graph.model import DEFAULT_MIN_CONFIDENCE, Evidence, Prerequisite
from graph.skillmap import SkillMap

OVERREACHES = "overreaches"
"""The rule of the evidence against such an edge."""

MAX_OVERREACHING_CONFIDENCE = 0.45
"""Such an edge stays below what answers use."""

LEAST_MEAN = 0.05
"""An edge overreaches if the pairs that it newly implies, itself among them, are less sure than
this in the mean; a pair that is no edge counts 0. Range: 0 to 1; why: docs/decisions/0020."""

_Fresh = Mapping[int, int]
"""What an edge newly implies: by the number of a skill, the set of those that it comes before."""


def hold_back(skill_map: SkillMap, edges: Sequence[Prerequisite]) -> tuple[Prerequisite, ...]:
    """Return the edges, those that overreach with less confidence and with the evidence for that.

    Args:
        skill_map: The map, V skills.
        edges: What the map states and what inference takes for possible, a pair at most once.

    Returns:
        As many edges, in the same order. What the map states is never held back.

    Time: for each inferred edge, operations on sets of V skills, one for each skill before its
    source and one for each after its target.
    """
    place = {skill.id: number for number, skill in enumerate(skill_map.skills)}
    likely: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for edge in edges:
        likely[place[edge.source]][place[edge.target]] = edge.confidence
    used = (
        edge
        for edge in edges
        if edge.status == "inferred" and edge.confidence >= DEFAULT_MIN_CONFIDENCE
    )
    implied, held = _Implied(len(place)), {}
    for edge in sorted(used, key=lambda e: (-e.confidence, place[e.target], place[e.source])):
        pair = source, target = place[edge.source], place[edge.target]
        if implied.has(target, source):
            continue  # it would close a cycle, and will be cut
        fresh = implied.by(source, target)
        if _mean(fresh, likely) < LEAST_MEAN:
            held[pair] = _held(edge, skill_map, fresh, likely)
        else:
            implied.add(source, target)
    # What less sure edges imply anyway puts nothing more in order by itself.
    held = {pair: edge for pair, edge in held.items() if not implied.has(*pair)}
    return tuple(held.get((place[edge.source], place[edge.target]), edge) for edge in edges)


def is_held_back(edge: Prerequisite) -> bool:
    """Say whether an edge overreaches."""
    return any(evidence.rule == OVERREACHES for evidence in edge.evidence)


def _mean(fresh: _Fresh, likely: Mapping[int, Mapping[int, float]]) -> float:
    """Return how sure the pairs are in the mean; 1 if there are none."""
    count = sum(map(int.bit_count, fresh.values()))
    total = sum(
        sure
        for skill, later in fresh.items()
        for other, sure in likely.get(skill, {}).items()
        if later >> other & 1
    )
    return total / count if count else 1.0


def _held(
    edge: Prerequisite,
    skill_map: SkillMap,
    fresh: _Fresh,
    likely: Mapping[int, Mapping[int, float]],
) -> Prerequisite:
    speechless = {
        skill: later & ~sum(1 << other for other in likely.get(skill, ()))
        for skill, later in fresh.items()
    }
    count = sum(map(int.bit_count, speechless.values()))
    first = min(skill for skill, later in speechless.items() if later)
    second = next(_members(speechless[first]))
    before, after = skill_map.skills[first], skill_map.skills[second]
    worth = _log_odds(MAX_OVERREACHING_CONFIDENCE) - _log_odds(edge.confidence)
    against = Evidence(
        OVERREACHES,
        f"It would put {count:,} pairs in order for which little else speaks, “{before.name}” "
        f"before “{after.name}” for one.",
        tuple(sorted({skill_map[skill].line for skill in (edge.source, edge.target)})),
        round(tanh(worth / 2), 4),
    )
    return replace(edge, confidence=MAX_OVERREACHING_CONFIDENCE, evidence=(*edge.evidence, against))


def _log_odds(chance: float) -> float:
    return log(chance / (1 - chance))


class _Implied:
    """Which skills come before which, by the edges so far.

    Skills are numbers, and a set of them is an integer with a bit for each.
    """

    def __init__(self, count: int) -> None:
        self._before = [1 << skill for skill in range(count)]
        self._after = [1 << skill for skill in range(count)]

    def has(self, source: int, target: int) -> bool:
        """Say whether one skill comes before another, or is the same."""
        return bool(self._after[source] >> target & 1)

    def by(self, source: int, target: int) -> dict[int, int]:
        """Return what an edge would newly imply."""
        after = self._after[target]
        found = {skill: after & ~self._after[skill] for skill in _members(self._before[source])}
        return {skill: fresh for skill, fresh in found.items() if fresh}

    def add(self, source: int, target: int) -> None:
        """Let an edge imply what it implies."""
        before, after = self._before[source], self._after[target]
        for skill in _members(before):
            self._after[skill] |= after
        for skill in _members(after):
            self._before[skill] |= before


def _members(skills: int) -> Iterator[int]:
    while skills:
        lowest = skills & -skills
        yield lowest.bit_length() - 1
        skills ^= lowest
