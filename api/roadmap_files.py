"""A roadmap as the answer to a request: JSON, or a file in the format that was asked for.

Not its job: planning the roadmap, which the routes have done by the library, and writing files,
which is `graph.export`'s.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, Header, Query
from fastapi.responses import Response

from api.dependencies import preferred
from graph import Roadmap, Snapshot
from graph.export.roadmaps import ROADMAP_FORMATS

RoadmapFormatName = Literal[
    "json",
    "markdown",
    "html",
    "pdf",
    "csv",
    "ics",
    "svg",
    "png",
    "mermaid",
    "dot",
    "graphml",
    "canvas",
    "case",
    "jsonld",
]

_NAMES = {kind.media_type.partition(";")[0]: name for name, kind in ROADMAP_FORMATS.items()}
"""Formats by media type."""
DRAWN = {"pdf": "%PDF-1.4", "png": "\x89PNG", "svg": '<?xml version="1.0" ?>'}
"""How files of formats begin that nobody reads as text."""


def _asked_format(
    response: Response,
    accept: Annotated[
        str,
        Header(
            description="Media type of the format, `application/json` by default.",
            examples=["text/markdown"],
        ),
    ] = "application/json",
    format: Annotated[  # noqa: A002 - the contract's name
        RoadmapFormatName | None,
        Query(description="Name of the format. It outranks `Accept`.", examples=["markdown"]),
    ] = None,
) -> str:
    response.headers["Vary"] = "Accept"
    return format or _NAMES[preferred(accept, tuple(_NAMES))]


AskedFormat = Annotated[str, Depends(_asked_format)]
"""The name of the format that the client wants."""


def roadmap_contents() -> Mapping[str, Any]:
    """Return what OpenAPI says about the formats of an answer, but for JSON."""
    return {
        kind.media_type: {
            "schema": {"type": "string", **({"format": "binary"} if kind.is_binary else {})},
            **({"example": DRAWN[name]} if name in DRAWN else {}),
        }
        for name, kind in ROADMAP_FORMATS.items()
        if name != "json"
    }


def roadmap_answer(
    roadmap: Roadmap, snapshot: Snapshot, name: str, response: Response
) -> Roadmap | Response:
    """Return a roadmap for FastAPI to answer with.

    Args:
        roadmap: What to learn.
        snapshot: The map that the roadmap is for.
        name: The name of the format.
        response: Holds the headers that the answer has so far.

    Raises:
        FormatUnavailableError: The package that draws the format is not installed.
    """
    if name == "json":
        return roadmap
    kind = ROADMAP_FORMATS[name]
    headers = {
        **response.headers,
        "Content-Disposition": f'attachment; filename="roadmap.{kind.extension}"',
    }
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    content = kind.write(roadmap, snapshot, made_at)
    return Response(content, headers=headers, media_type=kind.media_type)
