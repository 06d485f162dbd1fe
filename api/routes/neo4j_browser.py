"""What Neo4j Browser shows beside the graph: style sheet, guide, favourites.

Browser is another site to this service, so these routes, and no others, let it read them: if it
runs on this machine or on the host that the service was asked under.
"""

from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Header, Query, Request, Response

from api.dependencies import AllSnapshots
from api.problems import problem_responses
from graph import DEFAULT_MAP, Snapshot, UnknownMapError
from graph.export.neo4j_browser import favourites_zip, guide_adoc, guide_html, style_grass

GRASS = "text/plain"
HTML = "text/html"
ASCIIDOC = "text/asciidoc"
ZIP = "application/zip"


def allow_browser(
    request: Request,
    response: Response,
    origin: Annotated[
        str | None,
        Header(
            description="Where the page that asks comes from; browsers send it.",
            examples=["http://localhost:7474"],
        ),
    ] = None,
) -> None:
    """Let a page of this machine, or of the host that was asked, read the answer."""
    response.headers["Vary"] = "Origin"
    if origin is not None and _is_near(origin, request.url.hostname):
        response.headers["Access-Control-Allow-Origin"] = origin


router = APIRouter(prefix="/neo4j", tags=["neo4j browser"], dependencies=[Depends(allow_browser)])


def shown_snapshot(
    snapshots: AllSnapshots,
    map_id: Annotated[
        str,
        Query(
            alias="map",
            min_length=1,
            max_length=80,
            description="A map's id, or `default` for the oldest map.",
            examples=[DEFAULT_MAP],
        ),
    ] = DEFAULT_MAP,
) -> Snapshot | None:
    """Return the map of the request, or None if it is the default and the store has none."""
    try:
        return snapshots.load(map_id)
    except UnknownMapError:
        if map_id == DEFAULT_MAP:
            return None
        raise


Shown = Annotated[Snapshot | None, Depends(shown_snapshot)]


def _text(media_type: str, example: str) -> dict[int | str, dict[str, Any]]:
    content = {"schema": {"type": "string"}, "example": example}
    return {200: {"description": "Successful Response", "content": {media_type: content}}}


_PROBLEMS = problem_responses("unknown_map", "store_unavailable")


@router.get(
    "/style.grass",
    response_class=Response,
    responses={
        **_text(GRASS, 'node.Skill { diameter: 70px; caption: "{name}"; }\n'),
        **problem_responses(),
    },
)
def neo4j_style(response: Response) -> Response:
    """Return the style sheet of the graph, the same for all maps."""
    return _answer(style_grass(), GRASS, response)


@router.get(
    "/guide.html",
    response_class=Response,
    responses={**_text(HTML, '<article class="guide">...</article>\n'), **_PROBLEMS},
)
def neo4j_guide(snapshot: Shown, response: Response) -> Response:
    """Return the guide for the classic Browser: `:guide` with this address."""
    return _answer(guide_html(snapshot), HTML, response)


@router.get(
    "/guide.adoc",
    response_class=Response,
    responses={**_text(ASCIIDOC, "= What to learn next\n"), **_PROBLEMS},
)
def neo4j_guide_adoc(snapshot: Shown, response: Response) -> Response:
    """Return the guide for the new Browser, in AsciiDoc."""
    return _answer(guide_adoc(snapshot), ASCIIDOC, response)


@router.get(
    "/favourites.zip",
    response_class=Response,
    responses={**_text(ZIP, "PK..."), **_PROBLEMS},
)
def neo4j_favourites(snapshot: Shown, response: Response) -> Response:
    """Return the queries of the guide as a zip to drop on the classic Browser."""
    response.headers["Content-Disposition"] = 'attachment; filename="waypath-favourites.zip"'
    return _answer(favourites_zip(snapshot), ZIP, response)


@router.options("/{name}", include_in_schema=False, status_code=204)
def preflight(name: str, request: Request, response: Response) -> None:  # noqa: ARG001
    """Say that a page that may read an answer may ask for it with any header."""
    if "Access-Control-Allow-Origin" in response.headers:
        response.headers["Access-Control-Allow-Methods"] = "GET"
        asked = request.headers.get("access-control-request-headers")
        if asked:
            response.headers["Access-Control-Allow-Headers"] = asked


def _answer(content: str | bytes, media_type: str, response: Response) -> Response:
    return Response(content, headers=dict(response.headers), media_type=media_type)


def _is_near(origin: str, asked: str | None) -> bool:
    """Say whether an origin is on this machine, or on the host that was asked; any port will do."""
    try:
        scheme, host = urlsplit(origin).scheme, urlsplit(origin).hostname
    except ValueError:
        return False
    return (
        scheme in ("http", "https") and host is not None and (host == asked or _is_loopback(host))
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
