"""Roadmaps in the formats of `graph.export`, printed or written to a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from waypath.output import deliver_bytes, to_terminal

if TYPE_CHECKING:
    from graph import Roadmap, Snapshot

FormatOption = Annotated[
    Literal[
        "table",
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
    | None,
    typer.Option(
        "--format",
        show_default="by the file's name; else a table in a terminal, markdown in a pipe",
        help="How it is written.",
    ),
]


def wanted_format(name: str | None, output: Path | None) -> str:
    """Return the format in which a roadmap is wanted, `table` or one of `ROADMAP_FORMATS`.

    Args:
        name: What the person said, if anything.
        output: The file that it goes to; None for stdout.

    Raises:
        BadParameter: A terminal could not show it.
    """
    from graph.export.roadmaps import ROADMAP_FORMATS, format_of

    if output is not None:
        return name or format_of(output) or "markdown"
    if not to_terminal():
        return name or "markdown"
    kind = ROADMAP_FORMATS.get(name or "")
    if kind and kind.is_binary:
        raise typer.BadParameter(
            f"a terminal cannot show {name}. Write it to a file: -o roadmap.{kind.extension}"
        )
    return name or "table"


def deliver_roadmap(roadmap: "Roadmap", snapshot: "Snapshot", name: str, file: Path | None) -> None:
    """Print a roadmap in a format, or write it to a file.

    Raises:
        FormatUnavailableError: The package that draws the format is not installed.
        OSError: The file cannot be written.
    """
    from graph.export.roadmaps import ROADMAP_FORMATS

    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    deliver_bytes(ROADMAP_FORMATS[name].write(roadmap, snapshot, made_at), file)
