"""What a roadmap, and what other goals would change of it, looks like to people."""

from datetime import date
from itertools import groupby

from rich.console import ConsoleRenderable, Group, RenderableType
from rich.constrain import Constrain
from rich.text import Text

from graph import Outlook, Roadmap, Snapshot, Step, WhatIf
from waypath.layout import ROW_WIDTH, grid, numbered
from waypath.wording import counted, heading_text, hours

_LONG_DAYS = 14
"""From here on time is told in weeks."""


def roadmap_table(roadmap: Roadmap, snapshot: Snapshot) -> ConsoleRenderable:
    """Return the steps of a roadmap by topic, with the effort of each and of all."""
    goals = [snapshot.skill_map[goal].name for goal in roadmap.goals]
    summary = f"{counted(len(roadmap.steps), 'skill')}, {hours(roadmap.effort_hours)}"
    if roadmap.assumed:
        summary += f". {len(roadmap.assumed)} more assumed, because what you know needs them"
    if roadmap.starts and roadmap.ends:
        weeks = _week(roadmap.ends, roadmap.starts)
        summary += f". From {roadmap.starts} to {roadmap.ends}, {counted(weeks, 'week')}"
    last_of = {goal: step.id for step in roadmap.steps for goal in step.goals}
    topics = groupby(roadmap.steps, lambda step: step.path[:-1])

    def row(step: Step) -> tuple[RenderableType, ...]:
        reached = [goal for goal in step.goals if last_of[goal] == step.id]
        names = ", ".join(snapshot.skill_map[goal].name for goal in reached)
        note = f"  reaches {names}" if names and len(goals) > 1 else ""
        what = Text.assemble(step.name, (note, "dim"))
        if not (step.ends and roadmap.starts):
            return what, hours(step.effort_hours)
        until = f"week {_week(step.ends, roadmap.starts)}, {step.ends}"
        return what, hours(step.effort_hours), until

    return Group(
        Text(f"Roadmap to {', '.join(goals) or snapshot.skill_map.title}", "bold"),
        Text(f"{summary}.\n" if roadmap.steps else "Nothing is missing: you know it all."),
        numbered((heading_text(topic), [row(step) for step in steps]) for topic, steps in topics),
    )


def _week(day: str, start: str) -> int:
    """Return in which week from the start on a day is, from 1."""
    return (date.fromisoformat(day) - date.fromisoformat(start)).days // 7 + 1


def what_if_table(answer: WhatIf, snapshot: Snapshot) -> ConsoleRenderable:
    """Return what each goal saves if it is dropped, and what each further one costs."""
    goals = ", ".join(snapshot.skill_map[goal].name for goal in answer.goals)
    table = grid("left", "left", "right", "right", "right")
    for verb, what, costs in (("drop", "saves", answer.drop), ("add", "costs", answer.add)):
        for cost in costs:
            change = f"{what} {hours(abs(cost.effort_hours))}"
            later = "" if cost.days is None else _later(cost.days)
            table.add_row(verb, cost.name, change, counted(abs(cost.skills), "skill"), later)
    parts: list[RenderableType] = [
        Text(f"Goals: {goals or 'the whole map'}", "bold"),
        Text(f"Now: {_outlook(answer.now)}.\n"),
        Constrain(table, ROW_WIDTH),
    ]
    if answer.then != answer.now:
        parts.append(Text(f"\nThen: {_outlook(answer.then)}."))
    return Group(*parts)


def _outlook(outlook: Outlook) -> str:
    until = f", until {outlook.ends}" if outlook.ends else ""
    return f"{counted(outlook.skills, 'skill')}, {hours(outlook.effort_hours)}{until}"


def _later(days: int) -> str:
    if days == 0:
        return "ends the same day"
    count, unit = (abs(days), "day") if abs(days) < _LONG_DAYS else (round(abs(days) / 7), "week")
    return f"ends {counted(count, unit)} {'later' if days > 0 else 'earlier'}"
