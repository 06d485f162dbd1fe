"""The commands `waypath neo4j ...`: a Neo4j on this machine to look at maps with Neo4j Browser.

Not its job: how that server is started and stopped (`waypath.local_neo4j`), and how a map becomes a
graph (`graph.Neo4jStore`).
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from waypath.maps import import_files
from waypath.options import (
    LOCAL,
    JsonOption,
    StoreAddress,
    StoreOption,
    open_store,
    store_address,
)
from waypath.output import deliver, json_text, progress, say, show, show_error
from waypath.seed import seed_map

if TYPE_CHECKING:
    from graph import Import, Store
    from waypath.local_neo4j import LocalNeo4j, Running

app = typer.Typer(
    no_args_is_help=True,
    help="Run a Neo4j on this machine, and look at maps with Neo4j Browser.",
)


def _default_folder() -> str:
    from waypath.local_neo4j import default_folder

    return str(default_folder())


def _neo4j_address(uri: str) -> StoreAddress:
    address = store_address(uri)
    if address.path is not None:
        raise typer.BadParameter(f"“{uri}” is no Neo4j. Write neo4j://HOST or bolt://HOST")
    return address


FolderOption = Annotated[
    Path,
    typer.Option(
        "--folder",
        metavar="DIR",
        envvar="WAYPATH_NEO4J_FOLDER",
        default_factory=_default_folder,
        show_default="neo4j in the user's data folder",
        help="Where the server keeps its data, logs and password.",
    ),
]


@app.command(epilog="Example: waypath neo4j start --heap 2g")
def start(
    *,
    heap: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            show_default="as before; at first a quarter of the machine's, at most 1g",
            help="The most memory that its Java may fill with objects, as 512m or 2g. Later "
            "starts have it too.",
        ),
    ] = None,
    folder: FolderOption,
    json: JsonOption = False,
) -> None:
    """Start the server, and say where it is. It goes on running when this command has ended."""
    from waypath.local_neo4j import LocalNeo4j

    server = LocalNeo4j(folder)
    with ending_in_order(), steps() as on_step:
        running = server.start(heap=heap, on_step=on_step)
    if heap not in {None, running.heap}:
        say(
            f"Neo4j ran already, so it keeps its heap of {running.heap}. Stop it first, then start "
            f"it with --heap {heap}"
        )
    _tell(server, running, json=json)


@app.command(epilog="Example: waypath neo4j stop")
def stop(*, folder: FolderOption) -> None:
    """Stop the server. What it has stored stays."""
    from waypath.local_neo4j import LocalNeo4j
    from waypath.neo4j_process import STOP_LIMIT_S

    server = LocalNeo4j(folder)
    if server.running() is None:
        say(f"No Neo4j runs in {server.folder}.")
        return
    with progress("Stopping Neo4j"):
        in_order = server.stop()
    if in_order:
        say("Neo4j has stopped.")
    else:
        say(
            f"Neo4j did not stop within {STOP_LIMIT_S} s and was killed. What was committed is "
            "safe: the next start brings it back."
        )


@app.command(epilog="Example: waypath neo4j status --json")
def status(*, folder: FolderOption, json: JsonOption = False) -> None:
    """Say whether the server runs, and where. The exit code is 0 only if it can be used."""
    from waypath.local_neo4j import LocalNeo4j

    server = LocalNeo4j(folder)
    if (running := server.running()) and server.answers():
        _tell(server, running, json=json)
        return
    if json:
        facts = {"running": False, "state": "silent" if running else "stopped"}
        more = {"pid": running.pid} if running else {}
        deliver(json_text(facts | more | {"folder": str(server.folder)}))
    elif running:
        show_error(
            f"Neo4j runs (process {running.pid}) but does not answer (yet). Its log is in "
            f"{server.folder / 'logs'}"
        )
    else:
        server.require()
    raise typer.Exit(1)


@app.command(epilog="Example: waypath neo4j browser")
def browser(
    *,
    only_print: Annotated[
        bool, typer.Option("--print", help="Only print the address, and open nothing.")
    ] = False,
    folder: FolderOption,
) -> None:
    """Open Neo4j Browser, and say how to log in."""
    from waypath.local_neo4j import LocalNeo4j

    running = LocalNeo4j(folder).require()
    table = Table.grid(padding=(0, 2))
    table.add_row("Browser", running.browser)
    table.add_row("User", running.user)
    table.add_row("Password", running.password)
    show(table)
    if not only_print and not _open(running.browser):
        say("There is no browser to open here. Open the address yourself.")


@app.command(epilog="Example: waypath neo4j load")
def load(
    *,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Skill maps in Markdown.",
            show_default="all maps of the store",
        ),
    ] = None,
    store: StoreOption,
    to: Annotated[
        StoreAddress,
        typer.Option(
            metavar="URI",
            parser=_neo4j_address,
            default_factory=lambda: LOCAL,
            show_default="the local server",
            help="The Neo4j that gets the maps, as neo4j://HOST or bolt://HOST.",
        ),
    ],
    folder: FolderOption,
    json: JsonOption = False,
) -> None:
    """Write maps and learners into Neo4j, with what people decided.

    What was decided there stays, and so does what is newer there about a learner.
    """
    from waypath.map_tables import import_tables

    if store == to and not files:
        raise typer.BadParameter("--store and --to are the same: give a FILE, or another of them")
    with closing(open_store(to, folder=folder)) as target:
        if files:
            done, code = import_files(target, files)
        else:
            with closing(open_store(store, folder=folder)) as source:
                done, code = copy_maps(source, target)
                copy_people(source, target)
    if json and done:
        from api.schemas.maps import ImportAnswer

        deliver(
            json_text([ImportAnswer.of(one, dry_run=False).model_dump(mode="json") for one in done])
        )
    elif done:
        show(import_tables(done, dry_run=False))
    raise typer.Exit(code)


def copy_maps(source: "Store", target: "Store") -> "tuple[list[Import], int]":
    """Make every map of one store, with its decisions, a map of the other: the seed map, if none.

    A map that has nothing new is not written. The others go on from their revision in the target,
    whose history says so; maps that only the target has stay. A map that does not fit the one that
    the target has is told, and the others are still written.

    Returns:
        What was done to each of the others, and the exit code.

    Raises:
        StaleRevisionError: A map of the target was changed meanwhile.
        StoreError: One of the stores failed.
    """
    from graph import CycleError, MapExistsError, copy_map, import_map

    maps = source.maps()
    if not maps:
        say("The store has no map, so this is the seed map. See: waypath import --help")
        with progress("Writing the seed map"):
            return [import_map(target, seed_map())], 0
    done = []
    for known in maps:
        try:
            with progress(f"Writing {known.title}"):
                done.append(copy_map(source, target, known.id))
        except CycleError as error:
            show_error(
                f"{known.title}: the decisions of both stores do not fit together, so nothing of "
                f"this map is written: {error}"
            )
        except MapExistsError as error:
            show_error(
                f"{known.title}: Neo4j has another map with the id “{error.map_id}”, which shares "
                "no name with this one, so nothing of this map is written. Delete one of the two, "
                "or import one under another id: waypath import --map-id"
            )
    return done, int(len(done) < len(maps))


def copy_people(source: "Store", target: "Store") -> None:
    """Make every learner of one store a learner of the other, and say what was done.

    Raises:
        StoreError: One of the stores failed.
    """
    from graph import copy_learners

    with progress("Writing learners"):
        done = copy_learners(source, target)
    written = [one.id for one in done if one.outcome in {"created", "changed"}]
    kept = [one.id for one in done if one.outcome == "kept"]
    if written:
        say(f"Learners written: {', '.join(written)}.")
    if kept:
        say(f"Learners left as they are in Neo4j, where they are newer: {', '.join(kept)}.")


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Show on a terminal what goes on; yield what to tell it to."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        yield lambda _: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, description=step)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end this process as Ctrl+C does: what was begun is cleaned up."""
    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = [signal.signal(number, _end) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _tell(server: "LocalNeo4j", running: "Running", *, json: bool) -> None:
    from waypath.neo4j_process import LocalNeo4jError

    try:
        _ = running.password
        problem = None
    except LocalNeo4jError as error:
        problem = str(error)
    facts = {
        "version": running.version,
        "browser": running.browser,
        "bolt": running.bolt,
        "user": running.user,
        "password_file": str(server.password_file),
        "folder": str(server.folder),
    }
    if json:
        state = {"running": True, "state": "answering", "pid": running.pid}
        deliver(json_text(state | facts | ({"problem": problem} if problem else {})))
    else:
        table = Table.grid(padding=(0, 2))
        for name, fact in facts.items():
            table.add_row(name.capitalize().replace("_", " "), fact)
        show(table)
    if problem:
        show_error(problem)
        raise typer.Exit(1)


def _open(address: str) -> bool:
    """Open the address in the person's browser. Return whether there is one.

    Without a display, what Python finds are browsers that would take over the terminal.
    """
    import webbrowser

    displays: Sequence[str] = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in displays):
        return False
    return webbrowser.open(address)
