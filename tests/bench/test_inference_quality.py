"""Inference keeps its quality on the labelled maps, and its weights are fitted on them."""

import pytest

from bench.fit_inference import MAPS, WEIGHTS, as_file, fit_kinds
from bench.inference import Reading, confidences, quality, used
from bench.labelled import read
from graph.inference.shipped import shipped_weights

TOLERANCE = 0.02

COMMITTED_F = {
    "android-developer": 0.821,
    "chess": 0.792,
    "cloud-aws": 0.97,
    "cs-foundations": 0.851,
    "data-analyst": 0.862,
    "data-science": 0.941,
    "dotnet-alphabetical": 0.84,
    "electrician": 0.704,
    "frontend": 0.915,
    "home-cooking": 0.759,
    "ios-developer": 0.855,
    "java-backend": 0.896,
    "llm-engineer": 0.822,
    "machine-learning": 0.835,
    "ml-engineer": 0.836,
    "node-backend": 0.833,
    "photography": 0.652,
    "platform-engineer": 0.914,
    "python-backend": 0.883,
    "qa-automation": 0.74,
    "rust-systems": 0.773,
    "security-analyst": 0.762,
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
