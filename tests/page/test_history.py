"""Back and Forward lead through the views that were looked at, and to the place there."""

import pytest

from tests.page.steps import go, settle

pytestmark = pytest.mark.browser


def press(page, view, **options):
    """Click the link of a view; Playwright's own click would move the page."""
    box = page.locator(f'.views a[data-view="{view}"]').bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, **options)


def steps(page):
    return page.evaluate("() => history.length")


@pytest.mark.parametrize(("fragment", "view"), [("", "map"), ("#/map", "map"), ("#/next", "next")])
def test_a_click_on_the_view_one_is_in_is_no_step_and_keeps_the_place(
    visit, seed_page, fragment, view
):
    page = visit.open(seed_page + fragment)
    page.evaluate("() => addEventListener('popstate', () => { window.hasGone = true; })")
    page.evaluate("() => scrollTo(0, 300)")
    before = steps(page)

    press(page, view)

    assert steps(page) == before
    assert page.evaluate("() => [window.hasGone, history.state, scrollY]") == [None, "seen", 300]


def test_back_leads_to_where_one_was_after_such_a_click_too(visit, seed_page):
    page = visit.open(f"{seed_page}#/next")
    page.evaluate("() => scrollTo(0, 300)")
    press(page, "next")
    press(page, "map")
    page.locator('.page[data-view="map"]').wait_for()
    assert page.evaluate("() => scrollY") == 0

    page.go_back()

    page.locator('.page[data-view="next"]').wait_for()
    page.wait_for_function("() => scrollY === 300")


def test_the_link_of_a_view_leads_out_of_what_was_narrowed_there(visit, seed_page):
    page = visit.open(f"{seed_page}#/next?hours=2")

    go(page, "next")

    assert page.url.endswith("#/next")


def test_the_view_one_is_in_can_be_opened_in_another_tab(visit, seed_page):
    page = visit.open(f"{seed_page}#/next")

    with page.context.expect_page() as other:
        page.locator('.views a[data-view="next"]').click(modifiers=["ControlOrMeta"])

    settle(other.value)
    assert other.value.url == page.url
