"""What answers about a map look like to people."""

from collections.abc import Mapping
from itertools import groupby

from rich.console import ConsoleRenderable, Group
from rich.text import Text

from graph import (
    Explanation,
    NextAnswer,
    OrderAnswer,
    SkillId,
    Snapshot,
    TopicPrerequisite,
    TopicsAnswer,
    TopicSummary,
)
from waypath.layout import grid, numbered
from waypath.wording import counted, heading_text, hours, name_text, pair_text


def next_table(answer: NextAnswer, max_hours: float | None = None) -> ConsoleRenderable:
    """Return where a person stands, and what is ready (within a time) with the reasons for it."""
    known = f"You know {counted(len(answer.state), 'skill')}"
    if answer.assumed:
        known += f", {len(answer.assumed)} of them assumed, because others need them"
    ready = f"Ready to learn: {counted(answer.ready_total, 'skill')}"
    within = "" if max_hours is None else f" within {hours(max_hours)}"
    if answer.ready_total and not answer.next:
        ready += f", none of them{within}"
    elif answer.ready_total > len(answer.next):
        ready += f", the best {len(answer.next)}{within} first"
    table = grid("right", "left", "right", "right")
    for rank, skill in enumerate(answer.next, start=1):
        what = Text.assemble(name_text(skill.path), "\n", (" ".join(skill.reasons), "dim"))
        unlocks = f"unlocks {skill.unlocks.count}" if skill.unlocks.count else ""
        table.add_row(str(rank), what, hours(skill.effort_hours), unlocks)
    return Group(Text(f"{known}. {ready}.\n"), table)


def order_table(answer: OrderAnswer, snapshot: Snapshot) -> ConsoleRenderable:
    """Return a learning order by topic, or in stages if they were asked for."""
    paths = {skill.id: skill.path for skill in snapshot.skill_map.skills}
    if answer.stages:
        stages = enumerate(answer.stages, start=1)
        return numbered(
            (Text(f"Stage {number}", "bold"), [(name_text(paths[skill]),) for skill in stage])
            for number, stage in stages
        )
    topics = groupby(answer.order, lambda skill: paths[skill][:-1])
    return numbered(
        (heading_text(topic), [(paths[skill][-1],) for skill in skills]) for topic, skills in topics
    )


def topics_table(answer: TopicsAnswer, snapshot: Snapshot) -> ConsoleRenderable:
    """Return topics in an order to go through them, each with what its skills need of others."""
    told: dict[SkillId, list[str]] = {topic.id: [] for topic in answer.topics}
    topics = {topic.id: topic for topic in answer.topics}
    for found in answer.prerequisites:
        if not found.implied:
            told[found.target].append(_needed_topic(found, topics, snapshot))
    for found in (one.prerequisite for one in answer.cut):
        later = _needed_topic(found, topics, snapshot, ", which comes later")
        told[found.target].append(later)
    table = grid("right", "left", "right", "right")
    for number, topic in enumerate(answer.topics, start=1):
        needs = "".join(f"\n{text}" for text in told[topic.id])
        what = Text.assemble(name_text(topic.path), (needs, "dim"))
        table.add_row(str(number), what, counted(topic.skills, "skill"), hours(topic.effort_hours))
    return table


def _needed_topic(
    found: TopicPrerequisite,
    topics: Mapping[SkillId, TopicSummary],
    snapshot: Snapshot,
    note: str = "",
) -> str:
    source, target = topics[found.source], topics[found.target]
    verb = "needs" if found.skills == 1 else "need"
    first = found.examples[0]
    example = pair_text(first.source, first.target, snapshot)
    return (
        f"{found.skills:,} of {target.skills:,} {verb} {source.name}{note} "
        f"({found.confidence:.0%} sure): {example}."
    )


def explanation_table(answer: Explanation, snapshot: Snapshot) -> ConsoleRenderable:
    """Return why two skills are in this order: the path with its evidence, and what was weighed."""
    names = {skill.id: skill.name for skill in snapshot.skill_map.skills}
    path = grid("right", "left")
    for edge in answer.path:
        step = f"{names[edge.source]} before {names[edge.target]} ({edge.status})"
        lines = sorted({line for found in edge.evidence for line in found.lines})
        why = edge.evidence[0].text if edge.evidence else ""
        where = f" Lines {', '.join(map(str, lines))}." if lines else ""
        path.add_row(f"{edge.confidence:.2f}", Text.assemble(step, "\n", (why + where, "dim")))
    weighed = grid("right", "left")
    for found in answer.weighed:
        weighed.add_row(f"{found.worth:+.1f}", found.text)
    first, second = names[answer.source], names[answer.target]
    sure = f"By itself, inference takes {first} before {second} for {answer.confidence:.0%} sure"
    if answer.calibrated != answer.confidence:
        sure += f", and with what people decided about this map {answer.calibrated:.0%}"
    sure += ":"
    parts: list[ConsoleRenderable] = [Text(f"{answer.text}\n", "bold")]
    if answer.path:
        parts += [path, Text()]
    if answer.weighed:
        parts += [Text(sure), weighed, Text()]
    return Group(*parts, *(Text(change) for change in answer.changes))
