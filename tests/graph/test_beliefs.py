import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import SkillGraph
from graph.beliefs import GUESS, NO, NOT_SURE, SLIP, YES, Beliefs
from graph.likeness import Likeness
from tests.builders import skill_graph
from tests.strategies import dag


def likeness_of(graph, **groups):
    """Return how alike the skills are: one area, one topic, unless groups say otherwise."""
    one = ["one"] * len(graph)
    return Likeness(graph, groups.get("areas", one), groups.get("topics", one))


def chances(graph, *looks, **groups):
    found = Beliefs(
        likeness_of(graph, **groups), [(graph.position(skill), look) for skill, look in looks]
    ).chances
    return {skill: found[graph.position(skill)] for skill in graph}


def test_later_skills_are_believed_to_be_known_less_before_anything_is_asked():
    found = chances(skill_graph("a -> b -> c"))

    assert found["a"] > found["b"] > found["c"]


def test_slips_and_guesses_are_worth_what_their_rates_say():
    graph = skill_graph("a")
    (before,) = chances(graph).values()
    odds = before / (1 - before)

    for look, ratio in ((YES, (1 - SLIP) / GUESS), (NO, SLIP / (1 - GUESS)), (NOT_SURE, 0.5)):
        (after,) = chances(graph, ("a", look)).values()

        assert after / (1 - after) == pytest.approx(odds * ratio, rel=1e-6)


def test_what_is_only_alike_never_outvotes_what_was_answered():
    skills = [f"s{number}" for number in range(40)]
    graph = SkillGraph((), skills)

    alone = chances(graph, *((skill, NO) for skill in skills[1:]), (skills[0], YES))
    only_not = chances(graph, *((skill, YES) for skill in skills[1:]), (skills[0], NO))

    assert alone[skills[0]] > 0.5 > only_not[skills[0]]


def test_prerequisites_outvote_an_answer_that_contradicts_them():
    graph = skill_graph("a -> b\na -> c\na -> d")

    found = chances(graph, ("a", NO), ("b", YES), ("c", YES), ("d", YES))

    assert found["a"] >= found["b"] > 0.5


def test_the_fit_agrees_with_the_exact_answer_for_two_skills():
    graph = skill_graph("a\nb")
    likeness = likeness_of(graph)
    spread, shared = likeness.spread, likeness.row(0)[1]
    steps = np.linspace(-12, 12, 601)
    first, second = np.meshgrid(steps, steps, indexing="ij")
    inverse = np.linalg.inv([[spread, shared], [shared, spread]])
    weight = np.exp(
        -(inverse[0, 0] * first**2 + inverse[1, 1] * second**2) / 2 - inverse[0, 1] * first * second
    )
    known = np.vectorize(lambda x: (1 + math.erf(x / math.sqrt(2))) / 2)(steps)
    average = likeness.average
    of_a = np.interp(first + average[0], steps, known)
    of_b = np.interp(second + average[1], steps, known)
    weight *= GUESS + (1 - SLIP - GUESS) * of_a
    exact = (weight * of_b).sum() / weight.sum()

    assert chances(graph, ("a", YES))["b"] == pytest.approx(exact, abs=0.01)


def test_the_skill_that_tells_most_is_the_one_that_others_hang_on():
    graph = skill_graph("a -> b\na -> c\na -> d\nz")
    groups = {"areas": "xxxxy", "topics": "xxxxy"}
    beliefs = Beliefs(likeness_of(graph, **groups), [])

    gains = beliefs.gains(np.arange(5), np.ones(5))

    assert gains.argmin() == graph.position("z")


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    answers=st.lists(st.sampled_from([YES, NO, NOT_SURE]), max_size=30),
)
def test_no_skill_is_believed_to_be_known_more_than_what_it_needs(seed, answers):
    skills, edges = dag(seed, 40)
    graph = SkillGraph(edges, skills)
    topics = [f"t{place // 4}" for place in range(len(skills))]
    looks = list(enumerate(answers[: len(skills)]))

    beliefs = Beliefs(likeness_of(graph, topics=topics), looks)
    found = beliefs.chances

    assert ((found > 0) & (found < 1)).all()
    assert (found[graph.sources] >= found[graph.targets] - 1e-12).all()
    rest = np.arange(len(looks), len(skills))
    assert (beliefs.gains(rest, np.ones(len(skills))) >= 0).all()
