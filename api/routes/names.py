"""Names that stand under several topics: list them, make them one skill or several, undo that."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.dependencies import (
    AllSnapshots,
    Current,
    Cursor,
    IfMatch,
    Limit,
    Readable,
    etag_of,
    page_of,
    require_match,
)
from api.problems import DECISION_PROBLEMS, problem_responses
from api.schemas.common import MAX_NAME
from api.schemas.names import DecidedNameAnswer, NameQuestion, SharedNameAnswer, SharedNamePage
from graph import decide_name, shared_name, shared_names, withdraw_name

router = APIRouter(prefix="/v1/maps/{map_id}/names", tags=["names"])

Name = Annotated[
    str,
    Path(
        max_length=MAX_NAME,
        description="A name in any case, or the id of a skill of that name.",
        examples=["Caching"],
    ),
]


@router.get(
    "",
    response_model=SharedNamePage,
    responses=problem_responses("unknown_map", "store_unavailable"),
)
def list_names(snapshot: Readable, limit: Limit = 50, cursor: Cursor = None) -> dict[str, object]:
    """List the names that stand under several topics, in map order: one skill or several, and why.

    Decisions about names that the map does not write so any more stand at the end, without ids.
    """
    names = shared_names(snapshot)
    page, next_cursor = page_of(names, lambda shared: shared.name, limit, cursor)
    return {
        "revision": snapshot.revision,
        "names": page,
        "total": len(names),
        "next_cursor": next_cursor,
    }


@router.put("/{name:path}", responses=DECISION_PROBLEMS)
def put_name_decision(
    name: Name,
    decision: NameQuestion,
    snapshot: Current,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
) -> DecidedNameAnswer:
    """Decide whether a name is one skill or several. That outranks all else, and survives imports.

    Decisions about prerequisites stay: they follow their skills when these are merged, and come
    back with them when they are split.
    """
    require_match(snapshot, if_match)
    decided = decide_name(snapshots.store, snapshot, name, decision.verdict, decision.note)
    snapshots.keep(decided)
    response.headers["ETag"] = etag_of(decided.revision)
    shared = SharedNameAnswer.model_validate(shared_name(decided, name))
    return DecidedNameAnswer(revision=decided.revision, **shared.model_dump())


@router.delete("/{name:path}", status_code=204, responses=DECISION_PROBLEMS)
def withdraw_name_decision(
    name: Name,
    snapshot: Current,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
) -> None:
    """Take a decision about a name back, so that it is again what its words and its field say."""
    require_match(snapshot, if_match)
    after = withdraw_name(snapshots.store, snapshot, name)
    snapshots.keep(after)
    response.headers["ETag"] = etag_of(after.revision)
