"""Inference keeps its quality on the labelled maps, and its weights are fitted on them."""

import pytest

from bench.fit_inference import MAPS, WEIGHTS, as_file, fit_kinds
from bench.inference import Reading, confidences, quality, used
from bench.labelled import read
from graph.inference.shipped import shipped_weights

TOLERANCE = 0.02

COMMITTED_F = {
    "android-developer": 0.825,
    "chess": 0.795,
    "cloud-aws": 0.974,
    "cs-foundations": 0.85,
    "data-analyst": 0.881,
    "data-science": 0.853,
    "dotnet-alphabetical": 0.849,
    "electrician": 0.713,
    "frontend": 0.879,
    "home-cooking": 0.761,
    "ios-developer": 0.86,
    "java-backend": 0.871,
    "llm-engineer": 0.845,
    "ml-engineer": 0.841,
    "node-backend": 0.826,
    "photography": 0.652,
    "platform-engineer": 0.846,
    "python-backend": 0.881,
    "qa-automation": 0.737,
    "rust-systems": 0.778,
    "security-analyst": 0.778,
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
