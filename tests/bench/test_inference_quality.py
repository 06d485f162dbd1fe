"""Inference keeps its quality on the labelled maps, and its weights are fitted on them."""

import pytest

from bench.fit_inference import MAPS, WEIGHTS, as_file, fit_kinds
from bench.inference import Reading, confidences, quality, used
from bench.labelled import read
from graph.inference.shipped import shipped_weights

TOLERANCE = 0.02

COMMITTED_F = {
    "android-developer": 0.780,
    "chess": 0.801,
    "data-science": 0.832,
    "dotnet-alphabetical": 0.830,
    "electrician": 0.705,
    "frontend": 0.931,
    "home-cooking": 0.728,
    "java-backend": 0.849,
    "ml-engineer": 0.845,
    "photography": 0.612,
    "platform-engineer": 0.891,
    "python-backend": 0.872,
    "qa-automation": 0.737,
    "security-analyst": 0.748,
}
"""F of the edges in use with the weights that ship, from `python -m bench.inference bench/maps`."""


@pytest.fixture(scope="module")
def maps():
    return {labelled.name: labelled for labelled in read(MAPS)}


def test_every_labelled_map_has_a_committed_figure(maps):
    assert COMMITTED_F.keys() == maps.keys()


@pytest.mark.parametrize("name", COMMITTED_F)
def test_the_edges_in_use_are_as_good_as_they_were(maps, name):
    sure = confidences(maps[name], shipped_weights(), Reading())

    found = quality(maps[name], used(maps[name], sure))

    assert found.f >= COMMITTED_F[name] - TOLERANCE


@pytest.mark.timeout(600)
def test_the_weights_that_ship_are_fitted_on_these_maps_with_this_pack(maps):
    assert as_file(fit_kinds(list(maps.values()))) == WEIGHTS.read_text(encoding="utf-8")
