import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from graph.export.roadmaps.html_page import is_safe, write_html
from tests.builders import stated
from tests.graph.export.roadmaps.plans import WEEKLY, plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import inferred, nasty_names, nasty_texts, snapshot_of


class Reader(HTMLParser):
    """Collects what is shown under each class, and which elements there are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown: dict[str, list[str]] = {}
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs
        self._open = dict(attrs).get("class") or tag
        self.shown.setdefault(self._open, []).append("")

    def handle_data(self, data):
        if self._open:
            self.shown[self._open][-1] += data

    def handle_endtag(self, _tag):
        self._open = ""


@pytest.fixture
def opened(browser, tmp_path):
    """Return a function that opens a plan's page in Chromium, as a file."""
    pages = []

    def open_page(plan, **options):
        file = tmp_path / "roadmap.html"
        file.write_text(write_html(plan), encoding="utf-8", newline="\n")
        page = browser.new_page(**options)
        pages.append(page)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda message: page.problems.append(message.text))
        page.on("request", lambda request: page.problems.append(request.url))
        page.goto(file.as_uri())
        assert page.problems == [file.as_uri()], "it asks for nothing else, and nothing is wrong"
        return page

    yield open_page
    for page in pages:
        page.close()


def test_a_page_shows_the_steps_in_order_with_what_they_need():
    page = Reader(write_html(two_skills()))

    assert page.shown["name"] == ["HTTP", "REST"]
    assert page.shown["number"] == ["1.", "2."]
    assert page.shown["more"] == ["Builds on HTTP"]
    assert page.shown["h1"] == ["Map"]


def test_a_dated_page_goes_by_weeks_and_says_when():
    page = Reader(write_html(two_skills(**WEEKLY)))

    assert page.shown["h2"] == ["Week of 4\u201310 Jan 2027"]
    assert "6 h a week" in page.shown["li"]


def test_goals_and_the_critical_path_are_marked():
    web = stated("# Web\n- HTTP\n- JSON\n- REST (requires: HTTP) (8h)\n")

    items = re.findall(r'<li class="step">.*?</li>', write_html(plan_of(web, "REST", "JSON")))

    assert {
        re.search(r"<bdi[^>]*>(\w+)", item)[1]: re.findall(r'"badge (\w+)"', item) for item in items
    } == {"HTTP": ["critical"], "REST": ["goal", "critical"], "JSON": ["goal"]}


def test_the_page_needs_no_other_file():
    text = write_html(seed_plan())

    assert re.findall(r"""(?:src|href)=["'](?!https?:)[^"']*""", text) == []
    assert "@import" not in text
    assert "url(" not in text


def test_a_browser_shows_the_seed_map_and_keeps_what_is_ticked(opened):
    page = opened(seed_plan())
    boxes = page.get_by_role("checkbox")
    assert boxes.count() == len(seed_plan().steps)

    for place in (0, 2):
        boxes.nth(place).check()

    done = page.locator("#done")
    assert done.inner_text() == "2 of 178 done"
    page.reload()
    assert done.inner_text() == "2 of 178 done"
    assert [boxes.nth(place).is_checked() for place in range(3)] == [True, False, True]


def test_the_page_follows_the_dark_mode_and_prints_in_black_on_white(opened):
    def paper(page):
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    light, dark = (opened(two_skills(), color_scheme=scheme) for scheme in ("light", "dark"))

    assert paper(light) == "rgb(255, 255, 255)"
    assert paper(dark) == "rgb(16, 21, 31)"
    dark.emulate_media(media="print")
    assert paper(dark) == "rgb(255, 255, 255)"
    assert not dark.locator("progress").is_visible()


def test_the_page_fits_a_phone(opened):
    page = opened(seed_plan(), viewport={"width": 360, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_name_cannot_run_anything(opened):
    attack = "<img src=x onerror=document.title='broken'><script>document.title='broken'</script>"
    plan = plan_of(snapshot_of([attack, "B"], inferred(1, 2), title=attack, area=attack))

    page = opened(plan)

    assert page.title() == f"Roadmap: {attack}"
    assert page.locator(".name").first.inner_text() == attack


def test_a_link_that_could_run_something_is_text():
    links = ("https://a.example/?x=1&y=2", "javascript:alert", "data:text/html,x")
    web = stated("".join(f"- [Skill {link[0]}]({link})\n" for link in links))

    text = write_html(plan_of(web))

    assert 'href="https://a.example/?x=1&amp;y=2"' in text
    assert text.count("<a ") == 1


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("HTTPS://a.b", True),
        ("mailto:a@b", True),
        ("/path", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_links(address, safe):
    assert is_safe(address) == safe


@given(nasty_names, nasty_names, nasty_names, nasty_texts)
def test_every_name_comes_back_and_adds_no_element(area, first, second, title):
    named = snapshot_of([first, second], inferred(1, 2), title=title, area=area)
    plain = Reader(write_html(two_skills()))

    page = Reader(write_html(plan_of(named)))

    assert page.shown["name"] == [first, second]
    assert page.shown["h2"] == [area]
    assert page.elements == plain.elements
    assert len(page.attributes) == len(plain.attributes)
