"""An acyclic graph out of prerequisites that may contradict each other.

What people decided goes in first, all at once. Inferred edges follow, the surest first, and one
that would close a cycle is cut: at that moment every other edge of the cycle is at least as sure,
so each cycle loses its cheapest edge. An order of all skills is kept up to date edge by edge, so
that most edges cost nothing to check: Pearce & Kelly, *A dynamic topological sort algorithm for
directed acyclic graphs*, ACM JEA 11 (2006), algorithm PK.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.errors import CycleError
from graph.model import Cut, Decision, Evidence, Prerequisite, SkillId
from graph.order import learning_order
from graph.skillgraph import SkillGraph

_MAX_TOLD = 8
"""Skills of a cycle that its sentence names."""

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
    place = {skill: number for number, skill in enumerate(skills)}
    edges = _apply(decisions, {(edge.source, edge.target): edge for edge in inferred}, place)
    edges.sort(key=lambda edge: (-edge.confidence, place[edge.target], place[edge.source]))
    used = [edge for edge in edges if edge.status in ("asserted", "accepted")]
    order = _TopologicalOrder(_order_of_decided(skills, used))
    for edge in used:
        order.link(edge.source, edge.target)
    cut: list[Cut] = []
    for edge in edges:
        if edge.status != "inferred":
            continue
        if path := order.add(edge.source, edge.target):
            cut.append(_cut(edge, path))
        else:
            used.append(edge)
    rejected = tuple(edge for edge in edges if edge.status == "rejected")
    return Selection(tuple(used), rejected, tuple(cut))


def _order_of_decided(
    skills: Sequence[SkillId], decided: Sequence[Prerequisite]
) -> Sequence[SkillId]:
    """Return the skills in an order that respects what people decided.

    Raises:
        CycleError: There is none; the error has the last line of the map that has a part in it.
    """
    try:
        return learning_order(SkillGraph(decided, skills))
    except CycleError as error:
        steps = set(pairwise(error.cycle))
        lines = [
            line
            for edge in decided
            if (edge.source, edge.target) in steps
            for evidence in edge.evidence
            if evidence.rule == "stated"
            for line in evidence.lines
        ]
        raise CycleError(error.cycle, line=max(lines, default=None)) from None


def _apply(
    decisions: Iterable[Decision],
    inferred: Mapping[tuple[SkillId, SkillId], Prerequisite],
    skills: Container[SkillId],
) -> list[Prerequisite]:
    """Return all prerequisites with the status that people gave them."""
    edges = dict(inferred)
    for decision in decisions:
        pair = (decision.source, decision.target)
        if decision.source not in skills or decision.target not in skills:
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
    shown = path if len(path) <= _MAX_TOLD else (*path[: _MAX_TOLD - 1], "…", path[-1])
    steps = " before ".join(shown)
    text = f"{edge.source} before {edge.target} is not used: {steps} is at least as sure."
    return Cut(edge.source, edge.target, edge.confidence, (edge.source, *path), text)


class _TopologicalOrder:
    """Skills in an order that respects every edge added so far."""

    def __init__(self, skills: Sequence[SkillId]) -> None:
        self._position = {skill: position for position, skill in enumerate(skills)}
        self._after: dict[SkillId, list[SkillId]] = {skill: [] for skill in skills}
        self._before: dict[SkillId, list[SkillId]] = {skill: [] for skill in skills}

    def link(self, source: SkillId, target: SkillId) -> None:
        """Add an edge that the order respects already."""
        self._after[source].append(target)
        self._before[target].append(source)

    def add(self, source: SkillId, target: SkillId) -> list[SkillId]:
        """Add an edge, unless it closes a cycle: then return the path from target to source."""
        low, high = self._position[target], self._position[source]
        if low > high:
            self.link(source, target)
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
        self.link(source, target)
        return []
