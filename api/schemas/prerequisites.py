"""The JSON of prerequisites: evidence, decisions, explanations and open questions."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field, computed_field

from api.schemas.common import AnswerModel, QuestionModel
from graph import (
    Band,
    Prerequisite,
    Question,
    Relation,
    SkillId,
    Snapshot,
    Status,
    Verdict,
    band_of,
)


class DecisionQuestion(QuestionModel):
    """What a person decides about a prerequisite."""

    status: Verdict = Field(
        description="`accepted` confirms what was inferred, `asserted` adds a prerequisite, "
        "`rejected` sees to it that it is never used and never inferred again."
    )
    note: str = Field("", max_length=2000, description="The reason, for other people.")


class EvidenceAnswer(AnswerModel):
    """Why one rule takes an edge for a prerequisite."""

    rule: str
    text: str
    lines: list[int] = Field(description="Lines of the map that the rule looked at.")
    strength: float = Field(
        description="How far this alone moves an even chance: over -1, at most 1. Below 0 it "
        "speaks against the edge."
    )


class PrerequisiteAnswer(AnswerModel):
    """An edge: `source` has to be learned before `target`."""

    source: str
    target: str
    confidence: float
    status: Status
    evidence: list[EvidenceAnswer]

    @computed_field(description="`suggested` ones, below 0.7, are worth a person's look.")  # type: ignore[prop-decorator]
    @property
    def band(self) -> Band:
        """Whether it can be relied on."""
        return band_of(self.confidence)


class WeighedAnswer(AnswerModel):
    """A signal that inference looked at."""

    rule: str
    text: str
    worth: float = Field(description="In log-odds. Below 0 it speaks against the prerequisite.")


class DecisionAnswer(AnswerModel):
    """What a person decided about a prerequisite."""

    source: str
    target: str
    verdict: Verdict
    decided_at: str
    note: str


class ExplanationAnswer(AnswerModel):
    """Why two skills are in this order, or in none."""

    revision: int
    source: str
    target: str
    relation: Relation = Field(description="Whether `source` comes before `target`, or after it.")
    text: str
    path: list[PrerequisiteAnswer] = Field(
        description="The prerequisites in use that lead from the one to the other."
    )
    confidence: float = Field(
        description="How sure inference alone is that `source` is a prerequisite of `target`."
    )
    calibrated: float = Field(
        description="The same, moved by what people decided about other pairs of the map."
    )
    weighed: list[WeighedAnswer] = Field(description="What it looked at; the strongest first.")
    decision: DecisionAnswer | None
    changes: list[str] = Field(description="What would change the answer.")


class PrerequisitePage(AnswerModel):
    """Some of the prerequisites."""

    revision: int
    prerequisites: list[PrerequisiteAnswer]
    total: int
    next_cursor: str | None

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        edges: Sequence[Prerequisite],
        total: int,
        next_cursor: str | None = None,
    ) -> Self:
        """Return some of so many prerequisites of a map."""
        return cls(
            revision=snapshot.revision,
            prerequisites=[PrerequisiteAnswer.model_validate(edge) for edge in edges],
            total=total,
            next_cursor=next_cursor,
        )


class QuestionAnswer(PrerequisiteAnswer):
    """An inferred prerequisite that nobody has decided about, and what a decision would change."""

    used: bool = Field(description="Whether answers use it now.")
    chance: float = Field(
        description="How likely a decision changes that: that it is wrong if it is used, or right "
        "if it is not."
    )
    orders: int = Field(description="Pairs of skills whose order would change.")
    fringes: int = Field(description="Skills that would be ready after other skills than now.")
    influence: float = Field(description="`chance` times the sum of `orders` and `fringes`.")
    text: str


class QuestionPage(AnswerModel):
    """Some of the open questions, those first that matter most."""

    revision: int
    prerequisites: list[QuestionAnswer]
    total: int
    next_cursor: str | None

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        questions: Sequence[Question],
        total: int,
        next_cursor: str | None = None,
    ) -> Self:
        """Return some of so many questions about a map."""
        return cls(
            revision=snapshot.revision,
            prerequisites=[QuestionAnswer.model_validate(question) for question in questions],
            total=total,
            next_cursor=next_cursor,
        )


class DecidedAnswer(PrerequisiteAnswer):
    """A prerequisite after a decision."""

    revision: int

    @classmethod
    def of(cls, snapshot: Snapshot, source: SkillId, target: SkillId) -> Self:
        """Return the prerequisite that was decided about."""
        pair = source, target
        edge = next(e for e in snapshot.prerequisites if (e.source, e.target) == pair)
        shown = PrerequisiteAnswer.model_validate(edge).model_dump()
        return cls(revision=snapshot.revision, **shown)
