from dataclasses import replace

import pytest

from graph import (
    CycleError,
    MapExistsError,
    UnknownMapError,
    copy_map,
    decide,
    import_map,
)
from tests.graph.changes.web import GRAPHQL, HTTP, JSON, MAP, REST, everything, status


@pytest.fixture
def copied(store, web, other):  # noqa: ARG001 - it has to be in the store
    return copy_map(store, other, "web").snapshot


def at(monkeypatch, second):
    """Let what is decided from now on have been decided at this second."""
    monkeypatch.setattr("graph.changes.decisions.now", lambda: f"2026-01-01T00:00:{second:02}.000Z")


def test_a_map_is_copied_with_its_decisions_and_gets_a_history_of_its_own(store, web, other):
    web = decide(store, web, HTTP, REST, "rejected", "why")

    done = copy_map(store, other, "web")

    assert (done.outcome, done.removed) == ("created", ())
    assert other.load("web") == done.snapshot == replace(web, revision=1)
    assert [entry.change.kind for entry in other.history("web")] == ["imported"]


def test_what_was_decided_in_the_target_stays(store, web, other, copied):
    kept = decide(other, copied, HTTP, REST, "rejected", "seen there")
    decide(store, web, JSON, REST, "asserted", "seen here")

    done = copy_map(store, other, "web").snapshot

    assert done.decisions[0] == kept.decisions[0]
    assert [each.note for each in done.decisions] == ["seen there", "seen here"]
    assert status(done, HTTP, REST) == "rejected"
    assert status(done, JSON, REST) == "asserted"
    assert other.load("web") == done


def test_what_was_decided_in_the_target_stays_though_the_map_was_edited(store, other, copied):
    kept = decide(other, copied, HTTP, REST, "rejected")
    import_map(store, MAP + "- XML\n")

    done = copy_map(store, other, "web")

    assert (done.outcome, done.added) == ("changed", ("formats/xml",))
    assert done.snapshot.decisions == kept.decisions


@pytest.mark.parametrize(
    ("here", "there", "holds"), [(2, 1, "here"), (1, 2, "there"), (1, 1, "there")]
)
def test_of_two_decisions_about_one_pair_the_newer_one_holds(
    store, web, other, copied, monkeypatch, here, there, holds
):
    at(monkeypatch, there)
    decide(other, copied, HTTP, REST, "rejected", "there")
    at(monkeypatch, here)
    decide(store, web, HTTP, REST, "accepted", "here")

    done = copy_map(store, other, "web").snapshot

    assert [each.note for each in done.decisions] == [holds]


def test_decisions_of_two_stores_stand_in_the_order_in_which_they_were_made(
    store, web, other, copied, monkeypatch
):
    at(monkeypatch, 2)
    decide(other, copied, HTTP, REST, "rejected")
    at(monkeypatch, 1)
    web = decide(store, web, HTTP, GRAPHQL, "rejected")
    at(monkeypatch, 3)
    decide(store, web, JSON, REST, "asserted")

    done = copy_map(store, other, "web").snapshot

    assert [each.decided_at[17:19] for each in done.decisions] == ["01", "02", "03"]


def test_copying_a_second_time_changes_nothing(store, web, other, copied):
    decide(other, copied, HTTP, REST, "rejected")
    decide(store, web, JSON, REST, "asserted")
    copy_map(store, other, "web")
    before = everything(other)

    done = copy_map(store, other, "web")

    assert (done.outcome, done.snapshot) == ("unchanged", other.load("web"))
    assert everything(other) == before


def test_decisions_of_two_stores_that_run_in_a_circle_are_refused_and_nothing_is_written(
    store, web, other, copied
):
    decide(other, copied, GRAPHQL, JSON, "asserted")
    decide(store, web, JSON, GRAPHQL, "asserted")
    before = everything(other)

    with pytest.raises(CycleError) as caught:
        copy_map(store, other, "web")

    assert set(caught.value.cycle) == {JSON, GRAPHQL}
    assert everything(other) == before


def test_a_map_does_not_take_the_place_of_one_that_shares_nothing_with_it(store, web, other):  # noqa: ARG001
    import_map(other, "- Boil", map_id="web")
    before = everything(other)

    with pytest.raises(MapExistsError):
        copy_map(store, other, "web")

    assert everything(other) == before


def test_a_map_that_the_source_does_not_have_is_not_copied(store, other):
    with pytest.raises(UnknownMapError):
        copy_map(store, other, "web")
