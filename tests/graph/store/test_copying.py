"""Learners brought from one store to another."""

from contextlib import closing
from dataclasses import replace

import pytest

from graph import Learner, SqliteStore, UnknownPlacementError, copy_learners
from tests.graph.store.learners import FULL_LEARNER, LATER, NOW, SESSION, learner


@pytest.fixture
def source():
    with closing(SqliteStore(":memory:")) as source:
        yield source


def outcomes(done):
    return [(one.id, one.outcome) for one in done]


def test_learners_are_copied_with_the_time_of_their_last_change(source, store):
    source.commit_learner(learner("http", learner_id="bob"), NOW)
    source.commit_learner(replace(source.commit_learner(FULL_LEARNER, NOW), name="Ada"), LATER)
    store.commit_learner(learner("rest", learner_id="zoë"), NOW)

    done = copy_learners(source, store)

    assert outcomes(done) == [("ada", "created"), ("bob", "created")]
    assert store.learner("ada") == replace(source.learner("ada"), revision=1) == done[0].learner
    assert [(one.id, one.changed_at) for one in store.learners()] == [
        ("ada", LATER),
        ("bob", NOW),
        ("zoë", NOW),
    ]


def test_a_second_time_nothing_is_written(source, store):
    source.commit_learner(FULL_LEARNER, NOW)
    copy_learners(source, store)

    assert outcomes(copy_learners(source, store)) == [("ada", "unchanged")]
    assert store.learner("ada").revision == 1


def test_the_newer_state_of_a_learner_holds_as_a_whole(source, store):
    first = source.commit_learner(FULL_LEARNER, NOW)
    copy_learners(source, store)
    source.commit_learner(replace(first, marks=first.marks[:1], name="New"), LATER)

    assert outcomes(copy_learners(source, store)) == [("ada", "changed")]
    assert (
        store.learner("ada")
        == source.learner("ada")
        == replace(first, revision=2, marks=first.marks[:1], name="New")
    )


def test_what_is_newer_in_the_target_is_left_alone(source, store):
    source.commit_learner(FULL_LEARNER, NOW)
    there = store.commit_learner(Learner("ada", name="There"), LATER)

    done = copy_learners(source, store)

    assert outcomes(done) == [("ada", "kept")]
    assert done[0].learner == store.learner("ada") == there


def test_what_somebody_wrote_by_hand_counts_from_when_it_was_written(source, neo4j_5):
    source.commit_learner(FULL_LEARNER, "2026-03-03T00:00:00.000Z")
    with closing(neo4j_5.open_store()) as store:
        neo4j_5.ask(
            "CREATE (:Learner {id: 'ada'})-[:KNOWS {since: '2026-03-04'}]->"
            "(:Retired {map: 'backend', id: 'soap', name: 'SOAP'})"
        )
        assert outcomes(copy_learners(source, store)) == [("ada", "kept")]

        neo4j_5.ask("MATCH ()-[r:KNOWS]->() REMOVE r.since")
        assert outcomes(copy_learners(source, store)) == [("ada", "kept")]

        neo4j_5.ask("MATCH ()-[r:KNOWS]->() SET r.since = '2026-03-02'")
        assert outcomes(copy_learners(source, store)) == [("ada", "changed")]
        assert store.learner("ada").marks == FULL_LEARNER.marks


def test_placements_stay_where_they_were_begun(source, store):
    source.commit_learner(FULL_LEARNER, NOW)
    source.commit_placement(replace(SESSION, learner_id="ada"), NOW)

    copy_learners(source, store)

    with pytest.raises(UnknownPlacementError):
        store.placement(SESSION.id)
