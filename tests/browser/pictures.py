"""Renew the pictures of `docs/neo4j.md`: `python -m tests.browser.pictures`."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from playwright.sync_api import Browser, Locator, sync_playwright

from graph.export.neo4j_browser import QUERIES
from graph.export.neo4j_browser.values import Value, filled, values_of
from tests.browser.workbench import DESKTOP, Visit, Workbench, drawn_nodes, workbench

QUERY = {query.slug: query for query in QUERIES}
FOLDER = Path(__file__).parent.parent.parent / "docs" / "img"
SETTLED_MS = 8000
"""The layout moves for some seconds."""


def main() -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with workbench(Path(folder)) as bench:
            take(chromium, bench)
        chromium.close()


def take(chromium: Browser, bench: Workbench) -> None:
    """Go through the guide, and take a picture of what is worth one."""
    visit = Visit(chromium.new_page(viewport=DESKTOP, locale="en"), bench)
    values = values_of(bench.snapshot)

    def ask(slug: str, **other: Value) -> Locator:
        """Run a query of the guide, with other values than the guide has if they are given."""
        query = QUERY[slug]
        frame = visit.run(filled(query, {**values, **other})) if other else visit.click(query)
        frame.locator("svg g.node").first.wait_for()
        return frame

    frame = ask("whole-map")
    drawn_nodes(frame, 237)
    visit.slide("The map")
    fit(visit, frame)
    visit.page.mouse.move(0, 0)
    shoot(visit, "guide")
    shoot_large(visit, "map", ask("one-area", area="devops"))
    ask("know")
    ask("want", goals=["database-skills/sqlalchemy/session-management"])
    ask("colour")
    shoot_large(visit, "path", ask("path"), {"ORM Models": (60, 50), "Context Managers": (110, 40)})
    ask(
        "know",
        known=["fastapi/basics/route-handling", "fastapi/advanced-features/websocket-support"],
    )
    ask("want", goals=["fastapi/basics/query-parameters"])
    ask("colour")
    shoot_large(visit, "learner", ask("one-area", area="fastapi"))


def fit(visit: Visit, frame: Locator) -> None:
    """Show all of the graph, as large as it can be, once it has come to rest."""
    overview = frame.get_by_title("Collapse the node properties display")
    if overview.count():  # it stays away in later frames
        overview.click()
    visit.page.wait_for_timeout(SETTLED_MS)
    frame.get_by_label("zoom-to-fit").first.click()
    visit.page.wait_for_timeout(1000)  # it zooms slowly


def shoot(visit: Visit, name: str) -> None:
    """Write a picture."""
    visit.page.screenshot(path=FOLDER / f"neo4j-{name}.png")


def shoot_large(
    visit: Visit,
    name: str,
    frame: Locator,
    moved: Mapping[str, tuple[int, int]] = MappingProxyType({}),
) -> None:
    """Write a picture that shows nothing but the graph, some nodes moved out of the way."""
    frame.get_by_title("Fullscreen").click()
    fit(visit, frame)
    for caption, way in moved.items():
        node = frame.locator("svg g.node", has_text=re.compile(caption.replace(" ", r"\s*")))
        drag(visit, node, way)
        fit(visit, frame)
    shoot(visit, name)
    frame.get_by_title("Close fullscreen").click()
    visit.page.wait_for_timeout(500)


def drag(visit: Visit, node: Locator, way: tuple[int, int]) -> None:
    """Pull a node somewhere else, where it stays."""
    box = node.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + way[0], y + way[1], steps=10)
    visit.page.mouse.up()
    visit.page.mouse.move(0, 0)


if __name__ == "__main__":
    main()
