"""Files of older versions of Waypath are brought up to date by the SQLite store."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

from graph import Merge, SqliteStore
from graph.store.sqlite import rows
from tests.graph.store.learners import FULL_LEARNER, SESSION
from tests.graph.store.raw import raw
from tests.graph.store.snapshots import IMPORT, NOW, full_snapshot


def test_a_file_of_the_first_schema_is_brought_up_to_date(path):
    with raw(path) as db:
        for statement in rows.MIGRATIONS[0]:
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {rows.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        db.execute("INSERT INTO map VALUES (1, 'old', 'Old', 3, ?, 0)", [NOW])
        report = '{"repaired":[],"merged":[{"id":"a","name":"A","lines":[1,2],"reason":"r"}],'
        report += '"homonyms":[],"remarks":[],"cut":[]}'
        db.execute("INSERT INTO document VALUES (1, 'source', ?)", [report])

    with closing(SqliteStore(path)) as store:
        old = store.load("old")
        committed = store.commit(replace(full_snapshot("old"), revision=3), IMPORT)

    assert (old.source, old.revision, old.skill_map.order) == ("source", 3, "auto")
    assert old.report.merged == (Merge("a", "A", (1, 2), "r"),)
    assert old.report.field_known
    assert old.report.order_used
    with closing(SqliteStore(path)) as store:
        assert store.load("old") == committed


def test_a_file_of_the_second_schema_has_no_moves_and_no_learners_and_takes_both(path):
    with raw(path) as db:
        for statement in (*rows.MIGRATIONS[0], *rows.MIGRATIONS[1]):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {rows.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 2")
        db.execute("INSERT INTO map VALUES (1, 'old', 'Old', 3, ?, 0)", [NOW])
        report = '{"repaired":[],"merged":[],"homonyms":[],"remarks":[],"cut":[]}'
        db.execute("INSERT INTO document VALUES (1, 'source', ?, 'trusted')", [report])

    with closing(SqliteStore(path)) as store:
        old = store.load("old")
        assert (old.moves, store.learners()) == ((), ())
        moved = store.commit(replace(old, moves=full_snapshot().moves), IMPORT)
        learner = store.commit_learner(FULL_LEARNER, NOW)
        session = store.commit_placement(replace(SESSION, learner_id="ada"), NOW)

    with closing(SqliteStore(path)) as store:
        assert store.load("old") == moved
        assert store.learner("ada") == learner
        assert store.placement(session.id) == session


def test_several_processes_may_find_the_same_old_file(path):
    with raw(path) as db:
        for statement in rows.MIGRATIONS[0]:
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {rows.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")

    with ThreadPoolExecutor() as threads:
        stores = list(threads.map(SqliteStore, [path] * 8))

    stores[0].commit(full_snapshot(), IMPORT)
    assert {store.load("backend") for store in stores} == {replace(full_snapshot(), revision=1)}
    for store in stores:
        store.close()
