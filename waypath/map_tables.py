"""What maps, and what importing them did, look like to people."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import ConsoleRenderable, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from graph import Homonym, Import, Merge, Prerequisite, SkillMap, Snapshot, leading_moves
from waypath.layout import apart, grid
from waypath.wording import LISTED, became_text, capped, counted, lines_text, name_text

_OVERRULE = "If that is not so: waypath review move OLD [NEW ...] --map {map_id}"
_STATUS_WIDTH = len("0.85 inferred  ")
_OF_UNKNOWN_FIELD = (
    "Little of this map's field is known: what is inferred comes from its outline and names alone. "
    "Review it: waypath review --map {map_id}"
)
_SORTED = "Its lists are sorted by name, so their order was not used."


def graph_tables(snapshots: Sequence[Snapshot], min_confidence: float) -> ConsoleRenderable:
    """Return the prerequisites of maps by what needs them, each map followed by its report."""
    return apart(_graph_table(snapshot, min_confidence) for snapshot in snapshots)


def _graph_table(snapshot: Snapshot, min_confidence: float) -> ConsoleRenderable:
    edges = [edge for edge in snapshot.prerequisites if edge.confidence >= min_confidence]
    skill_map = snapshot.skill_map
    parts: list[RenderableType] = [Text(skill_map.title, "bold")]
    parts.append(
        f"{counted(len(skill_map.skills), 'skill')}, {counted(len(edges), 'prerequisite')} "
        f"with a confidence of at least {min_confidence:g}.\n"
    )
    for target, group in groupby(edges, lambda edge: edge.target):
        parts.append(name_text(skill_map[target].path))
        parts += [_edge(edge, skill_map) for edge in group]
        parts.append("")
    return Group(*parts, _report(snapshot))


def _edge(edge: Prerequisite, skill_map: SkillMap) -> ConsoleRenderable:
    """Return a line for the prerequisite, and one for the first reason."""
    status = f"{edge.confidence:.2f} {edge.status}"
    text = Text.assemble((f"  {status:{_STATUS_WIDTH}}", "cyan"), skill_map[edge.source].name)
    if not edge.evidence:
        return text
    first = edge.evidence[0]
    why = Text(f"{first.text} ({lines_text(first.lines)})", "dim")
    return Group(text, Padding(why, (0, 0, 0, 2 + _STATUS_WIDTH)))


def import_tables(imports: Sequence[Import], *, dry_run: bool) -> ConsoleRenderable:
    """Return what importing files did, or would do."""
    return apart(_import_table(done, dry_run=dry_run) for done in imports)


def _import_table(done: Import, *, dry_run: bool) -> ConsoleRenderable:
    snapshot = done.snapshot
    skill_map = snapshot.skill_map
    summary = (
        f"{counted(len(skill_map.skills), 'skill')}, "
        f"{counted(len(snapshot.graph.prerequisites), 'prerequisite')}"
    )
    state = "Dry run: nothing is written" if dry_run else f"Revision {snapshot.revision}"
    changes = grid("left", "left")
    if done.outcome == "changed":
        for text in capped([name_text(skill_map[entry].path) for entry in done.added]):
            changes.add_row(Text("+", "green"), text)
        for text in capped([Text(entry) for entry in done.removed]):
            changes.add_row(Text("-", "red"), text)
    became = [move for move in leading_moves(done.moves) if move.how != "removed"]
    for move in became[:LISTED]:
        changes.add_row(move.how, became_text(move, snapshot))
    if len(became) > LISTED:
        changes.add_row("", Text(f"... and {len(became) - LISTED:,} more", "dim"))
    for decision in done.waiting:
        pair = f"{decision.source} before {decision.target}"
        has_both = all(map(snapshot.present_ids, (decision.source, decision.target)))
        why = (
            "both are one now, or it runs in a circle"
            if has_both
            else "until the map has both again"
        )
        changes.add_row("waits", f"{decision.verdict}: {pair}, {why}")
    for made in done.waiting_names:
        changes.add_row("waits", f"{made.verdict}: {made.name}, until several topics have it again")
    return Group(
        Text(f"{snapshot.map_id}: {done.outcome}", "bold"),
        Text(f"{summary}. {state}."),
        changes,
        *([Text(_OVERRULE.format(map_id=snapshot.map_id), "dim")] if done.moves else []),
        _report(snapshot),
    )


def _report(snapshot: Snapshot) -> ConsoleRenderable:
    """Return what happened on the way from the file to the graph."""
    report = snapshot.report
    repaired = [one.line for one in report.repaired]
    has_inferred = any(edge.status == "inferred" for edge in snapshot.prerequisites)
    needs_review = has_inferred and not report.field_known
    is_sorted = snapshot.skill_map.order == "auto" and not report.order_used
    rows = {
        "repaired": [f"the encoding of {lines_text(repaired)}"] if repaired else [],
        "merged": [_told_of_name(one) for one in report.merged],
        "told apart": [_told_of_name(one) for one in report.homonyms],
        "cut": [one.text for one in report.cut],
        "remark": [f"line {one.line}: {one.text}" for one in report.remarks],
        "field": [_OF_UNKNOWN_FIELD.format(map_id=snapshot.map_id)] if needs_review else [],
        "order": [_SORTED] if is_sorted else [],
    }
    table = grid("left", "left")
    for label, texts in rows.items():
        for place, text in enumerate(capped([Text(text) for text in texts])):
            table.add_row(label if place == 0 else "", text)
    return table


def _told_of_name(found: Merge | Homonym) -> str:
    return f"{found.name}, {lines_text(found.lines)}. {found.reason}"
