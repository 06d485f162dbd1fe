"""Snapshot -> GraphML, for networkx, Gephi, yEd and igraph.

The nodes are the skills and the edges are all prerequisites, so that the file is the graph that
answers are worked out from. Areas and topics are attributes of a skill: as nodes without edges they
would stand in the way of every layout and measure.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.export.prerequisites import used_prerequisites
from graph.model import Entry, Prerequisite, SkillId
from graph.snapshot import Snapshot

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(snapshot: Snapshot, min_confidence: float) -> str:
    """Return the skills and their prerequisites of at least this confidence.

    What the map does not say about a skill is left out. A character that XML cannot hold becomes
    U+FFFD.
    """
    about = {"map": snapshot.map_id, "title": snapshot.skill_map.title}
    skills = {skill.id: skill_attributes(skill) for skill in snapshot.skill_map.skills}
    return graphml_of(about, skills, used_prerequisites(snapshot, min_confidence))


def graphml_of(
    about: Mapping[str, Any],
    skills: Mapping[SkillId, Mapping[str, Any]],
    prerequisites: Iterable[Prerequisite],
) -> str:
    """Return a directed graph with attributes, those left out that say nothing.

    Args:
        about: Attributes of the graph.
        skills: Attributes of each skill, in the order of the file.
        prerequisites: Edges between these skills.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(**_attributes(about))
    for skill, attributes in skills.items():
        graph.add_node(skill, **_attributes(attributes))
    for edge in prerequisites:
        graph.add_edge(edge.source, edge.target, **_attributes(_prerequisite(edge)))
    return f"{nx.readwrite.graphml.GraphMLWriter(graph, named_key_ids=True)}\n"


def skill_attributes(skill: Entry) -> dict[str, Any]:
    """Return what the map says about a skill, by name."""
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


def as_xml(text: str) -> str:
    """Return a text with U+FFFD for what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def _attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that say something, as XML can hold them."""
    return {
        key: as_xml(value) if isinstance(value, str) else value
        for key, value in values.items()
        if value not in (None, "")
    }
