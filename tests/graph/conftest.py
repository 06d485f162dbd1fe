"""Stores in memory, for tests to which it does not matter where a map is kept."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph import SqliteStore


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    with closing(SqliteStore(":memory:")) as opened:
        yield opened


@pytest.fixture
def other() -> Iterator[SqliteStore]:
    """Return a store that a map is copied to."""
    with closing(SqliteStore(":memory:")) as opened:
        yield opened
