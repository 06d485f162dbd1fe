"""An acyclic graph out of prerequisites that may contradict each other.

What people decided goes in first. Inferred edges follow, the surest first, and one that would
close a cycle is cut: at that moment every other edge of the cycle is at least as sure, so each
cycle loses its cheapest edge. The order of all skills is kept up to date edge by edge, so that most
edges cost nothing to check: Pearce & Kelly, *A dynamic topological sort algorithm for directed
acyclic graphs*, ACM JEA 11 (2006), algorithm PK.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.errors import CycleError
from graph.model import Cut, Decision, Evidence, Prerequisite, SkillId

LEAST_CONFIDENCE = 0.01
"""Confidence of a rejected prerequisite that inference knows nothing about: the lowest in use."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What became of all prerequisites."""

    used: tuple[Prerequisite, ...]
    rejected: tuple[Prerequisite, ...]
    cut: tuple[Cut, ...]


def select_acyclic(
    skills: Sequence[SkillId],
    inferred: Iterable[Prerequisite],
    decisions: Iterable[Decision] = (),
) -> Selection:
    """Choose the prerequisites to use, so that no skill comes before itself.

    Args:
        skills: Ids of all skills; their order is tried first, and breaks ties.
        inferred: What the map states (`asserted`) and what was inferred, a pair at most once.
        decisions: What people decided, a pair at most once. One that names another skill than
            those of `skills` is passed over.

    Returns:
        Used, rejected and cut prerequisites: every one given is in exactly one of the three.

    Raises:
        CycleError: Asserted and accepted prerequisites run in a circle.

    Time: O(E log E) plus the search around edges that run against the order so far.
    """
    order = _TopologicalOrder(skills)
    decided = _apply(decisions, {(edge.source, edge.target): edge for edge in inferred}, order)
    used: list[Prerequisite] = []
    rejected: list[Prerequisite] = []
    cut: list[Cut] = []
    for edge in sorted(decided, key=order.rank):
        if edge.status == "rejected":
            rejected.append(edge)
        elif not (path := order.add(edge.source, edge.target)):
            used.append(edge)
        elif edge.status == "inferred":
            cut.append(_cut(edge, path))
        else:
            stated = [found for found in edge.evidence if found.rule == "stated"]
            lines = [line for evidence in stated for line in evidence.lines]
            raise CycleError([edge.source, *path], line=max(lines, default=None))
    return Selection(tuple(used), tuple(rejected), tuple(cut))


def _apply(
    decisions: Iterable[Decision],
    inferred: dict[tuple[SkillId, SkillId], Prerequisite],
    order: "_TopologicalOrder",
) -> list[Prerequisite]:
    """Return all prerequisites with the status that people gave them."""
    edges = dict(inferred)
    for decision in decisions:
        pair = (decision.source, decision.target)
        if decision.source not in order or decision.target not in order:
            continue
        before = inferred.get(pair)
        said = Evidence(
            "decision",
            f"A person {decision.verdict} it" + (f": {decision.note}" if decision.note else "."),
            (),
            1.0,
        )
        edge = before or Prerequisite(*pair, confidence=LEAST_CONFIDENCE)
        edges[pair] = replace(
            edge,
            status=decision.verdict,
            confidence=edge.confidence if decision.verdict == "rejected" else 1.0,
            evidence=(said, *edge.evidence),
        )
    return list(edges.values())


def _cut(edge: Prerequisite, path: Sequence[SkillId]) -> Cut:
    steps = " before ".join(path)
    text = f"{edge.source} before {edge.target} is not used: {steps} is at least as sure."
    return Cut(edge.source, edge.target, edge.confidence, (edge.source, *path), text)


class _TopologicalOrder:
    """Skills in an order that respects every edge added so far."""

    def __init__(self, skills: Sequence[SkillId]) -> None:
        self._position = {skill: position for position, skill in enumerate(skills)}
        self._map_order = dict(self._position)
        self._after: dict[SkillId, list[SkillId]] = {skill: [] for skill in skills}
        self._before: dict[SkillId, list[SkillId]] = {skill: [] for skill in skills}

    def __contains__(self, skill: SkillId) -> bool:
        return skill in self._position

    def rank(self, edge: Prerequisite) -> tuple[bool, float, int, int]:
        """Say when an edge's turn is: people's first, then the surest, then by map order."""
        place = self._map_order
        return (
            edge.status == "inferred",
            -edge.confidence,
            place[edge.target],
            place[edge.source],
        )

    def add(self, source: SkillId, target: SkillId) -> list[SkillId]:
        """Add an edge, unless it closes a cycle: then return the path from target to source."""
        low, high = self._position[target], self._position[source]
        if low > high:
            self._link(source, target)
            return []
        came_from = {target: target}
        forward = [target]
        for skill in forward:  # grows while it is read
            for following in self._after[skill]:
                if self._position[following] <= high and following not in came_from:
                    came_from[following] = skill
                    forward.append(following)
        if source in came_from:
            path = [source]
            while path[-1] != target:
                path.append(came_from[path[-1]])
            return path[::-1]
        backward = [source]
        seen = {source}
        for skill in backward:
            for earlier in self._before[skill]:
                if self._position[earlier] >= low and earlier not in seen:
                    seen.add(earlier)
                    backward.append(earlier)
        # What leads to source takes the first of the places that both groups hold, then what
        # follows from target; inside a group the order stays.
        group = sorted(backward, key=self._position.__getitem__)
        group += sorted(forward, key=self._position.__getitem__)
        places = sorted(self._position[skill] for skill in group)
        self._position.update(zip(group, places, strict=True))
        self._link(source, target)
        return []

    def _link(self, source: SkillId, target: SkillId) -> None:
        self._after[source].append(target)
        self._before[target].append(source)
