from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.roadmap.goal_order import EXACT, goal_order, summed_times


def order(needs, efforts):
    return goal_order(np.array(needs, dtype=bool), np.array(efforts, dtype=np.int64))


def test_the_goal_that_is_reached_soonest_comes_first():
    assert order([[1, 0], [0, 1]], [5, 3]) == (1, 0)


def test_what_goals_share_makes_the_next_one_cheap():
    # Each of the first two takes 6 hours alone, and both take 7.
    shared = [[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]]

    assert order(shared, [5, 1, 1, 3]) == (2, 0, 1)
    assert order(shared, [5, 1, 1, 4]) == (0, 1, 2)


def test_equally_good_goals_keep_their_order():
    assert order([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [2, 2, 2]) == (0, 1, 2)


def test_no_goal_and_a_goal_that_is_reached_already_are_put_in_order_too():
    assert goal_order(np.zeros((0, 3), dtype=bool), np.ones(3, dtype=np.int64)) == ()
    assert order([[0], [1]], [4]) == (0, 1)
    assert goal_order(np.zeros((2, 0), dtype=bool), np.zeros(0, dtype=np.int64)) == (0, 1)


def test_the_times_at_which_goals_are_reached_are_summed():
    needs = np.array([[True, False], [True, True]])

    assert summed_times((0, 1), needs, np.array([5, 3])) == 5 + 8
    assert summed_times((1, 0), needs, np.array([5, 3])) == 8 + 8


@st.composite
def problems(draw, goals):
    count, skills = draw(goals), draw(st.integers(0, 8))
    row = st.lists(st.booleans(), min_size=skills, max_size=skills)
    needs = draw(st.lists(row, min_size=count, max_size=count))
    efforts = draw(st.lists(st.integers(0, 9), min_size=skills, max_size=skills))
    return (
        np.array(needs, dtype=bool).reshape(count, skills),
        np.array(efforts, dtype=np.int64),
    )


@given(problems(st.integers(1, 6)))
def test_of_few_goals_no_order_is_better(problem):
    needs, efforts = problem

    found = goal_order(needs, efforts)

    every = permutations(range(len(needs)))
    assert summed_times(found, needs, efforts) == min(
        summed_times(o, needs, efforts) for o in every
    )


@pytest.mark.parametrize("seed", range(20))
def test_of_many_goals_none_is_lost_and_no_goal_can_change_places_with_the_next(seed):
    chance = np.random.default_rng(seed)
    count = int(chance.integers(EXACT + 1, 4 * EXACT))
    needs = chance.random((count, 200)) < chance.choice([0.02, 0.1, 0.3])
    efforts = chance.integers(0, 500, 200)

    found = goal_order(needs, efforts)

    assert sorted(found) == list(range(count))
    least = summed_times(found, needs, efforts)
    for place in range(count - 1):
        swapped = list(found)
        swapped[place : place + 2] = reversed(swapped[place : place + 2])
        assert summed_times(swapped, needs, efforts) >= least


def test_what_many_of_many_goals_share_is_learned_before_a_goal_that_is_cheaper_alone():
    # 20 goals share 100 hours and need one more each; each of the others takes 99 by itself.
    count, others = 20, 5
    needs = np.zeros((count + others, 1 + count + others), dtype=bool)
    needs[:count, 0] = True
    needs[np.arange(count + others), 1 + np.arange(count + others)] = True
    efforts = np.array([100] + [1] * count + [99] * others)

    assert set(goal_order(needs, efforts)[:count]) == set(range(count))
