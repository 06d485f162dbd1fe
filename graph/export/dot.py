"""Snapshot -> DOT, which Graphviz draws as SVG, PDF or PNG.

Only the transitive reduction is drawn; see `prerequisites`. A skill with several placements is
drawn where it stands first.
"""

import re

from graph.export.prerequisites import transitive_reduction
from graph.model import CONFIDENT, Entry, Prerequisite, SkillId
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot

_COMMENTS = f"""\
// An arrow leads from a skill to what needs it, dashed if it is less than {CONFIDENT:g} sure.
// This is the transitive reduction: arrows that others imply are left out.
"""
_LOOK = """\
  graph [rankdir=LR, ranksep=0.5, nodesep=0.12, pad=0.3, labelloc=t, penwidth=0]
  graph [fontname="Helvetica,Arial,sans-serif", fontsize=28, fontcolor="#1e293b"]
  node [shape=box, style="rounded,filled", fillcolor=white, color="#94a3b8", height=0.32]
  node [fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="#1e293b"]
  edge [color="#475569", arrowsize=0.7]
"""
_TOPIC_LOOK = 'style="rounded,filled", fillcolor="#ffffff99", fontsize=14'
_AREA_LOOK = 'style="rounded,filled", fillcolor="{color}", fontsize=20'
AREA_COLORS = ("#dbeafe", "#dcfce7", "#fef3c7", "#fce7f3", "#ede9fe", "#cffafe", "#ffedd5")
"""Backgrounds of the areas, in map order; then they begin again."""

_ENTITY = re.compile(r"&(?=#?\w+;)")
_CONTROL = re.compile("[\0-\x1f\x7f]")


def write_dot(snapshot: Snapshot, min_confidence: float) -> str:
    """Return a directed graph of the skills and their prerequisites of at least this confidence."""
    skill_map = snapshot.skill_map
    parts = []
    for place, top in enumerate(skill_map.children[None]):
        look = _AREA_LOOK.format(color=AREA_COLORS[place % len(AREA_COLORS)])
        parts.append(_part(skill_map, top, None, look, "  "))
    title = quoted(skill_map.title)
    head = f"{_COMMENTS}digraph {title} {{\n{_LOOK}  label={title}\n"
    edges = transitive_reduction(snapshot.graph_at(min_confidence))
    # Left to right, Graphviz stacks the areas from the bottom up.
    return "".join((head, *reversed(parts), *map(_arrow, edges), "}\n"))


def _part(skill_map: SkillMap, entry: Entry, parent: SkillId | None, look: str, indent: str) -> str:
    """Return a skill, or an area or topic with all that it contains."""
    label = quoted(entry.name)
    if entry.kind == "skill":
        return f"{indent}{quoted(entry.id)} [label={label}]\n" if entry.parent == parent else ""
    inside = "".join(
        _part(skill_map, child, entry.id, _TOPIC_LOOK, indent + "  ")
        for child in skill_map.children[entry.id]
    )
    cluster = quoted(f"cluster {entry.id}")
    head = f"{indent}subgraph {cluster} {{\n{indent}  graph [label={label}, {look}]\n"
    return f"{head}{inside}{indent}}}\n"


def _arrow(edge: Prerequisite) -> str:
    style = "solid" if edge.confidence >= CONFIDENT else "dashed"
    why = quoted(" ".join(found.text for found in edge.evidence))
    return f"  {quoted(edge.source)} -> {quoted(edge.target)} [style={style}, tooltip={why}]\n"


def quoted(text: str) -> str:
    """Return a text as a DOT string that is shown as it is."""
    text = _CONTROL.sub(" ", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ENTITY.sub("&amp;", text)}"'
