"""Inference keeps its quality on the labelled maps, and its weights are fitted on them."""

import pytest

from bench.fit_inference import MAPS, TAUGHT, WEIGHTS, as_file, fit_kinds
from bench.inference import Reading, confidences, quality, used
from bench.labelled import read
from graph.inference.shipped import shipped_weights

TOLERANCE = 0.02

COMMITTED_F = {
    "android-developer": 0.857,
    "aspnet-azure": 0.877,
    "azure-administrator": 0.837,
    "chess": 0.802,
    "cloud-aws": 0.969,
    "cs-foundations": 0.848,
    "data-analyst": 0.885,
    "data-engineer-spark": 0.724,
    "data-science": 0.922,
    "dotnet-alphabetical": 0.834,
    "electrician": 0.707,
    "embedded-c": 0.847,
    "frontend": 0.926,
    "frontend-junior": 0.871,
    "game-unity": 0.91,
    "home-cooking": 0.758,
    "ios-developer": 0.841,
    "java-backend": 0.908,
    "kubernetes-administrator": 0.91,
    "linux-administrator": 0.863,
    "llm-engineer": 0.851,
    "machine-learning": 0.834,
    "ml-engineer": 0.819,
    "network-engineer": 0.865,
    "node-backend": 0.858,
    "photography": 0.642,
    "platform-engineer": 0.907,
    "python-backend": 0.88,
    "qa-automation": 0.76,
    "qa-engineer": 0.836,
    "ruby-rails": 0.887,
    "rust-systems": 0.839,
    "security-analyst": 0.773,
    "site-reliability": 0.646,
}
"""F of the edges in use with the weights that ship, from `python -m bench.inference bench/maps` and
`bench/maps/taught`."""


@pytest.fixture(scope="module")
def maps():
    return {labelled.name: labelled for labelled in (*read(MAPS), *read(TAUGHT))}


def test_every_labelled_map_has_a_committed_figure(maps):
    assert COMMITTED_F.keys() == maps.keys()


@pytest.mark.parametrize("name", COMMITTED_F)
def test_the_edges_in_use_are_as_good_as_they_were(maps, name):
    sure = confidences(maps[name], shipped_weights(), Reading())

    found = quality(maps[name], used(maps[name], sure))

    assert found.f >= COMMITTED_F[name] - TOLERANCE


@pytest.mark.timeout(600)
def test_the_weights_that_ship_are_fitted_on_the_other_maps_with_this_pack():
    assert as_file(fit_kinds(read(MAPS))) == WEIGHTS.read_text(encoding="utf-8")
