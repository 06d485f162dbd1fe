"""What became of entries that left a map: list it, say otherwise, undo that."""

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
from api.schemas.moves import DecidedMoveAnswer, MoveAnswer, MovePage, MoveQuestion
from graph import decide_move, find_move, withdraw_move

router = APIRouter(prefix="/v1/maps/{map_id}/moves", tags=["moves"])

_PROBLEMS = {**DECISION_PROBLEMS, **problem_responses("ambiguous_name")}

EntryName = Annotated[
    str,
    Path(
        max_length=MAX_NAME,
        description="The id that the entry had, or its name if no other entry that left had it.",
        examples=["apis/soap"],
    ),
]


@router.get(
    "",
    response_model=MovePage,
    responses=problem_responses("unknown_map", "store_unavailable"),
)
def list_moves(snapshot: Readable, limit: Limit = 50, cursor: Cursor = None) -> dict[str, object]:
    """List what became of the entries that left the map, the newest first."""
    moves = snapshot.lineage.all()[::-1]
    page, next_cursor = page_of(moves, lambda move: move.id, limit, cursor)
    return {
        "revision": snapshot.revision,
        "moves": page,
        "total": len(moves),
        "next_cursor": next_cursor,
    }


@router.put("/{entry:path}", responses=_PROBLEMS)
def put_move(
    entry: EntryName,
    said: MoveQuestion,
    snapshot: Current,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
) -> DecidedMoveAnswer:
    """Say what became of an entry that left the map. That outranks what Waypath found out.

    Decisions about prerequisites and marks of learners follow it.
    """
    require_match(snapshot, if_match)
    decided = decide_move(snapshots.store, snapshot, entry, said.now)
    snapshots.keep(decided)
    response.headers["ETag"] = etag_of(decided.revision)
    move = MoveAnswer.model_validate(find_move(decided, entry))
    return DecidedMoveAnswer(revision=decided.revision, **move.model_dump())


@router.delete("/{entry:path}", status_code=204, responses=_PROBLEMS)
def withdraw_move_decision(
    entry: EntryName,
    snapshot: Current,
    snapshots: AllSnapshots,
    response: Response,
    if_match: IfMatch = None,
) -> None:
    """Take back what was said to have become of an entry: what Waypath found out holds again."""
    require_match(snapshot, if_match)
    after = withdraw_move(snapshots.store, snapshot, entry)
    snapshots.keep(after)
    response.headers["ETag"] = etag_of(after.revision)
