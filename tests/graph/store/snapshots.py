"""Snapshots for the stores' tests: drawn by hand, made from a number, and random."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

import hypothesis.strategies as st

from graph import (
    Change,
    Cut,
    Decision,
    Entry,
    Evidence,
    Homonym,
    Merge,
    Placement,
    Prerequisite,
    Remark,
    Repair,
    Report,
    SkillId,
    SkillMap,
    Snapshot,
)

T = TypeVar("T")

NOW = "2026-03-01T12:00:00+00:00"
IMPORT = Change("imported", NOW, "Imported the map.")
DELETION = Change("deleted", NOW, "Deleted the map.")
IMPORT_EVERY = 8
"""Of so many numbered snapshots in a row, the first is an import and the others are decisions."""


def snapshot(
    map_id: str = "backend",
    skills: Sequence[SkillId] = ("http", "rest"),
    *,
    revision: int = 0,
    source: str = "- http\n- rest\n",
    title: str = "Backend",
    decisions: Sequence[Decision] = (),
) -> Snapshot:
    """Return a map with these skills, each one a prerequisite of the next."""
    entries = (
        Entry(skill, skill.upper(), "skill", (Placement((skill,), line, None),))
        for line, skill in enumerate(skills, start=1)
    )
    inferred = (
        Prerequisite(*pair, 0.7, "inferred", (Evidence("sequence", "One line up.", (1, 2), 0.7),))
        for pair in pairwise(skills)
    )
    skill_map = SkillMap(title, tuple(entries))
    return Snapshot(map_id, revision, source, skill_map, tuple(inferred), tuple(decisions))


def full_snapshot(map_id: str = "backend") -> Snapshot:
    """Return a map in which every field of every value says something."""
    area = Entry("data", "Data", "area", (Placement(("Data",), 3, None),), emoji="💾")
    skill = Entry(
        "data/redis",
        "Redis",
        "skill",
        (Placement(("Data", "Redis"), 4, "data"), Placement(("Cache", "Redis"), 9, None)),
        emoji="🟥",
        description="A store in memory",
        resources=("https://redis.io", "https://example.org/ä"),
        effort_hours=2.5,
        known=True,
        requires=("TCP", "Hash tables"),
    )
    topic = Entry("data/sql", "SQL", "topic", (Placement(("Data", "SQL"), 5, "data"),))
    report = Report(
        repaired=(Repair(3, "Ã¤", "ä"),),
        merged=(Merge("data/redis", "Redis", (4, 9), "Same name and siblings."),),
        homonyms=(Homonym("Views", ("data/views", "web/views"), (6, 12), "Other areas."),),
        remarks=(Remark(7, "An image is not used. Write its name instead."),),
        cut=(Cut("data/sql", "data/redis", 0.4, ("data/sql", "data/redis", "data/sql"), "Cut."),),
    )
    evidence = (
        Evidence("stated", "The map says so.", (4,), 1.0),
        Evidence("lexical", "“Redis” is in it.", (), 0.1 + 0.2),
    )
    return Snapshot(
        map_id,
        0,
        "# Map\n",
        SkillMap("Map", (area, skill, topic), report),
        (
            Prerequisite("data/sql", "data/redis", 0.1 + 0.2, "inferred", evidence),
            Prerequisite("data/redis", "data/sql", 1.0, "asserted"),
        ),
        (
            Decision("data/sql", "data/redis", "rejected", NOW, "The other way round."),
            Decision("gone", "data/redis", "accepted", NOW),
            Decision("data/redis", "data/sql", "asserted", NOW),
        ),
    )


def decision(source: SkillId = "rest", target: SkillId = "http", note: str = "") -> Decision:
    """Return the decision that a prerequisite is wrong."""
    return Decision(source, target, "rejected", NOW, note)


def numbered_snapshot(number: int, skill_count: int = 20) -> Snapshot:
    """Return the snapshot that belongs to revision `number`, from 1.

    One in `IMPORT_EVERY` replaces the whole map, the ones after it add a decision each.
    """
    imported = number - number % IMPORT_EVERY
    skills = [f"skill-{imported}-{index}" for index in range(skill_count - imported % 7)]
    decisions = [decision(skills[0], skills[-1], f"{n}") for n in range(imported, number)]
    title = f"Map {imported}"
    return snapshot(
        "numbered", skills, revision=number, source=title, title=title, decisions=decisions
    )


def snapshots(map_id: str) -> st.SearchStrategy[Snapshot]:
    """Return any new snapshot of a map, however little sense it makes."""
    share = st.floats(min_value=0, max_value=1, exclude_min=True)
    entry = st.builds(
        Entry,
        emoji=...,
        description=...,
        resources=...,
        effort_hours=st.none() | st.floats(min_value=0, allow_infinity=False, exclude_min=True),
        known=...,
        requires=...,
    )
    evidence = st.builds(Evidence, strength=share)
    prerequisite = st.builds(Prerequisite, confidence=share, status=..., evidence=_tuples(evidence))
    report = st.builds(
        Report,
        repaired=...,
        merged=...,
        homonyms=...,
        remarks=...,
        cut=_tuples(st.builds(Cut, confidence=share)),
    )
    return st.builds(
        Snapshot,
        map_id=st.just(map_id),
        revision=st.just(0),
        skill_map=st.builds(SkillMap, entries=_tuples(entry), report=report),
        inferred=_tuples(prerequisite),
        decisions=_tuples(st.builds(Decision, note=...)),
    )


def _tuples(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=3).map(tuple)
