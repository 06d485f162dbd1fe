"""Schedule: efforts in their order -> the days on which each is begun and finished.

The calendar is a simple one: a week's hours are spread evenly over its seven days, and on a holiday
nothing is learned. So nobody has to say what they do on which weekday, and a plan shifts by a day
at most if they learn at weekends only. One skill is finished before the next is begun.

Hours are counted in hundredths, as whole numbers, so that none is lost or won on the way.

Not its job: what today is (the caller says when it starts), and which skills come in which order.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from graph.errors import PlanError
from graph.learner import Holiday

MAX_HOURS_PER_WEEK = 168.0
"""A week has no more hours."""
MIN_HOURS_PER_WEEK = 0.01
"""Less is not counted."""
_DAYS = 7
_HUNDREDTHS = 100


class Dates(NamedTuple):
    """The days on which something is begun and finished, ISO 8601; may be the same day."""

    starts: str
    ends: str


def schedule(
    efforts: Sequence[float],
    hours_per_week: float,
    start: str,
    holidays: Iterable[Holiday] = (),
) -> tuple[Dates, ...]:
    """Return when each of a row of skills is begun and finished.

    Args:
        efforts: Hours of each, 0 or more, in the order in which they are learned.
        hours_per_week: From 0.01 to 168.
        start: The first day, ISO 8601. If it is a holiday, it begins on the first day after.
        holidays: Days on which nothing is learned; they may overlap.

    Returns:
        Dates of each, in the order of the efforts. Something that takes no time is begun and
        finished on the day on which what comes before it ends, or on the first day.

    Raises:
        PlanError: Not so many hours are in a week, something is no date, a holiday ends before
            it begins, or the end is not in sight: it would be after the year 9999.

    Examples:
        >>> for days in schedule([3, 4], 7, "2027-01-04", [Holiday("2027-01-05", "2027-01-05")]):
        ...     print(days.starts, days.ends)
        2027-01-04 2027-01-07
        2027-01-08 2027-01-11

    Time: O(efforts + holidays log holidays).
    """
    a_week = round(check_hours_per_week(hours_per_week) * _HUNDREDTHS)
    calendar = _Calendar(_date("start", start), holidays)
    dates = []
    before = 0
    for effort in efforts:
        after = before + round(effort * _HUNDREDTHS)
        # Day n, from 0, holds the hours from n to n + 1 sevenths of a week's: a skill is begun on
        # the day of its first hour, and finished on that of its last.
        last = max(-(-after * _DAYS // a_week) - 1, 0)
        first = min(before * _DAYS // a_week, last)
        dates.append(Dates(calendar.day(first), calendar.day(last)))
        before = after
    return tuple(dates)


def check_hours_per_week(hours: float) -> float:
    """Return these hours if a week can have so many.

    Raises:
        PlanError: It cannot.
    """
    if not MIN_HOURS_PER_WEEK <= hours <= MAX_HOURS_PER_WEEK:
        raise PlanError(
            f"{hours:g} hours a week cannot be planned with: give from {MIN_HOURS_PER_WEEK:g} to "
            f"{MAX_HOURS_PER_WEEK:g}"
        )
    return hours


def require_start(start: str | None) -> str:
    """Return the day on which a plan starts.

    Raises:
        PlanError: There is none: the library has no clock, so the caller says what today is.
    """
    if start is None:
        raise PlanError("hours a week make dates only with a day to start on: give one")
    return start


def days_until(first: str, last: str) -> int:
    """Return the number of days from one day to a later one, both included."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


class _Calendar:
    """Days of learning, counted from 0. It is asked for later and later ones."""

    def __init__(self, start: date, holidays: Iterable[Holiday]) -> None:
        self._later = [*_stretches(start, holidays)][::-1]
        self._current = self._later.pop()

    def day(self, number: int) -> str:
        while self._later and number >= self._later[-1].number:
            self._current = self._later.pop()
        stretch = self._current
        try:
            return (stretch.first + timedelta(days=number - stretch.number)).isoformat()
        except OverflowError:
            raise _endless() from None


class _Stretch(NamedTuple):
    """Days of learning in a row."""

    number: int
    """Of its first day."""
    first: date


def _stretches(start: date, holidays: Iterable[Holiday]) -> Iterator[_Stretch]:
    """Yield what is left between holidays, from the start on; the last one has no end."""
    number = 0
    for first, last in sorted(map(_days_of, holidays)):
        if last < start:
            continue
        if first > start:
            yield _Stretch(number, start)
            number += (first - start).days
        if last == date.max:
            raise _endless()
        start = last + timedelta(days=1)
    yield _Stretch(number, start)


def _days_of(holiday: Holiday) -> tuple[date, date]:
    first, last = _date("holiday", holiday.first), _date("holiday", holiday.last)
    if last < first:
        raise PlanError(
            f"the holiday from {holiday.first} to {holiday.last} ends before it begins: "
            "give its first day first"
        )
    return first, last


def _date(what: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PlanError(
            f"{what}: “{text}” is no date. Write it as year, month and day: 2027-01-04"
        ) from None


def _endless() -> PlanError:
    return PlanError(
        "it would not be finished before the year 9999: give more hours a week, fewer holidays or "
        "fewer goals"
    )
