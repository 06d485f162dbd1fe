"""The stores that have to keep what the contract promises."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from graph import SqliteStore, Store

OpenStore: TypeAlias = Callable[[], Store]


@pytest.fixture(params=["sqlite", "neo4j_5", "neo4j_2026"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenStore]:
    """Return what opens the test's database: every call another store on the same one.

    A new kind of store joins as a parameter.
    """
    server = None if request.param == "sqlite" else request.getfixturevalue(request.param)
    opened: list[Store] = []

    def open_another() -> Store:
        store = SqliteStore(tmp_path / "maps.db") if server is None else server.open_store()
        opened.append(store)
        return store

    yield open_another
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file of an SQLite store can be."""
    return tmp_path / "maps.db"
