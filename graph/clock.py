"""The time, as everything that is kept writes it. Who changes something asks; the core does not.

Its texts sort as the times that they stand for.
"""

from datetime import UTC, datetime


def now() -> str:
    """Return the time in UTC, ISO 8601, with milliseconds: `2027-01-04T09:00:00.000Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def today() -> str:
    """Return the day in UTC, ISO 8601: `2027-01-04`."""
    return now()[:10]
