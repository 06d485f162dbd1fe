"""Plan -> iCalendar: a day or more in the calendar for each step, or a to-do if there are no dates.

A step is an all-day event that leaves its days free. Its identifier follows from the map and the
skill, so a calendar that imports a newer roadmap moves the events that it has.
"""

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from graph.export.roadmaps.identifiers import identifier
from graph.export.roadmaps.plan import Plan
from graph.export.roadmaps.wording import hours
from graph.roadmap.plan import Step

if TYPE_CHECKING:
    from icalendar import Component

_CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f]")
_PRODUCT = "-//Waypath//Roadmap//EN"


def write_ics(plan: Plan) -> bytes:
    """Return a calendar (RFC 5545) with a component for each step, in order."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # the standard's, and the one that calendars read
        calendar.add(name, _clean(f"Roadmap: {plan.title}"))
    for step in plan.steps:
        calendar.add_component(_component(step, plan))
    return bytes(calendar.to_ical())


def _component(step: Step, plan: Plan) -> "Component":
    from icalendar import Event, Todo

    component: Component
    if step.starts and step.ends:
        component = Event()
        component.add("dtstart", date.fromisoformat(step.starts))
        # An event lasts until the day before its end.
        component.add("dtend", date.fromisoformat(step.ends) + timedelta(days=1))
        component.add("transp", "TRANSPARENT")
    else:
        component = Todo()
        component.add("status", "NEEDS-ACTION")
    component.add("uid", _uid(step.id, plan))
    component.add("dtstamp", datetime.fromisoformat(plan.made_at))
    component.add("summary", _clean(step.name))
    component.add("description", _clean(_description(step, plan)))
    component.add("categories", [_clean(plan.above(step)[-1])])
    planned = {other.id for other in plan.steps}
    for source in step.because:
        if source in planned:
            uid = _uid(source, plan)
            component.add("related-to", uid, parameters={"RELTYPE": "DEPENDS-ON"})
    return component


def _uid(skill: str, plan: Plan) -> str:
    return f"{identifier(plan.snapshot.map_id, skill)}@waypath"


def _description(step: Step, plan: Plan) -> str:
    entry = plan.entry(step)
    builds_on = f"Builds on {plan.names(step.because)}." if step.because else ""
    lines = (
        " / ".join(plan.above(step)),
        f"Effort: {hours(step.effort_hours)}.",
        builds_on,
        entry.description,
        *entry.resources,
    )
    return "\n".join(line for line in lines if line)


def _clean(text: str) -> str:
    """Return a text without the control characters that iCalendar cannot hold."""
    return _CONTROL.sub("", text)
