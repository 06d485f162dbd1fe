"""While a view is loaded, nothing jumps."""

import pytest

from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser

WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
LITTLE = 0.02
"""Nobody notices so much; with a score above 0.1, web.dev/cls says, a page needs to be improved."""


@both_sizes
@pytest.mark.parametrize("view", ["map", "next", "roadmap", "placement", "review", "graph"])
def test_nothing_jumps_while_a_view_is_loaded(visit, seed_page, view, size):
    page = visit.open(f"{seed_page}#/{view}", size, script=WATCH)

    page.wait_for_load_state("networkidle")
    page.evaluate("() => new Promise((done) => setTimeout(done, 100))")

    assert page.evaluate("() => window.shift") < LITTLE
