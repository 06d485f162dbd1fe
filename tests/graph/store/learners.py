"""Learners for the stores' tests: drawn by hand, made from a number, and random."""

from collections.abc import Sequence
from typing import TypeVar

import hypothesis.strategies as st

from graph import Answer, Goal, Holiday, Learner, Mark, PlacementSession, SkillId

T = TypeVar("T")

NOW = "2026-03-01T12:00:00.000Z"
LATER = "2026-03-02T12:00:00.000Z"

FULL_LEARNER = Learner(
    "ada",
    name="Ada Lovelace",
    hours_per_week=6.5,
    holidays=(Holiday("2026-08-01", "2026-08-14"), Holiday("2026-12-24", "2026-12-24")),
    marks=(
        Mark("backend", "rest", "REST", "known", NOW, "placement", 3.5),
        Mark("elsewhere", "knots/bowline", "Bowline", "skipped", NOW, "import"),
        Mark("backend", "http", "Http", "learning", LATER, "ticked"),
        Mark("backend", "gone", "Gone", "known", LATER),
    ),
    goals=(
        Goal("elsewhere", "knots", "Knots", NOW),
        Goal("backend", "http", "HTTP", LATER),
        Goal("backend", "rest", "REST", LATER),
    ),
)
"""Every field of every value says something; `tests.graph.store.snapshots.snapshot` has two of its
skills."""

SESSION = PlacementSession(
    "p1",
    "backend",
    goals=("rest", "http"),
    answers=(Answer("http", "yes"), Answer("rest", "unsure"), Answer("gone", "no")),
    started_at=NOW,
)


def learner(
    *known: SkillId,
    learner_id: str = "ada",
    map_id: str = "web",
    goals: Sequence[SkillId] = (),
) -> Learner:
    """Return a learner who knows and wants these."""
    return Learner(
        learner_id,
        marks=tuple(Mark(map_id, skill, skill.upper(), "known", NOW) for skill in known),
        goals=tuple(Goal(map_id, entry, entry.upper(), NOW) for entry in goals),
    )


def numbered_learner(number: int) -> Learner:
    """Return the learner that belongs to revision `number`: it knows so many of 50 skills."""
    marks = (
        Mark("numbered", f"skill-{n}", f"Skill {n}", "known", str(number)) for n in range(number)
    )
    return Learner("numbered", number, marks=tuple(marks)[-50:])


@st.composite
def learners(draw: st.DrawFn, learner_id: str) -> Learner:
    """Return anything that can be said about a learner, on the maps `one` and `two`."""
    maps = st.sampled_from(["one", "two"])
    entries = st.sampled_from(["http", "rest"]) | st.text(min_size=1)
    hours = st.none() | st.floats(min_value=0, exclude_min=True, allow_infinity=False)
    days = st.dates().map(str)
    marks = st.builds(Mark, map_id=maps, skill=entries, hours=hours)
    return Learner(
        learner_id,
        name=draw(st.text()),
        hours_per_week=draw(hours),
        holidays=draw(_tuples(st.builds(Holiday, days, days))),
        marks=draw(_unique(marks, lambda mark: (mark.map_id, mark.skill))),
        goals=draw(
            _unique(
                st.builds(Goal, map_id=maps, entry=entries), lambda goal: (goal.map_id, goal.entry)
            )
        ),
    )


def _tuples(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=4).map(tuple)


def _unique(values, about):
    return st.lists(values, max_size=4, unique_by=about).map(tuple)
