"""Which decisions hold in a map, with the ids that their skills have now."""

from dataclasses import replace

import pytest

from graph import CycleError, Decision, Move
from tests.builders import stated

WEB = stated("""
    # Web
    ## A
    - a
    - b
    - c
    - d (requires: c)
    - T
      - t
      - u
""")


def with_moves(*moves):
    return replace(
        WEB, moves=tuple(Move(entry, entry, "skill", how, now) for entry, how, now in moves)
    )


def decided(source, target, verdict="asserted", at="2027-01-04"):
    return Decision(source, target, verdict, at)


def holding(snapshot, *decisions):
    held = snapshot.with_decisions(decisions).decisions_in_force
    return [(made.source, made.target, made.verdict) for made in held]


def test_a_decision_holds_for_a_skill_that_was_renamed_or_moved():
    found = with_moves(("old", "renamed", ("a/a",)))

    assert holding(found, decided("old", "a/b")) == [("a/a", "a/b", "asserted")]
    assert found.with_decisions([decided("old", "a/b")]).decisions == (decided("old", "a/b"),)


@pytest.mark.parametrize("verdict", ["asserted", "accepted", "rejected"])
def test_a_decision_holds_for_each_part_of_a_skill_that_was_split(verdict):
    found = with_moves(("old", "split", ("a/a", "a/b")))

    assert holding(found, decided("old", "a/c", verdict)) == [
        ("a/a", "a/c", verdict),
        ("a/b", "a/c", verdict),
    ]


def test_a_decision_about_a_skill_that_is_a_topic_now_holds_for_all_under_it():
    assert holding(WEB, decided("a/a", "a/t")) == [
        ("a/a", "a/t/t", "asserted"),
        ("a/a", "a/t/u", "asserted"),
    ]


def test_a_decision_about_skills_that_became_one_waits():
    found = with_moves(("p", "merged", ("a/a",)), ("q", "merged", ("a/a",)))
    made = decided("p", "q")

    assert holding(found, made) == []
    assert found.with_decisions([made]).waiting == (made,)


def test_a_decision_about_a_skill_that_is_gone_waits():
    made = decided("p", "a/b")

    assert with_moves(("p", "removed", ())).with_decisions([made]).waiting == (made,)


def test_of_decisions_that_come_to_one_pair_the_newest_holds():
    found = with_moves(("p", "merged", ("a/a",)), ("q", "merged", ("a/a",)))

    held = holding(
        found,
        decided("p", "a/b", "rejected", "2027-01-05"),
        decided("q", "a/b", "asserted", "2027-01-04"),
    )

    assert held == [("a/a", "a/b", "rejected")]


def test_a_decision_that_followed_its_skills_into_a_circle_waits():
    found = with_moves(("p", "renamed", ("a/a",)))
    made = [decided("a/a", "a/b"), decided("a/b", "p")]

    assert holding(found, *made) == [("a/a", "a/b", "asserted")]
    assert found.with_decisions(made).waiting == (made[1],)


def test_of_two_that_followed_their_skills_into_a_circle_the_older_waits():
    found = with_moves(("p", "renamed", ("a/a",)), ("q", "renamed", ("a/b",)))
    made = [decided("p", "q", at="2027-01-05"), decided("q", "p", at="2027-01-04")]

    assert found.with_decisions(made).waiting == (made[1],)


def test_a_decision_that_followed_its_skills_waits_for_what_the_map_states():
    found = with_moves(("p", "renamed", ("a/d",)))
    made = decided("p", "a/c")

    assert found.with_decisions([made]).waiting == (made,)


def test_decisions_about_the_skills_themselves_that_run_in_a_circle_are_refused():
    with pytest.raises(CycleError):
        WEB.with_decisions([decided("a/a", "a/b"), decided("a/b", "a/a")])
