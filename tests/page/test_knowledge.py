"""Ticking what I know, and taking it back."""

import pytest
from playwright.sync_api import Route, expect

from tests.page.steps import FIRST, SECOND, ask_next, details_of, settle, skill, states, tick
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


@both_sizes
def test_ticking_a_skill_opens_the_way_to_what_builds_on_it(visit, seed_page, size):
    page = visit.open(seed_page, size)
    answer = ask_next(seed_page, FIRST)

    tick(page, FIRST)

    assert states(page)["known"] == {FIRST}
    assert states(page)["ready"] == {entry["id"] for entry in answer["next"]}
    expect(page.locator("#progress-text")).to_have_text("1 of 178 skills known")


def test_a_topic_or_an_area_is_ticked_and_unticked_at_once(visit, seed_page):
    page = visit.open(seed_page)
    topic = page.get_by_role("checkbox", name="All of Fundamentals")
    area = page.get_by_role("checkbox", name="All of Python Core")

    topic.click()
    settle(page)

    assert len(states(page)["known"]) == 7
    expect(topic).to_be_checked()
    expect(area).to_be_checked(indeterminate=True)

    area.click()
    settle(page)

    assert len(states(page)["known"]) == 14
    expect(area).to_be_checked()

    area.click()
    settle(page)

    assert states(page)["known"] == set()


def test_what_a_known_skill_needs_is_assumed_and_a_note_says_so(visit, seed_page):
    page = visit.open(seed_page)

    tick(page, SECOND)

    assert states(page)["assumed"] == {FIRST} == set(ask_next(seed_page, SECOND)["assumed"])
    expect(page.locator("#toast-text")).to_contain_text("Assumed, because what you know")
    expect(page.locator("#toast-text")).to_contain_text("Variables & Data Types")
    expect(page.get_by_role("checkbox", name="Variables & Data Types, assumed")).to_be_checked(
        indeterminate=True
    )
    expect(details_of(page, FIRST)).to_contain_text("because you know “\u2068Control Structures")

    tick(page, FIRST)

    assert states(page)["known"] == {FIRST, SECOND}


def test_a_skill_that_known_ones_need_stays_assumed_when_it_is_unticked(visit, seed_page):
    page = visit.open(seed_page)
    tick(page, FIRST, SECOND)

    tick(page, FIRST)

    expect(page.locator("#toast-text")).to_contain_text("Assumed, because what you know")
    settle(page)
    assert states(page)["assumed"] == {FIRST}


def test_every_change_can_be_undone_by_button_and_by_key_but_not_while_typing(visit, seed_page):
    page = visit.open(seed_page)
    tick(page, FIRST)
    page.get_by_role("checkbox", name="All of FastAPI").click()
    settle(page)
    page.get_by_role("button", name="Clear all").click()
    settle(page)
    assert states(page)["known"] == set()

    page.locator("#toast").get_by_role("button", name="Undo").click()
    settle(page)
    assert len(states(page)["known"]) == 12

    page.get_by_label("Find a skill").press("Control+z")
    page.locator("#view").press("Control+z")
    settle(page)
    assert states(page)["known"] == {FIRST}

    page.locator("#undo").click()
    settle(page)
    assert states(page)["known"] == set()
    expect(page.locator("#undo")).to_be_disabled()


def test_an_answer_takes_off_nothing_that_was_ticked_after_the_question(visit, seed_page):
    page = visit.open(seed_page)

    def tick_before_it_is_answered(route: Route) -> None:
        answer = route.fetch()
        page.route("**/next", lambda _: None)  # the question after it is never answered
        skill(page, SECOND).locator(".tick").click()
        route.fulfill(response=answer)

    page.route("**/next", tick_before_it_is_answered)

    with page.expect_request(lambda request: SECOND in (request.post_data or "")):
        skill(page, FIRST).locator(".tick").click()

    assert {FIRST, SECOND} <= states(page)["known"]


def test_of_answers_that_overtake_each_other_only_the_last_one_counts(visit, seed_page):
    page = visit.open(seed_page)
    asked = []

    def hold_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/next", hold_the_first)

    with page.expect_request("**/next"):
        skill(page, FIRST).locator(".tick").click()
    skill(page, FIRST).locator(".tick").click()
    settle(page)
    asked[0].abort()

    assert len(asked) == 2
    assert states(page)["known"] == set()
    expect(page.locator("#banner")).to_be_hidden()
