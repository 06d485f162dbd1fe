"""What answers look like to people: lists with headings that fit wide and narrow terminals."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from rich.console import ConsoleRenderable, Group, JustifyMethod, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph import (
    Decision,
    Explanation,
    Import,
    Move,
    NextAnswer,
    OrderAnswer,
    Outlook,
    Prerequisite,
    Question,
    Roadmap,
    SharedName,
    SkillId,
    SkillMap,
    Snapshot,
    Step,
    TopicPrerequisite,
    TopicsAnswer,
    TopicSummary,
    WhatIf,
    leading_moves,
)

_OVERRULE = "If that is not so: waypath review move OLD [NEW ...] --map {map_id}"
_LISTED = 20
"""Of what was added, removed or reported, so much is listed. Who wants it all asks for JSON."""
_NAMED = 5
"""Of a row of skills, so many are named in a sentence."""
_LONG_DAYS = 14
"""From here on time is told in weeks."""
_ROW_WIDTH = 72
"""Columns that a numbered row takes at most, so that its effort is not far from its name."""
_STATUS_WIDTH = len("0.85 inferred  ")
_OF_UNKNOWN_FIELD = (
    "Little of this map's field is known: what is inferred comes from its outline and names alone. "
    "Review it: waypath review --map {map_id}"
)
_SORTED = "Its lists are sorted by name, so their order was not used."


def next_table(answer: NextAnswer, max_hours: float | None = None) -> ConsoleRenderable:
    """Return where a person stands, and what is ready (within a time) with the reasons for it."""
    known = f"You know {_count(len(answer.state), 'skill')}"
    if answer.assumed:
        known += f", {len(answer.assumed)} of them assumed, because others need them"
    ready = f"Ready to learn: {_count(answer.ready_total, 'skill')}"
    within = "" if max_hours is None else f" within {hours(max_hours)}"
    if answer.ready_total and not answer.next:
        ready += f", none of them{within}"
    elif answer.ready_total > len(answer.next):
        ready += f", the best {len(answer.next)}{within} first"
    table = _grid("right", "left", "right", "right")
    for rank, skill in enumerate(answer.next, start=1):
        what = Text.assemble(_name(skill.path), "\n", (" ".join(skill.reasons), "dim"))
        unlocks = f"unlocks {skill.unlocks.count}" if skill.unlocks.count else ""
        table.add_row(str(rank), what, hours(skill.effort_hours), unlocks)
    return Group(Text(f"{known}. {ready}.\n"), table)


def order_table(answer: OrderAnswer, snapshot: Snapshot) -> ConsoleRenderable:
    """Return a learning order by topic, or in stages if they were asked for."""
    paths = {skill.id: skill.path for skill in snapshot.skill_map.skills}
    if answer.stages:
        stages = enumerate(answer.stages, start=1)
        return _numbered(
            (Text(f"Stage {number}", "bold"), [(_name(paths[skill]),) for skill in stage])
            for number, stage in stages
        )
    topics = groupby(answer.order, lambda skill: paths[skill][:-1])
    return _numbered(
        (_heading(topic), [(paths[skill][-1],) for skill in skills]) for topic, skills in topics
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
    table = _grid("right", "left", "right", "right")
    for number, topic in enumerate(answer.topics, start=1):
        needs = "".join(f"\n{text}" for text in told[topic.id])
        what = Text.assemble(_name(topic.path), (needs, "dim"))
        table.add_row(str(number), what, _count(topic.skills, "skill"), hours(topic.effort_hours))
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
    example = _pair(first.source, first.target, snapshot)
    return (
        f"{found.skills:,} of {target.skills:,} {verb} {source.name}{note} "
        f"({found.confidence:.0%} sure): {example}."
    )


def explanation_table(answer: Explanation, snapshot: Snapshot) -> ConsoleRenderable:
    """Return why two skills are in this order: the path with its evidence, and what was weighed."""
    names = {skill.id: skill.name for skill in snapshot.skill_map.skills}
    path = _grid("right", "left")
    for edge in answer.path:
        step = f"{names[edge.source]} before {names[edge.target]} ({edge.status})"
        lines = sorted({line for found in edge.evidence for line in found.lines})
        why = edge.evidence[0].text if edge.evidence else ""
        where = f" Lines {', '.join(map(str, lines))}." if lines else ""
        path.add_row(f"{edge.confidence:.2f}", Text.assemble(step, "\n", (why + where, "dim")))
    weighed = _grid("right", "left")
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


def questions_table(
    questions: Sequence[Question], total: int, snapshot: Snapshot
) -> ConsoleRenderable:
    """Return open questions by rank: how sure each is, and how much it is expected to change."""
    table = _grid("right", "left", "right", "right")
    for rank, question in enumerate(questions, start=1):
        pair = _pair(question.source, question.target, snapshot)
        what = Text.assemble((pair, "bold"), (question.text.removeprefix(pair), "dim"))
        table.add_row(str(rank), what, f"{question.confidence:.2f}", f"{question.influence:,.1f}")
    first = f", the first {len(questions)}" if total > len(questions) else ""
    right = "On the right: how sure it is, and how many answers are expected to change"
    return Group(Text(f"{_count(total, 'open question')}{first}. {right}.\n"), table)


def question_card(
    question: Question, snapshot: Snapshot, needing: Sequence[SkillId]
) -> ConsoleRenderable:
    """Return one open question, its evidence, and the skills that need its target."""
    source, target = (snapshot.skill_map[skill] for skill in (question.source, question.target))
    places = Table.grid(padding=(0, 2, 0, 0))
    for entry in (source, target):
        places.add_row(entry.name, _heading(entry.path[:-1], "dim"))
    evidence = _grid("right", "left")
    for found in question.evidence:
        where = f" ({_lines(found.lines)})" if found.lines else ""
        evidence.add_row(f"{found.strength:+.2f}", f"{found.text}{where}")
    parts: list[ConsoleRenderable] = [
        Text(f"\nIs “{source.name}” needed before “{target.name}”?", "bold"),
        places,
        Text(f"\n{question.confidence:.0%} sure. {question.text}"),
        evidence,
    ]
    for cut in snapshot.report.cut:
        if (cut.source, cut.target) == (question.source, question.target):
            against = _listed(cut.cycle[1:], " before ", snapshot)
            parts.append(Text(f"Against it stands, at least as sure: {against}."))
    needed = _listed(needing, ", ", snapshot) or "nothing else"
    return Group(*parts, Text(f"“{target.name}” is needed for {needed}."))


def review_summary(
    decisions: Sequence[Decision], left: int, snapshot: Snapshot
) -> ConsoleRenderable:
    """Return what was decided in a review, and what is left to decide."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for decision in decisions:
        pair = _pair(decision.source, decision.target, snapshot)
        table.add_row(Text(decision.verdict, "cyan"), pair)
    made = _count(len(decisions), "decision") if decisions else "Nothing was decided"
    text = f"\n{made}, {_count(left, 'question')} left. Revision {snapshot.revision}."
    return Group(Text(text, "bold"), table)


