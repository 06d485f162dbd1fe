"""How long the embedded store takes, by size of the map: an import, a decision, a load.

    python bench/store.py [FOLDER]

FOLDER is on the disk to measure, for every change is synced to it; without one, the system's
temporary folder. Each figure is the median of several runs.
"""

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from graph import (
    Change,
    Decision,
    Entry,
    Evidence,
    Placement,
    Prerequisite,
    SkillMap,
    Snapshot,
    SqliteStore,
)

SIZES = (200, 2_000, 20_000)
PREREQUISITES_OF_A_SKILL = 5
DECISIONS = 100
RUNS = 5
NOW = "2026-01-01T00:00:00+00:00"


def sample(skill_count: int, needed: int = PREREQUISITES_OF_A_SKILL) -> Snapshot:
    """Return a map in which each skill needs some before it."""
    paths = [("Backend", f"Topic {n // 20}", f"Skill number {n}") for n in range(skill_count)]
    ids = ["/".join(path).lower().replace(" ", "-") for path in paths]
    entries = (
        Entry(skill, path[-1], "skill", (Placement(path, line, None),), emoji="💾")
        for line, (skill, path) in enumerate(zip(ids, paths, strict=True), start=1)
    )
    evidence = Evidence("sequence", "It stands before the other one in its topic.", (1, 2), 0.7)
    inferred = (
        Prerequisite(ids[source], ids[target], 0.7, "inferred", (evidence,))
        for target in range(skill_count)
        for source in range(max(0, target - needed), target)
    )
    source = "\n".join(f"- {path[-1]}" for path in paths)
    return Snapshot("map", 0, source, SkillMap("Map", tuple(entries)), tuple(inferred))


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return how long a piece of work takes, as the median of several runs."""
    taken = []
    for _ in range(runs):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def measure(path: Path, skill_count: int) -> tuple[float, ...]:
    """Return the seconds for an import, a decision, a load and a question for the revision."""
    numbers = count()
    with closing(SqliteStore(path)) as store:
        current = store.commit(sample(skill_count), Change("imported", NOW, "Imported the map."))

        def decide() -> None:
            nonlocal current
            made = Decision("a", f"{next(numbers)}", "rejected", NOW)
            decided = replace(current, decisions=(*current.decisions, made))
            current = store.commit(decided, Change("decided", NOW, "Rejected it."))

        def import_new() -> None:
            new = replace(current, map_id=f"map-{next(numbers)}", revision=0)
            store.commit(new, Change("imported", NOW, "Imported the map."))

        decision = seconds(decide, DECISIONS)
        load = seconds(lambda: store.load("map"))
        revision = seconds(lambda: store.revision("map"), DECISIONS)
        return seconds(import_new), decision, load, revision


def main(folder: Path | None = None) -> None:
    """Print a line for each size."""
    columns = ("skills", "prerequisites", "import", "decision", "a second", "load", "revision")
    table = Table(*columns, box=SIMPLE_HEAD)
    for skill_count in SIZES:
        with TemporaryDirectory(dir=folder) as scratch:
            imported, decision, load, revision = measure(Path(scratch, "maps.db"), skill_count)
        table.add_row(
            f"{skill_count:,}",
            f"{len(sample(skill_count).inferred):,}",
            f"{imported * 1e3:.0f} ms",
            f"{decision * 1e3:.2f} ms",
            f"{1 / decision:,.0f}",
            f"{load * 1e3:.0f} ms",
            f"{revision * 1e6:.0f} µs",
        )
    Console().print(table)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
