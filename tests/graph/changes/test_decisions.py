from datetime import UTC, datetime

import pytest

from graph import (
    CycleError,
    DecisionError,
    StaleRevisionError,
    UnknownSkillError,
    decide,
    import_map,
    withdraw,
)
from tests.graph.changes.web import GRAPHQL, HTTP, JSON, REST, status

# Deciding


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_what_was_inferred_can_be_accepted_and_rejected(store, web, verdict):
    assert status(web, HTTP, REST) == "inferred"

    changed = decide(store, web, HTTP, REST, verdict, "as Ada says")

    assert status(changed, HTTP, REST) == verdict
    assert (HTTP in changed.graph.prerequisites_of(REST)) == (verdict == "accepted")
    assert changed.revision == web.revision + 1
    assert store.load("web") == changed
    decision = changed.decision(HTTP, REST)
    assert (decision.verdict, decision.note) == (verdict, "as Ada says")


def test_a_prerequisite_that_nobody_inferred_can_be_asserted(store, web):
    changed = decide(store, web, JSON, HTTP, "asserted")

    assert status(changed, JSON, HTTP) == "asserted"
    assert changed.graph.ancestors_of({HTTP}) == {JSON}


def test_a_decision_outranks_what_was_inferred_the_other_way_round(store, web):
    changed = decide(store, web, GRAPHQL, HTTP, "asserted")

    assert GRAPHQL in changed.graph.prerequisites_of(HTTP)
    assert (HTTP, GRAPHQL) in {(cut.source, cut.target) for cut in changed.report.cut}


def test_what_nobody_inferred_cannot_be_accepted(store, web):
    with pytest.raises(DecisionError, match=r"nothing to accept. Assert the prerequisite instead"):
        decide(store, web, JSON, HTTP, "accepted")

    assert store.load("web") == web


@pytest.mark.parametrize("pair", [("protocols/soap", HTTP), (HTTP, "protocols/soap")])
def test_nothing_can_be_decided_about_a_skill_that_is_not_in_the_map(store, web, pair):
    with pytest.raises(UnknownSkillError, match="protocols/soap"):
        decide(store, web, *pair, "asserted")

    assert store.load("web") == web


def test_a_decision_that_closes_a_circle_of_decisions_is_refused_as_a_sentence(store, web):
    web = decide(store, web, HTTP, JSON, "asserted")
    web = decide(store, web, JSON, GRAPHQL, "asserted")

    with pytest.raises(CycleError) as caught:
        decide(store, web, GRAPHQL, HTTP, "asserted")

    assert set(caught.value.cycle) == {HTTP, JSON, GRAPHQL}
    assert str(caught.value).startswith("these prerequisites run in a circle: ")
    assert store.load("web") == web


def test_a_skill_cannot_be_asserted_to_come_before_itself(store, web):
    with pytest.raises(CycleError, match="protocols/http cannot be a prerequisite of itself"):
        decide(store, web, HTTP, HTTP, "asserted")


def test_a_later_decision_replaces_an_earlier_one(store, web):
    web = decide(store, web, HTTP, REST, "rejected")
    web = decide(store, web, JSON, REST, "asserted")
    web = decide(store, web, HTTP, REST, "accepted")

    assert [(each.source, each.verdict) for each in web.decisions] == [
        (JSON, "asserted"),
        (HTTP, "accepted"),
    ]
    assert status(web, HTTP, REST) == "accepted"


def test_deciding_the_same_again_changes_nothing(store, web):
    changed = decide(store, web, HTTP, REST, "rejected", "why")

    assert decide(store, changed, HTTP, REST, "rejected", "why") is changed
    assert store.revision("web") == changed.revision
    assert decide(store, changed, HTTP, REST, "rejected", "other").revision == changed.revision + 1


def test_a_decision_about_a_map_that_has_changed_meanwhile_is_refused(store, web):
    newer = decide(store, web, HTTP, REST, "rejected")

    with pytest.raises(StaleRevisionError):
        decide(store, web, JSON, REST, "asserted")

    assert store.load("web") == newer


def test_a_decision_says_when_it_was_made(store, web):
    before = datetime.now(UTC).replace(microsecond=0)

    changed = decide(store, web, HTTP, REST, "rejected")

    decided_at = changed.decision(HTTP, REST).decided_at
    assert decided_at.endswith("Z")
    assert before <= datetime.fromisoformat(decided_at) <= datetime.now(UTC)


def test_a_decision_about_a_skill_that_is_not_there_has_suggestions(store):
    found = import_map(store, "- HTTP\n- REST", title="Web").snapshot

    with pytest.raises(UnknownSkillError) as caught:
        decide(store, found, "htp", "rest", "asserted")

    assert caught.value.suggestions == ("http",)


# Withdrawing


@pytest.mark.parametrize("verdict", ["accepted", "asserted", "rejected"])
def test_after_a_decision_is_withdrawn_inference_holds_again(store, web, verdict):
    changed = decide(store, web, HTTP, REST, verdict)

    again = withdraw(store, changed, HTTP, REST)

    assert again.decisions == ()
    assert again.prerequisites == web.prerequisites
    assert again.revision == 3
    assert store.load("web") == again


def test_what_nobody_decided_cannot_be_withdrawn(store, web):
    with pytest.raises(DecisionError, match="nothing to withdraw"):
        withdraw(store, web, HTTP, REST)

    assert store.load("web") == web


def test_a_rejection_that_keeps_a_circle_open_cannot_be_withdrawn(store):
    stated = "# Web\n## P\n- a\n- b (requires: a)\n"
    web = import_map(store, stated).snapshot
    web = decide(store, web, "p/a", "p/b", "rejected")
    web = decide(store, web, "p/b", "p/a", "asserted")

    with pytest.raises(CycleError):
        withdraw(store, web, "p/a", "p/b")

    assert store.load("web") == web


def test_a_withdrawal_from_a_map_that_has_changed_meanwhile_is_refused(store, web):
    old = decide(store, web, HTTP, REST, "rejected")
    newer = decide(store, old, JSON, REST, "asserted")

    with pytest.raises(StaleRevisionError):
        withdraw(store, old, HTTP, REST)

    assert store.load("web") == newer
