"""The JSON of skills that a change of the map renamed, moved or removed."""

from pydantic import Field

from api.schemas.common import AnswerModel, Goals, QuestionModel
from graph import How, Kind


class MoveQuestion(QuestionModel):
    """What a person says became of an entry that left the map."""

    now: Goals = Field(
        description="Ids, names or paths of what it is now; none says that it was removed."
    )


class MoveAnswer(AnswerModel):
    """What became of an entry that left the map."""

    id: str = Field(description="The id that it had.")
    name: str
    kind: Kind
    how: How
    now: list[str] = Field(description="What it is now; empty if it was removed.")
    decided_at: str = Field(description="When a person said so; empty if Waypath found it out.")
    found: list[str] = Field(description="What Waypath had found out, if a person says otherwise.")


class MovePage(AnswerModel):
    """Some of the entries that left the map."""

    revision: int
    moves: list[MoveAnswer]
    total: int
    next_cursor: str | None


class DecidedMoveAnswer(MoveAnswer):
    """What became of an entry, after a decision."""

    revision: int
