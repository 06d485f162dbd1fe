"""Where maps are kept: the protocol, its values, and the embedded store."""

from graph.store.interface import (
    DEFAULT_MAP,
    Change,
    ChangeKind,
    HistoryEntry,
    MapSummary,
    Store,
    find_map,
)
from graph.store.sqlite import SqliteStore

__all__ = [
    "DEFAULT_MAP",
    "Change",
    "ChangeKind",
    "HistoryEntry",
    "MapSummary",
    "SqliteStore",
    "Store",
    "find_map",
]
