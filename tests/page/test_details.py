"""Why can I not start this? The details of one skill, topic or area."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from graph import band_of, import_map
from tests.builders import JUGGLING
from tests.page.axe import grave_findings
from tests.page.steps import (
    FAR,
    LOCKED,
    SECOND,
    ask,
    details_of,
    ids_of,
    overflow,
    settle,
    skill,
    states,
)
from tests.page.visits import DESKTOP, PHONE, both_sizes

pytestmark = pytest.mark.browser

KNOTS = """# Knots
## Ropes
- Coiling (1h)
- Overhand (1h) (requires: Coiling)
- Bowline (2h) (requires: Overhand)
## Harbour
- Mooring (4h) (requires: Bowline)
- Rowing
"""
COILING, OVERHAND, BOWLINE = "ropes/coiling", "ropes/overhand", "ropes/bowline"
MOORING = "harbour/mooring"


@pytest.fixture
def knots(store, served) -> str:
    import_map(store, KNOTS)
    return served


def missing_for(address: str, skill_id: str) -> list[str]:
    return json.loads(ask(address, "readiness", {"known": [], "skill": skill_id}))["missing_all"]


def learn_first(page: Page) -> list[str]:
    return ids_of(page.locator("#details ol .name"))


@both_sizes
def test_the_details_of_a_locked_skill_say_what_to_learn_first_in_order(visit, seed_page, size):
    page = visit.open(seed_page, size)
    missing = missing_for(seed_page, LOCKED)

    details = details_of(page, LOCKED)

    rows = details.get_by_role("list").first.locator(".name")
    expect(rows).to_have_count(len(missing))
    assert ids_of(rows) == missing
    expect(details).to_contain_text("Needs others first")
    expect(details.get_by_role("heading", level=2)).to_be_focused()
    assert skill(page, missing[1]).get_attribute("data-step") == "2"
    assert overflow(page) <= 0

    first = rows.first.text_content()
    rows.first.click()

    expect(details.get_by_role("heading", level=2)).to_contain_text(first)
    expect(details.get_by_role("heading", level=2)).to_be_focused()
    expect(details).to_contain_text("Ready to learn")


def test_a_long_list_is_folded_but_nothing_is_left_out_of_it(visit, seed_page):
    page = visit.open(seed_page)
    missing = missing_for(seed_page, FAR)
    details = details_of(page, FAR)
    expect(details.locator("ol .name")).to_have_count(12)

    details.get_by_role("button", name=f"Show all {len(missing)}").press("Enter")

    assert learn_first(page) == missing
    expect(details.locator("ol .name").nth(12)).to_be_focused()


def test_the_details_say_what_a_skill_builds_on_with_evidence_and_what_it_unlocks(visit, seed_page):
    page = visit.open(seed_page)
    answer = json.loads(ask(seed_page, f"skills/{SECOND}"))
    (edge,) = answer["prerequisites"]
    evidence = edge["evidence"][0]

    details = details_of(page, SECOND)

    proof = details.locator(".proof").first
    expect(proof).to_contain_text(evidence["text"])
    lines = " and ".join(map(str, evidence["lines"]))
    expect(proof).to_contain_text(f"lines {lines} of the map")
    expect(details).to_contain_text("line 6")
    expect(details.locator(".sureness").first).to_have_text(f"{edge['confidence']:.0%} sure")
    doubt = details.get_by_role("link", name="Wrong?")
    pair = quote(f"{edge['source']}..{SECOND}", safe="")
    expect(doubt).to_have_attribute("href", f"#/review?pair={pair}")
    unlocked = {edge["target"] for edge in answer["unlocks"] if edge["confidence"] >= 0.5}
    unlocks = details.locator("h3:text-is('Unlocks') ~ *")
    if details.get_by_role("button", name="Show all").count():
        details.get_by_role("button", name="Show all").click()
    assert unlocked == set(ids_of(unlocks.locator(".name")))
    expect(unlocks.last).to_contain_text("skills further on")


def test_the_evidence_is_that_of_the_skill_which_was_opened_last(visit, seed_page):
    page = visit.open(seed_page)
    ended = []
    page.on("requestfailed", lambda request: ended.append(request.url))
    page.route(f"**/skills/{LOCKED}", lambda _: None)  # never answers
    details = details_of(page, LOCKED)
    expect(details).to_contain_text("Builds on")
    expect(details.locator(".proof")).to_have_count(0)

    details_of(page, SECOND)

    expect(details.locator(".proof").first).to_contain_text("lines 5 and 6")
    assert [url.endswith(LOCKED) for url in ended] == [True]


def test_without_the_service_the_details_show_the_rest_and_offer_to_try_again(visit, seed_page):
    visit.forgiven = re.compile("Failed to load resource")
    page = visit.open(seed_page)
    page.route("**/skills/**", lambda route: route.abort())

    details = details_of(page, SECOND)

    expect(details.locator(".sureness").first).to_contain_text("sure")
    again = page.get_by_role("button", name="Try again")
    again.wait_for()  # the question was asked, and failed
    page.unroute_all()
    again.click()
    expect(details.locator(".proof").first).to_be_visible()


def test_a_prerequisite_that_is_only_suggested_is_said_to_be_worth_a_look(visit, store, served):
    edges = import_map(store, JUGGLING).snapshot.graph_at(0.5).prerequisites
    by_band = {band_of(edge.confidence): edge for edge in edges}
    assert by_band.keys() == {"confident", "suggested"}
    page = visit.open(served)

    for band, edge in by_band.items():
        details = details_of(page, edge.target)
        row = details.locator(f'.row:has([data-id="{edge.source}"]):has(.sureness)')
        told = row.get_by_text("Suggested, worth a look")
        expect(told).to_have_count(1 if band == "suggested" else 0)


def test_description_link_and_effort_of_the_map_are_shown(visit, store, served):
    entry = "[Pipes](https://example.org/pipes?a=1&b=2) (3h) - Commands in a row, as `a | b`"
    import_map(store, f"# Tools\n## Shell\n- {entry}\n")
    page = visit.open(served)

    details = details_of(page, "shell/pipes")

    expect(details).to_contain_text("Takes about 3 h.")
    expect(details).to_contain_text("Commands in a row")
    link = details.get_by_role("link", name="example.org")
    expect(link).to_have_attribute("href", "https://example.org/pipes?a=1&b=2")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_what_is_no_web_address_is_no_link(visit, store, served):
    entry = r"[Pipes](ftp://example.org/pipes) - \<b>Commands\</b> in a row"
    import_map(store, f"# Tools\n## Shell\n- {entry}\n")
    page = visit.open(served)

    details = details_of(page, "shell/pipes")

    expect(details).to_contain_text("ftp://example.org/pipes")
    expect(details).to_contain_text("<b>Commands</b>")
    expect(details.locator("a:not([href^='#'])")).to_have_count(0)
    expect(details.locator("b")).to_have_count(0)


@both_sizes
def test_a_person_says_how_they_stand_and_the_focus_stays_on_the_button(visit, knots, size):
    page = visit.open(knots, size)
    details = details_of(page, COILING)

    for says, then, state in [
        ("I have begun this", "I have not begun this", "Ready to learn, begun"),
        ("I have not begun this", "I have begun this", "Ready to learn"),
        ("Set aside", "Offer it again", "Set aside"),
        ("Offer it again", "Set aside", "Ready to learn"),
        ("I know this", "I don't know this", "Known"),
        ("I don't know this", "I know this", "Ready to learn"),
        ("Make it my goal", "No longer my goal", "Ready to learn"),
    ]:
        details.get_by_role("button", name=says, exact=True).press("Enter")
        settle(page)

        expect(details.get_by_role("button", name=then, exact=True)).to_be_focused()
        expect(details.locator(".state")).to_have_text(state)


def test_what_is_set_aside_is_not_missing_nor_what_only_it_needs(visit, knots):
    page = visit.open(knots)
    details = details_of(page, OVERHAND)

    details.get_by_role("button", name="Set aside").click()
    settle(page)
    details_of(page, MOORING)

    expect(details).to_contain_text("1 skill before this one")
    assert learn_first(page) == [BOWLINE]


def test_what_is_begun_is_missing_even_if_something_known_needs_it(visit, knots):
    page = visit.open(knots)
    details = details_of(page, BOWLINE)
    details.get_by_role("button", name="I know this").click()
    settle(page)
    details_of(page, COILING)

    details.get_by_role("button", name="I have begun this").click()
    settle(page)
    details_of(page, OVERHAND)

    expect(details.locator(".state")).to_have_text("Assumed known")
    details_of(page, COILING)
    expect(details.locator(".state")).to_have_text("Ready to learn, begun")


def test_all_that_is_missing_is_ticked_in_one_step_that_can_be_undone(visit, knots):
    page = visit.open(knots)
    details = details_of(page, MOORING)
    expect(details.locator("ol .name")).to_have_count(3)

    details.get_by_role("button", name="I know all of these").press("Enter")
    settle(page)

    expect(details.locator(".state")).to_have_text("Ready to learn")
    expect(details.get_by_role("heading", level=2)).to_be_focused()
    assert states(page)["known"] == {COILING, OVERHAND, BOWLINE}
    page.keyboard.press("Control+z")
    settle(page)
    assert learn_first(page) == [COILING, OVERHAND, BOWLINE]


def test_an_assumed_skill_says_because_of_what(visit, knots):
    page = visit.open(knots)
    details = details_of(page, MOORING)

    details.get_by_role("button", name="I know this").click()
    settle(page)
    details_of(page, COILING)

    expect(details).to_contain_text("Assumed, because you know")
    expect(details.locator(".note").first).to_contain_text("Mooring")


@both_sizes
@pytest.mark.parametrize("way", ["button", "Escape"])
def test_closing_the_details_gives_the_focus_back(visit, seed_page, size, way):
    page = visit.open(seed_page, size)
    details = details_of(page, SECOND)
    details.locator(".row .name").first.click()
    expect(details.get_by_role("heading", level=2)).to_be_focused()

    if way == "button":
        details.get_by_role("button", name="Close the details").press("Enter")
    else:
        page.keyboard.press("Escape")

    expect(details).to_have_count(0)
    expect(skill(page, SECOND).locator(".name")).to_be_focused()


def test_on_a_phone_the_details_are_a_dialog_and_what_is_behind_rests(visit, seed_page):
    page = visit.open(seed_page, PHONE)

    details_of(page, SECOND)

    dialog = page.get_by_role("dialog", name="Control Structures")
    expect(dialog).to_be_visible()
    assert page.locator("#view").evaluate("view => view.inert")
    assert grave_findings(page) == []
    page.locator(".scrim").click(position={"x": 50, "y": 50})
    expect(dialog).to_have_count(0)
    assert not page.locator("#view").evaluate("view => view.inert")


def test_beside_the_map_the_details_scroll_by_themselves(visit, seed_page):
    page = visit.open(seed_page, DESKTOP)
    details = details_of(page, FAR)
    expect(details.locator(".proof").first).to_be_attached()

    details.locator(".row").last.scroll_into_view_if_needed()

    assert page.locator(".side").evaluate("side => side.scrollTop") > 0
    expect(details.get_by_role("button", name="Close the details")).to_be_in_viewport()


@both_sizes
def test_links_lead_to_the_graph_of_the_skill_and_to_the_map(visit, seed_page, size):
    page = visit.open(seed_page, size)
    details = details_of(page, SECOND)
    expect(details.get_by_role("link", name="Show on the map")).to_have_count(0)

    details.get_by_role("link", name="See the graph").click()

    expect(page.locator("#view-title")).to_have_text("The way to Control Structures")
    expect(page.locator("#view-title")).to_be_focused()
    if size == PHONE:
        expect(details).to_have_count(0)
    else:
        details.get_by_role("link", name="Show on the map").click()
        expect(page.locator('.page[data-view="map"]')).to_be_visible()
        expect(skill(page, SECOND)).to_be_in_viewport()


def test_the_details_of_an_area_say_how_far_one_has_come_and_list_its_skills(visit, knots):
    page = visit.open(f"{knots}#/map?skill=harbour")
    details = page.locator("#details")
    expect(details).to_contain_text("0 of 2 skills known")
    expect(details).to_contain_text("4 h for the 1 skill whose effort the map states.")

    details.get_by_role("button", name="I know all of it").press("Enter")
    settle(page)

    expect(details).to_contain_text("2 of 2 skills known")
    expect(details.get_by_role("button", name="I don't know all of it")).to_be_focused()
    assert ids_of(details.locator(".name")) == [MOORING, "harbour/rowing"]
    assert page.locator("#details [role=img]").first.get_attribute("aria-label") == "known"


def test_the_effort_of_a_topic_is_that_of_its_skills_and_says_what_is_left(visit, knots):
    page = visit.open(f"{knots}#/map?skill=ropes")
    details = page.locator("#details")
    expect(details).to_contain_text("Takes about 4 h in all.")

    details.locator(".name").first.click()
    details.get_by_role("button", name="I know this").click()
    settle(page)
    page.evaluate("location.hash = '#/map?skill=ropes'")

    expect(details).to_contain_text("Takes about 4 h in all. 3 h of it are left.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_details_are_fit_for_everybody(visit, seed_page, scheme):
    page = visit.open(seed_page, DESKTOP, scheme)

    details = details_of(page, LOCKED)
    expect(details.locator(".proof").first).to_be_visible()

    assert grave_findings(page) == []
