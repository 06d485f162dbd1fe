from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import (
    AmbiguousNameError,
    Goal,
    Learner,
    LearnerError,
    Mark,
    Statement,
    UnknownSkillError,
    add_goals,
    build,
    check_learner_id,
    drop_goals,
    mark,
    mark_names,
    parse_skill_map,
    set_goals,
    ticked_in,
)
from graph.model import Move
from graph.moves.notes import marks_now
from tests.builders import SEED_MAP, snapshot

MON, TUE = "2027-01-04T09:00:00.000Z", "2027-01-05T09:00:00.000Z"
ANA = Learner("ana")
WEB = snapshot("""
    # Web
    ## Basics
    - HTTP (2h)
    - JSON
    ## APIs
    - REST (4h)
    - GraphQL
""")
HTTP, JSON, REST, GRAPHQL = "basics/http", "basics/json", "apis/rest", "apis/graphql"


def said(*names, progress="known", hours=None):
    return Statement(names, progress, hours)


def progress(learner, of=WEB):
    now = marks_now(of, learner.marks)
    return {"known": now.known, "learning": now.learning, "skipped": now.skipped}


def moved(*moves):
    """Return the map after entries that it had once have become others."""
    return replace(WEB, moves=moves)


def test_what_is_marked_says_what_since_when_and_from_where():
    after = mark(ANA, WEB, [HTTP], "known", MON, source="placement", hours=3)

    assert after.marks == (Mark("web", HTTP, "HTTP", "known", MON, "placement", 3),)


def test_a_skill_has_one_mark_and_the_last_one_holds():
    after = mark(mark(ANA, WEB, [HTTP, JSON], "known", MON), WEB, [HTTP], "skipped", TUE)

    assert [(m.skill, m.progress, m.since) for m in after.marks] == [
        (JSON, "known", MON),
        (HTTP, "skipped", TUE),
    ]


def test_saying_the_same_again_changes_nothing():
    once = mark(ANA, WEB, [HTTP], "known", MON, source="placement")

    assert mark(once, WEB, [HTTP], "known", TUE) == once


def test_how_long_it_took_can_be_said_later():
    once = mark(ANA, WEB, [HTTP], "known", MON, source="placement")

    (made,) = mark(once, WEB, [HTTP], "known", TUE, hours=5).marks

    assert (made.hours, made.since, made.source) == (5, MON, "placement")


def test_marks_are_taken_back():
    once = mark(ANA, WEB, [HTTP, JSON], "known", MON)

    assert [made.skill for made in mark(once, WEB, [HTTP], None, TUE).marks] == [JSON]


@pytest.mark.parametrize(
    ("skills", "now", "hours"),
    [
        ([HTTP], "known", 0),
        ([HTTP], "known", -1),
        ([HTTP], "known", float("inf")),
        ([HTTP], "known", float("nan")),
        ([HTTP, JSON], "known", 3),
        ([HTTP], "learning", 3),
    ],
)
def test_hours_are_said_of_one_known_skill(skills, now, hours):
    with pytest.raises(LearnerError, match="one known skill"):
        mark(ANA, WEB, skills, now, MON, hours=hours)


def test_a_skill_that_the_map_does_not_have_cannot_be_marked():
    with pytest.raises(UnknownSkillError):
        mark(ANA, WEB, ["basics/ftp"], "known", MON)


def test_marks_on_other_maps_stay():
    other = Mark("other", HTTP, "HTTP", "known", MON)
    both = mark(replace(ANA, marks=(other,)), WEB, [HTTP], "known", TUE)

    assert other in mark(both, WEB, [HTTP], None, TUE).marks
    assert len(both.marks) == 2


def test_topics_and_areas_stand_for_all_skills_under_them():
    marked = mark_names(ANA, WEB, [said("Basics", "rest")], MON)

    assert progress(marked.learner)["known"] == {HTTP, JSON, REST}
    assert [(change.skill, change.before, change.after) for change in marked.changes] == [
        (HTTP, None, "known"),
        (JSON, None, "known"),
        (REST, None, "known"),
    ]


def test_names_that_are_not_understood_are_listed_and_the_others_marked():
    marked = mark_names(ANA, WEB, [said("HTTPP", "JSON")], MON)

    assert progress(marked.learner)["known"] == {JSON}
    assert [(name.id, name.suggestions[0]) for name in marked.unknown] == [("HTTPP", HTTP)]


def test_of_two_statements_about_a_skill_the_later_one_holds():
    marked = mark_names(ANA, WEB, [said("Basics"), said("JSON", progress="skipped")], MON)

    assert progress(marked.learner) == {"known": {HTTP}, "learning": set(), "skipped": {JSON}}


def test_what_was_said_can_be_taken_back_by_what_the_answer_says():
    before = mark_names(ANA, WEB, [said("HTTP"), said("REST", progress="learning")], MON).learner
    marked = mark_names(before, WEB, [said("Basics", "APIs", progress="skipped")], TUE)

    undone = mark_names(marked.learner, WEB, marked.undo, TUE)

    assert progress(marked.learner)["skipped"] == {HTTP, JSON, REST, GRAPHQL}
    assert progress(undone.learner) == progress(before)


