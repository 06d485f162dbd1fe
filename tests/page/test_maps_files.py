"""A map comes as a file, and what cannot be read is told where it stands."""

import re

import pytest
from playwright.sync_api import expect

from tests.page.axe import grave_findings
from tests.page.map_imports import (
    TEAM,
    ask_for_preview,
    choose_file,
    field,
    group,
    look,
    maps_of,
    open_maps,
    preview_of,
    previewed,
    selected_line,
)
from tests.page.steps import overflow
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


# Files


def test_a_file_is_sent_as_it_is_and_the_service_says_what_it_repaired(visit, store, served):
    misread = "# Café\n- Crème brûlée\n".encode().decode("cp1252")
    page = open_maps(visit, served)

    choose_file(page, misread.encode("utf-16"))

    expect(previewed(page)).to_contain_text("Preview of “Café”")
    lines = group(page, "Repaired lines")
    expect(lines).to_have_count(2)
    expect(lines.nth(1)).to_contain_text("- Crème brûlée")
    expect(field(page)).to_have_value(misread)
    preview_of(page).get_by_role("button", name="Add this map").click()
    expect(page.locator("#toast")).to_contain_text("Added")
    assert store.load("café").skill_map.title == "Café"


def test_a_file_of_old_windows_programs_is_read_once_the_person_says_that_it_is_one(visit, served):
    visit.forgiven = re.compile("422")
    page = open_maps(visit, served)

    choose_file(page, "# Café\r\n\r\n- Crêpes\r\n".encode("cp1252"))

    alert = page.locator("#refusal")
    expect(alert).to_contain_text("not written in UTF-8")
    expect(field(page)).to_be_focused()
    assert selected_line(page) == "# Caf\N{REPLACEMENT CHARACTER}"
    alert.get_by_role("button", name="Read it as an older Windows file").click()
    expect(previewed(page)).to_contain_text("Preview of “Café”")


@both_sizes
def test_a_file_can_be_dropped_anywhere(visit, served, size):
    page = open_maps(visit, served, size)
    transfer = page.evaluate_handle(
        """text => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], "team.md"));
            return transfer;
        }""",
        TEAM,
    )

    # A browser tells again and again what is held over the page, which hears it once it is drawn.
    page.wait_for_function(
        """dataTransfer => {
            const init = { bubbles: true, cancelable: true, dataTransfer };
            document.querySelector("footer").dispatchEvent(new DragEvent("dragover", init));
            return document.querySelector(".maps.over");
        }""",
        arg=transfer,
    )
    expect(page.locator(".maps.over")).to_be_visible()
    page.dispatch_event("footer", "drop", {"dataTransfer": transfer})

    expect(previewed(page)).to_contain_text("Preview of “Team”")
    expect(field(page)).to_have_value(TEAM)
    expect(page.locator(".maps.over")).to_have_count(0)


def test_what_was_typed_can_be_had_back_after_a_file_took_its_place(visit, served):
    page = open_maps(visit, served)
    field(page).fill("# Mine\n- Typing\n")
    choose_file(page, TEAM.encode())
    undo = page.locator("#toast").get_by_role("button", name="Undo")
    undo.hover()  # the note goes by itself, but not while somebody is at it
    expect(preview_of(page)).to_contain_text("Team")

    undo.click()

    expect(field(page)).to_have_value("# Mine\n- Typing\n")
    expect(preview_of(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"- x\n" * 1_250_001, "At most 5 MB"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is no text file"),
    ],
    ids=["large", "binary"],
)
def test_a_file_that_cannot_be_a_map_is_refused_unsent_and_the_text_stays(
    visit, served, content, told
):
    page = open_maps(visit, served)
    field(page).fill(TEAM)
    sent = []
    page.on("request", lambda request: sent.append(request.url))

    choose_file(page, content)

    expect(page.locator("#refusal")).to_contain_text(told)
    expect(field(page)).to_have_value(TEAM)
    assert sent == []


# What cannot be read


@both_sizes
@pytest.mark.parametrize(
    ("text", "told", "line"),
    [
        ("# Team\n\nJust prose.\n", "There is no skill in this text", None),
        (
            "# Team\n" + "text\n" * 80 + "- A (requires: B)\n- B (requires: A)\n",
            "run in a circle",
            "- B (requires: A)",
        ),
        (
            "\n".join(f"{' ' * depth}- {depth}" for depth in range(40)),
            "nested too deep",
            f"{' ' * 32}- 32",
        ),
    ],
    ids=["empty", "circle", "nested"],
)
def test_what_is_wrong_is_told_beside_the_text_with_its_line_marked(
    visit, store, served, size, text, told, line
):
    visit.forgiven = re.compile("422|409")
    page = open_maps(visit, served, size)

    ask_for_preview(page, text)

    alert = page.get_by_role("alert").filter(has_text=told)
    expect(alert).to_be_visible()
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(field(page)).to_have_accessible_description(re.compile(told))
    expect(field(page)).to_have_value(text)
    if line is not None:
        expect(field(page)).to_be_focused()
        assert selected_line(page) == line
        assert field(page).evaluate("e => e.scrollTop") > 0
    assert maps_of(store) == []
    assert overflow(page) <= 0
    assert grave_findings(page) == []


def test_a_service_that_fails_is_told_and_the_text_stays_to_be_tried_again(visit, served):
    visit.forgiven = re.compile("ERR_")
    page = open_maps(visit, served)
    page.route("**/v1/maps?*", lambda route: route.abort())
    ask_for_preview(page, TEAM)
    expect(page.locator("#banner")).to_contain_text("cannot be reached")

    page.unroute("**/v1/maps?*")
    page.locator("#banner").get_by_role("button", name="Try again").click()

    expect(previewed(page)).to_contain_text("Preview of “Team”")


def test_a_long_preview_says_that_it_is_under_way_and_can_be_cancelled(visit, served):
    page = open_maps(visit, served)
    page.route("**/v1/maps?*", lambda _: None)
    with page.expect_request("**/v1/maps?*"):
        ask_for_preview(page, TEAM)
    expect(page.get_by_role("status").filter(has_text="Reading the map")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Reading the map")).to_be_visible()

    page.get_by_role("button", name="Cancel").click()

    expect(page.get_by_role("progressbar", name="Reading the map")).to_have_count(0)
    expect(page.get_by_role("button", name="Preview", exact=True)).to_be_focused()
    expect(field(page)).to_have_value(TEAM)
    expect(page.locator("#banner")).to_be_hidden()
    page.unroute("**/v1/maps?*")
    expect(look(page, TEAM)).to_contain_text("Preview of “Team”")
