"""The JSON of placements: where a person stands, found out by questions."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.common import AnswerModel, Goals, Name, Names, QuestionModel
from graph import PlacementResult, PlacementSession, Reply, Stop

LearnerName = Annotated[str, Field(max_length=80)]


class PlacementStart(QuestionModel):
    """What a placement is to be about, and whose."""

    goals: Goals = Field(
        default_factory=list,
        description="Ids, names or paths: only what these need is asked about. None means the "
        "whole map.",
    )
    learner: LearnerName | None = Field(
        None,
        description="Id of a learner. What they are known to know is not asked about, and what "
        "comes out can be kept as theirs.",
    )


class ReplyQuestion(QuestionModel):
    """What a person says when asked whether they know a skill."""

    skill: Name = Field(description="Id, name or path of the skill: the one that was asked about.")
    reply: Reply = Field(description="`unsure` counts as a faint no.")


class FinishQuestion(QuestionModel):
    """What a person confirms that they know."""

    known: Names | None = Field(
        None,
        description="Ids, names or paths. Null means all that the placement found to be known.",
    )


class AskedSkillAnswer(AnswerModel):
    """Does the person know this skill?"""

    skill: str
    name: str
    path: list[str]
    description: str
    chance: float = Field(description="How likely they do, as it looks so far, 0 to 1.")
    reason: str = Field(description="Why it is asked, in words.")


class GivenAnswer(AnswerModel):
    """What a person said when asked whether they know a skill."""

    skill: str
    reply: Reply


class PlacementSessionAnswer(AnswerModel):
    """A placement as far as it has come: what the person seems to know, and the next question."""

    id: str = Field(description="Whoever knows it can go on with the placement.")
    map: str
    learner: str | None
    revision: int = Field(description="Of the map.")
    goals: list[str] = Field(description="Empty means the whole map.")
    answers: list[GivenAnswer] = Field(description="Those given so far, the last one last.")
    question: AskedSkillAnswer | None = Field(description="Null if it is done.")
    asked: int = Field(description="Answers that were heard.")
    left: int = Field(description="About so many more questions; 0 if it is done.")
    stop: Stop | None = Field(
        description="Why it is done: `sure` enough, at the `limit`, or `all_asked`."
    )
    certainty: float = Field(description="Share of skills that `likely` is expected to tell right.")
    known: list[str] = Field(description="Rather certainly known, closed under prerequisites.")
    undecided: list[str]
    unknown: list[str]
    likely: list[str] = Field(description="Known rather than not, likewise closed.")
    chances: dict[str, float] = Field(description="How likely each skill is known.")

    @classmethod
    def of(cls, session: PlacementSession, result: PlacementResult) -> Self:
        """Return a placement and what it shows."""
        question = result.question
        return cls(
            id=session.id,
            map=session.map_id,
            learner=session.learner_id or None,
            revision=result.revision,
            goals=list(result.goals),
            answers=[GivenAnswer.model_validate(answer) for answer in session.answers],
            question=AskedSkillAnswer.model_validate(question) if question else None,
            asked=result.asked,
            left=result.left,
            stop=result.stop,
            certainty=result.certainty,
            known=list(result.known),
            undecided=list(result.undecided),
            unknown=list(result.unknown),
            likely=list(result.likely),
            chances=dict(result.chances),
        )


class FinishedAnswer(AnswerModel):
    """What was kept of a placement."""

    id: str
    learner: str | None = Field(description="Whose marks they are; null if nothing was kept.")
    learner_revision: int | None
    known: list[str] = Field(description="What the person knows, as they confirmed it.")
    marked: list[str] = Field(description="What is newly marked as known, in map order.")
