"""SkillMap: a skill map as read, areas, topics and skills in the order of the file.

Not its job: reading Markdown (`parse`), and which skill comes before which (`inference`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from graph.errors import UnknownSkillError
from graph.model import DEFAULT_EFFORT_HOURS, Entry, Order, Report, SkillId

_ENOUGH_STATED = 5
"""Efforts from which on their median says something about the map's other skills."""


@dataclass(frozen=True)
class SkillMap:
    """The outline: what contains what. Prerequisites are not part of it."""

    title: str
    entries: tuple[Entry, ...]
    """Areas, topics and skills in map order: by the line where each stands first."""
    report: Report = field(default_factory=Report)
    """What the reader repaired, merged, told apart and left out."""
    order: Order = "auto"
    """What the author says about the order of the lists."""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._by_id

    def __getitem__(self, entry_id: SkillId) -> Entry:
        try:
            return self._by_id[entry_id]
        except KeyError:
            raise UnknownSkillError(entry_id) from None

    @cached_property
    def skills(self) -> tuple[Entry, ...]:
        """The skills alone, in map order."""
        return tuple(entry for entry in self.entries if entry.kind == "skill")

    @cached_property
    def children(self) -> dict[SkillId | None, tuple[Entry, ...]]:
        """What each area and topic directly contains, in the order of the file; None is the top.

        A skill with two placements is a child of both.
        """
        placed: dict[SkillId | None, list[tuple[int, Entry]]] = {None: []}
        for entry in self.entries:
            if entry.kind != "skill":
                placed.setdefault(entry.id, [])
            for placement in entry.placements:
                placed.setdefault(placement.parent, []).append((placement.line, entry))
        return {
            parent: tuple({child.id: child for _, child in sorted(found, key=_line)}.values())
            for parent, found in placed.items()
        }

    def entries_under(self, entry_id: SkillId) -> tuple[Entry, ...]:
        """Return an entry and all that it contains, at any depth, in the order of the file.

        Raises:
            UnknownSkillError: The map has no such entry.
        """
        found: dict[SkillId, Entry] = {}
        todo = [self[entry_id]]
        while todo:
            entry = todo.pop()
            found.setdefault(entry.id, entry)
            todo += reversed(self.children.get(entry.id, ()))
        return tuple(found.values())

    def skills_under(self, entry_id: SkillId) -> tuple[SkillId, ...]:
        """Return the skills that an area or topic contains, at any depth; a skill is under itself.

        Raises:
            UnknownSkillError: The map has no such entry.
        """
        return tuple(entry.id for entry in self.entries_under(entry_id) if entry.kind == "skill")

    def hours(self, skill: SkillId) -> float:
        """Return the effort of a skill in hours: what the map states, else `usual_hours`.

        Raises:
            UnknownSkillError: The map has no such entry.
        """
        stated = self[skill].effort_hours
        return self.usual_hours if stated is None else stated

    @cached_property
    def usual_hours(self) -> float:
        """What a skill of this map takes if the map does not say it.

        That is the median of the efforts that the map states, so that a map of evenings and a map
        of semesters are each estimated in their own measure; of less than `_ENOUGH_STATED` efforts
        nothing is concluded, and it is `DEFAULT_EFFORT_HOURS`.
        """
        stated = [entry.effort_hours for entry in self.skills if entry.effort_hours is not None]
        enough = len(stated) >= _ENOUGH_STATED
        return round(median(stated), 2) if enough else DEFAULT_EFFORT_HOURS

    def present_id(self, entry_id: SkillId) -> SkillId:
        """Return the id of the skill of which this one is a placement now; else the id itself."""
        return entry_id if entry_id in self else self._merged.get(entry_id, entry_id)

    @cached_property
    def _merged(self) -> dict[SkillId, SkillId]:
        return {alone: merge.id for merge in self.report.merged for alone in merge.ids}

    @cached_property
    def _by_id(self) -> dict[SkillId, Entry]:
        return {entry.id: entry for entry in self.entries}


def _line(placed: tuple[int, Entry]) -> int:
    return placed[0]
