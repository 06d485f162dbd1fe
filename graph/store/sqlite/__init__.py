"""The embedded store: maps in one SQLite file."""

from graph.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
