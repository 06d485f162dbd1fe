"""The way to the goals: in order, week by week, what goals cost, on paper and to take away."""

import io
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import FIRST, LOCKED, ask, choose_goal, ids_of, overflow, settle
from tests.page.visits import PHONE, both_sizes

pytestmark = pytest.mark.browser

START = "2027-01-06"
REDIS = "database-skills/redis"
PROCEDURES = "database-skills/sql-postgresql/stored-procedures"
BEGINNINGS = {
    "pdf": b"%PDF-",
    "ics": b"BEGIN:VCALENDAR",
    "markdown": b"# Roadmap: ",
    "csv": b"\xef\xbb\xbf",
    "html": b"<!DOCTYPE html>",
    "png": b"\x89PNG\r\n",
    "svg": b"<?xml",
    "json": b'{"revision":',
    "mermaid": b"---\ntitle: ",
    "dot": b"// An arrow leads",
    "graphml": b"<graphml ",
    "canvas": b'{\n  "nodes":',
    "case": b'{\n  "CFDocument":',
    "jsonld": b'{\n  "@context": "https://schema.org"',
}


class Roadmap:
    """The roadmap as somebody uses it, and what the service says without the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.steps = page.locator(".group .step")
        self.summary = page.locator(".outlook .summary")
        self.hours = page.get_by_label("Hours a week")
        self.what_if = page.locator(".what-if")
        self.exports = page.locator(".exports")
        self.wait()

    def wait(self) -> None:
        settle(self.page)
        self.page.locator(".roadmap[aria-busy=false]").wait_for()

    def want(self, *goals: str) -> "Roadmap":
        for goal in goals:
            choose_goal(self.page, goal)
        self.wait()
        return self

    def give(self, hours: str) -> "Roadmap":
        self.hours.fill(hours)
        self.hours.press("Enter")
        self.wait()
        return self

    def open_panel(self, panel: Locator) -> None:
        if panel.get_attribute("open") is None:
            panel.locator("summary").click()

    def asked(self, path: str = "roadmap", **question) -> dict:
        return json.loads(ask(self.address, path, question))

    def toast(self) -> Locator:
        return self.page.locator("#toast-text")

    def undo(self) -> None:
        self.page.locator("#toast").get_by_role("button", name="Undo").click()
        self.wait()


def plan(visit, address: str, size=None, **options) -> Roadmap:
    fragment = f"#/roadmap?start={START}"
    return Roadmap(visit.open(address + fragment, *([size] if size else []), **options), address)


def week_of(day: str) -> int:
    """The number of the week of a day, from Monday to Sunday, the first day's being 1."""
    monday, first = (
        found - timedelta(days=found.weekday())
        for found in (date.fromisoformat(day), date.fromisoformat(START))
    )
    return (monday - first).days // 7 + 1


def shown(first: str, last: str) -> str:
    """Days as the page writes them, the year left out."""
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    written = f"{begins:%b} {begins.day}"
    if begins == ends:
        return written
    month = "" if begins.month == ends.month else f"{ends:%b} "
    return f"{written} – {month}{ends.day}"  # noqa: RUF001 - the dash between dates


def texts(found: Locator) -> list[str]:
    return [" ".join(text.split()) for text in found.all_text_contents()]


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
    known = [FIRST, "python-core/fundamentals/control-structures"]
    return json.loads(ask(roadmap.address, "order", {"skills": known}))["order"]


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

    assert gap == "Weeks 2–8 Jan 11 – Feb 28, 2027 Caching Strategies goes on"  # noqa: RUF001


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

    first = roadmap.page.get_by_label("First day")
    first.fill("9990-01-01")
    first.press("Enter")

    told = roadmap.page.locator(".refusal")
    expect(told).to_contain_text("This cannot be planned")
    expect(told.locator("[lang=en]")).to_contain_text("before the year 9999")
    roadmap.give("6")
    assert roadmap.steps.count() == 5


