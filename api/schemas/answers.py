"""The JSON of what a person asks: order, next skills, readiness, roadmap, what if."""

from dataclasses import replace

from pydantic import Field

from api.schemas.common import (
    GOALS,
    KNOWN,
    MIN_CONFIDENCE,
    AnswerModel,
    Confidence,
    Date,
    Goals,
    Name,
    Names,
    QuestionModel,
    UnknownNameAnswer,
    Weight,
)
from graph import (
    DEFAULT_MIN_CONFIDENCE,
    MAX_HOURS_PER_WEEK,
    MAX_PACE,
    MIN_HOURS_PER_WEEK,
    FactorName,
    RankingWeights,
)


class OrderQuestion(QuestionModel):
    """What to put in order."""

    skills: Names = Field(
        default_factory=list,
        description="Ids, names or paths; an area or topic means all skills under it. "
        "None means the whole map.",
    )
    stages: bool = Field(default=False, description="Say also what can be learned in parallel.")
    min_confidence: Confidence = Field(DEFAULT_MIN_CONFIDENCE, description=MIN_CONFIDENCE)


class WeightsQuestion(QuestionModel):
    """How much each factor counts; what is left out counts as it does in this service."""

    goal: Weight = None
    unlock: Weight = None
    topic: Weight = None
    begun: Weight = None
    effort: Weight = None
    certainty: Weight = None

    def over(self, weights: RankingWeights) -> RankingWeights:
        """Return these weights, and those of the service where there is none.

        Raises:
            WeightsError: All are 0.
        """
        return replace(weights, **self.model_dump(exclude_none=True))


class NextQuestion(QuestionModel):
    """What a person knows and wants."""

    known: Names = Field(default_factory=list, description=KNOWN)
    goals: Goals = Field(default_factory=list, description=GOALS)
    limit: int = Field(10, ge=1, le=1000)
    min_confidence: Confidence = Field(DEFAULT_MIN_CONFIDENCE, description=MIN_CONFIDENCE)
    assume_prerequisites: bool = Field(
        default=True,
        description="Whether a person who knows a skill also knows everything that it needs.",
    )
    learning: Names = Field(
        default_factory=list,
        description="What the person has begun. It is not known; if it is ready, it ranks higher.",
    )
    skipped: Names = Field(
        default_factory=list,
        description="What the person sets aside. It is never offered, and nothing waits for it.",
    )
    max_hours: float | None = Field(
        None, gt=0, le=1e6, description="Only what takes at most so many hours is offered."
    )
    weights: WeightsQuestion | None = Field(
        None,
        description="How much each factor counts in the ranking. No weight lets a skill be offered "
        "that is not ready.",
    )


class ReadinessQuestion(QuestionModel):
    """What a person knows, and the skill in question."""

    known: Names = Field(default_factory=list, description=KNOWN)
    skill: Name
    min_confidence: Confidence = Field(DEFAULT_MIN_CONFIDENCE, description=MIN_CONFIDENCE)


class HolidayQuestion(QuestionModel):
    """Days on which nothing is learned, both included."""

    first: Date
    last: Date


class RoadmapQuestion(QuestionModel):
    """What a person knows and wants, and when they have time."""

    known: Names = Field(default_factory=list, description=KNOWN)
    goals: Goals = Field(default_factory=list, description=GOALS)
    min_confidence: Confidence = Field(DEFAULT_MIN_CONFIDENCE, description=MIN_CONFIDENCE)
    skipped: Names = Field(
        default_factory=list,
        description="What is set aside, named likewise: it is not planned, nothing waits for it.",
    )
    hours_per_week: float | None = Field(
        None,
        ge=MIN_HOURS_PER_WEEK,
        le=MAX_HOURS_PER_WEEK,
        description="Hours that the person has, for dates. They are spread evenly over the days.",
    )
    start: Date | None = Field(
        None, description="The first day; today, in UTC, if hours a week are given and it is not."
    )
    holidays: list[HolidayQuestion] = Field(
        default_factory=list, max_length=200, description="Days on which nothing is learned."
    )
    pace: float = Field(
        1.0, gt=0, le=MAX_PACE, description="Real hours of this person for an estimated hour."
    )


class WhatIfQuestion(RoadmapQuestion):
    """What a person knows and wants, and goals that they may add or drop."""

    add: Goals = Field(default_factory=list, description="Further goals, named likewise.")
    drop: Goals = Field(default_factory=list, description="Goals to drop, some of `goals`.")


