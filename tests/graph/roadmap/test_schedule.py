from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Holiday, PlanError
from graph.roadmap.schedule import schedule

MONDAY = "2027-01-04"


def dates(*args):
    return [tuple(days) for days in schedule(*args)]


def test_the_hours_of_a_week_are_spread_evenly_over_its_days():
    assert dates([7], 7, MONDAY) == [("2027-01-04", "2027-01-10")]
    assert dates([14], 7, MONDAY) == [("2027-01-04", "2027-01-17")]


def test_a_skill_is_begun_on_the_day_of_its_first_hour_and_finished_on_that_of_its_last():
    assert dates([1.5, 0.5, 1], 7, MONDAY) == [
        ("2027-01-04", "2027-01-05"),
        ("2027-01-05", "2027-01-05"),
        ("2027-01-06", "2027-01-06"),
    ]


def test_nothing_is_learned_on_a_holiday():
    assert dates([2, 1], 7, MONDAY, [Holiday("2027-01-05", "2027-01-11")]) == [
        ("2027-01-04", "2027-01-12"),
        ("2027-01-13", "2027-01-13"),
    ]


def test_who_starts_on_a_holiday_begins_on_the_day_after():
    assert dates([1], 7, MONDAY, [Holiday("2026-12-20", "2027-01-06")]) == [
        ("2027-01-07", "2027-01-07")
    ]


def test_holidays_may_overlap_and_come_in_any_order():
    holidays = [
        Holiday("2027-01-08", "2027-01-20"),
        Holiday("2027-01-05", "2027-01-09"),
        Holiday("2027-01-10", "2027-01-11"),
    ]

    assert dates([2], 7, MONDAY, holidays) == [("2027-01-04", "2027-01-21")]


def test_what_takes_no_time_is_done_on_the_day_of_what_comes_before_it():
    assert dates([0, 1, 0, 1], 7, MONDAY) == [
        ("2027-01-04", "2027-01-04"),
        ("2027-01-04", "2027-01-04"),
        ("2027-01-04", "2027-01-04"),
        ("2027-01-05", "2027-01-05"),
    ]


def test_nothing_takes_no_days():
    assert dates([], 7, MONDAY) == []


@pytest.mark.parametrize("hours", [0, -1, 168.01, float("nan"), float("inf")])
def test_hours_that_no_week_has_are_refused(hours):
    with pytest.raises(PlanError, match=r"hours a week.* give from 0.01 to 168"):
        schedule([1], hours, MONDAY)


@pytest.mark.parametrize("day", ["", "tomorrow", "2027-02-30", "04.01.2027", "2027-1-4"])
def test_what_is_no_date_is_refused(day):
    with pytest.raises(PlanError, match="is no date"):
        schedule([1], 7, day)
    with pytest.raises(PlanError, match="holiday"):
        schedule([1], 7, MONDAY, [Holiday(MONDAY, day)])


def test_a_holiday_that_ends_before_it_begins_is_refused():
    with pytest.raises(PlanError, match="ends before it begins: give its first day first"):
        schedule([1], 7, MONDAY, [Holiday("2027-01-05", "2027-01-04")])


def test_an_end_that_no_calendar_has_is_refused():
    with pytest.raises(PlanError, match="give more hours a week"):
        schedule([10_000], 0.01, MONDAY)
    with pytest.raises(PlanError, match="give more hours a week"):
        schedule([1], 7, MONDAY, [Holiday(MONDAY, "9999-12-31")])


days = st.integers(0, 400).map(lambda number: date(2027, 1, 1) + timedelta(days=number))
holidays = st.lists(
    st.tuples(days, st.integers(0, 40)).map(
        lambda drawn: (drawn[0], drawn[0] + timedelta(days=drawn[1]))
    ),
    max_size=6,
)
efforts = st.lists(st.integers(0, 4000).map(lambda hundredths: hundredths / 100), max_size=30)
weeks = st.integers(50, 16_800).map(lambda hundredths: hundredths / 100)


@given(efforts, weeks, days, holidays)
def test_any_schedule_goes_on_day_by_day_rests_on_holidays_and_loses_no_hour(
    hours, a_week, start, free
):
    found = schedule(
        hours,
        a_week,
        start.isoformat(),
        [Holiday(first.isoformat(), last.isoformat()) for first, last in free],
    )

    assert len(found) == len(hours)
    read = [(date.fromisoformat(begun), date.fromisoformat(done)) for begun, done in found]

    def is_free(day):
        return any(first <= day <= last for first, last in free)

    latest = start
    for begun, done in read:
        assert latest <= begun <= done
        assert not is_free(begun)
        assert not is_free(done)
        latest = done
    # Counting the days one by one: all the hours fit up to the end, and not up to the day before.
    if sum(hours):
        end = read[-1][1]
        learned = sum(not is_free(start + timedelta(n)) for n in range((end - start).days + 1))
        a_day = a_week / 7
        assert (learned - 1) * a_day - 1e-9 < sum(hours) <= learned * a_day + 1e-9


@given(efforts, weeks, days, holidays, holidays)
def test_more_holidays_never_make_anything_end_earlier(hours, a_week, start, free, more):
    def ends(all_free):
        asked = [Holiday(first.isoformat(), last.isoformat()) for first, last in all_free]
        return [done for _, done in schedule(hours, a_week, start.isoformat(), asked)]

    pairs = zip(ends(free), ends([*free, *more]), strict=True)

    assert all(early <= late for early, late in pairs)
