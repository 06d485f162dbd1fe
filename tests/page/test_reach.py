"""The page for everybody: with keys, ears, poor sight, fingers, a narrow screen, on paper."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.page.axe import grave_findings
from tests.page.steps import (
    FIRST,
    LOCKED,
    SECOND,
    choose_goal,
    details_of,
    go,
    ids_of,
    overflow,
    settle,
    skill,
    states,
    tick,
)
from tests.page.visits import PHONE, both_sizes

pytestmark = pytest.mark.browser

both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


def test_everything_can_be_done_with_keys_alone(visit, seed_page):
    page = visit.open(seed_page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#view")).to_be_focused()

    first = skill(page, FIRST).locator(".tick")
    while not first.evaluate("box => box === document.activeElement"):
        page.keyboard.press("Tab")
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


def test_arrow_keys_walk_through_every_skill_of_the_map(visit, seed_page):
    page = visit.open(seed_page)
    page.locator(".all").first.focus()
    expected = ids_of(page.locator(".skill"))

    walked = page.evaluate("""() => {
      const seen = [];
      for (let before = null; before !== document.activeElement;) {
        before = document.activeElement;
        before.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}));
        const id = document.activeElement.closest('.skill')?.dataset.id;
        if (id && before !== document.activeElement) seen.push(id);
      }
      return seen;
    }""")

    assert walked == expected
    assert len(set(walked)) == 178
    page.keyboard.press("Home")
    expect(page.locator(".all").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(skill(page, FIRST).locator(".tick")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator(".skill").last.locator(".tick")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".skill").nth(-2).locator(".tick")).to_be_focused()


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
    details_of(page, LOCKED).get_by_role("button", name="Set aside").click()
    page.keyboard.press("Escape")

    def shape(state):
        return page.locator(f'.skill[data-state="{state}"]').first.evaluate("""skill => [
          getComputedStyle(skill).borderStyle,
          getComputedStyle(skill.querySelector('.tick'), '::before').borderStyle,
          getComputedStyle(skill.querySelector('.tick'), '::after').display,
          getComputedStyle(skill.querySelector('.name'), '::before').content,
          getComputedStyle(skill.querySelector('.name')).textDecorationLine,
        ].join(' ')""")

    shapes = {shape(state) for state in ("known", "assumed", "skipped", "ready", "locked")}
    assert len(shapes) == 5


@both_sizes
@both_schemes
def test_the_map_has_no_grave_faults_for_people_with_disabilities(visit, seed_page, size, scheme):
    page = visit.open(seed_page, size, scheme)
    visit.forgiven = re.compile("503")
    tick(page, SECOND)
    page.locator(".legend summary").click()
    choose_goal(page, "circuit breakers")
    assert grave_findings(page) == []

    details_of(page, LOCKED).locator("ol .name").first.wait_for()
    assert grave_findings(page) == []

    page.keyboard.press("Escape")
    page.locator(".filters [data-state=locked]").click()
    page.route("**/next", lambda route: route.fulfill(status=503, body="{}"))
    page.locator("#undo").click()
    page.locator("#banner").wait_for()
    assert grave_findings(page) == []


def test_fingers_find_targets_that_are_large_enough(visit, seed_page):
    page = visit.open(seed_page, PHONE)
    choose_goal(page, "redis")
    page.locator(".more-views").click()

    small = (
        page.locator("main, .side, .top")
        .locator(".tick, .all, .fold, .views a, button, summary, input")
        .evaluate_all(
            "all => all.filter(e => e.checkVisibility({contentVisibilityAuto: true}))"
            ".filter(e => !e.matches('.skill .name'))"
            ".map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
            ".filter(([, box]) => Math.min(box.width, box.height) < 43.9)"
            ".map(([html, box]) => `${html} ${box.width} x ${box.height}`)"
        )
    )
    assert small == []


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1600, 3840])
def test_nothing_sticks_out_to_the_side(visit, seed_page, width):
    page = visit.open(seed_page, {"width": width, "height": 740})
    choose_goal(page, "integration patterns")
    on_the_map = overflow(page)
    details_of(page, LOCKED).locator("ol .name").first.wait_for()
    with_details = overflow(page)
    page.keyboard.press("Escape")
    go(page, "roadmap")

    assert [on_the_map, with_details, overflow(page)] == [0, 0, 0]


@pytest.mark.parametrize("width", [360, 770, 1024, 1840])
def test_the_parts_of_the_head_keep_apart_in_a_language_of_long_words_too(visit, seed_page, width):
    page = visit.open(seed_page, {"width": width, "height": 740})
    page.get_by_role("button", name="Deutsch").click()
    page.get_by_text("178 Fähigkeiten").first.wait_for()

    over_each_other = page.locator(".top > :not(.changes, .views), .top button, .views > a")
    assert (
        over_each_other.evaluate_all("""all => {
      const boxes = all.filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect());
      const isOver = (a, b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return boxes.filter((a, i) => boxes.some((b, j) => i < j && isOver(a, b))).length;
    }""")
        == 0
    )


def test_on_paper_only_the_map_is_left(visit, seed_page):
    page = visit.open(seed_page)
    details_of(page, LOCKED).wait_for()
    page.emulate_media(media="print")

    expect(page.locator("#map")).to_be_visible()
    for gone in ("#next", "#details", ".tools", ".filters", ".arrows", "#undo", ".foot", ".views"):
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
