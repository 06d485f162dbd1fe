"""The commands `waypath review moves`, `move` and `undo-move`: what became of entries that left.

Not its job: decisions about prerequisites (`waypath.review`) and about names (`review_names`).
"""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.options import JsonOption, MapOption, StoreOption, open_map, open_store
from waypath.output import deliver, json_text, say
from waypath.review import load_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph import Move, Snapshot

app = typer.Typer()

OldArgument = Annotated[
    str, typer.Argument(metavar="OLD", help="The id or the name of an entry that left the map.")
]


@app.command(epilog="Example: waypath review moves --map team")
def moves(*, store: StoreOption, map_id: MapOption = "default", json: JsonOption = False) -> None:
    """List what became of the entries that left the map, the newest first."""
    snapshot = open_map(store, map_id)
    _show(snapshot, snapshot.lineage.all()[::-1], json=json)


@app.command(epilog='Example: waypath review move "REST Basics" "REST"')
def move(
    *,
    old: OldArgument,
    new: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NEW]...",
            show_default=False,
            help="What it is now: names, paths or ids. None: it was removed.",
        ),
    ] = None,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Say what became of an entry. Decisions and marks of learners follow it."""
    from graph import decide_move, find_move

    with closing(open_store(store)) as opened:
        snapshot = load_map(opened, map_id)
        changed = decide_move(opened, snapshot, old, new or ())
    if changed is snapshot:
        say("That has been said already.")
    _show(changed, [find_move(changed, old)], json=json)


@app.command(epilog='Example: waypath review undo-move "REST Basics"')
def undo_move(
    *,
    old: OldArgument,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Take back what was said to have become of an entry: what was found out holds again."""
    from graph import find_move, withdraw_move

    with closing(open_store(store)) as opened:
        changed = withdraw_move(opened, load_map(opened, map_id), old)
    _show(changed, [find_move(changed, old)], json=json)


def _show(snapshot: "Snapshot", found: "Sequence[Move]", *, json: bool) -> None:
    if json:
        from api.schemas.moves import MovePage

        page = {"revision": snapshot.revision, "moves": found, "total": len(found)}
        answer = MovePage.model_validate({**page, "next_cursor": None})
        deliver(json_text(answer.model_dump(mode="json")))
    else:
        from waypath.review_tables import moves_table

        deliver(moves_table(found, snapshot))
