from graph import SqliteStore, decide, import_map, withdraw
from tests.graph.changes.web import HTTP, MAP, REST


def test_the_history_tells_every_change_newest_first(store, web):
    web = decide(store, web, HTTP, REST, "rejected")
    withdraw(store, web, HTTP, REST)
    import_map(store, MAP + "- XML\n")

    told = [
        (entry.revision, entry.change.kind, entry.change.text) for entry in store.history("web")
    ]
    assert told == [
        (4, "imported", "Imported “Web”: 1 added, 0 removed."),
        (3, "withdrawn", "No longer rejected: HTTP before REST."),
        (2, "decided", "Rejected: HTTP before REST."),
        (1, "imported", "Imported “Web”: 6 added."),
    ]
    assert store.history("web")[0].change.skills == ("formats/xml",)
    assert store.history("web")[2].change.skills == (HTTP, REST)


def test_changes_are_there_after_the_store_is_opened_again(tmp_path):
    store = SqliteStore(tmp_path / "maps.db")
    changed = decide(store, import_map(store, MAP).snapshot, HTTP, REST, "rejected", "why")
    store.close()

    store = SqliteStore(tmp_path / "maps.db")
    try:
        assert store.load("web") == changed
        assert import_map(store, MAP).outcome == "unchanged"
    finally:
        store.close()
