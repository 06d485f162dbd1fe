"""Is that so? A mentor goes through what was inferred, the most doubtful first, and decides."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from graph import decide, import_map, review_questions, withdraw
from tests.page.axe import grave_findings
from tests.page.reviews import (
    CASCADE,
    DOUBLE,
    FIRST,
    JUGGLING,
    MILLS,
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
from tests.page.steps import FUNDAMENTALS, go, overflow, settle, states
from tests.page.visits import PHONE, both_sizes

pytestmark = pytest.mark.browser


def test_questions_come_in_the_order_of_the_service_page_after_page(visit, store, served):
    topics = (f"## Topic {n}\n- Lesson {n}\n- Lesson {n} Advanced\n" for n in range(28))
    import_map(store, "".join(topics))
    snapshot = store.load("skill-map")
    questions = review_questions(snapshot)
    assert len(questions) > 50
    names = [
        [snapshot.skill_map[skill].name for skill in (question.source, question.target)]
        for question in questions
    ]
    page = review(visit, served)
    names_asked = asked(page).locator("b")

    for place, then in pairwise((0, 1, 2, 20, 40, 49, 50, 51, len(names) - 1, len(names))):
        expect(names_asked).to_have_text(names[place])
        press(page, *"j" * (then - place))

    expect(asked(page)).to_have_text("You have seen all questions")
    page.get_by_role("button", name="Go through the open ones again").click()
    expect(asked(page).locator("b")).to_have_text(names[0])


@both_sizes
def test_a_review_needs_the_keyboard_alone(visit, store, served, size):
    import_map(store, JUGGLING)
    page = review(visit, served, size)
    expect(asked(page)).to_have_text(asks(*FIRST))
    expect(page.locator("#review-progress")).to_have_text("0 decided. 5 questions left.")

    press(page, "j")
    expect(asked(page)).to_have_text(asks(*SECOND))
    expect(asked(page)).to_be_focused()
    press(page, "k")
    expect(asked(page)).to_have_text(asks(*FIRST))
    press(page, "ArrowRight", "ArrowLeft", "a")

    expect(told(page)).to_have_text(f"Accepted: {before(*FIRST)}. 4 left.")
    expect(asked(page)).to_have_text(asks(*SECOND))
    expect(asked(page)).to_be_focused()
    assert decided(store) == {FIRST: "accepted"}

    press(page, "r")

    expect(told(page)).to_contain_text("Rejected")
    expect(page.locator("#review-progress")).to_have_text("2 decided. 3 questions left.")
    assert decided(store) == {FIRST: "accepted", SECOND: "rejected"}
    assert overflow(page) <= 0


def test_turning_a_question_round_rejects_it_and_asserts_the_other(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))

    press(page, "v")

    expect(told(page)).to_contain_text(f"now {before(*FIRST[::-1])}")
    assert decided(store) == {FIRST: "rejected", FIRST[::-1]: "asserted"}

    press(page, "u")

    expect(told(page)).to_contain_text("Undone: Turned round")
    expect(asked(page)).to_have_text(asks(*FIRST))
    assert decided(store) == {}


def test_a_reason_is_kept_and_keys_do_nothing_while_it_is_typed(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))

    press(page, "e")
    page.keyboard.type("a rare juggler")
    assert decided(store) == {}
    press(page, "Escape")
    expect(asked(page)).to_be_focused()
    press(page, "r")

    expect(told(page)).to_contain_text("Rejected")
    (made,) = store.load("juggling").decisions
    assert (made.verdict, made.note) == ("rejected", "a rare juggler")


def test_a_key_that_is_held_down_decides_once(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))

    page.keyboard.down("a")
    expect(asked(page)).to_have_text(asks(*SECOND))
    page.keyboard.down("a")
    page.keyboard.up("a")

    press(page, "j")
    expect(asked(page)).to_have_text(asks(*THIRD))
    assert decided(store) == {FIRST: "accepted"}


def test_single_keys_can_be_switched_off(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))

    page.get_by_label("Single keys decide").uncheck()
    press(page, "a", "j")

    expect(asked(page)).to_have_text(asks(*FIRST))
    page.get_by_role("button", name="Next").click()
    expect(asked(page)).to_have_text(asks(*SECOND))
    assert decided(store) == {}


@both_sizes
def test_a_question_shows_its_evidence_and_the_lines_of_the_map(visit, store, served, size):
    import_map(store, JUGGLING)
    question = review_questions(store.load("juggling"))[0]
    page = review(visit, served, size)

    expect(asked(page)).to_have_text(asks(*FIRST))
    expect(page.locator(".standing")).to_contain_text(
        f"{question.confidence:.0%} sure: more likely than not. It is used"
    )
    expect(page.locator(".standing [lang=en]")).to_have_text(question.text)
    ranked = sorted(question.evidence, key=lambda found: -abs(found.strength))
    for side, sign in (("for", 1), ("against", -1)):
        told_side = page.locator(f".evidence .{side} li [lang=en]")
        expect(told_side).to_have_text([e.text for e in ranked if e.strength * sign > 0])
    marked = page.locator(".source .marked")
    expect(marked).to_have_text([re.compile("A.*4.*- Three-Ball"), re.compile("B.*5.*- Reverse")])
    expect(page.locator(".source .gap")).to_have_count(1)
    assert overflow(page) <= 0


def test_lines_that_had_the_wrong_encoding_are_shown_repaired(visit, seed_page):
    page = review(
        visit, seed_page, of=f"?pair={FUNDAMENTALS}/variables-data-types..{FUNDAMENTALS}/type-hints"
    )

    expect(page.locator(".source")).to_contain_text("## 🐍 Python Core")


def test_the_map_follows_what_was_decided(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served, of=f"?pair={SINGLE}..{DOUBLE}")
    expect(asked(page)).to_have_text(asks(SINGLE, DOUBLE))

    press(page, "r")
    expect(page.locator(".decided")).to_contain_text("Rejected.")
    go(page, "map")

    expect(page.locator(f'.skill[data-id="{DOUBLE}"]')).to_have_attribute("data-state", "ready")
    assert DOUBLE in states(page)["ready"]


def test_the_note_on_a_map_of_an_unknown_field_leads_to_its_review(visit, store, served):
    import_map(store, JUGGLING)
    page = visit.open(served)

    page.get_by_role("link", name="Review them").click()

    expect(asked(page)).to_have_text(asks(*FIRST))


@both_sizes
def test_nothing_is_left_once_all_is_decided(visit, store, served, size):
    snapshot = import_map(store, JUGGLING).snapshot
    for question in review_questions(snapshot)[1:]:
        snapshot = decide(store, snapshot, question.source, question.target, "accepted")
    page = review(visit, served, size)
    expect(asked(page)).to_have_text(asks(*FIRST))

    press(page, "a")

    expect(asked(page)).to_have_text("Nothing is left to decide")
    expect(asked(page)).to_be_focused()
    assert overflow(page) <= 0
    withdraw(store, store.load("juggling"), *SECOND)
    page.reload()
    settle(page)
    expect(asked(page)).to_have_text(asks(*SECOND))


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_review_works_for_people_with_disabilities(visit, store, served, size, scheme):
    visit.forgiven = re.compile("409")
    import_map(store, JUGGLING.replace("## Clubs", "## Clubs\n- Reverse Cascade"))
    snapshot = store.load("juggling")
    decide(store, snapshot, MILLS, CASCADE, "asserted", "So I learned it.")
    page = review(visit, served, size, scheme)
    expect(asked(page)).to_be_visible()
    expect(page.locator(".source")).to_be_visible()
    assert grave_findings(page) == []

    for part in ("Decided", "Same names"):
        link = page.get_by_role("link", name=part)
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        page.locator(".decisions li").first.wait_for()
        assert grave_findings(page) == []
        assert overflow(page) <= 0

    page.goto(f"{served}#/review?pair={CASCADE}..{MILLS}")
    expect(page.locator(".source")).to_be_visible()
    press(page, "a")
    expect(page.locator(".cycle")).to_be_visible()
    assert grave_findings(page) == []
    assert overflow(page) <= 0


def test_hostile_names_are_harmless(visit, store, served):
    hostile = ["<img src=x onerror=alert(1)>", "x" * 300, "\u202eشطرنج"]
    import_map(store, "# Odd\n## Names\n" + "".join(f"- `{name}`\n" for name in hostile))
    page = review(visit, served, PHONE)
    expect(asked(page)).to_be_visible()
    expect(page.locator(".source .marked")).to_have_count(2)

    press(page, "a")

    expect(told(page)).to_contain_text("Accepted")
    assert overflow(page) <= 0
    page.get_by_role("link", name="Decided").click()
    expect(page.locator(".pair")).to_have_count(1)
    assert overflow(page) <= 0
