from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import CycleError, Prerequisite, SkillGraph, UnknownSkillError
from tests.builders import skill_graph
from tests.strategies import dag, seeded


def diamond():
    return skill_graph("""
        http -> rest -> graphql
        json -> rest
        git
    """)


def before(skills, edges):
    """Return for every skill what comes before it, by walking back one edge at a time."""
    found = {}
    for skill in skills:
        todo, seen = [skill], set()
        while todo:
            here = todo.pop()
            for source, target in edges:
                if target == here and source not in seen:
                    seen.add(source)
                    todo.append(source)
        found[skill] = seen
    return found


# Making one


def test_skills_stand_in_the_order_given_and_those_of_edges_after_them():
    graph = SkillGraph([("c", "a"), ("x", "c")], skills=["b", "a", "b"])

    assert list(graph) == ["b", "a", "c", "x"]
    assert len(graph) == 4
    assert [graph.position(skill) for skill in graph] == [0, 1, 2, 3]
    assert "x" in graph
    assert "y" not in graph


def test_a_pair_is_short_for_an_asserted_prerequisite():
    assert SkillGraph([("a", "b")]).prerequisites == (Prerequisite("a", "b", 1.0, "asserted"),)


def test_of_a_repeated_pair_the_last_one_holds():
    graph = SkillGraph([Prerequisite("a", "b", 0.5, "inferred"), Prerequisite("a", "b", 0.7)])

    assert [edge.confidence for edge in graph.prerequisites] == [0.7]
    assert graph.prerequisites_of("b") == {"a"}


def test_a_graph_may_be_empty():
    graph = SkillGraph()

    assert list(graph) == []
    assert graph.prerequisites == ()
    assert graph.ancestors_of(set()) == graph.descendants_of(set()) == frozenset()
    assert graph.at_least(0.5) == graph
    assert graph.in_order([]) == ()


def test_graphs_are_equal_if_skills_order_and_prerequisites_are():
    assert diamond() == diamond()
    assert SkillGraph([("a", "b")]) == SkillGraph([("a", "b")], ["a"])
    assert SkillGraph([("a", "b")]) != SkillGraph([("a", "b")], ["b"])
    assert SkillGraph([("a", "b")]) != SkillGraph([Prerequisite("a", "b", 0.5)])
    assert SkillGraph() != "SkillGraph"


def test_a_graph_says_how_large_it_is():
    assert repr(diamond()) == "SkillGraph(5 skills, 3 prerequisites)"


# Cycles


def test_a_skill_that_needs_itself_is_refused():
    with pytest.raises(CycleError) as caught:
        SkillGraph([("a", "b"), ("b", "b")])

    assert caught.value.cycle == ("b", "b")
    assert str(caught.value) == "b cannot be a prerequisite of itself"


