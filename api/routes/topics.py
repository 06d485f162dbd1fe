"""Which area or topic of a map is learned before which, summed up from their skills."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import MinConfidence, Readable
from api.problems import problem_responses
from api.schemas import topics as schemas
from graph import DEFAULT_MIN_CONFIDENCE, TopicLevel, TopicsAnswer, topic_prerequisites

router = APIRouter(prefix="/v1/maps/{map_id}/topics", tags=["answers"])


@router.get(
    "",
    response_model=schemas.TopicsAnswer,
    responses=problem_responses("unknown_map", "store_unavailable"),
)
def list_topics(
    snapshot: Readable,
    level: Annotated[
        TopicLevel,
        Query(
            description="`area` for what stands at the top of the map, `topic` for every area and "
            "topic in which skills stand directly."
        ),
    ] = "area",
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
) -> TopicsAnswer:
    """Say in which order to go through the areas or topics of a map, and why."""
    return topic_prerequisites(snapshot, level=level, min_confidence=min_confidence)
