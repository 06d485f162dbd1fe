"""Rows: the values of a snapshot as nodes and relationships, and back.

A property is a text, a number or a list of these, so that people can read and ask for it. What is
a list of evidence becomes the list of its texts and, as JSON, all else about it: one short text
costs the server far less than a second list.

Not its job: Cypher, transactions and errors.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from graph.model import Decision, Entry, Evidence, Move, Placement, Prerequisite, SkillId
from graph.snapshot import Snapshot
from graph.store.as_json import from_json, to_json, values
from graph.store.neo4j.cypher import CUT, HUES, LABELS, REJECTED, USED

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


def nodes(snapshot: Snapshot) -> dict[SkillId, tuple[str, Row]]:
    """Return the labels, joined as in Cypher, and the properties of each entry's node."""
    hues: dict[SkillId | None, str] = {}
    area_count = 0
    found = {}
    for position, entry in enumerate(snapshot.skill_map):
        hues[entry.id] = hues.get(entry.parent, "")
        if entry.kind == "area":
            hues[entry.id] = f":Area{area_count % HUES + 1}"
            area_count += 1
        found[entry.id] = LABELS[entry.kind] + hues[entry.id], _entry_row(entry, position)
    return found


def _entry_row(entry: Entry, position: int) -> Row:
    """Return the values of `cypher.ENTRY_PROPERTIES`."""
    first, *others = entry.placements
    return (
        entry.id,
        position,
        entry.name,
        first.path,
        first.line,
        first.parent,
        to_json(others) if others else None,
        entry.emoji or None,
        entry.description or None,
        entry.resources or None,
        entry.effort_hours,
        entry.known,
        entry.requires or None,
    )


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


def edges(snapshot: Snapshot, pairs: Collection[Pair]) -> dict[Pair, Edge]:
    """Return the prerequisites of these pairs that there are: used, rejected and cut ones."""
    inferred = {
        pair: edge for edge in snapshot.inferred if (pair := (edge.source, edge.target)) in pairs
    }
    decided = {(made.source, made.target): made for made in snapshot.decisions_in_force}
    found = {pair: Edge(CUT, edge) for pair, edge in inferred.items()}
    for edge in snapshot.prerequisites:
        pair = (edge.source, edge.target)
        if pair in pairs:
            kind = REJECTED if edge.status == "rejected" else USED
            decision = decided.get(pair)
            before = inferred.get(pair)
            is_moved = before is not None and before.confidence != edge.confidence
            found[pair] = Edge(kind, edge, decision, before if decision or is_moved else None)
    return found


def edge_row(edge: Edge) -> Row:
    """Return both ends and the values of `cypher.PREREQUISITE_PROPERTIES`.

    They say what holds now and, if what people decided changed that, what was inferred before.
    """
    now, decision, inferred = edge.now, edge.decision, edge.inferred
    return (
        now.source,
        now.target,
        now.confidence,
        round(now.confidence * 100),
        now.status,
        [found.text for found in now.evidence],
        to_json([(found.rule, found.strength, found.lines) for found in now.evidence]),
        decision.decided_at if decision else None,
        inferred.confidence if inferred else None,
        inferred.status if inferred else None,
    )


def inferred_of(row: Row, ids: Mapping[int, SkillId]) -> Prerequisite | None:
    """Return what was inferred according to a row of `cypher.PREREQUISITES`, or None.

    Args:
        row: The row.
        ids: The id of the entry at each position.
    """
    target, source, confidence, status, texts, known, decided_at, *before = row
    grounds = from_json(known)
    inferred_confidence, inferred_status = before
    if inferred_status is not None:
        confidence, status = inferred_confidence, inferred_status
    if decided_at is not None:
        if inferred_status is None:
            return None
        # The decision is the first piece of evidence.
        texts, grounds = texts[1:], grounds[1:]
    evidence = tuple(
        [
            Evidence(rule, text, tuple(lines), strength)
            for text, (rule, strength, lines) in zip(texts, grounds, strict=True)
        ]
    )
    return Prerequisite(ids[source], ids[target], confidence, status, evidence)


def move_of(row: Row) -> Move:
    """Return the move that a row of `cypher.MOVES` stands for."""
    entry_id, name, kind, how, now, decided_at, found = row
    return Move(entry_id, name, kind, how, tuple(now), decided_at, tuple(found))
