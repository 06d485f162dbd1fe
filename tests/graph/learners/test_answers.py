from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import (
    Goal,
    Holiday,
    Learner,
    Mark,
    PlanError,
    knowledge_of,
    next_for,
    pace_of,
    roadmap_for,
)
from graph.model import Move
from tests.builders import stated

AT = "2027-01-04T09:00:00.000Z"
WEB = stated("""
    # Web
    - HTTP (2h)
    - JSON (2h)
    - REST (4h) (requires: HTTP; JSON)
    - GraphQL (8h) (requires: REST)
    - Sockets (4h)
""")


def marks(progress, *skills, hours=None):
    return tuple(Mark("web", skill, skill.upper(), progress, AT, hours=hours) for skill in skills)


def learner(*made, goals=(), **profile):
    wanted = tuple(Goal("web", goal, goal.upper(), AT) for goal in goals)
    return Learner("ana", 3, marks=made, goals=wanted, **profile)


def test_knowledge_says_how_a_person_stands_to_each_skill_in_map_order():
    ana = learner(
        *marks("known", "json", "http"), *marks("learning", "rest"), *marks("skipped", "sockets")
    )

    found = knowledge_of(WEB, replace(ana, goals=(Goal("web", "graphql", "GraphQL", AT),)))

    assert (found.known, found.learning, found.skipped) == (
        ("http", "json"),
        ("rest",),
        ("sockets",),
    )
    assert (found.learner, found.revision, found.map_id, found.goals) == (
        "ana",
        3,
        "web",
        ("graphql",),
    )
    assert (found.marks, found.notes) == (ana.marks, ())


def test_knowledge_tells_what_became_of_marks_and_goals():
    now = replace(WEB, moves=(Move("hypertext", "Hypertext", "skill", "renamed", ("http",)),))
    ana = learner(*marks("known", "hypertext", "gopher"), goals=["wap"])

    found = knowledge_of(now, ana)

    assert found.known == ("http",)
    assert [note.id for note in found.notes] == ["hypertext", "gopher", "wap"]


def test_next_is_asked_with_all_that_is_kept_of_the_person():
    ana = learner(*marks("known", "http", "json"), *marks("skipped", "sockets"), goals=["graphql"])

    answer = next_for(WEB, ana)

    assert answer.state == ("http", "json")
    assert [(skill.id, skill.unlocks.goals) for skill in answer.next] == [("rest", ("graphql",))]


def test_next_can_be_asked_with_more_that_is_known_and_other_goals():
    ana = learner(*marks("known", "http"), goals=["graphql"])

    answer = next_for(WEB, ana, known=["JSON"], goals=["Sockets"])

    assert answer.state == ("http", "json")
    assert answer.next[0].id == "sockets"


def test_what_is_begun_is_offered_first():
    ana = learner(*marks("learning", "json"))

    assert next_for(WEB, ana).next[0].id == "json"


def test_a_roadmap_leads_from_what_is_known_to_the_goals_of_the_person():
    ana = learner(*marks("known", "http"), *marks("skipped", "json"), goals=["rest"])

    roadmap = roadmap_for(WEB, ana)

    assert [step.id for step in roadmap.steps] == ["rest"]
    assert roadmap.starts is None


def test_a_roadmap_has_the_dates_of_the_persons_week_and_holidays():
    ana = learner(
        *marks("known", "http", "json"),
        goals=["rest"],
        hours_per_week=7,
        holidays=(Holiday("2027-01-05", "2027-01-05"),),
    )

    (step,) = roadmap_for(WEB, ana, start="2027-01-04").steps
    (quick,) = roadmap_for(WEB, ana, start="2027-01-04", hours_per_week=70).steps

    assert (step.starts, step.ends) == ("2027-01-04", "2027-01-08")
    assert quick.ends == "2027-01-04"


def test_a_roadmap_with_hours_but_no_day_to_start_on_is_refused():
    with pytest.raises(PlanError):
        roadmap_for(WEB, learner(hours_per_week=7))


def test_a_person_who_takes_twice_as_long_gets_nearly_that_planned_once_it_shows():
    ana = learner(*marks("known", "http", "json", hours=4), goals=["rest"])

    pace = pace_of(WEB, ana.marks)

    assert pace.skills == 2
    assert pace.factor == pytest.approx(2 ** (2 / 5), abs=0.001)
    assert roadmap_for(WEB, ana).effort_hours == pytest.approx(4 * pace.factor, abs=0.01)


def test_without_any_time_a_person_takes_as_long_as_estimated():
    assert pace_of(WEB, marks("known", "http")).factor == 1
    assert pace_of(WEB, marks("learning", "http", hours=9)).skills == 0


def test_one_slip_of_the_pen_does_not_set_the_pace():
    assert pace_of(WEB, marks("known", "http", hours=2000)).factor <= 4 ** (1 / 4) + 0.001


def test_a_time_counts_once_although_its_skill_was_renamed_and_marked_again():
    now = replace(WEB, moves=(Move("hypertext", "Hypertext", "skill", "renamed", ("http",)),))
    made = (*marks("known", "hypertext", hours=4), *marks("known", "http", hours=2))

    assert pace_of(now, made).factor == 1
    assert pace_of(now, made).skills == 1


@given(st.lists(st.floats(0.01, 1000), max_size=4))
def test_a_pace_stays_between_a_quarter_and_four_times_the_estimate(hours):
    skills = ("http", "json", "rest", "graphql")
    made = [marks("known", skill, hours=h)[0] for skill, h in zip(skills, hours, strict=False)]

    assert 0.25 <= pace_of(WEB, made).factor <= 4
