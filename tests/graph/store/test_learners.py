"""What every store promises about learners and placements."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from graph import (
    Answer,
    Learner,
    LearnerExistsError,
    LearnerSummary,
    Mark,
    StaleLearnerError,
    StalePlacementError,
    StoreError,
    UnknownLearnerError,
    UnknownPlacementError,
)
from graph.model import Move
from tests.graph.store.learners import FULL_LEARNER, LATER, NOW, SESSION, learner, learners
from tests.graph.store.snapshots import DELETION, IMPORT, snapshot


def told_of_maps(store):
    """Return what is told about maps, which learners must leave alone."""
    return store.maps(), [store.history(summary.id) for summary in store.maps()]


# Learners


def test_a_new_store_has_no_learners(store):
    assert store.learners() == ()


def test_a_committed_learner_is_read_as_it_was_in_every_field_and_order(store):
    store.commit(snapshot(), IMPORT)

    committed = store.commit_learner(FULL_LEARNER, NOW)

    assert committed == replace(FULL_LEARNER, revision=1)
    assert store.learner("ada") == committed


def test_learners_are_listed_by_id_with_their_last_change(store):
    for learner_id, name in [("zoë", "Zoë"), ("ada", ""), ("Bob", "Bob")]:
        store.commit_learner(Learner(learner_id, name=name), NOW)
    store.commit_learner(Learner("ada", 1, "Ada"), LATER)

    assert store.learners() == (
        LearnerSummary("Bob", "Bob", 1, NOW),
        LearnerSummary("ada", "Ada", 2, LATER),
        LearnerSummary("zoë", "Zoë", 1, NOW),
    )


def test_a_learner_needs_no_name_and_no_map(store):
    committed = store.commit_learner(learner("http", map_id="nowhere"), NOW)

    assert store.learner("ada") == committed
    assert (committed.name, store.learners()[0].name) == ("", "")
    assert store.maps() == ()


def test_every_change_of_a_learner_raises_the_revision_by_one_and_leaves_maps_alone(store):
    store.commit(snapshot(), IMPORT)
    before = told_of_maps(store)

    first = store.commit_learner(FULL_LEARNER, NOW)
    second = store.commit_learner(replace(first, hours_per_week=None), LATER)
    store.delete_learner("ada", 2)

    assert (first.revision, second.revision) == (1, 2)
    assert told_of_maps(store) == before


def test_marks_and_goals_are_added_changed_and_taken_back_and_keep_their_order(store):
    store.commit(snapshot(), IMPORT)
    current = store.commit_learner(FULL_LEARNER, NOW)
    rest, bowline, http, gone = FULL_LEARNER.marks

    for marks in (
        (rest, http, gone),
        (rest, replace(http, progress="known", hours=2.0), gone),
        (gone, bowline, rest),
        (Mark("backend", "first", "First", "known", NOW), gone, bowline, rest),
        (rest, bowline, gone),
        (),
        FULL_LEARNER.marks,
    ):
        goals = FULL_LEARNER.goals[: len(marks)]
        current = store.commit_learner(replace(current, marks=marks, goals=goals), LATER)

        assert store.learner("ada") == current


def test_an_empty_learner_is_kept(store):
    current = store.commit_learner(FULL_LEARNER, NOW)

    emptied = store.commit_learner(Learner("ada", current.revision), LATER)

    assert store.learner("ada") == emptied == Learner("ada", 2)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_committed_about_a_learner_is_read(store, data):
    if not store.maps():
        store.commit(snapshot("one"), IMPORT)
    known = {summary.id: summary.revision for summary in store.learners()}
    learner_id = data.draw(st.sampled_from(["ada", "bob"]))
    wanted = replace(data.draw(learners(learner_id)), revision=known.get(learner_id, 0))

    committed = store.commit_learner(wanted, NOW)

    assert committed == replace(wanted, revision=wanted.revision + 1)
    assert store.learner(learner_id) == committed


def test_learners_do_not_mix(store):
    ada = store.commit_learner(FULL_LEARNER, NOW)
    bob = store.commit_learner(replace(FULL_LEARNER, id="bob", marks=()), NOW)

    store.commit_learner(replace(bob, goals=()), LATER)

    assert store.learner("ada") == ada


# Refused changes


def test_a_learner_that_is_not_there_is_not_made_up(store):
    for ask in (
        lambda: store.learner("ada"),
        lambda: store.commit_learner(Learner("ada", 1), NOW),
        lambda: store.delete_learner("ada", 1),
    ):
        with pytest.raises(UnknownLearnerError, match="“ada”") as refusal:
            ask()
        assert refusal.value.learner_id == "ada"
    assert store.learners() == ()


def test_a_new_learner_takes_nobodys_place(store):
    there = store.commit_learner(FULL_LEARNER, NOW)

    with pytest.raises(LearnerExistsError) as refusal:
        store.commit_learner(Learner("ada"), LATER)

    assert (refusal.value.learner_id, refusal.value.revision) == ("ada", 1)
    assert store.learner("ada") == there


def test_a_change_against_another_revision_is_refused_and_changes_nothing(store):
    first = store.commit_learner(FULL_LEARNER, NOW)
    second = store.commit_learner(replace(first, marks=first.marks[:1]), NOW)

    for ask in (
        lambda: store.commit_learner(replace(first, name="Late"), LATER),
        lambda: store.delete_learner("ada", 1),
    ):
        with pytest.raises(StaleLearnerError) as refusal:
            ask()
        assert (refusal.value.expected, refusal.value.actual) == (1, 2)
    assert store.learner("ada") == second
    assert store.learners() == (LearnerSummary("ada", "Ada Lovelace", 2, NOW),)


def test_text_that_no_database_takes_is_refused_and_nothing_of_the_change_is_written(store):
    there = store.commit_learner(FULL_LEARNER, NOW)

    with pytest.raises(StoreError):
        store.commit_learner(replace(there, name="New", marks=learner("\ud83d").marks), NOW)

    assert store.learner("ada") == there


# Deleting


def test_a_deleted_learner_is_gone_with_its_placements_and_others_stay(store):
    store.commit(snapshot(), IMPORT)
    store.commit_learner(FULL_LEARNER, NOW)
    bob = store.commit_learner(replace(FULL_LEARNER, id="bob"), NOW)
    store.commit_placement(replace(SESSION, learner_id="ada"), NOW)
    others = [
        store.commit_placement(replace(SESSION, id="p2", learner_id="bob"), NOW),
        store.commit_placement(replace(SESSION, id="p3"), NOW),
    ]

    store.delete_learner("ada", 1)

    with pytest.raises(UnknownLearnerError):
        store.learner("ada")
    with pytest.raises(UnknownPlacementError):
        store.placement("p1")
    assert store.learner("bob") == bob
    assert [store.placement(session.id) for session in others] == others
    assert [summary.id for summary in store.learners()] == ["bob"]


def test_a_learner_made_anew_begins_from_nothing(store):
    store.commit_learner(FULL_LEARNER, NOW)
    store.commit_learner(replace(FULL_LEARNER, revision=1), NOW)
    store.delete_learner("ada", 2)

    assert store.commit_learner(Learner("ada"), LATER) == Learner("ada", 1)
    assert store.learner("ada") == Learner("ada", 1)


# Maps come and go


def test_what_a_learner_said_outlives_the_skills_and_the_map(store):
    store.commit(snapshot(), IMPORT)
    there = store.commit_learner(FULL_LEARNER, NOW)

    store.commit(snapshot(skills=["http", "gone"], revision=1), IMPORT)
    assert store.learner("ada") == there
    store.commit(snapshot(skills=["other"], revision=2), IMPORT)
    assert store.learner("ada") == there
    store.delete("backend", 3, DELETION)
    assert store.learner("ada") == there
    store.commit(snapshot(), IMPORT)
    assert store.learner("ada") == there
    assert [summary.revision for summary in store.learners()] == [1]


def test_what_a_learner_said_stays_as_it_was_said_whatever_becomes_of_the_entries(store):
    first = store.commit(snapshot("web", ["a", "b", "c"]), IMPORT)
    there = store.commit_learner(learner("a", "b", "c", "never", goals=["a", "b"]), NOW)

    moves = (
        Move("a", "A", "skill", "split", ("x", "y"), NOW),
        Move("b", "B", "skill", "renamed", ("z",)),
    )
    moved = replace(snapshot("web", ["x", "y", "z", "c"], revision=1), moves=moves)
    second = store.commit(moved, IMPORT)
    assert (store.learner("ada"), store.load("web").moves) == (there, moves)

    overruled = (replace(moves[0], how="removed", now=()), replace(moves[1], now=("c",)))
    third = store.commit(replace(second, moves=overruled), IMPORT)
    assert (store.learner("ada"), store.load("web").moves) == (there, overruled)

    store.commit(replace(first, revision=third.revision), IMPORT)
    assert (store.learner("ada"), store.load("web").moves) == (there, ())
    later = store.commit_learner(replace(there, marks=there.marks[1:]), LATER)
    assert store.learner("ada") == later


def test_a_map_that_returns_has_no_moves(store):
    moves = (Move("old", "Old", "skill", "renamed", ("http",)),)
    store.commit(replace(snapshot(), moves=moves), IMPORT)
    store.delete("backend", 1, DELETION)

    revived = store.commit(snapshot(), IMPORT)

    assert store.load("backend") == revived
    assert revived.moves == ()


# Placements


def test_a_placement_is_read_as_it_was_committed_and_goes_on(store):
    first = store.commit_placement(SESSION, NOW)
    answers = (*SESSION.answers, Answer("next", "yes"))
    second = store.commit_placement(replace(first, answers=answers), LATER)

    assert first == replace(SESSION, revision=1)
    assert store.placement("p1") == second == replace(SESSION, revision=2, answers=answers)


def test_a_placement_may_be_somebodys(store):
    store.commit_learner(FULL_LEARNER, NOW)

    committed = store.commit_placement(replace(SESSION, learner_id="ada"), NOW)

    assert store.placement("p1") == committed
    assert committed.learner_id == "ada"


def test_a_placement_of_nobody_who_is_kept_is_refused(store):
    with pytest.raises(UnknownLearnerError):
        store.commit_placement(replace(SESSION, learner_id="ada"), NOW)

    with pytest.raises(UnknownPlacementError):
        store.placement("p1")


@pytest.mark.parametrize("revision", [0, 1, 3])
def test_an_answer_at_another_revision_of_a_placement_is_refused(store, revision):
    current = store.commit_placement(store.commit_placement(SESSION, NOW), NOW)

    with pytest.raises(StalePlacementError) as refusal:
        store.commit_placement(replace(SESSION, revision=revision, answers=()), NOW)

    assert (refusal.value.expected, refusal.value.actual) == (revision, 2)
    assert store.placement("p1") == current


def test_a_deleted_placement_is_gone_and_takes_no_answers(store):
    current = store.commit_placement(SESSION, NOW)

    store.delete_placement("p1")

    for ask in (
        lambda: store.placement("p1"),
        lambda: store.delete_placement("p1"),
        lambda: store.commit_placement(current, NOW),
    ):
        with pytest.raises(UnknownPlacementError, match="“p1”"):
            ask()


# Several stores, threads and runs on one database


def test_learners_and_placements_are_there_after_closing_and_opening_again(open_store):
    first = open_store()
    committed = first.commit_learner(FULL_LEARNER, NOW)
    session = first.commit_placement(replace(SESSION, learner_id="ada"), NOW)
    first.close()

    second = open_store()

    assert second.learner("ada") == committed
    assert second.placement("p1") == session


def test_two_stores_see_each_others_learners(open_store):
    here, there = open_store(), open_store()
    first = here.commit_learner(FULL_LEARNER, NOW)
    second = there.commit_learner(replace(there.learner("ada"), name="There"), LATER)

    with pytest.raises(StaleLearnerError):
        here.commit_learner(replace(first, name="Here"), LATER)

    assert here.learner("ada") == second
    here.delete_learner("ada", 2)
    with pytest.raises(UnknownLearnerError):
        there.learner("ada")


def test_marks_from_several_threads_are_all_kept(open_store):
    shared, other = open_store(), open_store()
    shared.commit(snapshot(), IMPORT)

    def learn(store, thread):
        for number in range(8):
            while True:
                try:
                    current = store.learner("ada")
                except UnknownLearnerError:
                    current = Learner("ada")
                mine = Mark("backend", f"{thread}-{number}", "Mine", "known", NOW)
                try:
                    store.commit_learner(replace(current, marks=(*current.marks, mine)), NOW)
                except (StaleLearnerError, LearnerExistsError):
                    continue
                break

    with ThreadPoolExecutor() as threads:
        list(threads.map(learn, [shared, shared, other], range(3)))

    found = shared.learner("ada")
    made = {mark.skill for mark in found.marks}
    assert made == {f"{thread}-{number}" for thread in range(3) for number in range(8)}
    assert found.revision == 24


def test_no_one_ever_reads_half_a_learner_while_learner_and_map_change(open_store):
    writer, importer, reader = open_store(), open_store(), open_store()
    ids = [f"s{number}" for number in range(30)]

    def state(revision):
        marks = tuple(Mark("web", skill, f"{revision}", "known", NOW) for skill in ids)
        return Learner("ada", revision, f"{revision}", None, (), marks[revision % 2 :])

    def write():
        for revision in range(1, 25):
            writer.commit_learner(replace(state(revision + 1), revision=revision), NOW)

    def import_again():
        # Every second time, half of the skills have other names.
        for revision in range(12):
            names = [f"t{skill}" if n % 2 else skill for n, skill in enumerate(ids)]
            moves = [
                Move(old, old, "skill", "renamed", (new,))
                for old, new in zip(ids, names, strict=True)
                if old != new
            ]
            now = snapshot("web", ids, revision=revision)
            if revision % 2:
                now = replace(snapshot("web", names, revision=revision), moves=tuple(moves))
            importer.commit(now, IMPORT)

    writer.commit_learner(replace(state(1), revision=0), NOW)
    with ThreadPoolExecutor() as threads:
        running = [threads.submit(write), threads.submit(import_again)]
        seen = []
        while not all(one.done() for one in running):
            found = reader.learner("ada")
            assert found == state(found.revision)
            seen.append(found.revision)
        for one in running:
            one.result()

    assert seen == sorted(seen)
    assert reader.learner("ada") == state(25)
