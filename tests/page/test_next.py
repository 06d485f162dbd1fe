"""What can I learn next? The list of it, with and without a goal."""

import pytest
from playwright.sync_api import expect

from tests.page.steps import ask_next, ids_of, settle, states
from tests.page.visits import DESKTOP, PHONE, both_sizes

pytestmark = pytest.mark.browser

PATH = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "


@both_sizes
def test_a_first_visit_shows_the_whole_map_with_nothing_known_and_what_is_ready(
    visit, seed_page, size
):
    page = visit.open(seed_page, size)
    answer = ask_next(seed_page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Backend Development Skill Map 2.0")
    expect(page.locator("#progress-text")).to_have_text("0 of 178 skills known")
    assert states(page)["known"] == states(page)["assumed"] == set()
    assert states(page)["ready"] == {entry["id"] for entry in answer["next"]}
    assert len(states(page)["locked"]) == 178 - answer["ready_total"]


@both_sizes
def test_the_list_of_what_to_learn_next_is_the_services_and_says_why(visit, seed_page, size):
    page = visit.open(seed_page, size)
    best, *others = ask_next(seed_page)["next"]
    first = page.locator(".pick").first

    page.get_by_role("button", name="Show 12 more").click()

    shown = ids_of(page.locator(".pick"))
    assert shown == [best["id"], *(entry["id"] for entry in others)][: len(shown)]
    assert len(shown) >= 15
    expect(first.get_by_role("heading")).to_have_text(best["name"])
    expect(first.locator(".where")).to_have_text(PATH.join(best["path"][:-1]))
    expect(first.locator(".why")).to_have_text(" ".join(best["reasons"]))
    expect(first.locator(".effort")).to_have_text("about 4 h")


def test_the_list_comes_before_the_map_on_a_phone_and_beside_it_on_a_desk(visit, seed_page):
    phone, desk = visit.open(seed_page, PHONE), visit.open(seed_page, DESKTOP)

    def box(page, selector):
        return page.locator(selector).bounding_box()

    assert box(phone, "#next")["y"] < box(phone, "#map")["y"]
    assert box(desk, "#next")["x"] > box(desk, "#map")["x"]
    assert abs(box(desk, "#next")["y"] - box(desk, "main")["y"]) < 2


def test_i_know_this_in_the_list_ticks_the_skill_and_keeps_the_focus_in_the_list(visit, seed_page):
    page = visit.open(seed_page)
    (learned,) = ids_of(page.locator(".pick").first)

    page.locator(".pick").first.get_by_role("button", name="I know this").press("Enter")
    settle(page)

    assert states(page)["known"] == {learned}
    assert learned not in ids_of(page.locator(".pick"))
    expect(page.locator(".pick").first.locator(".know")).to_be_focused()


def test_a_goal_is_found_by_typing_and_the_list_follows_it(visit, seed_page):
    page = visit.open(seed_page)
    goal = page.get_by_role("combobox", name="What do you want to learn?")
    options = page.get_by_role("option")

    goal.fill("microserv")
    expect(options.first).to_contain_text("topic in Architecture Patterns")
    goal.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    goal.press("Enter")
    settle(page)

    topic = "architecture-patterns/microservices"
    answer = ask_next(seed_page, goals=[topic])
    shown = ids_of(page.locator(".pick"))
    assert shown == [entry["id"] for entry in answer["next"]][: len(shown)]
    expect(page.locator(".pick .why").first).to_contain_text("your goal Microservices")
    expect(page.locator("#next")).to_contain_text("not needed for your goal")

    page.get_by_role("button", name="Remove the goal").click()
    settle(page)
    assert ids_of(page.locator(".pick")) == [e["id"] for e in ask_next(seed_page)["next"]][:6]
