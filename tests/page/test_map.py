"""Finding my way on a map: a skill, a state, an area; whatever they are called and however many."""

import json
import re

import pytest
from playwright.sync_api import expect

from bench.page import large_map
from graph import Change, import_map
from tests.page.axe import grave_findings
from tests.page.steps import (
    FIRST,
    LOCKED,
    SECOND,
    ask_next,
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

REDIS = "database-skills/redis/pub-sub"


@both_sizes
def test_search_shows_only_the_skills_that_have_every_word_in_name_or_path(visit, seed_page, size):
    page = visit.open(seed_page, size)

    page.locator("body").press("/")
    page.keyboard.type("redis pub")

    expect(page.get_by_label("Find a skill")).to_be_focused()
    expect(page.locator("#matches")).to_have_text("1 skill found")
    assert ids_of(page.locator(".skill:visible")) == [REDIS]
    expect(page.locator(".area:visible")).to_have_count(1)

    page.keyboard.type("xyz")
    expect(page.locator("#matches")).to_contain_text("No skill here is called")
    page.keyboard.press("Escape")
    expect(page.locator("#matches")).to_have_text("")
    expect(page.locator(".area:visible")).to_have_count(9)


@both_sizes
def test_the_skills_of_one_state_can_be_shown_alone_and_the_address_keeps_it(
    visit, seed_page, size
):
    page = visit.open(seed_page, size)
    tick(page, SECOND)
    filters = page.get_by_role("group", name="Show skills that are")
    ready = filters.get_by_role("button", name="ready to learn")
    expected = {entry["id"] for entry in ask_next(seed_page, SECOND)["next"]}

    ready.click()

    expect(ready).to_have_attribute("aria-pressed", "true")
    expect(ready).to_contain_text(str(len(expected)))
    expect(page.locator("#matches")).to_have_text(f"{len(expected)} skills found")
    assert set(ids_of(page.locator(".skill:visible"))) == expected
    page.reload()
    settle(page)
    expect(page.locator("#matches")).to_have_text(f"{len(expected)} skills found")

    page.get_by_label("Find a skill").fill("variables")
    expect(page.locator("#matches")).to_contain_text("No skill called")
    filters.get_by_role("button", name="assumed known").click()
    expect(page.locator("#matches")).to_have_text("1 skill found")
    assert ids_of(page.locator(".skill:visible")) == [FIRST]
    filters.get_by_role("button", name="begun").click()
    page.get_by_label("Find a skill").fill("")
    expect(page.locator("#matches")).to_have_text("No skill of this map is like that.")
    filters.get_by_role("button", name="all").click()
    expect(page.locator(".skill:visible")).to_have_count(179)


def test_the_focus_stays_on_the_map_when_what_was_ticked_shows_no_more(visit, seed_page):
    page = visit.open(seed_page)
    page.locator(".filters [data-state=ready]").click()

    skill(page, FIRST).locator(".tick").press("Space")
    settle(page)

    expect(skill(page, FIRST)).to_be_hidden()
    expect(page.locator("#cards :focus")).to_have_class("tick")


@both_sizes
def test_areas_can_be_collapsed_and_stay_so(visit, seed_page, size):
    page = visit.open(seed_page, size)
    area = page.get_by_role("button", name="Database Skills")
    expect(area).to_have_attribute("aria-expanded", "true")

    area.press("Enter")

    expect(area).to_have_attribute("aria-expanded", "false")
    expect(skill(page, REDIS)).to_be_hidden()
    expect(page.get_by_role("checkbox", name="All of Database Skills, 0 of 17")).to_be_visible()
    page.reload()
    settle(page)
    expect(skill(page, REDIS)).to_be_hidden()

    page.get_by_label("Find a skill").fill("redis pub")
    expect(skill(page, REDIS)).to_be_visible()
    page.get_by_label("Find a skill").fill("")
    expect(skill(page, REDIS)).to_be_hidden()

    page.get_by_role("button", name="Collapse all").click()
    expect(page.locator(".skill:visible")).to_have_count(0)
    page.get_by_role("button", name="Expand all").click()
    expect(page.locator(".skill:visible")).to_have_count(179)


def test_what_is_typed_stays_there_while_answers_come_in(visit, seed_page):
    page = visit.open(seed_page)
    skill(page, FIRST).locator(".tick").click()

    page.get_by_label("Find a skill").press_sequentially("redis pub", delay=30)

    expect(page.locator("#matches")).to_have_text("1 skill found")
    expect(page.get_by_label("Find a skill")).to_have_value("redis pub")


def test_an_address_can_name_a_skill_whose_details_it_opens(visit, seed_page):
    page = visit.open(seed_page)
    page.get_by_role("button", name="Collapse all").click()
    go(page, "next")

    page.goto(f"{seed_page}#/map?skill={LOCKED}")

    expect(page.locator("#details-title")).to_have_text("Circuit Breakers")
    expect(skill(page, LOCKED)).to_be_in_viewport()
    expect(skill(page, LOCKED)).to_have_class(re.compile("chosen"))
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    assert page.url == f"{seed_page}#/map"


def test_the_address_names_the_skill_whose_details_are_open(visit, seed_page):
    page = visit.open(seed_page)
    details_of(page, LOCKED).wait_for()

    page.reload()
    settle(page)

    expect(page.locator("#details-title")).to_have_text("Circuit Breakers")


def test_an_address_that_names_a_map_opens_it(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- Files\n")
    import_map(store, "# Cooking\n## Sauces\n- Roux\n")

    page = visit.open(f"{served}?map=cooking")

    expect(skill(page, "sauces/roux")).to_be_visible()


def test_what_was_begun_or_set_aside_is_marked_on_the_map(visit, seed_page):
    page = visit.open(seed_page)
    details_of(page, FIRST).get_by_role("button", name="I have begun this").click()
    details_of(page, SECOND).get_by_role("button", name="Set aside").click()
    settle(page)

    for heard in ("Variables & Data Types, ready to learn, begun", "Control Structures, set aside"):
        expect(page.get_by_role("checkbox", name=heard)).to_be_visible()
    assert states(page)["skipped"] == {SECOND}
    expect(page.locator(".filters [data-state=begun] .count")).to_have_text("1")


@both_sizes
def test_every_view_is_a_step_away_and_the_current_one_is_marked(visit, seed_page, size):
    page = visit.open(seed_page, size)
    views = page.get_by_role("navigation", name="Views")

    for view in ("next", "roadmap", "review", "placement", "maps", "you", "map"):
        go(page, view)
        expect(views.locator("[aria-current=page]")).to_have_attribute("data-view", view)
        assert overflow(page) == 0


def test_on_a_phone_the_rest_of_the_views_opens_and_closes_with_keys(visit, seed_page):
    page = visit.open(seed_page, PHONE)
    more = page.get_by_role("button", name="More")
    expect(page.get_by_role("link", name="Placement")).to_be_hidden()

    more.press("Enter")
    expect(page.get_by_role("link", name="Placement")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Placement")).to_be_hidden()
    expect(more).to_be_focused()
    more.click()
    page.locator("#view").click(position={"x": 5, "y": 300})
    expect(more).to_have_attribute("aria-expanded", "false")


HOSTILE = r"""# \<script\>alert(1)\</script\> "Map" & 'more'
- \<b\>Skill without an area\</b\>
## \<img src=x onerror=alert(1)\>
### Quotes "double" 'single' \`tick\` &amp; \</li\>
- \<img src=x onerror=alert(document.domain)\>
- "Quoted" 'skill' with ] and }
### مواضيع
- مهارة البرمجة
- \<svg onload=alert(2)\> - \<i\>described\</i\>
### LONG
- UNBROKEN
- words (requires: UNBROKEN)
""".replace("UNBROKEN", "A" * 300).replace("LONG", "Long topic " * 27)


@both_sizes
def test_names_of_any_kind_are_shown_as_they_are_and_break_nothing(visit, store, served, size):
    import_map(store, HOSTILE)
    page = visit.open(served, size)
    page.locator(".all").first.click()
    settle(page)

    expect(page.locator("#map")).to_contain_text("<img src=x onerror=alert(document.domain)>")
    expect(page.locator("#map")).to_contain_text("<b>Skill without an area</b>")
    page.locator(".skill .name", has_text="words").click()
    expect(page.locator("#details .rows .name").first).to_contain_text("AAA")
    on_the_map = overflow(page)
    page.keyboard.press("Escape")
    choose_goal(page, "AAAAA")
    page.get_by_label("Find a skill").fill("البرمجة")
    expect(page.locator("#matches")).to_have_text("1 skill found")

    assert [on_the_map, overflow(page)] == [0, 0]
    assert grave_findings(page) == []
    found = page.locator(":is(main, .side) :is(img, script, b, i), main svg:not(.arrows)")
    assert found.count() == 0


RIGHT_TO_LEFT = """# خريطة المهارات
## البرمجة
### الأساسيات
- المتغيرات
- الحلقات (requires: المتغيرات)
- HTTP و REST (requires: الحلقات)
"""


@both_sizes
def test_a_map_that_reads_from_right_to_left_works_like_any_other(visit, store, served, size):
    import_map(store, RIGHT_TO_LEFT)
    page = visit.open(served, size)

    page.get_by_role("checkbox", name="المتغيرات").click()
    settle(page)

    expect(page.get_by_role("checkbox", name="الحلقات, ready to learn")).to_be_visible()
    assert page.locator("#title").evaluate("title => getComputedStyle(title).direction") == "rtl"
    assert overflow(page) == 0


def test_twenty_thousand_skills_stay_usable(visit, store, served):
    snapshot = large_map(20_000)
    store.commit(snapshot, Change("imported", "2027-01-04T00:00:00Z", "Imported “Large”."))
    skills = [entry.id for entry in snapshot.skill_map.skills]
    needing = {edge.target for edge in snapshot.inferred}
    ready = next(entry for entry in reversed(skills) if entry not in needing)
    locked = next(entry for entry in reversed(skills) if entry in needing)

    # `expect` describes all of the page while it waits, which takes longer than what it waits for.
    page = visit.open(served, wait=False)
    page.locator("#view[aria-busy=false] .skill").first.wait_for(timeout=60_000)
    tick(page, ready)
    page.locator(f'.skill[data-id="{ready}"][data-state="known"]').wait_for()
    details_of(page, locked)
    page.locator(".arrows g").first.wait_for(state="attached")
    page.locator("#search").fill(ready.replace("/", " ").replace("-", " "))
    page.locator("#matches", has_text="found").wait_for()

    assert skill(page, ready).is_visible()
    assert skill(page, locked).is_hidden()
    assert page.locator("#progress-text").inner_text() == f"1 of {len(skills):,} skills known"
    assert page.locator(".skill").count() == len(skills)


def test_what_is_collapsed_is_kept_for_each_map(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- Files\n## Editors\n- Vim\n")
    import_map(store, "# Cooking\n## Shell\n- Mussels\n## Sauces\n- Roux\n")
    page = visit.open(f"{served}?map=tools")

    page.get_by_role("button", name="Shell").click()

    expect(skill(page, "shell/files")).to_be_hidden()
    kept = page.evaluate("() => localStorage.getItem('waypath:folded:tools')")
    assert json.loads(kept) == ["shell"]
    page.get_by_label("Skill map", exact=True).select_option("Cooking")
    expect(skill(page, "shell/mussels")).to_be_visible()


@both_sizes
def test_a_view_begins_at_its_top_wherever_one_was(visit, seed_page, size):
    page = visit.open(f"{seed_page}#/next", size)
    page.evaluate("() => scrollTo(0, 300)")
    assert page.evaluate("() => scrollY") == 300

    go(page, "map")
    assert page.evaluate("() => scrollY") == 0
