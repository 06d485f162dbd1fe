"""What people say about themselves: how they stand to skills, and what they want to know.

A change is a new `Learner`; whoever asked for it shows it first or hands it to the store. Marks and
goals keep the ids that they were made with, and are read by what became of these (`moves`).

Not its job: keeping learners (`store`), answering for them (`answers`), taking a record
along (`record`), reading texts (`understand`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.errors import AmbiguousNameError, LearnerError, UnknownSkillError
from graph.learner import Goal, Learner, Mark, MarkSource, Progress
from graph.model import Entry, SkillId
from graph.moves.notes import MarksNow, marks_now
from graph.names import KnownNames, UnknownName
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot

MAX_LEARNER_ID = 80
"""Characters of the id of a learner."""

_FOREVER = 100_000
"""Hours of a working life; more is a slip of the keys."""
_LEARNER_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._~-]{{0,{MAX_LEARNER_ID - 1}}}")


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A skill to which a person stands in another way than before."""

    skill: SkillId
    name: str
    before: Progress | None
    """None means that there was no mark."""
    after: Progress | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person says about skills."""

    names: tuple[str, ...]
    """Ids or names; an area or topic means all skills under it."""
    progress: Progress | None
    """How the person stands to them; None takes marks back."""
    hours: float | None = None
    """How long it took; only for one skill, which is known."""
    source: MarkSource = "said"


@dataclass(frozen=True, slots=True)
class Marked:
    """What statements made of a person's marks, or would make."""

    learner: Learner
    changes: tuple[MarkChange, ...]
    """In map order."""
    unknown: tuple[UnknownName, ...]
    """Names that were not understood; nothing was marked for them."""
    undo: tuple[Statement, ...]
    """What would take it back, since when excepted."""


def check_learner_id(learner_id: str) -> str:
    """Return a text if it can be the id of a learner.

    Raises:
        LearnerError: It cannot.
    """
    if not _LEARNER_ID.fullmatch(learner_id):
        raise LearnerError(
            f"“{learner_id}” cannot be the id of a learner: an id has up to {MAX_LEARNER_ID} "
            "letters from a to z, digits and . _ ~ -, and begins with a letter or digit"
        )
    return learner_id


def mark(
    learner: Learner,
    snapshot: Snapshot,
    skills: Iterable[SkillId],
    progress: Progress | None,
    at: str,
    *,
    source: MarkSource = "said",
    hours: float | None = None,
) -> Learner:
    """Say how a person stands to skills from now on.

    Args:
        learner: The person so far.
        snapshot: The map.
        skills: Ids of skills of the map.
        progress: How the person stands to them; None takes marks back.
        at: The time, in UTC, ISO 8601.
        source: How that is known.
        hours: How long it took; only with one skill, which is known.

    Returns:
        The person with at most one mark for each skill. What stands there already stays as it is,
        since when and from where.

    Raises:
        UnknownSkillError: The map has no such entry.
        LearnerError: The hours are none that a skill can take.
    """
    chosen = dict.fromkeys(skills)
    if hours is not None and (progress != "known" or len(chosen) != 1 or not 0 < hours < _FOREVER):
        raise LearnerError(
            "hours say how long it took to learn a skill: give more than 0, for one known skill "
            "at a time"
        )
    if progress is None:
        return replace(learner, marks=tuple(_without(snapshot, learner.marks, chosen)))
    own = {m.skill: m for m in learner.marks if m.map_id == snapshot.map_id}
    now = _by_skill(marks_now(snapshot, learner.marks))
    made: dict[SkillId, Mark] = {}
    for skill in chosen:
        name = snapshot.skill_map[skill].name
        if now.get(skill) != progress or (hours is not None and skill not in own):
            made[skill] = Mark(snapshot.map_id, skill, name, progress, at, source, hours)
        elif hours is not None:
            made[skill] = replace(own[skill], hours=hours)
    # An older mark on what the skill was once stays: this one holds, as long as the skill is there.
    others = (m for m in learner.marks if m.map_id != snapshot.map_id or m.skill not in made)
    return replace(learner, marks=tuple(sorted((*others, *made.values()), key=_since)))


def mark_names(
    learner: Learner, snapshot: Snapshot, statements: Iterable[Statement], at: str
) -> Marked:
    """Take down what a person says about skills, one statement after another.

    Args:
        learner: The person so far.
        snapshot: The map.
        statements: What the person says. A name that is unknown or ambiguous is no error.
        at: The time, in UTC, ISO 8601.

    Raises:
        LearnerError: The hours are none that a skill can take.
    """
    marked = learner
    unknown: dict[str, UnknownName] = {}
    for said in statements:
        meant = snapshot.names.known(said.names)
        # A mark on a skill that is gone can be taken back all the same, by the id that it has.
        has = {m.skill for m in marked.marks if m.map_id == snapshot.map_id}
        gone = [n for n in said.names if said.progress is None and n in has]
        unknown |= {name.id: name for name in meant.unknown if name.id not in gone}
        if skills := [*snapshot.graph.in_order(meant.skills), *gone]:
            marked = mark(
                marked,
                snapshot,
                skills,
                said.progress,
                at,
                source=said.source,
                hours=said.hours,
            )
    changes = _changes(snapshot, learner, marked)
    return Marked(marked, changes, tuple(unknown.values()), _undo(changes))


