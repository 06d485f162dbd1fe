from datetime import UTC, date, datetime

import icalendar
from hypothesis import given, settings

from graph.export.roadmaps.ics import write_ics
from graph.export.roadmaps.plan import Plan
from tests.builders import stated
from tests.graph.export.roadmaps.plans import MADE_AT, WEEKLY, plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import nasty_names


def read(plan: Plan) -> icalendar.Calendar:
    data = write_ics(plan)
    assert all(len(line) <= 75 for line in data.split(b"\r\n")), "RFC 5545, 3.1"
    calendar = icalendar.Calendar.from_ical(data)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar


def test_a_step_with_dates_is_an_event_that_lasts_its_days_and_leaves_them_free():
    web = stated("""
        # Web
        ## APIs
        - [REST](https://example.org) (3h) - how services talk
    """)

    [event] = read(plan_of(web, **WEEKLY)).events

    assert event["summary"] == "REST"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 1, 4), date(2027, 1, 8))
    assert event["transp"] == "TRANSPARENT"
    assert event["dtstamp"].dt == datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert event["description"] == "APIs\nEffort: 3 h.\nhow services talk\nhttps://example.org"
    assert event["categories"].to_ical() == b"APIs"


def test_a_step_without_dates_is_a_to_do():
    calendar = read(two_skills())

    assert [todo["summary"] for todo in calendar.todos] == ["HTTP", "REST"]
    assert calendar.events == []


def test_a_step_depends_on_what_comes_first():
    first, second = read(two_skills()).todos

    assert "related-to" not in first
    assert second["related-to"] == first["uid"]
    assert second["related-to"].params["reltype"] == "DEPENDS-ON"


def test_a_newer_roadmap_moves_the_events_of_an_older_one():
    web = stated("- HTTP\n- REST (requires: HTTP)\n")

    older = {event["uid"]: event for event in read(plan_of(web, **WEEKLY)).events}
    newer = read(plan_of(web, hours_per_week=1, start="2027-02-01")).events

    assert [event["uid"] for event in newer] == list(older)
    assert all(event["dtstart"].dt > older[event["uid"]]["dtstart"].dt for event in newer)


def test_the_same_skill_of_another_map_is_another_event():
    one, other = (read(plan_of(stated(f"# {name}\n- HTTP\n"))).todos[0] for name in ("A", "B"))

    assert one["uid"] != other["uid"]


def test_every_step_of_the_seed_map_is_an_event_in_order():
    events = read(seed_plan()).events

    assert [event["summary"] for event in events] == [step.name for step in seed_plan().steps]
    assert len({event["uid"] for event in events}) == len(events)
    starts = [event["dtstart"].dt for event in events]
    assert starts == sorted(starts)
    assert {event["dtstamp"].dt for event in events} == {datetime.fromisoformat(MADE_AT)}


@given(nasty_names, nasty_names, nasty_names)
@settings(max_examples=50)
def test_every_name_comes_back(area, first, second):
    todos = read(two_skills(first, second, area)).todos

    assert [todo["summary"] for todo in todos] == [first, second]
    assert todos[1]["description"] == f"{area}\nEffort: 4 h.\nBuilds on {first}."
