"""Fit what the signals of inference are worth, and write graph/inference/weights.json.

    python -m bench.fit_inference

The labelled maps of bench/maps are the data. Those in bench/maps/held-out and bench/maps/taught are
never read here: the former are only measured, and the pack learned from the latter. A logistic
model is fitted for each of four kinds of maps: in a field that the knowledge pack knows or not (all
maps serve for the latter, without the pack), and with or without regard to the order of lists. The
same maps and the same pack give the same file.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray  # noqa: TC002 - a script's annotations are read

from bench.labelled import Labelled, read
from graph.inference import sources_of
from graph.inference.combine import signals_of
from graph.inference.evidence import EvidenceSource
from graph.inference.evidence.outline import is_sorted_by_name

MAPS = Path(__file__).parent / "maps"
TAUGHT = MAPS / "taught"
WEIGHTS = Path(__file__).parent.parent / "graph" / "inference" / "weights.json"

PENALTY = 3.0
"""Of the squared weights; the bias has none."""
STEPS = 12
DIGITS = 3
KINDS = ("known_ordered", "known_unordered", "unknown_ordered", "unknown_unordered")

COUNTS = {"direct": 2.0}
"""How often a label counts: a direct prerequisite that is missed costs more than an implied one."""

Rows = tuple[list[dict[str, float]], list[float], list[float]]


def sources_for(kind: str, labelled: Labelled) -> Sequence[EvidenceSource] | None:
    """Return the sources of evidence of a map as one of this kind, or None if it is none."""
    is_ordered = kind.endswith("_ordered")
    if is_ordered and is_sorted_by_name(labelled.snapshot.skill_map):
        return None
    is_known = False if kind.startswith("unknown") else None
    found = sources_of(labelled.snapshot.skill_map, is_ordered=is_ordered, is_known=is_known)
    return found.sources if found.kind == kind else None


def rows_of(kind: str, labelled: Labelled) -> Rows:
    """Return signals, labels and counts of all pairs whose target is labelled."""
    sources = sources_for(kind, labelled)
    if not sources:
        return [], [], []
    pairs = list(labelled.pairs())
    return (
        [signals_of(sources, pair) for pair in pairs],
        [float(labelled.is_prerequisite(pair)) for pair in pairs],
        [COUNTS.get(labelled.gold.get(pair, ""), 1.0) for pair in pairs],
    )


def fit(rows: Sequence[Rows]) -> dict[str, float]:
    """Return the weights of a logistic model with a ridge penalty, by Newton's method."""
    signals = [found for some, _, _ in rows for found in some]
    labels = np.array([label for _, some, _ in rows for label in some])
    counts = np.array([count for _, _, some in rows for count in some])
    names = sorted({name for found in signals for name in found})
    column = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(signals), len(names) + 1))
    table[:, -1] = 1
    for row, found in enumerate(signals):
        for name, value in found.items():
            table[row, column[name]] = value
    penalty = np.full(len(names) + 1, PENALTY)
    penalty[-1] = 0
    weights: NDArray[np.float64] = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (sure - labels)) + penalty * weights
        curve = (table * (counts * sure * (1 - sure))[:, None]).T @ table + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weights[i]), DIGITS) for i, name in enumerate([*names, "bias"])}


def fit_kinds(maps: Sequence[Labelled]) -> dict[str, dict[str, float]]:
    """Return the weights of each kind of map."""
    return {kind: fit([rows_of(kind, labelled) for labelled in maps]) for kind in KINDS}


def as_file(weights: Mapping[str, Mapping[str, float]]) -> str:
    """Return the text of weights.json."""
    return json.dumps(weights, indent=1) + "\n"


def main() -> None:
    """Write the weights."""
    weights = fit_kinds(read(MAPS))
    WEIGHTS.write_text(as_file(weights), encoding="utf-8")
    for kind, found in weights.items():
        print(kind, found)


if __name__ == "__main__":
    main()
