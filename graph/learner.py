"""Learner: what is kept about a person, on any number of maps. Values only.

A mark keeps the id and the name of its skill as they were when it was made, so that it can be told
what became of it when the map has changed since: see `graph.moves.notes`.

Not its job: what follows from it for a map (`learners`), and keeping it (`store`).
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph.model import SkillId

Progress: TypeAlias = Literal["known", "learning", "skipped"]
"""How a person stands to a skill. What is skipped is set aside: never offered, and never missed."""
MarkSource: TypeAlias = Literal["said", "placement", "import", "ticked"]
"""How a mark came about: said by the person, found by a placement, imported with a record, or
ticked in a map (`[x]`)."""
Reply: TypeAlias = Literal["yes", "no", "unsure"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How a person stands to one skill of one map. What has no mark is not known."""

    map_id: str
    skill: SkillId
    """The id that it was made with."""
    name: str
    """What the skill was called then."""
    progress: Progress
    since: str
    """Time in UTC, ISO 8601."""
    source: MarkSource = "said"
    hours: float | None = None
    """How long it took, if the person says so; over 0."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A skill, topic or area of a map that a person wants to know."""

    map_id: str
    entry: SkillId
    """The id that it was made with."""
    name: str
    since: str
    """Time in UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days on which nothing is learned, both included."""

    first: str
    """Date, ISO 8601."""
    last: str


@dataclass(frozen=True, slots=True)
class Learner:
    """What is kept about one person."""

    id: str
    revision: int = 0
    """Number of changes so far; 0 means that no store has it yet."""
    name: str = ""
    hours_per_week: float | None = None
    holidays: tuple[Holiday, ...] = ()
    marks: tuple[Mark, ...] = ()
    """At most one for each skill, the oldest first."""
    goals: tuple[Goal, ...] = ()
    """At most one for each entry, the oldest first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said when asked whether they know a skill."""

    skill: SkillId
    reply: Reply


@dataclass(frozen=True, slots=True)
class PlacementSession:
    """A placement as far as it has come. The next question follows from the map and the answers."""

    id: str
    map_id: str
    revision: int = 0
    """Number of changes so far; 0 means that no store has it yet."""
    goals: tuple[SkillId, ...] = ()
    """Only what these need is asked about; empty means the whole map."""
    answers: tuple[Answer, ...] = ()
    learner_id: str = ""
    """Whose knowledge it is about; empty if nobody's that is kept."""
    started_at: str = ""
    """Time in UTC, ISO 8601."""
