"""What a route may ask for: the map of the request as it is now, the revision of a change, a page.

Not its job: which snapshots are in memory (`snapshots`).
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Path, Query, Request, Response

from api.problems import ProblemError
from api.snapshots import Snapshots
from graph import RankingWeights, Snapshot

_REVISION = re.compile(r"[0-9]{1,18}")
_QUALITY = re.compile(r"[01](\.\d{0,3})?")

Item = TypeVar("Item")


def _snapshots(request: Request) -> Snapshots:
    found = request.app.state.snapshots
    if not isinstance(found, Snapshots):  # create_app sets it
        raise TypeError(found)
    return found


AllSnapshots = Annotated[Snapshots, Depends(_snapshots)]


def _weights(request: Request) -> RankingWeights:
    found = request.app.state.weights
    if not isinstance(found, RankingWeights):  # create_app sets it
        raise TypeError(found)
    return found


Weights = Annotated[RankingWeights, Depends(_weights)]
"""What counts in this service's ranking of what is next."""
MapId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=80,
        description="A map's id, or `default` for the oldest map.",
        examples=["default"],
    ),
]
MinConfidence = Annotated[
    float,
    Query(ge=0, le=1, description="Prerequisites that are less sure are left out.", examples=[0.5]),
]


class NotModifiedError(Exception):
    """The client has the answer already."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


SeenRevision = Annotated[
    str | None,
    Header(
        alias="Waypath-Revision",
        description="A revision that the client has seen: the answer is not older. The ETags in "
        "If-Match and If-None-Match count as well.",
        examples=["7"],
    ),
]


def current_snapshot(
    map_id: MapId,
    snapshots: AllSnapshots,
    request: Request,
    response: Response,
    seen: SeenRevision = None,
) -> Snapshot:
    """Return the map of the request, and put its revision on the answer."""
    headers = (seen, request.headers.get("If-Match"), request.headers.get("If-None-Match"))
    snapshot = snapshots.load(map_id, max(map(newest_revision, headers)))
    response.headers["ETag"] = etag_of(snapshot.revision)
    return snapshot


Current = Annotated[Snapshot, Depends(current_snapshot)]


def unless_unmodified(
    snapshot: Current,
    response: Response,
    if_none_match: Annotated[
        str | None,
        Header(description="ETag of an answer that the client has.", examples=['"7"']),
    ] = None,
) -> Snapshot:
    """Return the map of the request, unless the client has seen this revision: then answer 304."""
    etag = etag_of(snapshot.revision)
    response.headers["Cache-Control"] = "private, no-cache"
    if if_none_match and ({"*", etag} & _etags(if_none_match)):
        raise NotModifiedError(etag)
    return snapshot


Readable = Annotated[Snapshot, Depends(unless_unmodified)]


IfMatch = Annotated[
    str | None,
    Header(
        description="ETag of the map that the change was made against. Needed where there is one.",
        examples=['"7"'],
    ),
]


def require_match(snapshot: Snapshot, if_match: str | None) -> None:
    """Check that a change was made against the map as it is.

    Raises:
        ProblemError: It names no revision, or another one.
    """
    etag = etag_of(snapshot.revision)
    if if_match is None:
        raise ProblemError(
            "revision_required",
            f"Send If-Match with the ETag of the map, which is {etag} now, so that nobody's "
            "change is overwritten unseen.",
            revision=snapshot.revision,
        )
    if not {"*", etag} & _etags(if_match):
        raise ProblemError(
            "stale_revision",
            f"The change was made against {if_match}, but the map is at {etag} now. "
            "Load it again and repeat.",
            actual=snapshot.revision,
        )


def etag_of(revision: int) -> str:
    """Return the entity tag of a map at this revision."""
    return f'"{revision}"'


def newest_revision(header: str | None) -> int:
    """Return the highest revision that a header names, 0 if there is none."""
    return max(map(int, _REVISION.findall(header or "")), default=0)


def _etags(header: str) -> set[str]:
    return {etag.strip().removeprefix("W/") for etag in header.split(",")}


Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.", examples=[50])]
Cursor = Annotated[
    str | None,
    Query(max_length=32_000, description="`next_cursor` of the page before; none for the first."),
]


def page_of(
    items: Sequence[Item], key_of: Callable[[Item], str], limit: int, cursor: str | None
) -> tuple[Sequence[Item], str | None]:
    """Return a page of a list, and the cursor of the next page, or None if this is the last.

    A cursor names the last item that was seen, so that a page does not shift when the map changes.

    Raises:
        ProblemError: The cursor is none of ours, or its item is gone.
    """
    start = 0
    if cursor is not None:
        key = read_cursor(cursor)
        places = (place for place, item in enumerate(items) if key_of(item) == key)
        start = next(places, -1) + 1
        if start == 0:
            raise _bad_cursor()
    page = items[start : start + limit]
    is_last = start + limit >= len(items)
    return page, None if is_last else make_cursor(key_of(page[-1]))


def make_cursor(key: str) -> str:
    """Return a key as a cursor, which is opaque to clients."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> str:
    """Return the key of a cursor.

    Raises:
        ProblemError: The cursor is none of ours.
    """
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError) as error:
        raise _bad_cursor() from error


def _bad_cursor() -> ProblemError:
    return ProblemError(
        "invalid_request", "The cursor does not fit this list (any more). Start without one."
    )


def preferred(accept: str, offered: Sequence[str]) -> str:
    """Return the media type that a client likes best; the first one offered breaks ties.

    Source: RFC 9110, 12.5.1.

    Raises:
        ProblemError: The client accepts none of them.
    """
    wishes: dict[str, float] = {}
    for wish in accept.split(","):
        media_type, *parameters = (part.strip().lower() for part in wish.split(";"))
        quality = next((p.removeprefix("q=") for p in parameters if p.startswith("q=")), "1")
        wishes[media_type] = float(quality) if _QUALITY.fullmatch(quality) else 0.0

    def quality_of(media_type: str) -> float:
        ranges = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
        return next((wishes[found] for found in ranges if found in wishes), 0.0)

    best = max(offered, key=quality_of)
    if quality_of(best) <= 0:
        raise ProblemError("not_acceptable", f"Ask for one of: {', '.join(offered)}.")
    return best
