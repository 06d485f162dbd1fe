"""Renew the picture of the page in `README.md`: `python -m tests.page.picture`.

The areas of the seed map begin with an emoji: `apt-get install fonts-noto-color-emoji`.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import CHROMIUM
from tests.page.steps import choose_goal, settle, tick
from tests.waypath.commands import serving

FILE = Path(__file__).parent.parent.parent / "docs" / "img" / "page.png"
SIZE = {"width": 1280, "height": 800}
GOAL = "SQLAlchemy"
KNOWN = {
    "python-core/fundamentals": (
        *("variables-data-types", "control-structures", "functions-decorators"),
        *("exception-handling", "file-i-o-operations", "type-hints", "virtual-environments"),
    ),
    "python-core/advanced-python": ("design-patterns", "context-managers"),
    "fastapi/basics": ("route-handling",),
    "database-skills/sql-postgresql": ("schema-design",),
    "devops/docker": ("containerization", "dockerfile-creation"),
}


def main() -> None:
    """Tick what a learner knows, choose a goal, and write what the page shows then."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as (_, address, _),
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page(viewport=SIZE, locale="en")
        page.goto(address)
        settle(page)
        tick(page, *(f"{topic}/{name}" for topic, names in KNOWN.items() for name in names))
        choose_goal(page, GOAL)
        page.reload()  # without the notice of the last step
        settle(page)
        page.screenshot(path=FILE)
        chromium.close()


if __name__ == "__main__":
    main()
