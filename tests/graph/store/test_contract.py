"""What every store promises about maps."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from graph import (
    Change,
    Decision,
    HistoryEntry,
    MapExistsError,
    MapSummary,
    NameDecision,
    Snapshot,
    StaleRevisionError,
    Store,
    UnknownMapError,
    build,
    find_map,
)
from graph.build import rebuild
from graph.inference.calibration import FEWEST_DECISIONS
from tests.graph.store.snapshots import (
    DELETION,
    IMPORT,
    NOW,
    decision,
    full_snapshot,
    numbered_snapshot,
    snapshot,
    snapshots,
)


def change(text: str, *skills: str) -> Change:
    return Change("decided", NOW, text, skills)


def commit_numbered(store: Store, number: int) -> Snapshot:
    """Commit the numbered snapshot that follows on revision `number - 1`."""
    return store.commit(replace(numbered_snapshot(number), revision=number - 1), IMPORT)


def texts(entries: tuple[HistoryEntry, ...]) -> list[str]:
    return [entry.change.text for entry in entries]


def revisions(entries: tuple[HistoryEntry, ...]) -> list[int]:
    return [entry.revision for entry in entries]


# Loading and committing


def test_a_new_store_has_no_maps(store):
    assert store.maps() == ()


def test_a_committed_map_loads_as_it_was_in_every_field_and_order(store):
    committed = store.commit(full_snapshot(), IMPORT)

    assert store.load("backend") == committed
    assert committed == replace(full_snapshot(), revision=1)


def test_every_change_raises_the_revision_by_one(store):
    first = store.commit(snapshot(), IMPORT)
    second = store.commit(first, change("Decided."))

    assert (first.revision, second.revision) == (1, 2)
    assert store.revision("backend") == 2
    assert store.load("backend") == second


def test_committing_does_not_change_what_was_given(store):
    given_snapshot = snapshot()

    store.commit(given_snapshot, IMPORT)

    assert given_snapshot == snapshot()


def test_a_decision_leaves_the_rest_of_the_map_as_it_was(store):
    first = store.commit(full_snapshot(), IMPORT)

    store.commit(replace(first, decisions=(*first.decisions, decision())), change("Decided."))

    loaded = store.load("backend")
    assert loaded.decisions == (*first.decisions, decision())
    assert replace(loaded, revision=1, decisions=first.decisions) == first


def test_a_decision_can_be_withdrawn_and_replaced(store):
    first, second, third = decision("a", "b"), decision("b", "c"), decision("c", "d")
    committed = store.commit(snapshot(decisions=[first, second, third]), IMPORT)

    changed = replace(committed, decisions=(third, replace(second, verdict="accepted")))
    store.commit(changed, change("Withdrew one, changed one."))

    assert store.load("backend").decisions == changed.decisions


def test_what_many_decisions_make_of_the_confidences_comes_back_and_can_be_taken_back(store):
    skills = [f"s{number:02}" for number in range(40)]
    before = store.commit(snapshot(skills=skills), IMPORT)
    rejected = list(pairwise(skills))[: FEWEST_DECISIONS + 1]
    decisions = [Decision(*pair, "rejected", NOW) for pair in rejected]

    changed = store.commit(before.with_decisions(decisions), change("Rejected."))
    loaded = store.load("backend")

    assert loaded == changed
    assert loaded.prerequisites == changed.prerequisites
    assert loaded.prerequisites[-1].confidence < before.prerequisites[-1].confidence

    store.commit(loaded.with_decisions(decisions[:5]), change("Withdrawn."))

    assert store.load("backend").prerequisites[-1].confidence == 0.7


def test_decisions_about_names_can_be_added_replaced_and_withdrawn(store):
    first, second = (NameDecision(name, "merged", NOW, "why") for name in ("A", "B"))
    current = store.commit(replace(snapshot(), name_decisions=(first, second)), IMPORT)
    assert store.load("backend") == current

    for made in [(second,), (second, replace(first, verdict="split")), ()]:
        current = store.commit(replace(current, name_decisions=made), change("Decided."))

        assert store.load("backend") == current
        assert current.name_decisions == made


def test_decisions_about_skills_that_have_become_one_are_kept_with_their_own_ids(store):
    topics = "# Backend\n## Blorp\n- zib\n- a\n## Grunt\n- b\n- zib\n- c\n"
    made = [decision("grunt/b", "grunt/zib"), decision("grunt/zib", "grunt/c")]
    two = store.commit(build(topics).with_decisions(made), IMPORT)

    merged = store.commit(rebuild(two, [NameDecision("zib", "merged", NOW)]), IMPORT)
    assert store.load("backend") == merged
    assert {("grunt/b", "blorp/zib"), ("blorp/zib", "grunt/c")} <= {
        (edge.source, edge.target) for edge in merged.prerequisites if edge.status == "rejected"
    }

    again = store.commit(rebuild(merged, []), IMPORT)
    assert store.load("backend") == again == replace(two, revision=3)


@pytest.mark.parametrize("order", ["trusted", "ignored", "auto"])
def test_what_the_order_of_lists_means_is_kept(store, order):
    first = store.commit(snapshot(), IMPORT)
    changed = replace(first, skill_map=replace(first.skill_map, order=order))

    store.commit(changed, IMPORT)

    assert store.load("backend").skill_map.order == order


@pytest.mark.parametrize(
    "skills",
    [
        pytest.param(["http", "rest", "graphql", "grpc"], id="skills-added"),
        pytest.param(["http"], id="skills-removed"),
        pytest.param(["rest", "http"], id="skills-moved"),
        pytest.param(["tcp", "http", "rest"], id="skill-before-the-others"),
        pytest.param([], id="nothing-left"),
    ],
)
def test_an_import_replaces_the_map(store, skills):
    store.commit(snapshot(skills=["http", "rest"]), IMPORT)

    imported = snapshot(skills=skills, revision=1, source="other", title="Other")
    committed = store.commit(imported, IMPORT)

    assert store.load("backend") == committed == replace(imported, revision=2)


def test_a_map_without_anything_in_it_is_kept(store):
    empty = snapshot(skills=[], source="", title="")

    committed = store.commit(empty, IMPORT)

    assert store.load("backend") == committed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("one\r\ntwo\rthree\nfour\r", id="line-ends"),
        pytest.param("\ufeff- Skill", id="byte-order-mark"),
        pytest.param("  \t\u00a0\u2003 ", id="only-spaces"),
        pytest.param("\x01\x1b\x7f\x85\u2028\u2029", id="control-characters"),
        pytest.param("é e\u0301 ﬁ Å \u212b", id="not-normalised"),
        pytest.param("👩🏽‍💻 🇩🇪 \U0010ffff \ufffe", id="outside-the-basic-plane"),
        pytest.param("\u202eabc\u2066\u200f", id="directions"),
        pytest.param("'; DROP TABLE map; -- \" \\ %s ? :id $x {}", id="quotes"),
        pytest.param("null", id="looks-like-json"),
        pytest.param("1e3", id="looks-like-a-number"),
        pytest.param("x" * 2_000_000, id="long"),
    ],
)
def test_text_comes_back_character_by_character(store, text):
    skill = text[:500]  # ids are short: Neo4j could not index long ones
    weird = snapshot(
        skill,
        [skill, f"{skill}2"],
        source=text,
        title=text,
        decisions=[decision(skill, f"{skill}2", text)],
    )
    what = Change("imported", text, text, (text,))

    committed = store.commit(weird, what)

    assert store.load(skill) == committed
    assert store.maps() == (MapSummary(skill, text, 1, 2, text),)
    assert store.history(skill) == (HistoryEntry(1, what),)


@pytest.mark.no_cover  # other tests show what is covered, this one would take minutes
@pytest.mark.timeout(400)  # 150 commits to a server that shares its cores with the other tests
@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(versions=st.lists(snapshots("any"), min_size=1, max_size=3), reload=st.booleans())
def test_whatever_is_committed_over_whatever_loads_as_it_was(store, versions, reload):
    # The store is the same for all examples: each goes on from where the last one stopped.
    for version in versions:
        known = any(summary.id == "any" for summary in store.maps())
        if known and reload:
            store.load("any")
        revision = store.revision("any") if known else 0

        committed = store.commit(replace(version, revision=revision), IMPORT)

        assert store.load("any") == committed == replace(version, revision=revision + 1)


# Several maps


def test_maps_stand_in_the_order_in_which_they_came(store):
    for map_id in ["zebra", "ant", "moth"]:
        store.commit(snapshot(map_id), IMPORT)
    store.commit(snapshot("ant", revision=1), IMPORT)

    assert [summary.id for summary in store.maps()] == ["zebra", "ant", "moth"]


def test_a_list_shows_title_revision_skills_and_last_change_of_a_map(store):
    store.commit(full_snapshot(), IMPORT)
    later = "2026-04-01T08:30:00+00:00"
    changed = replace(full_snapshot(), revision=1)
    store.commit(changed, Change("decided", later, "Decided."))

    assert store.maps() == (MapSummary("backend", "Map", 2, 2, later),)


def test_maps_do_not_touch_each_other(store):
    one = store.commit(snapshot("one", ["a", "b"], decisions=[decision("a", "b")]), IMPORT)
    store.commit(snapshot("two", ["c"]), IMPORT)

    store.commit(snapshot("two", ["d", "e"], revision=1), IMPORT)
    store.delete("two", 2, DELETION)

    assert store.load("one") == one
    assert revisions(store.history("one")) == [1]


# Refusals


def test_a_new_map_does_not_replace_one_that_is_there(store):
    first = store.commit(snapshot(), IMPORT)
    second = store.commit(first, IMPORT)

    with pytest.raises(MapExistsError) as refusal:
        store.commit(snapshot(skills=["other"]), IMPORT)

    assert (refusal.value.map_id, refusal.value.revision) == ("backend", 2)
    assert store.load("backend") == second
    assert revisions(store.history("backend")) == [2, 1]


@pytest.mark.parametrize("expected", [1, 3, -1])
def test_a_change_against_another_revision_is_refused_and_nothing_is_written(store, expected):
    current = store.commit(store.commit(snapshot(), IMPORT), IMPORT)

    with pytest.raises(StaleRevisionError) as refusal:
        store.commit(snapshot(skills=["other"], revision=expected), IMPORT)

    assert (refusal.value.map_id, refusal.value.expected, refusal.value.actual) == (
        "backend",
        expected,
        2,
    )
    assert store.load("backend") == current
    assert revisions(store.history("backend")) == [2, 1]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda store: store.revision("nowhere"), id="revision"),
        pytest.param(lambda store: store.load("nowhere"), id="load"),
        pytest.param(lambda store: store.history("nowhere"), id="history"),
        pytest.param(lambda store: store.delete("nowhere", 1, DELETION), id="delete"),
        pytest.param(
            lambda store: store.commit(snapshot("nowhere", revision=1), IMPORT), id="commit"
        ),
    ],
)
def test_an_unknown_map_is_an_error_that_names_the_maps_there_are(store, ask):
    store.commit(snapshot("one"), IMPORT)
    store.commit(snapshot("two"), IMPORT)

    with pytest.raises(UnknownMapError) as refusal:
        ask(store)

    assert (refusal.value.map_id, refusal.value.known) == ("nowhere", ("one", "two"))
    assert [summary.id for summary in store.maps()] == ["one", "two"]


# History


def test_history_tells_every_change_newest_first(store):
    decided = Change("decided", "2026-04-01T08:30:00+00:00", "Rejected it.", ("rest", "http"))
    store.commit(store.commit(snapshot(), IMPORT), decided)

    assert store.history("backend") == (HistoryEntry(2, decided), HistoryEntry(1, IMPORT))


def test_history_comes_in_pages(store):
    current = snapshot()
    for number in range(1, 8):
        current = store.commit(current, change(f"Change {number}"))

    assert revisions(store.history("backend", limit=3)) == [7, 6, 5]
    assert revisions(store.history("backend", limit=3, before=5)) == [4, 3, 2]
    assert revisions(store.history("backend", limit=3, before=2)) == [1]
    assert store.history("backend", before=1) == ()
    assert texts(store.history("backend", before=3)) == ["Change 2", "Change 1"]


def test_a_page_of_history_has_fifty_changes_unless_told_otherwise(store):
    current = snapshot()
    for _ in range(51):
        current = store.commit(current, IMPORT)

    assert revisions(store.history("backend")) == list(range(51, 1, -1))
    assert len(store.history("backend", limit=51)) == 51


@pytest.mark.parametrize(("before", "found"), [(10**30, [1]), (0, []), (-(10**30), [])])
def test_history_takes_any_number(store, before, found):
    store.commit(snapshot(), IMPORT)

    assert revisions(store.history("backend", before=before, limit=10**30)) == found


# Deleting


def test_a_deleted_map_is_gone_but_its_history_stays(store):
    store.commit(snapshot(decisions=[decision()]), IMPORT)

    revision = store.delete("backend", 1, DELETION)

    assert revision == 2
    assert store.maps() == ()
    assert store.history("backend") == (HistoryEntry(2, DELETION), HistoryEntry(1, IMPORT))
    for ask in (store.load, store.revision):
        with pytest.raises(UnknownMapError):
            ask("backend")


def test_a_map_is_not_deleted_against_another_revision(store):
    current = store.commit(store.commit(snapshot(), IMPORT), IMPORT)

    with pytest.raises(StaleRevisionError) as refusal:
        store.delete("backend", 1, DELETION)

    assert (refusal.value.expected, refusal.value.actual) == (1, 2)
    assert store.load("backend") == current
    assert revisions(store.history("backend")) == [2, 1]


@pytest.mark.parametrize("revision", [1, 2])
def test_a_deleted_map_takes_no_changes(store, revision):
    store.commit(snapshot(), IMPORT)
    store.delete("backend", 1, DELETION)

    with pytest.raises(UnknownMapError):
        store.commit(snapshot(revision=revision), IMPORT)
    with pytest.raises(UnknownMapError):
        store.delete("backend", revision, DELETION)

    assert revisions(store.history("backend")) == [2, 1]


def test_a_map_that_returns_goes_on_from_its_last_revision_and_keeps_nothing_else(store):
    store.commit(full_snapshot(), IMPORT)
    store.delete("backend", 1, DELETION)

    revived = store.commit(snapshot(), IMPORT)

    assert revived == snapshot(revision=3)
    assert store.load("backend") == revived
    assert store.revision("backend") == 3
    assert revisions(store.history("backend")) == [3, 2, 1]


def test_a_change_from_before_a_map_was_deleted_is_stale_once_it_has_returned(store):
    before = store.commit(snapshot(), IMPORT)
    store.delete("backend", 1, DELETION)
    revived = store.commit(snapshot(skills=["other"]), IMPORT)

    with pytest.raises(StaleRevisionError):
        store.commit(before, IMPORT)

    assert store.load("backend") == revived


def test_a_map_that_returns_stands_last(store):
    for map_id in ["one", "two", "three"]:
        store.commit(snapshot(map_id), IMPORT)

    store.delete("one", 1, DELETION)
    store.commit(snapshot("one"), IMPORT)

    assert [summary.id for summary in store.maps()] == ["two", "three", "one"]


# The default map


def test_a_map_is_found_by_its_id(store):
    store.commit(snapshot("one"), IMPORT)
    store.commit(snapshot("two"), IMPORT)

    assert find_map(store, "two") == "two"
    assert find_map(store, "unheard-of") == "unheard-of"


def test_default_is_the_map_that_was_there_first(store):
    store.commit(snapshot("one"), IMPORT)
    store.commit(snapshot("two"), IMPORT)

    assert find_map(store) == find_map(store, "default") == "one"

    store.delete("one", 1, DELETION)
    store.commit(snapshot("one"), IMPORT)

    assert find_map(store) == "two"


def test_an_empty_store_has_no_default(store):
    with pytest.raises(UnknownMapError):
        find_map(store)


# Several stores, threads and runs on one database


def test_what_was_committed_is_there_after_closing_and_opening_again(open_store):
    first = open_store()
    committed = first.commit(full_snapshot(), IMPORT)
    first.close()

    second = open_store()

    assert second.load("backend") == committed
    assert second.maps() == (MapSummary("backend", "Map", 1, 2, NOW),)
    assert second.history("backend") == (HistoryEntry(1, IMPORT),)


def test_two_stores_see_each_others_changes(open_store):
    here, there = open_store(), open_store()

    first = here.commit(snapshot(), IMPORT)
    assert there.load("backend") == first
    second = there.commit(replace(first, decisions=(decision(),)), change("Decided there."))
    assert here.revision("backend") == 2
    third = here.commit(replace(second, decisions=()), change("Withdrew here."))

    assert there.load("backend") == here.load("backend") == third
    assert texts(there.history("backend", limit=2)) == ["Withdrew here.", "Decided there."]

    there.delete("backend", 3, DELETION)
    assert here.maps() == ()
    with pytest.raises(UnknownMapError):
        here.commit(third, IMPORT)


def test_the_second_of_two_changes_against_one_revision_is_refused(open_store):
    here, there = open_store(), open_store()
    here.commit(snapshot(), IMPORT)
    mine, yours = here.load("backend"), there.load("backend")

    winner = here.commit(replace(mine, decisions=(decision(note="mine"),)), IMPORT)
    with pytest.raises(StaleRevisionError):
        there.commit(replace(yours, decisions=(decision(note="yours"),)), IMPORT)

    assert there.load("backend") == winner


def test_a_store_that_missed_changes_writes_the_whole_of_its_next_one(open_store):
    here, there = open_store(), open_store()
    first = here.commit(snapshot(skills=["a", "b", "c"]), IMPORT)
    second = there.commit(snapshot(skills=["x"], revision=1), IMPORT)

    # `here` has not loaded revision 2, and is given a state that it takes for an old one's.
    third = here.commit(replace(first, revision=second.revision), IMPORT)

    assert there.load("backend") == third


def test_changes_from_several_threads_are_all_kept(open_store):
    shared, other = open_store(), open_store()
    shared.commit(snapshot(), IMPORT)

    def decide(store: Store, thread: int) -> None:
        for number in range(10):
            while True:
                current = store.load("backend")
                mine = decision(f"thread-{thread}", f"{number}")
                try:
                    store.commit(
                        replace(current, decisions=(*current.decisions, mine)), change("Decided.")
                    )
                except StaleRevisionError:
                    continue
                break

    with ThreadPoolExecutor() as threads:
        list(threads.map(decide, [shared, shared, other], range(3)))

    made = {(made.source, made.target) for made in shared.load("backend").decisions}
    assert made == {
        (f"thread-{thread}", f"{number}") for thread in range(3) for number in range(10)
    }
    assert revisions(shared.history("backend")) == list(range(31, 0, -1))


def test_no_one_ever_loads_half_a_change(open_store):
    writer, reader = open_store(), open_store()
    commit_numbered(writer, 1)

    with ThreadPoolExecutor() as threads:
        writing = threads.submit(lambda: [commit_numbered(writer, n) for n in range(2, 60)])
        seen: list[int] = []
        while not writing.done():
            for store in (reader, writer):
                loaded = store.load("numbered")
                assert loaded == numbered_snapshot(loaded.revision)
                seen.append(loaded.revision)
        writing.result()

    assert seen == sorted(seen)
