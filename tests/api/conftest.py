"""The service over a store in memory, as most tests of it want it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph import SqliteStore, import_map
from tests.builders import SEED_MAP


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    store = SqliteStore(":memory:")
    yield store
    store.close()


@pytest.fixture
def client(store: SqliteStore) -> Iterator[TestClient]:
    with TestClient(create_app(store), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def seeded(store: SqliteStore, client: TestClient) -> TestClient:
    import_map(store, SEED_MAP.read_bytes())
    return client


@pytest.fixture
def store_clients() -> Iterator[Callable[[Path, int], list[TestClient]]]:
    """Several services, each with a store of its own, over one database."""
    opened: list[SqliteStore] = []

    def clients(path: Path, count: int) -> list[TestClient]:
        opened.extend(SqliteStore(path) for _ in range(count))
        return [TestClient(create_app(store)) for store in opened]

    yield clients
    for store in opened:
        store.close()
