from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pypdf
from hypothesis import given, settings

from graph.export.roadmaps.pdf import write_pdf
from graph.export.roadmaps.plan import Plan
from tests.builders import stated
from tests.graph.export.roadmaps.plans import WEEKLY, plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import inferred, nasty_names, nasty_texts, snapshot_of

NOTE = "stands for a character that this document has no letter for"


def read(plan: Plan) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(write_pdf(plan)), strict=True)


def text(plan: Plan) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(plan).pages).split())


def test_the_document_shows_title_goal_steps_and_what_they_need():
    shown = text(two_skills())

    assert "Map Roadmap to the whole map 2 skills · 8 h" in shown
    assert "1. HTTP critical path" in shown
    assert "2. REST critical path Builds on HTTP" in shown
    assert shown.index("HTTP") < shown.index("REST")


def test_a_dated_document_goes_by_weeks_and_says_when():
    shown = text(two_skills(**WEEKLY))

    assert "6 h a week · 4\u201313 Jan 2027" in shown
    assert "Week of 4\u201310 Jan 2027" in shown


def test_goals_are_marked():
    web = stated("# Web\n- HTTP\n- REST (requires: HTTP)\n")

    assert "2. REST goal critical path" in text(plan_of(web, "REST"))


def test_the_seed_map_is_complete_with_a_number_on_every_page():
    pages = [" ".join(page.extract_text().split()) for page in read(seed_plan()).pages]

    shown = " ".join(pages)
    assert [step.name for step in seed_plan().steps if step.name not in shown] == []
    for number, page in enumerate(pages, start=1):
        assert f"Made by Waypath on 4 Jan 2027 Page {number} of" in page
        assert str(len(pages)) in page


def test_the_document_says_what_it_is():
    about = read(two_skills()).metadata

    assert (about.title, about.author) == ("Roadmap: Map", "Waypath")


def test_links_of_the_web_can_be_followed_and_no_others():
    web = stated("# Web\n- [A](https://a.example/?x=1&y=2)\n- [B](javascript:alert)\n")

    [page] = read(plan_of(web)).pages
    links = [note.get_object()["/A"]["/URI"] for note in page.get("/Annots", [])]

    assert links == ["https://a.example/?x=1&y=2"]
    assert "javascript:alert" in text(plan_of(web))


def test_other_alphabets_are_written():
    names = ["Переменные", "Ελληνικά", "Größe", "日本語の文法", "변수", "数据类型"]

    shown = text(plan_of(snapshot_of(names)))

    assert [name for name in names if name not in shown] == []
    assert NOTE not in shown


def test_what_no_font_has_is_a_box_and_the_document_says_where_to_look():
    shown = text(plan_of(snapshot_of(["हिन्दी", "🐍 Snakes"])))

    assert "1. □" in shown
    assert "2. Snakes" in shown
    assert NOTE in shown


def test_documents_can_be_made_at_the_same_time():
    plans = [two_skills(), seed_plan(), two_skills("日本", "Δ")] * 2
    expected = [write_pdf(plan) for plan in plans]

    with ThreadPoolExecutor(4) as threads:
        assert [*threads.map(write_pdf, plans)] == expected


@given(nasty_names, nasty_names, nasty_names, nasty_texts)
@settings(max_examples=50, deadline=None)
def test_every_name_can_be_written(area, first, second, title):
    named = snapshot_of([first, second], inferred(1, 2), title=title, area=area)

    assert len(read(plan_of(named)).pages) == 1
