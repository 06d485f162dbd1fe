"""How good inferred prerequisites are on labelled maps, beside simple readings of the outline.

    python -m bench.inference                 bench/maps, each with weights fitted on all others
    python -m bench.inference FOLDER          maps of a folder, with the weights that ship
    python -m bench.inference [FOLDER] --shuffled      as if the order of the lists meant nothing
    python -m bench.inference [FOLDER] --without-pack  as if the pack knew nothing of the field

See bench/labelled.py for what a folder holds. For each map: AUC of the confidence over all pairs of
a skill and a labelled one; the share of right pairs that are surer than their reverse (dir);
precision of the edges in use, implied ones count as right; recall of the direct labels by a path of
edges; F of both; precision and recall of what leads from one area to another; baselines. Then
calibration over all pairs, and precision of all that the edges in use imply over paths.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bench.fit_inference import KINDS, MAPS, fit, rows_of
from bench.labelled import Labelled, read
from graph import DEFAULT_MIN_CONFIDENCE, SkillGraph
from graph.inference import sources_of
from graph.inference.acyclic import select_acyclic
from graph.inference.combine import (
    LEAST_KEPT,
    MAX_INFERRED_CONFIDENCE,
    Weights,
    confidence,
    signals_of,
)
from graph.inference.evidence import Pair
from graph.inference.overreach import hold_back
from graph.inference.shipped import shipped_weights
from graph.model import Prerequisite


class Quality(NamedTuple):
    """How good the edges of one map are."""

    precision: float
    recall: float
    f: float
    across_precision: float
    across_recall: float
    edges: int
    implied_precision: float
    """Of the edges and all that they imply."""


class Reading(NamedTuple):
    """How maps are read."""

    shuffled: bool = False
    """Whether as if the order of the lists meant nothing."""
    without_pack: bool = False
    """Whether as if the knowledge pack knew nothing of the field."""


def confidences(
    labelled: Labelled, weights: Mapping[str, Weights], reading: Reading
) -> dict[Pair, float]:
    """Return how sure each pair of skills is to be a prerequisite."""
    skill_map = labelled.snapshot.skill_map
    found = sources_of(
        skill_map,
        is_ordered=False if reading.shuffled else None,
        is_known=False if reading.without_pack else None,
    )
    ids = [skill.id for skill in skill_map.skills]
    sure = {
        (source, target): confidence(
            weights[found.kind], signals_of(found.sources, (source, target))
        )
        for target in ids
        for source in ids
        if source != target
    }
    proposed = dict.fromkeys(pair for source in found.sources for pair in source.pairs())
    possible = [
        Prerequisite(*pair, min(sure[pair], MAX_INFERRED_CONFIDENCE), "inferred")
        for pair in proposed
        if sure[pair] >= LEAST_KEPT
    ]
    held_back = hold_back(skill_map, possible)
    return sure | {(edge.source, edge.target): edge.confidence for edge in held_back}


def used(labelled: Labelled, sure: Mapping[Pair, float]) -> set[Pair]:
    """Return the edges that are used, free of cycles."""
    edges = [
        Prerequisite(*pair, min(value, MAX_INFERRED_CONFIDENCE), "inferred")
        for pair, value in sure.items()
        if value >= DEFAULT_MIN_CONFIDENCE
    ]
    ids = [skill.id for skill in labelled.snapshot.skill_map.skills]
    return {(edge.source, edge.target) for edge in select_acyclic(ids, edges).used}


def quality(labelled: Labelled, pairs: Iterable[Pair]) -> Quality:
    """Return how good these edges are."""
    pairs = set(pairs)
    skill_map = labelled.snapshot.skill_map
    area = {skill.id: skill.path[0] for skill in skill_map.skills}

    def precision(some: Iterable[Pair]) -> float:
        counted = labelled.score(some)
        right = counted["direct"] + counted["transitive"]
        return right / max(1, right + counted["wrong"])

    graph = SkillGraph(pairs, labelled.snapshot.graph)

    def recall(some: list[Pair]) -> float:
        found = sum(source in graph.ancestors_of({target}) for source, target in some)
        return found / max(1, len(some))

    p, r = precision(pairs), recall(labelled.direct)
    across = [pair for pair in pairs if area[pair[0]] != area[pair[1]]]
    wanted = [pair for pair in labelled.direct if area[pair[0]] != area[pair[1]]]
    f = 2 * p * r / max(1e-9, p + r)
    implied = {(a, b) for b in labelled.targets for a in graph.ancestors_of({b}) if a != b}
    return Quality(p, r, f, precision(across), recall(wanted), len(pairs), precision(implied))


def auc(right: NDArray[np.bool_], sure: NDArray[np.float64]) -> float:
    """Return how often a right pair is surer than a wrong one, ties counted half."""
    _, inverse, counts = np.unique(sure, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    hits = int(right.sum())
    return float((ranks[right].sum() - hits * (hits + 1) / 2) / max(1, hits * (len(right) - hits)))


def calibration_error(right: NDArray[np.bool_], sure: NDArray[np.float64]) -> float:
    """Return the mean distance of confidence and share of right pairs, over ten bands (ECE)."""
    band = np.clip((sure * 10).astype(int), 0, 9)
    return float(
        sum(
            abs(sure[band == number].mean() - right[band == number].mean())
            * (band == number).mean()
            for number in set(band.tolist())
        )
    )


def sibling(labelled: Labelled) -> set[Pair]:
    """Each skill needs the one before it in its topic."""
    return {pair for skills in _topics(labelled) for pair in pairwise(skills)}


def earlier(labelled: Labelled) -> set[Pair]:
    """Each skill needs everything before it in its topic."""
    return {
        (a, b) for skills in _topics(labelled) for n, b in enumerate(skills) for a in skills[:n]
    }


def _topics(labelled: Labelled) -> list[list[str]]:
    return [
        [child.id for child in children if child.kind == "skill"]
        for children in labelled.snapshot.skill_map.children.values()
    ]


BASELINES: Mapping[str, Callable[[Labelled], set[Pair]]] = {
    "skill before it": sibling,
    "all before it": earlier,
}


def measure(
    maps: list[Labelled],
    weights_for: Callable[[Labelled], Mapping[str, Weights]],
    reading: Reading,
) -> None:
    """Print a line for each map, and what all have in common."""
    console = Console(width=120)
    table = Table(
        "map", "AUC", "dir", "P", "R", "F", "P across", "R across", "edges", "baselines F"
    )
    right_all, sure_all, rows, implied, reversed_count = [], [], [], [], 0
    for labelled in maps:
        sure = confidences(labelled, weights_for(labelled), reading)
        pairs = list(labelled.pairs())
        right = np.array([labelled.is_prerequisite(pair) for pair in pairs])
        values = np.array([sure[pair] for pair in pairs])
        gold = [pair for pair in labelled.gold if labelled.is_prerequisite(pair)]
        direction = np.mean([(np.sign(sure[a, b] - sure[b, a]) + 1) / 2 for a, b in gold])
        chosen = used(labelled, sure)
        reversed_count += sum(
            labelled.is_prerequisite((b, a)) for a, b in chosen if sure[a, b] >= CONFIDENT
        )
        found = quality(labelled, chosen)
        baselines = [quality(labelled, rule(labelled)).f for rule in BASELINES.values()]
        row = [auc(right, values), float(direction), *found[:5]]
        rows.append(row)
        implied.append(found.implied_precision)
        right_all.append(right)
        sure_all.append(values)
        table.add_row(
            labelled.name,
            *(f"{value:.3f}" if n == 0 else f"{value:.2f}" for n, value in enumerate(row)),
            str(found.edges),
            " / ".join(f"{value:.2f}" for value in baselines),
        )
    table.add_row(
        "mean", *(f"{value:.3f}" for value in np.mean(rows, axis=0)), "", "", end_section=True
    )
    console.print(table)
    error = calibration_error(np.concatenate(right_all), np.concatenate(sure_all))
    console.print(
        f"Calibration error: {error:.4f}. "
        f"Reversed edges of {CONFIDENT} and more: {reversed_count}. "
        f"Right of all that is implied (mean): {np.mean(implied):.3f}."
    )


CONFIDENT = 0.7
"""Edges this sure are shown as confident."""


def main(*arguments: str) -> None:
    """Measure the maps that are asked for."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    reading = Reading("--shuffled" in arguments, "--without-pack" in arguments)
    if folders:
        measure(read(folders[0]), lambda _: shipped_weights(), reading)
        return
    maps = read(MAPS)
    rows = {(kind, one.name): rows_of(kind, one) for kind in KINDS for one in maps}

    def without(left_out: Labelled) -> Mapping[str, Weights]:
        others = [one for one in maps if one is not left_out]
        return {kind: fit([rows[kind, one.name] for one in others]) for kind in KINDS}

    measure(maps, without, reading)


if __name__ == "__main__":
    main(*sys.argv[1:])
