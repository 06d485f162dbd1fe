"""Adding a map, and seeing all of it before anything is saved."""

import re

import pytest
from playwright.sync_api import expect

from api.schemas.maps import ImportAnswer
from graph import import_map
from tests.page.axe import grave_findings
from tests.page.map_imports import (
    SHELL,
    TEAM,
    choose_file,
    field,
    group,
    import_as,
    look,
    maps_of,
    open_maps,
    preview_of,
    previewed,
    selected_line,
)
from tests.page.steps import go, overflow, settle
from tests.page.visits import PHONE, both_sizes

pytestmark = pytest.mark.browser


# A new map


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_preview_shows_what_the_service_would_do_and_saves_nothing(
    visit, store, served, size, scheme
):
    said = ImportAnswer.of(import_map(store, TEAM, dry_run=True), dry_run=True, preview=True)
    page = open_maps(visit, served, size, scheme)

    preview = look(page, TEAM)

    expect(preview.get_by_role("heading", name="Preview of “Team”")).to_be_focused()
    found, shown = said.map, said.preview
    counts = preview.locator(".counts")
    expect(counts).to_contain_text(f"{found.area_count} areas, {found.topic_count} topic, 6 skills")
    expect(counts).to_contain_text(f"{shown.stated} prerequisites that the map states")
    expect(counts).to_contain_text(
        f"{shown.confident + shown.suggested} prerequisites found by Waypath: "
        f"{shown.confident} to rely on"
    )
    expect(counts).to_contain_text("1 skill is ticked in the text")
    (remark,) = found.report.remarks
    expect(group(page, "Not used")).to_have_text(f"line {remark.line} {remark.text}")
    preview.get_by_text("Names that are one skill").click()
    expect(group(page, "Names that are one skill")).to_contain_text(found.report.merged[0].reason)
    preview.get_by_text("The surest").click()
    surest = preview.locator(".edges").get_by_role("listitem")
    expect(surest).to_have_count(len(shown.surest))
    expect(surest.first).to_contain_text(shown.surest[0].evidence[0].text)
    assert maps_of(store) == []
    assert overflow(page) <= 0
    assert grave_findings(page) == []


def test_the_outline_is_shown_as_it_was_read_each_entry_with_its_line(visit, served):
    page = open_maps(visit, served)
    preview = look(page, TEAM)

    preview.get_by_text("The outline as it was read").click()
    preview.locator("summary", has_text="Web (4)").click()
    rest = preview.get_by_role("listitem").filter(has_text="REST APIs 6 h").last
    rest.get_by_role("button", name="line 5").click()

    expect(field(page)).to_be_focused()
    assert selected_line(page) == "- REST APIs (6h) (requires: HTTP; JSON)"


@both_sizes
def test_a_map_is_added_when_the_person_says_so_and_then_opened(visit, store, served, size):
    import_map(store, SHELL)
    page = open_maps(visit, served, size)

    look(page, TEAM).get_by_role("button", name="Add this map").click()

    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    expect(page.locator("#toast")).to_contain_text("Added “\u2068Team\u2069”: 6 skills")
    settle(page)
    expect(page.locator("#maps")).to_have_value("team")
    assert maps_of(store) == [("tools", 1), ("team", 1)]
    go(page, "maps")
    expect(field(page)).to_have_value("")
    expect(page.locator(".map-card")).to_have_count(2)
    expect(page.locator(".map-card[aria-current]")).to_contain_text("Team")


def test_an_empty_store_is_where_the_first_map_is_added_with_the_help_of_an_example(
    visit, store, served
):
    page = visit.open(served, PHONE, wait=False)
    page.get_by_role("link", name="Add a skill map").click()

    page.get_by_role("button", name="Start with an example").click()
    page.get_by_role("button", name="Preview", exact=True).click()
    previewed(page).get_by_role("button", name="Add this map").click()

    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    assert maps_of(store) == [("web-basics", 1)]


