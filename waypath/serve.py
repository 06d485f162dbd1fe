"""The command `serve`: the REST service and the page, over one store."""

import errno
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from waypath import __version__
from waypath.maps import import_files
from waypath.options import LOCAL, StoreOption, local_neo4j, open_store
from waypath.output import progress, reason, say, show_error
from waypath.seed import seed_map

if TYPE_CHECKING:
    from graph import RankingWeights, Store

GRACE_S = 20
"""How long requests may still take after the service was told to stop."""


def serve(
    *,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 is every one of this machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 8000,
    maps: Annotated[
        list[Path] | None,
        typer.Option(
            "--map",
            metavar="FILE",
            show_default="the seed map, if the store has no map",
            help="Import this map first. Can be repeated.",
        ),
    ] = None,
    store: StoreOption,
) -> None:
    """Start the service and its page. Stop it with Ctrl+C."""
    from graph.settings import ranking_weights

    weights = ranking_weights()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    if hasattr(signal, "SIGPIPE"):
        # A client that hangs up must not end the service, as it ends the other commands.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with closing(_listen(host, port)) as listener, ExitStack() as stack:
        address = _address(listener)
        if store.uri == LOCAL:
            stack.enter_context(_local_neo4j(address))
        opened = stack.enter_context(closing(open_store(store, create=True)))
        _fill(opened, maps or [])
        say(f"Waypath is at {address} \N{EM DASH} the page; /docs for the API.")
        _run(opened, listener, weights)


@contextmanager
def _local_neo4j(address: str) -> Iterator[None]:
    """Start the local Neo4j unless it runs; in the end it stops, unless somebody else wants it."""
    from waypath.neo4j import steps

    local = local_neo4j()
    guide_url = f"{address}/neo4j/guide.html"
    with steps() as on_step:
        running = local.start(guide_url=guide_url, on_step=on_step, die_with_parent=True)
    say(f"Neo4j Browser is at {running.browser} \N{EM DASH} `waypath neo4j browser` opens it.")
    if running.guide_url != guide_url:
        say(
            "It ran already and keeps its settings, so the guide does not open by itself. Type "
            f":guide {guide_url} or, to have it open, stop first: waypath neo4j stop"
        )
    try:
        yield
    finally:
        with progress("Stopping Neo4j"):
            local.leave()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; so a port that is taken is known before anything is written."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except (OSError, UnicodeError) as error:
        show_error(f"cannot listen on {host}, port {port}: {_why(error)}")
        raise typer.Exit(1) from error


def _why(error: OSError | UnicodeError) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return "it is taken. Stop what listens there, or choose another one with --port"
    return reason(error)


def _address(listener: socket.socket) -> str:
    """Return where a browser on this machine finds what listens here."""
    host, port, *_ = listener.getsockname()
    address = ip_address(host)
    if address.version == 4:  # noqa: PLR2004 - IPv4
        return f"http://{'127.0.0.1' if address.is_unspecified else host}:{port}"
    return f"http://[{'::1' if address.is_unspecified else host}]:{port}"


def _fill(store: "Store", files: Sequence[Path]) -> None:
    """Import the files, or the seed map into an empty store."""
    from graph import MapExistsError, import_map

    _, code = import_files(store, files)
    if code:
        raise typer.Exit(code)
    if not store.maps():
        with suppress(MapExistsError):  # from another process that started at the same time
            import_map(store, seed_map())


def _run(store: "Store", listener: socket.socket, weights: "RankingWeights") -> None:
    import uvicorn

    from api.app import create_app

    config = uvicorn.Config(
        create_app(store, version=__version__, weights=weights),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
    if not server.started:
        raise typer.Exit(1)
