import pytest

from graph import SkillGraph
from graph.reach import EVERYTHING, EdgeChange, Reach, needing, numbers_of
from tests.builders import skill_graph
from tests.strategies import dag, seeded

NOTHING = frozenset()


def drawn(drawing):
    """Return what can be reached in a drawn graph, and functions from ids to numbers and back."""
    graph = skill_graph(drawing)
    number = numbers_of(graph)
    edges = ((number[edge.source], number[edge.target]) for edge in graph.prerequisites)

    def edge(pair):
        return number[pair[0]], number[pair[1]]

    def ids(bits):
        return "".join(skill for skill in graph if bits >> number[skill] & 1)

    return Reach(edges, len(graph)), edge, ids, number


def test_prerequisites_lead_from_higher_to_lower_numbers():
    number = numbers_of(skill_graph("b -> a -> c"))

    assert number["b"] > number["a"] > number["c"]


def test_a_skill_reaches_itself_and_all_that_needs_it():
    reach, _, ids, number = drawn("a -> b -> c\nd -> c")

    assert [ids(reach.sets[number[skill]]) for skill in "abcd"] == ["abc", "bc", "c", "cd"]


@pytest.mark.parametrize(("edge", "reached"), [("ab", "b"), ("ac", ""), ("ad", "d"), ("be", "e")])
def test_what_is_reached_through_one_edge_alone_has_no_other_way(edge, reached):
    reach, edge_of, ids, _ = drawn("a -> b -> c\na -> c\nd -> c\ne -> c")

    assert ids(reach.only_through(edge_of(edge))) == reached


def test_edges_that_go_and_come_change_what_the_skills_before_them_reach():
    reach, edge, ids, number = drawn("a -> b -> c\nd")

    change = EdgeChange(gone=frozenset({edge("bc")}), come=frozenset({edge("bd")}))
    changed = reach.changed(change, EVERYTHING)

    assert {skill: ids(changed.get(number[skill], 0)) for skill in "abcd"} == {
        "a": "cd",
        "b": "cd",
        "c": "",
        "d": "",
    }


def test_an_edge_can_be_turned_around():
    reach, edge, ids, number = drawn("a -> b -> c")

    change = EdgeChange(gone=frozenset({edge("ab")}), come=frozenset({edge("ba")}))
    changed = reach.changed(change, EVERYTHING)

    assert {skill: ids(changed.get(number[skill], 0)) for skill in "abc"} == {
        "a": "bc",
        "b": "a",
        "c": "",
    }


def test_only_what_is_looked_at_counts():
    reach, edge, _, number = drawn("a -> b -> c")

    among = 1 << number["c"]
    changed = reach.changed(EdgeChange(frozenset({edge("ab")}), NOTHING), among)

    assert changed == {number["a"]: among}


def test_edges_may_close_a_cycle_if_none_go():
    reach, edge, ids, number = drawn("a -> b -> c")

    changed = reach.changed(EdgeChange(NOTHING, frozenset({edge("ca")})), EVERYTHING)

    assert [ids(changed.get(number[skill], 0)) for skill in "abc"] == ["", "a", "ab"]


@pytest.mark.parametrize("number", range(20))
def test_what_needs_a_skill_is_everything_that_comes_after_it(number):
    skills, edges = dag(number, 60)
    graph = SkillGraph(edges, skills)
    asked = seeded(number).sample(skills, len(skills) // 2)
    among = seeded(-number).sample(skills, len(skills) // 2)

    found = needing(graph, set(asked), among)

    assert found.keys() == set(asked)
    for skill, bits in found.items():
        needing_it = {other for place, other in enumerate(among) if bits >> place & 1}
        assert needing_it == graph.descendants_of({skill}) & set(among)
