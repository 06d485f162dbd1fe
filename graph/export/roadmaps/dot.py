"""Plan -> DOT, from which Graphviz draws the roadmap: from left to right, topics as boxes.

Only the transitive reduction is drawn, and of a very long roadmap the first steps; the drawing says
so. It has a legend, for whoever finds it on a wall.
"""

import textwrap
from html import escape

from graph.export.dot import AREA_COLORS, quoted
from graph.export.graphml import as_xml
from graph.export.roadmaps.plan import Plan
from graph.export.roadmaps.wording import count, hours, period
from graph.model import CONFIDENT, Prerequisite
from graph.roadmap.plan import Step

MAX_STEPS = 400
"""More than this Graphviz takes minutes to place, and nobody finds anything on the picture."""
FONT = "DejaVu Sans,Verdana,sans-serif"
"""The letters of the first two are equally wide, so names fit into their boxes with either."""

_LABEL_WIDTH = 26
"""Characters of a line."""
_DOT = " \u00b7 "
_GOAL = "#fde68a"
_CRITICAL = "#dc2626"
_LOOK = f"""\
  graph [rankdir=LR, ranksep=0.35, nodesep=0.12, pad=0.3, labelloc=t, labeljust=l, bgcolor=white]
  graph [fontname="{FONT}", fontsize=13, fontcolor="#1e293b", penwidth=0]
  node [shape=box, style="rounded,filled", fillcolor=white, color="#94a3b8", height=0.3]
  node [fontname="{FONT}", fontsize=11, fontcolor="#1e293b", margin="0.12,0.05"]
  edge [color="#64748b", arrowsize=0.6]
"""
_COMMENTS = f"""\
// An arrow leads from a step to what needs it, dashed if it is less than {CONFIDENT:g} sure.
// This is the transitive reduction: arrows that others imply are left out.
"""

_KEY = (
    f"an arrow leads to what needs the step, dashed: less than {CONFIDENT:g} sure; arrows that "
    "others imply are left out"
)


def write_dot(plan: Plan) -> str:
    """Return a directed graph of the steps and the prerequisites between them."""
    plan = plan.shortened(MAX_STEPS)
    numbers = {step.id: number for number, step in enumerate(plan.steps, start=1)}
    areas = list(dict.fromkeys(plan.above(step)[0] for step in plan.steps))
    boxes = []
    for place, (above, steps) in enumerate(plan.topics().items()):
        color = AREA_COLORS[areas.index(above[0]) % len(AREA_COLORS)]
        look = f'label={quoted(" / ".join(above))}, style="rounded,filled", fillcolor="{color}"'
        nodes = "".join(_node(step, numbers[step.id], plan) for step in steps)
        boxes.append(f"  subgraph cluster_{place} {{\n    graph [{look}]\n{nodes}  }}\n")
    head = f"{_COMMENTS}digraph roadmap {{\n{_LOOK}  label=<{_title(plan)}>\n"
    # Left to right, Graphviz stacks boxes from the bottom up.
    arrows = (_arrow(edge, plan) for edge in plan.arrows)
    return "".join((head, *reversed(boxes), *arrows, "}\n"))


def _node(step: Step, number: int, plan: Plan) -> str:
    dates = period(step.starts, step.ends) if step.starts and step.ends else ""
    name = textwrap.wrap(f"{number}. {step.name}", _LABEL_WIDTH, break_on_hyphens=False)
    more = _DOT.join(filter(None, (hours(step.effort_hours), dates)))
    label = "\\n".join(quoted(line)[1:-1] for line in (*name, more))
    about = f"{plan.names(step.because)} come first." if step.because else "Needs nothing first."
    look = f'label="{label}", tooltip={quoted(about)}'
    if step.id in plan.wanted:
        look += f', fillcolor="{_GOAL}"'
    if step.is_critical:
        look += f', color="{_CRITICAL}", penwidth=2'
    return f"    {quoted(step.id)} [{look}]\n"


def _arrow(edge: Prerequisite, plan: Plan) -> str:
    look = f"style={'solid' if edge.confidence >= CONFIDENT else 'dashed'}"
    if (edge.source, edge.target) in plan.critical:
        look += f', color="{_CRITICAL}", penwidth=2'
    why = quoted(" ".join(found.text for found in edge.evidence))
    return f"  {quoted(edge.source)} -> {quoted(edge.target)} [{look}, tooltip={why}]\n"


def _title(plan: Plan) -> str:
    """Return title, summary and legend in Graphviz's HTML."""
    roadmap = plan.roadmap
    facts = [count(len(roadmap.steps), "skill"), hours(roadmap.effort_hours)]
    if roadmap.starts and roadmap.ends:
        facts.append(period(roadmap.starts, roadmap.ends))
    if plan.left_out:
        facts.append(f"only the first {len(plan.steps)} are drawn")
    key = "".join(
        f"<TD{look}> {meaning} </TD>"
        for look, meaning in (
            (f' BGCOLOR="{_GOAL}" STYLE="ROUNDED"', "goal"),
            (f' BORDER="2" COLOR="{_CRITICAL}" STYLE="ROUNDED"', "critical path"),
            ("", _KEY),
        )
    )
    return (
        '<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="2">'
        f'<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="22">Roadmap: {_html(plan.title)}</FONT></TD></TR>'
        f'<TR><TD ALIGN="LEFT">To {_html(plan.goals)}. {_DOT.join(facts)}</TD></TR>'
        '<TR><TD ALIGN="LEFT"><TABLE BORDER="0" CELLBORDER="0" CELLPADDING="4" CELLSPACING="6">'
        f"<TR>{key}</TR></TABLE></TD></TR></TABLE>"
    )


def _html(text: str) -> str:
    return escape(as_xml(" ".join(textwrap.shorten(text, 120, placeholder=" …").split())))
