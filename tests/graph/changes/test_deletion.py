import pytest

from graph import StaleRevisionError, UnknownMapError, decide, delete_map, import_map
from tests.graph.changes.web import HTTP, MAP, REST


def test_a_map_is_deleted_with_its_decisions_and_its_history_stays(store, web):
    web = decide(store, web, HTTP, REST, "rejected")

    assert delete_map(store, "web", web.revision) == 3
    assert store.maps() == ()
    assert store.history("web")[0].change.kind == "deleted"
    again = import_map(store, MAP)
    assert again.outcome == "created"
    assert again.snapshot.decisions == ()
    assert again.snapshot.revision == 4


def test_a_map_that_has_changed_meanwhile_is_not_deleted(store, web):
    decide(store, web, HTTP, REST, "rejected")

    with pytest.raises(StaleRevisionError):
        delete_map(store, "web", web.revision)
    with pytest.raises(UnknownMapError):
        delete_map(store, "no", 1)
    assert store.revision("web") == 2
