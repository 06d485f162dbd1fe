"""Finding a map and a skill on it, whatever they are called and however many there are."""

import time

import pytest
from playwright.sync_api import expect

from graph import Change, Snapshot, import_map, parse_skill_map
from tests.page.steps import choose_goal, ids_of, overflow, settle, skill, tick
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


def test_search_shows_only_the_skills_that_have_every_word_in_name_or_path(visit, seed_page):
    page = visit.open(seed_page)

    page.locator("body").press("/")
    page.keyboard.type("redis pub")

    expect(page.get_by_label("Find a skill")).to_be_focused()
    expect(page.locator("#matches")).to_have_text("1 skill found")
    assert ids_of(page.locator(".skill:visible")) == ["database-skills/redis/pub-sub"]
    expect(page.locator(".area:visible")).to_have_count(1)

    page.keyboard.type("xyz")
    expect(page.locator("#matches")).to_contain_text("No skill here is called")
    page.keyboard.press("Escape")
    expect(page.locator("#matches")).to_have_text("")
    expect(page.locator(".area:visible")).to_have_count(9)


def test_an_address_that_names_a_map_opens_it(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- Files\n")
    import_map(store, "# Cooking\n## Sauces\n- Roux\n")

    page = visit.open(f"{served}?map=cooking")

    expect(skill(page, "sauces/roux")).to_be_visible()


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
    expect(page.locator("#details ol .name, #details .proof").first).to_contain_text("AAA")
    on_the_map = overflow(page)
    page.keyboard.press("Escape")
    choose_goal(page, "AAAAA")
    page.get_by_role("button", name="Learning order").click()
    page.locator(".step").first.wait_for()

    assert [on_the_map, overflow(page)] == [0, 0]
    assert page.locator("main img, main script, main svg, main b, #side b, #side i").count() == 0


def test_five_thousand_skills_stay_usable(visit, store, served):
    lines = (
        f"## Area {area}\n### Topic\n" + "".join(f"- Skill {area}.{n}\n" for n in range(100))
        for area in range(50)
    )
    skill_map = parse_skill_map("# Large\n" + "".join(lines))
    # Inferring prerequisites is not what is asked here, and takes its time.
    change = Change("imported", "2027-01-04T00:00:00Z", "Imported “Large”.")
    store.commit(Snapshot("large", 0, "", skill_map, ()), change)

    page = visit.open(served)
    started = time.monotonic()
    tick(page, "area-1/topic/skill-1-7")
    answered = time.monotonic() - started
    page.get_by_label("Find a skill").fill("49.99")
    page.locator('.skill[data-id="area-49/topic/skill-49-99"]:visible').wait_for()

    assert page.locator("#progress-text").inner_text() == "1 of 5,000 skills known"
    assert page.locator(".skill").count() == 5000
    assert answered < 5
