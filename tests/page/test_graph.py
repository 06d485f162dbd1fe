"""What leads to a skill, and what does it open the way to? The prerequisite graph."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import FAR, LOCKED, SECOND, ask, go, ids_of, overflow, settle, tick
from tests.page.visits import DESKTOP, PHONE, both_sizes

pytestmark = pytest.mark.browser

FIRST = "python-core/fundamentals/variables-data-types"
LABEL_PX = 13
KNOTS = """# Knots
## Ropes
- Coiling
- Overhand (requires: Coiling)
- Bowline (requires: Overhand)
- Splicing (requires: Bowline)
## Harbour
- Rowing
- Mooring (requires: Bowline; Rowing; Coiling)
- Sailing (requires: Mooring)
"""
COILING, OVERHAND, BOWLINE = "ropes/coiling", "ropes/overhand", "ropes/bowline"
ROWING, MOORING, SAILING = "harbour/rowing", "harbour/mooring", "harbour/sailing"


@pytest.fixture
def knots(store, served) -> str:
    import_map(store, KNOTS)
    return served


def look_at(visit, address: str, skill_id: str, size=DESKTOP, scheme="light") -> Page:
    page = visit.open(f"{address}#/graph?skill={skill_id}", size, scheme)
    wait_for_picture(page)
    return page


def wait_for_picture(page: Page) -> None:
    page.locator(".graph-skill.focus").wait_for()
    page.locator(".graph-picture .way").first.wait_for(state="attached")


def node(page: Page, skill_id: str) -> Locator:
    return page.locator(f'.graph-skill .name[data-id="{skill_id}"]')


def drawn(page: Page) -> set[str]:
    return set(ids_of(page.locator(".graph-skill .name")))


def arrows(page: Page) -> set[str]:
    return set(ids_of(page.locator(".react-flow__edge")))


def listed(page: Page, heading: str) -> list[str]:
    found = page.locator(f"h4:text-is('{heading}') + ol .name")
    found.first.wait_for()
    return ids_of(found)


def place(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    return box["x"], box["y"]


@both_sizes
def test_all_that_leads_to_a_skill_is_drawn_and_listed_in_learning_order(visit, seed_page, size):
    page = look_at(visit, seed_page, LOCKED, size)
    question = {"known": [], "skill": LOCKED}
    missing = json.loads(ask(seed_page, "readiness", question))["missing_all"]

    assert drawn(page) == {*missing, LOCKED}
    assert listed(page, "Before it, in learning order") == missing
    expect(page.get_by_role("status").first).to_contain_text(f"{len(missing)} skills come before")
    expect(page.locator("#view-title")).to_have_text("The way to Circuit Breakers")
    assert overflow(page) <= 0


@both_sizes
def test_arrows_that_follow_from_others_are_left_out_and_the_page_says_so(visit, knots, size):
    page = look_at(visit, knots, MOORING, size)

    assert drawn(page) == {COILING, OVERHAND, BOWLINE, ROWING, MOORING, SAILING}
    assert arrows(page) == {
        f"{COILING}..{OVERHAND}",
        f"{OVERHAND}..{BOWLINE}",
        f"{BOWLINE}..{MOORING}",
        f"{ROWING}..{MOORING}",
        f"{MOORING}..{SAILING}",
    }
    expect(page.get_by_text("Arrows that follow from others are left out.")).to_be_visible()
    assert listed(page, "After it, in learning order") == [SAILING]
    expect(page.locator(".graph-itself")).to_contain_text(re.compile("on .*Bowline.* and .*Rowing"))


def test_the_way_goes_from_left_to_right_and_on_a_phone_from_top_to_bottom(visit, knots):
    wide = look_at(visit, knots, BOWLINE)
    chain = [place(node(wide, skill_id)) for skill_id in (COILING, OVERHAND, BOWLINE)]
    assert chain == sorted(chain)
    assert len({y for _, y in chain}) == 1

    narrow = look_at(visit, knots, BOWLINE, PHONE)
    down = [place(node(narrow, skill_id))[1] for skill_id in (COILING, OVERHAND, BOWLINE)]
    assert down == sorted(down)
    assert down[0] < down[1] < down[2]


@both_sizes
def test_a_long_way_is_wrapped_so_that_every_label_can_be_read_at_once(visit, seed_page, size):
    page = look_at(visit, seed_page, FAR, size)

    zoom = page.locator(".react-flow__viewport").evaluate("v => v.getBoundingClientRect().width")
    zoom /= page.locator(".react-flow__viewport").evaluate("v => v.offsetWidth")
    assert zoom * LABEL_PX >= 11
    frame = page.locator(".graph-frame").bounding_box()
    for found in page.locator(".graph-skill").all():
        box = found.bounding_box()
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]


def test_what_is_known_is_folded_away_until_it_is_asked_for(visit, knots):
    page = visit.open(knots)
    tick(page, BOWLINE)
    page.evaluate(f"location.hash = '#/graph?skill={MOORING}'")
    wait_for_picture(page)

    assert drawn(page) == {BOWLINE, ROWING, COILING, MOORING, SAILING}
    expect(page.get_by_role("status").first).to_contain_text("1 skill behind what you know")
    page.get_by_label("Show what you know").check()

    expect(node(page, OVERHAND)).to_be_visible()
    assert drawn(page) == {COILING, OVERHAND, BOWLINE, ROWING, MOORING, SAILING}
    assert node(page, OVERHAND).get_by_role("img").get_attribute("aria-label") == "assumed known"


def test_the_nearest_are_shown_of_a_way_that_is_too_long_and_the_rest_is_counted(
    visit, store, served
):
    rows = [f"- S{n}" + (f" (requires: S{n - 1})" if n else "") for n in range(200)]
    import_map(store, "# Way\n## Steps\n" + "\n".join(rows))
    page = look_at(visit, served, "steps/s170")

    told = page.get_by_role("status").first
    expect(told).to_contain_text("170 skills come before it. 29 skills need it")
    expect(told).to_contain_text("the nearest are shown and 50 further ones are left out")
    assert drawn(page) == {f"steps/s{n}" for n in range(50, 200)}
    expect(node(page, "steps/s170")).to_be_in_viewport()

    node(page, "steps/s170").focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    expect(node(page, "steps/s150")).to_be_focused()
    expect(node(page, "steps/s150")).to_be_in_viewport(ratio=0.9)


def test_an_unsure_prerequisite_is_dashed_and_explained(visit, seed_page):
    page = look_at(visit, seed_page, LOCKED)
    edges = json.loads(ask(seed_page, "graph"))["prerequisites"]
    unsure = {f"{e['source']}..{e['target']}" for e in edges if e["band"] == "suggested"}

    dashed = ids_of(page.locator(".react-flow__edge:has(.suggested)"))

    assert set(dashed) == unsure & arrows(page)
    assert dashed
    line = page.locator(".graph-picture .suggested .line").first
    assert line.evaluate("line => getComputedStyle(line).strokeDasharray") != "none"
    expect(page.get_by_role("list", name="What the signs mean")).to_contain_text("not sure")
    expect(page.locator(".graph-list")).to_contain_text("(suggested)")


def test_the_picture_is_walked_with_the_keyboard_alone(visit, knots):
    page = look_at(visit, knots, MOORING)
    page.get_by_role("button", name="Fit").focus()

    page.keyboard.press("Tab")
    expect(node(page, MOORING)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(node(page, BOWLINE)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    expect(node(page, BOWLINE)).to_be_focused()
    page.keyboard.press("Enter")

    details = page.locator("#details")
    expect(details.get_by_role("heading", level=2)).to_have_text("Bowline")
    expect(details.get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(node(page, BOWLINE)).to_be_focused()


def test_another_skill_is_put_in_the_centre_and_the_focus_goes_with_it(visit, knots):
    page = look_at(visit, knots, MOORING)
    node(page, BOWLINE).focus()

    page.keyboard.press("Tab")
    centre = page.get_by_role("link", name=re.compile("Show the way to .*Bowline"))
    expect(centre).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#view-title")).to_have_text("The way to Bowline")
    expect(node(page, BOWLINE)).to_be_focused()
    assert drawn(page) == {COILING, OVERHAND, BOWLINE, "ropes/splicing", MOORING, SAILING}
    page.go_back()
    expect(page.locator("#view-title")).to_have_text("The way to Mooring")


def test_a_click_opens_the_details_and_what_is_ticked_there_shows_in_the_picture(visit, knots):
    page = look_at(visit, knots, MOORING)

    node(page, ROWING).click()
    page.locator("#details").get_by_role("button", name="I know this").click()
    settle(page)

    expect(page.locator('.graph-skill[data-state="known"] .name')).to_have_attribute(
        "data-id", ROWING
    )
    expect(node(page, ROWING).get_by_role("img", name="known")).to_be_visible()


@both_sizes
def test_without_a_skill_the_view_asks_for_one(visit, seed_page, size):
    page = visit.open(f"{seed_page}#/graph", size)
    field = page.get_by_role("combobox", name="Which skill do you want to look at?")

    field.fill("circuit")
    field.press("Enter")

    wait_for_picture(page)
    expect(page.locator("#view-title")).to_have_text("The way to Circuit Breakers")


def test_a_skill_that_the_map_does_not_have_is_named(visit, seed_page):
    page = visit.open(f"{seed_page}#/graph?skill=no/such")

    expect(page.get_by_role("status").first).to_have_text("This map has no skill no/such.")


def test_the_wheel_scrolls_the_page_and_with_ctrl_it_zooms(visit, seed_page):
    page = look_at(visit, seed_page, FAR, {"width": 1280, "height": 700})
    zoom = re.compile(r"scale\(([\d.]+)\)")

    def scale() -> float:
        return float(zoom.search(page.locator(".react-flow__viewport").get_attribute("style"))[1])

    before = scale()
    page.locator(".graph-frame").hover()
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 0")
    assert scale() == before

    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(
        "scale => new DOMMatrix(document.querySelector('.react-flow__viewport').style.transform).a"
        " > scale",
        arg=before,
    )
    page.get_by_role("button", name="Fit").click()
    page.wait_for_function(
        "scale => new DOMMatrix(document.querySelector('.react-flow__viewport').style.transform).a"
        " === scale",
        arg=before,
    )


def test_skills_of_one_name_are_told_apart_and_names_are_nothing_but_text(visit, store, served):
    name = "<img src=x onerror=alert(1)>" + "w" * 300
    import_map(
        store,
        f"# Map\n## Ropes\n- Safety\n## Boats\n- Safety (requires: Ropes / Safety)\n"
        f"- `{name}` (requires: Boats / Safety)\n",
    )
    page = look_at(visit, served, "boats/safety")

    expect(node(page, "ropes/safety")).to_contain_text("(Ropes)")
    expect(node(page, "boats/safety")).to_contain_text("(Boats)")
    expect(page.locator(".graph-skill").last).to_contain_text("<img src=x")
    assert overflow(page) <= 0


def test_the_graph_is_loaded_when_it_is_first_opened(visit, seed_page):
    loaded = []
    page = visit.open("about:blank", wait=False)
    page.on("request", lambda request: loaded.append(request.url))
    page = visit.open(seed_page)
    go(page, "next")
    assert not [url for url in loaded if "/graph-" in url]

    page.evaluate(f"location.hash = '#/graph?skill={SECOND}'")
    wait_for_picture(page)

    assert [url for url in loaded if "/graph-" in url]


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_graph_is_fit_for_everybody(visit, seed_page, size, scheme):
    page = look_at(visit, seed_page, LOCKED, size, scheme)
    listed(page, "Before it, in learning order")

    assert grave_findings(page) == []
    link = page.get_by_role("link", name="React Flow attribution")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
