"""The names, numbers and base classes that the JSON in and out is made of."""

from typing import Annotated

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from graph import MAX_WEIGHT

MAX_NAME = 4000
"""Characters of an id or name; an id has up to 38 slugs of up to 87 characters."""
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
Names = Annotated[list[Name], Field(max_length=20_000)]
Goals = Annotated[list[Name], Field(max_length=100)]
Confidence = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float | None, Field(ge=0, le=MAX_WEIGHT)]
Date = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d{2}-\d{2}$",
        json_schema_extra={"format": "date"},
        examples=["2027-01-04"],
    ),
]
MapName = Annotated[str, Field(min_length=1, max_length=80)]
MapId = Annotated[
    str, Field(validation_alias=AliasChoices("map", "map_id"), serialization_alias="map")
]

KNOWN = "Ids, names or paths of what the person knows. An area or topic means all skills under it."
GOALS = "What the person wants to know in the end, named likewise. None means the whole map."
MIN_CONFIDENCE = "Prerequisites that are less sure are not used."


class QuestionModel(BaseModel):
    """What is asked: unknown fields and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class AnswerModel(BaseModel):
    """What is answered, read from a value of the library with the same fields."""

    model_config = ConfigDict(from_attributes=True)


class UnknownNameAnswer(AnswerModel):
    """A name that the map does not have, with the ids that come closest."""

    id: str
    suggestions: list[str]
