"""The JSON of learners: who they are, what they want, and all that is kept about them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field

from api.schemas.answers import HolidayQuestion, NextAnswer, RoadmapAnswer
from api.schemas.common import AnswerModel, Goals, MapId, MapName, Name, QuestionModel
from api.schemas.knowledge import MarkNoteAnswer, PaceAnswer
from graph import (
    MAX_HOURS_PER_WEEK,
    MIN_HOURS_PER_WEEK,
    Goal,
    Knowledge,
    Learner,
    MarkSource,
    Merged,
    Progress,
    RecordNotes,
    Roadmap,
    SkillId,
    Snapshot,
    goals_on,
)
from graph import NextAnswer as Next

Outcome: TypeAlias = Literal["created", "changed", "unchanged"]
HoursPerWeek = Annotated[float, Field(ge=MIN_HOURS_PER_WEEK, le=MAX_HOURS_PER_WEEK)]


class GoalQuestion(QuestionModel):
    """Something that a person wants to know."""

    map: MapName = "default"
    goal: Name = Field(description="Id, name or path of a skill, a topic or an area.")


class LearnerQuestion(QuestionModel):
    """What a person says about themselves. What is left out has its usual value."""

    name: str = Field("", max_length=200)
    hours_per_week: HoursPerWeek | None = Field(None, description="Hours to learn, for dates.")
    holidays: list[HolidayQuestion] = Field(default_factory=list, max_length=200)
    goals: list[GoalQuestion] | None = Field(
        None, max_length=100, description="On any maps. Null leaves the goals as they are."
    )


class HolidayAnswer(AnswerModel):
    """Days on which nothing is learned, both included."""

    first: str
    last: str


class GoalAnswer(AnswerModel):
    """A skill, topic or area that a person wants to know."""

    map_id: MapId
    entry: str = Field(description="The id that it was made with.")
    name: str = Field(description="What it was called then.")
    since: str


class LearnerAnswer(AnswerModel):
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


class GoalsQuestion(QuestionModel):
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


class GoalsAnswer(AnswerModel):
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


class RecordMark(AnswerModel):
    """A mark in a record."""

    map_id: MapId
    skill: str
    name: str
    progress: Progress
    since: str
    source: MarkSource = "import"
    hours: float | None = None


class RecordGoal(AnswerModel):
    """A goal in a record."""

    map_id: MapId
    entry: str
    name: str
    since: str


class Record(AnswerModel):
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


class RecordAnswer(AnswerModel):
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
