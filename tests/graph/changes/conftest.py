import pytest

from graph import SqliteStore, import_map
from tests.graph.changes.web import MAP


@pytest.fixture
def store():
    opened = SqliteStore(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def web(store):
    return import_map(store, MAP).snapshot
