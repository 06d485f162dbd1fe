"""The way to the goals: in order, ticked, and what goals cost."""

import json
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.roadmaps import REDIS, START, Roadmap, plan, texts
from tests.page.steps import FIRST, SECOND, ask, choose_goal, ids_of, overflow, settle
from tests.page.visits import PHONE, both_sizes

pytestmark = pytest.mark.browser

PROCEDURES = "database-skills/sql-postgresql/stored-procedures"


@both_sizes
def test_the_way_to_a_goal_is_in_the_order_of_the_service_and_stays_still_while_it_is_ticked(
    visit, seed_page, size
):
    roadmap = plan(visit, seed_page, size)
    roadmap.steps.first.get_by_role("checkbox").click()
    roadmap.want("stored proc")
    page, steps = roadmap.page, roadmap.steps
    answer = roadmap.asked(known=[FIRST], goals=[PROCEDURES])
    order = [step["id"] for step in answer["steps"]]
    hours = f"about {answer['effort_hours']:g} h"

    assert ids_of(steps) == order
    expect(page.locator("#view-title")).to_have_text("Your way to Stored Procedures")
    expect(roadmap.summary).to_contain_text(f"{len(order)} skills to go, {hours}")
    expect(page.locator(".outlook .note")).to_contain_text(f"{answer['critical_hours']:g} h")
    critical = page.locator(".group .step:has(.sign:has-text('longest chain'))")
    assert ids_of(critical) == [step["id"] for step in answer["steps"] if step["is_critical"]]

    steps.first.get_by_role("checkbox").click()
    settle(page)
    struck = steps.first.locator("bdi").first
    expect(steps.first).to_have_attribute("data-state", "known")
    assert struck.evaluate("name => getComputedStyle(name).textDecorationLine") == "line-through"
    assert ids_of(steps) == order
    expect(roadmap.summary).to_contain_text(f"{len(order) - 1} of {len(order)} skills to go")
    expect(roadmap.summary).not_to_contain_text(hours)

    page.get_by_role("button", name="Leave out what is done").click()
    roadmap.wait()
    assert ids_of(steps) == order[1:]
    expect(page.locator(".outlook")).to_be_focused()
    assert overflow(page) <= 0


def test_without_a_goal_the_whole_map_is_there_each_skill_after_what_it_needs(visit, seed_page):
    roadmap = plan(visit, seed_page)
    page = roadmap.page
    expect(page.locator("#view-title")).to_have_text("The whole map, in order")
    expect(page.locator(".no-goal")).to_contain_text("Choose a goal")

    order = ids_of(roadmap.steps)
    edges = json.loads(ask(seed_page, "graph"))["prerequisites"]
    late = [e for e in edges if order.index(e["source"]) > order.index(e["target"])]
    assert len(order) == 178
    assert late == []


def test_what_is_known_already_is_folded_and_counts_as_reached(visit, seed_page):
    roadmap = plan(visit, seed_page)
    roadmap.steps.nth(1).get_by_role("checkbox").click()
    roadmap.want("stored proc", "functions")
    page = roadmap.page

    known = page.locator(".known-steps")
    known.get_by_text("2 skills you know already").click()
    assert ids_of(known.locator(".step")) == order_of_known(roadmap)
    expect(known.locator(".step").first).to_have_attribute("data-state", "assumed")
    total = roadmap.steps.count() + 2
    expect(page.locator("#reached")).to_contain_text(f"2 of {total} skills known")

    known.get_by_role("checkbox").nth(1).click()
    settle(page)
    expect(page.locator("#reached")).to_contain_text(f"0 of {total} skills known")


def order_of_known(roadmap: Roadmap) -> list[str]:
    known = [FIRST, SECOND]
    return json.loads(ask(roadmap.address, "order", {"skills": known}))["order"]


def test_a_plan_that_could_not_be_had_comes_once_the_service_is_back(visit, seed_page):
    visit.forgiven = re.compile("ERR_FAILED")
    roadmap = plan(visit, seed_page)
    page = roadmap.page
    page.route("**/roadmap", lambda route: route.abort())
    choose_goal(page, "redis")
    expect(page.locator("#banner")).to_contain_text("cannot be reached")
    expect(page.locator(".roadmap")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".goals")).to_contain_text("Redis")

    page.unroute("**/roadmap")
    page.get_by_role("button", name="Try again").click()
    roadmap.wait()

    expect(page.locator("#view-title")).to_have_text("Your way to Redis")
    assert ids_of(roadmap.steps) == [step["id"] for step in roadmap.asked(goals=[REDIS])["steps"]]


