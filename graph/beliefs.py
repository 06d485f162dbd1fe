"""What a few answers of a person say about all the skills of a map.

Every skill has a *readiness*, a number that nobody sees: whoever is over 0 knows the skill. How
ready a person is differs from skill to skill, but not independently: what holds for one holds more
or less for the skills of its topic, of its area, and for those that share prerequisites with it.
That is a Gaussian process over the skills, and an answer is a noisy look at the sign of one of its
values: a person who knows the skill may slip, one who does not may guess. What the answers say
together is worked out by expectation propagation, so one answer out of line is outweighed by the
others instead of deciding everything that hangs on it.

What prerequisites mean is added afterwards: belief that a skill is known lifts those that it needs,
and belief that it is not lowers those that need it, each by the strongest such belief alone, since
those of many skills mostly go back to the same answers.

No knowledge state is ever listed, of which a map has more than could be counted: the work is that
of as many numbers as there are skills, times the number of answers.

Sources: the noise is that of the basic local independence model (Doignon & Falmagne, *Knowledge
Spaces*, 1999, chapter 12). Expectation propagation: Rasmussen & Williams, *Gaussian Processes for
Machine Learning* (2006), 3.6. Abilities that hang together as a person's on many tests do:
Reckase, *Multidimensional Item Response Theory* (2009).

Not its job: how alike skills are (`likeness`), and which question to ask when (`placement`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, exp, log, pi, sqrt
from typing import NamedTuple

import numpy as np

from graph.likeness import LEAST, Likeness, Numbers, chances_of, log_odds_of
from graph.skillgraph import Indices

SLIP = 0.1
"""How often someone who knows a skill says no. Range: 0 to 1."""
GUESS = 0.05
"""How often someone who does not know a skill says yes. Range: 0 to 1 - `SLIP`."""
UNSURE = 0.5
"""How much more rarely someone who knows a skill says that they are not sure, than one who does
not: it counts as a faint no. Range: over 0 to 1."""
RESERVE = 0.15
"""Chance that is left open before an answer is heard, however sure the skills around are: what is
only alike never outvotes what a person says themselves; prerequisites can. Range: 0 to 0.5."""

_SWEEPS = 6
"""Rounds of expectation propagation; it is done when it no longer moves, after 3 or 4 mostly."""
_STEP = 0.8
"""How far a round goes towards what it finds: all the way may swing."""
_STILL = 1e-3


@dataclass(frozen=True, slots=True)
class Look:
    """What an answer is worth as evidence: how often it is given, up to a common factor."""

    if_known: float
    if_not: float


YES = Look(1 - SLIP, GUESS)
NO = Look(SLIP, 1 - GUESS)
NOT_SURE = Look(UNSURE, 1.0)


class Beliefs:
    """What the answers of a person say about all skills.

    Args:
        likeness: How alike the V skills of the map are.
        looks: Positions of skills, n of them, none twice, and what was answered.

    Time: O(n² V + n³).
    """

    def __init__(self, likeness: Likeness, looks: Sequence[tuple[int, Look]]) -> None:
        self._likeness = likeness
        asked = np.array([skill for skill, _ in looks], dtype=np.intp)
        rows = likeness.rows(asked)
        fit = _fit(rows[:, asked], likeness.average[asked], [look for _, look in looks])
        self._told: Numbers = fit.whitener @ rows
        """Row by row what an answer says: the covariance of two skills is what it was at first
        less the product of their columns."""
        self._variance: Numbers = likeness.spread - (self._told**2).sum(0)
        log_odds = log_odds_of(chances_of(likeness.average + fit.pull @ rows, self._variance))
        log_odds[asked] = fit.log_odds
        agreed = likeness.with_prerequisites(log_odds)
        self.chances: Numbers = 1 / (1 + np.exp(-agreed))
        """How likely the person knows each skill, never less than for one that needs it."""

    def gains(self, candidates: Indices, weights: Numbers) -> Numbers:
        """Return how much an answer about each of some skills is expected to tell about all.

        It is how much the answer takes off the variance of what is known. Whether a skill is known
        moves with readiness for it the more, the more open it is.

        Args:
            candidates: Positions of skills, C of them, none that was asked about.
            weights: How much it counts what is told about each skill, shape (V,).

        Returns:
            Zero or more for each candidate, shape (C,).

        Time: O(C n V).
        """
        moves = self._likeness.rows(candidates) - self._told[:, candidates].T @ self._told
        open_ = self.chances * (1 - self.chances)
        own = open_[candidates]
        told = (moves**2 @ (weights * open_**2)) * own**2
        yes = GUESS + (1 - SLIP - GUESS) * self.chances[candidates]
        gains: Numbers = told / (1 + self._variance[candidates]) / (yes * (1 - yes))
        return gains


class _Fit(NamedTuple):
    """Answers as looks at readiness with Gaussian noise: what these do to any skill."""

    whitener: Numbers
    pull: Numbers
    log_odds: Numbers
    """Of knowing each skill that was asked about, its own answer included."""


def _fit(alike: Numbers, average: Numbers, looks: Sequence[Look]) -> _Fit:
    """Fit answers by expectation propagation.

    Args:
        alike: Covariance of readiness for the skills asked about, shape (n, n).
        average: Their readiness before anything was asked, shape (n,).
        looks: What was answered.
    """
    precision = np.full(len(looks), LEAST)
    weighted = np.zeros(len(looks))
    log_odds = np.zeros(len(looks))
    for _ in range(_SWEEPS):
        before = log_odds.copy()
        covariance, mean, _, _ = _posterior(alike, precision, weighted)
        for place, look in enumerate(looks):
            # The skill as the other answers show it, and what its own answer makes of that.
            variance = float(covariance[place, place])
            rest = 1 / (1 / variance - float(precision[place]))
            centre = rest * (float(mean[place]) / variance - float(weighted[place]))
            chance, slope, bend = _moments(centre + float(average[place]), rest, look)
            heard = min(max(chance, RESERVE), 1 - RESERVE)
            log_odds[place] = log(heard / (1 - heard) * look.if_known / look.if_not)
            narrowed = rest * (1 + rest * bend)
            moved = centre + rest * slope
            sharper = max(LEAST, 1 / narrowed - 1 / rest)
            step = _STEP * (sharper - float(precision[place]))
            aim = moved * (sharper + 1 / rest) - centre / rest
            shift = _STEP * (aim - float(weighted[place]))
            precision[place] += step
            weighted[place] += shift
            column = covariance[:, place].copy()
            covariance -= np.outer(column, column) * (step / (1 + step * variance))
            mean = covariance @ weighted
        if np.abs(log_odds - before).max(initial=0) < _STILL:
            break
    _, _, whitener, pull = _posterior(alike, precision, weighted)
    return _Fit(whitener, pull, log_odds)


def _posterior(
    alike: Numbers, precision: Numbers, weighted: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return covariance and mean, and what makes them for any other skill."""
    root = np.sqrt(precision)
    lower = np.linalg.cholesky(np.eye(len(root)) + root[:, None] * alike * root)
    whitener: Numbers = np.linalg.solve(lower, np.diag(root))
    told = whitener @ alike
    pull = weighted - whitener.T @ (told @ weighted)
    return alike - told.T @ told, alike @ pull, whitener, pull


def _moments(mean: float, variance: float, look: Look) -> tuple[float, float, float]:
    """Return how likely the skill is known, and the two derivatives of what an answer says.

    Source: Rasmussen & Williams, 3.9, with slips and guesses.
    """
    width = sqrt(1 + variance)
    at = mean / width
    chance = min(max((1 + erf(at / sqrt(2))) / 2, LEAST), 1 - LEAST)
    difference = look.if_known - look.if_not
    total = look.if_not + difference * chance
    slope = difference * exp(-at * at / 2) / sqrt(2 * pi) / width / total
    return chance, slope, -slope * at / width - slope * slope
