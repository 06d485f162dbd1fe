"""Ties: a learner's marks and goals as relationships to the entries that they mean now, and back.

Not its job: Cypher (`learner_cypher`) and transactions (`learners`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias, get_args

from graph.learner import Goal, Mark, MarkSource, Progress
from graph.model import SkillId
from graph.moves.notes import marks_now
from graph.snapshot import Snapshot

KINDS: Final[Mapping[Progress, str]] = {"known": "KNOWS", "learning": "LEARNS", "skipped": "SKIPS"}
"""Types of the relationships of marks."""
WANTS: Final = "WANTS"

_PROGRESS: Mapping[str, Progress] = {kind: progress for progress, kind in KINDS.items()}
_SOURCES: Mapping[str, MarkSource] = {source: source for source in get_args(MarkSource)}

Said: TypeAlias = tuple[str, SkillId]
"""The type of a relationship, and the id that the mark or goal was made with."""
Homes: TypeAlias = Mapping[tuple[str, str, SkillId], Sequence[SkillId]]
"""Map, type and id of a mark or goal -> the entries that it leads to."""


class Tie(NamedTuple):
    """A relationship of a learner. One that a person made by hand may lack what is None here."""

    kind: str
    map_id: str
    entry: SkillId
    """Id of the node that it leads to."""
    position: int | None
    """Among the marks, or the goals, of the learner, ascending, with gaps."""
    id: SkillId | None
    name: str | None
    since: str | None = None
    source: str | None = None
    hours: float | None = None

    @property
    def about(self) -> tuple[str, SkillId]:
        """The map, and the id that it was made with."""
        return self.map_id, self.entry if self.id is None else self.id


class Found(NamedTuple):
    """A relationship that the database has."""

    relationship: str
    """Its element id."""
    name: str
    """What the entry is called now."""
    tie: Tie


class Again(NamedTuple):
    """A relationship that is to be made like another one, but to another entry."""

    kind: str
    entry: SkillId
    name: str
    """Of the entry, if it has to be made."""
    like: str
    """The element id of the other one."""


def marks_of(found: Iterable[Found]) -> tuple[Mark, ...]:
    """Return the marks that relationships stand for, one for each skill."""
    return tuple(
        Mark(
            one.tie.map_id,
            one.tie.about[1],
            one.name if one.tie.name is None else one.tie.name,
            _PROGRESS[one.tie.kind],
            one.tie.since or "",
            _SOURCES.get(one.tie.source or "", "said"),
            one.tie.hours,
        )
        for one in _first(one for one in found if one.tie.kind != WANTS)
    )


def goals_of(found: Iterable[Found]) -> tuple[Goal, ...]:
    """Return the goals that relationships stand for, one for each entry."""
    return tuple(
        Goal(
            one.tie.map_id,
            one.tie.about[1],
            one.name if one.tie.name is None else one.tie.name,
            one.tie.since or "",
        )
        for one in _first(one for one in found if one.tie.kind == WANTS)
    )


def ties_of(
    marks: Sequence[Mark], goals: Sequence[Goal], found: Iterable[Found], homes: Homes
) -> list[Tie]:
    """Return the relationships that a learner is to have.

    Args:
        marks: All marks, in order.
        goals: All goals, in order.
        found: The relationships that there are, whose positions are kept where that is possible.
        homes: Where marks and goals lead to that do not lead to the entry that they name.
    """
    before = {
        (one.tie.kind == WANTS, *one.tie.about): one.tie.position
        for one in found
        if one.tie.position is not None
    }
    wanted = [
        Tie(
            KINDS[mark.progress],
            *(mark.map_id, mark.skill, None, mark.skill, mark.name),
            *(mark.since, mark.source, mark.hours),
        )
        for mark in marks
    ]
    wants = [
        Tie(WANTS, goal.map_id, goal.entry, None, goal.entry, goal.name, goal.since)
        for goal in goals
    ]
    ties = []
    for some in (wanted, wants):
        last = 0
        for tie in some:
            position = before.get((tie.kind == WANTS, *tie.about)) or 0
            last = position if position > last else last + 1
            entries = homes.get((tie.map_id, tie.kind, tie.entry), [tie.entry])
            ties += [tie._replace(entry=entry, position=last) for entry in entries]
    return ties


def homes_of(
    marks: Sequence[Mark], goals: Sequence[Goal], snapshot: Snapshot
) -> dict[Said, tuple[SkillId, ...]]:
    """Return where marks and goals of one learner on a map lead to: what they mean for it now.

    A mark of something that is gone, or that counts for nothing yet because only a part is known of
    what has become one skill, waits where it was.
    """
    skill_map = snapshot.skill_map
    homes: dict[Said, tuple[SkillId, ...]] = {
        (WANTS, goal.entry): snapshot.present_ids(goal.entry) or (goal.entry,) for goal in goals
    }
    meant: dict[Mark, list[SkillId]] = {}
    for mark in marks:
        homes[KINDS[mark.progress], mark.skill] = (mark.skill,)
        if mark.skill not in skill_map or skill_map[mark.skill].kind != "skill":
            entries = snapshot.present_ids(mark.skill)
            under = (skill for entry in entries for skill in skill_map.skills_under(entry))
            meant[mark] = list(dict.fromkeys(under))
    # What is marked itself and meant by no other mark is as it is marked. Most marks are such.
    disputed = {skill for skills in meant.values() for skill in skills}
    now = marks_now(snapshot, [mark for mark in marks if mark in meant or mark.skill in disputed])
    holding = {"known": now.known, "learning": now.learning, "skipped": now.skipped}
    for mark, skills in meant.items():
        held = tuple(skill for skill in skills if skill in holding[mark.progress])
        homes[KINDS[mark.progress], mark.skill] = held or (mark.skill,)
    return homes


def displaced(found: Iterable[Found], snapshot: Snapshot) -> tuple[list[str], list[Again]]:
    """Return which relationships of one learner to a map are to go, and which to come."""
    said: dict[Said, list[Found]] = defaultdict(list)
    for one in found:
        said[one.tie.kind, one.tie.about[1]].append(one)
    every = [one for some in said.values() for one in some]
    gone: list[str] = []
    new: list[Again] = []
    for (kind, entry), homes in homes_of(marks_of(every), goals_of(every), snapshot).items():
        same = said[kind, entry]
        there = {one.tie.entry: one.relationship for one in same}
        gone += (there[home] for home in there if home not in homes)
        new += (
            Again(kind, home, same[0].tie.name or same[0].name, same[0].relationship)
            for home in homes
            if home not in there
        )
    return gone, new


def by_kind(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """Return the relationships of each type."""
    kinds: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        kinds[tie.kind].append(tie)
    return kinds


def _first(found: Iterable[Found]) -> list[Found]:
    """Return one relationship for each entry: what was split has several.

    One that was made by hand is newer than what was committed about the same entry, and holds.
    """
    firsts: dict[tuple[str, SkillId], Found] = {}
    for one in sorted(found, key=_place):
        if one.tie.position is None or one.tie.about not in firsts:
            firsts[one.tie.about] = one
    return list(firsts.values())


def _place(one: Found) -> tuple[bool, int, str, tuple[str, SkillId]]:
    """Return what relationships are sorted by: those made by hand are last, the oldest first."""
    position = one.tie.position
    return position is None, position or 0, one.tie.since or "", one.tie.about
