"""A learner's record: all that is kept about a person, as JSON that they can take along.

The format says its version: `{"waypath_record": 1, ...}`. Fields that are missing have their usual
values; unknown ones are an error, so that no slip of the keys goes unnoticed.

Not its job: what a record means for a map (`answers`).
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar, get_args

from graph.errors import PlanError, RecordError
from graph.learner import Goal, Holiday, Learner, Mark, MarkSource, Progress
from graph.roadmap.schedule import check_hours_per_week

VERSION = 1
MAX_ENTRIES = 50_000
"""So many marks, goals or holidays a record may have."""
_MAX_TEXT = 4000
_MAX_NUMBER = 100_000
"""No skill takes so many hours."""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
_PROGRESS: tuple[Progress, ...] = get_args(Progress)
_SOURCES: tuple[MarkSource, ...] = get_args(MarkSource)

_FIELDS = ("name", "hours_per_week", "holidays", "marks", "goals")
_MARK = ("map", "skill", "name", "progress", "since", "source", "hours")

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Merged:
    """What a record added to what is kept about a learner, or would add."""

    learner: Learner
    added: tuple[Mark, ...]
    """Marks on skills that had none."""
    changed: tuple[Mark, ...]
    """Newer marks, which took the place of older ones."""
    older: tuple[Mark, ...]
    """Marks of the record that were not taken, because newer ones are there."""
    goals: tuple[Goal, ...]
    """Goals that were none before."""


def record_of(learner: Learner) -> dict[str, Any]:
    """Return all that is kept about a person, but the id, which may be a secret."""
    return {
        "waypath_record": VERSION,
        "name": learner.name,
        "hours_per_week": learner.hours_per_week,
        "holidays": [asdict(holiday) for holiday in learner.holidays],
        "marks": [_map_first(made) for made in learner.marks],
        "goals": [_map_first(goal) for goal in learner.goals],
    }


def read_record(text: str | bytes) -> Learner:
    """Return what a record says, as a learner without an id.

    Raises:
        RecordError: It is no record, or something in it cannot be; the error says where.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = (
            f"line {error.lineno}, column {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        raise RecordError("this is no JSON, as `waypath learner export` writes it", place) from None
    return parse_record(found)


def parse_record(found: object) -> Learner:
    """Return what a record says that has been read from JSON: see `read_record`."""
    if not isinstance(found, dict) or "waypath_record" not in found:
        raise RecordError("this is no record: it has to be an object with “waypath_record”")
    if found["waypath_record"] != VERSION or isinstance(found["waypath_record"], bool):
        raise RecordError(
            f"this version reads records of version {VERSION}, not {found['waypath_record']!r}",
            "waypath_record",
        )
    fields = _Fields(found, "", ("waypath_record", *_FIELDS))
    learner = Learner(
        id="",
        name=fields.text("name", ""),
        hours_per_week=fields.optional("hours_per_week", _hours_per_week),
        holidays=fields.each("holidays", ("first", "last"), _holiday),
        marks=fields.each("marks", _MARK, _mark),
        goals=fields.each("goals", ("map", "entry", "name", "since"), _goal),
    )
    _once("marks", [(made.map_id, made.skill) for made in learner.marks])
    _once("goals", [(goal.map_id, goal.entry) for goal in learner.goals])
    return replace(
        learner,
        marks=tuple(sorted(learner.marks, key=lambda made: made.since)),
        goals=tuple(sorted(learner.goals, key=lambda goal: goal.since)),
    )


def with_profile(learner: Learner, profile: Mapping[str, object]) -> Learner:
    """Return a person with this name, hours a week and holidays, written as a record has them.

    What is missing has its usual value. Marks and goals stay.

    Raises:
        RecordError: Something in it cannot be; the error says where.
    """
    new = parse_record({**profile, "waypath_record": VERSION})
    return replace(learner, name=new.name, hours_per_week=new.hours_per_week, holidays=new.holidays)


def merge_record(learner: Learner, record: Learner) -> Merged:
    """Add a record to what is kept about a person. Nothing newer is lost, and nothing else goes.

    Of two marks on one skill the newer one holds, of two of one time the one that is there. Goals
    and holidays are put together; name and hours a week are taken where there are none.

    Args:
        learner: What is kept.
        record: What `read_record` has read.
    """
    there = {(made.map_id, made.skill): made for made in learner.marks}
    fates: dict[str, list[Mark]] = {"added": [], "changed": [], "older": []}
    for made in record.marks:
        old = there.get((made.map_id, made.skill))
        if old is None:
            fates["added"].append(made)
        elif old != made:
            fates["changed" if old.since < made.since else "older"].append(made)
    taken = (*fates["added"], *fates["changed"])
    replaced = {(made.map_id, made.skill) for made in fates["changed"]}
    kept = (made for made in learner.marks if (made.map_id, made.skill) not in replaced)
    has = {(goal.map_id, goal.entry) for goal in learner.goals}
    goals = tuple(goal for goal in record.goals if (goal.map_id, goal.entry) not in has)
    merged = replace(
        learner,
        name=learner.name or record.name,
        hours_per_week=(
            record.hours_per_week if learner.hours_per_week is None else learner.hours_per_week
        ),
        holidays=tuple(dict.fromkeys((*learner.holidays, *record.holidays))),
        marks=tuple(sorted((*kept, *taken), key=lambda made: made.since)),
        goals=tuple(sorted((*learner.goals, *goals), key=lambda goal: goal.since)),
    )
    added, changed, older = (tuple(found) for found in fates.values())
    return Merged(merged, added, changed, older, goals)


def _map_first(value: Mark | Goal) -> dict[str, Any]:
    fields = asdict(value)
    return {"map": fields.pop("map_id"), **fields}


class _Fields:
    """The fields of an object of a record, and where it stands."""

    def __init__(self, found: object, where: str, names: Iterable[str]) -> None:
        self._where = where
        if not isinstance(found, dict):
            raise RecordError("this has to be an object", where)
        self._found: Mapping[str, object] = found
        for name in found:
            if name not in names:
                raise RecordError(
                    f"there is no such field; there are {', '.join(names)}", self.at(str(name))
                )

    def at(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name

    def text(self, name: str, usual: str | None = None, *, least: int = 0) -> str:
        value = self._found.get(name, usual)
        if not isinstance(value, str) or not least <= len(value) <= _MAX_TEXT:
            raise RecordError(
                f"this has to be a text of {least} to {_MAX_TEXT} characters", self.at(name)
            )
        return value

    def one_of(self, name: str, values: Iterable[V], usual: object = None) -> V:
        value = self._found.get(name, usual)
        for one in values:
            if one == value:
                return one
        raise RecordError(f"this has to be one of {', '.join(map(str, values))}", self.at(name))

    def optional(self, name: str, read: Callable[[float, str], float]) -> float | None:
        value = self._found.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RecordError("this has to be a number", self.at(name))
        return read(float(value) if abs(value) < _MAX_NUMBER else math.inf, self.at(name))

    def time(self, name: str) -> str:
        text = self.text(name)
        try:
            moment = datetime.fromisoformat(text) if _TIME.fullmatch(text) else None
            in_utc = moment and moment.astimezone(UTC)
        except (ValueError, OverflowError):
            in_utc = None
        if in_utc is None:
            raise RecordError(
                "this has to be a time with its zone: 2027-01-04T09:00:00Z", self.at(name)
            )
        return in_utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def day(self, name: str) -> str:
        text = self.text(name)
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise RecordError("this has to be a date: 2027-01-04", self.at(name)) from None

    def each(
        self, name: str, fields: Iterable[str], read: Callable[["_Fields"], V]
    ) -> tuple[V, ...]:
        value = self._found.get(name, [])
        if not isinstance(value, list) or len(value) > MAX_ENTRIES:
            raise RecordError(f"this has to be a list of up to {MAX_ENTRIES:,}", self.at(name))
        return tuple(
            read(_Fields(one, f"{self.at(name)}[{place}]", fields))
            for place, one in enumerate(value)
        )


def _mark(fields: _Fields) -> Mark:
    return Mark(
        map_id=fields.text("map", least=1),
        skill=fields.text("skill", least=1),
        name=fields.text("name", least=1),
        progress=fields.one_of("progress", _PROGRESS),
        since=fields.time("since"),
        source=fields.one_of("source", _SOURCES, "import"),
        hours=fields.optional("hours", _hours),
    )


def _goal(fields: _Fields) -> Goal:
    return Goal(
        map_id=fields.text("map", least=1),
        entry=fields.text("entry", least=1),
        name=fields.text("name", least=1),
        since=fields.time("since"),
    )


def _holiday(fields: _Fields) -> Holiday:
    holiday = Holiday(fields.day("first"), fields.day("last"))
    if holiday.last < holiday.first:
        raise RecordError("this is before the first day", fields.at("last"))
    return holiday


def _hours(value: float, where: str) -> float:
    if not 0 < value < _MAX_NUMBER:
        raise RecordError(f"this has to be over 0, and below {_MAX_NUMBER:,}", where)
    return value


def _hours_per_week(value: float, where: str) -> float:
    try:
        return check_hours_per_week(value)
    except PlanError as error:
        raise RecordError(str(error), where) from None


def _once(name: str, keys: Iterable[tuple[str, str]]) -> None:
    seen: set[tuple[str, str]] = set()
    for place, (map_id, entry) in enumerate(keys):
        if (map_id, entry) in seen:
            raise RecordError(f"{entry} of {map_id} stands there twice", f"{name}[{place}]")
        seen.add((map_id, entry))