def test_a_map_without_a_title_is_called_as_its_file_or_as_the_person_says(visit, store, served):
    page = open_maps(visit, served)
    choose_file(page, b"## Shell\n- Files\n", "My tools.md")
    expect(previewed(page)).to_contain_text("Preview of “My tools”")

    page.get_by_label("The text has no title of its own").fill("Tools")
    page.get_by_role("button", name="Use this title").click()

    expect(previewed(page)).to_contain_text("Preview of “Tools”")
    expect(field(page)).to_have_value("# Tools\n\n## Shell\n- Files\n")
    preview_of(page).get_by_role("button", name="Add this map").click()
    expect(page.locator("#toast")).to_contain_text("Added")
    assert maps_of(store) == [("tools", 1)]


# What is not lost


def test_the_text_survives_other_views_and_a_reload_until_it_is_cleared(visit, store, served):
    import_map(store, SHELL)
    page = open_maps(visit, served)
    field(page).fill(TEAM)
    import_as(page, "a new version of “\u2068Tools\u2069”")

    go(page, "map")
    go(page, "maps")
    expect(field(page)).to_have_value(TEAM)
    page.reload()
    settle(page)
    expect(field(page)).to_have_value(TEAM)
    expect(page.get_by_label("Import it as")).to_have_value("tools")

    page.get_by_role("button", name="Clear the text").click()
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    page.reload()
    settle(page)
    expect(field(page)).to_have_value("")


def test_a_preview_of_another_text_cannot_be_saved(visit, served):
    page = open_maps(visit, served)
    preview = look(page, TEAM)

    field(page).press_sequentially(" ")

    expect(preview).to_contain_text("The text has changed since this preview")
    expect(preview.get_by_role("button", name="Add this map")).to_have_count(0)
    preview.get_by_role("button", name="Preview again").click()
    expect(preview.get_by_role("button", name="Add this map")).to_be_visible()
    preview.get_by_role("button", name="Close the preview").click()
    expect(preview).to_have_count(0)
    expect(page.get_by_role("button", name="Preview", exact=True)).to_be_focused()


# For everybody


def test_a_map_is_added_with_the_keyboard_alone(visit, store, served):
    page = open_maps(visit, served)
    press = page.keyboard.press
    page.get_by_role("link", name="Maps").focus()
    for _ in range(20):
        if page.evaluate("() => document.activeElement.id") == "map-text":
            break
        press("Tab")
    page.keyboard.insert_text(TEAM)
    press("Tab")

    press("Enter")
    expect(preview_of(page).get_by_role("heading", name="Preview of “Team”")).to_be_focused()
    press("Tab")
    press("Enter")

    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    expect(page.locator("#view-title")).to_be_focused()
    assert maps_of(store) == [("team", 1)]


@both_sizes
def test_hostile_names_stay_names(visit, store, served, size):
    hostile = "<img src=x onerror=alert(1)>" + "w" * 300
    before = f"# `{hostile}`\n## `{hostile}` area\n- `{hostile}` b\n- \u202eright\n- Gone\n"
    import_map(store, before)
    page = open_maps(visit, served, size)
    import_as(page, page.locator("#target option").nth(1).text_content())

    after = before.replace("- Gone\n", f"- Gone `{hostile}` c\n•{hostile}\n")
    preview = look(page, after)
    # What is opened may hold more to open, so the last comes first.
    for summary in reversed(preview.locator("summary").all()):
        summary.click()
    expect(preview.locator("details[open] > summary:only-child")).to_have_count(0)

    expect(preview).to_contain_text(hostile)
    assert page.locator("img[src=x]").count() == 0
    assert overflow(page) <= 0
    page.get_by_role("button", name=re.compile("^Delete “")).first.click()
    expect(page.get_by_role("dialog")).to_contain_text(hostile[:50])
    assert overflow(page) <= 0


def test_it_all_speaks_german(visit, served):
    page = open_maps(visit, served)
    page.get_by_role("button", name="Deutsch").click()

    page.get_by_role("button", name="Mit einem Beispiel anfangen").click()
    page.get_by_role("button", name="Vorschau").click()

    expect(page.get_by_role("heading", name="Vorschau auf „Web-Grundlagen“")).to_be_focused()
    expect(page.locator(".outcome")).to_have_text(
        "Das wäre eine neue Karte. Noch ist nichts gespeichert."
    )
