from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import (
    Answer,
    Move,
    PlacementSession,
    SkillGraph,
    build,
    close_state,
    place,
    with_answer,
    without_last_answer,
)
from graph.placement import MIN_QUESTIONS, SURE
from tests.builders import SEED_MAP, stated
from tests.strategies import dag

WEB = """
    # Web
    ## Basics
    - HTTP
    - JSON
    ## APIs
    - REST — resources over HTTP (requires: HTTP; JSON)
    - GraphQL (requires: REST)
    - Federation (requires: GraphQL)
    ## Cooking
    - Rice
"""
HTTP, JSON, REST, GRAPHQL, FEDERATION, RICE = (
    "basics/http",
    "basics/json",
    "apis/rest",
    "apis/graphql",
    "apis/federation",
    "cooking/rice",
)


@pytest.fixture(scope="module")
def seed():
    return build(SEED_MAP.read_bytes())


@pytest.fixture(scope="module")
def web():
    return stated(WEB)


def session(*answers, goals=()):
    return PlacementSession("a", "web", goals=goals, answers=tuple(Answer(*one) for one in answers))


def asked_of(snapshot, state, placement, **options):
    """Ask somebody in this knowledge state, who never errs; return the placement at its end."""
    while (question := place(snapshot, placement, **options).question) is not None:
        reply = "yes" if question.skill in state else "no"
        placement = with_answer(placement, question.skill, reply)
    return placement


def drawn_map(graph):
    """Return a map of topics of three skills with the prerequisites of a graph."""
    lines = ["# Drawn"]
    for place_, skill in enumerate(graph):
        if place_ % 3 == 0:
            lines.append(f"## Topic {place_}")
        needs = "; ".join(sorted(graph.prerequisites_of(skill)))
        lines.append(f"- {skill}" + (f" (requires: {needs})" if needs else ""))
    return stated("\n".join(lines))


def test_a_yes_speaks_for_what_the_skill_needs_and_a_no_against_what_needs_it(web):
    before = place(web, session()).chances
    yes = place(web, session((GRAPHQL, "yes"))).chances
    no = place(web, session((HTTP, "no"))).chances

    assert all(yes[skill] > before[skill] for skill in (HTTP, JSON, REST, GRAPHQL))
    assert all(no[skill] < before[skill] for skill in (HTTP, REST, GRAPHQL, FEDERATION))


def test_not_being_sure_is_a_faint_no(web):
    before, unsure, no = (
        place(web, session(*answers)).chances[REST]
        for answers in ((), [(REST, "unsure")], [(REST, "no")])
    )

    assert no < unsure < before


def test_an_answer_that_contradicts_several_others_is_outweighed(web):
    slipped = place(
        web, session((HTTP, "no"), (REST, "yes"), (GRAPHQL, "yes"), (FEDERATION, "yes"))
    )

    assert HTTP in slipped.likely


def test_the_order_of_answers_does_not_count(web):
    answers = [(HTTP, "yes"), (FEDERATION, "no"), (RICE, "unsure")]

    one, other = place(web, session(*answers)), place(web, session(*reversed(answers)))

    assert one.chances == pytest.approx(other.chances, abs=0.002)


def test_a_question_tells_the_skill_its_place_and_why_it_is_asked(web):
    placement = session((HTTP, "yes"), (GRAPHQL, "no"), (FEDERATION, "no"), (RICE, "no"))

    question = place(web, replace(placement, goals=(REST,)), known=(JSON,)).question

    assert question is not None
    assert (question.skill, question.name, question.path) == (REST, "REST", ("APIs", "REST"))
    assert question.description == "resources over HTTP"
    assert "2 skills that it needs" in question.reason
    assert "2 skills that need it" in question.reason
    assert "beside it in APIs" in question.reason


def test_goals_limit_it_to_what_they_need(web):
    result = place(web, session(goals=("apis/rest",)))

    assert result.goals == ("apis/rest",)
    assert set(result.chances) == {HTTP, JSON, REST}
    assert set(result.known + result.undecided + result.unknown) == {HTTP, JSON, REST}
    assert result.question is not None
    assert result.question.skill in {HTTP, JSON, REST}


def test_an_answer_about_anything_else_still_tells_something_about_the_goals(web):
    without, with_it = (
        place(web, session(*answers, goals=(REST,))).chances[REST]
        for answers in ((), [(FEDERATION, "yes")])
    )

    assert with_it > without


def test_goals_that_are_gone_leave_nothing_to_ask(web):
    result = place(web, session(goals=("gone",)))

    assert (result.question, result.stop, result.goals) == (None, "all_asked", ())