class OrderAnswer(AnswerModel):
    """Skills in an order in which they can be learned."""

    revision: int
    order: list[str]
    stages: list[list[str]] = Field(description="Empty unless they were asked for.")


class UnlocksAnswer(AnswerModel):
    """What learning a skill opens the way to."""

    count: int = Field(description="Skills not known that need it, directly or further on.")
    goals: list[str] = Field(description="Goals that it is part of or leads to.")


class FactorAnswer(AnswerModel):
    """One thing that was looked at to rank a skill."""

    factor: FactorName
    value: float = Field(description="0 to 1; 1 speaks for the skill as much as this can.")
    weight: float = Field(description="Its share of all weights that apply; together they are 1.")


class NextSkillAnswer(AnswerModel):
    """A skill that is ready, and why it is worth learning."""

    id: str
    name: str
    path: list[str]
    score: float = Field(description="From 0 to 1, for comparing skills of one answer.")
    because: list[str] = Field(description="Direct prerequisites, all of them known.")
    unlocks: UnlocksAnswer
    effort_hours: float
    reasons: list[str]
    ready_probability: float = Field(
        description="How sure it is that the person is ready: prerequisites that are too unsure to "
        "be used, and knowledge that is only assumed, speak against it."
    )
    factors: list[FactorAnswer] = Field(
        description="What the score is made of: the mean of the values by their weights. Where "
        "there are goals, that is half of the score, and whether the skill leads to one the other."
    )


class NextAnswer(AnswerModel):
    """What someone is ready to learn: the outer fringe, ranked."""

    revision: int
    state: list[str] = Field(description="The knowledge state, in map order.")
    assumed: list[str] = Field(description="What was added to the state because it is needed.")
    unknown: list[UnknownNameAnswer]
    review: list[str] = Field(description="The inner fringe: known, and not needed by the rest.")
    ready_total: int = Field(description="Size of the outer fringe.")
    next: list[NextSkillAnswer]


class ReadinessAnswer(AnswerModel):
    """Where a person stands with one skill."""

    revision: int
    skill: str
    known: bool
    ready: bool = Field(description="Not known, and nothing is missing.")
    missing_direct: list[str]
    missing_all: list[str] = Field(description="In learning order.")
    assumed: list[str]
    unknown: list[UnknownNameAnswer]


class StepAnswer(AnswerModel):
    """One skill of a roadmap."""

    id: str
    name: str
    path: list[str]
    effort_hours: float
    because: list[str] = Field(description="Direct prerequisites: known, or an earlier step.")
    goals: list[str] = Field(description="Goals that it is part of or leads to.")
    stage: int = Field(description="From 1. Skills of one stage can be learned in parallel.")
    is_critical: bool = Field(description="Whether it is on the chain that takes longest.")
    starts: str | None = Field(description="Date; null if no hours a week were given.")
    ends: str | None = Field(description="Date; null if no hours a week were given.")


class RoadmapAnswer(AnswerModel):
    """What to learn, in order, to reach the goals early."""

    revision: int
    goals: list[str]
    assumed: list[str]
    unknown: list[UnknownNameAnswer]
    steps: list[StepAnswer]
    effort_hours: float
    critical_hours: float = Field(
        description="Effort of the chain of prerequisites that takes longest."
    )
    hours_per_week: float | None
    starts: str | None = Field(description="Date; null without hours a week, or without steps.")
    ends: str | None = Field(description="Date; null without hours a week, or without steps.")


class OutlookAnswer(AnswerModel):
    """What is ahead of a person with some goals."""

    skills: int
    effort_hours: float
    ends: str | None = Field(description="Date; null without hours a week, or without steps.")


class GoalCostAnswer(AnswerModel):
    """What adding or dropping one goal would change. What is below 0 is saved."""

    goal: str
    name: str
    skills: int
    effort_hours: float
    days: int | None = Field(description="Days by which all would end later; null without dates.")
    ends: str | None = Field(description="Date on which all would end then.")


class WhatIfAnswer(AnswerModel):
    """What adding and dropping goals would change."""

    revision: int
    goals: list[str]
    unknown: list[UnknownNameAnswer]
    now: OutlookAnswer
    then: OutlookAnswer = Field(description="If all is added and dropped that was asked about.")
    add: list[GoalCostAnswer] = Field(description="What each further goal alone costs.")
    drop: list[GoalCostAnswer] = Field(description="What dropping each goal alone saves.")
