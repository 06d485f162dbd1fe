import pytest

from graph.inference.combine import MAX_INFERRED_CONFIDENCE, combine
from graph.inference.evidence import Finding
from graph.model import Evidence


def finding(source, target, rule, strength, text="why"):
    return Finding(source, target, Evidence(rule, text, (1, 2), strength))


def test_one_piece_of_evidence_is_as_sure_as_it_says():
    (edge,) = combine([finding("a", "b", "sequence", 0.55)])

    assert (edge.source, edge.target, edge.confidence, edge.status) == ("a", "b", 0.55, "inferred")
    assert [evidence.rule for evidence in edge.evidence] == ["sequence"]


def test_an_edge_is_wrong_only_if_all_its_evidence_is():
    (edge,) = combine([finding("a", "b", "sequence", 0.5), finding("a", "b", "name", 0.8)])

    assert edge.confidence == pytest.approx(1 - 0.5 * 0.2)


def test_the_strongest_evidence_is_told_first():
    (edge,) = combine([finding("a", "b", "sequence", 0.5), finding("a", "b", "name", 0.8)])

    assert [evidence.rule for evidence in edge.evidence] == ["name", "sequence"]


def test_the_same_evidence_counts_once():
    (edge,) = combine([finding("a", "b", "name", 0.5)] * 3)

    assert edge.confidence == 0.5
    assert len(edge.evidence) == 1


def test_the_two_directions_are_two_edges_in_the_order_of_the_findings():
    edges = combine([finding("b", "a", "name", 0.5), finding("a", "b", "name", 0.6)])

    assert [(edge.source, edge.target) for edge in edges] == [("b", "a"), ("a", "b")]


def test_inference_is_never_certain_however_much_speaks_for_it():
    evidence = [finding("a", "b", "name", 0.9, text=f"reason {number}") for number in range(20)]

    (edge,) = combine(evidence)

    assert edge.confidence == MAX_INFERRED_CONFIDENCE < 1
    assert edge.status == "inferred"


def test_what_the_map_states_is_not_weighed():
    (edge,) = combine([finding("a", "b", "sequence", 0.5), finding("a", "b", "stated", 1.0)])

    assert (edge.confidence, edge.status) == (1.0, "asserted")
    assert [evidence.rule for evidence in edge.evidence] == ["stated", "sequence"]


def test_the_order_of_the_findings_does_not_change_the_confidence():
    findings = [finding("a", "b", rule, s) for rule, s in [("x", 0.3), ("y", 0.6), ("z", 0.45)]]

    assert combine(findings)[0].confidence == combine(findings[::-1])[0].confidence


def test_no_evidence_is_no_edge():
    assert combine([]) == ()
