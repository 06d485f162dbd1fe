"""What becomes of a map that is there: a new version, its history, its end."""

import re

import pytest
from playwright.sync_api import expect

from graph import decide, delete_map, import_map
from tests.builders import JUGGLING
from tests.page.axe import grave_findings
from tests.page.map_imports import (
    SHELL,
    SHELL_EDITED,
    TEAM,
    ask_for_preview,
    field,
    group,
    import_as,
    look,
    maps_of,
    open_maps,
    preview_of,
    previewed,
)
from tests.page.steps import choose_goal, deleting, go, overflow, settle, skill, states, tick
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


# A new version


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_new_version_says_what_it_changes_for_the_map_for_decisions_and_for_me(
    visit, store, served, size, scheme
):
    import_map(store, SHELL)
    decide(store, store.load("tools"), "shell/files", "shell/regular-expressions", "asserted")
    decide(store, store.load("tools"), "shell/files", "shell/scripts", "rejected")
    page = visit.open(served, size, scheme)
    tick(page, "shell/pipes-and-filters", "shell/scripts", "shell/files")
    choose_goal(page, "Regular Expressions")
    go(page, "maps")
    page.get_by_role("button", name="Import a new version of “\u2068Tools\u2069”").click()
    expect(page.get_by_role("button", name="Choose a file")).to_be_focused()

    preview = look(page, SHELL_EDITED)

    expect(preview).to_contain_text("This would be a new version of “\u2068Tools\u2069”.")
    expect(group(page, "New")).to_have_text(["Signals Shell"])
    expect(group(page, "Renamed")).to_have_text(
        ["Pipes and Filters →becomes Pipes & Filters Shell", "Editors →becomes Editing area"]
    )
    expect(group(page, "Moved")).to_have_text(["Regular Expressions Shell →becomes Editing"])
    expect(group(page, "Removed")).to_have_text(["Scripts Shell"])
    expect(preview).to_contain_text("1 more entry only follows its topic.")
    decisions = preview.get_by_role("region", name="What people decided")
    expect(decisions).to_contain_text("All 2 decisions about this map are kept")
    expect(decisions.get_by_role("listitem")).to_have_text(["Files need not come before Scripts"])
    mine = preview.get_by_role("region", name="What this means for you")
    expect(mine.get_by_role("listitem")).to_have_text(
        [
            "Scripts known",
            "Pipes and Filters known →becomes Pipes & Filters",
            "Regular Expressions your goal →becomes Regular Expressions",
        ]
    )
    assert maps_of(store) == [("tools", 3)]
    assert overflow(page) <= 0
    assert grave_findings(page) == []

    preview.get_by_role("button", name="Save this version").click()
    expect(page.locator("#toast")).to_contain_text("Saved a new version of “\u2068Tools\u2069”")
    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    settle(page)
    assert states(page)["known"] == {"shell/pipes-filters", "shell/files"}
    expect(page.get_by_role("list", name="Your goals")).to_contain_text("Regular Expressions")
    assert maps_of(store) == [("tools", 4)]


def test_a_new_version_can_be_taken_back_right_away(visit, store, served):
    import_map(store, SHELL)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Tools\u2069”")
    look(page, SHELL_EDITED).get_by_role("button", name="Save this version").click()
    expect(skill(page, "shell/signals")).to_be_visible()

    page.locator("#toast").get_by_role("button", name="Undo").click()

    expect(page.locator("#toast")).to_contain_text("Undone")
    expect(skill(page, "shell/scripts")).to_be_visible()
    assert store.load("tools").source == SHELL


def test_a_map_of_the_same_title_becomes_its_new_version_or_gets_another_title(
    visit, store, served
):
    visit.forgiven = re.compile("409")
    import_map(store, SHELL)
    page = open_maps(visit, served)
    ask_for_preview(page, SHELL_EDITED)
    alert = page.locator("#refusal")
    expect(alert).to_contain_text("another map of this title already: “Tools”")

    alert.get_by_label("another title").fill("Tools 2")
    alert.get_by_label("another title").press("Enter")
    expect(page.get_by_role("heading", name="Preview of “Tools 2”")).to_be_focused()
    expect(previewed(page)).to_contain_text("Preview of “Tools 2”")
    expect(preview_of(page)).to_contain_text("This would be a new map")

    ask_for_preview(page, SHELL_EDITED)
    alert.get_by_role("button", name="Import as a new version of it").click()
    expect(preview_of(page)).to_contain_text("This would be a new version of “\u2068Tools\u2069”")
    expect(page.get_by_label("Import it as")).to_have_value("tools")


def test_the_map_can_be_edited_as_it_is_and_the_same_again_changes_nothing(visit, store, served):
    import_map(store, SHELL)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Tools\u2069”")

    page.get_by_role("button", name="Start with the map as it is").click()
    expect(field(page)).to_have_value(SHELL)
    page.get_by_role("button", name="Preview", exact=True).click()
    preview = previewed(page)

    expect(preview).to_contain_text("nothing would change")
    expect(preview.get_by_role("button", name="Save this version")).to_have_count(0)
    preview.get_by_role("button", name="Open").click()
    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    assert maps_of(store) == [("tools", 1)]


