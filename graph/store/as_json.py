"""Values of `graph.model` as JSON, with the fields by name, so that other programs can read it."""

import json
from typing import Any, TypeVar

from graph.model import Cut, Homonym, Merge, Remark, Repair, Report

T = TypeVar("T")


def report_of(text: str) -> Report:
    """Return the report that this JSON stands for.

    Of one that says nothing of field and order, the field counts as known and the order as used.
    """
    parts = from_json(text)
    return Report(
        values(Repair, parts["repaired"]),
        values(Merge, parts["merged"]),
        values(Homonym, parts["homonyms"]),
        values(Remark, parts["remarks"]),
        values(Cut, parts["cut"]),
        parts.get("field_known", True),
        parts.get("order_used", True),
    )


def _by_name(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_by_name).encode
"""Return a value of `graph.model`, or a list of such values, as JSON."""

from_json = json.JSONDecoder().decode


def values(kind: type[T], found: list[dict[str, Any]]) -> tuple[T, ...]:
    """Return the values that `to_json` was given: what became a list is a tuple again."""
    lists = [name for name, value in found[0].items() if isinstance(value, list)] if found else ()
    for name in lists:
        for fields in found:
            fields[name] = tuple(fields[name])
    return tuple([kind(**fields) for fields in found])
