from math import exp

import pytest

from graph.inference.combine import (
    LATER,
    LEAST_KEPT,
    MAX_INFERRED_CONFIDENCE,
    MAX_UNRELATED_CONFIDENCE,
    NEEDING,
    RELATING,
    confidence,
    prerequisite,
    signals_of,
    weigh,
)
from graph.inference.evidence.lexical import LexicalEvidence
from graph.inference.evidence.outline import OutlineEvidence
from graph.inference.shipped import shipped_weights
from tests.builders import skill_map

SKILLS = skill_map("## T\n- Docker\n- Docker Compose")
OUTLINE = OutlineEvidence(SKILLS, is_ordered=True)
SOURCES = [OUTLINE, LexicalEvidence(SKILLS)]
DOCKER, COMPOSE = (skill.id for skill in SKILLS.skills)
LINES = (2, 3)


def sure(log_odds):
    return 1 / (1 + exp(-log_odds))


def inferred(weights, pair=(DOCKER, COMPOSE)):
    """Return the prerequisite that these weights make of a pair."""
    return prerequisite(weights, SOURCES, pair, LINES)


# Confidence


def test_a_pair_without_signals_that_count_is_as_sure_as_any():
    assert confidence({"bias": 0.0}, signals_of(SOURCES, (DOCKER, COMPOSE))) == 0.5
    assert confidence({"bias": -2.0}, signals_of([], (DOCKER, COMPOSE))) == pytest.approx(sure(-2))


def test_the_signals_of_all_sources_are_added_up():
    weights = {"bias": -3.0, "same_topic": 1.0, "earlier_in_topic": 0.5, "name_inside": 2.0}

    assert confidence(weights, signals_of(SOURCES, (DOCKER, COMPOSE))) == pytest.approx(sure(0.5))
    assert confidence(weights, signals_of([OUTLINE], (DOCKER, COMPOSE))) == pytest.approx(
        sure(-1.5)
    )


def test_a_signal_counts_by_its_value():
    skills = skill_map("## A\n- Docker Images\n## Docker\n- Bridges")
    half = LexicalEvidence(skills)

    signals = signals_of([half], ("a/docker-images", "docker/bridges"))
    found = confidence({"bias": 0.0, "name_in_heading": 2.0}, signals)

    assert found == pytest.approx(sure(1))


def test_what_speaks_against_a_pair_makes_it_less_sure():
    weights = {"bias": 0.0, "later_in_topic": -2.0}

    assert confidence(weights, signals_of(SOURCES, (COMPOSE, DOCKER))) == pytest.approx(sure(-2))
    assert confidence(weights, signals_of(SOURCES, (DOCKER, COMPOSE))) == 0.5


def test_two_skills_that_have_nothing_to_do_with_each_other_stay_doubtful():
    weights = {"bias": 3.0, "first_area": 1.0}

    assert confidence(weights, {"first_area": 1.0}) == MAX_UNRELATED_CONFIDENCE < 0.5
    assert confidence(weights, {"first_area": 1.0, "shared_words": 0.1}) > 0.9


class Said:
    """A source that says the same of every pair."""

    def __init__(self, **signals):
        self._signals = signals

    def signals(self, *_):
        return self._signals


def test_what_is_surely_known_of_a_need_is_not_denied_by_the_order_of_the_map():
    later = Said(later_area=1.0, same_topic=1.0)

    assert signals_of([later, Said(needs=0.7)], (DOCKER, COMPOSE)) == {
        "same_topic": 1.0,
        "needs": 0.7,
    }
    assert "later_area" in signals_of([later, Said(needs=0.4)], (DOCKER, COMPOSE))
    assert "later_area" in signals_of([later, Said(helps=1.0)], (DOCKER, COMPOSE))


# What each signal is worth


def test_what_speaks_for_a_pair_most_is_told_first_and_what_speaks_against_it_last():
    weights = {"bias": -1.0, "same_topic": 0.5, "opens_topic": -0.4, "name_inside": 2.0}

    assert [(found.rule, found.worth) for found in weigh(weights, SOURCES, (DOCKER, COMPOSE))] == [
        ("name_inside", 2.0),
        ("same_topic", 0.5),
        ("opens_topic", -0.4),
    ]


def test_signals_of_equal_worth_are_told_in_alphabetical_order():
    weights = {"bias": -1.0, "same_topic": 0.5, "opens_topic": 0.5, "earlier_in_topic": 0.5}

    assert [found.rule for found in weigh(weights, SOURCES, (DOCKER, COMPOSE))] == [
        "earlier_in_topic",
        "opens_topic",
        "same_topic",
    ]


def test_each_signal_is_told_in_the_words_of_its_source():
    (found,) = weigh({"bias": 0.0, "name_inside": 1.0}, SOURCES, (DOCKER, COMPOSE))

    assert found.text == "The name “Docker Compose” contains “Docker”."


# Prerequisites


def test_a_pair_that_is_sure_enough_is_a_prerequisite_with_its_evidence_and_lines():
    edge = inferred({"bias": -1.0, "same_topic": 1.0, "name_inside": 2.0})

    assert (edge.source, edge.target, edge.status) == (DOCKER, COMPOSE, "inferred")
    assert edge.confidence == pytest.approx(sure(2), abs=1e-4)
    assert [(why.rule, why.lines) for why in edge.evidence] == [
        ("name_inside", LINES),
        ("same_topic", LINES),
    ]


def test_a_pair_that_is_not_sure_enough_is_no_prerequisite():
    assert inferred({"bias": -0.4}).confidence == pytest.approx(LEAST_KEPT, abs=0.01)
    assert inferred({"bias": -0.42}) is None


def test_inference_is_never_certain_however_much_speaks_for_it():
    edge = inferred({"bias": 0.0, "same_topic": 30.0, "name_inside": 30.0})

    assert edge.confidence == MAX_INFERRED_CONFIDENCE < 1


def test_the_strength_of_evidence_is_how_far_it_moves_an_even_chance():
    edge = inferred({"bias": 0.0, "same_topic": 2.0, "opens_topic": -1.0})

    strengths = {why.rule: why.strength for why in edge.evidence}
    assert strengths == pytest.approx(
        {"same_topic": 2 * sure(2) - 1, "opens_topic": 2 * sure(-1) - 1}, abs=1e-4
    )
    assert strengths["opens_topic"] < 0 < strengths["same_topic"]


def test_what_hardly_moves_a_pair_is_not_told_unless_there_is_nothing_else():
    among_others = inferred(
        {"bias": 0.0, "same_topic": 0.29, "opens_topic": -0.29, "name_inside": 0.3}
    )
    alone = inferred({"bias": 0.0, "same_topic": 0.29, "earlier_in_topic": 0.1})

    assert [why.rule for why in among_others.evidence] == ["name_inside"]
    assert [why.rule for why in alone.evidence] == ["same_topic"]


def test_the_signals_that_are_named_here_are_signals_that_have_a_weight():
    weights = shipped_weights()["known_ordered"]

    assert weights.keys() | {"name_in_description"} >= RELATING | NEEDING | LATER
