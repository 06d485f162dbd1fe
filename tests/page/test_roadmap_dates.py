"""Hours a week make dates: weeks, the first day, holidays."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.page.roadmaps import REDIS, START, plan, shown, texts, week_of
from tests.page.steps import ids_of, overflow
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


@both_sizes
def test_with_hours_a_week_steps_stand_in_their_weeks_with_the_dates_of_the_service(
    visit, seed_page, size
):
    roadmap = plan(visit, seed_page, size).want("fastapi", "redis").give("6")
    page = roadmap.page
    answer = roadmap.asked(goals=["fastapi", REDIS], hours_per_week=6, start=START)
    steps = answer["steps"]

    weeks = page.locator(".group").evaluate_all(
        "groups => groups.map(group => [group.querySelector('.week').textContent,"
        " [...group.querySelectorAll('.step')].map(step => step.dataset.id)])"
    )
    expected: dict[str, list[str]] = {}
    for step in steps:
        expected.setdefault(f"Week {week_of(step['starts'])}", []).append(step["id"])
    assert dict(weeks) == expected
    assert ids_of(roadmap.steps) == [step["id"] for step in steps]
    days = texts(roadmap.steps.locator(".when .days"))
    assert days == [shown(step["starts"], step["ends"]) for step in steps]
    end = date.fromisoformat(answer["ends"])
    expect(roadmap.summary).to_contain_text(f"it ends on {end:%b} {end.day}, {end.year}")
    assert overflow(page) <= 0


def test_weeks_in_which_nothing_begins_are_one_line(visit, seed_page):
    roadmap = plan(visit, seed_page).want("redis").give("0.5")

    gap = texts(roadmap.page.locator(".gap"))[0]

    assert gap == "Weeks 2–8 Jan 11 – Feb 28, 2027 Variables & Data Types goes on"  # noqa: RUF001


def test_hours_are_kept_can_be_taken_back_and_are_refused_beside_the_field(visit, seed_page):
    roadmap = plan(visit, seed_page).want("redis").give("6")
    page = roadmap.page
    page.reload()
    roadmap.wait()
    expect(roadmap.hours).to_have_value("6")

    roadmap.give("200")
    expect(page.get_by_text("Give a number over 0, and 168 at most.")).to_be_visible()
    expect(roadmap.hours).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".group .week").first).to_have_text("Week 1")

    roadmap.give("")
    expect(page.locator(".group .week")).to_have_count(0)
    roadmap.undo()
    expect(roadmap.hours).to_have_value("6")
    expect(page.locator(".group .week").first).to_have_text("Week 1")


def test_from_the_hours_tab_leads_to_the_first_day_and_on_as_they_stand(visit, seed_page):
    roadmap = plan(visit, seed_page).want("redis")
    page = roadmap.page

    roadmap.hours.press_sequentially("6")
    page.keyboard.press("Tab")

    first = page.get_by_label("First day")
    expect(first).to_be_focused()
    while first.evaluate("field => field === document.activeElement"):
        page.keyboard.press("Tab")  # a date has several parts
    expect(page.get_by_text("Holidays (0)")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remove the goal")).to_be_focused()
    roadmap.wait()
    expect(page.locator(".group .week").first).to_have_text("Week 1")


def test_the_first_day_stands_in_the_address_and_moves_all_dates(visit, seed_page):
    roadmap = plan(visit, seed_page).want("redis").give("6")
    first = roadmap.page.get_by_label("First day")
    expect(first).to_have_value(START)

    first.fill("2027-03-01")
    first.press("Enter")
    roadmap.wait()

    assert roadmap.page.url.endswith("#/roadmap?start=2027-03-01")
    answer = roadmap.asked(goals=[REDIS], hours_per_week=6, start="2027-03-01")
    assert texts(roadmap.steps.locator(".when .days")) == [
        shown(step["starts"], step["ends"]) for step in answer["steps"]
    ]


@both_sizes
def test_on_holidays_nothing_is_learned_and_they_are_kept(visit, seed_page, size):
    roadmap = plan(visit, seed_page, size).want("redis").give("6")
    page = roadmap.page
    page.get_by_text("Holidays (0)").click()
    page.get_by_label("From", exact=True).fill("2027-01-11")
    page.get_by_label("Until", exact=True).fill("2027-01-03")
    page.get_by_role("button", name="Add holidays").click()
    expect(page.get_by_text("The last day is before the first one.")).to_be_visible()

    page.get_by_label("Until", exact=True).fill("2027-01-17")
    page.get_by_role("button", name="Add holidays").click()
    roadmap.wait()
    holidays = [{"first": "2027-01-11", "last": "2027-01-17"}]
    answer = roadmap.asked(goals=[REDIS], hours_per_week=6, start=START, holidays=holidays)
    expected = [shown(step["starts"], step["ends"]) for step in answer["steps"]]
    days = roadmap.steps.locator(".when .days")
    assert texts(days) == expected
    expect(page.locator(".gap").first).to_contain_text("7 days off")
    assert overflow(page) <= 0

    page.reload()
    roadmap.wait()
    assert texts(days) == expected
    page.get_by_text("Holidays (1)").click()
    page.get_by_role("button", name="Remove the holidays").click()
    expect(page.get_by_text("Holidays (0)")).to_be_focused()
    roadmap.wait()
    assert texts(days) != expected
    roadmap.undo()
    assert texts(days) == expected


def test_what_the_service_cannot_plan_is_told_with_the_fields_still_there(visit, seed_page):
    visit.forgiven = re.compile("status of 422")
    roadmap = plan(visit, seed_page).want("redis").give("0.01")
    steps = roadmap.steps.count()

    first = roadmap.page.get_by_label("First day")
    first.fill("9990-01-01")
    first.press("Enter")

    told = roadmap.page.locator(".refusal")
    expect(told).to_contain_text("This cannot be planned")
    expect(told.locator("[lang=en]")).to_contain_text("before the year 9999")
    roadmap.give("6")
    assert roadmap.steps.count() == steps > 0
