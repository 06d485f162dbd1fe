"""What a text or a checklist says that somebody knows of a map. Nothing of it is kept."""

from fastapi import APIRouter

from api.dependencies import Current
from api.problems import problem_responses
from api.schemas.knowledge import ReadingAnswer, ReadingQuestion
from graph import parse_skill_map, ticked_in, understand

router = APIRouter(prefix="/v1/maps/{map_id}", tags=["answers"])


@router.post(
    "/understand",
    responses=problem_responses(
        "unknown_map", "body_too_large", "map_empty", "map_unreadable", "store_unavailable"
    ),
)
def read_text(question: ReadingQuestion, snapshot: Current) -> ReadingAnswer:
    """Say which skills of a map a pasted text speaks of, and which a checklist ticks."""
    text, checklist = question.text, question.checklist
    return ReadingAnswer.of(
        snapshot,
        understand(snapshot, text) if text else None,
        ticked_in(snapshot, parse_skill_map(checklist)) if checklist else None,
    )
