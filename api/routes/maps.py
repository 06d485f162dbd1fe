"""Maps: list, import, look at, replace, delete."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from api.dependencies import (
    AllSnapshots,
    Cursor,
    IfMatch,
    Limit,
    MapId,
    Readable,
    etag_of,
    newest_revision,
    page_of,
    preferred,
    require_match,
)
from api.openapi import EXAMPLE_MAP
from api.problems import problem_responses
from api.schemas.maps import ImportAnswer, MapAnswer, MapPage
from api.snapshots import Snapshots
from graph import Import, UnknownMapError, delete_map, import_map

router = APIRouter(prefix="/v1/maps", tags=["maps"])

MARKDOWN = "text/markdown"
_MARKDOWN_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The skill map.",
        "content": {MARKDOWN: {"schema": {"type": "string"}, "example": EXAMPLE_MAP}},
    }
}
_IMPORT_PROBLEMS = (
    "body_too_large",
    "cycle",
    "map_empty",
    "map_nested_too_deep",
    "map_not_text",
    "map_too_large",
    "store_unavailable",
)


async def _body(request: Request) -> bytes:
    return await request.body()


Source = Annotated[bytes, Depends(_body)]
Title = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        description="What the map is called if it does not say so itself.",
        examples=["Web"],
    ),
]
DryRun = Annotated[bool, Query(description="Only say what would happen.", examples=[True])]
Preview = Annotated[
    bool,
    Query(description="Answer also what was read, and a sample of what was inferred."),
]


@router.get("", response_model=MapPage, responses=problem_responses("store_unavailable"))
def list_maps(
    snapshots: AllSnapshots, limit: Limit = 50, cursor: Cursor = None
) -> dict[str, object]:
    """List the maps, the oldest first."""
    maps = snapshots.maps()
    page, next_cursor = page_of(maps, lambda summary: summary.id, limit, cursor)
    return {"maps": page, "total": len(maps), "next_cursor": next_cursor}


@router.post(
    "",
    status_code=201,
    openapi_extra=_MARKDOWN_BODY,
    responses={
        **problem_responses("map_exists", *_IMPORT_PROBLEMS),
        200: {"model": ImportAnswer, "description": "Nothing was created."},
    },
)
def create_map(
    source: Source,
    snapshots: AllSnapshots,
    response: Response,
    title: Title = "Skill map",
    dry_run: DryRun = False,
    preview: Preview = False,
) -> ImportAnswer:
    """Import a new map from Markdown. Its id is made from its title.

    A map that is there already, and would not change, is no problem: the answer is 200.
    """
    done = import_map(snapshots.store, source, title=title, against=0, dry_run=dry_run)
    return _imported(done, snapshots, response, dry_run=dry_run, preview=preview)


@router.get(
    "/{map_id}",  # noqa: FAST003 - `Readable` takes it
    response_model=MapAnswer,
    responses={
        **problem_responses("unknown_map", "not_acceptable", "store_unavailable"),
        200: {"content": {MARKDOWN: {"example": EXAMPLE_MAP}}},
    },
)
def get_map(
    snapshot: Readable,
    response: Response,
    accept: Annotated[
        str, Header(description="`text/markdown` returns the map as it was imported.")
    ] = "application/json",
) -> MapAnswer | Response:
    """Look at one map: counts and report, or with `Accept: text/markdown` the Markdown itself."""
    response.headers["Vary"] = "Accept"
    if preferred(accept, ("application/json", MARKDOWN)) == MARKDOWN:
        return Response(snapshot.source, headers=dict(response.headers), media_type=MARKDOWN)
    return MapAnswer.of(snapshot)


@router.put(
    "/{map_id}",
    openapi_extra=_MARKDOWN_BODY,
    responses={
        **problem_responses(
            "stale_revision", "revision_required", "unknown_map", *_IMPORT_PROBLEMS
        ),
        201: {"model": ImportAnswer, "description": "The map was created."},
    },
)
def put_map(
    map_id: MapId,
    source: Source,
    snapshots: AllSnapshots,
    response: Response,
    title: Title = "Skill map",
    dry_run: DryRun = False,
    preview: Preview = False,
    if_match: IfMatch = None,
) -> ImportAnswer:
    """Import a map under this id: a new one, or a new state of one that is there.

    What people decided about prerequisites stays. A map that is there needs `If-Match`.
    """
    try:
        snapshot = snapshots.load(map_id, newest_revision(if_match))
    except UnknownMapError:
        if if_match is not None:
            raise
        against = 0
    else:
        require_match(snapshot, if_match)
        map_id, against = snapshot.map_id, snapshot.revision
    done = import_map(
        snapshots.store, source, title=title, map_id=map_id, against=against, dry_run=dry_run
    )
    return _imported(done, snapshots, response, dry_run=dry_run, preview=preview)


@router.delete(
    "/{map_id}",
    status_code=204,
    responses=problem_responses(
        "unknown_map", "stale_revision", "revision_required", "store_unavailable"
    ),
)
def remove_map(
    map_id: MapId, snapshots: AllSnapshots, response: Response, if_match: IfMatch = None
) -> None:
    """Delete a map with the decisions about it. Its history stays."""
    snapshot = snapshots.load(map_id, newest_revision(if_match))
    require_match(snapshot, if_match)
    revision = delete_map(snapshots.store, snapshot.map_id, snapshot.revision)
    snapshots.drop(snapshot.map_id)
    response.headers["ETag"] = etag_of(revision)


def _imported(
    done: Import, snapshots: Snapshots, response: Response, *, dry_run: bool, preview: bool
) -> ImportAnswer:
    if not dry_run:
        snapshots.keep(done.snapshot)
    created = done.outcome == "created" and not dry_run
    response.status_code = 201 if created else 200
    if created:
        response.headers["Location"] = f"/v1/maps/{done.snapshot.map_id}"
    response.headers["ETag"] = etag_of(done.snapshot.revision)
    return ImportAnswer.of(done, dry_run=dry_run, preview=preview)
