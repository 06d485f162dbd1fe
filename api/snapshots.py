"""Snapshots: the store's maps in memory, from which all questions are answered.

A store that is asked in no time is asked for the revision before every answer. One that is reached
over a network is followed instead: a thread looks every second or so what has changed and loads
that, so that no question waits for the network, and questions are answered while the store is away.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime

from graph import DEFAULT_MAP, MapSummary, Snapshot, Store, StoreError, UnknownMapError, find_map

_SNAPSHOTS_KEPT = 32
"""Maps that are held in memory at the same time."""


class Snapshots:
    """The store's maps, each held in memory until its revision changes. Safe for threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: OrderedDict[str, Snapshot] = OrderedDict()
        self._lock = threading.Lock()
        # What was seen when the store was last looked at; None if nothing seen is good any more.
        self._seen: tuple[MapSummary, ...] | None = None
        self._seen_at = ""
        self._writes = 0
        self._problem: StoreError | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def follow(self) -> None:
        """Follow the store until `close`, if it is one that is not asked before every answer."""
        if self.store.freshness_s:
            self._look()
            self._thread = threading.Thread(target=self._follow, name="waypath-follow", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop following the store."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def maps(self) -> Sequence[MapSummary]:
        """Return the maps, the oldest first.

        Raises:
            StoreError: The store failed.
        """
        seen = self._seen
        return self.store.maps() if seen is None else seen

    def load(self, map_id: str, at_least: int = 0) -> Snapshot:
        """Return a map as it is now; `default` is the oldest one.

        Args:
            map_id: Its id, or `default`.
            at_least: A revision that somebody has seen, so that an older one is none.

        Raises:
            UnknownMapError: The store has no such map.
            StoreError: The store failed.
        """
        kept = self._followed(map_id)
        if kept is not None and kept.revision >= at_least:
            return kept
        map_id = find_map(self.store, map_id)
        revision = self.store.revision(map_id)
        with self._lock:
            snapshot = self._kept.get(map_id)
            if snapshot is None or snapshot.revision != revision:
                snapshot = self.store.load(map_id)
            self._put(snapshot)
        return snapshot

    def keep(self, snapshot: Snapshot) -> None:
        """Take note of a change that was made here, so that it shows in the next answer."""
        with self._lock:
            self._put(snapshot)
            self._forget_seen()

    def drop(self, map_id: str) -> None:
        """Take note of a map that was deleted here."""
        with self._lock:
            self._kept.pop(map_id, None)
            self._forget_seen()

    def check(self) -> None:
        """Check that the store can be read.

        Raises:
            StoreError: It cannot; the message says what is still answered.
        """
        if self._thread is None:
            self.store.maps()
        elif self._problem is not None:
            raise StoreError(
                f"{self._problem}. Questions are answered from memory, as of {self._seen_at}; "
                "changes have to wait"
            ) from self._problem

    def _followed(self, map_id: str) -> Snapshot | None:
        """Return a map as it was when the store was last looked at, if that is good enough."""
        with self._lock:
            seen = self._seen
            if seen is None:
                return None
            if map_id == DEFAULT_MAP and seen:
                map_id = seen[0].id
            kept = self._kept.get(map_id)
            if kept is None or all(summary.id != map_id for summary in seen):
                return None
            self._kept.move_to_end(map_id)
            return kept

    def _put(self, snapshot: Snapshot) -> None:
        self._kept[snapshot.map_id] = snapshot
        self._kept.move_to_end(snapshot.map_id)
        if len(self._kept) > _SNAPSHOTS_KEPT:
            self._kept.popitem(last=False)

    def _forget_seen(self) -> None:
        """Ask the store itself until it has been looked at again."""
        self._seen = None
        self._writes += 1

    def _follow(self) -> None:
        while not self._stop.wait(self.store.freshness_s):
            self._look()

    def _look(self) -> None:
        """See what has changed in the store, and load it."""
        try:
            self._see()
        except StoreError as error:
            self._problem = error
        else:
            self._problem = None

    def _see(self) -> None:
        writes = self._writes
        seen = self.store.maps()
        changed = []
        for summary in seen[:_SNAPSHOTS_KEPT]:
            kept = self._kept.get(summary.id)
            if kept is None or kept.revision < summary.revision:
                try:
                    changed.append(self.store.load(summary.id))
                except UnknownMapError:
                    return  # deleted meanwhile: the next look sees it
        for snapshot in changed:
            _ = snapshot.graph  # so that the first question need not wait for it
        with self._lock:
            if writes != self._writes:
                return  # what was seen may be older than what was written here
            for snapshot in changed:
                self._put(snapshot)
            self._seen = seen
            self._seen_at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
