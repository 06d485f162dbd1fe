"""How long reading, inferring and answering take, beside networkx where it can do the same.

    python bench/answers.py

Maps are generated: areas of eight topics with six skills each, the words of their names drawn from
a small vocabulary. A fourth of the skills is known. For the order of topics each of these gets
three prerequisites from the forty before it. Each figure is the median of five runs.
"""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import networkx as nx
from rich.console import Console
from rich.table import Table

from graph import (
    DEFAULT_MIN_CONFIDENCE,
    Prerequisite,
    SkillGraph,
    Snapshot,
    build,
    close_state,
    learning_order,
    outer_fringe,
    plan_roadmap,
    recommend_next,
    topic_prerequisites,
)

SIZES = (200, 2_000, 20_000)
RUNS = 5
STEMS = ("cache", "cloud", "data", "deploy", "graph", "index", "model", "query", "route", "test")
WORDS = [stem + ending for stem in STEMS for ending in ("", "er", "ing", "s")]


def generated_map(skills: int) -> str:
    """Return a map with at least so many skills."""
    choose = random.Random(skills).choice  # noqa: S311 - no secret
    lines = ["# Generated"]
    count = 0
    while count < skills:
        lines.append(f"## {choose(WORDS)} {count}")
        for topic in range(8):
            lines.append(f"### {choose(WORDS)} {choose(WORDS)} {topic}")
            lines += [f"- {choose(WORDS)} {choose(WORDS)} {choose(WORDS)}" for _ in range(6)]
            count += 6
    return "\n".join(lines)


def connected(snapshot: Snapshot) -> Snapshot:
    """Return the same map with prerequisites that lead from topic to topic."""
    chance = random.Random(len(snapshot.skill_map.skills))  # noqa: S311 - no secret
    topics = [
        [child.id for child in children]
        for children in snapshot.skill_map.children.values()
        if all(child.kind == "skill" for child in children)
    ]
    between = {
        (chance.choice(topics[chance.randrange(max(0, number - 40), number)]), chance.choice(topic))
        for number, topic in enumerate(topics[1:], start=1)
        for _ in range(3)
    }
    known = {(edge.source, edge.target) for edge in snapshot.inferred}
    new = (Prerequisite(*pair, 0.8, "inferred") for pair in sorted(between - known))
    return replace(snapshot, inferred=(*snapshot.inferred, *new))


def median_ms(work: Callable[[], object]) -> float:
    """Return how long the work takes, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def nx_fringe(graph: nx.DiGraph, known: set[str]) -> set[str]:
    """Return the outer fringe of what is known, closed, as one would write it with networkx."""
    state = set(known)
    for skill in known:
        state |= nx.ancestors(graph, skill)
    return {skill for skill in graph if skill not in state and state.issuperset(graph.pred[skill])}


def nx_of(graph: SkillGraph) -> nx.DiGraph:
    """Return the same graph for networkx."""
    peer = nx.DiGraph()
    peer.add_nodes_from(graph)
    peer.add_edges_from((edge.source, edge.target) for edge in graph.prerequisites)
    return peer


def main() -> None:
    """Print a row for each kind of work and a column for each size."""
    rows: dict[str, list[float]] = {}
    for size in SIZES:
        text = generated_map(size)
        snapshot = build(text)
        graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
        peer = nx_of(graph)
        whole = connected(snapshot)
        whole.graph_at(DEFAULT_MIN_CONFIDENCE)
        place = {skill: position for position, skill in enumerate(graph)}
        known = set(list(graph)[::4])
        if outer_fringe(graph, close_state(graph, known)) != nx_fringe(peer, known):
            raise SystemExit("the fringes differ")
        sorted_by_peer = nx.lexicographical_topological_sort(peer, place.__getitem__)
        if learning_order(graph) != tuple(sorted_by_peer):
            raise SystemExit("the orders differ")
        work: dict[str, Callable[[], object]] = {
            "read and infer": lambda text=text: build(text),
            "close a state, outer fringe": lambda g=graph, k=known: outer_fringe(
                g, close_state(g, k)
            ),
            "  the same fringe with networkx": lambda p=peer, k=known: nx_fringe(p, k),
            "learning order": lambda g=graph: learning_order(g),
            "  the same order with networkx": lambda p=peer, o=place: list(
                nx.lexicographical_topological_sort(p, o.__getitem__)
            ),
            "next, ranked with reasons": lambda s=snapshot, k=known: recommend_next(s, k),
            "roadmap": lambda s=snapshot, k=known: plan_roadmap(s, k),
            "areas in order": lambda w=whole: topic_prerequisites(w),
            "topics in order": lambda w=whole: topic_prerequisites(w, level="topic"),
        }
        for name, job in work.items():
            rows.setdefault(name, []).append(median_ms(job))
    table = Table("work, ms", *(f"{size:,} skills" for size in SIZES))
    for name, figures in rows.items():
        table.add_row(name, *(f"{figure:,.2f}" for figure in figures))
    Console().print(table)


if __name__ == "__main__":
    main()
