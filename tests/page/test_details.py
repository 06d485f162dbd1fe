"""Why can I not start this? The details of one skill."""

import json

import pytest
from playwright.sync_api import expect

from graph import band_of, import_map
from tests.builders import JUGGLING
from tests.page.steps import LOCKED, SECOND, ask, details_of, ids_of, overflow, skill
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


@both_sizes
def test_the_details_of_a_locked_skill_say_what_to_learn_first_in_order(visit, seed_page, size):
    page = visit.open(seed_page, size)
    question = {"known": [], "skill": LOCKED}
    missing = json.loads(ask(seed_page, "readiness", question))["missing_all"]

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
    expect(details).to_contain_text("Ready to learn")


def test_the_details_say_what_a_skill_builds_on_with_evidence_and_what_it_unlocks(visit, seed_page):
    page = visit.open(seed_page)
    edges = json.loads(ask(seed_page, "graph"))["prerequisites"]
    evidence = next(edge for edge in edges if edge["target"] == SECOND)["evidence"][0]

    details = details_of(page, SECOND)

    proof = details.locator(".proof").first
    expect(proof).to_contain_text(evidence["text"])
    lines = " and ".join(map(str, evidence["lines"]))
    expect(proof).to_contain_text(f"lines {lines} of the map")
    expect(details).to_contain_text("line 6")
    unlocked = {edge["target"] for edge in edges if edge["source"] == SECOND}
    unlocks = details.locator("h3:text-is('Unlocks') ~ *")
    assert unlocked <= set(ids_of(unlocks.locator(".name")))


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
    link = details.get_by_role("link")
    expect(link).to_have_attribute("href", "https://example.org/pipes?a=1&b=2")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
