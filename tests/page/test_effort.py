"""How long does it take? The same hours wherever they stand, and an estimate is called one."""

import pytest
from playwright.sync_api import expect

from graph import import_map, recommend_next

pytestmark = pytest.mark.browser

EVENINGS = """# Evenings
## Knives
- Sharpening (1h)
- Whittling (2h)
- Carving (2h)
## Parlour
- Humming (3h)
- Yodelling (20h)
- Whistling
## Garden
- Juggling
- Weeding
"""


def details_of(page, entry_id):
    page.evaluate("id => { location.hash = `#/map?skill=${id}` }", entry_id)
    return page.locator("#details .effort")


def test_the_details_say_what_the_list_beside_them_says(visit, seed_page):
    page = visit.open(seed_page)
    best = page.locator("#next .pick").first
    expect(best.locator(".effort")).to_have_text("about 4 h")

    best.locator(".name").click()

    expect(page.locator("#details .effort")).to_have_text(
        "Takes about 4 h, by estimate: the map does not say how long."
    )


def test_the_estimate_is_that_of_the_service(visit, store, served):
    snapshot = import_map(store, EVENINGS).snapshot
    page = visit.open(served)

    best = recommend_next(snapshot, known=[]).next
    usual = next(entry.effort_hours for entry in best if entry.id == "garden/juggling")
    expect(details_of(page, "garden/juggling")).to_have_text(
        f"Takes about {usual:g} h, by estimate: the map does not say how long."
    )
    expect(details_of(page, "knives/carving")).to_have_text("Takes about 2 h.")


def test_what_is_estimated_counts_for_a_topic_too(visit, store, served):
    import_map(store, EVENINGS)
    page = visit.open(served)

    expect(details_of(page, "knives")).to_have_text("Takes about 5 h in all.")
    expect(details_of(page, "parlour")).to_have_text(
        "23 h for the 2 skills whose effort the map states."
        " About 25 h in all: the others are estimated."
    )
    expect(details_of(page, "garden")).to_have_text(
        "Takes about 4 h in all, by estimate: the map does not say how long."
    )
