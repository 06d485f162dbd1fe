"""The JSON of skills that share a name, and of what was decided about them."""

from pydantic import Field

from api.schemas.common import AnswerModel, QuestionModel
from graph import NameVerdict


class NameQuestion(QuestionModel):
    """What a person decides about a name that stands under several topics."""

    verdict: NameVerdict = Field(
        description="`merged` makes one skill of all its places, `split` a skill for each topic."
    )
    note: str = Field("", max_length=2000, description="The reason, for other people.")


class NameDecisionAnswer(AnswerModel):
    """What a person decided about a name."""

    name: str
    verdict: NameVerdict
    decided_at: str
    note: str


class SharedNameAnswer(AnswerModel):
    """A name that stands under several topics, and what it is taken for."""

    name: str
    verdict: NameVerdict = Field(description="Whether it is one skill or several.")
    ids: list[str] = Field(description="The skills of this name; one if they are merged.")
    lines: list[int]
    reason: str
    decision: NameDecisionAnswer | None = Field(
        description="What a person decided; null if Waypath found it out."
    )


class SharedNamePage(AnswerModel):
    """Some of the names that stand under several topics."""

    revision: int
    names: list[SharedNameAnswer]
    total: int
    next_cursor: str | None


class DecidedNameAnswer(SharedNameAnswer):
    """A name after a decision."""

    revision: int
