"""What people decided about a map says how sure the rest of it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Decision, Prerequisite
from graph.inference.calibration import (
    FEWEST_DECISIONS,
    Calibration,
    calibration_of,
    recalibrated,
)
from graph.model import Evidence

CONFIDENCES = st.floats(0.0001, 1).map(lambda sure: round(sure, 4))


def inferred(*confidences: float) -> list[Prerequisite]:
    return [
        Prerequisite(f"a{number}", f"b{number}", sure, "inferred")
        for number, sure in enumerate(confidences)
    ]


def decided(verdict: str, edges: list[Prerequisite]) -> list[Decision]:
    return [Decision(edge.source, edge.target, verdict, "2026-01-01T00:00:00Z") for edge in edges]


def test_few_decisions_change_nothing():
    edges = inferred(*[0.6] * FEWEST_DECISIONS)

    assert calibration_of(edges, decided("rejected", edges[1:])) is None
    assert recalibrated(edges, None) == tuple(edges)


def test_a_map_of_which_much_is_rejected_is_less_sure_throughout():
    edges = inferred(*[0.6] * 30, 0.8, 0.6, 0.45)
    calibration = calibration_of(edges, decided("rejected", edges[:30]))

    confidences = [edge.confidence for edge in recalibrated(edges, calibration)[30:]]

    assert calibration
    assert calibration.decisions == 30
    assert confidences == sorted(confidences, reverse=True)
    assert confidences[0] < 0.65
    assert confidences[1] < 0.3


@pytest.mark.parametrize("verdict", ["accepted", "asserted"])
def test_a_map_of_which_all_is_right_is_surer_throughout(verdict):
    edges = inferred(*[0.6] * 30, 0.55)
    calibration = calibration_of(edges, decided(verdict, edges[:30]))

    assert recalibrated(edges, calibration)[30].confidence > 0.75


def test_what_is_held_back_teaches_nothing_and_becomes_no_surer_by_what_is_accepted():
    edges = inferred(*[0.6] * 30, 0.45, 0.45)
    against = Evidence("overreaches", "It would put 30 pairs in order.", (1,), -0.3)
    edges[30] = replace(edges[30], evidence=(against,))

    taught = calibration_of(edges, decided("accepted", edges[:30]))
    assert taught == calibration_of(edges, decided("accepted", edges[:31]))
    held, other = recalibrated(edges, taught)[30:]
    assert held == edges[30]
    assert other.confidence > 0.5

    less_sure = calibration_of(edges, decided("rejected", edges[:30]))
    assert recalibrated(edges, less_sure)[30].confidence < 0.3


def test_decisions_that_agree_with_the_confidences_change_little():
    edges = inferred(*[0.8] * 50, 0.8, 0.5)
    decisions = decided("accepted", edges[:40]) + decided("rejected", edges[40:50])

    found = recalibrated(edges, calibration_of(edges, decisions))

    assert [edge.confidence for edge in found[50:]] == pytest.approx([0.8, 0.5], abs=0.03)


def test_what_the_map_states_stays_certain_and_says_nothing_about_inference():
    stated = [Prerequisite(f"s{n}", f"t{n}") for n in range(40)]
    edges = [*stated, *inferred(0.6)]

    assert calibration_of(edges, decided("rejected", stated)) is None
    assert recalibrated(edges, Calibration(30, 1.0, -1.0))[:40] == tuple(stated)


def test_an_inferred_prerequisite_that_a_record_calls_certain_is_judged_like_any_other():
    edges = inferred(*[1.0] * 30, 1.0)

    calibration = calibration_of(edges, decided("rejected", edges[:30]))

    assert recalibrated(edges, calibration)[30].confidence < 0.95


@given(st.lists(st.tuples(CONFIDENCES, st.booleans()), min_size=24, max_size=60))
def test_what_was_surer_stays_surer_and_nothing_becomes_certain(judged):
    edges = inferred(*(sure for sure, _ in judged), 0.3, 0.5, 0.7, 0.9)
    decisions = [
        *decided("accepted", [e for e, (_, right) in zip(edges, judged, strict=False) if right]),
        *decided(
            "rejected", [e for e, (_, right) in zip(edges, judged, strict=False) if not right]
        ),
    ]

    confidences = [
        edge.confidence for edge in recalibrated(edges, calibration_of(edges, decisions))[-4:]
    ]

    assert confidences == sorted(confidences)
    assert confidences[0] > 0
    assert confidences[-1] <= 0.99
