"""Plan -> a Markdown checklist: to print, to tick off, and to read again as a skill map.

A skill stands under the headings of the areas and topics that hold it, so that the checklist reads
as a part of the same map. (Markdown has six levels: what is deeper shares the last one.) Whoever
imports it with some boxes ticked has a map in which these skills are known.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from markdown_it.token import Token

from graph.export.roadmaps.plan import Plan
from graph.export.roadmaps.wording import count, hours, period
from graph.roadmap.plan import Step
from graph.skillmap.label import read_label

_MAX_HEADINGS = 5
"""Headings below the title."""
_MARKUP = re.compile(r"[\\`*_\[\]<~$]|&(?=#?\w+;)|#(?=#*$)")
"""What Markdown or GitHub takes for markup anywhere in a line."""


def write_markdown(plan: Plan) -> str:
    """Return the steps as a checklist in their order, under headings.

    Returns:
        Markdown that reads as a skill map with the same names and efforts, unless there is no step.
    """
    lines = [f"# Roadmap: {escaped(plan.title)}", "", f"**Goal:** {escaped(plan.goals)}", ""]
    if plan.steps:
        effort = f"**Effort:** {hours(plan.roadmap.effort_hours)}"
        lines.append(f"{effort}, {count(len(plan.steps), 'skill')}{_time(plan)}")
    else:
        lines.append("There is nothing left to learn.")
    above: tuple[str, ...] = ()
    for headings, steps in groupby(plan.steps, lambda step: _headings(step, plan)):
        for heading in _new_headings(above, headings):
            lines += ["", heading]
        lines.append("")
        lines += (_item(step, plan) for step in steps)
        above = headings
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _time(plan: Plan) -> str:
    roadmap = plan.roadmap
    if not (roadmap.starts and roadmap.ends):
        return ""
    return f", {period(roadmap.starts, roadmap.ends)}"


def _headings(step: Step, plan: Plan) -> tuple[str, ...]:
    above = plan.above(step)
    last = _MAX_HEADINGS - 1
    return above if len(above) <= last else (*above[:last], " / ".join(above[last:]))


def _new_headings(before: tuple[str, ...], headings: tuple[str, ...]) -> Iterator[str]:
    """Yield the headings that have to be written after others, the last one in any case."""
    pairs = enumerate(zip(before, headings, strict=False))
    shared = min(len(before), len(headings) - 1)
    start = next((level for level, (old, new) in pairs if old != new), shared)
    for level in range(start, len(headings)):
        yield f"{'#' * (level + 2)} {escaped(headings[level])}"


def _item(step: Step, plan: Plan) -> str:
    """Return a step as a bullet that the map reader takes for the same name and effort.

    The reader takes efforts, dashes and colons out of a name. A name that has one all the same
    gets the first form that gives it back.
    """
    visible = f"{plan.entry(step).emoji} {step.name}".strip()
    effort = f"({step.effort_hours:.10g}h)"
    details = (
        period(step.starts, step.ends) if step.starts and step.ends else "",
        f"builds on {plan.names(step.because)}" if step.because else "",
    )
    said = "; ".join(filter(None, details))
    forms = [
        form
        for more in ((f" — {said}", "") if said else ("",))
        for form in (
            ("", f"{visible} {effort}{more}"),
            (f"{visible}:", f"{effort}{more}"),
            ("", f"{effort} {visible} :{more}"),
        )
    ]
    bold, rest = next((form for form in forms if _reads_as(step, *form)), ("", visible))
    return f"- [ ] {f'**{escaped(bold)}** ' if bold else ''}{escaped(rest)}"


def _reads_as(step: Step, bold: str, rest: str) -> bool:
    tokens = [Token("text", "", 0, content=f" {rest}")]
    if bold:
        tokens = [
            Token("strong_open", "strong", 1),
            Token("text", "", 0, content=bold),
            Token("strong_close", "strong", -1),
            *tokens,
        ]
    label = read_label(tokens, is_heading=False)
    return (label.name, label.effort_hours) == (step.name, step.effort_hours)
