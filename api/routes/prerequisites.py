"""Prerequisites: list and explain them, decide about one, take a decision back."""

from typing import Annotated

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
from api.problems import problem_responses
from api.schemas import (
    DecidedAnswer,
    DecisionQuestion,
    ExplanationAnswer,
    PrerequisiteAnswer,
    PrerequisitePage,
)
from graph import Explanation, Prerequisite, Status, decide, explain, withdraw

router = APIRouter(prefix="/v1/maps/{map_id}/prerequisites", tags=["prerequisites"])

_DECISION_PROBLEMS = problem_responses(
    "unknown_map",
    "unknown_skill",
    "cycle",
    "decision_impossible",
    "revision_required",
    "stale_revision",
    "store_unavailable",
)
Source = Annotated[
    str, Path(description="Id of the skill that is learned first.", examples=["basics/http"])
]
Target = Annotated[str, Path(description="Id of the skill that needs it.", examples=["apis/rest"])]


@router.get(
    "",
    response_model=PrerequisitePage,
    responses=problem_responses("unknown_map", "store_unavailable"),
)
def list_prerequisites(
    snapshot: Readable,
    status: Annotated[Status | None, Query(description="Only those of this status.")] = None,
    min_confidence: MinConfidence = 0,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> dict[str, object]:
    """List prerequisites, in map order of their targets: those in use, and the rejected ones."""
    edges = [
        edge
        for edge in snapshot.prerequisites
        if edge.confidence >= min_confidence and status in (None, edge.status)
    ]
    page, next_cursor = page_of(edges, _key, limit, cursor)
    return {
        "revision": snapshot.revision,
        "prerequisites": page,
        "total": len(edges),
        "next_cursor": next_cursor,
    }


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


@router.put("/{source:path}..{target:path}", responses=_DECISION_PROBLEMS)
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
    edge = next(e for e in decided.prerequisites if (e.source, e.target) == (source, target))
    return DecidedAnswer(
        revision=decided.revision, **PrerequisiteAnswer.model_validate(edge).model_dump()
    )


@router.delete("/{source:path}..{target:path}", status_code=204, responses=_DECISION_PROBLEMS)
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


def _key(edge: Prerequisite) -> str:
    return f"{edge.source}..{edge.target}"