def test_what_changes_only_details_is_told_as_such(visit, store, served):
    import_map(store, SHELL)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Tools\u2069”")

    preview = look(page, SHELL.replace("- Files", "- Files (2h)"))

    expect(preview).to_contain_text("only details such as descriptions, efforts, links")


def test_a_map_that_somebody_has_changed_meanwhile_is_previewed_anew_instead_of_overwritten(
    visit, store, served
):
    visit.forgiven = re.compile("412")
    import_map(store, SHELL)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Tools\u2069”")
    preview = look(page, SHELL_EDITED)
    import_map(store, SHELL.replace("- Scripts", "- Scripts\n- History"))

    preview.get_by_role("button", name="Save this version").click()

    expect(preview).to_contain_text("The map has changed meanwhile, so nothing was saved.")
    expect(preview.get_by_role("heading", name="Preview of “Tools”")).to_be_focused()
    expect(group(page, "Removed")).to_have_text(["Scripts Shell", "History Shell"])
    assert maps_of(store) == [("tools", 2)]
    preview.get_by_role("button", name="Save this version").click()
    expect(page.locator("#toast")).to_contain_text("Saved a new version")
    assert maps_of(store) == [("tools", 3)]


def test_a_map_that_is_gone_meanwhile_can_be_added_as_a_new_one(visit, store, served):
    visit.forgiven = re.compile("404")
    import_map(store, SHELL)
    import_map(store, JUGGLING)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Juggling\u2069”")
    delete_map(store, "juggling", 1)

    ask_for_preview(page, TEAM)

    expect(page.locator("#refusal")).to_contain_text("has been deleted")
    expect(page.get_by_label("Import it as")).to_have_value("")
    expect(look(page, TEAM)).to_contain_text("This would be a new map")


# The list


@both_sizes
def test_the_list_says_of_each_map_what_it_is_and_opens_it(visit, store, served, size):
    import_map(store, SHELL)
    import_map(store, JUGGLING)
    page = open_maps(visit, served, size)
    expect(page.locator(".map-card")).to_have_count(2)
    tools, juggling = page.locator(".map-card").all()

    expect(tools).to_contain_text("open now")
    expect(juggling).to_contain_text("6 skills · changed now")
    expect(juggling.locator("time").first).to_have_attribute("title", re.compile(r"\d{4}, \d"))
    assert grave_findings(page) == []
    juggling.get_by_role("button", name="Open").click()

    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    expect(skill(page, "clubs/single-spin")).to_be_visible()


def test_the_history_and_the_markdown_of_a_map_can_be_had(visit, store, served):
    import_map(store, SHELL)
    import_map(store, SHELL_EDITED)
    page = open_maps(visit, served)

    page.locator("summary", has_text="History").click()
    expect(page.locator(".history").get_by_role("listitem")).to_have_text(
        [re.compile(found.change.text) for found in store.history("tools")]
    )
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download “\u2068Tools\u2069” as Markdown").click()

    assert downloading.value.suggested_filename == "tools.md"
    assert downloading.value.path().read_text() == SHELL_EDITED


@both_sizes
def test_a_map_is_deleted_only_after_a_look_at_what_is_lost(visit, store, served, size):
    import_map(store, SHELL)
    import_map(store, JUGGLING)
    decide(store, store.load("tools"), "shell/files", "shell/regular-expressions", "asserted")
    page = open_maps(visit, served, size)
    delete = page.get_by_role("button", name="Delete “\u2068Tools\u2069”")
    dialog = page.get_by_role("dialog", name="Delete the map “\u2068Tools\u2069”?")

    delete.click()
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    expect(dialog).to_contain_text("Its 5 skills are gone then, and there is no undo.")
    expect(dialog).to_contain_text("With it goes the decision")
    assert dialog.evaluate("d => d.getBoundingClientRect().top") >= 0
    assert overflow(page) <= 0
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    expect(delete).to_be_focused()
    assert len(store.maps()) == 2

    delete.click()
    with page.expect_download():
        dialog.get_by_role("button", name="Download first").click()
    dialog.get_by_role("button", name="Delete for good").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("#view-title")).to_be_focused()
    expect(page.locator(".map-card")).to_have_text([re.compile("Juggling.*open now")])
    assert maps_of(store) == [("juggling", 1)]
    assert store.history("tools")[0].change.kind == "deleted"

    page.get_by_role("button", name="Delete “\u2068Juggling\u2069”").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator(".map-card")).to_have_count(0)
    page.goto(f"{served}#/map")
    expect(page.get_by_role("heading", name="There is no skill map yet")).to_be_visible()


def test_a_map_that_has_changed_meanwhile_is_asked_about_again_before_it_is_deleted(
    visit, store, served
):
    visit.forgiven = re.compile("412")
    import_map(store, SHELL)
    page = open_maps(visit, served)
    page.get_by_role("button", name="Delete “\u2068Tools\u2069”").click()
    import_map(store, SHELL_EDITED + "- Emacs\n")

    page.get_by_role("button", name="Delete for good").click()

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("has changed meanwhile")
    expect(dialog).to_contain_text("Its 6 skills are gone then")
    assert maps_of(store) == [("tools", 2)]
    with deleting(page):
        page.get_by_role("button", name="Delete for good").click()
    expect(dialog).to_have_count(0)
    assert maps_of(store) == []
