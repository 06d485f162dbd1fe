import pytest

from graph import CycleError, Decision, NameDecision, build
from tests.builders import SEED_MAP, snapshot


def decided(source, target, verdict):
    return Decision(source, target, verdict, "2027-01-04T09:00:00Z")


def topic():
    return snapshot("""
        ## T
        - a
        - b
        - c
    """)


def pairs(edges):
    return [(edge.source, edge.target, edge.status) for edge in edges]


def test_the_graph_holds_the_skills_in_map_order_and_what_is_in_use():
    found = topic()

    assert list(found.graph) == ["t/a", "t/b", "t/c"]
    assert set(found.graph.prerequisites) == set(found.inferred)


def test_prerequisites_are_listed_by_map_order_of_target_then_source():
    found = snapshot("## T\n- a\n- b\n- c\n- d")
    found = found.with_decisions([decided("t/b", "t/c", "rejected")])

    listed = pairs(found.prerequisites)

    assert {("t/a", "t/b", "inferred"), ("t/b", "t/c", "rejected")} < set(listed)
    assert listed == sorted(listed, key=lambda edge: (edge[1], edge[0]))


def test_a_rejected_prerequisite_is_not_in_the_graph():
    found = topic().with_decisions([decided("t/a", "t/b", "rejected")])

    assert found.graph.prerequisites_of("t/b") == frozenset()


def test_decisions_leave_what_was_inferred_as_it_was_and_can_all_be_taken_back():
    found = topic()

    changed = found.with_decisions([decided("t/c", "t/a", "asserted")])

    assert changed.inferred == found.inferred
    assert changed != found
    assert changed.with_decisions([]) == found
    assert found.decisions == ()


def test_what_a_decision_cuts_is_in_the_report():
    found = topic().with_decisions([decided("t/c", "t/a", "asserted")])

    assert ("t/a", "t/c", "t/a") in [cut.cycle for cut in found.report.cut]
    assert topic().report.cut == ()


def test_decisions_that_run_in_a_circle_are_refused_and_change_nothing():
    found = topic()

    with pytest.raises(CycleError):
        found.with_decisions([decided("t/a", "t/b", "asserted"), decided("t/b", "t/a", "accepted")])
    assert found.decisions == ()


def test_a_decision_is_found_by_its_two_skills():
    decision = decided("t/a", "t/b", "rejected")
    found = topic().with_decisions([decision])

    assert found.decision("t/a", "t/b") is decision
    assert found.decision("t/b", "t/a") is None


def test_a_decision_about_a_missing_skill_waits():
    found = topic().with_decisions([decided("t/a", "gone", "asserted")])

    assert found.decisions != ()
    assert found.graph == topic().graph


def test_the_graph_at_a_confidence_holds_what_is_at_least_as_sure():
    found = build(SEED_MAP.read_bytes())

    for least in (0, 0.5, 0.75, 0.9, 1):
        assert found.graph_at(least) == found.graph.at_least(least)
        assert all(edge.confidence >= least for edge in found.graph_at(least).prerequisites)
    assert found.graph_at(0) == found.graph


def test_every_prerequisite_of_the_seed_map_is_used_rejected_or_cut():
    found = build(SEED_MAP.read_bytes())

    cut = {(edge.source, edge.target) for edge in found.report.cut}
    used = {(edge.source, edge.target) for edge in found.prerequisites}
    assert used | cut == {(edge.source, edge.target) for edge in found.inferred}
    assert not used & cut


# Decisions about skills that are one now


def merged_topics(*decisions):
    """Return a map in which the skills x of two topics are one, and these decisions."""
    two_topics = "## A\n- x\n- y\n## B\n- x\n- z\n"
    merged = NameDecision("x", "merged", "2027-01-04T09:00:00Z")
    return build(two_topics, name_decisions=[merged]).with_decisions(decisions)


def test_decisions_hold_for_the_skill_of_which_theirs_is_a_placement_and_are_kept_as_made():
    made = decided("b/x", "b/z", "rejected")
    found = merged_topics(made, decided("a/y", "b/z", "asserted"))

    assert [(d.source, d.target) for d in found.decisions_in_force] == [
        ("a/x", "b/z"),
        ("a/y", "b/z"),
    ]
    assert found.decisions[0] == made
    assert found.decision("a/x", "b/z").verdict == "rejected"
    assert ("a/x", "b/z", "rejected") in pairs(found.prerequisites)


def test_of_decisions_about_one_pair_the_newest_is_in_force():
    older = Decision("a/x", "b/z", "rejected", "2027-01-01T09:00:00Z")
    newer = Decision("b/x", "b/z", "asserted", "2027-01-02T09:00:00Z")

    for order in ([older, newer], [newer, older]):
        assert [d.verdict for d in merged_topics(*order).decisions_in_force] == ["asserted"]


def test_decisions_wait_if_a_skill_is_gone_or_both_are_one():
    gone, both = decided("no/x", "b/z", "asserted"), decided("a/x", "b/x", "asserted")
    found = merged_topics(gone, both, decided("b/x", "a/y", "rejected"))

    assert found.waiting == (gone, both)
    assert found.decision("no/x", "b/z") == gone
