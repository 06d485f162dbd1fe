"""What was done to a map."""

from fastapi import APIRouter

from api.dependencies import AllSnapshots, Cursor, Limit, MapId, make_cursor, read_cursor
from api.problems import ProblemError, problem_responses
from api.schemas.maps import HistoryPage
from graph import find_map

router = APIRouter(prefix="/v1/maps/{map_id}/history", tags=["maps"])


@router.get(
    "",
    response_model=HistoryPage,
    responses=problem_responses("unknown_map", "store_unavailable"),
)
def list_changes(
    map_id: MapId, snapshots: AllSnapshots, limit: Limit = 50, cursor: Cursor = None
) -> dict[str, object]:
    """List the changes to a map, the newest first, also to one that has been deleted."""
    before = None if cursor is None else _revision(read_cursor(cursor))
    found = snapshots.store.history(
        find_map(snapshots.store, map_id), before=before, limit=limit + 1
    )
    page = found[:limit]
    return {
        "changes": [
            {"revision": entry.revision}
            | {name: getattr(entry.change, name) for name in ("kind", "at", "text", "skills")}
            for entry in page
        ],
        "next_cursor": make_cursor(str(page[-1].revision)) if len(found) > limit else None,
    }


def _revision(key: str) -> int:
    if not (key.isascii() and key.isdecimal()):
        raise ProblemError("invalid_request", "The cursor does not fit this list. Start without.")
    return int(key)
