"""How long the Neo4j store takes, by size of the map: an import, a load, a decision.

    python bench/neo4j.py [URI]

URI is a server with an empty database (NEO4J_USERNAME and NEO4J_PASSWORD say who asks); without
one, a local server is started in the system's temporary folder. Beside it, in the same run: the
fringe asked in Cypher and asked in memory, for one learner who knows a third of the skills.
"""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

# This file has the driver's name, so its folder must not be where modules are looked for.
sys.path[0] = str(Path(__file__).parent.parent)

from neo4j import Driver, GraphDatabase  # noqa: E402

from bench.store import NOW, sample, seconds  # noqa: E402
from graph import Change, Decision, outer_fringe  # noqa: E402
from graph.settings import neo4j_login  # noqa: E402
from graph.store.neo4j import Neo4jStore  # noqa: E402
from waypath.local_neo4j import LocalNeo4j  # noqa: E402

SIZES = (200, 2_000, 10_000, 100_000)
PREREQUISITES_OF_A_SKILL = 3
RUNS = 3
HEAP = "4g"

FRINGE = """\
MATCH (l:Learner {id: 'bench'})-[:KNOWS]->(k:Skill {map: 'map'}) WITH collect(k) AS state
MATCH (s:Skill {map: 'map'}) WHERE NOT s IN state
AND NOT EXISTS {
  (p)-[:PREREQUISITE_OF]->(s) WHERE NOT EXISTS { (:Learner {id: 'bench'})-[:KNOWS]->(p) }
}
RETURN collect(s.id)"""


@contextmanager
def server(uri: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield address, user and password of a server."""
    if uri:
        login = neo4j_login()
        yield uri, login.user, login.password
        return
    with TemporaryDirectory() as folder:
        local = LocalNeo4j(Path(folder, "neo4j"), ports=(0, 0))
        running = local.start(heap=HEAP, die_with_parent=True)
        try:
            yield running.bolt, running.user, running.password
        finally:
            local.stop()


def measure(store: Neo4jStore, driver: Driver, skill_count: int) -> tuple[float, ...]:
    """Return seconds: import, load, graph, decision, fringe in memory, fringe in Cypher."""
    snapshot = sample(skill_count, PREREQUISITES_OF_A_SKILL)
    _ = snapshot.prerequisites
    imports, loads, graphs = [], [], []
    for _ in range(RUNS):
        if store.maps():
            store.delete("map", store.revision("map"), Change("deleted", NOW, "Deleted."))
        start = perf_counter()
        current = store.commit(snapshot, Change("imported", NOW, "Imported the map."))
        imports.append(perf_counter() - start)
        start = perf_counter()
        loaded = store.load("map")
        loads.append(perf_counter() - start)
        start = perf_counter()
        _ = loaded.graph
        graphs.append(perf_counter() - start)
    if loaded != current:
        raise SystemExit("What was loaded is not what was committed.")
    graph = current.graph
    known = {skill.id for skill in current.skill_map.skills[: skill_count // 3]}
    driver.execute_query(
        "MERGE (l:Learner {id: 'bench'}) SET l.name = 'Bench' WITH l MATCH (s:Skill {map: 'map'})"
        " WHERE s.id IN $known MERGE (l)-[:KNOWS]->(s)",
        known=sorted(known),
    )
    in_memory = seconds(lambda: outer_fringe(graph, known), 20)
    in_cypher = seconds(lambda: driver.execute_query(FRINGE), 10) if skill_count <= 10_000 else 0.0
    fringe = outer_fringe(graph, known)
    if in_cypher and set(driver.execute_query(FRINGE).records[0][0]) != fringe:
        raise SystemExit("Cypher and memory do not agree.")
    driver.execute_query("MATCH (l:Learner {id: 'bench'}) DETACH DELETE l")
    # As in a service, which has worked out what it loaded before somebody decides about it.
    first = loaded.inferred[0]
    made = Decision(first.source, first.target, "rejected", NOW)
    decided = replace(loaded, decisions=(made,))
    _ = loaded.prerequisites, decided.prerequisites
    start = perf_counter()
    store.commit(decided, Change("decided", NOW, "Rejected it."))
    decision = perf_counter() - start
    return *(sorted(x)[RUNS // 2] for x in (imports, loads, graphs)), decision, in_memory, in_cypher


def main(uri: str | None = None) -> None:
    """Print a line for each size."""
    columns = ("skills", "prerequisites", "import", "load", "graph", "decision", "fringe", "Cypher")
    table = Table(*columns, box=SIMPLE_HEAD)
    with (
        server(uri) as (address, user, password),
        closing(Neo4jStore(address, user=user, password=password)) as store,
        GraphDatabase.driver(address, auth=(user, password)) as driver,
    ):
        for skill_count in SIZES:
            imported, load, graph, decision, memory, cypher = measure(store, driver, skill_count)
            table.add_row(
                f"{skill_count:,}",
                f"{len(sample(skill_count, PREREQUISITES_OF_A_SKILL).inferred):,}",
                f"{imported:.2f} s",
                f"{load:.2f} s",
                f"{graph:.2f} s",
                f"{decision:.2f} s",
                f"{memory * 1e3:.2f} ms",
                f"{cypher * 1e3:.0f} ms" if cypher else "",
            )
            store.delete("map", store.revision("map"), Change("deleted", NOW, "Deleted."))
    Console().print(table)


if __name__ == "__main__":
    main(*sys.argv[1:2])
