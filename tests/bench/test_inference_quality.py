"""Inference keeps its quality on the labelled maps, and its weights are fitted on them."""

import pytest

from bench.fit_inference import MAPS, TAUGHT, WEIGHTS, as_file, fit_kinds
from bench.inference import Reading, confidences, quality, used
from bench.labelled import read
from graph.inference.shipped import shipped_weights

TOLERANCE = 0.02

COMMITTED_F = {
    "android-developer": 0.883,
    "aspnet-azure": 0.881,
    "azure-administrator": 0.831,
    "bi-analyst": 0.826,
    "chess": 0.81,
    "cloud-aws": 0.977,
    "cloud-gcp-architect": 0.72,
    "computer-vision": 0.904,
    "cs-foundations": 0.853,
    "data-analyst": 0.874,
    "data-engineer-spark": 0.759,
    "data-science": 0.933,
    "database-engineer": 0.906,
    "dotnet-alphabetical": 0.862,
    "electrician": 0.7,
    "embedded-c": 0.855,
    "frontend": 0.928,
    "frontend-junior": 0.868,
    "game-unity": 0.944,
    "go-backend": 0.853,
    "home-cooking": 0.765,
    "ios-course": 0.923,
    "ios-developer": 0.872,
    "java-backend": 0.91,
    "kubernetes-administrator": 0.905,
    "linux-administrator": 0.878,
    "llm-engineer": 0.841,
    "llm-engineer-course": 0.822,
    "machine-learning": 0.859,
    "ml-engineer": 0.835,
    "ml-foundations": 0.821,
    "network-engineer": 0.87,
    "node-backend": 0.878,
    "photography": 0.653,
    "platform-engineer": 0.93,
    "platform-engineer-wiki": 0.872,
    "python-backend": 0.918,
    "python-backend-plan": 0.899,
    "qa-automation": 0.777,
    "qa-engineer": 0.844,
    "react-senior": 0.93,
    "ruby-rails": 0.883,
    "rust-systems": 0.836,
    "security-analyst": 0.774,
    "site-reliability": 0.644,
    "test-automation": 0.764,
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
