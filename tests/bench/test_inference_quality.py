"""Inference keeps its quality on the labelled maps, and its weights are fitted on them."""

import pytest

from bench.fit_inference import MAPS, TAUGHT, WEIGHTS, as_file, fit_kinds
from bench.inference import Reading, confidences, quality, used
from bench.labelled import read
from graph.inference.shipped import shipped_weights

TOLERANCE = 0.02

COMMITTED_F = {
    "android-developer": 0.875,
    "aspnet-azure": 0.877,
    "azure-administrator": 0.833,
    "bi-analyst": 0.838,
    "chess": 0.821,
    "cloud-aws": 0.982,
    "cloud-gcp-architect": 0.694,
    "computer-vision": 0.922,
    "cs-foundations": 0.866,
    "data-analyst": 0.88,
    "data-engineer-spark": 0.773,
    "data-science": 0.926,
    "database-engineer": 0.896,
    "dotnet-alphabetical": 0.875,
    "electrician": 0.726,
    "embedded-c": 0.851,
    "frontend": 0.923,
    "frontend-junior": 0.869,
    "game-unity": 0.944,
    "go-backend": 0.839,
    "home-cooking": 0.747,
    "ios-course": 0.904,
    "ios-developer": 0.872,
    "java-backend": 0.903,
    "kubernetes-administrator": 0.903,
    "linux-administrator": 0.878,
    "llm-engineer": 0.844,
    "llm-engineer-course": 0.831,
    "machine-learning": 0.865,
    "ml-engineer": 0.859,
    "ml-foundations": 0.841,
    "network-engineer": 0.869,
    "node-backend": 0.87,
    "photography": 0.627,
    "platform-engineer": 0.939,
    "platform-engineer-wiki": 0.867,
    "python-backend": 0.922,
    "python-backend-plan": 0.892,
    "qa-automation": 0.813,
    "qa-engineer": 0.856,
    "react-senior": 0.923,
    "ruby-rails": 0.883,
    "rust-systems": 0.839,
    "security-analyst": 0.803,
    "site-reliability": 0.625,
    "test-automation": 0.791,
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
