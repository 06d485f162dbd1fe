"""When something is wrong: the service fails, is gone, or has no map."""

import json
import re

import pytest
from playwright.sync_api import expect

from graph import import_map
from tests.page.steps import FIRST, SECOND, overflow, settle, skill, states, tick
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


def test_a_failure_of_the_service_is_told_and_can_be_retried_without_loss(visit, seed_page):
    visit.forgiven = re.compile("503")
    problem = {"code": "store_unavailable", "detail": "The disk is full. Make room."}
    page = visit.open(seed_page)
    page.route(
        "**/next",
        lambda route: route.fulfill(
            status=503, body=json.dumps(problem), content_type="application/problem+json"
        ),
    )

    tick(page, SECOND)

    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("The disk is full. Make room.")
    page.unroute("**/next")
    banner.get_by_role("button", name="Try again").click()
    expect(banner).to_be_hidden()
    assert states(page)["assumed"] == {FIRST}


def test_a_service_that_is_gone_is_told_and_ticks_are_kept(visit, seed_page):
    visit.forgiven = re.compile("ERR_")
    page = visit.open(seed_page)
    page.route("**/v1/**", lambda route: route.abort())

    tick(page, FIRST)

    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    page.unroute("**/v1/**")
    page.reload()
    settle(page)
    assert states(page)["known"] == {FIRST}


def test_a_page_that_finds_no_service_does_not_say_that_there_is_no_map(visit, seed_page):
    visit.forgiven = re.compile("ERR_")
    page = visit.open(seed_page)
    page.route("**/v1/**", lambda route: route.abort())

    page.reload()

    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    expect(page.locator("#title")).to_have_text("")
    expect(page.locator(".loading")).to_have_text("")


@both_sizes
def test_what_takes_back_stays_where_it_is_when_there_is_no_service(visit, seed_page, size):
    visit.forgiven = re.compile("ERR_")
    page = visit.open(seed_page, size)
    places = "all => all.map(button => button.getBoundingClientRect().right)"
    before = page.locator("#undo, #clear").evaluate_all(places)
    page.route("**/v1/**", lambda route: route.abort())

    page.reload()

    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    assert page.locator("#undo, #clear").evaluate_all(places) == before


@both_sizes
def test_an_empty_store_leads_to_where_a_map_is_added(visit, store, served, size):
    page = visit.open(served, size, wait=False)

    expect(page.get_by_role("heading", name="There is no skill map yet")).to_be_visible()
    expect(page.locator(".empty")).to_contain_text("waypath import my-map.md")
    assert overflow(page) <= 0
    page.get_by_role("link", name="Add a skill map").click()
    expect(page.locator('.page[data-view="maps"]')).to_be_visible()

    import_map(store, "# Tools\n## Shell\n- Files\n")
    page.goto(served)
    settle(page)
    expect(skill(page, "shell/files")).to_be_visible()
