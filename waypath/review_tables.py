"""What there is to decide about a map, and what was decided, looks like to people."""

from collections.abc import Sequence

from rich.console import ConsoleRenderable, Group
from rich.table import Table
from rich.text import Text

from graph import Decision, Move, Question, SharedName, SkillId, Snapshot
from waypath.layout import grid
from waypath.wording import (
    became_text,
    capped,
    counted,
    heading_text,
    lines_text,
    listed,
    pair_text,
)


def questions_table(
    questions: Sequence[Question], total: int, snapshot: Snapshot
) -> ConsoleRenderable:
    """Return open questions by rank: how sure each is, and how much it is expected to change."""
    table = grid("right", "left", "right", "right")
    for rank, question in enumerate(questions, start=1):
        pair = pair_text(question.source, question.target, snapshot)
        what = Text.assemble((pair, "bold"), (question.text.removeprefix(pair), "dim"))
        table.add_row(str(rank), what, f"{question.confidence:.2f}", f"{question.influence:,.1f}")
    first = f", the first {len(questions)}" if total > len(questions) else ""
    right = "On the right: how sure it is, and how many answers are expected to change"
    return Group(Text(f"{counted(total, 'open question')}{first}. {right}.\n"), table)


def question_card(
    question: Question, snapshot: Snapshot, needing: Sequence[SkillId]
) -> ConsoleRenderable:
    """Return one open question, its evidence, and the skills that need its target."""
    source, target = (snapshot.skill_map[skill] for skill in (question.source, question.target))
    places = Table.grid(padding=(0, 2, 0, 0))
    for entry in (source, target):
        places.add_row(entry.name, heading_text(entry.path[:-1], "dim"))
    evidence = grid("right", "left")
    for found in question.evidence:
        where = f" ({lines_text(found.lines)})" if found.lines else ""
        evidence.add_row(f"{found.strength:+.2f}", f"{found.text}{where}")
    parts: list[ConsoleRenderable] = [
        Text(f"\nIs “{source.name}” needed before “{target.name}”?", "bold"),
        places,
        Text(f"\n{question.confidence:.0%} sure. {question.text}"),
        evidence,
    ]
    for cut in snapshot.report.cut:
        if (cut.source, cut.target) == (question.source, question.target):
            against = listed(cut.cycle[1:], " before ", snapshot)
            parts.append(Text(f"Against it stands, at least as sure: {against}."))
    needed = listed(needing, ", ", snapshot) or "nothing else"
    return Group(*parts, Text(f"“{target.name}” is needed for {needed}."))


def review_summary(
    decisions: Sequence[Decision], left: int, snapshot: Snapshot
) -> ConsoleRenderable:
    """Return what was decided in a review, and what is left to decide."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for decision in decisions:
        pair = pair_text(decision.source, decision.target, snapshot)
        table.add_row(Text(decision.verdict, "cyan"), pair)
    made = counted(len(decisions), "decision") if decisions else "Nothing was decided"
    text = f"\n{made}, {counted(left, 'question')} left. Revision {snapshot.revision}."
    return Group(Text(text, "bold"), table)


def names_table(names: Sequence[SharedName], snapshot: Snapshot) -> ConsoleRenderable:
    """Return names that stand under several topics: one skill or several, where, and why."""
    table = grid("left", "left")
    for shared in names:
        places = [
            heading_text(place.path[:-1], "dim")
            for skill in shared.ids
            for place in snapshot.skill_map[skill].placements
        ]
        what = [Text(shared.name, "bold"), *capped(places), Text(shared.reason, "dim")]
        table.add_row(shared.verdict, Group(*what))
    found = counted(len(names), "name")
    return Group(Text(f"{found} under several topics. Revision {snapshot.revision}.\n"), table)


def moves_table(moves: Sequence[Move], snapshot: Snapshot) -> ConsoleRenderable:
    """Return what became of entries that left a map."""
    table = grid("left", "left")
    for move in moves:
        said = [Text("A person said so.", "dim")] if move.decided_at else []
        table.add_row(move.how, Group(became_text(move, snapshot), *said))
    left = f"{len(moves):,} {'entry' if len(moves) == 1 else 'entries'} left the map"
    return Group(Text(f"{left}. Revision {snapshot.revision}.\n"), table)
