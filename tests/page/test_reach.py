"""The page for everybody: with keys, ears, poor sight, fingers, a narrow screen, on paper."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from graph import import_map
from tests.builders import JUGGLING
from tests.page.steps import (
    FIRST,
    LOCKED,
    SECOND,
    choose_goal,
    details_of,
    overflow,
    settle,
    skill,
    states,
    tick,
)
from tests.page.visits import PHONE

pytestmark = pytest.mark.browser

both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


def test_everything_can_be_done_with_keys_alone(visit, seed_page):
    page = visit.open(seed_page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to what to learn next")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#view")).to_be_focused()

    for _ in range(3):
        page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    first = skill(page, FIRST).locator(".tick")
    expect(first).to_be_focused()
    outline = first.evaluate("box => getComputedStyle(box).outlineStyle")
    page.keyboard.press("Space")
    settle(page)

    assert outline != "none"
    assert states(page)["known"] == {FIRST}

    page.keyboard.press("Enter")
    expect(page.locator("#details-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    expect(first).to_be_focused()


def test_a_screen_reader_hears_every_state_and_finds_its_way_by_headings(visit, seed_page):
    page = visit.open(seed_page)
    tick(page, SECOND)

    heard = page.locator(".skill .tick").evaluate_all("boxes => boxes.map(box => box.ariaLabel)")
    headings = page.locator(":is(h1, h2, h3, h4, h5, h6):visible")
    levels = [int(tag[1]) for tag in headings.evaluate_all("all => all.map(one => one.tagName)")]
    nameless = page.locator("button, input, select, a").evaluate_all(
        "all => all.filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length))"
        ".map(e => e.outerHTML)"
    )
    for state in ("known", "assumed known", "ready to learn", "needs others first"):
        assert any(name.endswith(f", {state}") for name in heard)
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert nameless == []
    expect(page.get_by_role("main")).to_have_count(1)


def test_states_differ_in_shape_and_not_by_colour_alone(visit, seed_page):
    page = visit.open(seed_page)
    tick(page, SECOND)

    def shape(state):
        return page.locator(f'.skill[data-state="{state}"]').first.evaluate("""skill => [
          getComputedStyle(skill).borderStyle,
          getComputedStyle(skill.querySelector('.tick'), '::before').borderStyle,
          getComputedStyle(skill.querySelector('.tick'), '::after').display,
          getComputedStyle(skill.querySelector('.name'), '::before').content,
        ].join(' ')""")

    assert len({shape(state) for state in ("known", "assumed", "ready", "locked")}) == 4


CONTRASTS = """() => {
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const light = rgb => {
    const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = rgb.map(v => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(e).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    throw new Error('nothing behind ' + element.outerHTML);
  };
  const found = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
    const [one, other] = [parts(getComputedStyle(element).color), behind(element)].map(light);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const key = element.tagName + '.' + element.className;
    found.set(key, Math.min(ratio, found.get(key) ?? 99));
  }
  return [...found].map(([key, ratio]) => [ratio, key]);
}"""


@both_schemes
def test_all_text_stands_out_from_what_is_behind_it(visit, seed_page, scheme):
    page = visit.open(seed_page, scheme=scheme)
    visit.forgiven = re.compile("503")
    tick(page, SECOND)
    choose_goal(page, "circuit breakers")
    details_of(page, LOCKED).locator("ol .name").first.wait_for()
    on_the_map = page.evaluate(CONTRASTS)
    page.get_by_role("button", name="Learning order").click()
    page.locator(".leg .step").first.wait_for()
    page.route("**/next", lambda route: route.fulfill(status=503, body="{}"))
    page.locator("#undo").click()
    page.get_by_role("combobox", name="What do you").fill("a")
    page.locator("#banner").wait_for()
    in_order = page.evaluate(CONTRASTS)

    assert len(on_the_map) > 20
    assert [found for found in on_the_map + in_order if found[0] < 4.5] == []


@both_schemes
def test_what_says_that_a_map_needs_review_stands_out_too(visit, store, served, scheme):
    import_map(store, JUGGLING)
    page = visit.open(served, scheme=scheme)
    page.get_by_role("complementary", name="About this map").wait_for()
    details_of(page, "balls/reverse-cascade").locator(".band").first.wait_for()

    assert [found for found in page.evaluate(CONTRASTS) if found[0] < 4.5] == []


def test_fingers_find_targets_that_are_large_enough(visit, seed_page):
    page = visit.open(seed_page, PHONE)
    choose_goal(page, "redis")

    boxes = page.locator(".skill .tick, .pick .know, .views button, .remove").evaluate_all(
        "all => all.filter(e => e.checkVisibility({contentVisibilityAuto: true}))"
        ".map(e => e.getBoundingClientRect())"
        ".map(r => Math.min(r.width, r.height))"
    )
    assert min(boxes) >= 44


@pytest.mark.parametrize("width", [360, 768, 1024, 3840])
def test_nothing_sticks_out_to_the_side(visit, seed_page, width):
    page = visit.open(seed_page, {"width": width, "height": 740})
    choose_goal(page, "integration patterns")
    on_the_map = overflow(page)
    details_of(page, LOCKED).locator("ol .name").first.wait_for()
    with_details = overflow(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Learning order").click()
    page.locator(".leg .step").first.wait_for()

    assert [on_the_map, with_details, overflow(page)] == [0, 0, 0]


def test_on_paper_only_the_map_or_the_order_is_left(visit, seed_page):
    page = visit.open(seed_page)
    page.emulate_media(media="print")

    expect(page.locator("#map")).to_be_visible()
    for gone in ("#next", ".tools", "#undo", ".foot", ".views"):
        expect(page.locator(gone)).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_whoever_wants_less_motion_gets_none(visit, seed_page):
    page = visit.open(seed_page)
    page.emulate_media(reduced_motion="reduce")

    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter("
        "e => getComputedStyle(e).transitionDuration !== '0s').length"
    )
    assert moving == 0
