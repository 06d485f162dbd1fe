"""Where maps and learners are kept: the protocol, its values, and the embedded store."""

from graph.store.copying import CopyOutcome, LearnerCopy, copy_learners
from graph.store.interface import (
    DEFAULT_MAP,
    Change,
    ChangeKind,
    HistoryEntry,
    LearnerSummary,
    MapSummary,
    Store,
    find_map,
)
from graph.store.sqlite import SqliteStore

__all__ = [
    "DEFAULT_MAP",
    "Change",
    "ChangeKind",
    "CopyOutcome",
    "HistoryEntry",
    "LearnerCopy",
    "LearnerSummary",
    "MapSummary",
    "SqliteStore",
    "Store",
    "copy_learners",
    "find_map",
]
