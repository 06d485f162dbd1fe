"""Difference: what turns the graph of one snapshot into that of another, statement by statement."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import astuple
from typing import TypeAlias, TypeVar

from graph.model import Decision, Move, NameDecision, SkillId
from graph.snapshot import Snapshot
from graph.store.neo4j import cypher
from graph.store.neo4j.rows import Pair, contents, edge_row, edges, nodes

T = TypeVar("T")
D = TypeVar("D", Decision, NameDecision, Move)

Step: TypeAlias = tuple[str, Iterable[object]]
"""A statement, and the rows that it is run for, made when they are asked for."""


def difference(before: Snapshot, after: Snapshot, retired: Collection[SkillId]) -> Iterator[Step]:
    """Yield the steps in an order in which nothing that leaves stands in the way.

    Args:
        before: What the database holds.
        after: What it is to hold.
        retired: Ids of entries that the map has lost, but whose nodes are still there.
    """
    leaving, coming = _of_prerequisites(before, after)
    yield from leaving
    if before.skill_map != after.skill_map:
        yield from _of_skill_map(before, after, retired)
    yield from coming
    yield from _of_decisions(
        before.decisions, after.decisions, cypher.DELETE_DECISIONS, cypher.ADD_DECISIONS
    )
    yield from _of_decisions(
        before.name_decisions,
        after.name_decisions,
        cypher.DELETE_NAME_DECISIONS,
        cypher.ADD_NAME_DECISIONS,
    )
    yield from _of_decisions(before.moves, after.moves, cypher.DELETE_MOVES, cypher.ADD_MOVES)


def _of_prerequisites(before: Snapshot, after: Snapshot) -> tuple[list[Step], list[Step]]:
    """Return the steps that delete prerequisites, and those that add and change them."""
    pairs = _touched(before, after)
    old, new = edges(before, pairs), edges(after, pairs)
    # One that becomes another type of relationship is deleted and added.
    stays = {pair for pair, edge in new.items() if pair in old and old[pair].kind == edge.kind}
    gone = ((edge.kind, pair) for pair, edge in old.items() if pair not in stays)
    added = ((edge.kind, edge) for pair, edge in new.items() if pair not in stays)
    changed = (
        (new[pair].kind, new[pair]) for pair in new if pair in stays and old[pair] != new[pair]
    )
    return (
        [(cypher.delete_prerequisites(kind), rows) for kind, rows in _by_kind(gone)],
        [
            *(
                (cypher.change_prerequisites(kind), map(edge_row, e))
                for kind, e in _by_kind(changed)
            ),
            *((cypher.add_prerequisites(kind), map(edge_row, e)) for kind, e in _by_kind(added)),
        ],
    )


def _touched(before: Snapshot, after: Snapshot) -> set[Pair]:
    """Return the pairs about which two snapshots may say different things.

    What both say is mostly said by the same object, and that is known at once.
    """
    pairs = set()
    for old, new in (
        (before.inferred, after.inferred),
        (before.prerequisites, after.prerequisites),
        (before.decisions_in_force, after.decisions_in_force),
    ):
        both = set(map(id, old)) & set(map(id, new))
        pairs |= {(s.source, s.target) for s in (*old, *new) if id(s) not in both}
    return pairs


def _of_skill_map(
    before: Snapshot, after: Snapshot, retired: Collection[SkillId]
) -> Iterator[Step]:
    old, new = nodes(before), nodes(after)
    # Nodes that get other labels leave and come back, for what is looked up by label.
    stays = {
        entry for entry, (labels, _) in new.items() if entry in old and old[entry][0] == labels
    }
    gone = [(labels, entry) for entry, (labels, _) in old.items() if entry not in stays]
    kept = {*retired, *(entry for _, entry in gone)}
    coming = [node for entry, node in new.items() if entry not in stays]
    restored = [node for node in coming if node[1][0] in kept]
    added = [node for node in coming if node[1][0] not in kept]
    changed = [
        (labels.partition(":")[0], properties)
        for entry, (labels, properties) in new.items()
        if entry in stays and old[entry][1] != properties
    ]
    yield from _contents_without(before, after, cypher.delete_contents)
    for labels, ids in _by_kind(gone):
        yield cypher.retire_entries(labels), ids
    for statement, found in (
        (cypher.restore_entries, restored),
        (cypher.add_entries, added),
        (cypher.change_entries, changed),
    ):
        for labels, rows in _by_kind(found):
            yield statement(labels), rows
    yield from _contents_without(after, before, cypher.add_contents)


def _contents_without(
    here: Snapshot, there: Snapshot, statement: Callable[[str, str], str]
) -> Iterator[Step]:
    """Yield a statement for all that contains something here, but not there."""
    others = contents(there)
    for labels, rows in contents(here).items():
        known = set(others.get(labels, ()))
        yield statement(*labels), [row for row in rows if row not in known]


def _of_decisions(before: Sequence[D], after: Sequence[D], delete: str, add: str) -> Iterator[Step]:
    """Yield what deletes decisions, or moves, and adds others behind those that stay."""
    wanted = set(after)
    stay = [decision for decision in before if decision in wanted]
    if stay != list(after[: len(stay)]):
        stay = []
    gone, staying = set(before) - set(stay), len(stay)
    yield delete, [astuple(made) for made in before if made in gone]
    yield add, [astuple(made) for made in after[staying:]]


def _by_kind(found: Iterable[tuple[str, T]]) -> Iterable[tuple[str, list[T]]]:
    """Return what belongs to each kind, in order."""
    kinds: dict[str, list[T]] = defaultdict(list)
    for kind, value in found:
        kinds[kind].append(value)
    return kinds.items()
