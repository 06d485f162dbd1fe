"""Few questions, one at a time, that show what a person knows."""

import re

import pytest
from playwright.sync_api import expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.placements import Placement, place
from tests.page.steps import choose_goal, deleting, go, overflow, settle
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser

TOPIC = "architecture-patterns/microservices"


@both_sizes
def test_whoever_leaves_goes_on_another_day_where_they_stopped(visit, seed_page, size):
    placement = place(visit, seed_page, size).start()
    page = placement.page
    placement.say("yes", "no", "unsure")
    question = placement.asked()

    page.reload()
    settle(page)

    expect(page.locator("main")).to_contain_text("You stopped after 3 questions.")
    page.get_by_role("button", name="Go on").click()
    assert placement.asked() == question
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#position")).to_contain_text("Question 4 of about")

    go(page, "next")
    go(page, "placement")
    expect(page.locator("main")).to_contain_text("You stopped after 3 questions.")


def test_starting_anew_asks_first_and_throws_the_answers_away(visit, seed_page):
    placement = place(visit, seed_page).start()
    page = placement.page
    placement.say("yes", "no")
    earlier = placement.told()["id"]
    page.reload()
    settle(page)
    anew = page.get_by_role("button", name="Start anew")

    anew.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Your 2 answers so far are thrown away.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(anew).to_be_focused()
    anew.press("Enter")
    with deleting(page):
        page.get_by_role("dialog").get_by_role("button", name="Start anew").press("Enter")

    expect(page.locator("#view-title")).to_be_focused()
    placement.start()
    assert placement.told()["answers"] == []
    assert page.request.get(f"{seed_page}v1/placements/{earlier}").status == 404


def test_another_one_starts_while_the_service_still_removes_what_was_thrown_away(visit, seed_page):
    placement = place(visit, seed_page).start()
    page = placement.page
    placement.say("yes")
    earlier = placement.told()["id"]
    held = []

    def hold(route):
        held.append(route)

    page.route(f"**/placements/{earlier}", hold)
    placement.stop()
    page.get_by_role("button", name="Throw away").click()
    with page.expect_request(lambda request: request.method == "DELETE"):
        page.get_by_role("dialog").get_by_role("button", name="Throw away").click()

    placement.start()

    with deleting(page):
        held.pop().continue_()
    placement.say("no")
    assert [given["reply"] for given in placement.told()["answers"]] == ["no"]
    assert page.request.get(f"{seed_page}v1/placements/{earlier}").status == 404


def test_an_answer_on_its_way_does_not_bring_back_what_was_thrown_away(visit, seed_page):
    placement = place(visit, seed_page).start()
    page = placement.page

    def hold(_route):
        """Let it wait until the page does not want it any more."""

    page.route("**/answers", hold)
    with page.expect_request("**/answers"):
        page.keyboard.press("y")
    placement.stop()
    page.get_by_role("button", name="Throw away").click()
    with deleting(page):
        page.get_by_role("dialog").get_by_role("button", name="Throw away").click()
    page.unroute("**/answers")

    placement.start()

    placement.say("no")
    assert [given["reply"] for given in placement.told()["answers"]] == ["no"]
    expect(page.locator("#banner")).to_be_hidden()


def test_a_placement_that_is_gone_starts_anew_without_an_error(visit, seed_page):
    visit.forgiven = re.compile("404")
    placement = place(visit, seed_page).start()
    page = placement.page
    placement.say("yes")

    def vanish():
        page.request.delete(f"{seed_page}v1/placements/{placement.told()['id']}")

    vanish()
    page.reload()
    settle(page)
    expect(page.locator("main")).to_contain_text("is not there any more")
    expect(page.locator("#banner")).to_be_hidden()

    placement.start()
    vanish()
    page.keyboard.press("y")
    expect(page.locator("main")).to_contain_text("is not there any more")
    expect(page.locator("#banner")).to_be_hidden()


@both_sizes
def test_an_answer_can_be_taken_back(visit, seed_page, size):
    placement = place(visit, seed_page, size).start()
    page = placement.page
    back = page.get_by_role("button", name="Back")
    expect(back).to_have_attribute("aria-disabled", "true")
    first = placement.asked()
    placement.say("yes")
    second = placement.asked()

    back.click()

    expect(placement.card).to_have_attribute("data-id", first)
    expect(page.locator("#question")).to_be_focused()
    assert placement.told()["answers"] == []
    placement.say("yes")
    assert placement.asked() == second


