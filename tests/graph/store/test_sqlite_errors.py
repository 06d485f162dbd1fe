"""What the SQLite store says where its file cannot be used: one sentence that says what to do."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph import SqliteStore, StoreError
from tests.graph.store.raw import raw
from tests.graph.store.snapshots import IMPORT, decision, snapshot


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
