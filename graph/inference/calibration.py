"""What people decided about a map -> how sure the rest of what was inferred in it is.

Confidences are calibrated over many maps. In one map they may be too high or too low throughout:
its author orders lists with more care than others, or means something else by a prerequisite. Once
enough has been decided, a line through the log-odds is fitted to it: Platt, *Probabilistic outputs
for support vector machines*, 1999, held near what was inferred by a penalty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from graph.inference.combine import MAX_INFERRED_CONFIDENCE
from graph.inference.overreach import is_held_back
from graph.model import Decision, Prerequisite

FEWEST_DECISIONS = 24
"""Fewer decisions about what was inferred say too little about the rest."""

_PENALTY = 6.0
"""How many decisions it takes, roughly, to move the line half of the way."""

_LEAST_SLOPE = 0.25
"""However people decide, what was surer remains surer."""

_STEPS = 25
_LEAST_CONFIDENCE = 0.01


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the confidences of one map are moved: log-odds times `slope`, plus `shift`."""

    decisions: int
    """Decisions about what was inferred."""
    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, confidence: float) -> float:
        """Return what a confidence becomes: over 0, at most `MAX_INFERRED_CONFIDENCE`."""
        odds = self.slope * _log_odds(confidence) + self.shift
        moved = round(1 / (1 + exp(-odds)), 4)
        return min(max(moved, _LEAST_CONFIDENCE), MAX_INFERRED_CONFIDENCE)


def calibration_of(
    inferred: Iterable[Prerequisite], decisions: Iterable[Decision]
) -> Calibration | None:
    """Return how the confidences of a map have to be moved, or None if too little was decided.

    Args:
        inferred: What was inferred, a pair at most once. What is held back because of all that it
            implies says nothing of how sure a pair is by itself, and is passed over.
        decisions: What people decided. To accept or to assert a pair is to say that it is right.
    """
    sure = {
        (edge.source, edge.target): edge.confidence
        for edge in inferred
        if edge.status == "inferred" and not is_held_back(edge)
    }
    judged = [
        (_log_odds(sure[made.source, made.target]), made.verdict != "rejected")
        for made in decisions
        if (made.source, made.target) in sure
    ]
    if len(judged) < FEWEST_DECISIONS:
        return None
    slope, shift = _fitted(judged)
    return Calibration(len(judged), max(round(slope, 4), _LEAST_SLOPE), round(shift, 4))


def recalibrated(
    inferred: Iterable[Prerequisite], calibration: Calibration | None
) -> tuple[Prerequisite, ...]:
    """Return what was inferred, as sure as the decisions about the map make it.

    What is held back becomes no surer.
    """
    if calibration is None:
        return tuple(inferred)
    return tuple(
        replace(edge, confidence=_moved(edge, calibration)) if edge.status == "inferred" else edge
        for edge in inferred
    )


def _moved(edge: Prerequisite, calibration: Calibration) -> float:
    moved = calibration(edge.confidence)
    return min(moved, edge.confidence) if is_held_back(edge) else moved


def _fitted(judged: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return slope and shift by Newton's method; without decisions they are 1 and 0."""
    slope, shift = 1.0, 0.0
    for _ in range(_STEPS):
        slope_slope, shift_slope = _PENALTY * (slope - 1), _PENALTY * shift
        curve = [_PENALTY, 0.0, _PENALTY]
        for odds, is_right in judged:
            sure = 1 / (1 + exp(-(slope * odds + shift)))
            error, weight = sure - is_right, sure * (1 - sure)
            slope_slope += error * odds
            shift_slope += error
            curve[0] += weight * odds * odds
            curve[1] += weight * odds
            curve[2] += weight
        size = curve[0] * curve[2] - curve[1] ** 2
        slope -= (curve[2] * slope_slope - curve[1] * shift_slope) / size
        shift -= (curve[0] * shift_slope - curve[1] * slope_slope) / size
    return slope, shift


def _log_odds(confidence: float) -> float:
    # A record may hold a confidence of 1, whose log-odds are infinite.
    held = min(max(confidence, _LEAST_CONFIDENCE), MAX_INFERRED_CONFIDENCE)
    return log(held / (1 - held))
