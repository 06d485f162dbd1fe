import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import (
    Goal,
    Holiday,
    Learner,
    Mark,
    RecordError,
    SqliteStore,
    merge_record,
    parse_record,
    read_record,
    record_of,
)

MON, TUE, WED = (f"2027-01-0{day}T09:00:00.000Z" for day in (4, 5, 6))
ANA = Learner(
    "ana",
    3,
    name="Ana",
    hours_per_week=6.5,
    holidays=(Holiday("2027-08-01", "2027-08-14"),),
    marks=(
        Mark("web", "http", "HTTP", "known", MON, "placement", 2.5),
        Mark("web", "json", "JSON", "skipped", TUE),
    ),
    goals=(Goal("web", "rest", "REST", TUE),),
)


def record(**changes):
    return {"waypath_record": 1, **changes}


def a_mark(**changes):
    made = {"map": "web", "skill": "http", "name": "HTTP", "progress": "known", "since": MON}
    return {key: value for key, value in {**made, **changes}.items() if value is not None}


def test_a_record_says_its_version_and_everything_but_the_id():
    told = record_of(ANA)

    assert told["waypath_record"] == 1
    assert "ana" not in json.dumps(told)
    assert told["marks"][0] == {
        "map": "web",
        "skill": "http",
        "name": "HTTP",
        "progress": "known",
        "since": MON,
        "source": "placement",
        "hours": 2.5,
    }


def test_a_record_is_read_as_it_was_written():
    assert read_record(json.dumps(record_of(ANA))) == replace(ANA, id="", revision=0)


times = st.datetimes().map(lambda at: at.isoformat(timespec="milliseconds")[:23] + "Z")
texts = st.text(min_size=1, max_size=20)
learners = st.builds(
    Learner,
    st.just("ana"),
    name=st.text(max_size=20),
    hours_per_week=st.none() | st.floats(0.01, 168),
    holidays=st.lists(
        st.tuples(st.dates(), st.dates())
        .map(sorted)
        .map(lambda days: Holiday(*(day.isoformat() for day in days))),
        max_size=3,
        unique=True,
    ).map(tuple),
    marks=st.lists(
        st.builds(
            Mark,
            texts,
            texts,
            texts,
            st.sampled_from(["known", "learning", "skipped"]),
            times,
            st.sampled_from(["said", "placement", "import", "ticked"]),
            st.none() | st.floats(0.001, 99_999),
        ),
        max_size=5,
        unique_by=lambda made: (made.map_id, made.skill),
    ).map(lambda made: tuple(sorted(made, key=lambda one: one.since))),
    goals=st.lists(
        st.builds(Goal, texts, texts, texts, times),
        max_size=5,
        unique_by=lambda goal: (goal.map_id, goal.entry),
    ).map(lambda goals: tuple(sorted(goals, key=lambda goal: goal.since))),
)


@given(learners)
def test_what_was_exported_is_equal_in_an_empty_store(learner):
    store = SqliteStore(":memory:")
    exported = json.dumps(record_of(learner))

    merged = merge_record(Learner("ana"), read_record(exported))
    kept = store.commit_learner(merged.learner, MON)

    assert kept == store.learner("ana") == replace(learner, revision=1)
    store.close()


@given(learners, learners)
def test_taking_a_record_in_twice_is_taking_it_in_once(one, other):
    once = merge_record(one, other).learner
    again = merge_record(once, other)

    assert again.learner == once
    assert (again.added, again.changed, again.goals) == ((), (), ())
    marks = [(made.map_id, made.skill) for made in once.marks]
    assert len(marks) == len(set(marks))
    assert set(marks) == {(m.map_id, m.skill) for m in (*one.marks, *other.marks)}


