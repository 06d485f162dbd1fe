import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given

from graph.export.neo4j_browser.guide import guide_adoc, guide_html
from graph.export.neo4j_browser.queries import QUERIES
from graph.export.neo4j_browser.style import HUES
from graph.export.neo4j_browser.values import filled, values_of
from tests.builders import SEED_MAP, snapshot
from tests.graph.export.snapshots import nasty_names, nasty_texts, snapshot_of

SEED = snapshot(SEED_MAP.read_text())
TAGS = {
    *("article", "title", "carousel", "slide", "div", "h3", "h4", "p", "ul", "li", "b", "span"),
    *("figure", "pre"),
}


class Outline(HTMLParser):
    """What a page is made of."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.open = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def queries_in_html(html):
    return [
        unescape(text)
        for text in re.findall(r"<pre[^>]*runnable[^>]*>(.*?)</pre>", html, re.DOTALL)
    ]


def queries_in_adoc(adoc):
    return re.findall(r"^\[source,cypher\]\n----\n(.*?)\n----$", adoc, re.DOTALL | re.MULTILINE)


def test_both_guides_hold_every_query_with_the_values_of_the_map():
    expected = [filled(query, values_of(SEED)) for query in QUERIES]

    assert queries_in_html(guide_html(SEED)) == expected
    assert queries_in_adoc(guide_adoc(SEED)) == expected


def test_the_legend_names_every_area_with_its_colours():
    html = guide_html(SEED)
    areas = [entry.name for entry in SEED.skill_map if entry.kind == "area"]

    legend = re.findall(r"<li>((?:<span[^>]*>&#160;</span>){3}) (.*?)</li>", html)

    assert [unescape(name) for _, name in legend] == areas
    for (chips, _), hue in zip(legend, HUES, strict=False):
        assert re.findall(r"background:(#\w+)", chips) == [hue.area, hue.topic, hue.skill]


def test_the_legend_of_a_map_with_many_areas_stays_short():
    many = snapshot("# Map\n" + "".join(f"## Area {n}\n- Skill {n}\n" for n in range(100)))

    assert guide_html(many).count("<li>") < 40


def test_without_a_map_the_guide_says_how_to_get_one():
    assert "waypath import" in guide_html(None)
    assert "waypath import" in guide_adoc(None)
    assert len(queries_in_html(guide_html(None))) == len(QUERIES)


@given(nasty_texts, nasty_names, nasty_names)
def test_nothing_that_a_map_says_becomes_markup(title, area, name):
    outline = Outline(guide_html(snapshot_of([name], title=title, area=area)))

    assert outline.open == []
    assert {tag for tag, _ in outline.tags} <= TAGS
    assert {key for _, attributes in outline.tags for key in attributes} <= {"class", "style"}


@given(nasty_texts)
def test_a_title_stays_a_title_in_asciidoc(title):
    shown = guide_adoc(snapshot_of(["a"], title=title)).split("\n")[2]

    text = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), shown)
    assert text == f"{title}: 1 skill, revision 0"
    assert re.fullmatch(r"[\w ]*", re.sub(r"&#\d+;", "", shown))
