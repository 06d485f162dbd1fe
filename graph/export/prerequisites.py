"""Which prerequisites a file holds: all that are in use, or those that a picture shows.

A picture shows the transitive reduction: an arrow that longer ways imply says nothing new, and the
arrows that are left can be followed by eye. What people said themselves is never left out. Files
for programs hold all, each with its evidence.
"""

from graph.model import Prerequisite
from graph.skillgraph import SkillGraph
from graph.snapshot import Snapshot


def used_prerequisites(snapshot: Snapshot, min_confidence: float) -> tuple[Prerequisite, ...]:
    """Return the prerequisites in use that have at least this confidence, 0 to 1.

    They come by map order of target, then source.
    """
    graph = snapshot.graph_at(min_confidence)
    return tuple(
        edge for edge in snapshot.prerequisites if graph.prerequisite(edge.source, edge.target)
    )


def transitive_reduction(graph: SkillGraph) -> tuple[Prerequisite, ...]:
    """Return the prerequisites that no others imply, and all that people stated or accepted.

    Args:
        graph: V skills and E prerequisites.

    Returns:
        Zero to E prerequisites, by the graph's order of target, then source. Every skill is reached
        from the same skills as in the graph.

    Examples:
        >>> graph = SkillGraph([("a", "b"), ("b", "c"), Prerequisite("a", "c", 0.9, "inferred")])
        >>> [(edge.source, edge.target) for edge in transitive_reduction(graph)]
        [('a', 'b'), ('b', 'c')]

    Time: O(V + E) operations on sets of skills. A set is an integer with a bit a skill, and is let
    go as soon as the last prerequisite has read it. Source: Aho, Garey & Ullman, *The transitive
    reduction of a directed graph*, SIAM J. Comput. 1 (1972).
    """
    ids = tuple(graph)
    waiting = graph.in_degrees.tolist()
    reached: dict[int, int] = {}
    implied: set[tuple[str, str]] = set()
    for source in reversed(graph.topological):
        targets = graph.targets_from(source).tolist()
        further = 0
        for target in targets:
            further |= reached[target]
            waiting[target] -= 1
            if not waiting[target]:
                del reached[target]
        implied.update((ids[source], ids[target]) for target in targets if further >> target & 1)
        if waiting[source]:
            reached[source] = further | sum(1 << target for target in targets)
    shown = (
        edge
        for edge in graph.prerequisites
        if edge.status != "inferred" or (edge.source, edge.target) not in implied
    )
    position = graph.position
    return tuple(sorted(shown, key=lambda edge: (position(edge.target), position(edge.source))))
