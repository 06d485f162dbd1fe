"""Plan -> JSON Canvas 1.0 (jsoncanvas.org), for Obsidian and other canvases.

Nothing lays a canvas out, so this does: the roadmap goes from left to right, a column for each
stretch in one topic, and goes on below when a row is full. Arrows lead to what needs a step.

A card has the id of its skill. The ids of all else have a colon, which a skill's cannot have.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from graph.export.roadmaps.markdown import escaped
from graph.export.roadmaps.plan import Plan
from graph.export.roadmaps.wording import count, hours, period
from graph.model import CONFIDENT
from graph.roadmap.plan import Step

COLUMNS_IN_A_ROW = 6

_CARD_WIDTH, _CARD_HEIGHT = 300, 90
_GAP, _COLUMN_GAP, _ROW_GAP = 20, 100, 120
_MARGIN = 20
"""Between a group's border and the cards in it."""
_HEAD_HEIGHT = 200
_RED, _YELLOW = "1", "3"
"""Colours that the format has by number, so that each canvas has its own shade."""

_Item = dict[str, Any]


def write_canvas(plan: Plan) -> str:
    """Return a canvas with a card for each step, in groups by topic."""
    nodes = [_head(plan), *_columns(plan)]
    canvas = {"nodes": nodes, "edges": [*_edges(plan)]}
    return json.dumps(canvas, ensure_ascii=False, indent=2) + "\n"


def _head(plan: Plan) -> _Item:
    facts = f"{count(len(plan.steps), 'skill')}, {hours(plan.roadmap.effort_hours)}"
    text = (
        f"# Roadmap: {escaped(plan.title)}\n**Goal:** {escaped(plan.goals)}  \n{facts}\n\n"
        "An arrow leads to what needs the step; arrows that others imply are left out. "
        "Yellow: a goal. Red: on the critical path."
    )
    return {
        "id": "about:roadmap",
        "type": "text",
        "x": 0,
        "y": -_HEAD_HEIGHT - _ROW_GAP,
        "width": 2 * _CARD_WIDTH + _COLUMN_GAP,
        "height": _HEAD_HEIGHT,
        "text": text,
    }


def _columns(plan: Plan) -> Iterator[_Item]:
    """Yield each group before its cards: what comes later lies on top."""
    numbers = {step.id: number for number, step in enumerate(plan.steps, start=1)}
    stretches = [(above, [*steps]) for above, steps in groupby(plan.steps, plan.above)]
    top = 0
    for first in range(0, len(stretches), COLUMNS_IN_A_ROW):
        row = stretches[first : first + COLUMNS_IN_A_ROW]
        for place, (above, steps) in enumerate(row):
            left = place * (_CARD_WIDTH + 2 * _MARGIN + _COLUMN_GAP)
            yield {
                "id": f"topic:{first + place + 1}",
                "type": "group",
                "x": left,
                "y": top,
                "width": _CARD_WIDTH + 2 * _MARGIN,
                "height": _height(steps),
                "label": " / ".join(above),
            }
            for line, step in enumerate(steps):
                y = top + _MARGIN + line * (_CARD_HEIGHT + _GAP)
                yield _card(step, numbers[step.id], left + _MARGIN, y, plan)
        top += max(_height(steps) for _, steps in row) + _ROW_GAP


def _height(steps: list[Step]) -> int:
    return len(steps) * (_CARD_HEIGHT + _GAP) - _GAP + 2 * _MARGIN


def _card(step: Step, number: int, x: int, y: int, plan: Plan) -> _Item:
    dates = period(step.starts, step.ends) if step.starts and step.ends else ""
    name = f"{plan.entry(step).emoji} {step.name}".strip()
    facts = ", ".join(filter(None, (hours(step.effort_hours), dates)))
    color = _YELLOW if step.id in plan.wanted else _RED if step.is_critical else ""
    return {
        "id": step.id,
        "type": "text",
        "x": x,
        "y": y,
        "width": _CARD_WIDTH,
        "height": _CARD_HEIGHT,
        "text": f"**{number}. {escaped(name)}**\n{facts}",
        **({"color": color} if color else {}),
    }


def _edges(plan: Plan) -> Iterator[_Item]:
    for number, edge in enumerate(plan.arrows, start=1):
        is_critical = (edge.source, edge.target) in plan.critical
        yield {
            "id": f"arrow:{number}",
            "fromNode": edge.source,
            "fromSide": "right",
            "toNode": edge.target,
            "toSide": "left",
            **({"color": _RED} if is_critical else {}),
            **({} if edge.confidence >= CONFIDENT else {"label": f"{edge.confidence:.2f} sure"}),
        }
