"""What marks and goals mean after the map they were made on has changed, and what to tell about it.

A mark keeps the id that it was made with. Where its skill was renamed or moved it counts for that
skill, where it was split for each part, and where it was merged once all that went into the one
skill is marked: see `Lineage.carried`. What was removed is kept and counts for nothing until it is
back.

Not its job: finding out what became of an entry (`matching`), and keeping what is known of a person
(`store`).
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph.learner import Goal, Learner, Mark, Progress
from graph.model import Entry, How, Move, SkillId
from graph.snapshot import Snapshot

Fate: TypeAlias = How | Literal["unknown"]
"""What became of an entry; `unknown` if the map has never had it."""

_MOST_NAMED = 3
"""Skills that a sentence names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class MarkNote:
    """What became of something that a person marked or wants, since it is not in the map as such.

    Values only for telling people: what counts is in `MarksNow`.
    """

    id: SkillId
    """The id that the mark or goal was made with."""
    name: str
    """What it was called then."""
    how: Fate
    now: tuple[SkillId, ...]
    """Entries that it is now, in map order; empty if it is gone."""
    counts: bool
    """Whether the mark or goal counts for any of them."""
    text: str
    """All of it as a sentence."""


@dataclass(frozen=True, slots=True)
class MarksNow:
    """How a person stands to the skills of a map as it is, each in one set at most."""

    known: frozenset[SkillId]
    learning: frozenset[SkillId]
    skipped: frozenset[SkillId]
    notes: tuple[MarkNote, ...]
    """What became of the marks that are not simply there, in the order of the marks."""


def marks_now(snapshot: Snapshot, marks: Iterable[Mark]) -> MarksNow:
    """Return what marks on a map mean for it as it is.

    Of several marks that come to one skill the one made on the skill itself holds, then the newest.
    What was merged of skills that are all known or skipped is known if none of them is skipped.

    Args:
        snapshot: The map.
        marks: Marks of one person; those on other maps are passed over.
    """
    mine = [mark for mark in marks if mark.map_id == snapshot.map_id]
    progress = _progress(snapshot, mine)
    notes = (
        _note(snapshot, mark.skill, mark.name, progress)
        for mark in mine
        if not _is_skill(snapshot, mark.skill)
    )
    by_progress = {
        wanted: frozenset(skill for skill, stands in progress.items() if stands == wanted)
        for wanted in ("known", "learning", "skipped")
    }
    return MarksNow(**by_progress, notes=tuple(notes))


def notes_for(snapshot: Snapshot, learner: Learner) -> tuple[MarkNote, ...]:
    """Return what became of a person's marks and goals on a map, marks first.

    One note for each that is not in the map by the id it was made with; none means that all is as
    it was.
    """
    gone = (
        _note(snapshot, goal.entry, goal.name)
        for goal in goals_on(snapshot, learner.goals)
        if goal.entry not in snapshot.skill_map
    )
    return (*marks_now(snapshot, learner.marks).notes, *gone)


def goals_on(snapshot: Snapshot, goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Return the goals that are on this map."""
    return tuple(goal for goal in goals if goal.map_id == snapshot.map_id)


def goals_now(snapshot: Snapshot, goals: Iterable[Goal]) -> tuple[SkillId, ...]:
    """Return the entries that goals on a map mean now, in the order of the goals.

    A goal that was split is all its parts, one that was merged the whole.
    """
    return tuple(
        dict.fromkeys(
            entry
            for goal in goals_on(snapshot, goals)
            for entry in snapshot.present_ids(goal.entry)
        )
    )


def _progress(snapshot: Snapshot, marks: Sequence[Mark]) -> dict[SkillId, Progress]:
    """Return how a person stands to each skill of the map; what has no mark is not in it."""
    found: dict[SkillId, Progress] = {}
    for mark in _weakest_first(snapshot, marks):
        for skill in _skills(snapshot, snapshot.lineage.carried([mark.skill])):
            found[skill] = mark.progress
    # What was merged takes all that went into it, so marks are looked at together.
    known = [mark.skill for mark in marks if mark.progress == "known"]
    passed = [mark.skill for mark in marks if mark.progress != "learning"]
    together: tuple[tuple[Progress, list[SkillId]], ...] = (("known", known), ("skipped", passed))
    for progress, ids in together:
        for skill in _skills(snapshot, snapshot.lineage.carried(ids)):
            found.setdefault(skill, progress)
    return found


def _weakest_first(snapshot: Snapshot, marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (mark.skill in snapshot.skill_map, mark.since))


def _skills(snapshot: Snapshot, entries: Iterable[SkillId]) -> Iterator[SkillId]:
    for entry in entries:
        yield from snapshot.skill_map.skills_under(entry)


def _is_skill(snapshot: Snapshot, entry_id: SkillId) -> bool:
    return entry_id in snapshot.skill_map and snapshot.skill_map[entry_id].kind == "skill"


def _note(
    snapshot: Snapshot,
    entry_id: SkillId,
    name: str,
    counted: Container[SkillId] | None = None,
) -> MarkNote:
    """Return what to tell about a mark or goal.

    Args:
        snapshot: The map.
        entry_id: The id that it was made with; no skill of the map has it.
        name: What it was called then.
        counted: The skills for which some mark counts; None for a goal, which counts anyway.
    """
    now = snapshot.present_ids(entry_id)
    counts = any(counted is None or skill in counted for skill in _skills(snapshot, now))
    move = snapshot.lineage.became(entry_id)
    text = f"“{name}” {_became(snapshot, entry_id, now, move, counts=counts)}"
    return MarkNote(entry_id, name, _how(now, move), now, counts, text)


def _how(now: Sequence[SkillId], move: Move | None) -> Fate:
    if move:
        return move.how
    return "merged" if now else "unknown"


def _became(
    snapshot: Snapshot,
    entry_id: SkillId,
    now: Sequence[SkillId],
    move: Move | None,
    *,
    counts: bool,
) -> str:
    """Return the rest of a sentence that begins with the name of an entry."""
    entries = [snapshot.skill_map[one] for one in now]
    names = told_together([f"“{entry.name}”" for entry in entries])
    if entry_id in snapshot.skill_map:
        text = "is a topic now: it counts for all skills under it."
    elif not entries and move is None:
        text = "is not in this map, and never was. It is kept, but counts for nothing."
    elif not entries:
        text = "was removed from the map. It is kept, and counts again once it is back."
    elif len(entries) > 1:
        text = f"was split: it is {names} now."
    elif move is None:
        text = f"is one skill with “{entries[0].name}” under “{_where(entries[0])}” now."
    elif move.how == "merged":
        to = snapshot.lineage.moves_to(now[0])
        others = [f"“{other.name}”" for other in to if other.id != entry_id]
        together = f", with {told_together(others)}" if others else ""
        text = f"was merged into {names}{together}."
        text += "" if counts else " It counts once all of these are known."
    elif move.how == "renamed":
        text = f"is called {names} now."
    else:
        text = f"stands under “{_where(entries[0])}” now."
    return text


def _where(entry: Entry) -> str:
    return " / ".join(entry.path[:-1]) or "the top of the map"


def told_together(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: the first few, and how many more there are.

    Examples:
        >>> told_together(["A", "B", "C"])
        'A, B and C'
        >>> told_together(["A", "B", "C", "D", "E"])
        'A, B, C and 2 more'
    """
    shown = list(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED} more")
    *first, last = shown or [""]
    return f"{', '.join(first)} and {last}" if first else last
