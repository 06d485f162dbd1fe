import pytest

from graph import import_map
from tests.graph.changes.web import MAP


@pytest.fixture
def web(store):
    return import_map(store, MAP).snapshot
