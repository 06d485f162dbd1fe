import networkx as nx
import pytest
from hypothesis import given

from graph.export.prerequisites import transitive_reduction, used_prerequisites
from graph.model import Decision, Prerequisite
from graph.skillgraph import SkillGraph
from tests.builders import skill_graph
from tests.graph.export.snapshots import inferred, snapshot_of
from tests.strategies import dags


def reduced(graph: SkillGraph) -> list[tuple[str, str]]:
    every = [
        Prerequisite(edge.source, edge.target, 0.5, "inferred") for edge in graph.prerequisites
    ]
    return [(edge.source, edge.target) for edge in transitive_reduction(SkillGraph(every, graph))]


def test_a_prerequisite_that_others_imply_is_left_out_of_a_picture():
    graph = skill_graph("""
        http -> rest -> graphql
        http -> graphql
        json -> rest
    """)

    assert reduced(graph) == [("http", "rest"), ("json", "rest"), ("rest", "graphql")]


def test_what_is_left_comes_in_the_order_of_the_graph():
    graph = skill_graph("""
        c
        b
        a -> b
        a -> c
    """)

    assert reduced(graph) == [("a", "c"), ("a", "b")]


@pytest.mark.parametrize("status", ["asserted", "accepted"])
def test_what_people_say_is_never_left_out(status):
    said = Prerequisite("a", "c", 1.0, status)
    graph = SkillGraph([("a", "b"), ("b", "c"), said])

    assert said in transitive_reduction(graph)


@given(dags)
def test_the_reduction_is_the_one_of_networkx(drawn):
    skills, pairs = drawn
    edges = [(f"s{source}", f"s{target}") for source, target in pairs]

    assert set(reduced(SkillGraph(edges, skills))) == set(
        nx.transitive_reduction(nx.DiGraph(edges)).edges
    )


def test_prerequisites_in_use_come_by_map_order_of_target_then_source():
    snapshot = snapshot_of(
        ["A", "B", "C"], inferred(2, 3, 0.9), inferred(1, 2, 0.6), inferred(1, 3)
    )

    used = used_prerequisites(snapshot, 0.5)

    assert [(edge.source, edge.target) for edge in used] == [
        ("area/1", "area/2"),
        ("area/1", "area/3"),
        ("area/2", "area/3"),
    ]


def test_a_prerequisite_that_is_rejected_or_not_sure_enough_is_not_in_use():
    rejection = Decision("area/1", "area/2", "rejected", "2026-03-01T12:00:00+00:00")
    snapshot = snapshot_of(
        ["A", "B", "C"], inferred(1, 2), inferred(1, 3, 0.4), inferred(2, 3, 0.5)
    )

    assert used_prerequisites(snapshot.with_decisions([rejection]), 0.5) == (inferred(2, 3, 0.5),)
