"""The roadmap taken away: every format, the clipboard, and paper."""

import io
import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from graph import import_map
from tests.page.roadmaps import START, plan, week_of
from tests.page.steps import FIRST, LOCKED, ask
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser

# A browser drops what exceeds ten downloads of a page in a second, so each half opens it anew.
FOR_PEOPLE = {
    "pdf": b"%PDF-",
    "ics": b"BEGIN:VCALENDAR",
    "markdown": b"# Roadmap: ",
    "csv": b"\xef\xbb\xbf",
    "html": b"<!DOCTYPE html>",
    "png": b"\x89PNG\r\n",
    "svg": b"<?xml",
}
FOR_PROGRAMS = {
    "json": b'{"revision":',
    "mermaid": b"---\ntitle: ",
    "dot": b"// An arrow leads",
    "graphml": b"<graphml ",
    "canvas": b'{\n  "nodes":',
    "case": b'{\n  "CFDocument":',
    "jsonld": b'{\n  "@context": "https://schema.org"',
}


@both_sizes
@pytest.mark.parametrize(
    ("group", "beginnings"),
    [("For you", FOR_PEOPLE), ("For programs", FOR_PROGRAMS)],
    ids=["people", "programs"],
)
def test_every_format_is_one_press_away_and_begins_as_it_does(
    visit, seed_page, size, group, beginnings
):
    roadmap = plan(visit, seed_page, size).want("redis").give("6")
    expect(roadmap.what_if.locator(".costs li")).to_have_count(1)  # it moves what stands below it
    roadmap.open_panel(roadmap.exports)
    buttons = roadmap.exports.get_by_role("group", name=group).locator("[data-format]")

    assert [button.get_attribute("data-format") for button in buttons.all()] == [*beginnings]
    for button, (name, beginning) in zip(buttons.all(), beginnings.items(), strict=True):
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
