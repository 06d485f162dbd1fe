"""How good inferred prerequisites are on hand-labelled maps, rule by rule and together.

Beside simple baselines in the same run: each skill needs the one before it in its topic, and each
skill needs everything before it in its topic.

    python bench/inference.py FOLDER

FOLDER holds `NAME.md`, a map, and `NAME.gold.tsv` with the columns prerequisite, target, label and
kind (tab separated): kind `target` for a skill that is labelled completely, `direct` or
`transitive` for its prerequisites, `ignore` for what is arguable and counts nowhere. A name that
occurs twice is written `Parent/Name`.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

from graph import DEFAULT_MIN_CONFIDENCE, SkillGraph, SkillId, Snapshot, build

Pair: TypeAlias = tuple[SkillId, SkillId]


@dataclass(frozen=True)
class Labelled:
    """A map and what a person said about it."""

    name: str
    snapshot: Snapshot
    targets: frozenset[SkillId]
    gold: dict[Pair, str]

    def score(self, pairs: Iterable[Pair]) -> Counter[str]:
        """Count these edges by what the labels say about them."""
        counted = (self.gold.get(pair, "wrong") for pair in pairs if pair[1] in self.targets)
        return Counter(counted)


def read(folder: Path) -> list[Labelled]:
    """Return all labelled maps of a folder."""
    return [_read(path) for path in sorted(folder.glob("*.md")) if _gold_of(path).exists()]


def _gold_of(path: Path) -> Path:
    return path.with_suffix(".gold.tsv")


def _read(path: Path) -> Labelled:
    snapshot = build(path.read_bytes())
    names = snapshot.names
    targets: set[SkillId] = set()
    gold: dict[Pair, str] = {}
    with _gold_of(path).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            target = names.entry(row["target"]).id
            if row["kind"] == "target":
                targets.add(target)
            else:
                gold[names.entry(row["prerequisite"]).id, target] = row["kind"]
    return Labelled(path.stem, snapshot, frozenset(targets), gold)


def by_rule(labelled: Labelled) -> dict[str, Counter[str]]:
    """Count the edges that each rule found."""
    pairs: dict[str, set[Pair]] = defaultdict(set)
    for edge in labelled.snapshot.inferred:
        for evidence in edge.evidence:
            pairs[evidence.rule].add((edge.source, edge.target))
    return {rule: labelled.score(found) for rule, found in pairs.items()}


def graphs(labelled: Labelled) -> dict[str, set[Pair]]:
    """Return the graph that is used, and the baselines."""
    used = labelled.snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    sibling: set[Pair] = set()
    earlier: set[Pair] = set()
    for children in labelled.snapshot.skill_map.children.values():
        skills = [child.id for child in children if child.kind == "skill"]
        sibling |= set(pairwise(skills))
        earlier |= {(a, b) for place, b in enumerate(skills) for a in skills[:place]}
    return {
        "the skill before it in the topic": sibling,
        "everything before it in the topic": earlier,
        "waypath": {(edge.source, edge.target) for edge in used.prerequisites},
    }


def quality(labelled: Labelled, pairs: set[Pair]) -> tuple[float, float, float]:
    """Return precision of the edges, recall of direct labels by path, and their F measure."""
    counted = labelled.score(pairs)
    right = counted["direct"] + counted["transitive"]
    precision = right / max(1, right + counted["wrong"])
    graph = SkillGraph(pairs, labelled.snapshot.graph)
    direct = [pair for pair, kind in labelled.gold.items() if kind == "direct"]
    found = sum(source in graph.ancestors_of({target}) for source, target in direct)
    recall = found / max(1, len(direct))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main(folder: Path) -> None:
    """Print both tables."""
    maps = read(folder)
    console = Console()
    rules = Table("rule", *(found.name for found in maps), "share", title="Right edges by rule")
    counts = [by_rule(found) for found in maps]
    for rule in sorted({rule for counted in counts for rule in counted}):
        cells = []
        total = right = 0
        for counted in counts:
            score = counted.get(rule, Counter())
            hits = score["direct"] + score["transitive"]
            cells.append(f"{hits} of {hits + score['wrong']}")
            right, total = right + hits, total + hits + score["wrong"]
        rules.add_row(rule, *cells, f"{right / max(1, total):.2f}")
    console.print(rules)
    table = Table("graph", *(found.name for found in maps), title="P / R by path / F")
    for name in graphs(maps[0]):
        scores = [quality(found, graphs(found)[name]) for found in maps]
        table.add_row(name, *(" / ".join(f"{value:.2f}" for value in score) for score in scores))
    console.print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