@both_sizes
def test_what_goals_save_and_cost_is_what_the_service_says_and_is_done_with_one_press(
    visit, seed_page, size
):
    roadmap = plan(visit, seed_page, size).want("fastapi", "redis").give("6")
    page, panel = roadmap.page, roadmap.what_if
    roadmap.open_panel(panel)
    question = {"goals": ["fastapi", REDIS], "hours_per_week": 6, "start": START}
    answer = roadmap.asked("roadmap/what-if", **question, add=["devops/docker"])

    for drop in answer["drop"]:
        told = panel.locator(f".cost[data-goal='{drop['goal']}']")
        ends = date.fromisoformat(drop["ends"])
        expect(told).to_contain_text(
            f"saves {-drop['effort_hours']:g} h ({-drop['skills']} skills)"
        )
        expect(told).to_contain_text(f"{round(-drop['days'] / 7)} weeks earlier")
        expect(told).to_contain_text(f"on {ends:%b} {ends.day}, {ends.year}")

    field = panel.get_by_role("combobox")
    field.fill("docker")
    field.press("Enter")
    (add,) = answer["add"]
    told = panel.locator(".cost[data-goal='devops/docker']")
    expect(told).to_contain_text(f"costs {add['effort_hours']:g} h ({add['skills']} skills)")
    expect(told).to_contain_text(f"{round(add['days'] / 7)} weeks later")
    told.get_by_role("button", name="Add the goal").click()
    expect(panel.locator("summary")).to_be_focused()
    roadmap.wait()
    expect(page.locator("#view-title")).to_contain_text("Docker")
    assert ids_of(roadmap.steps) == [
        step["id"] for step in roadmap.asked(goals=["fastapi", REDIS, "devops/docker"])["steps"]
    ]

    panel.locator(".cost[data-goal=fastapi]").get_by_role("button", name="Drop").click()
    expect(panel.locator("summary")).to_be_focused()
    roadmap.wait()
    expect(page.locator("#view-title")).to_have_text(re.compile("^Your way to Redis and .*Docker$"))
    roadmap.undo()
    expect(page.locator("#view-title")).to_contain_text("FastAPI")
    assert overflow(page) <= 0


def test_stages_are_shown_if_wanted(visit, seed_page):
    roadmap = plan(visit, seed_page).want("redis")
    stages = roadmap.steps.locator(".stage")
    expect(stages).to_have_count(0)

    roadmap.page.get_by_label("Show stages").check()

    steps = roadmap.asked(goals=[REDIS])["steps"]
    assert texts(stages) == [f"Stage {step['stage']}" for step in steps]


@both_sizes
def test_whatever_names_a_map_has_nothing_is_cut_off_or_run(visit, served, store, size):
    names = ("<img src=x onerror=alert(1)>", "x" * 300, "مهارة طويلة جدا", "a" * 80)
    bullets = "".join(f"- {name} (requires: Base)\n" for name in names)
    import_map(store, f"# {'t' * 200}\n\n## {'A' * 120}\n\n- Base\n{bullets}".encode())
    roadmap = plan(visit, served, size).want("x" * 30, "a" * 30).give("3")
    roadmap.open_panel(roadmap.what_if)

    expect(roadmap.what_if.locator(".cost").first).to_be_visible()
    assert overflow(roadmap.page) <= 0


def test_all_of_it_can_be_done_with_the_keyboard(visit, seed_page):
    roadmap = plan(visit, seed_page)
    page, keyboard = roadmap.page, roadmap.page.keyboard
    page.get_by_role("combobox", name="What do you want to learn?").focus()
    keyboard.type("redis")
    keyboard.press("Enter")
    roadmap.wait()
    keyboard.press("Tab")
    expect(roadmap.hours).to_be_focused()
    keyboard.type("6")
    keyboard.press("Tab")
    roadmap.wait()
    expect(page.locator(".group .week").first).to_have_text("Week 1")

    box = roadmap.steps.first.get_by_role("checkbox")
    box.focus()
    keyboard.press("Space")
    expect(roadmap.steps.first).to_have_attribute("data-state", "known")
    expect(box).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.locator("#details")).to_be_visible()

    page.get_by_role("button", name="Remove the goal").focus()
    keyboard.press("Enter")
    roadmap.wait()
    expect(page.locator("#view-title")).to_be_focused()
    expect(page.locator("#view-title")).to_have_text("The whole map, in order")


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_people_with_disabilities(visit, seed_page, size, scheme):
    roadmap = plan(visit, seed_page, size, scheme=scheme).want("redis").give("6")
    for panel in (roadmap.what_if, roadmap.exports):
        roadmap.open_panel(panel)
    roadmap.page.get_by_text("Holidays (0)").click()
    roadmap.steps.first.get_by_role("checkbox").click()
    settle(roadmap.page)

    assert grave_findings(roadmap.page) == []
    if size == PHONE:
        small = roadmap.page.locator(".roadmap").evaluate(
            "view => [...view.querySelectorAll('button, input, summary')]"
            ".filter(part => part.checkVisibility() && part.offsetHeight < 44"
            " && part.type !== 'checkbox').map(part => part.outerHTML)"
        )
        assert small == []
