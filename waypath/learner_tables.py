"""What is kept about people looks like this in a terminal: short lists with headings."""

from collections.abc import Iterable, Sequence

from rich.console import ConsoleRenderable, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph import (
    Knowledge,
    Learner,
    LearnerSummary,
    Mark,
    Marked,
    Merged,
    RecordNotes,
    SkillId,
    Snapshot,
    Understanding,
)
from waypath.wording import LISTED, counted

_STANDS = {None: "no mark", "known": "known", "learning": "learning", "skipped": "skipped"}
_SAID = {
    "learning": "is being learned",
    "wanted": "is wanted",
    "denied": "is not known",
    "asked": "is asked about",
    "known": "is known",
}


def learners_table(learners: Sequence[LearnerSummary]) -> ConsoleRenderable:
    """Return the learners of a store."""
    rows = [(one.id, Text(one.name), Text(f"revision {one.revision}", "dim")) for one in learners]
    return _rows(rows) if rows else Text("No learner is kept. See: waypath learner new --help")


def knowledge_table(
    learner: Learner, knowledge: Knowledge, snapshot: Snapshot
) -> ConsoleRenderable:
    """Return who a person is, and how they stand to a map."""
    total = len(snapshot.skill_map.skills)
    week = learner.hours_per_week
    facts = [
        ("revision", str(learner.revision)),
        ("week", f"{week:g} h" if week is not None else ""),
        ("holidays", ", ".join(_days(days.first, days.last) for days in learner.holidays)),
        ("pace", _pace(knowledge)),
        ("goals", ", ".join(snapshot.skill_map[goal].name for goal in knowledge.goals)),
        ("known", f"{len(knowledge.known):,} of {total:,} skills" + _by_area(knowledge, snapshot)),
        ("learning", _names(knowledge.learning, snapshot)),
        ("skipped", _names(knowledge.skipped, snapshot)),
    ]
    notes = [("note", Text(note.text)) for note in knowledge.notes[:LISTED]]
    if (more := len(knowledge.notes) - LISTED) > 0:
        notes.append(("", Text(f"... and {more:,} more", "dim")))
    title = f"{learner.name} ({learner.id})" if learner.name else learner.id
    return Group(
        Text.assemble((title, "bold"), (f"  {snapshot.skill_map.title}", "dim")),
        _rows([(label, Text(value)) for label, value in facts if value]),
        *([_rows(notes)] if notes else []),
    )


def changes_table(
    marked: Marked, before: Learner, kept: Learner, snapshot: Snapshot, *, dry_run: bool
) -> ConsoleRenderable:
    """Return the skills to which a person stands in another way now, or would stand."""
    rows = [
        (
            _STANDS[change.after],
            Text.assemble(
                _skill(change.skill, snapshot),
                (f"  was {_STANDS[change.before]}" if change.before else "", "dim"),
            ),
        )
        for change in marked.changes
    ]
    state = "Dry run: nothing is written" if dry_run else f"Revision {kept.revision}"
    other = "Nothing new" if marked.learner == before else "Noted how long it took"
    changed = counted(len(rows), "skill") if rows else other
    return Group(Text(f"{changed}. {state}."), _rows(_capped(rows)))


def understanding_table(found: Understanding, snapshot: Snapshot) -> ConsoleRenderable:
    """Return what a text says about somebody's skills, what is in doubt set apart."""
    skill_map = snapshot.skill_map
    parts: dict[str, list[tuple[str, Text]]] = {
        "Understood": [
            (f"line {one.line}", _said(_skill(one.skill, snapshot), one.words))
            for one in found.understood
        ],
        "Perhaps: to be said by `waypath learner know`": [
            (f"line {one.line}", _said(_entry(one.entry, len(one.skills), snapshot), one.words))
            for one in found.perhaps
        ],
        "Can mean several skills": [
            (f"line {one.line}", Text(f"“{one.words}”: {', '.join(one.candidates)}"))
            for one in found.ambiguous
        ],
        "Named, but not as known": [
            (f"line {one.line}", Text(f"“{one.words}” {_SAID[one.stance]}"))
            for one in found.not_taken
        ],
        "Not in this map": [
            (f"line {one.line}", _lacking(one.words, one.concept, one.suggestions))
            for one in found.not_understood
        ],
    }
    shown = [
        Group(Text(f"{title} ({len(rows):,})", "bold"), _rows(_capped(rows)))
        for title, rows in parts.items()
        if rows
    ]
    return Group(*shown) if shown else Text(f"No skill of {skill_map.title} was found.")


