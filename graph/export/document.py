"""Snapshot -> JSON: the map with all its prerequisites, for other programs.

The field names are a contract: more may follow, these stay.
"""

import json
from dataclasses import asdict
from typing import Any

from graph.export.prerequisites import used_prerequisites
from graph.model import Entry, band_of
from graph.snapshot import Snapshot


def write_document(snapshot: Snapshot, min_confidence: float) -> str:
    """Return the map, its prerequisites of at least this confidence and its report as JSON.

    `skills` holds areas and topics too, all in map order; `parent` is where an entry stands first.
    """
    report = asdict(snapshot.report)
    document = {
        "map": {
            "id": snapshot.map_id,
            "title": snapshot.skill_map.title,
            "revision": snapshot.revision,
            "field_known": report.pop("field_known"),
            "order_used": report.pop("order_used"),
        },
        "skills": [_entry(entry) for entry in snapshot.skill_map],
        "prerequisites": [
            asdict(edge) | {"band": band_of(edge.confidence)}
            for edge in used_prerequisites(snapshot, min_confidence)
        ],
        "report": report,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "parent": entry.parent,
        "placements": [asdict(place) for place in entry.placements],
        "emoji": entry.emoji,
        "description": entry.description,
        "resources": entry.resources,
        "effort_hours": entry.effort_hours,
        "known": entry.known,
    }
