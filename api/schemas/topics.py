"""The JSON of which topics and areas come before which."""

from pydantic import Field

from api.schemas.common import AnswerModel
from api.schemas.prerequisites import PrerequisiteAnswer
from graph import TopicLevel


class TopicAnswer(AnswerModel):
    """An area or topic as a whole."""

    id: str = Field(description="Empty for the skills at the top of the map, in no topic.")
    name: str
    path: list[str]
    skills: int = Field(description="Number of its skills.")
    effort_hours: float


class TopicPrerequisiteAnswer(AnswerModel):
    """Some skills of one topic need something of another one."""

    source: str
    target: str
    skills: int = Field(description="Skills of `target` that do, directly or further on.")
    share: float = Field(description="Their share of the skills of `target`.")
    confidence: float = Field(description="How sure that is, on average over these skills.")
    implied: bool = Field(
        description="Whether others that weigh as much lead from `source` to `target` as well. A "
        "picture does without it."
    )
    examples: list[PrerequisiteAnswer] = Field(
        description="The surest prerequisites that lead from the one to the other, at most three."
    )


class TopicCutAnswer(AnswerModel):
    """Skills of a topic that need something of a later one, because no order suits all."""

    prerequisite: TopicPrerequisiteAnswer
    cycle: list[str] = Field(description="The cycle it would have closed.")


class TopicsAnswer(AnswerModel):
    """The areas or topics of a map, and which of them is learned before which."""

    revision: int
    level: TopicLevel
    topics: list[TopicAnswer] = Field(description="In an order in which to go through them.")
    prerequisites: list[TopicPrerequisiteAnswer] = Field(
        description="Of every topic on those before it. Never a cycle."
    )
    cut: list[TopicCutAnswer] = Field(description="What speaks against this order.")
