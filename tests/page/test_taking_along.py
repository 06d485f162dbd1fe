"""Taking along what I say: in a link, and in a file."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import FIRST, SECOND, ask, choose_goal, go, overflow, settle, states, tick
from tests.page.visits import PHONE, both_sizes

pytestmark = pytest.mark.browser

TOOLS = "# Tools\n## Shell\n- Files\n- Pipes\n- Jobs\n## Web\n- HTTP\n- JSON\n"
FILES, PIPES, HTTP = "shell/files", "shell/pipes", "web/http"
MAP_ID = "backend-development-skill-map-2-0"


def link_of(page: Page) -> str:
    """The link that carries what is said, as the view shows it."""
    go(page, "you")
    field = page.get_by_role("textbox", name="Link with what you know")
    expect(field).to_have_value(re.compile("know=1"))
    return field.input_value()


def opened(page: Page):
    return page.get_by_role("region", name="You opened a link with what somebody knows")


def say(page: Page, map_id: str, **said) -> None:
    """Let the browser keep this, as if it had been ticked."""
    page.evaluate(
        "([key, value]) => localStorage.setItem(key, value)",
        [f"waypath:knowledge:{map_id}", json.dumps(said)],
    )
    page.reload()
    settle(page)


@both_sizes
def test_a_link_brings_what_i_know_to_another_browser(visit, seed_page, size):
    page = visit.open(seed_page, size)
    tick(page, FIRST, SECOND)
    choose_goal(page, "redis")
    link = link_of(page)
    other = visit.open(seed_page, size, "dark")
    tick(other, FIRST)

    other.goto("about:blank")
    other.goto(link)
    settle(other)

    expect(opened(other)).to_contain_text("it brings 2 known skills and 1 goal.")
    expect(opened(other)).to_contain_text("Of these, 1 skill is new to you.")
    assert overflow(other) <= 0
    assert grave_findings(other) == []
    opened(other).get_by_role("button", name="Add to mine").click()
    expect(opened(other)).to_be_hidden()
    expect(other.locator("#view-title")).to_be_focused()
    assert "know" not in other.url
    go(other, "map")
    assert states(other)["known"] == {FIRST, SECOND}

    other.locator("#undo").click()
    settle(other)
    assert states(other)["known"] == {FIRST}


def test_a_link_can_replace_what_i_say_or_be_ignored(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    tick(page, FILES)
    link = link_of(page)
    go(page, "map")
    tick(page, FILES, PIPES)

    page.goto(link)
    opened(page).get_by_role("button", name="Ignore it").click()
    go(page, "map")
    assert states(page)["known"] == {PIPES}

    page.goto(link)
    opened(page).get_by_role("button", name="Replace mine").click()
    expect(page.locator("#toast-text")).to_contain_text("Replaced what you said")
    go(page, "map")
    assert states(page)["known"] == {FILES}


def test_a_link_of_what_i_say_already_brings_nothing_new(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    tick(page, FILES)

    page.goto(link_of(page))

    expect(opened(page)).to_contain_text("You say all of it already.")
    expect(opened(page).get_by_role("button", name="Add to mine")).to_be_hidden()


def test_a_link_leads_to_its_own_map(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    tick(page, FILES)
    link = link_of(page)
    import_map(store, "# Cooking\n## Sauces\n- Roux\n")
    other = visit.open(f"{served}?map=cooking", scheme="dark")

    other.goto(f"{served}?map=cooking#{urlsplit(link).fragment}")

    expect(opened(other)).to_contain_text("From Tools it brings 1 known skill.")


def test_a_link_about_a_map_that_is_not_here_changes_nothing(visit, seed_page, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    tick(page, FILES)
    link = link_of(page)
    other = visit.open(seed_page, scheme="dark")

    other.goto(f"{seed_page}#{urlsplit(link).fragment}")

    expect(other.get_by_role("alert").get_by_text("not on this service: tools")).to_be_visible()
    other.get_by_role("button", name="Close", exact=True).click()
    expect(other.locator("#view-title")).to_be_focused()
    assert "know" not in other.url


@pytest.mark.parametrize("code", ["", "1", "1zzzz", "9abc", "%3Cscript%3E", "1" + "A" * 5000])
def test_a_link_that_cannot_be_read_says_so(visit, seed_page, code):
    page = visit.open(f"{seed_page}#/you?know={code}")

    expect(page.get_by_text("cannot be read. Was it copied completely?")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    assert page.url.endswith("#/you")


def test_of_a_map_that_was_edited_since_the_link_says_what_is_gone(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- Files\n- Pipes and Filters\n- Jobs\n## Web\n- HTTP\n")
    page = visit.open(served)
    say(page, "tools", known=[FILES, "shell/pipes-and-filters", HTTP, "perl/regex"])
    link = link_of(page)
    import_map(store, "# Tools\n## Shell\n- Files\n- Pipes & Filters\n- Scripts\n## Net\n- TCP\n")
    other = visit.open(served, scheme="dark")

    other.goto(link)

    # What was renamed is followed; what is gone is told.
    expect(opened(other)).to_contain_text("it brings 2 known skills.")
    opened(other).get_by_text("2 entries are not in this map, or not any more").click()
    expect(opened(other)).to_contain_text("perl/regex")
    expect(opened(other)).to_contain_text("web")
    opened(other).get_by_role("button", name="Add to mine").click()
    go(other, "map")
    assert states(other)["known"] == {FILES, "shell/pipes-filters"}


def test_a_topic_that_is_not_as_it_was_is_taken_only_if_i_say_so(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    page.get_by_role("checkbox", name="All of Shell").click()
    settle(page)
    link = link_of(page)
    import_map(store, TOOLS.replace("- Jobs", "- Jobs\n- Scripts"))
    other = visit.open(served, scheme="dark")

    other.goto(link)

    expect(opened(other)).to_contain_text("it brings nothing.")
    opened(other).get_by_role("checkbox", name="Shell is not as it was").check()
    opened(other).get_by_role("button", name="Add to mine").click()
    go(other, "map")
    assert len(states(other)["known"]) == 4


def test_a_link_is_short_enough_for_a_chat_whatever_i_know(visit, seed_page):
    skills = [e for e in json.loads(ask(seed_page, "graph"))["skills"] if e["kind"] == "skill"]
    ids = [entry["id"] for entry in skills]
    # Where one skill of each topic is missing, no topic can stand for its skills.
    first_of = {entry["parent"]: entry["id"] for entry in reversed(skills)}
    page = visit.open(seed_page)
    lengths = []
    for known in (ids, ids[::2], [id_ for id_ in ids if id_ not in first_of.values()]):
        say(page, MAP_ID, known=known)
        lengths.append(len(link_of(page)))

    whole, half, worst = lengths
    assert whole < 400
    assert half < 2000
    assert worst < 2300


def exported(page: Page) -> str:
    """Save my record as a file, and return where it is."""
    go(page, "you")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "waypath-record.json"
    return str(download.value.path())


def add(page: Page, file) -> None:
    go(page, "you")
    page.locator("#record-title ~ p input[type=file]").set_input_files(file)


@both_sizes
def test_a_record_goes_from_browser_to_file_to_browser(visit, store, served, size):
    import_map(store, TOOLS)
    import_map(store, "# Cooking\n## Sauces\n- Roux\n")
    page = visit.open(f"{served}?map=tools", size)
    say(page, "cooking", known=["sauces/roux"], hours_per_week=3)
    say(page, "attic", known=["dust"])
    tick(page, FILES, PIPES)
    choose_goal(page, "JSON")
    file = exported(page)
    other = visit.open(f"{served}?map=tools", size, "dark")
    tick(other, FILES)

    add(other, file)

    preview = other.locator("#record-preview + ul")
    expect(other.locator("#record-preview")).to_be_focused()
    expect(preview).to_contain_text("Tools 1 new skill · 1 new goal")
    expect(preview).to_contain_text("Cooking 1 new skill")
    expect(preview).to_contain_text("attic 1 new skill (not on this service)")
    assert overflow(other) <= 0
    other.get_by_role("button", name="Add to mine").click()
    expect(other.locator("#record-title")).to_be_focused()
    assert exported_marks(other) == {FILES, PIPES, "sauces/roux", "dust"}

    other.locator("#undo").click()
    expect(other.locator("#toast-text")).to_contain_text("Undone: Added")
    assert exported_marks(other) == {FILES}


def exported_marks(page: Page) -> set[str]:
    record = json.loads(Path(exported(page)).read_text("utf-8"))
    return {mark["skill"] for mark in record["marks"]}


def test_what_a_file_says_otherwise_holds_only_if_i_say_so(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    mark = {"map": "tools", "skill": FILES, "name": "Files", "progress": "known"}
    record = {"waypath_record": 1, "marks": [{**mark, "since": "2027-01-04T09:00:00Z"}]}
    file = {"name": "ana.json", "mimeType": "application/json"}
    say(page, "tools", learning=[FILES])

    add(page, {**file, "buffer": json.dumps(record).encode()})
    expect(page.locator("#record-preview + ul")).to_contain_text("1 of which you say otherwise")
    page.get_by_label("Take the file's word").check()
    page.get_by_role("button", name="Add to mine").click()

    go(page, "map")
    assert states(page)["known"] == {FILES}


@pytest.mark.parametrize(
    ("text", "where"),
    [("{", "JSON"), ("{}", "waypath_record"), ('{"waypath_record": 1, "marks": [7]}', "marks[0]")],
)
def test_a_file_that_is_no_record_is_refused_and_it_is_said_where(visit, seed_page, text, where):
    page = visit.open(seed_page)

    add(page, {"name": "cv.json", "mimeType": "application/json", "buffer": text.encode()})

    problem = page.get_by_role("alert").get_by_text("cv.json is no record of Waypath")
    expect(problem).to_contain_text(where)


def test_a_record_is_added_to_what_the_service_keeps_and_taken_back(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    tick(page, FILES, HTTP)
    file = exported(page)
    other = visit.open(served, PHONE, "dark")
    tick(other, PIPES)
    go(other, "you")
    other.get_by_role("button", name="Keep it on this service").click()
    other.get_by_role("button", name="Keep it there").click()
    expect(other.locator("#whose-title")).to_be_focused()

    add(other, file)
    expect(other.locator("#record-preview + ul")).to_contain_text("Tools 2 new skills")
    other.get_by_role("button", name="Add to mine").click()
    expect(other.locator("#record-title")).to_be_focused()
    assert exported_marks(other) == {FILES, HTTP, PIPES}

    other.locator("#undo").click()
    expect(other.locator("#toast-text")).to_contain_text("Undone: Added")
    assert exported_marks(other) == {PIPES}