def roadmap_table(roadmap: Roadmap, snapshot: Snapshot) -> ConsoleRenderable:
    """Return the steps of a roadmap by topic, with the effort of each and of all."""
    goals = [snapshot.skill_map[goal].name for goal in roadmap.goals]
    summary = f"{_count(len(roadmap.steps), 'skill')}, {hours(roadmap.effort_hours)}"
    if roadmap.assumed:
        summary += f". {len(roadmap.assumed)} more assumed, because what you know needs them"
    if roadmap.starts and roadmap.ends:
        weeks = _week(roadmap.ends, roadmap.starts)
        summary += f". From {roadmap.starts} to {roadmap.ends}, {_count(weeks, 'week')}"
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
        _numbered((_heading(topic), [row(step) for step in steps]) for topic, steps in topics),
    )


def what_if_table(answer: WhatIf, snapshot: Snapshot) -> ConsoleRenderable:
    """Return what each goal saves if it is dropped, and what each further one costs."""
    goals = ", ".join(snapshot.skill_map[goal].name for goal in answer.goals)
    table = _grid("left", "left", "right", "right", "right")
    for verb, what, costs in (("drop", "saves", answer.drop), ("add", "costs", answer.add)):
        for cost in costs:
            change = f"{what} {hours(abs(cost.effort_hours))}"
            later = "" if cost.days is None else _later(cost.days)
            table.add_row(verb, cost.name, change, _count(abs(cost.skills), "skill"), later)
    parts: list[RenderableType] = [
        Text(f"Goals: {goals or 'the whole map'}", "bold"),
        Text(f"Now: {_outlook(answer.now)}.\n"),
        Constrain(table, _ROW_WIDTH),
    ]
    if answer.then != answer.now:
        parts.append(Text(f"\nThen: {_outlook(answer.then)}."))
    return Group(*parts)


