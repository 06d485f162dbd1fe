from dataclasses import replace
from math import tanh

import pytest

from graph import AmbiguousNameError, Decision, UnknownSkillError, build, explain
from graph.model import Evidence
from tests.builders import SEED_MAP, snapshot


def stated():
    return snapshot("""
        # Web
        ## One
        - a
        - b (requires: a)
        ## Two
        - c (requires: b)
        - d
    """)


def decided(source, target, verdict):
    return Decision(source, target, verdict, "2027-01-04T09:00:00Z")


def ends(edge):
    return edge.source, edge.target


def test_a_path_is_told_with_what_lies_between_and_each_of_its_edges():
    answer = explain(stated(), "a", "c", min_confidence=0.9)

    assert (answer.source, answer.target, answer.relation) == ("one/a", "two/c", "before")
    assert answer.text == "“a” comes before “c”, by way of “b”."
    assert [(edge.source, edge.target) for edge in answer.path] == [
        ("one/a", "one/b"),
        ("one/b", "two/c"),
    ]
    assert all(edge.evidence for edge in answer.path)
    assert answer.changes == (
        "All of this is stated by the map or by a person; take back “a” before “b”.",
    )


def test_the_other_way_round_the_same_path_is_told():
    answer = explain(stated(), "c", "a", min_confidence=0.9)

    assert answer.relation == "after"
    assert answer.text == "“c” comes after “a”, by way of “b”."
    assert [edge.target for edge in answer.path] == ["one/b", "two/c"]


def test_of_an_inferred_path_the_least_sure_step_is_what_to_reject():
    seed = build(SEED_MAP.read_bytes())
    edge = min((e for e in seed.prerequisites if e.confidence >= 0.5), key=lambda e: e.confidence)

    answer = explain(seed, edge.source, edge.target)

    assert answer.path == (edge,)
    assert answer.confidence == edge.confidence
    assert answer.changes[-1].endswith(f"({edge.confidence:.2f}): reject it.")


def test_what_is_in_no_order_says_what_was_weighed_and_how_to_state_it():
    answer = explain(stated(), "d", "a", min_confidence=0.9)

    assert answer.relation == "unordered"
    assert answer.path == ()
    assert answer.text == "Neither “d” nor “a” has to be learned before the other."
    against = [found.text for found in answer.weighed if found.worth < 0]
    assert "The area “Two” comes after “One”." in against
    assert "assert “d” before “a”" in answer.changes[-1]
    assert "“(requires: d)” behind “a”" in answer.changes[-1]


def test_what_is_doubtful_says_from_where_on_it_would_be_used():
    seed = build(SEED_MAP.read_bytes())
    edge = next(e for e in seed.prerequisites if e.confidence < 0.5)

    answer = explain(seed, edge.source, edge.target, min_confidence=1.0)

    assert answer.relation == "unordered"
    assert f"doubtful ({edge.confidence:.2f}) and left out below 1" in answer.changes[-1]


def test_what_is_held_back_says_what_it_would_imply_and_how_sure_it_is_then():
    seed = build(SEED_MAP.read_bytes())
    edge, held = next(
        (e, why) for e in seed.prerequisites for why in e.evidence if why.rule == "overreaches"
    )

    answer = explain(seed, edge.source, edge.target)

    assert answer.relation == "unordered"
    assert answer.confidence == answer.calibrated == edge.confidence == 0.45
    (against,) = (found for found in answer.weighed if found.rule == "overreaches")
    assert against.text == held.text
    assert tanh(against.worth / 2) == pytest.approx(held.strength, abs=1e-4)
    assert "doubtful (0.45) and left out below 0.5: accept" in answer.changes[-1]


def test_what_speaks_most_for_a_pair_is_told_first_whatever_holds_it_back():
    seed = build(SEED_MAP.read_bytes())
    edge = next(
        e for e in seed.inferred if any(w.worth < -0.5 for w in explain(seed, *ends(e)).weighed)
    )
    hardly = Evidence("overreaches", "It would put 9 pairs in order.", edge.evidence[0].lines, -0.1)
    held = replace(edge, confidence=0.45, evidence=(*edge.evidence, hardly))
    changed = replace(seed, inferred=tuple(held if e is edge else e for e in seed.inferred))

    worths = [found.worth for found in explain(changed, *ends(edge)).weighed]

    assert worths == sorted(worths, reverse=True)
    assert -0.2007 in worths[:-1]


def test_many_decisions_do_not_bring_back_what_is_held_back():
    seed = build(SEED_MAP.read_bytes())
    held = next(e for e in seed.inferred if e.evidence[-1].rule == "overreaches")
    sure = [edge for edge in seed.inferred if 0.5 <= edge.confidence < 0.7][:30]

    found = seed.with_decisions([decided(*ends(edge), "accepted") for edge in sure])

    assert found.calibration
    assert found.calibration(0.45) > 0.5
    assert found.graph_at(0.5).prerequisite(*ends(held)) is None
    assert explain(found, *ends(held)).calibrated == 0.45


def test_a_decision_about_the_pair_is_told_first():
    found = stated().with_decisions([decided("one/a", "one/b", "rejected")])

    answer = explain(found, "a", "b")

    assert answer.relation == "unordered"
    assert answer.decision == found.decisions[0]
    assert answer.changes == ("“a” before “b” was rejected by a person: withdraw that.",)


def test_what_was_cut_tells_the_cycle_that_it_would_close():
    found = snapshot("## T\n- a\n- b").with_decisions([decided("t/b", "t/a", "asserted")])

    answer = explain(found, "a", "b")

    assert answer.relation == "after"
    (change, *_) = answer.changes
    assert "was cut, for it would close a cycle" in change
    assert not any("Too little speaks for it" in change for change in answer.changes)


def test_one_skill_is_in_no_order_with_itself():
    answer = explain(stated(), "a", "a")

    assert answer.relation == "unordered"
    assert answer.text == "“a” is one skill, and comes neither before nor after itself."
    assert answer.weighed == answer.path == answer.changes == ()


def test_any_two_skills_of_the_seed_map_can_be_asked_about():
    seed = build(SEED_MAP.read_bytes())
    ids = [skill.id for skill in seed.skill_map.skills][::17]

    for source in ids:
        for target in ids:
            answer = explain(seed, source, target)
            assert answer.text
            assert answer.changes or source == target
            assert all(found.text and found.worth for found in answer.weighed)


def test_a_topic_and_a_stranger_are_refused():
    with pytest.raises(AmbiguousNameError):
        explain(build("## T\n### U\n- a\n- b\n"), "U", "a")
    with pytest.raises(UnknownSkillError):
        explain(stated(), "a", "zebra")
