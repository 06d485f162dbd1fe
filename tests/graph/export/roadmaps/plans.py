"""Plans for the tests of roadmaps' formats: two skills, skills of any name, and the seed map."""

from functools import cache

from graph import Snapshot, build, plan_roadmap
from graph.export.roadmaps.plan import Plan
from graph.model import Prerequisite
from tests.builders import SEED_MAP
from tests.graph.export.snapshots import inferred, snapshot_of

MADE_AT = "2027-01-04T09:00:00.000Z"
WEEKLY = {"hours_per_week": 6.0, "start": "2027-01-04"}


def plan_of(snapshot: Snapshot, *goals: str, **wishes) -> Plan:
    """Return the plan of a roadmap that leads to these goals, or through the whole map."""
    return Plan(plan_roadmap(snapshot, goals=goals, **wishes), snapshot, MADE_AT)


def two_skills(first: str = "HTTP", second: str = "REST", area: str = "Area", **wishes) -> Plan:
    """Return the plan of a map of two skills, of which the second needs the first."""
    return plan_of(snapshot_of([first, second], inferred(1, 2), area=area), **wishes)


def many_skills(number: int, *prerequisites: Prerequisite) -> Plan:
    """Return the plan of a map of so many skills, named by their numbers."""
    return plan_of(snapshot_of([str(place + 1) for place in range(number)], *prerequisites))


@cache
def seed_plan(*, dated: bool = True) -> Plan:
    """Return the plan through the whole seed map."""
    return plan_of(build(SEED_MAP.read_bytes()), **(WEEKLY if dated else {}))
