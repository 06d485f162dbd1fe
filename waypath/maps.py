"""The commands that read map files: `infer` shows what they hold, `import` keeps them."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from waypath.options import (
    ConfidenceOption,
    JsonOption,
    OutputOption,
    StoreOption,
    chosen_format,
    open_store,
)
from waypath.output import deliver, json_text, progress, reason, show, show_error

if TYPE_CHECKING:
    from graph import Import, Store

T = TypeVar("T")

READ_LIMIT = 64_000_000
"""So many bytes are read at most. No map is as large, and a film is not read to its end."""

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="Skill maps in Markdown.", show_default=False),
]


def infer(
    *,
    files: Files,
    format_: Annotated[
        Literal["table", "json", "mermaid", "dot", "graphml", "cypher"] | None,
        typer.Option("--format", show_default="table", help="How the graph is written."),
    ] = None,
    min_confidence: ConfidenceOption = 0.5,
    output: OutputOption = None,
    json: JsonOption = False,
) -> None:
    """Show the prerequisites that a map implies, with confidence and evidence. Keeps nothing."""
    from graph import build
    from graph.export import GRAPH_FORMATS
    from waypath.map_tables import graph_tables

    wanted = chosen_format(format_, json=json) or "table"
    if len(files) > 1 and wanted not in {"table", "json"}:
        raise typer.BadParameter(f"{wanted} holds one map: give one FILE")
    if output and output.resolve() in {file.resolve() for file in files}:
        raise typer.BadParameter(f"--output would overwrite {output}, which is to be read")
    snapshots, code = each_file(files, lambda source, title: build(source, title=title))
    if snapshots and wanted == "table":
        deliver(graph_tables(snapshots, min_confidence), output)
    elif snapshots:
        texts = [GRAPH_FORMATS[wanted].write(snapshot, min_confidence) for snapshot in snapshots]
        deliver(texts[0] if len(files) == 1 else _json_array(texts), output)
    raise typer.Exit(code)


def import_(
    *,
    files: Files,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")
    ] = False,
    map_id: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The map that the file replaces.", show_default="by its title"
        ),
    ] = None,
    store: StoreOption,
    json: JsonOption = False,
) -> None:
    """Keep maps in the store. A newer file of a map is merged: what people decided stays."""
    from waypath.map_tables import import_tables

    if map_id is not None and len(files) > 1:
        raise typer.BadParameter("--map-id names one map: give one FILE")
    with closing(open_store(store, create=not dry_run)) as opened:
        done, code = import_files(opened, files, map_id=map_id, dry_run=dry_run)
    if json and done:
        from api.schemas.maps import ImportAnswer

        answers = [ImportAnswer.of(one, dry_run=dry_run).model_dump(mode="json") for one in done]
        deliver(json_text(answers if len(files) > 1 else answers[0]))
    elif done:
        show(import_tables(done, dry_run=dry_run))
    raise typer.Exit(code)


def import_files(
    store: "Store", files: Sequence[Path], *, map_id: str | None = None, dry_run: bool = False
) -> "tuple[list[Import], int]":
    """Import files one by one. Those that cannot be read are told, and left out.

    Returns:
        What each of the others did, and the exit code.
    """
    from graph import import_map

    return each_file(
        files,
        lambda source, title: import_map(
            store, source, title=title, map_id=map_id, dry_run=dry_run
        ),
    )


def each_file(files: Sequence[Path], use: Callable[[bytes, str], T]) -> tuple[list[T], int]:
    """Return what `use` makes of each file's bytes and name, and the exit code.

    A file that cannot be used is told, and the others are still used.
    """
    from graph import GraphError

    made: list[T] = []
    for file in files:
        try:
            with progress(f"Reading {file}"):
                # The name of a file need not be text.
                made.append(use(_read(file), file.stem.encode(errors="replace").decode()))
        except (OSError, GraphError) as error:
            show_error(f"{file}: {reason(error)}")
    return made, int(len(made) < len(files))


def _read(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(READ_LIMIT)


def _json_array(texts: Sequence[str]) -> str:
    from json import loads

    return json_text([loads(text) for text in texts])
