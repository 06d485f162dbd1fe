"""The JSON of what a person knows: marks, notes, and statements that were read."""

from typing import Self

from pydantic import Field

from api.schemas.common import AnswerModel, MapName, Names, QuestionModel, UnknownNameAnswer
from graph import (
    Fate,
    Knowledge,
    KnownNames,
    Learner,
    Marked,
    MarkSource,
    Progress,
    Snapshot,
    Stance,
    Understanding,
)

MAX_TEXT = 200_000
"""Characters of a pasted text: a long CV has 20,000."""


class MarkAnswer(AnswerModel):
    """How a person stands to a skill, as it was said."""

    skill: str = Field(description="The id that the mark was made with.")
    name: str = Field(description="What the skill was called then.")
    progress: Progress
    since: str
    source: MarkSource
    hours: float | None = Field(description="How long it took, if the person says so.")


class MarkNoteAnswer(AnswerModel):
    """What became of a mark or a goal whose entry the map has no more."""

    id: str
    name: str
    how: Fate
    now: list[str]
    counts: bool = Field(description="Whether it counts for any of `now`.")
    text: str


class PaceAnswer(AnswerModel):
    """How fast a person learns."""

    factor: float = Field(description="Real hours per estimated hour.")
    skills: int = Field(description="Known skills of which the person said how long they took.")


class KnowledgeAnswer(AnswerModel):
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


class StatementQuestion(QuestionModel):
    """How a person stands to some skills."""

    names: Names = Field(
        min_length=1, description="Ids, names or paths. A topic or an area means all under it."
    )
    progress: Progress | None = Field(description="Null takes marks back.")
    hours: float | None = Field(
        None, gt=0, lt=100_000, description="How long it took; only for one known skill."
    )


class KnowledgeQuestion(QuestionModel):
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


class MarkChangeAnswer(AnswerModel):
    """A skill to which the person stands in another way than before."""

    skill: str
    name: str
    before: Progress | None
    after: Progress | None


class UnderstoodAnswer(AnswerModel):
    """A skill that the text says the person has."""

    skill: str
    words: str
    line: int
    certainty: float


class PerhapsAnswer(AnswerModel):
    """Something that the text may mean."""

    entry: str
    skills: list[str]
    words: str
    line: int


class AmbiguousAnswer(AnswerModel):
    """Words that can mean several entries."""

    words: str
    line: int
    candidates: list[str]


class NotTakenAnswer(AnswerModel):
    """Skills that the text names, but not as known."""

    skills: list[str]
    words: str
    line: int
    stance: Stance


class NotUnderstoodAnswer(AnswerModel):
    """Something that looks like a skill and is none of the map's."""

    words: str
    line: int
    concept: str
    suggestions: list[str]


class UnderstandingAnswer(AnswerModel):
    """What the text says about the person's skills."""

    understood: list[UnderstoodAnswer]
    perhaps: list[PerhapsAnswer]
    ambiguous: list[AmbiguousAnswer]
    not_taken: list[NotTakenAnswer]
    not_understood: list[NotUnderstoodAnswer]


class ReadingQuestion(QuestionModel):
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


class ReadingAnswer(AnswerModel):
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


class StatementAnswer(AnswerModel):
    """Something to say by `set`."""

    names: list[str]
    progress: Progress | None


class KnowledgeChangeAnswer(AnswerModel):
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
