"""Rows: the values of a snapshot as nodes and relationships, and back.

A property is a text, a number or a list of these, so that people can read and ask for it. What is
a list of evidence becomes two lists side by side: the texts, and all else about each.

Not its job: Cypher, transactions and errors.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from graph.model import Decision, Entry, Evidence, Placement, Prerequisite, SkillId
from graph.snapshot import Snapshot
from graph.store.as_json import from_json, to_json, values
from graph.store.neo4j.cypher import CUT, HUES, LABELS, REJECTED, USED

Properties: TypeAlias = dict[str, Any]
Row: TypeAlias = Sequence[Any]
Pair: TypeAlias = tuple[SkillId, SkillId]
Labels: TypeAlias = tuple[str, str]
"""Of a parent and of its child."""


class Edge(NamedTuple):
    """A prerequisite, in use or not."""

    kind: str
    """The type of the relationship."""
    now: Prerequisite
    decision: Decision | None = None
    """What a person decided about it."""
    inferred: Prerequisite | None = None
    """What was inferred, if a person decided otherwise."""


def nodes(snapshot: Snapshot) -> dict[SkillId, tuple[str, Properties]]:
    """Return the labels, joined as in Cypher, and the properties of each entry's node."""
    hues: dict[SkillId | None, str] = {}
    area_count = 0
    found = {}
    for position, entry in enumerate(snapshot.skill_map):
        hues[entry.id] = hues.get(entry.parent, "")
        if entry.kind == "area":
            hues[entry.id] = f":Area{area_count % HUES + 1}"
            area_count += 1
        properties = {"map": snapshot.map_id, "position": position, **_entry_properties(entry)}
        found[entry.id] = LABELS[entry.kind] + hues[entry.id], properties
    return found


def _entry_properties(entry: Entry) -> Properties:
    first, *others = entry.placements
    return {
        "id": entry.id,
        "name": entry.name,
        "path": first.path,
        "line": first.line,
        "parent": first.parent,
        "other_places": to_json(others) if others else None,
        "emoji": entry.emoji or None,
        "description": entry.description or None,
        "resources": entry.resources or None,
        "effort_hours": entry.effort_hours,
        "known": entry.known,
        "requires": entry.requires or None,
    }


def entry_of(row: Row) -> Entry:
    """Return the entry that a row of `cypher.ENTRIES` stands for."""
    (
        _,
        entry_id,
        name,
        kind,
        path,
        line,
        parent,
        others,
        emoji,
        description,
        resources,
        effort_hours,
        known,
        requires,
    ) = row
    first = Placement(tuple(path), line, parent)
    return Entry(
        entry_id,
        name,
        kind,
        (first, *values(Placement, from_json(others))) if others else (first,),
        emoji or "",
        description or "",
        tuple(resources or ()),
        effort_hours,
        known,
        tuple(requires or ()),
    )


def contents(snapshot: Snapshot) -> dict[Labels, list[Row]]:
    """Return rows of parent, child and position, by the labels of both."""
    skill_map = snapshot.skill_map
    found: dict[Labels, list[Row]] = defaultdict(list)
    for parent, children in skill_map.children.items():
        label = "SkillMap" if parent is None else LABELS[skill_map[parent].kind]
        for position, child in enumerate(children):
            row = (snapshot.map_id if parent is None else parent, child.id, position)
            found[label, LABELS[child.kind]].append(row)
    return found


def edges(snapshot: Snapshot) -> dict[Pair, Edge]:
    """Return all prerequisites: used, rejected and cut ones."""
    inferred = {(edge.source, edge.target): edge for edge in snapshot.inferred}
    decided = {(made.source, made.target): made for made in snapshot.decisions}
    found = {pair: Edge(CUT, edge) for pair, edge in inferred.items()}
    for edge in snapshot.prerequisites:
        pair = (edge.source, edge.target)
        kind = REJECTED if edge.status == "rejected" else USED
        decision = decided.get(pair)
        found[pair] = Edge(kind, edge, decision, inferred.get(pair) if decision else None)
    return found


def edge_properties(edge: Edge) -> Properties:
    """Return what holds now and, if a person decided, what was inferred before."""
    properties = _prerequisite_properties(edge.now)
    if edge.decision:
        properties["decided_at"] = edge.decision.decided_at
    if edge.inferred:
        properties["inferred_confidence"] = edge.inferred.confidence
        properties["inferred_status"] = edge.inferred.status
    return properties


def _prerequisite_properties(edge: Prerequisite) -> Properties:
    evidence = edge.evidence
    return {
        "confidence": edge.confidence,
        "percent": round(edge.confidence * 100),
        "status": edge.status,
        "evidence": [found.text for found in evidence],
        "grounds": [_ground(found) for found in evidence],
    }


def inferred_of(row: Row, ids: Sequence[SkillId]) -> Prerequisite | None:
    """Return what was inferred according to a row of `cypher.PREREQUISITES`, or None.

    Args:
        row: The row.
        ids: The id of the entry at each position.
    """
    target, source, confidence, status, texts, grounds, decided_at, *before = row
    if decided_at is not None:
        confidence, status = before
        if status is None:
            return None
        # The decision is the first piece of evidence.
        texts, grounds = texts[1:], grounds[1:]
    evidence = tuple([_evidence(*found) for found in zip(texts, grounds, strict=True)])
    return Prerequisite(ids[source], ids[target], confidence, status, evidence)


def _ground(evidence: Evidence) -> str:
    """Return all of a piece of evidence but its text: rule, strength and lines, if any."""
    return f"{evidence.rule} {evidence.strength} {','.join(map(str, evidence.lines))}"


def _evidence(text: str, ground: str) -> Evidence:
    rule, strength, lines = ground.rsplit(" ", 2)
    seen = tuple(map(int, lines.split(","))) if lines else ()
    return Evidence(rule, text, seen, float(strength))
