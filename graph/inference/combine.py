"""The signals of all sources -> one calibrated confidence for each pair, and its evidence.

A logistic model adds up what the signals are worth; the weights are fitted on labelled maps by
`bench/fit_inference.py`. There are four sets of them: for maps in a field that the knowledge pack
knows or does not know, and for maps whose order means something or does not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, tanh
from typing import TypeAlias

from graph.inference.evidence import EvidenceSource, Pair
from graph.inference.evidence.knowledge import NEEDS
from graph.model import Evidence, Prerequisite

Weights: TypeAlias = Mapping[str, float]
"""What each signal is worth, in log-odds; `bias` is what a pair without any has."""

MAX_INFERRED_CONFIDENCE = 0.99
"""What is inferred is never certain."""

LEAST_KEPT = 0.4
"""Less sure pairs are no prerequisites, not even suggested ones."""

RELATING = frozenset(
    {"same_topic", "shared_words", "name_inside", "name_in_heading", "name_in_description"}
    | {"helps", "heading_needs", *NEEDS}
)
"""Signals of which a pair has at least one if the two have to do with each other. The place of two
topics alone makes no prerequisite: on our maps 4 of 9 edges without any of these were right."""

MAX_UNRELATED_CONFIDENCE = 0.45
"""Pairs without such a signal stay below what answers use."""

NEEDING, SURE = frozenset({"needs", "builds_on", "builds_on_afield"}), 0.7
LATER = frozenset({"later_in_topic", "later_in_area", "later_area"})
"""Where the pack surely knows a need, it does not count that the map puts it later: Docker comes
before Kubernetes wherever they stand. Labelled maps cannot tell: such pairs are rare in them."""

_LEAST_TOLD = 0.3
"""Signals that move the log-odds less than this are not told."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one source's signal does to a pair."""

    rule: str
    text: str
    worth: float
    """In log-odds; below 0 it speaks against the pair."""


def signals_of(sources: Iterable[EvidenceSource], pair: Pair) -> dict[str, float]:
    """Return all signals of a pair. What is surely known of a need, no order of a map denies."""
    return _together(source.signals(*pair) for source in sources)


def _together(signals: Iterable[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for some in signals:
        found |= some
    if max((found.get(signal, 0.0) for signal in NEEDING), default=0.0) >= SURE:
        return {signal: value for signal, value in found.items() if signal not in LATER}
    return found


def confidence(weights: Weights, signals: Mapping[str, float]) -> float:
    """Return how sure a pair is to be a prerequisite, direct or implied: over 0, below 1."""
    total = weights["bias"]
    for signal, value in signals.items():
        total += weights.get(signal, 0.0) * value
    sure = 1 / (1 + exp(-total))
    return sure if RELATING & signals.keys() else min(sure, MAX_UNRELATED_CONFIDENCE)


def weigh(weights: Weights, sources: Iterable[EvidenceSource], pair: Pair) -> tuple[Weighed, ...]:
    """Return what the signals of a pair are worth, what speaks for it most in front."""
    told = [(source, source.signals(*pair)) for source in sources]
    counted = _together(signals for _, signals in told)
    found = [
        Weighed(signal, source.text(signal, *pair), round(weights[signal] * counted[signal], 4))
        for source, signals in told
        for signal in signals
        if signal in counted and weights.get(signal)
    ]
    return tuple(sorted(found, key=lambda weighed: (-weighed.worth, weighed.rule)))


def prerequisite(
    weights: Weights, sources: Sequence[EvidenceSource], pair: Pair, lines: tuple[int, ...]
) -> Prerequisite | None:
    """Return the inferred prerequisite of a pair with its evidence, unless it is not sure enough.

    Args:
        weights: What signals are worth.
        sources: The sources of evidence of the map.
        pair: Source and target.
        lines: The lines of both skills.
    """
    sure = confidence(weights, signals_of(sources, pair))
    sure = round(min(sure, MAX_INFERRED_CONFIDENCE), 4)
    if sure < LEAST_KEPT:
        return None
    weighed = weigh(weights, sources, pair)
    told = [found for found in weighed if abs(found.worth) >= _LEAST_TOLD] or weighed[:1]
    evidence = tuple(
        Evidence(found.rule, found.text, lines, round(tanh(found.worth / 2), 4)) for found in told
    )
    return Prerequisite(*pair, sure, "inferred", evidence)