def _changes(snapshot: Snapshot, before: Learner, after: Learner) -> tuple[MarkChange, ...]:
    old, new = (_by_skill(marks_now(snapshot, learner.marks)) for learner in (before, after))
    return tuple(
        MarkChange(skill.id, skill.name, old.get(skill.id), new.get(skill.id))
        for skill in snapshot.skill_map.skills
        if old.get(skill.id) != new.get(skill.id)
    )


def _undo(changes: Iterable[MarkChange]) -> tuple[Statement, ...]:
    by_before: dict[Progress | None, list[SkillId]] = {}
    for change in changes:
        by_before.setdefault(change.before, []).append(change.skill)
    return tuple(Statement(tuple(skills), before) for before, skills in by_before.items())


def set_goals(learner: Learner, snapshot: Snapshot, names: Iterable[str], at: str) -> Learner:
    """Make these the goals that a person has on a map, and no others.

    Args:
        learner: The person so far.
        snapshot: The map. Goals on other maps stay.
        names: Ids or names of skills, topics or areas. The id of a goal that is there keeps it,
            whatever became of its entry.
        at: The time, in UTC, ISO 8601.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
    """
    goals = {goal.entry: goal for goal in learner.goals if goal.map_id == snapshot.map_id}
    chosen: dict[SkillId, Goal] = {}
    for name in names:
        if name in goals:
            chosen[name] = goals[name]
        else:
            entry = snapshot.names.entry(name)
            new = Goal(snapshot.map_id, entry.id, entry.name, at)
            chosen[entry.id] = goals.get(entry.id, new)
    elsewhere = [goal for goal in learner.goals if goal.map_id != snapshot.map_id]
    return replace(learner, goals=tuple(sorted((*elsewhere, *chosen.values()), key=_since)))


def add_goals(learner: Learner, snapshot: Snapshot, names: Iterable[str], at: str) -> Learner:
    """Add goals to those that a person has: see `set_goals`."""
    before = [goal.entry for goal in learner.goals if goal.map_id == snapshot.map_id]
    return set_goals(learner, snapshot, [*before, *names], at)


def drop_goals(learner: Learner, snapshot: Snapshot, names: Iterable[str]) -> Learner:
    """Take goals back; what is no goal stays none.

    Args:
        learner: The person so far.
        snapshot: The map.
        names: Ids or names of entries, or the ids that goals were made with.

    Raises:
        UnknownSkillError: A name is neither in the map nor a goal.
        AmbiguousNameError: A name can mean several things.
    """
    mine = {goal.entry for goal in learner.goals if goal.map_id == snapshot.map_id}
    dropped = {name if name in mine else snapshot.names.entry(name).id for name in names}
    kept = (
        goal
        for goal in learner.goals
        if goal.map_id != snapshot.map_id
        or dropped.isdisjoint((goal.entry, *snapshot.present_ids(goal.entry)))
    )
    return replace(learner, goals=tuple(kept))


def ticked_in(snapshot: Snapshot, checklist: SkillMap) -> KnownNames:
    """Return the skills of a map that a checklist ticks: another state of the map, or a roadmap.

    A tick is found by its id, else by as much of the way down to it as the map has too. What the
    map does not have, or has more than once, is listed as unknown.
    """
    ticked = (entry for entry in checklist if entry.known)
    return snapshot.names.known(_name_in(snapshot, entry) for entry in ticked)


def _name_in(snapshot: Snapshot, entry: Entry) -> str:
    """Return what a map calls an entry of another one; the name alone if it has none or several."""
    if snapshot.present_ids(entry.id):
        return entry.id
    for start in range(len(entry.path)):
        try:
            return snapshot.names.entry("/".join(entry.path[start:]), suggest=False).id
        except UnknownSkillError:
            continue
        except AmbiguousNameError:
            break
    return entry.name


def skills_of(snapshot: Snapshot, made: Mark) -> tuple[SkillId, ...]:
    """Return the skills of the map that a mark is about now."""
    return tuple(
        skill
        for entry in snapshot.present_ids(made.skill)
        for skill in snapshot.skill_map.skills_under(entry)
    )


def _without(
    snapshot: Snapshot, marks: Iterable[Mark], chosen: Mapping[SkillId, None]
) -> Iterator[Mark]:
    """Yield the marks without those that count for any of these skills.

    A mark on what was split, or is a topic now, goes on as marks on its other skills.
    """
    marks = tuple(marks)
    own = {m.skill for m in marks if m.map_id == snapshot.map_id}
    now = _by_skill(marks_now(snapshot, marks))
    for made in marks:
        means = skills_of(snapshot, made) if made.map_id == snapshot.map_id else ()
        if made.map_id != snapshot.map_id or chosen.keys().isdisjoint((made.skill, *means)):
            yield made
            continue
        for skill in means:
            if skill not in chosen and skill not in own and now.get(skill) == made.progress:
                own.add(skill)
                name = snapshot.skill_map[skill].name
                yield replace(made, skill=skill, name=name, hours=None)


def _by_skill(now: MarksNow) -> dict[SkillId, Progress]:
    return {
        **dict.fromkeys(now.known, "known"),
        **dict.fromkeys(now.learning, "learning"),
        **dict.fromkeys(now.skipped, "skipped"),
    }


def _since(made: Mark | Goal) -> str:
    return made.since
