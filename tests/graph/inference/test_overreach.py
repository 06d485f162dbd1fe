from itertools import combinations, pairwise, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Prerequisite, parse_skill_map
from graph.inference import overreach
from graph.inference.acyclic import select_acyclic
from graph.inference.overreach import (
    MAX_OVERREACHING_CONFIDENCE,
    OVERREACHES,
    hold_back,
    is_held_back,
)
from graph.model import DEFAULT_MIN_CONFIDENCE, Evidence

BEFORE, AFTER = "abcd", "vwxyz"
GROUPS = parse_skill_map("".join(f"- {name}\n" for name in BEFORE + AFTER))
SKILLS = "abcdefg"
SMALL = parse_skill_map("".join(f"- {name}\n" for name in SKILLS))
BRIDGE = ("d", "v")


def inferred(source, target, confidence):
    return Prerequisite(
        source, target, confidence, "inferred", (Evidence("needs", "Known.", (1,), 0.5),)
    )


def two_groups(bridge):
    """Return edges to the last of BEFORE, from the first of AFTER, and one between these two."""
    return [
        *(inferred(skill, "d", 0.9) for skill in "abc"),
        *(inferred("v", skill, 0.8) for skill in "wxyz"),
        bridge,
    ]


def test_an_edge_by_which_much_would_be_implied_that_nothing_speaks_for_is_held_back():
    edges = two_groups(inferred(*BRIDGE, 0.7))

    *others, bridge = hold_back(GROUPS, edges)

    assert others == edges[:-1]
    assert (bridge.source, bridge.target) == BRIDGE
    assert bridge.confidence == MAX_OVERREACHING_CONFIDENCE < DEFAULT_MIN_CONFIDENCE
    assert bridge.evidence == (
        *edges[-1].evidence,
        Evidence(
            OVERREACHES,
            "It would put 19 pairs in order for which little else speaks, “a” before “v” for one.",
            (4, 5),
            -0.4808,
        ),
    )


def test_an_edge_stays_as_sure_as_it_was_if_enough_of_what_it_implies_is_likely_by_itself():
    edges = two_groups(inferred(*BRIDGE, 0.7))
    edges[:0] = [inferred("a", "v", 0.41)]  # (0.7 + 0.41) of 20 pairs

    assert hold_back(GROUPS, edges) == tuple(edges)


def test_what_the_map_states_is_never_held_back_and_nothing_is_because_of_it():
    many = parse_skill_map("".join(f"- {number:02}\n" for number in range(40)))
    ids = [skill.id for skill in many.skills]
    edges = [Prerequisite(*pair) for pair in pairwise(ids[1:])]
    edges.append(inferred(ids[0], ids[1], 0.5))  # before 39 skills, of which nothing is guessed

    assert hold_back(many, edges) == tuple(edges)


def test_what_answers_do_not_use_implies_nothing_and_is_left_alone():
    edges = two_groups(inferred(*BRIDGE, 0.49))

    assert hold_back(GROUPS, edges) == tuple(edges)


def test_what_would_close_a_cycle_is_left_to_be_cut():
    edges = [inferred(*pair, 0.9) for pair in combinations(BEFORE + AFTER, 2)]
    edges.append(inferred("z", "a", 0.6))  # by which 36 pairs would be the other way round

    assert hold_back(GROUPS, edges) == tuple(edges)


def test_what_was_held_back_implies_nothing_for_those_that_are_less_sure():
    edges = [*two_groups(inferred(*BRIDGE, 0.7)), inferred("w", "x", 0.5)]

    held = hold_back(GROUPS, edges)

    assert held[-1] == edges[-1]
    assert held[-2].confidence == MAX_OVERREACHING_CONFIDENCE


@given(
    st.dictionaries(
        st.sampled_from([pair for pair in product(SKILLS, repeat=2) if pair[0] != pair[1]]),
        st.integers(40, 99).map(lambda sure: sure / 100),
        max_size=30,
    ),
)
def test_each_edge_is_judged_by_what_it_newly_implies(sure):
    least_mean = 0.3  # so that seven skills are enough to overreach
    edges = [inferred(*pair, confidence) for pair, confidence in sure.items()]
    graph = nx.DiGraph()
    graph.add_nodes_from(SKILLS)
    held = set()
    for edge in sorted(edges, key=lambda edge: (-edge.confidence, edge.target, edge.source)):
        pair = edge.source, edge.target
        if edge.confidence < DEFAULT_MIN_CONFIDENCE or nx.has_path(graph, *reversed(pair)):
            continue
        with_edge = nx.transitive_closure(nx.DiGraph([*graph.edges, pair]))
        fresh = set(with_edge.edges) - set(nx.transitive_closure(graph).edges)
        if fresh and sum(sure.get(one, 0) for one in fresh) / len(fresh) < least_mean:
            held.add(pair)
        else:
            graph.add_edge(*pair)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(overreach, "LEAST_MEAN", least_mean)
        found = hold_back(SMALL, edges)

    held = {pair for pair in held if not nx.has_path(graph, *pair)}
    assert {(edge.source, edge.target) for edge in found if is_held_back(edge)} == held
    used = [edge for edge in found if edge.confidence >= DEFAULT_MIN_CONFIDENCE]
    chosen = select_acyclic(SKILLS, used).used
    assert nx.transitive_closure(nx.DiGraph((e.source, e.target) for e in chosen)).edges == (
        nx.transitive_closure(graph).edges
    )


def test_what_less_sure_edges_imply_anyway_is_not_held_back():
    with_middle = parse_skill_map("".join(f"- {name}\n" for name in (*BEFORE, "m", *AFTER)))
    edges = two_groups(inferred(*BRIDGE, 0.7))
    by_the_way = [
        *(inferred("d", "m", 0.52), inferred("m", "v", 0.51)),
        *(inferred("m", skill, 0.45) for skill in "wx"),
    ]

    assert hold_back(with_middle, edges)[-1].confidence == MAX_OVERREACHING_CONFIDENCE
    assert hold_back(with_middle, [*edges, *by_the_way]) == (*edges, *by_the_way)


def test_nothing_is_nothing():
    assert hold_back(SMALL, []) == ()


@pytest.mark.parametrize("confidence", [0.5, 0.99])
def test_an_edge_alone_never_overreaches(confidence):
    edge = inferred("a", "b", confidence)

    assert hold_back(SMALL, [edge]) == (edge,)
