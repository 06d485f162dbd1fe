"""The values that everything else speaks of: entries of a map, prerequisites, evidence, decisions.

All are frozen. An id is the path of slugs from the area down, `database-skills/redis/pub-sub`.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

SkillId: TypeAlias = str
"""The id of a skill, and of a topic or an area: names on the way down as slugs, joined by `/`."""

Kind: TypeAlias = Literal["area", "topic", "skill"]
Status: TypeAlias = Literal["inferred", "accepted", "asserted", "rejected"]
Band: TypeAlias = Literal["confident", "suggested"]
"""How far a prerequisite can be relied on; what is less than suggested is not kept."""
Verdict: TypeAlias = Literal["accepted", "asserted", "rejected"]
"""What a person can decide about a prerequisite: every status but `inferred`."""
NameVerdict: TypeAlias = Literal["merged", "split"]
"""What a name that stands under several topics is: one skill, or a skill for each topic."""

How: TypeAlias = Literal["renamed", "moved", "split", "merged", "removed"]
"""What became of an entry that the map had once."""

Order: TypeAlias = Literal["trusted", "ignored", "auto"]
"""What the order of a map's lists means: something, nothing, or whatever the lists show."""

DEFAULT_MIN_CONFIDENCE = 0.5
"""A prerequisite is used if it is at least as likely as not. Range: 0 to 1."""

CONFIDENT = 0.7
"""From here on a prerequisite is confident, below it is suggested. Range: 0 to 1."""

DEFAULT_EFFORT_HOURS = 4.0
"""Effort of a skill of a map that states hardly any: half a working day. Range: over 0."""


def band_of(confidence: float) -> Band:
    """Return whether a prerequisite this sure can be relied on, or is worth a person's look."""
    return "confident" if confidence >= CONFIDENT else "suggested"


@dataclass(frozen=True, slots=True)
class Placement:
    """One place of an entry in the map."""

    path: tuple[str, ...]
    """Names on the way down, area first, the entry's own name last."""
    line: int
    """Line in the file, from 1."""
    parent: SkillId | None
    """The area or topic that contains it here; None at the top of the map."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An area, a topic or a skill of the map. Only skills are learned; the others contain."""

    id: SkillId
    name: str
    kind: Kind
    placements: tuple[Placement, ...]
    """One or more, in map order."""
    emoji: str = ""
    description: str = ""
    resources: tuple[str, ...] = ()
    """Addresses of the links in the bullet."""
    effort_hours: float | None = None
    """As the map states it; None if it does not: then `SkillMap.hours` estimates it."""
    known: bool = False
    """Whether the map ticks it: `[x]`."""
    requires: tuple[str, ...] = ()
    """Names of prerequisites as the map states them, not resolved yet."""

    @property
    def parent(self) -> SkillId | None:
        """What contains the entry where it stands first."""
        return self.placements[0].parent

    @property
    def path(self) -> tuple[str, ...]:
        """Names on the way down to where the entry stands first."""
        return self.placements[0].path

    @property
    def line(self) -> int:
        """Line where the entry stands first, from 1."""
        return self.placements[0].line


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why one rule takes an edge for a prerequisite."""

    rule: str
    """The rule's name: `stated`, `needs`, `opens_topic`, ..., or `decision` for a person's."""
    text: str
    """The reason in words."""
    lines: tuple[int, ...]
    """Lines of the map that the rule looked at, ascending."""
    strength: float
    """How far this alone moves an even chance: over -1, at most 1. Below 0 it speaks against."""


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """An edge of the graph: `source` has to be learned before `target`."""

    source: SkillId
    target: SkillId
    confidence: float = 1.0
    """How sure Waypath is: over 0, at most 1, and 1 means that a person or the map says so."""
    status: Status = "asserted"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one prerequisite. Outranks inference, survives every import."""

    source: SkillId
    target: SkillId
    verdict: Verdict
    decided_at: str
    """Time in UTC, ISO 8601."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameDecision:
    """What a person decided about a name under several topics. Survives every import."""

    name: str
    """As the map writes it; other spellings of it are the same name."""
    verdict: NameVerdict
    decided_at: str
    """Time in UTC, ISO 8601."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What became of an entry that the map had once, so that decisions and marks can follow it."""

    id: SkillId
    """The id that it had."""
    name: str
    """What it was called."""
    kind: Kind
    how: How
    now: tuple[SkillId, ...]
    """Entries of the map that it became, in map order; empty if it was removed. These may have
    left since and have moves of their own."""
    decided_at: str = ""
    """Time in UTC, ISO 8601, at which a person said so; empty if Waypath found it out."""
    found: tuple[SkillId, ...] = ()
    """What Waypath had found out that it became, if a person said otherwise."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A line that had gone through the wrong encoding."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A name that occurs more than once and is one skill with several placements."""

    id: SkillId
    name: str
    lines: tuple[int, ...]
    reason: str
    ids: tuple[SkillId, ...] = ()
    """What its placements would be called if they were a skill each; the first is `id`."""


@dataclass(frozen=True, slots=True)
class Homonym:
    """A name that occurs more than once and means a different thing each time."""

    name: str
    ids: tuple[SkillId, ...]
    lines: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the map that was not used, and what to do about it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Cut:
    """An inferred prerequisite that is not used, because it would have closed a cycle."""

    source: SkillId
    target: SkillId
    confidence: float
    cycle: tuple[SkillId, ...]
    """The cycle it would have closed, in learning order, the first skill repeated last."""
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What happened on the way from the file to the graph."""

    repaired: tuple[Repair, ...] = ()
    merged: tuple[Merge, ...] = ()
    homonyms: tuple[Homonym, ...] = ()
    remarks: tuple[Remark, ...] = ()
    cut: tuple[Cut, ...] = ()
    field_known: bool = True
    """Whether the knowledge pack spoke along; if not, what was inferred needs a person's review."""
    order_used: bool = True
    """Whether the order of the lists was taken to mean something."""
