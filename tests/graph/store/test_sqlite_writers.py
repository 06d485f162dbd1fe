"""What the SQLite store keeps while several write, or one is killed as it writes."""

import multiprocessing
import os
import random
import signal
import time
from contextlib import closing
from dataclasses import replace

import pytest

from graph import SqliteStore
from tests.graph.store.learners import numbered_learner
from tests.graph.store.raw import raw
from tests.graph.store.snapshots import IMPORT, IMPORT_EVERY, numbered_snapshot, snapshot
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
