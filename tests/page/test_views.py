"""Every view, in both themes and at both widths: fit for everybody, and worth a look.

The pictures of `docs/img/page/` are made here: `pytest tests/page/test_views.py --renew-pictures`.
The areas of the seed map begin with an emoji: `apt-get install fonts-noto-color-emoji`.
"""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.page.axe import grave_findings
from tests.page.steps import LOCKED, overflow, settle
from tests.page.visits import DESKTOP, PHONE

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parent.parent.parent / "docs" / "img" / "page"
COLOURS = 256
"""So many are enough for a page without photographs, and keep the files small."""

SAID = {
    "known": [
        *(
            f"python-core/fundamentals/{name}"
            for name in ("variables-data-types", "control-structures", "functions-decorators")
        ),
        *("python-core/fundamentals/exception-handling", "devops/docker/containerization"),
        *("fastapi/basics/route-handling", "database-skills/sql-postgresql/schema-design"),
        "python-core/advanced-python/design-patterns",
    ],
    "learning": ["devops/docker/dockerfile-creation"],
    "skipped": ["data-analysis-visualization/visualization/seaborn/regression-plots"],
    "goals": ["architecture-patterns/microservices", "database-skills/sqlalchemy"],
    "hours_per_week": 6,
}
"""What the learner of the pictures says."""
BREAD = """\
# Bread
## Dough
- Weighing Ingredients
- Kneading (1h)
- Yeast Dough (requires: Kneading)
- Sourdough Starter
## Baking
- Oven Temperatures
- White Loaf (requires: Yeast Dough; Oven Temperatures)
- Sourdough Loaf (3h)
"""


def start_placement(page: Page) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    for key in "yyn":
        asked = page.locator(".question").get_attribute("data-id")
        page.keyboard.press(key)
        page.locator(f'.question:not([data-id="{asked}"])').wait_for()


def preview_a_map(page: Page) -> None:
    page.get_by_label("Text of the map, in Markdown").fill(BREAD)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Bread", exact=False).first).to_be_visible()


# By the name of its picture: the address below the page's, and what is done there.
VIEWS = {
    "map": ("map", None),
    "details": (f"map?skill={LOCKED}", None),
    "next": ("next", None),
    "roadmap": ("roadmap?start=2027-01-04", lambda page: page.locator(".step").first.wait_for()),
    "placement": ("placement", start_placement),
    "review": ("review", lambda page: page.get_by_text("The lines of the map").wait_for()),
    "maps": ("maps", preview_a_map),
    "you": ("you", None),
    "graph": (
        f"graph?skill={LOCKED}",
        lambda page: page.locator(".react-flow__node").first.wait_for(),
    ),
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_fit_for_everybody_and_looks_like_its_picture(
    visit, seed_page, view, scheme, size, request
):
    address, act = VIEWS[view]
    page = visit.open(seed_page, size, scheme)
    page.evaluate(
        "said => localStorage.setItem('waypath:knowledge:' + said.map, JSON.stringify(said))",
        {"map": "backend-development-skill-map-2-0", **SAID},
    )
    page.goto("about:blank")
    page.goto(f"{seed_page}#/{address}")
    settle(page)
    if act:
        act(page)
    page.evaluate("() => document.fonts.ready")

    assert grave_findings(page) == []
    assert overflow(page) <= 0
    picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
    shades = picture.convert("L").getextrema()
    assert shades[1] - shades[0] > 150, "the picture is blank"
    if request.config.getoption("--renew-pictures"):
        width = "desktop" if size == DESKTOP else "phone"
        file = FOLDER / f"{view}-{width}-{scheme}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def test_every_view_of_the_navigation_has_its_pictures():
    files = {path.name for path in FOLDER.glob("*.png")}

    assert files == {
        f"{view}-{width}-{scheme}.png"
        for view in VIEWS
        for width in ("desktop", "phone")
        for scheme in ("light", "dark")
    }
