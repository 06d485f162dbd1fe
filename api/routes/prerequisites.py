"""Prerequisites: list and explain them, decide about one, take a decision back."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response

from api.dependencies import (
    AllSnapshots,
    Current,
    Cursor,
    IfMatch,
    Limit,
    MinConfidence,
    Readable,
    etag_of,
    page_of,
    require_match,
)
from api.problems import DECISION_PROBLEMS, problem_responses
from api.schemas.prerequisites import (
    DecidedAnswer,
    DecisionQuestion,
    ExplanationAnswer,
    PrerequisitePage,
    QuestionPage,
)
from graph import (
    DEFAULT_MIN_CONFIDENCE,
    Explanation,
    Prerequisite,
    Question,
    Status,
    decide,
    explain,
    review_questions,
    withdraw,
)

router = APIRouter(prefix="/v1/maps/{map_id}/prerequisites", tags=["prerequisites"])

Source = Annotated[
    str, Path(description="Id of the skill that is learned first.", examples=["basics/http"])
]
Target = Annotated[str, Path(description="Id of the skill that needs it.", examples=["apis/rest"])]


@router.get(
    "",
    responses=problem_responses("unknown_map", "store_unavailable"),
)
def list_prerequisites(
    snapshot: Readable,
    status: Annotated[Status | None, Query(description="Only those of this status.")] = None,
    min_confidence: MinConfidence = 0,
    order: Annotated[
        Literal["map", "doubtful"],
        Query(
            description="`map`: those in use and the rejected ones, in map order of their targets. "
            "`doubtful`: what was inferred and nobody has decided about, those first of which a "
            "decision is expected to change most answers."
        ),
    ] = "map",
    used_from: Annotated[
        float,
        Query(
            ge=0,
            le=1,
            description="With `order=doubtful`: the confidence from which on answers use a "
            "prerequisite.",
        ),
    ] = DEFAULT_MIN_CONFIDENCE,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> PrerequisitePage | QuestionPage:
    """List prerequisites, in map order or as questions, those first that matter most."""

    def is_wanted(edge: Prerequisite | Question) -> bool:
        return edge.confidence >= min_confidence and status in (None, edge.status)

    if order == "doubtful":
        questions = review_questions(snapshot, min_confidence=used_from)
        asked = [question for question in questions if is_wanted(question)]
        shown, next_cursor = page_of(asked, _key, limit, cursor)
        return QuestionPage.of(snapshot, shown, len(asked), next_cursor)
    edges = [edge for edge in snapshot.prerequisites if is_wanted(edge)]
    page, next_cursor = page_of(edges, _key, limit, cursor)
    return PrerequisitePage.of(snapshot, page, len(edges), next_cursor)


@router.get(
    "/{source:path}..{target:path}",
    response_model=ExplanationAnswer,
    responses=problem_responses(
        "unknown_map", "unknown_skill", "ambiguous_name", "store_unavailable"
    ),
)
def explain_prerequisite(
    source: Source, target: Target, snapshot: Readable, min_confidence: MinConfidence = 0.5
) -> Explanation:
    """Say why one skill comes before another, or why not. Any two skills can be asked about."""
    return explain(snapshot, source, target, min_confidence=min_confidence)


@router.put("/{source:path}..{target:path}", responses=DECISION_PROBLEMS)
def put_decision(
    source: Source,
    target: Target,
    decision: DecisionQuestion,
    snapshot: Current,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
) -> DecidedAnswer:
    """Decide about a prerequisite. A decision outranks inference and survives every import."""
    require_match(snapshot, if_match)
    decided = decide(snapshots.store, snapshot, source, target, decision.status, decision.note)
    snapshots.keep(decided)
    response.headers["ETag"] = etag_of(decided.revision)
    return DecidedAnswer.of(decided, source, target)


@router.delete("/{source:path}..{target:path}", status_code=204, responses=DECISION_PROBLEMS)
def withdraw_decision(
    source: Source,
    target: Target,
    snapshot: Current,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
) -> None:
    """Take a decision back, so that inference holds again."""
    require_match(snapshot, if_match)
    after = withdraw(snapshots.store, snapshot, source, target)
    snapshots.keep(after)
    response.headers["ETag"] = etag_of(after.revision)


def _key(edge: Prerequisite | Question) -> str:
    return f"{edge.source}..{edge.target}"
