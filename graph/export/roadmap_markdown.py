"""Roadmap -> a Markdown checklist: to print, to tick off, and to read again as a skill map.

A skill stands under the headings of the areas and topics that hold it, so that the checklist reads
as a part of the same map. (Markdown has six levels: what is deeper shares the last one.)
"""

import re
from collections.abc import Iterator
from itertools import groupby

from markdown_it.token import Token

from graph.roadmap import Roadmap, Step
from graph.skillmap.label import read_label
from graph.snapshot import Snapshot

_MAX_HEADINGS = 5
"""Headings below the title."""
_MARKUP = re.compile(r"[\\`*_\[\]<~$]|&(?=#?\w+;)|#(?=#*$)")
"""What Markdown or GitHub takes for markup anywhere in a line."""


def roadmap_markdown(roadmap: Roadmap, snapshot: Snapshot) -> str:
    """Return the steps as a checklist in their order, under headings.

    Args:
        roadmap: What to learn.
        snapshot: The map that the roadmap is for.

    Returns:
        Markdown that reads as a skill map with the same names and efforts, unless there is no step.
    """
    skill_map = snapshot.skill_map
    goals = ", ".join(skill_map[goal].name for goal in roadmap.goals) or "the whole map"
    lines = [f"# Roadmap: {_escaped(skill_map.title)}", "", f"**Goal:** {_escaped(goals)}", ""]
    if roadmap.steps:
        count = len(roadmap.steps)
        skills = "1 skill" if count == 1 else f"{count} skills"
        lines.append(f"**Effort:** {_number(roadmap.effort_hours)} h, {skills}")
    else:
        lines.append("There is nothing left to learn.")
    above: tuple[str, ...] = ()
    for headings, steps in groupby(roadmap.steps, lambda step: _headings(step, skill_map.title)):
        for heading in _new_headings(above, headings):
            lines += ["", heading]
        lines.append("")
        lines += (_item(step, snapshot) for step in steps)
        above = headings
    return "\n".join(lines) + "\n"


def _headings(step: Step, title: str) -> tuple[str, ...]:
    """Return the headings over a step; a skill at the top of the map stands under the title."""
    above = step.path[:-1] or (title,)
    last = _MAX_HEADINGS - 1
    return above if len(above) <= last else (*above[:last], " / ".join(above[last:]))


def _new_headings(before: tuple[str, ...], headings: tuple[str, ...]) -> Iterator[str]:
    """Yield the headings that have to be written after others, the last one in any case."""
    pairs = enumerate(zip(before, headings, strict=False))
    shared = min(len(before), len(headings) - 1)
    start = next((level for level, (old, new) in pairs if old != new), shared)
    for level in range(start, len(headings)):
        yield f"{'#' * (level + 2)} {_escaped(headings[level])}"


def _item(step: Step, snapshot: Snapshot) -> str:
    """Return a step as a bullet that the map reader takes for the same name and effort.

    The reader takes efforts, dashes and colons out of a name. A name that has one all the same
    gets the first form that gives it back.
    """
    visible = f"{snapshot.skill_map[step.id].emoji} {step.name}".strip()
    effort = f"({_number(step.effort_hours)}h)"
    names = ", ".join(snapshot.skill_map[skill].name for skill in step.because)
    reasons = (f" — builds on {names}", "") if names else ("",)
    forms = [
        form
        for reason in reasons
        for form in (
            ("", f"{visible} {effort}{reason}"),
            (f"{visible}:", f"{effort}{reason}"),
            ("", f"{effort} {visible} :{reason}"),
        )
    ]
    bold, rest = next((form for form in forms if _reads_as(step, *form)), ("", visible))
    return f"- [ ] {f'**{_escaped(bold)}** ' if bold else ''}{_escaped(rest)}"


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


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _number(hours: float) -> str:
    return f"{hours:.10g}"
