"""What is special about the SQLite store: its file, and that what is deleted leaves it."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph import Answer, Goal, Holiday, Learner, Mark, PlacementSession, SqliteStore, StoreError
from graph.model import Move
from tests.graph.store.learners import FULL_LEARNER
from tests.graph.store.raw import raw
from tests.graph.store.snapshots import IMPORT, NOW, decision, snapshot

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
