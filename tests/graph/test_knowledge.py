import networkx as nx
import pytest

from graph import SkillGraph, UnknownSkillError, close_state, inner_fringe, outer_fringe
from tests.builders import skill_graph
from tests.strategies import dag, seeded


def graph():
    return skill_graph("""
        http -> rest -> graphql
        json -> rest
        git
    """)


def test_a_state_is_what_is_known_and_all_that_it_needs():
    assert close_state(graph(), {"rest"}) == {"http", "json", "rest"}
    assert close_state(graph(), {"git", "http"}) == {"git", "http"}
    assert close_state(graph(), set()) == frozenset()


def test_a_skill_is_in_the_outer_fringe_once_all_its_prerequisites_are_known():
    assert outer_fringe(graph(), set()) == {"http", "json", "git"}
    assert outer_fringe(graph(), {"http"}) == {"json", "git"}
    assert outer_fringe(graph(), {"http", "json"}) == {"rest", "git"}


def test_who_knows_everything_has_nothing_left_to_learn():
    assert outer_fringe(graph(), set(graph())) == frozenset()


def test_the_inner_fringe_is_what_nothing_else_that_is_known_needs():
    assert inner_fringe(graph(), {"http", "json", "rest", "git"}) == {"rest", "git"}
    assert inner_fringe(graph(), {"http", "json"}) == {"http", "json"}
    assert inner_fringe(graph(), set()) == frozenset()


def test_a_graph_without_skills_has_empty_states_and_fringes():
    empty = SkillGraph()

    assert close_state(empty, set()) == frozenset()
    assert outer_fringe(empty, set()) == inner_fringe(empty, set()) == frozenset()


@pytest.mark.parametrize("ask", [close_state, outer_fringe, inner_fringe])
def test_an_unknown_skill_is_refused(ask):
    with pytest.raises(UnknownSkillError, match="“no”"):
        ask(graph(), {"http", "no"})


@pytest.mark.parametrize("seed", range(300))
def test_states_and_fringes_are_what_their_definitions_say(seed):
    skills, edges = dag(seed, 120)
    found, reference = SkillGraph(edges, skills), nx.DiGraph(edges)
    reference.add_nodes_from(skills)
    chance = seeded(seed)
    known = set(chance.sample(skills, chance.randint(0, len(skills))))

    state = close_state(found, known)

    needs = {skill: set(reference.predecessors(skill)) for skill in skills}
    assert state == known.union(*(nx.ancestors(reference, skill) for skill in known))
    assert all(needs[skill] <= state for skill in state)
    assert close_state(found, state) == state
    assert outer_fringe(found, state) == {
        skill for skill in skills if skill not in state and needs[skill] <= state
    }
    assert inner_fringe(found, state) == {
        skill for skill in state if not any(skill in needs[other] for other in state)
    }


@pytest.mark.parametrize("seed", range(50))
def test_what_is_learned_from_the_outer_fringe_leads_to_another_state_and_in_the_end_to_all(seed):
    skills, edges = dag(seed, 60)
    found = SkillGraph(edges, skills)
    chance = seeded(seed)

    state = frozenset()
    while fringe := outer_fringe(found, state):
        learned = chance.choice(sorted(fringe))
        state |= {learned}
        assert close_state(found, state) == state
        assert learned in inner_fringe(found, state)
    assert state == set(skills)