def test_a_cycle_is_refused_and_can_be_read_as_a_sentence():
    with pytest.raises(CycleError) as caught:
        SkillGraph([("z", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("c", "y")])

    first, *rest = caught.value.cycle
    assert {*rest} == {"a", "b", "c"}
    assert rest[-1] == first
    one, two, three, again = caught.value.cycle
    assert str(caught.value) == (
        f"these prerequisites run in a circle: {one} comes before {two}, which comes before "
        f"{three}, which comes before {again}. Reject or remove one of them"
    )


@pytest.mark.parametrize("seed", range(200))
def test_a_graph_is_refused_exactly_if_networkx_finds_a_cycle_in_it(seed):
    chance = seeded(seed)
    size = chance.randint(1, 12)
    edges = [(chance.randrange(size), chance.randrange(size)) for _ in range(chance.randint(0, 14))]
    edges = [(f"s{source}", f"s{target}") for source, target in edges]

    if nx.is_directed_acyclic_graph(nx.DiGraph(edges)):
        assert len(SkillGraph(edges).prerequisites) == len(set(edges))
    else:
        with pytest.raises(CycleError) as caught:
            SkillGraph(edges)
        cycle = caught.value.cycle
        assert cycle[0] == cycle[-1]
        assert len(set(cycle)) == len(cycle) - 1
        assert set(pairwise(cycle)) <= set(edges)


# Asking


def test_direct_prerequisites_and_dependents():
    graph = diamond()

    assert graph.prerequisites_of("rest") == {"http", "json"}
    assert graph.dependents_of("rest") == {"graphql"}
    assert graph.prerequisites_of("git") == graph.dependents_of("git") == frozenset()


def test_ancestors_and_descendants_are_all_that_comes_before_and_after():
    graph = diamond()

    assert graph.ancestors_of({"graphql"}) == {"http", "json", "rest"}
    assert graph.descendants_of({"http"}) == {"rest", "graphql"}
    assert graph.ancestors_of({"git", "http"}) == frozenset()


def test_a_skill_is_among_the_ancestors_of_others_that_need_it():
    assert diamond().ancestors_of({"rest", "graphql"}) == {"http", "json", "rest"}
    assert diamond().descendants_of({"http", "rest"}) == {"rest", "graphql"}


def test_a_prerequisite_is_found_by_its_two_skills():
    graph = diamond()

    assert graph.prerequisite("http", "rest") == Prerequisite("http", "rest")
    assert graph.prerequisite("rest", "http") is None
    assert graph.prerequisite("http", "nothing") is None


def test_a_graph_of_at_least_a_confidence_keeps_all_skills_and_the_surer_edges():
    graph = SkillGraph(
        [Prerequisite("a", "b", 0.5), Prerequisite("b", "c", 0.49), Prerequisite("a", "c", 1.0)],
        ["c", "b", "a"],
    )

    surer = graph.at_least(0.5)

    assert list(surer) == ["c", "b", "a"]
    assert [(edge.source, edge.target) for edge in surer.prerequisites] == [("a", "b"), ("a", "c")]
    assert graph.at_least(0) == graph
    assert [edge.confidence for edge in graph.at_least(1).prerequisites] == [1.0]


def test_a_graph_among_some_skills_keeps_their_order_and_what_is_between_them():
    graph = SkillGraph(
        [Prerequisite("a", "b", 0.5), Prerequisite("b", "c", 0.4), Prerequisite("a", "c", 1.0)],
        ["c", "b", "a"],
    )

    assert list(graph.among({"a", "c"})) == ["c", "a"]
    assert graph.among(["a", "c"]).prerequisites == (Prerequisite("a", "c", 1.0),)
    assert graph.among(graph) == graph
    assert len(graph.among([])) == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.among(["http", "no"]),
        lambda graph: graph.prerequisites_of("no"),
        lambda graph: graph.dependents_of("no"),
        lambda graph: graph.ancestors_of({"http", "no"}),
        lambda graph: graph.descendants_of({"no"}),
        lambda graph: graph.position("no"),
        lambda graph: graph.mask_of(["http", "no"]),
        lambda graph: graph.in_order(["no", "http"]),
        lambda graph: graph.require(["http", "no"]),
    ],
)
def test_an_unknown_skill_is_refused_by_name(ask):
    with pytest.raises(UnknownSkillError) as caught:
        ask(diamond())

    assert caught.value.name == "no"


def test_skills_are_put_in_the_order_of_the_graph():
    graph = SkillGraph(skills=["c", "a", "b"])

    assert graph.in_order({"a", "b", "c"}) == ("c", "a", "b")
    assert graph.in_order(["b"]) == ("b",)


def test_the_array_face_says_the_same():
    graph = diamond()

    pairs = [
        (list(graph)[source], list(graph)[target])
        for source, target in zip(graph.sources, graph.targets, strict=True)
    ]
    assert pairs == [(edge.source, edge.target) for edge in graph.prerequisites]
    assert graph.in_degrees.tolist() == [len(graph.prerequisites_of(skill)) for skill in graph]
    assert graph.ids_of(graph.mask_of(["git", "rest"])) == {"git", "rest"}
    assert graph.ids_at(np.array([0, 4])) == {"http", "git"}
    for position, skill in enumerate(graph):
        targets = graph.targets_from(position)
        assert graph.ids_at(targets) == graph.dependents_of(skill)
        assert sorted(targets) == targets.tolist()


@pytest.mark.parametrize("seed", range(60))
def test_ancestors_and_descendants_are_what_a_naive_walk_and_networkx_find(seed):
    skills, edges = dag(seed, 40)
    graph, reference = SkillGraph(edges, skills), nx.DiGraph(edges)
    reference.add_nodes_from(skills)
    chance = seeded(seed)
    ancestors = before(skills, edges)

    for skill in skills:
        assert graph.ancestors_of({skill}) == ancestors[skill] == nx.ancestors(reference, skill)
        assert graph.descendants_of({skill}) == nx.descendants(reference, skill)
    some = set(chance.sample(skills, chance.randint(0, len(skills))))
    assert graph.ancestors_of(some) == frozenset().union(*(ancestors[skill] for skill in some))


@pytest.mark.parametrize("seed", range(100))
def test_the_topological_order_holds_every_skill_after_its_prerequisites(seed):
    skills, edges = dag(seed, 300)
    graph = SkillGraph(edges, skills)

    place = {skill: number for number, skill in enumerate(graph.topological)}
    assert sorted(place) == list(range(len(skills)))
    assert all(
        place[graph.position(source)] < place[graph.position(target)] for source, target in edges
    )


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_the_edges_changes_no_answer(order):
    edges = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]
    shuffled = SkillGraph([edges["abcd".index(name)] for name in order], "abcd")
    graph = SkillGraph(edges, "abcd")

    assert shuffled.ancestors_of({"d"}) == graph.ancestors_of({"d"}) == {"a", "b", "c"}
    assert shuffled.prerequisites_of("d") == graph.prerequisites_of("d")
    assert shuffled.topological == graph.topological
