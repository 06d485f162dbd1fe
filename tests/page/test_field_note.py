"""Can I rely on what the page says of this map? A note where its field is not known."""

import pytest
from playwright.sync_api import expect

from graph import decide, import_map
from tests.builders import JUGGLING
from tests.page.axe import grave_findings
from tests.page.steps import overflow, settle
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


def note_of(page):
    return page.get_by_role("complementary", name="About this map")


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_of_an_unknown_field_says_that_it_needs_review(visit, store, served, size, scheme):
    import_map(store, JUGGLING)

    page = visit.open(served, size, scheme)

    expect(note_of(page)).to_contain_text("Little of this map's field is known")
    expect(note_of(page)).to_contain_text("come from its outline and names alone.")
    expect(note_of(page).get_by_role("link", name="Review them")).to_be_visible()
    assert overflow(page) <= 0
    assert grave_findings(page) == []


def test_the_note_leads_to_the_review(visit, store, served):
    import_map(store, JUGGLING)
    page = visit.open(served)

    note_of(page).get_by_role("link", name="Review them").click()

    expect(page.locator('.page[data-view="review"]')).to_be_visible()


def test_it_says_too_that_the_order_of_the_lists_was_not_used(visit, store, served):
    import_map(store, "---\norder: ignored\n---\n" + JUGGLING.replace("Single Spin", "Spins"))

    page = visit.open(served)

    expect(note_of(page)).to_contain_text("names alone, without the order of its lists.")


def test_a_map_of_a_known_field_says_no_such_thing(visit, seed_page):
    expect(note_of(visit.open(seed_page))).to_be_hidden()


def test_nothing_needs_review_once_all_of_it_was_decided(visit, store, served):
    for edge in import_map(store, JUGGLING).snapshot.prerequisites:
        decide(store, store.load("juggling"), edge.source, edge.target, "accepted")

    expect(note_of(visit.open(served))).to_be_hidden()


def test_the_note_is_closed_for_good_for_this_map_alone(visit, store, served):
    import_map(store, JUGGLING)
    import_map(store, JUGGLING.replace("Juggling", "Circus"))
    page = visit.open(served)

    note_of(page).get_by_role("button", name="Close this note").press("Enter")

    expect(note_of(page)).to_be_hidden()
    expect(page.locator("#view")).to_be_focused()
    page.reload()
    settle(page)
    expect(note_of(page)).to_be_hidden()
    page.get_by_label("Skill map", exact=True).select_option("circus")
    expect(note_of(page)).to_be_visible()
