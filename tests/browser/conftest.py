"""Neo4j Browser in a real Chromium, against a real Neo4j that holds the seed map.

A run needs one of each, however many tests there are; they stay on one worker.
"""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.workbench import DESKTOP, Visit, Workbench, workbench


@pytest.fixture(scope="session")
def bench(tmp_path_factory) -> Iterator[Workbench]:
    with workbench(tmp_path_factory.mktemp("browser")) as bench:
        yield bench


@pytest.fixture
def visit(browser, bench) -> Iterator[Callable[..., Visit]]:
    """Return what opens Neo4j Browser and logs in, with nothing kept from a visit before."""
    contexts = []

    def open_browser(size=DESKTOP) -> Visit:
        context = browser.new_context(viewport=size, locale="en")
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Visit(context.new_page(), bench)

    yield open_browser
    for context in contexts:
        context.close()
    bench.neo4j.ask("MATCH (n:Known|Ready|Goal) REMOVE n:Known:Ready:Goal")
    bench.neo4j.ask("MATCH (n:Learner) DETACH DELETE n")