def _outlook(outlook: Outlook) -> str:
    until = f", until {outlook.ends}" if outlook.ends else ""
    return f"{_count(outlook.skills, 'skill')}, {hours(outlook.effort_hours)}{until}"


def _later(days: int) -> str:
    if days == 0:
        return "ends the same day"
    count, unit = (abs(days), "day") if abs(days) < _LONG_DAYS else (round(abs(days) / 7), "week")
    return f"ends {_count(count, unit)} {'later' if days > 0 else 'earlier'}"


def _week(day: str, start: str) -> int:
    """Return in which week from the start on a day is, from 1."""
    return (date.fromisoformat(day) - date.fromisoformat(start)).days // 7 + 1


def graph_tables(snapshots: Sequence[Snapshot], min_confidence: float) -> ConsoleRenderable:
    """Return the prerequisites of maps by what needs them, each map followed by its report."""
    return _apart(_graph_table(snapshot, min_confidence) for snapshot in snapshots)


def import_tables(imports: Sequence[Import], *, dry_run: bool) -> ConsoleRenderable:
    """Return what importing files did, or would do."""
    return _apart(_import_table(done, dry_run=dry_run) for done in imports)


def hours(effort: float) -> str:
    """Return an effort as people write it: `4 h`, `0.5 h`, `1,200 h`."""
    return f"{effort:,.2f}".rstrip("0").rstrip(".") + " h"


def _graph_table(snapshot: Snapshot, min_confidence: float) -> ConsoleRenderable:
    edges = [edge for edge in snapshot.prerequisites if edge.confidence >= min_confidence]
    skill_map = snapshot.skill_map
    parts: list[RenderableType] = [Text(skill_map.title, "bold")]
    parts.append(
        f"{_count(len(skill_map.skills), 'skill')}, {_count(len(edges), 'prerequisite')} "
        f"with a confidence of at least {min_confidence:g}.\n"
    )
    for target, group in groupby(edges, lambda edge: edge.target):
        parts.append(_name(skill_map[target].path))
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
    why = Text(f"{first.text} ({_lines(first.lines)})", "dim")
    return Group(text, Padding(why, (0, 0, 0, 2 + _STATUS_WIDTH)))


def _import_table(done: Import, *, dry_run: bool) -> ConsoleRenderable:
    snapshot = done.snapshot
    skill_map = snapshot.skill_map
    summary = (
        f"{_count(len(skill_map.skills), 'skill')}, "
        f"{_count(len(snapshot.graph.prerequisites), 'prerequisite')}"
    )
    state = "Dry run: nothing is written" if dry_run else f"Revision {snapshot.revision}"
    changes = _grid("left", "left")
    if done.outcome == "changed":
        for text in _capped([_name(skill_map[entry].path) for entry in done.added]):
            changes.add_row(Text("+", "green"), text)
        for text in _capped([Text(entry) for entry in done.removed]):
            changes.add_row(Text("-", "red"), text)
    became = [move for move in leading_moves(done.moves) if move.how != "removed"]
    for move in became[:_LISTED]:
        changes.add_row(move.how, _became(move, snapshot))
    if len(became) > _LISTED:
        changes.add_row("", Text(f"... and {len(became) - _LISTED:,} more", "dim"))
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


def names_table(names: Sequence[SharedName], snapshot: Snapshot) -> ConsoleRenderable:
    """Return names that stand under several topics: one skill or several, where, and why."""
    table = _grid("left", "left")
    for shared in names:
        places = [
            _heading(place.path[:-1], "dim")
            for skill in shared.ids
            for place in snapshot.skill_map[skill].placements
        ]
        what = [Text(shared.name, "bold"), *_capped(places), Text(shared.reason, "dim")]
        table.add_row(shared.verdict, Group(*what))
    found = _count(len(names), "name")
    return Group(Text(f"{found} under several topics. Revision {snapshot.revision}.\n"), table)


