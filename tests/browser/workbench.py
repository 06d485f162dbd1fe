"""A real Neo4j with its Browser, Waypath over it, and what people do in that Browser."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from graph import Snapshot, find_map
from graph.export.neo4j_browser import QUERIES
from graph.export.neo4j_browser.queries import Part, Query
from tests.neo4j_servers import Server
from tests.waypath.commands import serving, with_neo4j
from waypath.local_neo4j import LocalNeo4j

DESKTOP = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
PARTS = tuple(dict.fromkeys(query.part for query in QUERIES))
"""Slides of the guide after the first one."""

_STARTED_S = 120
_LOGGED_IN = 60_000
"""Milliseconds; just after its start the server takes a quarter of that."""


@dataclass(frozen=True)
class Workbench:
    """Where everything is."""

    neo4j: Server
    browser: str
    """Address of Neo4j Browser."""
    service: str
    """Address of Waypath."""
    snapshot: Snapshot
    """The seed map, which is in both."""

    @property
    def guide(self) -> str:
        return f"{self.service}neo4j/guide.html"


@contextmanager
def workbench(folder: Path) -> Iterator[Workbench]:
    """Start what people start: `waypath serve --store neo4j-local`, with the seed map."""
    local = LocalNeo4j(folder / "neo4j")
    with serving(
        folder, "--store", "neo4j-local", limit_s=_STARTED_S, **with_neo4j(local.folder)
    ) as (process, address, _):
        running = local.require()
        neo4j = Server(running.bolt, running.user, running.password, http=running.http)
        with closing(neo4j.open_store()) as store:
            snapshot = store.load(find_map(store))
        yield Workbench(neo4j, running.browser, f"{address}/", snapshot)
        process.terminate()
        process.wait()


class Visit:
    """One person in Neo4j Browser, logged in."""

    def __init__(self, page: Page, bench: Workbench) -> None:
        self.page = page
        self._bench = bench
        page.context.route("**/*", _stay_on_this_machine)
        page.goto(bench.browser)
        page.get_by_test_id("username").fill(bench.neo4j.user)
        page.get_by_test_id("password").fill(bench.neo4j.password)
        page.get_by_test_id("connect").click()
        self.guide = page.get_by_test_id("guidesDrawer")
        self.guide.wait_for(timeout=_LOGGED_IN)

    def slide(self, part: Part) -> list[Locator]:
        """Turn to a slide of the guide, and return its queries."""
        self.page.get_by_test_id(f"pagination-{PARTS.index(part) + 2}").click()
        self.page.get_by_role("heading", name=part, exact=True).wait_for()
        return self.guide.locator("pre").all()

    def click(self, query: Query) -> Locator:
        """Run a query of the guide as people do, and return the frame with its result."""
        own = [other for other in QUERIES if other.part == query.part]
        self.slide(query.part)[own.index(query)].click()
        if self.page.viewport_size == PHONE:  # there the guide covers all but itself
            self.page.get_by_test_id("navigationGuides").click()
            self.guide.wait_for(state="detached")
        self.page.get_by_test_id("editor-Run").click()
        return self._result()

    def run(self, command: str) -> Locator:
        """Type a command or query, and return the frame with its result."""
        self.page.locator(".monaco-editor").first.click()
        for key in ("Control+A", "Delete"):
            self.page.keyboard.press(key)
        self.page.keyboard.insert_text(command)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+Enter")
        return self._result()

    def drop(self, path: str, name: str) -> None:
        """Let go of a file of Waypath over the page."""
        self.page.evaluate(
            """async ([address, name]) => {
                const data = new DataTransfer();
                data.items.add(new File([await (await fetch(address)).blob()], name));
                for (const kind of ["dragenter", "dragover", "drop"])
                    document.querySelector("[data-testid=main]").dispatchEvent(
                        new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true})
                    );
            }""",
            [f"{self._bench.service}{path}", name],
        )

    def _result(self) -> Locator:
        frame = self.page.get_by_test_id("frame").first
        frame.locator("[data-testid=frameContents] >> text=/./").first.wait_for(timeout=30_000)
        return frame


def _stay_on_this_machine(route) -> None:
    host = urlsplit(route.request.url).hostname
    if host in ("127.0.0.1", "localhost", None):
        route.continue_()
    else:
        route.abort()


def drawn_nodes(frame: Locator, count: int) -> Counter[tuple[str, ...]]:
    """Return how often nodes of each look are drawn: fill, border, its width, diameter, text.

    Waits until there are so many nodes.
    """
    frame.locator("svg g.node").nth(count - 1).wait_for(timeout=30_000)
    found = frame.locator("svg g.node").evaluate_all(
        """nodes => nodes.map(node => {
            const circle = node.querySelector("circle.b-outline");
            const look = name => circle.getAttribute(name);
            return [look("fill"), look("stroke"), look("stroke-width"), 2 * look("r") + "px",
                    node.querySelector("text").getAttribute("fill")];
        })"""
    )
    return Counter(map(tuple, found))


def captions(frame: Locator, kind: str) -> list[str]:
    """Return what is written on nodes (`node`) or relationships (`relationship`)."""
    found = frame.locator(f"svg g.{kind}").evaluate_all(
        """drawn => drawn.map(one => [...one.querySelectorAll("text")].map(
            line => line.textContent.trim()).join(" ").trim())"""
    )
    return [text for text in found if text]
