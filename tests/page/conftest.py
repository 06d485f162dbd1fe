"""The page in a real Chromium, against a real service. The stories are those of the learner.

A run needs one Chromium and one server (with `pytest -n`, each worker does), however many tests
there are. A test that fills a store of its own reaches it under a host of its own.
"""

import socket
import threading
from collections.abc import Iterator
from itertools import count

import pytest
import uvicorn
from starlette.routing import Router

from api.app import create_app
from graph import SqliteStore, import_map
from tests.builders import SEED_MAP
from tests.page.visits import Visit, Window


class Server:
    """One server for many stores, each under a host of its own, as browsers keep things by host."""

    def __init__(self) -> None:
        self._hosts = Router()
        self._numbers = count(1)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._server = uvicorn.Server(
            uvicorn.Config(self._hosts, log_config=None, ws="none", timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listener]}
        )
        self._thread.start()

    def serve(self, store: SqliteStore, host: str | None = None) -> str:
        """Serve a store, as `waypath serve` does, and return the page's address."""
        host = host or f"{next(self._numbers)}.localhost"
        self._hosts.host(host, create_app(store))
        return f"http://{host}:{self._listener.getsockname()[1]}/"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def seed_page(server, tmp_path_factory) -> Iterator[str]:
    """The page of the seed map. Nobody changes that map."""
    store = SqliteStore(tmp_path_factory.mktemp("page") / "seed.db")
    import_map(store, SEED_MAP.read_bytes())
    yield server.serve(store, "127.0.0.1")
    store.close()


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    store = SqliteStore(":memory:")
    yield store
    store.close()


@pytest.fixture
def served(server, store) -> str:
    """The page of the test's own store."""
    return server.serve(store)


@pytest.fixture(scope="session")
def windows() -> dict[tuple, Window]:
    return {}


# A visit asks for the store because it has to end before the store is closed.
@pytest.fixture
def visit(browser, windows, store) -> Iterator[Visit]:  # noqa: ARG001
    visit = Visit(browser, windows)
    yield visit
    assert visit.end() == []
