"""On a phone, what lies over the content is small, and hides nothing for good."""

import pytest
from playwright.sync_api import expect

from tests.page.placements import place
from tests.page.steps import FIRST, tick
from tests.page.visits import PHONE

pytestmark = pytest.mark.browser

LINE = 48
"""The height of a row of buttons for fingers, 44 px, and its border."""


def height(found):
    return found.bounding_box()["height"]


def test_the_note_about_what_was_done_takes_one_line(visit, seed_page):
    page = visit.open(seed_page, PHONE)

    tick(page, FIRST)

    toast = page.locator("#toast")
    expect(toast).to_contain_text("Ticked “\u2068Variables & Data Types\u2069”")
    assert height(toast) <= LINE
    buttons = toast.locator("button").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )
    assert min(buttons) >= 44


def test_what_is_kept_of_a_placement_takes_one_line_and_the_rest_comes_after_it(visit, seed_page):
    placement = place(visit, seed_page, PHONE).start()
    page = placement.page
    placement.say("yes", "yes", "no")
    placement.stop()
    keep = page.get_by_role("button", name="Keep th")
    throw = page.get_by_role("button", name="Throw away")
    expect(keep).to_be_in_viewport(ratio=1)
    expect(throw).not_to_be_in_viewport()
    assert height(page.locator(".keeping")) <= LINE + 16

    box = page.locator(".result .tick").last
    for _ in range(200):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
        under = page.evaluate("""() => {
          const keeping = document.querySelector(".keeping");
          const focused = document.activeElement;
          return !keeping.contains(focused) && focused.closest(".result") &&
            focused.getBoundingClientRect().bottom > keeping.getBoundingClientRect().top;
        }""")
        assert not under

    page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")
    expect(throw).to_be_in_viewport(ratio=1)
