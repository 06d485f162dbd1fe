"""Snapshots for the stores' tests: drawn by hand, made from a number, and random."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar, get_args

import hypothesis.strategies as st

from graph import (
    Change,
    Cut,
    Decision,
    Entry,
    Evidence,
    Homonym,
    Merge,
    NameDecision,
    Placement,
    Prerequisite,
    Remark,
    Repair,
    Report,
    SkillId,
    SkillMap,
    Snapshot,
)
from graph.model import Move, Order

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
    joins = Entry(
        "data/sql/joins", "Joins", "skill", (Placement(("Data", "SQL", "Joins"), 6, "data/sql"),)
    )
    report = Report(
        repaired=(Repair(3, "Ã¤", "ä"),),
        merged=(Merge("data/redis", "Redis", (4, 9), "Same name.", ("data/redis", "cache/redis")),),
        homonyms=(Homonym("Views", ("data/views", "web/views"), (6, 12), "Other areas."),),
        remarks=(Remark(7, "An image is not used. Write its name instead."),),
        cut=(Cut("data/sql/joins", "data/redis", 0.4, ("a", "b", "a"), "Cut."),),
        field_known=False,
        order_used=False,
    )
    evidence = (
        Evidence("stated", "The map says so.", (4,), 1.0),
        Evidence("lexical", "“Redis” is in it.", (), 0.1 + 0.2),
    )
    return Snapshot(
        map_id,
        0,
        "# Map\n",
        SkillMap("Map", (area, skill, topic, joins), report, "ignored"),
        (
            Prerequisite("data/sql/joins", "data/redis", 0.1 + 0.2, "inferred", evidence),
            Prerequisite("data/redis", "data/sql/joins", 1.0, "asserted"),
        ),
        (
            Decision("data/sql/joins", "data/redis", "rejected", NOW, "The other way round."),
            Decision("gone", "data/redis", "accepted", NOW),
            Decision("data/redis", "data/sql/joins", "asserted", NOW),
        ),
        (
            NameDecision("Redis", "merged", NOW, "One server."),
            NameDecision("Views", "split", NOW),
        ),
        (
            Move("data/caches", "Caches", "topic", "removed", ()),
            Move(
                "data/select",
                "SELECT",
                "skill",
                "split",
                ("data/redis", "data/sql/joins"),
                NOW,
                ("data/sql",),
            ),
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
    decisions = [
        decision(skills[0], skills[n + 1], f"{imported + n}") for n in range(number - imported)
    ]
    title = f"Map {imported}"
    return snapshot(
        "numbered", skills, revision=number, source=title, title=title, decisions=decisions
    )


@st.composite
def snapshots(draw: st.DrawFn, map_id: str) -> Snapshot:
    """Return any new snapshot of a map: texts of any kind, and prerequisites that make sense."""
    ids = draw(st.lists(st.text(min_size=1), max_size=5, unique=True))
    entries: list[Entry] = []
    for entry_id in ids:
        parents = [entry.id for entry in entries if entry.kind != "skill"]
        placement = st.builds(
            Placement, line=st.integers(1, 10**6), parent=st.sampled_from([None, *parents])
        )
        entries.append(draw(_entry(entry_id, placement)))
    skills = [entry.id for entry in entries if entry.kind == "skill"]
    pairs = [(source, target) for target in skills for source in skills if source != target]
    inferred = [draw(_prerequisite(*pair, skills)) for pair in pairs if draw(st.booleans())]
    strangers = st.tuples(st.text(), st.text())
    decided = draw(
        st.lists(st.sampled_from(pairs) | strangers if pairs else strangers, unique=True)
    )
    title, report = draw(st.text()), draw(_report())
    return Snapshot(
        map_id,
        0,
        draw(st.text()),
        SkillMap(title, tuple(entries), report, draw(st.sampled_from(get_args(Order)))),
        tuple(inferred),
        tuple(draw(_decision(*pair, skills)) for pair in decided),
        draw(
            st.lists(st.from_type(NameDecision), max_size=3, unique_by=lambda made: made.name).map(
                tuple
            )
        ),
        draw(_tuples(_move(ids), unique_by=lambda move: move.id)),
    )


def _move(ids: Sequence[SkillId]) -> st.SearchStrategy[Move]:
    now = st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])
    return st.builds(
        Move, id=st.text().map("once/{}".format), now=now.map(tuple), decided_at=st.text()
    )


def _entry(entry_id: SkillId, placement: st.SearchStrategy[Placement]) -> st.SearchStrategy[Entry]:
    return st.builds(
        Entry,
        id=st.just(entry_id),
        placements=st.lists(placement, min_size=1, max_size=3).map(tuple),
        emoji=...,
        description=...,
        resources=...,
        effort_hours=st.none() | st.floats(min_value=0, allow_infinity=False, exclude_min=True),
        known=...,
        requires=...,
    )


def _prerequisite(
    source: SkillId, target: SkillId, skills: Sequence[SkillId]
) -> st.SearchStrategy[Prerequisite]:
    share = st.floats(min_value=0, max_value=1, exclude_min=True)
    # What the map states must not run in a circle.
    statuses = ["inferred", "asserted"] if _is_forward(source, target, skills) else ["inferred"]
    lines = st.lists(st.integers(0, 10**6), max_size=3).map(tuple)
    return st.builds(
        Prerequisite,
        st.just(source),
        st.just(target),
        share,
        st.sampled_from(statuses),
        _tuples(st.builds(Evidence, lines=lines, strength=share)),
    )


def _decision(
    source: SkillId, target: SkillId, skills: Sequence[SkillId]
) -> st.SearchStrategy[Decision]:
    verdicts = ["rejected"]
    if not {source, target} <= set(skills) or _is_forward(source, target, skills):
        verdicts += ["accepted", "asserted"]
    return st.builds(
        Decision, st.just(source), st.just(target), st.sampled_from(verdicts), note=...
    )


def _is_forward(source: SkillId, target: SkillId, skills: Sequence[SkillId]) -> bool:
    return skills.index(source) < skills.index(target)


def _report() -> st.SearchStrategy[Report]:
    share = st.floats(min_value=0, max_value=1, exclude_min=True)
    return st.builds(
        Report,
        repaired=...,
        # An id that a placement would have alone is no entry's, and no stranger's.
        merged=_tuples(st.builds(Merge, ids=_tuples(st.text().map("alone/{}".format)))),
        homonyms=...,
        remarks=...,
        cut=_tuples(st.builds(Cut, confidence=share)),
        field_known=...,
        order_used=...,
    )


def _tuples(
    values: st.SearchStrategy[T], *, unique_by: Callable[[T], object] | None = None
) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=3, unique_by=unique_by).map(tuple)
