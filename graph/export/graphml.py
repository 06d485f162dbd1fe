"""Snapshot -> GraphML, for networkx, Gephi, yEd and igraph.

The nodes are the skills and the edges are all prerequisites, so that the file is the graph that
answers are worked out from. Areas and topics are attributes of a skill: as nodes without edges they
would stand in the way of every layout and measure.
"""

import re
from collections.abc import Mapping
from typing import Any

from graph.export.prerequisites import used_prerequisites
from graph.model import Entry, Prerequisite
from graph.snapshot import Snapshot

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(snapshot: Snapshot, min_confidence: float) -> str:
    """Return the skills and their prerequisites of at least this confidence.

    What the map does not say about a skill is left out. A character that XML cannot hold becomes
    U+FFFD.
    """
    import networkx as nx

    about = {"map": snapshot.map_id, "title": snapshot.skill_map.title}
    graph: nx.DiGraph[str] = nx.DiGraph(**_attributes(about))
    for skill in snapshot.skill_map.skills:
        graph.add_node(skill.id, **_attributes(_skill(skill)))
    for edge in used_prerequisites(snapshot, min_confidence):
        graph.add_edge(edge.source, edge.target, **_attributes(_prerequisite(edge)))
    return f"{nx.readwrite.graphml.GraphMLWriter(graph, named_key_ids=True)}\n"


def _skill(skill: Entry) -> dict[str, Any]:
    return {
        "name": skill.name,
        "parent": skill.parent,
        "area": skill.path[0] if skill.parent else None,
        "path": " / ".join(skill.path),
        "line": skill.line,
        "emoji": skill.emoji,
        "description": skill.description,
        "resources": " ".join(skill.resources),
        "effort_hours": skill.effort_hours,
        "known": skill.known,
    }


def _prerequisite(edge: Prerequisite) -> dict[str, Any]:
    return {
        "confidence": edge.confidence,
        "status": edge.status,
        "evidence": " ".join(found.text for found in edge.evidence),
    }


def _attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that say something, as XML can hold them."""
    return {
        key: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for key, value in values.items()
        if value not in (None, "")
    }
