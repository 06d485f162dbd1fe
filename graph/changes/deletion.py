"""A map that is deleted."""

from graph.clock import now
from graph.store.interface import Change, Store


def delete_map(store: Store, map_id: str, against: int) -> int:
    """Delete a map with its decisions. Its history stays.

    Returns:
        The revision of the deletion.

    Raises:
        UnknownMapError: There is no such map.
        StaleRevisionError: The map is at another revision than `against`.
        StoreError: The store failed.
    """
    return store.delete(map_id, against, Change("deleted", now(), "Deleted the map."))
