"""What is special about the SQLite store: its file, its errors, and surviving a kill."""

import json
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graph import (
    Answer,
    Goal,
    Holiday,
    Learner,
    Mark,
    Merge,
    PlacementSession,
    SqliteStore,
    StoreError,
)
from graph.model import Move
from graph.store.sqlite import rows
from tests.graph.store.learners import FULL_LEARNER, SESSION, numbered_learner
from tests.graph.store.snapshots import (
    IMPORT,
    IMPORT_EVERY,
    NOW,
    decision,
    full_snapshot,
    numbered_snapshot,
    snapshot,
)
from tests.graph.store.writers import (
    SKILLS,
    current_learner_revision,
    current_revision,
    decide,
    serve_writers,
)

KILLS = 300
LONGEST_LIFE_S = 0.1
"""A writer opens the file and commits a few imports in this time, so a kill can meet either."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "maps.db"


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


# The file


def test_the_file_and_its_folders_are_made(tmp_path):
    path = tmp_path / "not" / "there" / "maps.db"

    with closing(SqliteStore(str(path))) as store:
        committed = store.commit(snapshot(), IMPORT)

    with closing(SqliteStore(path)) as store:
        assert store.load("backend") == committed


def test_a_closed_store_leaves_one_file(path):
    with closing(SqliteStore(path)) as store:
        store.commit(snapshot(), IMPORT)

    assert list(path.parent.iterdir()) == [path]


def test_the_file_is_in_wal_mode_and_known_as_waypaths(path):
    SqliteStore(path).close()

    with raw(path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"Wayp"),)


def test_every_change_is_synced_to_the_disk(path):
    full = 2  # what a killed process cannot show: it matters when the power goes

    with closing(SqliteStore(path)) as store:
        assert store._writing[0].execute("PRAGMA synchronous").fetchone() == (full,)


def test_an_empty_file_becomes_a_store(path):
    path.touch()

    with closing(SqliteStore(path)) as store:
        assert store.maps() == ()


def test_a_new_file_may_be_opened_by_several_at_once(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        for number in range(20):
            path = tmp_path / f"{number}.db"
            for store in list(threads.map(SqliteStore, [path] * 8)):
                assert store.maps() == ()
                store.close()


def test_a_store_in_memory_is_empty_each_time_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with closing(SqliteStore(":memory:")) as store, closing(SqliteStore(":memory:")) as other:
        committed = store.commit(snapshot(), IMPORT)

        assert store.load("backend") == committed
        assert other.maps() == ()

    assert list(tmp_path.iterdir()) == []


def test_rows_can_be_read_by_other_programs(path):
    with closing(SqliteStore(path)) as store:
        store.commit(snapshot(decisions=[decision()]), IMPORT)

    with raw(path) as db:
        edge = db.execute(
            "SELECT source, target, confidence, evidence FROM prerequisite"
        ).fetchone()
        assert db.execute("SELECT id, name, kind FROM entry").fetchall() == [
            ("http", "HTTP", "skill"),
            ("rest", "REST", "skill"),
        ]
    assert edge[:3] == ("http", "rest", 0.7)
    assert json.loads(edge[3]) == [
        {"rule": "sequence", "text": "One line up.", "lines": [1, 2], "strength": 0.7}
    ]


def test_a_decision_writes_no_other_row(path):
    with closing(SqliteStore(path)) as store:
        first = store.commit(snapshot(skills=[str(n) for n in range(500)]), IMPORT)
        written = store._writing[0].total_changes

        store.commit(replace(first, decisions=(decision(),)), IMPORT)

        assert store._writing[0].total_changes - written == 3  # map, decision, history


def test_what_became_of_entries_and_one_more_mark_write_no_other_row(path):
    moves = tuple(Move(f"{n}", f"{n}", "skill", "removed", ()) for n in range(100))
    with closing(SqliteStore(path)) as store:
        first = store.commit(replace(snapshot(), moves=moves), IMPORT)
        there = store.commit_learner(FULL_LEARNER, NOW)
        written = store._writing[0].total_changes

        more = Move("more", "More", "skill", "removed", ())
        store.commit(replace(first, moves=(*moves, more)), IMPORT)
        assert store._writing[0].total_changes - written == 3  # map, move, history

        mark = Mark("backend", "more", "More", "known", NOW)
        store.commit_learner(replace(there, marks=(*there.marks, mark)), NOW)
        assert store._writing[0].total_changes - written == 5  # learner, mark


# Deleting really deletes


def bytes_beside(path: Path) -> bytes:
    """Return what is in the file and in those that SQLite keeps beside it."""
    return b"".join(found.read_bytes() for found in path.parent.iterdir())


def secretive(number: int, marks: int) -> Learner:
    """Return a learner of whom each text says whose it is."""
    secret = f"secret-{number}-"
    return Learner(
        f"{secret}id",
        name=f"{secret}name",
        holidays=(Holiday(f"{secret}first", f"{secret}last"),),
        marks=tuple(
            Mark(f"{secret}map", f"{secret}skill-{n}", f"{secret}name", "known", f"{secret}since")
            for n in range(marks)
        ),
        goals=(Goal(f"{secret}map", f"{secret}entry", f"{secret}name", f"{secret}since"),),
    )


def test_of_a_deleted_learner_no_byte_stays_in_the_file_or_beside_it(path):
    chance = random.Random(20260302)  # noqa: S311 - sizes, not secrets
    revisions = dict.fromkeys(range(8), 0)
    with closing(SqliteStore(path)) as store:
        store.commit(snapshot(skills=[str(n) for n in range(300)]), IMPORT)
        # Rows grow, shrink and are moved about, so that traces are left where they stood.
        for step in range(80):
            number = chance.randrange(len(revisions))
            there = secretive(number, marks=chance.choice([0, 1, 5, 40, 200, 600]))
            there = replace(there, revision=revisions[number])
            revisions[number] = store.commit_learner(there, NOW).revision
            answers = tuple(Answer(f"secret-{number}-{n}", "yes") for n in range(step * 5))
            session = PlacementSession(f"secret-{number}-{step}", "m", answers=answers)
            store.commit_placement(replace(session, learner_id=there.id), NOW)

        for number, revision in revisions.items():
            secret = f"secret-{number}-".encode()
            assert secret in bytes_beside(path)
            store.delete_learner(f"secret-{number}-id", revision)
            assert secret not in bytes_beside(path)
    assert b"secret-" not in bytes_beside(path)


def test_a_learner_can_be_deleted_while_somebody_reads(path):
    with closing(SqliteStore(path, busy_timeout_s=0.05)) as store, raw(path) as reader:
        store.commit_learner(secretive(0, marks=3), NOW)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM mark").fetchone()

        store.delete_learner("secret-0-id", 1)

        assert store.learners() == ()
        reader.execute("COMMIT")
    assert b"secret-0-" not in bytes_beside(path)


def test_whoever_deletes_a_learner_is_told_if_traces_of_it_may_be_left(path):
    with closing(SqliteStore(path)) as store:
        for number in range(2):
            store.commit_learner(secretive(number, marks=3), NOW)
        unfinished = store._writing[0].execute("SELECT id FROM learner")
        unfinished.fetchone()

        with pytest.raises(StoreError, match="“secret-0-id” is deleted, but the file may hold"):
            store.delete_learner("secret-0-id", 1)

        assert [summary.id for summary in store.learners()] == ["secret-1-id"]
        unfinished.close()
        store.delete_learner("secret-1-id", 1)
        assert b"secret-" not in bytes_beside(path)


# Errors that say what to do


def refused(path: Path) -> str:
    """Return why a file cannot be opened as a store."""
    with pytest.raises(StoreError) as refusal:
        SqliteStore(path)
    assert str(path) in str(refusal.value)
    return str(refusal.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(path):
    path.write_text("- http\n- rest\n" * 100)
    before = path.read_bytes()

    assert "not a SQLite database" in refused(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path):
    with raw(path) as db:
        db.execute("CREATE TABLE bookmark (url)")
    before = path.read_bytes()

    assert "another program" in refused(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_newer_waypaths_database_is_refused_and_left_alone(path):
    SqliteStore(path).close()
    with raw(path) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    assert "newer Waypath" in refused(path)
    assert path.read_bytes() == before


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


def test_a_folder_is_refused(tmp_path):
    assert "Check that it is a file" in refused(tmp_path)


def test_a_path_through_a_file_is_refused(path):
    path.touch()

    with pytest.raises(StoreError, match="cannot make the folder"):
        SqliteStore(path / "maps.db")


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be someone for whom file permissions count, which they do not for root."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no file permissions")
def test_a_folder_without_write_permission_is_refused(tmp_path, monkeypatch):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    monkeypatch.chdir(folder)  # a relative path needs no permission on the folders above

    with unprivileged():
        assert "Check that it is a file, and that you may write" in refused(Path("maps.db"))
        with pytest.raises(StoreError, match="cannot make the folder"):
            SqliteStore(Path("new/maps.db"))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no file permissions")
@pytest.mark.parametrize("make", [SqliteStore, sqlite3.connect], ids=["store", "empty-file"])
def test_a_file_without_write_permission_is_refused(path, monkeypatch, make):
    make(path).close()
    path.chmod(0o444)
    path.parent.chmod(0o777)
    monkeypatch.chdir(path.parent)

    with unprivileged():
        assert "that you may write to it and to its folder" in refused(Path("maps.db"))


def test_a_full_disk_is_an_error_and_nothing_of_the_change_is_written(path):
    with closing(SqliteStore(path)) as store:
        committed = store.commit(snapshot(), IMPORT)
        (pages,) = store._writing[0].execute("PRAGMA page_count").fetchone()
        store._writing[0].execute(f"PRAGMA max_page_count = {pages + 5}")

        large = snapshot(skills=[str(n) for n in range(5000)], revision=1)
        with pytest.raises(StoreError, match="disk is full"):
            store.commit(large, IMPORT)

        assert store.load("backend") == committed
        assert len(store.history("backend")) == 1
        store._writing[0].execute("PRAGMA max_page_count = 100000")
        assert store.commit(large, IMPORT).revision == 2


def test_text_that_is_no_unicode_is_refused_and_nothing_of_the_change_is_written(path):
    with closing(SqliteStore(path)) as store:
        committed = store.commit(snapshot(), IMPORT)

        with pytest.raises(StoreError, match="surrogate"):
            store.commit(snapshot(revision=1, decisions=[decision(note="\ud83d")]), IMPORT)

        assert store.load("backend") == committed


def test_a_file_that_stays_locked_is_an_error(path):
    with closing(SqliteStore(path, busy_timeout_s=0.05)) as store, raw(path) as db:
        committed = store.commit(snapshot(), IMPORT)
        db.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreError, match="Try again"):
            store.commit(committed, IMPORT)

        db.execute("ROLLBACK")
        assert store.commit(committed, IMPORT).revision == 2


def test_a_damaged_file_is_an_error(path):
    with closing(SqliteStore(path)) as store:
        store.commit(snapshot(skills=[str(n) for n in range(500)]), IMPORT)
    content = path.read_bytes()
    half = len(content) // 2
    path.write_bytes(content[:half] + b"\xa5" * (len(content) - half))

    with closing(SqliteStore(path)) as store, pytest.raises(StoreError, match="damaged"):
        store.load("backend")


def test_a_damaged_value_is_an_error(path):
    with closing(SqliteStore(path)) as store, raw(path) as db:
        store.commit(snapshot(), IMPORT)
        db.execute("UPDATE prerequisite SET evidence = '[{'")

        with pytest.raises(StoreError, match="damaged"):
            store.load("backend")


def test_a_closed_store_says_so(path):
    store = SqliteStore(path)
    store.close()
    store.close()

    with pytest.raises(StoreError, match="closed"):
        store.maps()


# Readers and writers


def test_a_reader_sees_the_state_before_a_change_until_that_is_complete(path):
    with closing(SqliteStore(path)) as store, raw(path) as writer:
        committed = store.commit(snapshot(), IMPORT)

        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE map SET revision = 2, title = 'Half'")
        writer.execute("DELETE FROM entry")
        assert store.load("backend") == committed
        assert store.revision("backend") == 1

        writer.execute("COMMIT")
        assert store.revision("backend") == 2
        assert store.load("backend").skill_map.title == "Half"


def test_a_change_that_breaks_off_halfway_leaves_nothing(path):
    with closing(SqliteStore(path)) as store:
        committed = store.commit(snapshot(), IMPORT)

        not_a_snapshot = replace(committed, inferred=("something else",))
        with pytest.raises(AttributeError):
            store.commit(replace(not_a_snapshot, source="new"), IMPORT)

        assert store.load("backend") == committed
        assert store.commit(committed, IMPORT).revision == 2


def test_processes_that_change_one_map_at_once_lose_no_change(path):
    processes, count = 3, 40
    with closing(SqliteStore(path)) as store:
        store.commit(snapshot(), IMPORT)
        spawn = multiprocessing.get_context("spawn")
        running = [
            spawn.Process(target=decide, args=(path, number, count)) for number in range(processes)
        ]
        for process in running:
            process.start()
        for process in running:
            process.join()

        made = {(made.source, made.target) for made in store.load("backend").decisions}
        revisions = [entry.revision for entry in store.history("backend", limit=1000)]

    assert [process.exitcode for process in running] == [0] * processes
    assert made == {(f"process-{p}", f"{n}") for p in range(processes) for n in range(count)}
    assert revisions == list(range(1 + processes * count, 0, -1))


# Being killed


@pytest.mark.no_cover  # other tests show what is covered, this one would take minutes
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
@pytest.mark.timeout(300)  # a busy machine kills slowly
def test_a_killed_writer_loses_no_change_that_it_has_told_of(path, record_property):
    chance = random.Random(20260301)  # noqa: S311 - moments, not secrets
    spawn = multiprocessing.get_context("spawn")
    orders, order = spawn.Pipe(duplex=False)
    heard, told = spawn.Pipe(duplex=False)
    server = spawn.Process(target=serve_writers, args=(path, orders, told))
    server.start()
    told.close()  # so that waiting for a server that is gone is an error, and not for ever
    acknowledged: list[int] = []
    unheard = during_import = revision = 0

    for _ in range(KILLS):
        order.send("go")
        writer = heard.recv()
        time.sleep(chance.uniform(0, LONGEST_LIFE_S))
        os.kill(writer, signal.SIGKILL)
        acknowledged += iter(heard.recv, None)

        # The one change that was under way is there or not; whatever came before it is there.
        least = max([revision, *acknowledged[-1:]])
        with closing(SqliteStore(path)) as store:
            revision = current_revision(store)
            assert revision in (least, least + 1)
            if revision:
                assert store.load("numbered") == numbered_snapshot(revision, SKILLS)
            # A learner is changed after each change of the map, and both are told of then.
            marked = current_learner_revision(store)
            assert max([0, *acknowledged[-1:]]) <= marked <= revision <= marked + 1
            if marked:
                assert store.learner("numbered") == numbered_learner(marked)
            assert store._writing[0].execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        unheard += revision - least
        during_import += (least + 1) % IMPORT_EVERY == 0

    order.send("")
    server.join()
    with closing(SqliteStore(path)) as store:
        history = [entry.revision for entry in store.history("numbered", limit=revision)]
    lost = set(acknowledged) - set(history)
    figures = {
        "kills": KILLS,
        "kills during an import": during_import,
        "acknowledged changes": len(acknowledged),
        "committed but not acknowledged": unheard,
        "lost": len(lost),
    }
    print(figures)  # noqa: T201 - for whoever runs it with -s
    for name, figure in figures.items():
        record_property(name, figure)
    assert not lost
    assert history == list(range(revision, 0, -1))
