"""The JSON in and out about learners. Contracts: other programs rely on every name here.

Answers are read from the library's values of the same shape; the library says what they mean in
full.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from api.schemas import (
    Goals,
    HolidayQuestion,
    Name,
    Names,
    NextAnswer,
    RoadmapAnswer,
    UnknownNameAnswer,
)
from graph import (
    MAX_HOURS_PER_WEEK,
    MIN_HOURS_PER_WEEK,
    Fate,
    Goal,
    Knowledge,
    KnownNames,
    Learner,
    Marked,
    MarkSource,
    Merged,
    Progress,
    RecordNotes,
    Roadmap,
    SkillId,
    Snapshot,
    Stance,
    Understanding,
    goals_on,
)
from graph import NextAnswer as Next

MAX_TEXT = 200_000
"""Characters of a pasted text: a long CV has 20,000."""
Outcome: TypeAlias = Literal["created", "changed", "unchanged"]
MapName = Annotated[str, Field(min_length=1, max_length=80)]
MapId = Annotated[
    str, Field(validation_alias=AliasChoices("map", "map_id"), serialization_alias="map")
]
HoursPerWeek = Annotated[float, Field(ge=MIN_HOURS_PER_WEEK, le=MAX_HOURS_PER_WEEK)]


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class GoalQuestion(_Question):
    """Something that a person wants to know."""

    map: MapName = "default"
    goal: Name = Field(description="Id, name or path of a skill, a topic or an area.")


class LearnerQuestion(_Question):
    """What a person says about themselves. What is left out has its usual value."""

    name: str = Field("", max_length=200)
    hours_per_week: HoursPerWeek | None = Field(None, description="Hours to learn, for dates.")
    holidays: list[HolidayQuestion] = Field(default_factory=list, max_length=200)
    goals: list[GoalQuestion] | None = Field(
        None, max_length=100, description="On any maps. Null leaves the goals as they are."
    )


class HolidayAnswer(_Answer):
    """Days on which nothing is learned, both included."""

    first: str
    last: str


class GoalAnswer(_Answer):
    """A skill, topic or area that a person wants to know."""

    map_id: MapId
    entry: str = Field(description="The id that it was made with.")
    name: str = Field(description="What it was called then.")
    since: str


class LearnerAnswer(_Answer):
    """What is kept about a person; of the marks, how many there are."""

    id: str
    revision: int
    name: str
    hours_per_week: float | None
    holidays: list[HolidayAnswer]
    goals: list[GoalAnswer]
    mark_count: int

    @classmethod
    def of(cls, learner: Learner) -> Self:
        """Return what is kept about a person."""
        return cls(
            id=learner.id,
            revision=learner.revision,
            name=learner.name,
            hours_per_week=learner.hours_per_week,
            holidays=[HolidayAnswer.model_validate(days) for days in learner.holidays],
            goals=[GoalAnswer.model_validate(goal) for goal in learner.goals],
            mark_count=len(learner.marks),
        )


class GoalsQuestion(_Question):
    """What a person wants to know of one map."""

    map: MapName = "default"
    goals: Goals = Field(
        description="Ids, names or paths. The id of a goal that is there keeps it, whatever became "
        "of it in the map."
    )


class GoalNowAnswer(GoalAnswer):
    """A goal, and what it is in the map as it is."""

    now: list[str] = Field(description="Entries that it is now; empty if it is gone.")

    @classmethod
    def of(cls, goal: Goal, now: Sequence[SkillId]) -> Self:
        """Return a goal, and what it is now."""
        return cls.model_validate({**asdict(goal), "now": list(now)})


class GoalsAnswer(_Answer):
    """What a person wants to know of one map."""

    revision: int
    map: str
    map_revision: int
    goals: list[GoalNowAnswer]

    @classmethod
    def of(cls, learner: Learner, snapshot: Snapshot) -> Self:
        """Return what a person wants to know of a map."""
        return cls(
            revision=learner.revision,
            map=snapshot.map_id,
            map_revision=snapshot.revision,
            goals=[
                GoalNowAnswer.of(goal, snapshot.present_ids(goal.entry))
                for goal in goals_on(snapshot, learner.goals)
            ],
        )


class MarkAnswer(_Answer):
    """How a person stands to a skill, as it was said."""

    skill: str = Field(description="The id that the mark was made with.")
    name: str = Field(description="What the skill was called then.")
    progress: Progress
    since: str
    source: MarkSource
    hours: float | None = Field(description="How long it took, if the person says so.")


class MarkNoteAnswer(_Answer):
    """What became of a mark or a goal whose entry the map has no more."""

    id: str
    name: str
    how: Fate
    now: list[str]
    counts: bool = Field(description="Whether it counts for any of `now`.")
    text: str


class PaceAnswer(_Answer):
    """How fast a person learns."""

    factor: float = Field(description="Real hours per estimated hour.")
    skills: int = Field(description="Known skills of which the person said how long they took.")


class KnowledgeAnswer(_Answer):
    """How a person stands to a map as it is."""

    learner: str
    revision: int = Field(description="Of the learner.")
    map: str
    map_revision: int
    known: list[str]
    learning: list[str]
    skipped: list[str]
    goals: list[str]
    pace: PaceAnswer
    marks: list[MarkAnswer]
    notes: list[MarkNoteAnswer]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """Return how a person stands to a map."""
        return cls(
            map=knowledge.map_id,
            pace=PaceAnswer.model_validate(knowledge.pace),
            marks=[MarkAnswer.model_validate(made) for made in knowledge.marks],
            notes=[MarkNoteAnswer.model_validate(note) for note in knowledge.notes],
            learner=knowledge.learner,
            revision=knowledge.revision,
            map_revision=knowledge.map_revision,
            known=list(knowledge.known),
            learning=list(knowledge.learning),
            skipped=list(knowledge.skipped),
            goals=list(knowledge.goals),
        )


class StatementQuestion(_Question):
    """How a person stands to some skills."""

    names: Names = Field(
        min_length=1, description="Ids, names or paths. A topic or an area means all under it."
    )
    progress: Progress | None = Field(description="Null takes marks back.")
    hours: float | None = Field(
        None, gt=0, lt=100_000, description="How long it took; only for one known skill."
    )


class KnowledgeQuestion(_Question):
    """What a person says about what they know of a map."""

    map: MapName = "default"
    set: list[StatementQuestion] = Field(
        default_factory=list, max_length=1000, description="Later ones outrank earlier ones."
    )
    text: str = Field(
        "",
        max_length=MAX_TEXT,
        description="A list, a CV, or whatever else says what the person can do. What is surely "
        "understood becomes known; the rest is in the answer, to be said by `set`.",
    )
    checklist: str = Field(
        "",
        max_length=MAX_TEXT,
        description="Markdown, such as a roadmap, whose ticks `[x]` say what is known.",
    )
    ticked: bool = Field(
        default=False, description="Whether what the map itself ticks is known, too."
    )
    dry_run: bool = Field(default=False, description="Only say what would change.")


class MarkChangeAnswer(_Answer):
    """A skill to which the person stands in another way than before."""

    skill: str
    name: str
    before: Progress | None
    after: Progress | None


class UnderstoodAnswer(_Answer):
    """A skill that the text says the person has."""

    skill: str
    words: str
    line: int
    certainty: float


class PerhapsAnswer(_Answer):
    """Something that the text may mean."""

    entry: str
    skills: list[str]
    words: str
    line: int


class AmbiguousAnswer(_Answer):
    """Words that can mean several entries."""

    words: str
    line: int
    candidates: list[str]


class NotTakenAnswer(_Answer):
    """Skills that the text names, but not as known."""

    skills: list[str]
    words: str
    line: int
    stance: Stance


class NotUnderstoodAnswer(_Answer):
    """Something that looks like a skill and is none of the map's."""

    words: str
    line: int
    concept: str
    suggestions: list[str]


