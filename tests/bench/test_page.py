import pytest

from api.page import BUILT
from bench.page import first_load, large_map, packed

KIB = 1024


@pytest.mark.parametrize(("kind", "most"), [("js", 40 * KIB), ("css", 12 * KIB)])
def test_what_a_browser_loads_before_it_shows_anything_stays_small(kind, most):
    files = first_load(BUILT, kind)

    assert files
    assert packed(files) <= most


def test_the_large_map_of_the_measurement_has_about_two_prerequisites_a_skill_and_no_cycle():
    snapshot = large_map(600)

    skills, edges = len(snapshot.skill_map.skills), len(snapshot.inferred)
    assert 1.5 * skills < edges < 2 * skills
    assert len(snapshot.graph.prerequisites) == edges
