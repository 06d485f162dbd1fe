"""How files for people say efforts, dates and counts. The same on every machine: no locale."""

from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def hours(effort: float) -> str:
    """Return an effort, without needless digits.

    Examples:
        >>> hours(4.0), hours(1.5)
        ('4 h', '1.5 h')
    """
    return f"{effort:.10g} h"


def count(number: int, what: str) -> str:
    """Return a number of things.

    Examples:
        >>> count(1, "skill"), count(2, "skill")
        ('1 skill', '2 skills')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def day(iso: str) -> str:
    """Return a date, ISO 8601, as people read it.

    Examples:
        >>> day("2027-01-04")
        '4 Jan 2027'
    """
    found = date.fromisoformat(iso[:10])
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def period(first: str, last: str) -> str:
    """Return the days from one date to another, both ISO 8601, without saying anything twice.

    Examples:
        >>> period("2027-01-04", "2027-01-08"), period("2027-01-28", "2027-02-03")
        ('4\u20138 Jan 2027', '28 Jan \u2013 3 Feb 2027')
        >>> period("2026-12-28", "2027-01-03"), period("2027-01-04", "2027-01-04")
        ('28 Dec 2026 \u2013 3 Jan 2027', '4 Jan 2027')
    """
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    if begins == ends:
        return day(last)
    if (begins.year, begins.month) == (ends.year, ends.month):
        return f"{begins.day}\u2013{day(last)}"
    shown = day(first)
    if begins.year == ends.year:
        shown = shown.removesuffix(f" {begins.year}")
    return f"{shown} \u2013 {day(last)}"
