"""What comes before a skill and what it unlocks, by arrows and marks on the map."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import (
    LOCKED,
    arrows,
    ask,
    details_of,
    settle,
    skill,
    tick,
)

pytestmark = pytest.mark.browser

STEPS = """---
order: ignored
---
# Steps
## First
- Aba
- Beb
- Cic (requires: Aba)
## Then
- Dod (requires: Aba; Beb)
- Eke (requires: Dod)
## Last
- Fuf (requires: Eke; Aba)
"""
WAY = {("first/aba", "then/dod"), ("first/beb", "then/dod"), ("then/dod", "then/eke")}


@pytest.fixture
def page(visit, store, served) -> Page:
    import_map(store, STEPS)
    return visit.open(served)


def let_draw(page: Page) -> None:
    """Wait for the next frame, in which arrows follow what has changed."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def shows(page: Page, expected: set[tuple[str, str]]) -> None:
    expect(page.locator(".arrows g")).to_have_count(len(expected))
    assert arrows(page) == expected


def steps(page: Page) -> dict[str, str]:
    """The numbered skills, each with its number."""
    return dict(
        page.locator(".skill.before").evaluate_all(
            "all => all.map(skill => [skill.dataset.id, skill.dataset.step])"
        )
    )


def ends_meet(page: Page) -> bool:
    """Whether every arrow begins and ends at the edge of its skills."""
    let_draw(page)
    return page.evaluate("""() => {
      const origin = document.querySelector('#cards').getBoundingClientRect();
      const isAt = (id, x, y) => {
        const chip = document.querySelector(`.skill[data-id="${id}"]`).getBoundingClientRect();
        const [left, top] = [chip.left - origin.left, chip.top - origin.top];
        const isAcross = x > left - 2 && x < left + chip.width + 2;
        return isAcross && y > top - 2 && y < top + chip.height + 2;
      };
      const first = path =>
        path.getAttribute('d').match(/M([\\d.-]+) ([\\d.-]+)/).slice(1).map(Number);
      return [...document.querySelectorAll('.arrows g')].every(arrow =>
        isAt(arrow.dataset.source, ...first(arrow.querySelector('.line')))
        && isAt(arrow.dataset.target, ...first(arrow.querySelector('.head'))));
    }""")


def test_arrows_lead_from_what_is_learned_first_to_what_needs_it(page):
    details_of(page, "then/eke")

    shows(page, WAY | {("then/eke", "last/fuf")})
    assert steps(page) == {"first/aba": "1", "first/beb": "2", "then/dod": "3"}
    expect(skill(page, "last/fuf")).to_have_class(re.compile("unlocked"))
    expect(page.locator(".arrows .unlocks")).to_have_count(1)
    assert ends_meet(page)
    expect(page.locator(".arrows")).to_have_attribute("aria-hidden", "true")

    page.keyboard.press("Escape")
    shows(page, set())
    expect(page.locator(".skill:is(.before, .chosen, .unlocked)")).to_have_count(0)


def test_what_is_known_has_an_arrow_only_if_the_skill_builds_on_it_directly(page):
    tick(page, "then/dod")

    details_of(page, "last/fuf")

    direct = ("first/aba", "then/eke")
    shows(page, {(source, "last/fuf") for source in direct})
    assert steps(page) == {"then/eke": "1"}
    expect(skill(page, "first/aba")).to_have_class(re.compile("met"))


def test_arrows_follow_what_is_ticked_collapsed_searched_for_and_resized(page):
    details_of(page, "then/eke")
    shows(page, WAY | {("then/eke", "last/fuf")})

    page.get_by_role("button", name="Last").click()
    shows(page, WAY)
    assert ends_meet(page)

    page.get_by_label("Find a skill").fill("then")
    shows(page, {("then/dod", "then/eke")})
    assert ends_meet(page)
    page.get_by_label("Find a skill").fill("")
    shows(page, WAY)

    page.set_viewport_size({"width": 1900, "height": 700})
    expect(page.locator(".column")).to_have_count(3)
    assert ends_meet(page)

    tick(page, "first/aba")
    shows(page, WAY - {("first/aba", "then/dod")})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_steps_are_those_of_the_service_and_all_can_be_read(visit, seed_page, scheme):
    page = visit.open(seed_page, scheme=scheme)
    details_of(page, LOCKED)
    answer = json.loads(ask(seed_page, "readiness", {"known": [], "skill": LOCKED}))
    page.locator(".skill.before").first.wait_for()
    settle(page)
    let_draw(page)

    numbered = sorted(steps(page).items(), key=lambda step: int(step[1]))
    assert [skill_id for skill_id, _ in numbered] == answer["missing_all"]
    told = json.loads(ask(seed_page, f"skills/{LOCKED}"))["prerequisites"]
    needed = {edge["source"] for edge in told if edge["confidence"] >= 0.5}
    assert {source for source, target in arrows(page) if target == LOCKED} == needed
    assert ends_meet(page)
    assert grave_findings(page) == []
