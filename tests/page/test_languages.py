"""The page in my language, and in the colours that I like."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import FIRST, SECOND, ask, go, overflow, settle, tick
from tests.page.visits import DESKTOP, PHONE, both_sizes

pytestmark = pytest.mark.browser

VIEWS = ("map", "next", "roadmap", "placement", "review", "maps", "you")
# Of German words, these are English too, or names.
ENGLISH = re.compile(
    r"\b(the|this|that|what|which|you|your|know|skills?|and|with|of|is|are)\b", re.IGNORECASE
)


def language(page: Page) -> str:
    return page.evaluate("() => document.documentElement.lang")


def press_german(page: Page) -> None:
    expect(page.locator("[aria-busy=true]")).to_have_count(0)  # what comes in would move the foot
    german = page.get_by_role("contentinfo").get_by_role("button", name="Deutsch")
    german.scroll_into_view_if_needed()  # so would what is drawn only now
    german.click()


def in_german(page: Page) -> None:
    press_german(page)
    expect(page.locator("html")).to_have_attribute("lang", "de")


@both_sizes
def test_german_is_chosen_in_the_foot_and_stays(visit, seed_page, size):
    page = visit.open(seed_page, size)
    german = page.get_by_role("contentinfo").get_by_role("button", name="Deutsch")
    assert german.get_attribute("lang") == "de"
    assert language(page) == "en"

    in_german(page)

    expect(german).to_have_attribute("aria-pressed", "true")
    expect(german).to_be_focused()
    expect(page.locator("#progress-text")).to_have_text("0 von 178 Fähigkeiten bekannt")
    page.reload()
    settle(page)
    assert language(page) == "de"
    tick(page, FIRST)
    expect(page.locator("#toast-text")).to_contain_text(
        "„\u2068Variables & Data Types\u2069“ angehakt"
    )
    assert overflow(page) <= 0
    assert grave_findings(page) == []


def test_numbers_and_plurals_are_those_of_the_language(visit, store, served):
    skills = "".join(f"- Skill {number}\n" for number in range(1200))
    import_map(store, f"# Big\n## Shell\n{skills}")
    page = visit.open(served)
    expect(page.locator("#progress-text")).to_have_text("0 of 1,200 skills known")

    in_german(page)
    expect(page.locator("#progress-text")).to_have_text("0 von 1.200 Fähigkeiten bekannt")
    tick(page, "shell/skill-0")
    go(page, "you")
    expect(page.get_by_text("1 bekannte Fähigkeit", exact=True)).to_be_visible()
    page.get_by_label("Füge eine Liste").fill("Skill 1, Skill 2")
    page.get_by_role("button", name="Zeigen, was verstanden wird").click()
    page.get_by_role("button", name="2 Fähigkeiten anhaken").click()
    expect(page.get_by_text("3 bekannte Fähigkeiten", exact=True)).to_be_visible()


def test_the_language_of_the_browser_is_taken_if_there_is_one(visit, seed_page):
    german = "Object.defineProperty(navigator, 'languages', {value: ['fr-FR', 'de-AT', 'en']})"

    page = visit.open(seed_page, script=german)

    assert language(page) == "de"


def test_if_the_texts_cannot_be_loaded_the_page_says_so_and_stays_readable(visit, seed_page):
    visit.forgiven = re.compile("ERR_FAILED")
    page = visit.open(seed_page)
    page.route("**/assets/de-*", lambda route: route.abort())

    press_german(page)

    expect(page.get_by_role("alert")).to_contain_text("The service cannot be reached")
    assert language(page) == "en"
    expect(page.locator("#progress-text")).to_have_text("0 of 178 skills known")


SAID_BY_THE_PAGE = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement.closest('bdi, code, option, h1, noscript, [lang=en]')) continue;
    found.push(text.data);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    if (element.closest('[lang=en]')) continue;
    for (const name of ['aria-label', 'title', 'placeholder']) {
      found.push(element.getAttribute(name) ?? '');
    }
  }
  return found;
}"""


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_left_in_english(visit, seed_page, view):
    page = visit.open(seed_page)
    in_german(page)
    tick(page, SECOND)

    go(page, view)

    names = {entry["name"] for entry in json.loads(ask(seed_page, "graph"))["skills"]}
    name = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    told = [name.sub("", text) for text in page.evaluate(SAID_BY_THE_PAGE)]
    texts = [re.sub("\u2068.*?\u2069", "", text) for text in told]  # names in quotes
    assert len(texts) > 20
    assert [text for text in texts if ENGLISH.search(text)] == []


SCROLL_BAR = 15


def test_the_foot_is_one_line_in_every_language(visit, seed_page):
    page = visit.open(seed_page, {**DESKTOP, "width": DESKTOP["width"] - SCROLL_BAR})
    for choose in (lambda _: None, in_german):
        choose(page)
        tops = page.locator(".foot > *").evaluate_all(
            "all => all.map(part => part.getBoundingClientRect().top)"
        )
        assert len(set(tops)) == 1


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_sticks_out_to_the_side_in_german(visit, seed_page, view):
    page = visit.open(f"{seed_page}#/{view}", PHONE)

    in_german(page)
    settle(page)

    assert overflow(page) <= 0


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_colours_are_those_of_the_system_unless_i_choose(visit, seed_page, size):
    page = visit.open(f"{seed_page}#/you", size, "dark")

    def lightness() -> int:
        colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    expect(page.get_by_label("As the system has them")).to_be_checked()
    assert lightness() < 200
    page.get_by_label("Light", exact=True).check()
    assert lightness() > 600
    page.reload()
    settle(page)
    assert lightness() > 600
    expect(page.get_by_label("Light", exact=True)).to_be_checked()
    assert grave_findings(page) == []
    page.get_by_label("As the system has them").check()
    assert lightness() < 200