def test_what_is_known_for_sure_is_known_with_what_it_needs_and_not_asked_about(web):
    result = place(web, session(), known=(GRAPHQL,))

    assert {HTTP, JSON, REST, GRAPHQL} <= set(result.known)
    assert result.chances[HTTP] == 1
    assert result.question is not None
    assert result.question.skill in {FEDERATION, RICE}


def test_an_answer_is_heard_under_the_id_that_its_skill_has_now(web):
    moved = replace(web, moves=(Move("old/rest", "REST", "skill", "renamed", (REST,)),))

    assert place(moved, session(("old/rest", "yes"))).chances == (
        place(web, session((REST, "yes"))).chances
    )


def test_an_answer_about_what_is_gone_or_has_become_several_skills_is_not_heard(web):
    split = replace(web, moves=(Move("old/api", "API", "skill", "split", (REST, GRAPHQL)),))

    result = place(split, session(("never-seen", "yes"), ("old/api", "yes")))

    assert result.asked == 0
    assert result.chances == place(web, session()).chances


def test_it_ends_when_all_is_asked_when_it_is_sure_and_when_there_were_enough(web):
    six = [(skill, "no") for skill in (HTTP, JSON, REST, GRAPHQL, FEDERATION, RICE)]

    assert place(web, session(*six)).stop == "all_asked"
    assert place(web, session((HTTP, "yes")), limit=1).stop == "limit"
    assert place(web, session(), known=(FEDERATION, RICE)).stop == "all_asked"
    assert place(web, session(*six[:5], (RICE, "no")), limit=100).left == 0


def test_it_is_sure_before_everything_was_asked_in_the_seed_map(seed):
    novice = asked_of(seed, frozenset(), PlacementSession("a", seed.map_id))

    result = place(seed, novice)

    assert (result.stop, result.known) == ("sure", ())
    assert result.certainty >= SURE
    assert MIN_QUESTIONS <= result.asked < 30


def test_it_says_about_how_many_questions_are_left(seed):
    placement, left = PlacementSession("a", seed.map_id), []
    for _ in range(10):
        result = place(seed, placement)
        assert result.question is not None
        left.append(result.left)
        placement = with_answer(placement, result.question.skill, "no")

    assert left[0] > left[-1] > 0
    assert place(seed, PlacementSession("a", seed.map_id), limit=7).left == 7


def test_the_same_answer_again_changes_nothing_and_another_one_replaces_it():
    once = with_answer(session((HTTP, "yes"), (REST, "yes")), HTTP, "yes")
    again = with_answer(once, HTTP, "no")

    assert once.answers == (Answer(HTTP, "yes"), Answer(REST, "yes"))
    assert again.answers == (Answer(REST, "yes"), Answer(HTTP, "no"))


def test_the_last_answer_can_be_taken_back():
    assert without_last_answer(session((HTTP, "yes"), (REST, "no"))).answers == (
        Answer(HTTP, "yes"),
    )
    assert without_last_answer(session()).answers == ()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), noise=st.lists(st.sampled_from(["yes", "no", "unsure"])))
def test_whatever_is_answered_the_result_is_closed_no_skill_is_asked_twice_and_it_ends(seed, noise):
    skills, edges = dag(seed, 12)
    snapshot = drawn_map(SkillGraph(edges, skills))
    graph = snapshot.graph_at(0.5)
    placement, asked = PlacementSession("a", snapshot.map_id), []

    while (result := place(snapshot, placement, limit=100)).question is not None:
        reply = noise[len(asked) % len(noise)] if noise else "yes"
        asked.append(result.question.skill)
        placement = with_answer(placement, result.question.skill, reply)
        assert len(asked) <= len(graph)

    assert len(set(asked)) == len(asked) == result.asked
    for skills in (result.known, result.likely):
        assert close_state(graph, frozenset(skills)) == frozenset(skills)
    assert set(result.known) <= set(result.likely)
    assert result == place(snapshot, placement, limit=100)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), goals=st.lists(st.integers(0, 100), max_size=3))
def test_somebody_who_never_errs_is_placed_right_once_all_is_asked(seed, goals):
    names, edges = dag(seed, 8)
    snapshot = drawn_map(SkillGraph(edges, names))
    graph = snapshot.graph_at(0.5)
    skills = tuple(graph)
    state = close_state(graph, {skills[goal % len(skills)] for goal in goals})
    answers = tuple(Answer(skill, "yes" if skill in state else "no") for skill in skills)

    result = place(snapshot, PlacementSession("a", snapshot.map_id, answers=answers))

    assert frozenset(result.likely) == state
