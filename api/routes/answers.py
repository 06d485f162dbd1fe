"""What to learn next, in which order, and why; and the graph that all of it rests on."""

from typing import Annotated, Literal, TypedDict

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.dependencies import Current, MinConfidence, Readable, Weights
from api.problems import problem_responses
from api.roadmap_files import AskedFormat, roadmap_answer, roadmap_contents
from api.schemas import answers as schemas
from graph import (
    DEFAULT_MIN_CONFIDENCE,
    Holiday,
    NextAnswer,
    OrderAnswer,
    ReadinessAnswer,
    Roadmap,
    WhatIf,
    check_readiness,
    order_skills,
    plan_roadmap,
    recommend_next,
    what_if,
)
from graph.clock import today
from graph.export import GRAPH_FORMATS
from graph.export.document import write_document

router = APIRouter(prefix="/v1/maps/{map_id}", tags=["answers"])

GraphFormatName = Literal["json", "mermaid", "dot", "graphml", "cypher"]

_PROBLEMS = problem_responses(
    "unknown_map", "unknown_skill", "ambiguous_name", "body_too_large", "store_unavailable"
)


@router.post("/order", response_model=schemas.OrderAnswer, responses=_PROBLEMS)
def put_in_order(question: schemas.OrderQuestion, snapshot: Current) -> OrderAnswer:
    """Put skills in an order in which they can be learned, or in stages."""
    return order_skills(
        snapshot,
        question.skills,
        stages=question.stages,
        min_confidence=question.min_confidence,
    )


@router.post("/next", response_model=schemas.NextAnswer, responses=_PROBLEMS)
def recommend(question: schemas.NextQuestion, snapshot: Current, weights: Weights) -> NextAnswer:
    """Say what a person is ready to learn, ranked, with reasons.

    A name among `known` that the map does not have is no error: the answer lists it.
    """
    return recommend_next(
        snapshot,
        question.known,
        question.goals,
        limit=question.limit,
        min_confidence=question.min_confidence,
        assume_prerequisites=question.assume_prerequisites,
        learning=question.learning,
        skipped=question.skipped,
        max_hours=question.max_hours,
        weights=question.weights.over(weights) if question.weights else weights,
    )


@router.post("/readiness", response_model=schemas.ReadinessAnswer, responses=_PROBLEMS)
def readiness(question: schemas.ReadinessQuestion, snapshot: Current) -> ReadinessAnswer:
    """Say whether a person is ready for a skill, and what is missing if not."""
    return check_readiness(
        snapshot, question.known, question.skill, min_confidence=question.min_confidence
    )


@router.post(
    "/roadmap",
    response_model=schemas.RoadmapAnswer,
    responses={
        **_PROBLEMS,
        **problem_responses("format_unavailable", "not_acceptable"),
        200: {"content": roadmap_contents()},
    },
)
def plan(
    question: schemas.RoadmapQuestion,
    snapshot: Current,
    response: Response,
    name: AskedFormat,
) -> Roadmap | Response:
    """Put what a person has to learn for their goals in an order that reaches these early."""
    roadmap = plan_roadmap(snapshot, question.known, question.goals, **_wishes(question))
    return roadmap_answer(roadmap, snapshot, name, response)


@router.post("/roadmap/what-if", response_model=schemas.WhatIfAnswer, responses=_PROBLEMS)
def compare_goals(question: schemas.WhatIfQuestion, snapshot: Current) -> WhatIf:
    """Say what each goal saves if it is dropped, and what each further one costs if it is added."""
    return what_if(
        snapshot,
        question.known,
        question.goals,
        add=question.add,
        drop=question.drop,
        **_wishes(question),
    )


class _Wishes(TypedDict):
    min_confidence: float
    skipped: list[str]
    hours_per_week: float | None
    start: str
    holidays: list[Holiday]
    pace: float


def _wishes(question: schemas.RoadmapQuestion) -> _Wishes:
    """Return how a person wants to learn; they start today if they do not say when."""
    return {
        "min_confidence": question.min_confidence,
        "skipped": question.skipped,
        "hours_per_week": question.hours_per_week,
        "start": question.start or today(),
        "holidays": [Holiday(days.first, days.last) for days in question.holidays],
        "pace": question.pace,
    }


@router.get(
    "/graph",
    response_class=Response,
    responses={
        **problem_responses("unknown_map", "store_unavailable"),
        200: {
            "description": "The graph in the format asked for.",
            "content": {
                kind.media_type: {"schema": {"type": "object" if name == "json" else "string"}}
                for name, kind in GRAPH_FORMATS.items()
            },
        },
    },
)
def export_graph(
    snapshot: Readable,
    response: Response,
    format: GraphFormatName = "json",  # noqa: A002 - the contract's name
    min_confidence: MinConfidence = DEFAULT_MIN_CONFIDENCE,
    evidence: Annotated[
        bool,
        Query(
            description="Whether `json` holds what speaks for each prerequisite. Of a large map "
            "that is most of the answer: without, `evidence` is empty, and "
            "`GET /v1/maps/{map}/skills/{skill}` has that of one skill.",
            examples=[False],
        ),
    ] = True,
) -> Response:
    """Export entries and prerequisites in use as a file."""
    kind = GRAPH_FORMATS[format]
    if format == "json" and not evidence:
        text = write_document(snapshot, min_confidence, evidence=False)
    else:
        text = kind.write(snapshot, min_confidence)
    return Response(text, headers=dict(response.headers), media_type=kind.media_type)
