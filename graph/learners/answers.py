"""What is kept about a person -> where they stand on a map as it is, what is next, and a roadmap.

Not its job: ranking (`recommend`), planning (`roadmap`), and what marks mean now (`moves`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from graph.errors import UnknownMapError
from graph.learner import Learner, Mark
from graph.learners.marking import skills_of
from graph.model import DEFAULT_MIN_CONFIDENCE, SkillId
from graph.moves.notes import MarkNote, goals_now, marks_now, notes_for
from graph.ranking import DEFAULT_WEIGHTS, RankingWeights
from graph.recommend import DEFAULT_LIMIT, NextAnswer, recommend_next
from graph.roadmap.plan import Roadmap, plan_roadmap
from graph.snapshot import Snapshot

PACE_PRIOR = 3
"""What somebody's own times have to stand up to: so many skills that took as long as estimated."""
FASTEST, SLOWEST = 0.25, 4.0
"""Range of a pace. One time counts at most as much, too: it may be a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast somebody learns."""

    factor: float
    """Real hours per estimated hour: over 1 takes longer than estimated."""
    skills: int
    """Finished skills of which the person said how long they took."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """How a person stands to a map as it is. Lists of skills are in map order."""

    learner: str
    revision: int
    """Of the learner."""
    map_id: str
    map_revision: int
    known: tuple[SkillId, ...]
    learning: tuple[SkillId, ...]
    skipped: tuple[SkillId, ...]
    goals: tuple[SkillId, ...]
    pace: Pace
    marks: tuple[Mark, ...]
    """Those on this map as they were made, the oldest first."""
    notes: tuple[MarkNote, ...]
    """What became of marks and goals that are not in the map by the id they were made with."""


@dataclass(frozen=True, slots=True)
class RecordNotes:
    """What a record says about things that are not in the maps as it has them."""

    by_map: Mapping[str, tuple[MarkNote, ...]]
    missing_maps: tuple[str, ...]
    """Maps that are not there, as the record names them."""


def knowledge_of(snapshot: Snapshot, learner: Learner) -> Knowledge:
    """Return how a person stands to a map as it is."""
    now = marks_now(snapshot, learner.marks)
    in_order = snapshot.graph.in_order
    return Knowledge(
        learner=learner.id,
        revision=learner.revision,
        map_id=snapshot.map_id,
        map_revision=snapshot.revision,
        known=in_order(now.known),
        learning=in_order(now.learning),
        skipped=in_order(now.skipped),
        goals=goals_now(snapshot, learner.goals),
        pace=pace_of(snapshot, learner.marks),
        marks=tuple(m for m in learner.marks if m.map_id == snapshot.map_id),
        notes=notes_for(snapshot, learner),
    )


def pace_of(snapshot: Snapshot, marks: Iterable[Mark]) -> Pace:
    """Return how fast a person learns, from the skills of a map of which they said how long.

    It is the geometric mean of real by estimated hours, since twice as fast and half as fast are
    equally far from the estimate. A few times say little, so as many skills as `PACE_PRIOR` that
    took just as long as estimated are added to them.
    """
    took: dict[SkillId, float] = {}
    for made in marks:
        if made.map_id == snapshot.map_id and made.progress == "known" and made.hours:
            skills = skills_of(snapshot, made)
            if len(skills) == 1:
                took[skills[0]] = made.hours
    estimated = snapshot.skill_map.hours
    ratios = [min(max(hours / estimated(skill), FASTEST), SLOWEST) for skill, hours in took.items()]
    return Pace(round(exp(sum(map(log, ratios)) / (len(ratios) + PACE_PRIOR)), 3), len(ratios))


def next_for(
    snapshot: Snapshot,
    learner: Learner,
    *,
    known: Iterable[str] = (),
    goals: Iterable[str] = (),
    limit: int = DEFAULT_LIMIT,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    max_hours: float | None = None,
    weights: RankingWeights = DEFAULT_WEIGHTS,
) -> NextAnswer:
    """Rank what a person is ready to learn: see `recommend_next`.

    Args:
        snapshot: The map.
        learner: The person.
        known: Ids or names of what the person knows besides.
        goals: Ids or names of goals for this question; none means the person's own.
        limit: At most so many skills, 0 or more.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.
        max_hours: Only what takes at most so long is offered, over 0; None means everything.
        weights: How much each factor counts.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
    """
    now = marks_now(snapshot, learner.marks)
    return recommend_next(
        snapshot,
        [*snapshot.graph.in_order(now.known), *known],
        tuple(goals) or goals_now(snapshot, learner.goals),
        limit=limit,
        min_confidence=min_confidence,
        learning=snapshot.graph.in_order(now.learning),
        skipped=snapshot.graph.in_order(now.skipped),
        max_hours=max_hours,
        weights=weights,
    )


def roadmap_for(
    snapshot: Snapshot,
    learner: Learner,
    *,
    known: Iterable[str] = (),
    goals: Iterable[str] = (),
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    hours_per_week: float | None = None,
    start: str | None = None,
) -> Roadmap:
    """Plan a person's way to their goals, at their pace, around their holidays: `plan_roadmap`.

    Args:
        snapshot: The map.
        learner: The person.
        known: Ids or names of what the person knows besides.
        goals: Ids or names of goals for this question; none means the person's own.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.
        hours_per_week: For this question; None means what the person has said.
        start: The first day, ISO 8601; needed if either says the hours a week.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
        PlanError: Nothing can be planned with such hours and dates.
    """
    now = marks_now(snapshot, learner.marks)
    return plan_roadmap(
        snapshot,
        [*snapshot.graph.in_order(now.known), *known],
        tuple(goals) or goals_now(snapshot, learner.goals),
        min_confidence=min_confidence,
        skipped=snapshot.graph.in_order(now.skipped),
        hours_per_week=learner.hours_per_week if hours_per_week is None else hours_per_week,
        start=start,
        holidays=learner.holidays,
        pace=pace_of(snapshot, learner.marks).factor,
    )


def record_notes(record: Learner, load: Callable[[str], Snapshot]) -> RecordNotes:
    """Return what the marks and goals of a record mean in the maps as they are.

    Args:
        record: The record, or a person.
        load: Returns a map by its id, or raises UnknownMapError.
    """
    notes: dict[str, tuple[MarkNote, ...]] = {}
    missing: list[str] = []
    on_maps = [mark.map_id for mark in record.marks] + [goal.map_id for goal in record.goals]
    for map_id in dict.fromkeys(on_maps):
        try:
            notes[map_id] = notes_for(load(map_id), record)
        except UnknownMapError:
            missing.append(map_id)
    return RecordNotes(notes, tuple(missing))
