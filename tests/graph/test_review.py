from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Decision, build, open_prerequisites, review_questions
from tests.builders import SEED_MAP
from tests.graph import weighed
from tests.graph.weighed import weighed_map

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"


def asked(snapshot, **least):
    """Return the questions about a map by their pair of skills, in rank order."""
    return {found.source + found.target: found for found in review_questions(snapshot, **least)}


# How many answers change


@given(weighed.maps, st.sampled_from([0.3, 0.5, 0.8]))
def test_a_question_counts_exactly_what_is_another_once_it_is_decided(found, least):
    now = weighed.orders(found, least)

    for question in review_questions(found, min_confidence=least):
        verdict = "rejected" if question.used else "accepted"
        made = Decision(question.source, question.target, verdict, weighed.NOW)
        changed = now ^ weighed.orders(found.with_decisions([*found.decisions, made]), least)
        assert question.orders == len(changed), question.text
        assert question.fringes == len({later for _, later in changed}), question.text


@given(weighed.maps)
def test_the_opposite_decision_changes_no_order(found):
    now = weighed.orders(found, 0.5)

    for question in review_questions(found):
        verdict = "accepted" if question.used else "rejected"
        made = Decision(question.source, question.target, verdict, weighed.NOW)
        assert weighed.orders(found.with_decisions([*found.decisions, made]), 0.5) == now


def test_without_a_prerequisite_all_orders_that_lead_over_it_are_lost():
    question = asked(weighed_map({"ab": 0.9, "bc": 0.6, "cd": 0.9}))["bc"]

    # a and b are no longer before c and d, which both need less from then on.
    assert (question.used, question.orders, question.fringes) == (True, 4, 2)
    assert question.chance == pytest.approx(0.4)
    assert question.influence == pytest.approx(0.4 * 6)


def test_with_a_doubtful_prerequisite_all_orders_that_lead_over_it_are_gained():
    question = asked(weighed_map({"ab": 0.9, "bc": 0.4, "cd": 0.9, "ad": 0.8}))["bc"]

    # Of those four, a is before d already.
    assert (question.used, question.orders, question.fringes) == (False, 3, 2)
    assert question.influence == pytest.approx(0.4 * 5)


def test_from_which_confidence_on_prerequisites_are_used_can_be_chosen():
    found = weighed_map({"ab": 0.7})

    assert asked(found)["ab"].used
    assert not asked(found, min_confidence=0.8)["ab"].used


def test_what_was_cut_takes_another_prerequisite_out_when_it_comes_in():
    question = asked(weighed_map({"ab": 0.9, "bc": 0.8, "ca": 0.6}))["ca"]

    # c before a and b, and b no longer before c, which is the cheapest of the two in the way.
    assert not question.used
    assert (question.orders, question.fringes) == (4, 3)


def test_a_knot_of_many_prerequisites_is_counted_each_by_itself():
    pairs = ["".join(pair) for pair in permutations(LETTERS, 2)]
    skills = {pair: 0.6 if pair[0] < pair[1] else 0.55 for pair in pairs}

    questions = asked(weighed_map(skills, skills=sorted(LETTERS)))

    assert len(questions) == len(pairs)
    first, second, third = sorted(LETTERS)[:3]
    assert questions[first + second].orders == 1
    assert questions[first + third].orders == 0


# Which questions there are, and in which order


def test_the_question_of_most_influence_comes_first_and_what_is_implied_last():
    found = weighed_map({"ab": 0.9, "bc": 0.9, "ac": 0.51, "de": 0.6, "gh": 0.4})

    assert list(asked(found)) == ["de", "gh", "ab", "bc", "ac"]
    assert asked(found)["ac"].influence == 0


def test_equal_questions_stand_in_map_order_of_the_target_then_of_the_source():
    found = weighed_map({"ec": 0.6, "ba": 0.6, "da": 0.6, "fg": 0.6})

    assert list(asked(found)) == ["ba", "da", "ec", "fg"]


def test_what_a_person_decided_or_the_map_states_is_no_question():
    found = weighed_map({"ab": 1.0, "bc": 0.7, "cd": 0.7}, [("bc", "accepted"), ("cd", "rejected")])

    assert review_questions(found) == open_prerequisites(found) == ()


def test_what_contradicts_what_is_stated_is_no_question():
    found = weighed_map({"ab": 1.0, "bc": 1.0, "ca": 0.7, "cd": 0.7})

    assert list(asked(found)) == ["cd"]


def test_the_seed_map_is_ranked_the_same_every_time():
    first, second = (build(SEED_MAP.read_bytes()) for _ in range(2))

    questions = review_questions(first)

    assert questions == review_questions(second)
    assert len(questions) == len(open_prerequisites(first))
    assert all(one.influence >= other.influence for one, other in pairwise(questions))
    assert questions[0].influence > 10


# What a question says


@pytest.mark.parametrize(
    ("edges", "pair", "text"),
    [
        (
            {"ab": 0.9, "bc": 0.6},
            "ab",
            (
                "“A” before “B” is used: without it 2 orders would change, and 2 skills would "
                "be ready sooner."
            ),
        ),
        (
            {"ab": 0.4},
            "ab",
            (
                "“A” before “B” is not used: with it 1 order would change, and 1 skill would "
                "be ready later."
            ),
        ),
        (
            {"ab": 0.9, "bc": 0.8, "ac": 0.7},
            "ac",
            "“A” before “C”: no order would change, because other prerequisites imply it.",
        ),
        (
            {"ab": 0.9, "ba": 0.6},
            "ba",
            (
                "“B” before “A” is not used, because it would close a cycle: with it 2 "
                "orders would change, and 2 skills would be ready after other skills."
            ),
        ),
        (
            {"ab": 0.9, "ba": 0.6},
            "ab",
            (
                "“A” before “B” is used: without it 2 orders would change, and 2 skills would "
                "be ready after other skills."
            ),
        ),
    ],
    ids=["used", "not used", "implied", "cut", "cuts another"],
)
def test_a_question_says_what_would_change(edges, pair, text):
    assert asked(weighed_map(edges))[pair].text == text


def test_a_question_says_why_it_was_inferred():
    question = review_questions(build("## T\n- Docker\n- Docker Compose\n"))[0]

    assert question.status == "inferred"
    assert question.evidence[0].text
