"""What `docs/roadmap.md` promises holds in the simulation."""

from statistics import fmean

import pytest

from bench.roadmap import estimate_errors, is_later, learners, maps, order_gaps, times


@pytest.fixture(scope="module")
def read():
    found = maps()
    return {name: found[name] for name in ("backend-skill-map", "electrician", "home-cooking")}


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("name", ["backend-skill-map", "electrician", "home-cooking"])
def test_goals_are_never_reached_later_than_in_map_order_and_much_earlier_than_at_random(
    read, name, several
):
    found = [times(learner) for learner in learners(read[name], 0, several=several)]

    assert len(found) == 20
    assert not any(map(is_later, found))
    assert fmean(one["roadmap"] for one in found) <= 0.8 * fmean(one["random"] for one in found)
    if several:
        missing = fmean(one["missing at random"] for one in found)
        assert fmean(one["roadmap"] for one in found) <= 0.8 * missing


def test_an_order_of_many_goals_that_is_only_sought_is_close_to_the_best(read):
    gaps = order_gaps(read)

    assert min(gaps) >= 0
    assert fmean(gaps) < 0.01
    assert max(gaps) < 0.1


def test_a_topic_says_no_more_of_its_skills_efforts_than_the_map_does(read):
    errors = estimate_errors(read["electrician"])

    assert errors["median of the map"] <= errors["median of the topic"]