class UnderstandingAnswer(_Answer):
    """What the text says about the person's skills."""

    understood: list[UnderstoodAnswer]
    perhaps: list[PerhapsAnswer]
    ambiguous: list[AmbiguousAnswer]
    not_taken: list[NotTakenAnswer]
    not_understood: list[NotUnderstoodAnswer]


class ReadingQuestion(_Question):
    """What is to be read."""

    text: str = Field(
        "",
        max_length=MAX_TEXT,
        description="A list, a CV, or whatever else says what a person can do.",
    )
    checklist: str = Field(
        "",
        max_length=MAX_TEXT,
        description="Markdown, such as a roadmap, whose ticks `[x]` say what is known.",
    )


class ReadingAnswer(_Answer):
    """What a text and a checklist say that a person knows of a map."""

    revision: int
    text: UnderstandingAnswer | None = Field(description="Null if no text was sent.")
    ticked: list[str] = Field(description="Skills that the checklist ticks.")
    unknown: list[UnknownNameAnswer] = Field(
        description="Ticks that the map does not have, or has more than once."
    )

    @classmethod
    def of(cls, snapshot: Snapshot, text: Understanding | None, ticked: KnownNames | None) -> Self:
        """Return what was read of each that was sent."""
        return cls(
            revision=snapshot.revision,
            text=UnderstandingAnswer.model_validate(text) if text else None,
            ticked=list(snapshot.graph.in_order(ticked.skills)) if ticked else [],
            unknown=[UnknownNameAnswer.model_validate(name) for name in ticked.unknown]
            if ticked
            else [],
        )


class StatementAnswer(_Answer):
    """Something to say by `set`."""

    names: list[str]
    progress: Progress | None


