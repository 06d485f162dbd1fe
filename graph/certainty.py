"""How sure it is that someone is ready for a skill, given how sure its prerequisites are.

A skill counts as ready if the person knows every prerequisite in use. That can be wrong in two
ways: a prerequisite that is not sure enough to be used is one all the same, and the person does not
know it; or something counts as known only because something else that they know needs it, and that
is not sure. Both are doubts about one direct prerequisite.

Assumed: doubts are independent, but for those about skills of which one needs the other. Who lacks
the first then lacks the second as well, so only the stronger of the two doubts counts.

Not its job: what counts as ready (`knowledge.outer_fringe`), and what follows for the ranking
(`ranking`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import prod

import numpy as np

from graph.model import Prerequisite, SkillId
from graph.reach import needing
from graph.skillgraph import SkillGraph


@dataclass(frozen=True, slots=True)
class Doubt:
    """A possible prerequisite that the person may not know."""

    source: SkillId
    confidence: float
    """How sure it is that it is a prerequisite: over 0, at most 1."""
    known: float
    """How sure it is that the person knows it: 0 if nothing speaks for it, else below 1."""

    @property
    def chance(self) -> float:
        """How probable it is that this alone is in the way: over 0, at most 1."""
        return self.confidence * (1 - self.known)


def ready_probability(doubts: Iterable[Doubt]) -> float:
    """Return how probable it is that nothing is in the way, 0 to 1.

    Examples:
        >>> round(ready_probability([Doubt("git", 0.5, 0), Doubt("http", 0.5, 0.8)]), 4)
        0.45
    """
    return prod(1 - doubt.chance for doubt in doubts)


def chances_known(
    graph: SkillGraph, said: AbstractSet[SkillId], state: AbstractSet[SkillId]
) -> dict[SkillId, float]:
    """Return how sure it is that a person knows each skill of a knowledge state.

    What they said is sure. What is assumed is as sure as the surest chain of prerequisites from it
    to something that they said.

    Args:
        graph: The prerequisites in use, of any confidence.
        said: What the person says they know.
        state: That, and what they are taken to know because something of it needs it.

    Examples:
        >>> from graph.model import Prerequisite
        >>> graph = SkillGraph([Prerequisite("http", "rest", 0.8), ("rest", "graphql")])
        >>> chances_known(graph, {"graphql"}, {"http", "rest", "graphql"})
        {'graphql': 1.0, 'rest': 1.0, 'http': 0.8}

    Time: O(V + E).
    """
    ids = tuple(graph)
    chances = dict.fromkeys(said, 1.0)
    for place in reversed(graph.topological):
        if ids[place] not in state or ids[place] in said:
            continue
        chains = (
            edge.confidence * chances[edge.target]
            for target in graph.targets_from(place).tolist()
            if ids[target] in chances
            and (edge := graph.prerequisite(ids[place], ids[target])) is not None
        )
        chances[ids[place]] = max(chains, default=0.0)
    return chances


def doubts_about(
    graph: SkillGraph, ready: AbstractSet[SkillId], known: Mapping[SkillId, float]
) -> dict[SkillId, tuple[Doubt, ...]]:
    """Return what speaks against each of these skills being ready, the strongest doubt first.

    Args:
        graph: The prerequisites in use, of any confidence.
        ready: The skills in question.
        known: How sure it is that the person knows a skill; what is left out is not known.

    Returns:
        Doubts by skill, none of them about a skill that needs, or is needed for, one of a stronger
        doubt; ties by map order. Skills without any doubt are left out.

    Time: O(V + E) operations on sets.
    """
    found: dict[SkillId, list[Doubt]] = {}
    for edge in _doubtful(graph, ready, known):
        doubt = Doubt(edge.source, edge.confidence, known.get(edge.source, 0.0))
        found.setdefault(edge.target, []).append(doubt)
    several = {d.source for doubts in found.values() if len(doubts) > 1 for d in doubts}
    doubtful = graph.in_order(several)
    numbers = {skill: number for number, skill in enumerate(doubtful)}
    after = needing(graph, several, doubtful)
    for doubts in found.values():
        doubts.sort(key=lambda doubt: doubt.chance, reverse=True)  # what is equal stays in order
    return {
        skill: _apart(doubts, numbers, after) if len(doubts) > 1 else tuple(doubts)
        for skill, doubts in found.items()
    }


def _doubtful(
    graph: SkillGraph, ready: AbstractSet[SkillId], known: Mapping[SkillId, float]
) -> Iterator[Prerequisite]:
    """Return the prerequisites of what is ready that the person does not surely know.

    They are in map order of what they ask for.
    """
    sure = graph.mask_of(skill for skill, chance in known.items() if chance >= 1)
    places = np.flatnonzero(graph.mask_of(ready)[graph.targets] & ~sure[graph.sources])
    places = places[np.argsort(graph.sources[places], kind="stable")]
    edges = graph.prerequisites
    return (edges[place] for place in places.tolist())


def _apart(
    doubts: Sequence[Doubt], numbers: Mapping[SkillId, int], after: Mapping[SkillId, int]
) -> tuple[Doubt, ...]:
    """Return the doubts but for those about skills before or after one of a stronger doubt."""
    kept: list[Doubt] = []
    those, behind = 0, 0
    for doubt in doubts:
        itself = 1 << numbers[doubt.source]
        if not (itself & behind or after[doubt.source] & those):
            kept.append(doubt)
            those |= itself
            behind |= after[doubt.source]
    return tuple(kept)
