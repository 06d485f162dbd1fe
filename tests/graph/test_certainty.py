from math import prod

import pytest

from graph import Prerequisite, SkillGraph
from graph.certainty import Doubt, chances_known, doubts_about, ready_probability
from tests.builders import skill_graph
from tests.strategies import dag, seeded


def graph_of(*edges, skills=()):
    """Return the graph of inferred prerequisites, each a source, a target and a confidence."""
    return SkillGraph([Prerequisite(s, t, sure, "inferred") for s, t, sure in edges], skills)


def doubtful(graph, skill, known=()):
    """Return whom the doubts about a skill are about, and how probable each is."""
    doubts = doubts_about(graph, {skill}, dict.fromkeys(known, 1.0) | dict(known))
    return [(d.source, round(d.chance, 4)) for d in doubts.get(skill, ())]


# What is known


def test_what_was_said_is_sure_and_what_follows_is_as_sure_as_its_surest_chain():
    graph = graph_of(("a", "b", 0.9), ("b", "c", 0.8), ("a", "c", 0.6))

    chances = chances_known(graph, {"c"}, {"a", "b", "c"})

    assert chances == {"c": 1.0, "b": 0.8, "a": pytest.approx(0.72)}


def test_what_was_said_is_sure_although_something_known_needs_it():
    graph = graph_of(("a", "b", 0.6))

    assert chances_known(graph, {"a", "b"}, {"a", "b"}) == {"a": 1.0, "b": 1.0}


# Doubts


def test_a_possible_prerequisite_that_is_not_known_is_a_doubt():
    graph = graph_of(("a", "x", 0.45), ("b", "x", 0.9))

    assert doubtful(graph, "x", {"b": 1.0}) == [("a", 0.45)]
    assert doubtful(graph, "x", {"a": 1.0, "b": 1.0}) == []


def test_what_is_only_assumed_is_a_doubt_as_far_as_it_is_not_sure():
    graph = graph_of(("a", "x", 0.9))

    assert doubtful(graph, "x", {"a": 0.8}) == [("a", 0.18)]


def test_of_skills_that_need_each_other_only_the_strongest_doubt_counts():
    graph = graph_of(
        ("a", "b", 0.9), ("b", "c", 0.9), ("a", "x", 0.42), ("c", "x", 0.48), ("d", "x", 0.44)
    )

    assert doubtful(graph, "x") == [("c", 0.48), ("d", 0.44)]


def test_two_that_need_a_third_one_are_two_doubts_if_the_third_is_the_weaker_one():
    graph = graph_of(
        ("a", "b", 0.9), ("a", "c", 0.9), ("a", "x", 0.41), ("b", "x", 0.45), ("c", "x", 0.44)
    )

    assert doubtful(graph, "x") == [("b", 0.45), ("c", 0.44)]


def test_equal_doubts_stand_in_map_order():
    graph = graph_of(("b", "x", 0.4), ("a", "x", 0.4), skills=["a", "b", "x"])

    assert doubtful(graph, "x") == [("a", 0.4), ("b", 0.4)]


def test_a_skill_without_doubt_is_left_out():
    assert doubts_about(skill_graph("a -> x"), {"x"}, {"a": 1.0}) == {}
    assert doubts_about(skill_graph("a -> x"), {"a"}, {}) == {}


# Probability


def test_without_doubt_it_is_sure_that_somebody_is_ready():
    assert ready_probability([]) == 1


def test_every_doubt_that_counts_lowers_the_probability():
    assert ready_probability([Doubt("a", 0.5, 0)]) == 0.5
    assert ready_probability([Doubt("a", 0.5, 0), Doubt("b", 0.8, 0.5)]) == pytest.approx(0.3)


@pytest.mark.parametrize("number", range(30))
def test_probabilities_lie_between_all_doubts_counted_and_the_strongest_one(number):
    chance = seeded(number)
    skills, pairs = dag(number, 20)
    graph = graph_of(*((*pair, round(chance.uniform(0.3, 1), 2)) for pair in pairs), skills=skills)
    known = {skill: chance.choice([0.3, 0.7, 1.0]) for skill in skills if chance.random() < 0.4}

    found = doubts_about(graph, set(graph), known)

    for skill in graph:
        against = {
            source: graph.prerequisite(source, skill).confidence * (1 - known.get(source, 0))
            for source in graph.prerequisites_of(skill)
        }
        strongest = max(against.values(), default=0)
        probability = ready_probability(found.get(skill, ()))
        assert prod(1 - doubt for doubt in against.values()) <= probability + 1e-9
        assert probability <= 1 - strongest + 1e-9
        sources = {doubt.source for doubt in found.get(skill, ())}
        assert not sources & graph.ancestors_of(sources)
