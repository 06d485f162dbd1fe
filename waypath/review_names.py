"""The commands `waypath review merge`, `split`, `undo-name` and `names`: one skill or several.

Not its job: decisions about prerequisites (`waypath.review`).
"""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from waypath.options import (
    JsonOption,
    MapOption,
    NoteOption,
    StoreOption,
    open_map,
    open_store,
)
from waypath.output import deliver, json_text, progress
from waypath.review import load_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph import NameVerdict, SharedName, Snapshot
    from waypath.options import StoreAddress

app = typer.Typer()

NameArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help="A name that stands under several topics, in any case."),
]


@app.command(epilog='Example: waypath review merge "Session Management" --note "One lesson."')
def merge(
    *,
    name: NameArgument,
    note: NoteOption = "",
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Make one skill of a name that stands under several topics. No decision is lost by it."""
    _change(store, map_id, name, "merged", note, json=json)


@app.command(epilog='Example: waypath review split "Container Orchestration"')
def split(
    *,
    name: NameArgument,
    note: NoteOption = "",
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Make a skill for each topic of a name that stands under several."""
    _change(store, map_id, name, "split", note, json=json)


@app.command(epilog='Example: waypath review undo-name "Session Management"')
def undo_name(
    *,
    name: NameArgument,
    store: StoreOption,
    map_id: MapOption = "default",
    json: JsonOption = False,
) -> None:
    """Take back what was decided about a name, so that its words and its field decide again."""
    _change(store, map_id, name, None, json=json)


@app.command(epilog="Example: waypath review names --map team")
def names(*, store: StoreOption, map_id: MapOption = "default", json: JsonOption = False) -> None:
    """List the names that stand under several topics: one skill or several, and why."""
    from graph import shared_names

    snapshot = open_map(store, map_id)
    _show(snapshot, shared_names(snapshot), json=json)


def _change(
    address: "StoreAddress",
    map_id: str,
    name: str,
    verdict: "NameVerdict | None",
    note: str = "",
    *,
    json: bool,
) -> None:
    """Decide about a name of a stored map, or with None no longer, and show what it is then."""
    from graph import decide_name, shared_name, shared_names, withdraw_name

    with closing(open_store(address)) as opened:
        snapshot = load_map(opened, map_id)
        written = shared_name(snapshot, name).name
        with progress("Reading the map anew"):
            if verdict is None:
                changed = withdraw_name(opened, snapshot, name)
            else:
                changed = decide_name(opened, snapshot, name, verdict, note)
    _show(changed, [one for one in shared_names(changed) if one.name == written], json=json)


def _show(snapshot: "Snapshot", found: "Sequence[SharedName]", *, json: bool) -> None:
    if json:
        from api.schemas.names import SharedNamePage

        page = {"revision": snapshot.revision, "names": found, "total": len(found)}
        answer = SharedNamePage.model_validate({**page, "next_cursor": None})
        deliver(json_text(answer.model_dump(mode="json")))
    else:
        from waypath.review_tables import names_table

        deliver(names_table(found, snapshot))
