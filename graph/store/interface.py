"""Store: keeps maps with what was inferred and decided, their history, and learners.

A store loads snapshots and commits changes. It reasons about nothing: which prerequisites are in
use follows from a `Snapshot`, so every store answers alike. Every store passes
`tests/graph/store/test_contract.py`.
"""

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from graph.errors import UnknownMapError
from graph.learner import Learner, PlacementSession
from graph.model import SkillId
from graph.snapshot import Snapshot

DEFAULT_MAP = "default"
"""What stands for the map that a store has had longest."""

ChangeKind: TypeAlias = Literal["imported", "decided", "withdrawn", "deleted"]


@dataclass(frozen=True, slots=True)
class MapSummary:
    """A map as a list shows it."""

    id: str
    title: str
    revision: int
    skill_count: int
    changed_at: str
    """Time in UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a map, and when."""

    kind: ChangeKind
    at: str
    """Time in UTC, ISO 8601."""
    text: str
    """What was done, in words."""
    skills: tuple[SkillId, ...] = ()
    """The entries that it was done to."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A committed change and the revision that it led to."""

    revision: int
    change: Change


@dataclass(frozen=True, slots=True)
class LearnerSummary:
    """A learner as a list shows it."""

    id: str
    name: str
    revision: int
    changed_at: str
    """Time in UTC, ISO 8601; empty if a person made the learner by hand and told no time."""


class Store(Protocol):
    """Where maps and learners live.

    A learner is kept apart from the maps that it refers to: these may change and go, and what is
    kept about a person stays as it was said. Safe to use from several threads; several processes
    may use one database.
    """

    freshness_s: float
    """How long whoever answers questions may rely on what was read; 0 if asking costs nothing."""

    def maps(self) -> tuple[MapSummary, ...]:
        """Return the maps, the one that was there first in front.

        Raises:
            StoreError: The store cannot be read.
        """

    def revision(self, map_id: str) -> int:
        """Return the revision of a map. Where `freshness_s` is 0, callers ask before every answer.

        Raises:
            UnknownMapError: There is no such map.
            StoreError: The store cannot be read.
        """

    def load(self, map_id: str) -> Snapshot:
        """Return a map as it is now, equal to the snapshot that was committed last.

        Raises:
            UnknownMapError: There is no such map.
            StoreError: The store cannot be read.
        """

    def commit(self, snapshot: Snapshot, change: Change) -> Snapshot:
        """Make this snapshot the map's state, if `snapshot.revision` is still its revision.

        On return the change is on disk: it outlives the process, however that ends.

        Args:
            snapshot: The new state, bearing the revision it was made against; 0 for a new map.
            change: What history says about it.

        Returns:
            The snapshot with its new revision.

        Raises:
            MapExistsError: `snapshot.revision` is 0, but the store has the map.
            StaleRevisionError: The map has changed meanwhile.
            UnknownMapError: The map has been deleted meanwhile.
            StoreError: The change could not be written; then nothing of it was, unless the message
                says that this could not be found out.
        """

    def delete(self, map_id: str, revision: int, change: Change) -> int:
        """Delete a map with its decisions, if this is still its revision. History stays.

        Returns:
            The revision that the deletion led to. A new map of this id goes on from there.

        Raises:
            UnknownMapError: There is no such map.
            StaleRevisionError: The map has changed meanwhile.
            StoreError: The change could not be written; then nothing of it was.
        """

    def history(
        self, map_id: str, *, before: int | None = None, limit: int = 50
    ) -> tuple[HistoryEntry, ...]:
        """Return what was done to a map, newest first, also to one that was deleted since.

        Args:
            map_id: The map.
            before: Only revisions below this one.
            limit: At most so many entries, 1 or more.

        Raises:
            UnknownMapError: There never was such a map.
            StoreError: The store cannot be read.
        """

    def learners(self) -> tuple[LearnerSummary, ...]:
        """Return the learners, by id.

        Raises:
            StoreError: The store cannot be read.
        """

    def learner(self, learner_id: str) -> Learner:
        """Return a learner as it is now, equal to what was committed last.

        Raises:
            UnknownLearnerError: There is no such learner.
            StoreError: The store cannot be read.
        """

    def commit_learner(self, learner: Learner, at: str) -> Learner:
        """Make this what is kept about a learner, if `learner.revision` is still its revision.

        On return it is on disk, as with `commit`. Maps and their history are not touched.

        Args:
            learner: All that is to be kept, bearing the revision it was made against; 0 for a new
                learner.
            at: When that happens: time in UTC, ISO 8601.

        Returns:
            The learner with its new revision, 1 for a new one.

        Raises:
            LearnerExistsError: `learner.revision` is 0, but the store has the learner.
            StaleLearnerError: The learner has changed meanwhile.
            UnknownLearnerError: The learner has been deleted meanwhile.
            StoreError: The change could not be written; then nothing of it was, unless the message
                says that this could not be found out.
        """

    def delete_learner(self, learner_id: str, revision: int) -> None:
        """Delete all that is kept about a learner, placements too, if this is still its revision.

        Nothing of it stays in the database, no history either.

        Raises:
            UnknownLearnerError: There is no such learner.
            StaleLearnerError: The learner has changed meanwhile.
            StoreError: It could not be deleted; then nothing of it was.
        """

    def placement(self, placement_id: str) -> PlacementSession:
        """Return a placement as far as it has come.

        Raises:
            UnknownPlacementError: There is no such placement.
            StoreError: The store cannot be read.
        """

    def commit_placement(self, session: PlacementSession, at: str) -> PlacementSession:
        """Make this the state of a placement, if `session.revision` is still its revision.

        Args:
            session: The placement, bearing the revision it was made against; 0 for a new one.
            at: When that happens: time in UTC, ISO 8601.

        Returns:
            The placement with its new revision, 1 for a new one.

        Raises:
            StalePlacementError: The placement has gone on meanwhile, or one of this id exists.
            UnknownPlacementError: The placement has been deleted meanwhile.
            UnknownLearnerError: The store has no learner `session.learner_id`.
            StoreError: The change could not be written, as with `commit`.
        """

    def delete_placement(self, placement_id: str) -> None:
        """Delete a placement. What a learner's marks owe to it stays with the learner.

        Raises:
            UnknownPlacementError: There is no such placement.
            StoreError: It could not be deleted; then nothing of it was.
        """

    def close(self) -> None:
        """Let go of the database. The store cannot be used afterwards."""


def find_map(store: Store, map_id: str = DEFAULT_MAP) -> str:
    """Return the map id that is meant: the id itself, or the oldest map's for `default`.

    Raises:
        UnknownMapError: The id is `default` and the store is empty.
        StoreError: The store cannot be read.
    """
    if map_id != DEFAULT_MAP:
        return map_id
    maps = store.maps()
    if not maps:
        raise UnknownMapError(map_id)
    return maps[0].id
