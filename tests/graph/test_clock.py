import re
from datetime import UTC, datetime

from graph.clock import now, today


def test_a_time_is_in_utc_with_milliseconds():
    before = datetime.now(UTC).replace(microsecond=0)

    at = now()

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", at)
    assert before <= datetime.fromisoformat(at) <= datetime.now(UTC)


def test_a_day_is_that_of_the_time():
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", today())
