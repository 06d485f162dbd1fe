import re
import struct
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree as ET

import pytest

from graph.errors import FormatUnavailableError
from graph.export.roadmaps import graphviz
from graph.export.roadmaps.graphviz import write_png, write_svg
from tests.graph.export.roadmaps.plans import plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import snapshot_of

SVG = "{http://www.w3.org/2000/svg}"
NASTY = ['a "quoted" one', "<script>", "back\\slash", "\\N", "&amp;", "日本", "é;", "]]>", "{a|b}"]


def texts(svg: bytes) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png.endswith(b"IEND\xaeB`\x82")
    return struct.unpack(">II", png[16:24])


def test_the_svg_shows_title_goal_steps_and_legend():
    shown = texts(write_svg(two_skills()))

    assert {"Roadmap: Map", "1. HTTP", "2. REST", "Area"} <= set(shown)
    assert {" goal ", " critical path "} <= set(shown) or {"goal", "critical path"} <= set(shown)


def test_the_arrow_of_the_svg_leads_to_what_needs_the_step():
    svg = ET.fromstring(write_svg(two_skills()))  # noqa: S314 - it is ours

    edges = [g for g in svg.iter(f"{SVG}g") if g.get("class") == "edge"]
    nodes = {g[0].text: g for g in svg.iter(f"{SVG}g") if g.get("class") == "node"}
    left = {
        name: min(float(x) for x in re.findall(r"([-\d.]+),", g.find(f".//{SVG}path").get("d")))
        for name, g in nodes.items()
    }
    [edge] = edges
    points = edge.find(f".//{SVG}polygon").get("points")
    tip = max(float(x) for x in re.findall(r"([-\d.]+),", points))
    assert edge[0].text == "area/1->area/2"
    assert left["area/1"] < left["area/2"]
    assert tip == pytest.approx(left["area/2"], abs=6), "the point of the arrow"


def test_every_step_of_the_seed_map_is_in_the_svg():
    shown = " ".join(" ".join(texts(write_svg(seed_plan()))).split())

    missing = [step.name for step in seed_plan().steps if step.name not in shown]
    assert missing == []


def test_names_are_drawn_as_they_are():
    shown = texts(write_svg(plan_of(snapshot_of(NASTY))))

    names = [text for text in shown if text[0].isdigit() and ". " in text]
    assert names == [f"{number}. {name}" for number, name in enumerate(NASTY, start=1)]


def test_a_browser_opens_the_svg_and_the_png(browser, tmp_path):
    (tmp_path / "roadmap.svg").write_bytes(write_svg(two_skills()))
    (tmp_path / "roadmap.png").write_bytes(write_png(two_skills()))
    (tmp_path / "both.html").write_text('<img src="roadmap.svg"><img src="roadmap.png">')

    page = browser.new_page()
    page.goto((tmp_path / "both.html").as_uri())
    widths = page.evaluate("[...document.images].map((image) => image.naturalWidth)")
    page.close()

    assert widths[0] == pytest.approx(widths[1], rel=0.01)
    assert (widths[1], 100) < size((tmp_path / "roadmap.png").read_bytes())


def test_the_png_of_the_seed_map_is_no_larger_than_what_opens_everywhere():
    width, height = size(write_png(seed_plan()))

    assert 1000 < width <= 5760
    assert 1000 < height <= 5760


def test_pictures_can_be_drawn_at_the_same_time():
    with ThreadPoolExecutor(4) as threads:
        drawn = [*threads.map(write_svg, [two_skills()] * 4)]

    assert len(set(drawn)) == 1


def test_a_picture_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(graphviz, "PATIENCE_S", 0.001)

    with pytest.raises(FormatUnavailableError, match="Name fewer goals"):
        write_svg(two_skills())
