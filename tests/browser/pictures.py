"""Renew the pictures of `docs/neo4j.md`: `python -m tests.browser.pictures`."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, sync_playwright

from graph.export.neo4j_browser import QUERIES
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
    frame = visit.click(QUERY["whole-map"])
    drawn_nodes(frame, 237)
    visit.slide("The map")
    visit.page.mouse.move(0, 0)
    shoot(visit, "guide", frame)
    enlarge(visit, frame)
    shoot(visit, "map", frame)
    reduce(visit, frame)
    for slug in ("know", "want"):
        visit.click(QUERY[slug]).locator("svg g.node").first.wait_for()
    for slug, name in (("colour", "learner"), ("path", "path")):
        frame = visit.click(QUERY[slug])
        frame.locator("svg g.node").first.wait_for()
        enlarge(visit, frame)
        shoot(visit, name, frame)
        reduce(visit, frame)


def enlarge(visit: Visit, frame: Locator) -> None:
    """Show nothing but the graph, and all of it."""
    frame.get_by_title("Fullscreen").click()
    overview = frame.get_by_title("Collapse the node properties display")
    if overview.count():  # it stays away in later frames
        overview.click()
    visit.page.wait_for_timeout(SETTLED_MS)
    visit.page.get_by_label("zoom-to-fit").first.click()


def reduce(visit: Visit, frame: Locator) -> None:
    """Show the guide again."""
    frame.get_by_title("Close fullscreen").click()
    visit.page.wait_for_timeout(500)


def shoot(visit: Visit, name: str, frame: Locator) -> None:
    """Write a picture, once the graph has come to rest."""
    frame.locator("svg g.node").first.wait_for()
    visit.page.wait_for_timeout(SETTLED_MS)
    visit.page.screenshot(path=FOLDER / f"neo4j-{name}.png")


if __name__ == "__main__":
    main()