def record_table(
    merged: Merged, kept: Learner, notes: RecordNotes, *, dry_run: bool
) -> ConsoleRenderable:
    """Return what a record added to what is kept about a person, or would add."""
    told: list[tuple[str, Sequence[Mark]]] = [
        ("new", merged.added),
        ("newer", merged.changed),
        ("older, not taken", merged.older),
    ]
    rows = [
        (label, Text.assemble((made.name, "bold"), (f"  {made.progress}  {made.map_id}", "dim")))
        for label, marks in told
        for made in marks
    ]
    rows += [("goal", Text.assemble((goal.name, "bold"), (f"  {goal.map_id}", "dim")))
             for goal in merged.goals]  # fmt: skip
    later = [("note", Text(note.text)) for found in notes.by_map.values() for note in found]
    later += [("note", Text(f"There is no map {one} here.")) for one in notes.missing_maps]
    state = "Dry run: nothing is written" if dry_run else f"Revision {kept.revision}"
    changed = counted(len(merged.added) + len(merged.changed), "mark") + " taken over"
    return Group(
        Text(f"{kept.id}: {changed}. {state}."), _rows(_capped(rows)), _rows(_capped(later))
    )


def _lacking(said: str, concept: str, suggestions: Sequence[SkillId]) -> Text:
    close = f"  closest: {', '.join(suggestions[:3])}" if suggestions else ""
    known = f" ({concept})" if concept and concept.casefold() != said.casefold() else ""
    return Text.assemble(f"“{said}”{known}", (close, "dim"))


def _said(what: Text, said: str) -> Text:
    return Text.assemble(what, (f"  “{said}”", "dim"))


def _entry(entry: SkillId, skills: int, snapshot: Snapshot) -> Text:
    found = snapshot.skill_map[entry]
    if found.kind == "skill":
        return _skill(entry, snapshot)
    return Text.assemble((found.name, "bold"), f", all or some of {counted(skills, 'skill')}")


def _skill(skill: SkillId, snapshot: Snapshot) -> Text:
    if skill not in snapshot.skill_map:
        return Text(skill, "bold")
    *above, name = snapshot.skill_map[skill].path
    return Text.assemble((name, "bold"), (f"  {' / '.join(above)}", "dim"))


def _by_area(knowledge: Knowledge, snapshot: Snapshot) -> str:
    """Return where a person's knowledge lies: `: 4 Docker, 2 CI/CD`."""
    counts: dict[str, int] = {}
    for skill in knowledge.known:
        area = snapshot.skill_map[skill].path[0]
        counts[area] = counts.get(area, 0) + 1
    told = ", ".join(f"{number} {area}" for area, number in counts.items())
    return f": {told}" if told else ""


def _names(skills: Sequence[SkillId], snapshot: Snapshot) -> str:
    names = [snapshot.skill_map[skill].name for skill in skills[:LISTED]]
    more = len(skills) - LISTED
    return ", ".join(names) + (f" and {more:,} more" if more > 0 else "")


def _pace(knowledge: Knowledge) -> str:
    pace = knowledge.pace
    if not pace.skills:
        return ""
    return f"{pace.factor:g} h for an estimated hour, from {counted(pace.skills, 'skill')}"


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _capped(rows: list[tuple[str, Text]]) -> list[tuple[str, Text]]:
    more = len(rows) - LISTED
    return [*rows[:LISTED], ("", Text(f"... and {more:,} more", "dim"))] if more > 0 else rows


def _rows(rows: Iterable[tuple[str, Text] | tuple[str, Text, Text]]) -> ConsoleRenderable:
    """Return lines that each begin with a label."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return Padding(table, (0, 0, 0, 2))
