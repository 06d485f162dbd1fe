"""A decision is undone, refused, overtaken or not heard, and nothing is lost by it."""

import re

import pytest
from playwright.sync_api import expect

from graph import decide, import_map
from tests.page.reviews import (
    CASCADE,
    DOUBLE,
    FIRST,
    JUGGLING,
    MILLS,
    NAMES,
    REVERSE,
    SECOND,
    SINGLE,
    THIRD,
    asked,
    asks,
    before,
    decided,
    press,
    review,
    told,
)

pytestmark = pytest.mark.browser


def test_what_cannot_be_turned_round_is_not_left_half_done(visit, store, served):
    visit.forgiven = re.compile("409|412")
    snapshot = import_map(store, JUGGLING).snapshot
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    snapshot = decide(store, snapshot, CASCADE, MILLS, "asserted")
    decide(store, snapshot, MILLS, REVERSE, "asserted")
    others = decided(store)

    press(page, "v")

    expect(page.locator(".cycle .name")).to_have_count(4)
    assert decided(store) == others


def test_decisions_are_undone_one_after_the_other_with_u_and_ctrl_z(visit, store, served):
    snapshot = import_map(store, JUGGLING).snapshot
    decide(store, snapshot, SINGLE, DOUBLE, "accepted", "One club first.")
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    press(page, "a")
    expect(asked(page)).to_have_text(asks(*SECOND))
    press(page, "r")
    expect(asked(page)).to_have_text(asks(*THIRD))

    press(page, "Control+z")

    expect(asked(page)).to_have_text(asks(*SECOND))
    expect(asked(page)).to_be_focused()
    press(page, "u")
    expect(asked(page)).to_have_text(asks(*FIRST))
    assert decided(store) == {(SINGLE, DOUBLE): "accepted"}
    expect(page.locator("#review-progress")).to_have_text("0 decided. 4 questions left.")

    press(page, "u")

    expect(told(page)).to_have_text("There is nothing left to undo in this review.")


def test_undo_brings_back_what_had_been_decided_before(visit, store, served):
    snapshot = import_map(store, JUGGLING).snapshot
    decide(store, snapshot, SINGLE, DOUBLE, "accepted", "One club first.")
    page = review(visit, served, of=f"?pair={SINGLE}..{DOUBLE}")
    expect(page.locator(".decided")).to_contain_text("One club first.")

    press(page, "r")

    expect(page.locator(".decided")).to_contain_text("Rejected.")
    press(page, "u")
    expect(page.locator(".decided")).to_contain_text("One club first.")
    (kept,) = store.load("juggling").decisions
    assert (kept.verdict, kept.note) == ("accepted", "One club first.")


def test_a_circle_is_refused_and_says_what_can_be_done(visit, store, served):
    visit.forgiven = re.compile("409")
    snapshot = import_map(store, JUGGLING).snapshot
    snapshot = decide(store, snapshot, MILLS, CASCADE, "asserted")
    decide(store, snapshot, CASCADE, DOUBLE, "asserted")
    page = review(visit, served, of=f"?pair={DOUBLE}..{MILLS}")
    expect(asked(page)).to_have_text(asks(DOUBLE, MILLS))
    others = decided(store)

    press(page, "a")

    refusal = page.get_by_role("alert").filter(has_text="circle")
    expect(refusal.locator("[lang=en]")).to_contain_text("These prerequisites run in a circle")
    circle = refusal.get_by_role("list", name="The circle").locator(".name")
    expect(circle).to_have_text([NAMES[skill] for skill in (DOUBLE, MILLS, CASCADE, DOUBLE)])
    assert decided(store) == others
    circle.nth(1).click()
    expect(page.locator("#details")).to_contain_text(NAMES[MILLS])

    refusal.get_by_role("button", name=f"Reject {before(MILLS, CASCADE)}").click()
    expect(told(page)).to_contain_text(f"Rejected: {before(MILLS, CASCADE)}")
    expect(refusal).to_be_hidden()
    press(page, "a")

    expect(page.locator(".decided")).to_contain_text("Added by a person.")
    assert decided(store)[DOUBLE, MILLS] == "asserted"
    assert decided(store)[MILLS, CASCADE] == "rejected"


def test_a_decision_outlives_a_change_to_something_else_meanwhile(visit, store, served):
    visit.forgiven = re.compile("412")
    snapshot = import_map(store, JUGGLING).snapshot
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    decide(store, snapshot, SINGLE, DOUBLE, "accepted")

    press(page, "r")

    expect(told(page)).to_contain_text("Rejected")
    assert decided(store) == {(SINGLE, DOUBLE): "accepted", FIRST: "rejected"}
    expect(page.locator("#review-progress")).to_have_text("1 decided. 3 questions left.")


def test_what_somebody_else_has_decided_meanwhile_is_not_overwritten(visit, store, served):
    visit.forgiven = re.compile("412")
    snapshot = import_map(store, JUGGLING).snapshot
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    decide(store, snapshot, *FIRST, "rejected", "I know better.")

    press(page, "a")

    expect(page.get_by_role("alert").filter(has_text="Somebody else")).to_be_visible()
    expect(page.locator(".decided")).to_contain_text("I know better.")
    assert decided(store) == {FIRST: "rejected"}
    press(page, "a")
    expect(asked(page)).to_have_text(asks(*SECOND))
    assert decided(store) == {FIRST: "accepted"}


def test_what_somebody_else_has_decided_anew_is_not_undone(visit, store, served):
    visit.forgiven = re.compile("412")
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    press(page, "a")
    expect(asked(page)).to_have_text(asks(*SECOND))
    decide(store, store.load("juggling"), *FIRST, "rejected")

    press(page, "u")

    expect(told(page)).to_contain_text("Not undone: Accepted")
    assert decided(store) == {FIRST: "rejected"}


def test_a_failure_of_the_service_loses_nothing(visit, store, served):
    visit.forgiven = re.compile("ERR_")
    import_map(store, JUGGLING)
    page = review(visit, served)
    page.route("**/prerequisites/**", lambda route: route.abort())
    page.reload()
    expect(asked(page)).to_have_text(asks(*FIRST))

    press(page, "a")

    banner = page.get_by_role("alert").filter(has_text="cannot be reached")
    expect(banner).to_be_visible()
    expect(asked(page)).to_have_text(asks(*FIRST))
    page.unroute("**/prerequisites/**")
    banner.get_by_role("button", name="Try again").click()
    expect(asked(page)).to_have_text(asks(*SECOND))
    assert decided(store) == {FIRST: "accepted"}
