"""What to learn next, in which order, and why; and the graph that all of it rests on."""

from typing import Annotated, Literal

from fastapi import APIRouter, Header
from fastapi.responses import Response

from api import schemas
from api.dependencies import Current, MinConfidence, Readable, preferred
from api.problems import problem_responses
from graph import (
    DEFAULT_MIN_CONFIDENCE,
    NextAnswer,
    OrderAnswer,
    ReadinessAnswer,
    Roadmap,
    check_readiness,
    order_skills,
    plan_roadmap,
    recommend_next,
)
from graph.export import GRAPH_FORMATS
from graph.export.roadmap_markdown import roadmap_markdown

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
def recommend(question: schemas.NextQuestion, snapshot: Current) -> NextAnswer:
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
        **problem_responses("not_acceptable"),
        200: {"content": {"text/markdown": {"example": "- [ ] REST (4h)\n"}}},
    },
)
def plan(
    question: schemas.RoadmapQuestion,
    snapshot: Current,
    response: Response,
    accept: Annotated[
        str, Header(description="`application/json`, or `text/markdown` for a checklist.")
    ] = "application/json",
) -> Roadmap | Response:
    """Put what a person has to learn for their goals in order, topic by topic."""
    roadmap = plan_roadmap(
        snapshot, question.known, question.goals, min_confidence=question.min_confidence
    )
    response.headers["Vary"] = "Accept"
    media_type = preferred(accept, ("application/json", "text/markdown"))
    if media_type == "text/markdown":
        text = roadmap_markdown(roadmap, snapshot)
        return Response(text, headers=dict(response.headers), media_type=media_type)
    return roadmap


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
) -> Response:
    """Export entries and prerequisites in use as a file."""
    kind = GRAPH_FORMATS[format]
    text = kind.write(snapshot, min_confidence)
    return Response(text, headers=dict(response.headers), media_type=kind.media_type)
