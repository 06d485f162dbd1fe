"""The learning order: to a goal, of the whole map, and to take away."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.page.steps import FIRST, LOCKED, SECOND, ask, choose_goal, ids_of, overflow, settle, tick
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


@both_sizes
def test_the_order_view_shows_the_way_to_the_goal_in_an_order_that_can_be_learned(
    visit, seed_page, size
):
    page = visit.open(seed_page, size)
    tick(page, FIRST)
    choose_goal(page, "stored proc")
    page.get_by_role("button", name="Learning order").click()
    page.locator(".leg .step").first.wait_for()

    goal = "database-skills/sql-postgresql/stored-procedures"
    roadmap = json.loads(ask(seed_page, "roadmap", {"known": [FIRST], "goals": [goal]}))
    steps = page.locator(".leg .step")
    assert ids_of(steps) == [step["id"] for step in roadmap["steps"]]
    assert ids_of(steps)[-1] == goal
    expect(page.locator("#order-title")).to_have_text("Your way to Stored Procedures")
    total = f"about {roadmap['effort_hours']:g} h"
    expect(page.locator("#order .summary")).to_contain_text(total)

    steps.first.get_by_role("checkbox").click()
    settle(page)
    expect(steps.first).to_have_attribute("data-state", "known")
    assert ids_of(steps) == [step["id"] for step in roadmap["steps"]]
    expect(page.locator("#order .summary")).not_to_contain_text(total)
    assert overflow(page) <= 0


def test_the_order_of_the_whole_map_holds_every_skill_after_what_it_needs(visit, seed_page):
    page = visit.open(seed_page)
    tick(page, SECOND)
    page.get_by_role("button", name="Learning order").click()
    page.get_by_text("2 skills you know already").click()

    order = ids_of(page.locator(".step"))
    edges = json.loads(ask(seed_page, "graph"))["prerequisites"]
    late = [e for e in edges if order.index(e["source"]) > order.index(e["target"])]
    struck = page.locator(".known-steps bdi").first
    assert len(order) == 178
    assert late == []
    assert struck.evaluate("name => getComputedStyle(name).textDecorationLine") == "line-through"


def test_the_roadmap_can_be_taken_away_as_markdown(visit, seed_page):
    page = visit.open(seed_page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tick(page, FIRST)
    choose_goal(page, "circuit breakers")
    page.get_by_role("button", name="Learning order").click()
    question = {"known": [FIRST], "goals": [LOCKED]}
    expected = ask(seed_page, "roadmap", question, "text/markdown")

    with page.expect_download() as download:
        page.get_by_role("button", name="Download as Markdown").click()
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.locator("#toast-text")).to_contain_text("Copied")

    assert download.value.suggested_filename == "roadmap-backend-development-skill-map-2-0.md"
    assert Path(download.value.path()).read_text("utf-8") == expected
    assert page.evaluate("() => navigator.clipboard.readText()") == expected
