"""What `roadmap` asks about somebody's time: its options, and what they mean.

Not its job: what follows from it (`graph.roadmap.schedule`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

if TYPE_CHECKING:
    from graph import Holiday

_BETWEEN = ".."


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        problem = f"“{text}” is no date. Write it as year, month and day: 2027-01-04"
        raise typer.BadParameter(problem) from None


def _days(text: str) -> str:
    first, _, last = text.partition(_BETWEEN)
    begins, ends = _day(first), _day(last or first)
    if ends < begins:
        raise typer.BadParameter(f"“{text}” ends before it begins. Give the first day first")
    return f"{begins}{_BETWEEN}{ends}"


SkipOption = Annotated[
    list[str],
    typer.Option(
        "--skip",
        metavar="NAME",
        default_factory=list,
        show_default=False,
        help="A skill or topic to set aside: it is not planned, nothing waits for it. "
        "Can be repeated.",
    ),
]
HoursOption = Annotated[
    float | None,
    typer.Option(
        "--hours-per-week",
        metavar="H",
        min=0.01,
        max=168,
        help="Hours a week that you have: adds dates.",
    ),
]
StartOption = Annotated[
    str | None,
    typer.Option(
        "--start",
        metavar="DATE",
        parser=_day,
        show_default="today",
        help="The day on which you start.",
    ),
]
HolidayOption = Annotated[
    list[str],
    typer.Option(
        "--holiday",
        metavar="FIRST[..LAST]",
        parser=_days,
        default_factory=list,
        show_default=False,
        help="Days on which you learn nothing: 2027-08-02..2027-08-15. Can be repeated.",
    ),
]
PaceOption = Annotated[
    float | None,
    typer.Option(
        "--pace",
        metavar="X",
        max=100,
        show_default="1, or what the learner's own times say",
        help="How long you take for an estimated hour: 1.5 if everything takes you half as long "
        "again.",
    ),
]


class Time(TypedDict):
    """When somebody learns, as the library asks for it."""

    hours_per_week: float | None
    start: str | None
    holidays: "list[Holiday]"
    pace: float


def time_of(
    hours_per_week: float | None, start: str | None, holidays: Sequence[str], pace: float
) -> Time:
    """Return what the options mean; whoever does not say when starts today.

    Raises:
        BadParameter: Dates are told, but not how many hours a week.
    """
    if hours_per_week is None and (start or holidays):
        asked = "--start" if start else "--holiday"
        raise typer.BadParameter(f"{asked} makes dates only with --hours-per-week: give both")
    return {
        "hours_per_week": hours_per_week,
        "start": start or datetime.now().astimezone().date().isoformat(),
        "holidays": holidays_of(holidays),
        "pace": pace,
    }


def holidays_of(options: Sequence[str]) -> "list[Holiday]":
    """Return the holidays that `--holiday` means."""
    from graph import Holiday

    ranges = (days.split(_BETWEEN) for days in options)
    return [Holiday(first, last) for first, last in ranges]
