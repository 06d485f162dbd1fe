import statistics

import pytest

from bench import placement as bench
from graph import DEFAULT_MIN_CONFIDENCE, build, close_state
from tests.builders import SEED_MAP


@pytest.fixture(scope="module")
def seed():
    return build(SEED_MAP.read_bytes())


@pytest.mark.parametrize("name", bench.LEARNERS)
def test_simulated_learners_are_in_knowledge_states_and_always_the_same(seed, name):
    graph = seed.graph_at(DEFAULT_MIN_CONFIDENCE)

    once, again = (list(bench.learners(seed, bench.LEARNERS[name], 5)) for _ in range(2))

    assert once == again
    assert all(close_state(graph, replies.state) == replies.state for replies in once)
    assert len({replies.state for replies in once}) > 1


def test_who_learns_along_roadmaps_is_placed_right_to_95_percent_in_at_most_30_questions(seed):
    learners = bench.learners(seed, bench.follows_roadmaps, 12)

    found = [bench.placed(seed, replies, bench.MAX_QUESTIONS) for replies in learners]

    assert statistics.fmean(one.questions for one in found) <= 30
    assert statistics.fmean(one.right for one in found) >= 0.95


def test_a_placement_finds_more_than_random_questions_with_the_same_beliefs(seed):
    learners = list(bench.learners(seed, bench.reached_a_depth, 8))

    chosen = [bench.placed(seed, replies, bench.MAX_QUESTIONS) for replies in learners]
    drawn = [
        bench.random_order(seed, replies, bench.random.Random(number))
        for number, replies in enumerate(learners)
    ]

    assert sum(one.right for one in chosen) > sum(one.right for one in drawn)
    assert sum(one.questions for one in chosen) < sum(one.questions for one in drawn)