def test_of_two_marks_on_a_skill_the_newer_one_holds():
    there = replace(ANA, marks=(replace(ANA.marks[0], since=WED), ANA.marks[1]))
    coming = replace(
        ANA,
        marks=(
            replace(ANA.marks[0], progress="skipped"),
            replace(ANA.marks[1], progress="known", since=WED),
            Mark("web", "rest", "REST", "learning", MON),
        ),
    )

    merged = merge_record(there, coming)

    assert {made.skill: made.progress for made in merged.learner.marks} == {
        "http": "known",
        "json": "known",
        "rest": "learning",
    }
    assert [made.skill for made in merged.added] == ["rest"]
    assert [made.skill for made in merged.changed] == ["json"]
    assert [made.skill for made in merged.older] == ["http"]


def test_a_profile_that_is_there_stays_and_what_is_missing_is_taken():
    there = Learner("bo", name="Bo", holidays=(Holiday("2027-05-01", "2027-05-01"),))

    merged = merge_record(there, ANA).learner

    assert (merged.id, merged.name, merged.hours_per_week) == ("bo", "Bo", 6.5)
    assert merged.holidays == (*there.holidays, *ANA.holidays)


def test_a_mark_that_says_no_source_was_imported():
    (made,) = parse_record(record(marks=[a_mark()])).marks

    assert (made.source, made.hours) == ("import", None)


def test_times_of_any_zone_are_kept_in_utc():
    (made,) = parse_record(record(marks=[a_mark(since="2027-01-04T10:30:00+01:30")])).marks

    assert made.since == "2027-01-04T09:00:00.000Z"


@pytest.mark.parametrize(
    ("found", "where"),
    [
        ([], ""),
        ({}, ""),
        ({"waypath_record": 2}, "waypath_record"),
        ({"waypath_record": True}, "waypath_record"),
        (record(nam="Ana"), "nam"),
        (record(name=3), "name"),
        (record(hours_per_week="6"), "hours_per_week"),
        (record(hours_per_week=0), "hours_per_week"),
        (record(hours_per_week=169), "hours_per_week"),
        (record(hours_per_week=10**400), "hours_per_week"),
        (record(hours_per_week=True), "hours_per_week"),
        (record(holidays={}), "holidays"),
        (record(holidays=["2027-08-01"]), "holidays[0]"),
        (record(holidays=[{"first": "2027-08-01"}]), "holidays[0].last"),
        (record(holidays=[{"first": "2027-08-01", "last": "1.8.2027"}]), "holidays[0].last"),
        (record(holidays=[{"first": "2027-08-02", "last": "2027-08-01"}]), "holidays[0].last"),
        (record(marks=[a_mark(), a_mark(skill="json", since="yesterday")]), "marks[1].since"),
        (record(marks=[a_mark(since="2027-13-04T09:00:00Z")]), "marks[0].since"),
        (record(marks=[a_mark(since="2027-01-04T09:00:00")]), "marks[0].since"),
        (record(marks=[a_mark(since="0001-01-01T00:00:00+01:00")]), "marks[0].since"),
        (record(marks=[a_mark(progress="mastered")]), "marks[0].progress"),
        (record(marks=[a_mark(progress=["known"])]), "marks[0].progress"),
        (record(marks=[a_mark(skill="")]), "marks[0].skill"),
        (record(marks=[a_mark(name=None)]), "marks[0].name"),
        (record(marks=[a_mark(hours=0)]), "marks[0].hours"),
        (record(marks=[a_mark(hours=-2)]), "marks[0].hours"),
        (record(marks=[a_mark(), a_mark()]), "marks[1]"),
        (record(goals=[{"map": "web", "entry": "rest", "name": "REST"}]), "goals[0].since"),
    ],
)
def test_a_record_that_cannot_be_is_refused_and_the_error_says_where(found, where):
    with pytest.raises(RecordError) as refused:
        parse_record(found)

    assert refused.value.where == where
    assert str(refused.value).startswith(where)


@pytest.mark.parametrize("text", ["", "no", "{", b"\xff\xfe", "[" * 100_000, '{"a": NaN'])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(RecordError, match="no JSON"):
        read_record(text)