def test_a_mark_on_a_skill_that_is_gone_is_taken_back_by_its_id():
    gone = replace(ANA, marks=(Mark("web", "basics/ftp", "FTP", "known", MON),))

    marked = mark_names(gone, WEB, [said("basics/ftp", progress=None)], TUE)

    assert (marked.learner.marks, marked.unknown) == ((), ())


def test_a_mark_on_what_was_split_goes_on_for_the_other_part():
    now = moved(Move("apis/api", "APIs", "skill", "split", (REST, GRAPHQL)))
    ana = replace(ANA, marks=(Mark("web", "apis/api", "APIs", "known", MON, "placement", 8),))

    after = mark(ana, now, [REST], None, TUE)

    assert after.marks == (Mark("web", GRAPHQL, "GraphQL", "known", MON, "placement"),)


def test_marks_on_what_was_merged_are_taken_back_together():
    now = moved(
        Move("apis/a", "A", "skill", "merged", (REST,)),
        Move("apis/b", "B", "skill", "merged", (REST,)),
    )
    marks = tuple(Mark("web", f"apis/{one}", one.upper(), "known", MON) for one in "ab")
    ana = mark(replace(ANA, marks=marks), now, [REST], "known", TUE)

    assert REST not in marks_now(now, mark(ana, now, [REST], None, TUE).marks).known


def test_a_renamed_skill_needs_no_new_mark():
    now = moved(Move("basics/h", "H", "skill", "renamed", (HTTP,)))
    ana = replace(ANA, marks=(Mark("web", "basics/h", "H", "known", MON),))

    assert mark(ana, now, [HTTP], "known", TUE) == ana


steps = st.lists(
    st.tuples(
        st.sampled_from(["HTTP", "JSON", "Basics", "APIs", "Web", "nothing"]),
        st.sampled_from(["known", "learning", "skipped", None]),
    ),
    max_size=8,
)


@given(steps)
def test_whatever_is_said_a_skill_has_at_most_one_mark_and_stands_as_was_said_last(said_steps):
    learner, expected = ANA, {}
    for number, (name, now) in enumerate(said_steps):
        learner = mark_names(learner, WEB, [said(name, progress=now)], f"{number}").learner
        for skill in WEB.names.known([name]).skills:
            expected[skill] = now

    keys = [(made.map_id, made.skill) for made in learner.marks]
    assert len(keys) == len(set(keys))
    assert [made.since for made in learner.marks] == sorted(made.since for made in learner.marks)
    assert {made.skill: made.progress for made in learner.marks} == {
        skill: now for skill, now in expected.items() if now
    }


def test_goals_are_set_added_and_dropped():
    ana = set_goals(ANA, WEB, ["rest"], MON)
    ana = add_goals(ana, WEB, ["Basics", "REST"], TUE)

    assert ana.goals == (Goal("web", REST, "REST", MON), Goal("web", "basics", "Basics", TUE))
    assert drop_goals(ana, WEB, ["REST", "GraphQL"]).goals == ana.goals[1:]
    assert [goal.entry for goal in set_goals(ana, WEB, ["GraphQL"], TUE).goals] == [GRAPHQL]


def test_a_goal_that_is_gone_is_kept_and_dropped_by_its_id():
    gone = Goal("web", "basics/ftp", "FTP", MON)
    ana = replace(ANA, goals=(gone,))

    assert add_goals(ana, WEB, ["REST"], TUE).goals[0] == gone
    assert set_goals(ana, WEB, ["basics/ftp"], TUE) == ana
    assert drop_goals(ana, WEB, ["basics/ftp"]).goals == ()


def test_goals_on_other_maps_stay():
    other = Goal("other", REST, "REST", MON)

    assert set_goals(replace(ANA, goals=(other,)), WEB, [], MON).goals == (other,)


def test_a_goal_has_to_be_one_entry_of_the_map():
    seed = build(SEED_MAP.read_bytes())

    with pytest.raises(UnknownSkillError):
        set_goals(ANA, WEB, ["FTP"], MON)
    with pytest.raises(AmbiguousNameError):
        set_goals(ANA, seed, ["Session Management"], MON)


def test_ticks_of_a_checklist_are_found_by_id_and_by_path():
    checklist = parse_skill_map(
        "# Web\n## Basics\n- [x] HTTP\n- [ ] JSON\n# Plan\n## Other\n- [x] GraphQL\n- [x] FTP"
    )

    found = ticked_in(WEB, checklist)

    assert found.skills == {HTTP, GRAPHQL}
    assert [name.id for name in found.unknown] == ["FTP"]


@pytest.mark.parametrize("learner_id", ["ana", "A.b_c~d-1", "7f3a", "x" * 80])
def test_an_id_may_be_a_name_or_a_token(learner_id):
    assert check_learner_id(learner_id) == learner_id


@pytest.mark.parametrize("learner_id", ["", "-ana", "ana/1", "ana b", "änä", "x" * 81, "ana\n"])
def test_an_id_that_would_not_fit_into_an_address_is_refused(learner_id):
    with pytest.raises(LearnerError, match="cannot be the id"):
        check_learner_id(learner_id)