def test_it_asks_only_about_what_the_goals_need_if_that_is_chosen(visit, seed_page):
    page = visit.open(f"{seed_page}#/next")
    choose_goal(page, "Microservices")
    go(page, "placement")

    expect(page.get_by_label("what my goals need")).to_be_checked()
    placement = Placement(page, seed_page).start()
    assert placement.told()["goals"] == [TOPIC]
    go(page, "next")
    go(page, "placement")

    page.get_by_label("the whole map").check()
    placement.start()
    assert placement.told()["goals"] == []


def test_it_can_be_answered_by_keys_alone(visit, seed_page):
    page = visit.open(f"{seed_page}#/placement")
    start = page.get_by_role("button", name="Start", exact=True)
    start.focus()
    page.keyboard.press("Enter")
    placement = Placement(page, seed_page)
    expect(page.locator("#question")).to_be_focused()

    for key in ("y", "1", "u", "2", "n", "3"):
        placement.press(key)
    page.keyboard.press("Tab")
    placement_before = placement.asked()
    page.keyboard.press("Enter")
    page.locator(f'.question:not([data-id="{placement_before}"])').wait_for()

    replies = [given["reply"] for given in placement.told()["answers"]]
    assert replies == ["yes", "yes", "unsure", "unsure", "no", "no", "yes"]
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Stop here")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_focused()


def test_keys_answer_nothing_elsewhere_on_the_page_or_with_control(visit, seed_page):
    placement = place(visit, seed_page).start()
    page = placement.page
    question = placement.asked()

    page.keyboard.press("Control+1")
    page.locator(".brand").focus()
    page.keyboard.press("y")
    expect(placement.card).to_have_attribute("aria-busy", "false")

    assert placement.asked() == question
    assert placement.told()["answers"] == []


def test_an_answer_given_in_another_tab_is_not_given_twice(visit, seed_page):
    visit.forgiven = re.compile("412")
    placement = place(visit, seed_page).start()
    page = placement.page
    first = placement.asked()
    elsewhere = page.request.post(
        f"{seed_page}v1/placements/{placement.told()['id']}/answers",
        data={"skill": first, "reply": "no"},
    ).json()

    page.keyboard.press("y")

    expect(placement.card).to_have_attribute("data-id", elsewhere["question"]["skill"])
    assert placement.told()["answers"] == [{"skill": first, "reply": "no"}]
    expect(page.locator("#banner")).to_be_hidden()


def test_an_answer_that_does_not_get_through_can_be_sent_again(visit, seed_page):
    visit.forgiven = re.compile("ERR_FAILED|ERR_CONNECTION")
    placement = place(visit, seed_page).start()
    page = placement.page
    question = placement.asked()
    page.route("**/answers", lambda route: route.abort())

    page.keyboard.press("y")
    expect(page.locator("#banner")).to_be_visible()
    assert placement.asked() == question

    page.unroute("**/answers")
    page.locator("#banner .retry").click()
    page.locator(f'.question:not([data-id="{question}"])').wait_for()
    assert placement.told()["answers"] == [{"skill": question, "reply": "yes"}]
    expect(page.locator("#banner")).to_be_hidden()


def test_it_goes_on_after_the_map_has_changed(visit, store, served):
    lines = "# Evenings\n## Parlour\n- Humming\n- Yodelling\n- Whistling\n- Juggling\n"
    import_map(store, lines)
    page = visit.open(f"{served}#/placement")
    placement = Placement(page, served).start()
    placement.press("y")
    import_map(store, f"{lines}- Card tricks\n- Riddles\n", against=1)

    while placement.card.count():
        placement.press("y")

    expect(page.locator(".result")).to_contain_text("Riddles")


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_placement_has_no_grave_faults_for_people_with_disabilities(
    visit, seed_page, size, scheme
):
    placement = place(visit, seed_page, size, scheme=scheme)
    expect(placement.page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    assert grave_findings(placement.page) == []
    placement.start()
    assert grave_findings(placement.page) == []
    placement.say("yes", "yes", "no")
    placement.stop()
    assert grave_findings(placement.page) == []
    assert overflow(placement.page) <= 0
