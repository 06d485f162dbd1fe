"""Snapshots: the store's maps in memory, from which all questions are answered.

A store that is asked in no time is asked for the revision before every answer. One that is reached
over a network is followed instead: a thread looks every second or so what has changed and loads
that, so that no question waits for the network, and questions are answered while the store is away.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph import (
    DEFAULT_MAP,
    GraphError,
    MapSummary,
    Snapshot,
    Store,
    StoreError,
    UnknownMapError,
    find_map,
)
from graph.clock import now

_SNAPSHOTS_KEPT = 32
"""Maps that are held in memory at the same time."""

_LAST_LOOK_S = 1.0
"""How long closing waits for a look that is under way; it may take long, and changes nothing."""


@dataclass(frozen=True, slots=True)
class _Kept:
    snapshot: Snapshot
    changed_at: str | None
    """When the map became so, as the list of maps says; None if it has not been seen there yet."""


class Snapshots:
    """The store's maps, each held in memory until its revision changes. Safe for threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()
        # One load of a map at a time, and none keeps the questions about other maps waiting.
        self._loading: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        # What was there when the store was last looked at, with what was done here since.
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
            self._thread.join(_LAST_LOOK_S)
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
        followed = self._followed(map_id)
        if followed is not None and followed.revision >= at_least:
            return followed
        map_id = find_map(self.store, map_id)
        revision = self.store.revision(map_id)
        with self._lock:
            loading = self._loading[map_id]
        with loading:
            kept = self._kept.get(map_id)
            if kept and kept.snapshot.revision == revision:
                return kept.snapshot
            snapshot = self.store.load(map_id)
            with self._lock:
                self._put(_Kept(snapshot, None))
        return snapshot

    def keep(self, snapshot: Snapshot) -> None:
        """Take note of a change that was made here, so that it shows in the next answer."""
        with self._lock:
            self._writes += 1
            self._put(_Kept(snapshot, None))
            if self._seen is not None:
                new = _summary(snapshot)
                others = tuple(new if old.id == new.id else old for old in self._seen)
                self._seen = others if new in others else (*others, new)

    def drop(self, map_id: str) -> None:
        """Take note of a map that was deleted here."""
        with self._lock:
            self._writes += 1
            self._kept.pop(map_id, None)
            if self._seen is not None:
                self._seen = tuple(summary for summary in self._seen if summary.id != map_id)

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
            return kept.snapshot

    def _put(self, kept: _Kept) -> None:
        self._kept[kept.snapshot.map_id] = kept
        self._kept.move_to_end(kept.snapshot.map_id)
        if len(self._kept) > _SNAPSHOTS_KEPT:
            self._kept.popitem(last=False)

    def _follow(self) -> None:
        while not self._stop.wait(self.store.freshness_s):
            self._look()

    def _look(self) -> None:
        """See what has changed in the store, and load it."""
        try:
            self._see()
        except StoreError as error:
            self._problem = error
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look may be better
            self._problem = StoreError(f"what the store holds cannot be used: {error!r}")
        else:
            self._problem = None

    def _see(self) -> None:
        """Load what is new in the store.

        Raises:
            StoreError: The store failed, or a map cannot be used; all others are loaded.
        """
        with self._lock:
            writes, before = self._writes, dict(self._kept)
        seen = self.store.maps()
        try:
            found, problem = self._found(seen, before)
        except UnknownMapError:
            return  # deleted meanwhile: the next look sees it
        with self._lock:
            if writes != self._writes:
                return  # what was seen may be older than what was written here
            for map_id in self._kept.keys() - {summary.id for summary in seen}:
                del self._kept[map_id]
            for map_id, kept in found.items():
                # What a question has loaded meanwhile is at least as new.
                if self._kept.get(map_id) is before.get(map_id):
                    self._put(kept)
            self._seen = seen
            self._seen_at = now()
        if problem:
            raise StoreError(f"a map cannot be used: {problem}") from problem

    def _found(
        self, seen: Sequence[MapSummary], before: Mapping[str, _Kept]
    ) -> tuple[dict[str, _Kept], GraphError | None]:
        """Return what is to be kept instead of what was, and what was wrong with a map, if any."""
        found: dict[str, _Kept] = {}
        problem: GraphError | None = None
        room = _SNAPSHOTS_KEPT - len(before)
        for summary in seen:
            kept = before.get(summary.id)
            if kept and _can_be(kept, summary):
                found[summary.id] = _Kept(kept.snapshot, summary.changed_at)
            elif kept or room > 0:
                room -= not kept
                try:
                    snapshot = self.store.load(summary.id)
                    _ = snapshot.graph  # so that the first question need not wait for it
                    found[summary.id] = _Kept(snapshot, None)
                except UnknownMapError:
                    raise
                except GraphError as error:
                    problem = error  # the others are loaded all the same
        return found, problem


def _can_be(kept: _Kept, summary: MapSummary) -> bool:
    """Say whether a map is kept as the list of maps says that it is.

    The time counts too: a database that was replaced by an older one may count up to the same.
    """
    is_its_time = kept.changed_at in (None, summary.changed_at)
    return kept.snapshot.revision == summary.revision and is_its_time


def _summary(snapshot: Snapshot) -> MapSummary:
    """Return what the list of maps says about one that has just been changed."""
    return MapSummary(
        snapshot.map_id,
        snapshot.skill_map.title,
        snapshot.revision,
        len(snapshot.skill_map.skills),
        now(),
    )
