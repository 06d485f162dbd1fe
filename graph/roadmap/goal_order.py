"""Goal order: which of several goals is reached first, so that on average they are reached early.

What a goal needs is a set of skills, and skills are shared between goals. Whoever learns all that
one goal still needs, then all that the next one still needs, reaches each of them as early as that
order of goals allows. So it is enough to choose the order of goals for which the sum of the times
at which they are reached is least.

That is minimum latency set cover (Hassin & Levin, ESA 2005), a case of single machine scheduling
with precedence constraints, 1|prec|sum wC, and NP-hard (Lawler, *Annals of Discrete Mathematics* 2,
1978). People have few goals: up to `EXACT` of them the best order is found, as Held & Karp (*J.
SIAM* 10, 1962) do it for sequences. Of more, the one comes next that is cheapest if the hours of a
skill are shared between the goals that need it, and then every row of `EXACT` goals is put in its
best order until nothing gets better.

Not its job: the order of the skills that one goal needs, on which no goal depends (`order`).
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

EXACT = 12
"""Goals whose best order is found for sure. Costs 2 ** EXACT steps for each goal."""

Needs: TypeAlias = NDArray[np.bool_]
"""Whether a goal needs a skill, shape (goals, skills). Skills of the same goals may be one."""
Efforts: TypeAlias = NDArray[np.int64]
"""Effort of every skill in whole numbers of any unit, shape (skills,)."""


def goal_order(needs: Needs, efforts: Efforts, *, exact: int = EXACT) -> tuple[int, ...]:
    """Return the goals in the order in which to reach them.

    Args:
        needs: What each of G goals needs of S skills.
        efforts: How long each skill takes.
        exact: Goals whose best order is found for sure, 2 or more.

    Returns:
        The goals as positions from 0. Of orders that are equally good, one in which goals that
        stand first come first.

    Examples:
        >>> goal_order(np.array([[True, True, False], [False, True, True]]), np.array([3, 2, 1]))
        (1, 0)

    Time: O(2^exact exact + G S) for each row of goals that is put in order.
    """
    if len(needs) <= exact:
        return _best_order(needs, efforts)
    order = _by_share(needs, efforts)
    while True:
        better = _improved(order, needs, efforts, exact)
        if summed_times(better, needs, efforts) >= summed_times(order, needs, efforts):
            return order
        order = better


def summed_times(order: Sequence[int], needs: Needs, efforts: Efforts) -> int:
    """Return the sum of the times at which goals are reached in this order."""
    learned = np.logical_or.accumulate(needs[list(order)], axis=0)
    return int((learned @ efforts).sum())


def _by_share(needs: Needs, efforts: Efforts) -> tuple[int, ...]:
    """Put next what is cheapest, the effort of a skill shared by the goals left that need it."""
    left = list(range(len(needs)))
    missing = np.ones(len(efforts), dtype=np.bool_)
    order = []
    while left:
        among = needs[left] & missing
        shares = among @ (efforts / np.maximum(among.sum(axis=0), 1))
        goal = left.pop(int(shares.argmin()))
        missing &= ~needs[goal]
        order.append(goal)
    return tuple(order)


def _improved(order: Sequence[int], needs: Needs, efforts: Efforts, length: int) -> tuple[int, ...]:
    """Put one row of goals after the other in its best order; each shares half of the last one."""
    improved = list(order)
    half = length // 2
    for start in range(0, len(order) - half, half):
        row = sorted(improved[start : start + length])
        missing = ~needs[improved[:start]].any(axis=0)
        best = _best_order(needs[row][:, missing], efforts[missing])
        improved[start : start + length] = (row[place] for place in best)
    return tuple(improved)


def _best_order(needs: Needs, efforts: Efforts) -> tuple[int, ...]:
    """Return the order of few goals for which the sum of the times is least.

    A set of goals is a number with a bit a goal. Whatever comes before the last goal of a set has
    to be in its best order, so the best for a set follows from that for the sets without one goal.
    """
    count = len(needs)
    sets = np.arange(1 << count)
    times = _times(needs, efforts)
    best = np.zeros(len(sets), dtype=np.int64)
    last = np.zeros(len(sets), dtype=np.intp)
    sizes = np.bitwise_count(sets)
    for size in range(1, count + 1):
        of_size = sets[sizes == size]
        least = np.full(len(of_size), np.iinfo(np.int64).max)
        for goal in range(count):
            without = of_size & ~(1 << goal)
            # Of equals the goal that stands last is last.
            found = (without != of_size) & (best[without] <= least)
            least[found] = best[without[found]]
            last[of_size[found]] = goal
        best[of_size] = least + times[of_size]
    order = []
    left = len(sets) - 1
    while left:
        order.append(int(last[left]))
        left &= ~(1 << order[-1])
    return tuple(reversed(order))


def _times(needs: Needs, efforts: Efforts) -> Efforts:
    """Return how long it takes to learn what each set of goals needs, shape (2 ** goals,)."""
    count = len(needs)
    needed_by = (1 << np.arange(count)) @ needs
    # First the effort of what exactly these goals need, then of what they and no others need.
    within = np.zeros(1 << count, dtype=np.int64)
    np.add.at(within, needed_by, efforts)
    for goal in range(count):
        halves = within.reshape(-1, 2, 1 << goal)
        halves[:, 1] += halves[:, 0]
    # The rest is what the goals outside of the set need alone, and a set's complement mirrors it.
    times: Efforts = within[-1] - within[::-1]
    return times
