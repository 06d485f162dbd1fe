"""Snapshot -> JSON: the map with all its prerequisites, for other programs.

The field names are a contract: more may follow, these stay. Each entry and each prerequisite is a
line, which people can read and compare, and which takes a fraction of the time of indented JSON.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from graph.export.prerequisites import used_prerequisites
from graph.model import Entry, Prerequisite, band_of
from graph.snapshot import Snapshot


def write_document(snapshot: Snapshot, min_confidence: float, *, evidence: bool = True) -> str:
    """Return the map, its prerequisites of at least this confidence and its report as JSON.

    `skills` holds areas and topics too, all in map order; `parent` is where an entry stands first,
    and a skill without `effort_hours` takes the map's `usual_hours`.

    Args:
        snapshot: The map.
        min_confidence: 0 to 1.
        evidence: Whether prerequisites say what speaks for them, which is half of a document or
            more; without, the list is empty.
    """
    report = asdict(snapshot.report)
    about = {
        "id": snapshot.map_id,
        "title": snapshot.skill_map.title,
        "revision": snapshot.revision,
        "field_known": report.pop("field_known"),
        "order_used": report.pop("order_used"),
        "usual_hours": snapshot.skill_map.usual_hours,
    }
    edges = used_prerequisites(snapshot, min_confidence)
    parts = (
        ("map", _text(about)),
        ("skills", _lines(_entry(entry) for entry in snapshot.skill_map)),
        ("prerequisites", _lines(_prerequisite(edge, evidence=evidence) for edge in edges)),
        ("report", _text(report)),
    )
    return "{\n" + ",\n".join(f'"{name}": {text}' for name, text in parts) + "\n}\n"


def _lines(items: Iterable[Mapping[str, Any]]) -> str:
    return "[\n" + ",\n".join(map(_text, items)) + "\n]"


def _text(item: Mapping[str, Any]) -> str:
    return _ENCODER.encode(item)


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "parent": entry.parent,
        "placements": [
            {"path": place.path, "line": place.line, "parent": place.parent}
            for place in entry.placements
        ],
        "emoji": entry.emoji,
        "description": entry.description,
        "resources": entry.resources,
        "effort_hours": entry.effort_hours,
        "known": entry.known,
    }


def _prerequisite(edge: Prerequisite, *, evidence: bool) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "confidence": edge.confidence,
        "status": edge.status,
        "evidence": [
            {"rule": why.rule, "text": why.text, "lines": why.lines, "strength": why.strength}
            for why in (edge.evidence if evidence else ())
        ],
        "band": band_of(edge.confidence),
    }