def moves_table(moves: Sequence[Move], snapshot: Snapshot) -> ConsoleRenderable:
    """Return what became of entries that left a map."""
    table = _grid("left", "left")
    for move in moves:
        said = [Text("A person said so.", "dim")] if move.decided_at else []
        table.add_row(move.how, Group(_became(move, snapshot), *said))
    left = f"{len(moves):,} {'entry' if len(moves) == 1 else 'entries'} left the map"
    return Group(Text(f"{left}. Revision {snapshot.revision}.\n"), table)


def _became(move: Move, snapshot: Snapshot) -> Text:
    """Return the name that an entry had, and the entries that it became."""
    text = Text.assemble((move.name, "bold"), "  ", (move.id, "dim"))
    for text_of_one in _capped([_name(snapshot.skill_map[entry].path) for entry in move.now]):
        text.append("\n→ ").append_text(text_of_one)
    return text


def _report(snapshot: Snapshot) -> ConsoleRenderable:
    """Return what happened on the way from the file to the graph."""
    report = snapshot.report
    repaired = [one.line for one in report.repaired]
    has_inferred = any(edge.status == "inferred" for edge in snapshot.prerequisites)
    needs_review = has_inferred and not report.field_known
    is_sorted = snapshot.skill_map.order == "auto" and not report.order_used
    rows = {
        "repaired": [f"the encoding of {_lines(repaired)}"] if repaired else [],
        "merged": [f"{one.name}, {_lines(one.lines)}. {one.reason}" for one in report.merged],
        "told apart": [f"{one.name}, {_lines(one.lines)}. {one.reason}" for one in report.homonyms],
        "cut": [one.text for one in report.cut],
        "remark": [f"line {one.line}: {one.text}" for one in report.remarks],
        "field": [_OF_UNKNOWN_FIELD.format(map_id=snapshot.map_id)] if needs_review else [],
        "order": [_SORTED] if is_sorted else [],
    }
    table = _grid("left", "left")
    for label, texts in rows.items():
        for place, text in enumerate(_capped([Text(text) for text in texts])):
            table.add_row(label if place == 0 else "", text)
    return table


def _numbered(
    groups: Iterable[tuple[Text, Sequence[tuple[RenderableType, ...]]]],
) -> ConsoleRenderable:
    """Return rows under headings, numbered through."""
    parts: list[RenderableType] = []
    number = 0
    for heading, rows in groups:
        others: list[JustifyMethod] = ["right"] * (max(map(len, rows), default=1) - 1)
        table = _grid("right", "left", *others)
        for row in rows:
            number += 1
            table.add_row(f"{number:5}", *row)
        parts += [heading, Constrain(table, _ROW_WIDTH)]
    return Group(*parts)


def _grid(*justify: JustifyMethod) -> Table:
    """Return a table without lines, whose second column takes the room that is left."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for position, where in enumerate(justify):
        table.add_column(
            justify=where,
            ratio=1 if position == 1 else None,
            no_wrap=position != 1,
            style="cyan" if position == 0 else "",
        )
    return table


def _apart(tables: Iterable[ConsoleRenderable]) -> ConsoleRenderable:
    """Return tables with an empty line between them."""
    first, *others = tables
    return Group(first, *(part for table in others for part in ("", table)))


def _capped(texts: Sequence[Text]) -> list[Text]:
    more = len(texts) - _LISTED
    return [*texts[:_LISTED], Text(f"... and {more:,} more", "dim")] if more > 0 else list(texts)


def _pair(source: SkillId, target: SkillId, snapshot: Snapshot) -> str:
    """Return two skills as the library names them in a sentence."""
    names = (
        snapshot.skill_map[skill].name if skill in snapshot.skill_map else skill
        for skill in (source, target)
    )
    return " before ".join(f"“{name}”" for name in names)


def _listed(skills: Sequence[SkillId], between: str, snapshot: Snapshot) -> str:
    names = between.join(snapshot.skill_map[skill].name for skill in skills[:_NAMED])
    return names + (f" and {len(skills) - _NAMED:,} more" if len(skills) > _NAMED else "")


def _name(path: Sequence[str]) -> Text:
    *above, name = path
    return Text.assemble((name, "bold"), "  ", _heading(above, "dim"))


def _heading(path: Sequence[str], style: str = "bold") -> Text:
    return Text(" / ".join(path), style)


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _lines(lines: Sequence[int]) -> str:
    numbers = ", ".join(map(str, lines[:_LISTED])) + (", ..." if len(lines) > _LISTED else "")
    return f"line {numbers}" if len(lines) == 1 else f"lines {numbers}"