class KnowledgeChangeAnswer(_Answer):
    """What a person's marks have become, or would become."""

    learner: str
    revision: int
    map: str
    map_revision: int
    dry_run: bool
    changes: list[MarkChangeAnswer]
    unknown: list[UnknownNameAnswer] = Field(description="Nothing was marked for these.")
    text: UnderstandingAnswer | None = Field(description="Null if no text was sent.")
    undo: list[StatementAnswer] = Field(description="A `set` that takes it all back.")

    @classmethod
    def of(
        cls,
        marked: Marked,
        kept: Learner,
        snapshot: Snapshot,
        text: Understanding | None = None,
        *,
        dry_run: bool = False,
    ) -> Self:
        """Return what statements made of the marks of a person, who is kept like that now."""
        return cls(
            learner=kept.id,
            revision=kept.revision,
            map=snapshot.map_id,
            map_revision=snapshot.revision,
            dry_run=dry_run,
            changes=[MarkChangeAnswer.model_validate(change) for change in marked.changes],
            unknown=[UnknownNameAnswer.model_validate(name) for name in marked.unknown],
            text=UnderstandingAnswer.model_validate(text) if text else None,
            undo=[StatementAnswer.model_validate(statement) for statement in marked.undo],
        )


class LearnerNextAnswer(NextAnswer):
    """What a person is ready to learn, from what is kept about them."""

    learner: str
    learner_revision: int
    notes: list[MarkNoteAnswer]

    @classmethod
    def of(cls, answer: Next, knowledge: Knowledge) -> Self:
        """Return an answer about a person."""
        plain = NextAnswer.model_validate(answer)
        return cls.model_validate({**plain.model_dump(), **_about(knowledge)})


class LearnerRoadmapAnswer(RoadmapAnswer):
    """The way to a person's goals, from what is kept about them."""

    learner: str
    learner_revision: int
    notes: list[MarkNoteAnswer]
    pace: PaceAnswer

    @classmethod
    def of(cls, roadmap: Roadmap, knowledge: Knowledge) -> Self:
        """Return a roadmap for a person."""
        plain = RoadmapAnswer.model_validate(roadmap)
        pace = PaceAnswer.model_validate(knowledge.pace)
        return cls.model_validate({**plain.model_dump(), **_about(knowledge), "pace": pace})


class RecordMark(_Answer):
    """A mark in a record."""

    map_id: MapId
    skill: str
    name: str
    progress: Progress
    since: str
    source: MarkSource = "import"
    hours: float | None = None


class RecordGoal(_Answer):
    """A goal in a record."""

    map_id: MapId
    entry: str
    name: str
    since: str


class Record(_Answer):
    """All that is kept about a person, but the id."""

    waypath_record: Literal[1]
    name: str = ""
    hours_per_week: float | None = None
    holidays: list[HolidayAnswer] = Field(default_factory=list)
    marks: list[RecordMark] = Field(default_factory=list)
    goals: list[RecordGoal] = Field(default_factory=list)


class RecordNoteAnswer(MarkNoteAnswer):
    """What a mark or a goal of the record means in the map as it is."""

    map_id: MapId


class RecordAnswer(_Answer):
    """What a record added to what is kept, or would add."""

    learner: str
    revision: int
    dry_run: bool
    outcome: Outcome
    added: list[RecordMark] = Field(description="Marks on skills that had none.")
    changed: list[RecordMark] = Field(description="Newer marks, in the place of older ones.")
    older: list[RecordMark] = Field(description="Not taken, because newer marks are there.")
    goals: list[RecordGoal] = Field(description="New goals.")
    notes: list[RecordNoteAnswer] = Field(
        description="What the maps do not have by the id that it has in the record. It is kept."
    )
    missing_maps: list[str] = Field(description="Maps that are not here. What it says is kept.")

    @classmethod
    def of(
        cls,
        merged: Merged,
        kept: Learner,
        notes: RecordNotes,
        *,
        before: Learner | None,
        dry_run: bool,
    ) -> Self:
        """Return what a record added to what was kept before, if anything was."""
        changed: Outcome = "unchanged" if merged.learner == before else "changed"
        return cls(
            learner=kept.id,
            revision=kept.revision,
            dry_run=dry_run,
            outcome=changed if before else "created",
            added=[RecordMark.model_validate(made) for made in merged.added],
            changed=[RecordMark.model_validate(made) for made in merged.changed],
            older=[RecordMark.model_validate(made) for made in merged.older],
            goals=[RecordGoal.model_validate(goal) for goal in merged.goals],
            notes=[
                RecordNoteAnswer.model_validate({"map": map_id, **asdict(note)})
                for map_id, found in notes.by_map.items()
                for note in found
            ],
            missing_maps=list(notes.missing_maps),
        )


def _about(knowledge: Knowledge) -> dict[str, object]:
    return {
        "learner": knowledge.learner,
        "learner_revision": knowledge.revision,
        "notes": [MarkNoteAnswer.model_validate(note) for note in knowledge.notes],
    }
