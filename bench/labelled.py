"""Maps whose prerequisites a person has labelled.

`NAME.md` is a map, and `NAME.gold.tsv` has the columns prerequisite, target, label and kind (tab
separated): kind `target` for a skill that is labelled completely, `direct` or `transitive` for its
prerequisites, `ignore` for what is arguable and counts nowhere. A name that occurs twice is written
`Parent/Name`.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph import Snapshot, build
from graph.inference.evidence import Pair
from graph.model import SkillId


@dataclass(frozen=True)
class Labelled:
    """A map and what a person said about it."""

    name: str
    snapshot: Snapshot
    targets: frozenset[SkillId]
    gold: dict[Pair, str]

    @property
    def direct(self) -> list[Pair]:
        """The direct prerequisites."""
        return [pair for pair, kind in self.gold.items() if kind == "direct"]

    def is_prerequisite(self, pair: Pair) -> bool:
        """Say whether a pair is a prerequisite, direct or implied."""
        return self.gold.get(pair) in ("direct", "transitive")

    def pairs(self) -> Iterator[Pair]:
        """Yield every pair that is right or wrong: its target is labelled, it is not arguable."""
        ids = [skill.id for skill in self.snapshot.skill_map.skills]
        for target in ids:
            if target in self.targets:
                for source in ids:
                    if source != target and self.gold.get((source, target)) != "ignore":
                        yield source, target

    def score(self, pairs: Iterable[Pair]) -> Counter[str]:
        """Count these edges by what the labels say about them."""
        return Counter(self.gold.get(pair, "wrong") for pair in pairs if pair[1] in self.targets)


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
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            target = names.entry(row["target"]).id
            targets.add(target)
            if row["kind"] != "target":
                gold[names.entry(row["prerequisite"]).id, target] = row["kind"]
    return Labelled(path.stem, snapshot, frozenset(targets), gold)