def test_a_plan_that_could_not_be_had_comes_once_the_service_is_back(visit, seed_page):
    visit.forgiven = re.compile("ERR_FAILED")
    roadmap = plan(visit, seed_page)
    page = roadmap.page
    page.route("**/roadmap", lambda route: route.abort())
    choose_goal(page, "redis")
    expect(page.locator("#banner")).to_contain_text("cannot be reached")
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
def test_every_format_is_one_press_away_and_begins_as_it_does(visit, seed_page, size):
    roadmap = plan(visit, seed_page, size).want("redis").give("6")
    roadmap.open_panel(roadmap.exports)
    buttons = roadmap.exports.locator("[data-format]")

    assert {button.get_attribute("data-format") for button in buttons.all()} == BEGINNINGS.keys()
    for name, beginning in BEGINNINGS.items():
        button = roadmap.exports.locator(f"[data-format={name}]")
        with roadmap.page.expect_download() as download:
            button.click()
        file = Path(download.value.path()).read_bytes()
        ending = button.locator(".ending").inner_text()
        assert file.startswith(beginning), name
        assert download.value.suggested_filename.endswith(ending)
        expect(button).to_have_attribute("aria-busy", "false")


def test_a_file_holds_what_the_person_says_and_can_be_copied_as_markdown(visit, seed_page):
    roadmap = plan(visit, seed_page)
    page = roadmap.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    roadmap.steps.first.get_by_role("checkbox").click()
    roadmap.want("circuit breakers").give("6")
    question = {"known": [FIRST], "goals": [LOCKED], "hours_per_week": 6, "start": START}
    expected = ask(seed_page, "roadmap", question, "text/markdown")

    with page.expect_download() as download:
        page.get_by_role("button", name="Checklist").click()
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(roadmap.toast()).to_contain_text("Copied")

    assert download.value.suggested_filename == "roadmap.md"
    assert Path(download.value.path()).read_text("utf-8") == expected
    assert page.evaluate("() => navigator.clipboard.readText()") == expected


def test_a_format_that_cannot_be_made_is_told_beside_the_buttons(visit, seed_page, monkeypatch):
    visit.forgiven = re.compile("status of 501")
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    roadmap = plan(visit, seed_page).want("redis")

    roadmap.exports.get_by_role("button", name="Picture .png", exact=True).click()

    told = roadmap.exports.get_by_role("alert")
    expect(told).to_contain_text("The other formats are there all the same")
    expect(told.locator("[lang=en]")).to_contain_text("waypath[render]")
    expect(roadmap.page.locator("#banner")).to_be_hidden()


def test_on_paper_there_are_weeks_with_boxes_and_nothing_to_press(visit, seed_page):
    roadmap = plan(visit, seed_page, scheme="dark").want("fastapi", "redis").give("6")
    page = roadmap.page

    page.emulate_media(media="print")
    expect(roadmap.steps.first.locator(".tick")).to_be_visible()
    expect(page.locator(".group .week").first).to_be_visible()
    for hidden in (".top", ".wishes", ".aside", ".act", "#toast", ".foot"):
        for part in page.locator(hidden).all():
            expect(part).to_be_hidden()
    ink = roadmap.steps.first.locator(".name").evaluate("name => getComputedStyle(name).color")
    assert ink == "rgb(0, 0, 0)"

    page.emulate_media(media="null")
    for size, millimetres in (("A4", 210), ("Letter", 216)):
        paper = PdfReader(io.BytesIO(page.pdf(format=size)))
        text = "\n".join(sheet.extract_text() for sheet in paper.pages)
        assert round(float(paper.pages[0].mediabox.width) / 72 * 25.4) == millimetres
        assert "Backend Development Skill Map 2.0" in text
        assert "Redis" in text
        assert f"Week {week_of('2027-04-19')}" in text
        assert "Take it along" not in text
        assert f"1 / {len(paper.pages)}" in text


def test_the_print_button_prints(visit, seed_page):
    roadmap = plan(visit, seed_page)
    roadmap.page.evaluate("() => { window.print = () => { document.title = 'printed' } }")

    roadmap.exports.get_by_role("button", name="Print").click()

    expect(roadmap.page).to_have_title("printed")


def test_a_long_roadmap_shows_its_first_steps_then_more_and_all_on_paper(visit, served, store):
    skills = "".join(f"- Skill {number}\n" for number in range(1, 311))
    import_map(store, f"# Long\n\n## Area\n\n{skills}".encode())
    roadmap = plan(visit, served)
    page, steps = roadmap.page, roadmap.steps
    expect(steps).to_have_count(300)

    more = page.get_by_role("button", name="Show more (10 of 310 left)")
    assert "Skill 310" in PdfReader(io.BytesIO(page.pdf())).pages[-1].extract_text()
    page.reload()
    roadmap.wait()
    more.press("Enter")
    expect(steps).to_have_count(310)
    expect(steps.nth(300).get_by_role("checkbox")).to_be_focused()
    expect(more).to_have_count(0)


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
