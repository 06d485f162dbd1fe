from itertools import pairwise

import networkx as nx
import pytest

from graph import (
    SkillGraph,
    UnknownSkillError,
    grouped_order,
    learning_order,
    learning_stages,
)
from graph.order import critical_path
from tests.builders import skill_graph
from tests.strategies import dag, seeded

GRAPHS = 1000
PARTS = 10
LARGEST = 500


def graph():
    return skill_graph("""
        graphql
        rest -> graphql
        http -> rest
        json -> rest
        git
    """)


# Learning order


def test_an_order_holds_every_skill_after_its_prerequisites_and_else_reads_like_the_map():
    assert list(graph()) == ["graphql", "rest", "http", "json", "git"]
    assert learning_order(graph()) == ("http", "json", "rest", "graphql", "git")


def test_without_prerequisites_the_order_is_the_map_order():
    assert learning_order(SkillGraph(skills=["c", "a", "b"])) == ("c", "a", "b")


def test_an_order_of_some_skills_respects_what_runs_through_others():
    assert learning_order(graph(), ["graphql", "http"]) == ("http", "graphql")
    assert learning_order(graph(), ["git", "git", "json"]) == ("json", "git")
    assert learning_order(graph(), []) == ()


# Stages


def test_skills_of_one_stage_can_be_learned_in_parallel():
    assert learning_stages(graph()) == (("http", "json", "git"), ("rest",), ("graphql",))


def test_stages_of_some_skills_skip_the_others_but_respect_them():
    assert learning_stages(graph(), ["graphql", "http", "git"]) == (("http", "git"), ("graphql",))
    assert learning_stages(graph(), []) == ()


# Grouped order


def test_a_grouped_order_stays_with_a_topic_as_long_as_it_can():
    crossed = skill_graph("""
        a1 -> b1
        a2
        b2
    """)
    topics = {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}

    assert list(crossed) == ["a1", "b1", "a2", "b2"]
    assert grouped_order(crossed, crossed, topics) == ("a1", "a2", "b1", "b2")


def test_a_grouped_order_leaves_a_topic_that_has_to_wait():
    waiting = SkillGraph([("b1", "a2")], ["a1", "a2", "b1", "b2"])
    topics = {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}

    assert grouped_order(waiting, waiting, topics) == ("a1", "b1", "b2", "a2")


def test_a_grouped_order_of_some_skills_respects_what_runs_through_others():
    chain = skill_graph("c -> b -> a")
    topics = dict.fromkeys("abc", "t")

    assert grouped_order(chain, ["a", "c"], topics) == ("c", "a")
    assert grouped_order(chain, [], topics) == ()


def test_a_grouped_order_takes_the_lowest_rank_first_whatever_its_topic():
    free = skill_graph("a1\na2\nb1\nb2")
    topics = {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}

    assert grouped_order(free, free, topics, {"a1": 1, "a2": 0, "b1": 0, "b2": 1}) == (
        "a2",
        "b1",
        "b2",
        "a1",
    )


def test_a_grouped_order_learns_what_a_lower_rank_needs_first_even_if_that_ranks_higher():
    chain = skill_graph("a -> b\nc")
    topics = dict.fromkeys("abc", "t")

    assert grouped_order(chain, chain, topics, {"a": 1, "b": 0, "c": 2}) == ("a", "b", "c")


# Critical path


def test_the_critical_path_is_the_chain_that_takes_longest():
    graph = skill_graph("""
        a -> b -> d
        a -> c -> d
        e
    """)
    efforts = {"a": 1, "b": 1, "c": 2, "d": 1, "e": 3.5}

    assert critical_path(graph, efforts) == ("a", "c", "d")
    assert critical_path(graph, efforts | {"e": 5}) == ("e",)


def test_of_equally_long_chains_the_one_that_stands_first_in_the_map_is_critical():
    graph = SkillGraph([("a", "b"), ("c", "b"), ("c", "d")], ["c", "a", "d", "b"])

    assert critical_path(graph, dict.fromkeys("abcd", 0.1)) == ("c", "d")
    assert critical_path(SkillGraph(), {}) == ()


@pytest.mark.parametrize("seed", range(30))
def test_no_chain_takes_longer_than_the_critical_path(seed):
    skills, edges = dag(seed, 40)
    graph = SkillGraph(edges, skills)
    chance = seeded(seed)
    efforts = {skill: chance.randrange(0, 500) / 100 for skill in skills}
    weighted = nx.DiGraph()
    weighted.add_nodes_from([*skills, "start"])
    for source, target in [*edges, *(("start", skill) for skill in skills)]:
        weighted.add_edge(source, target, weight=efforts[target])

    path = critical_path(graph, efforts)

    assert all(pair in edges for pair in pairwise(path))
    longest = nx.dag_longest_path_length(weighted)
    assert sum(efforts[skill] for skill in path) == pytest.approx(longest)


@pytest.mark.parametrize(
    "ask",
    [
        learning_order,
        learning_stages,
        lambda graph, skills: grouped_order(graph, skills, dict.fromkeys(graph)),
    ],
)
def test_an_unknown_skill_is_refused(ask):
    with pytest.raises(UnknownSkillError, match="“no”"):
        ask(graph(), ["git", "no"])


def test_an_empty_graph_has_an_empty_order():
    assert learning_order(SkillGraph()) == learning_stages(SkillGraph()) == ()
    assert grouped_order(SkillGraph(), [], {}) == ()


# Promises about every graph


@pytest.mark.parametrize("part", range(PARTS))
def test_every_order_holds_exactly_the_right_skills_after_all_that_they_need(part):
    for seed in range(part * GRAPHS // PARTS, (part + 1) * GRAPHS // PARTS):
        skills, edges = dag(seed, LARGEST)
        found = SkillGraph(edges, skills)
        chance = seeded(seed)
        wanted = skills if seed % 3 else chance.sample(skills, chance.randint(0, len(skills)))
        place = {skill: number for number, skill in enumerate(skills)}
        groups = {skill: f"topic {place[skill] // 7}" for skill in skills}
        after = nx.DiGraph(edges)
        after.add_nodes_from(skills)

        order = learning_order(found, wanted)
        grouped = grouped_order(found, wanted, groups)
        stages = learning_stages(found, wanted)

        reference = nx.lexicographical_topological_sort(after, key=place.__getitem__)
        assert order == tuple(skill for skill in reference if skill in set(wanted))
        assert stages == naive_stages(after, wanted, place)
        assert_respects(grouped, wanted, after)
        assert_no_needless_change_of_group(grouped, groups, after)
        assert_respects([skill for stage in stages for skill in stage], wanted, after)
        assert order == learning_order(found, reversed(wanted))
        assert grouped == grouped_order(found, reversed(wanted), groups)


def naive_stages(graph, wanted, place):
    """Return stages by the longest way, counted in wanted skills, that leads to each skill."""
    wanted = set(wanted)
    level = {}
    for skill in nx.topological_sort(graph):
        before = [level[source] + (source in wanted) for source in graph.predecessors(skill)]
        level[skill] = max(before, default=0)
    stages = {}
    for skill in sorted(wanted, key=place.__getitem__):
        stages.setdefault(level[skill], []).append(skill)
    return tuple(tuple(stages[number]) for number in sorted(stages))


def assert_respects(order, wanted, graph):
    assert sorted(order) == sorted(set(wanted))
    place = {skill: number for number, skill in enumerate(order)}
    for source, target in wanted_pairs(graph, set(wanted)):
        assert place[source] < place[target]


def wanted_pairs(graph, wanted):
    """Yield every wanted skill with each wanted one that has to come before it somewhere near."""
    nearest = {}
    for skill in nx.topological_sort(graph):
        nearest[skill] = set().union(
            *({s} if s in wanted else nearest[s] for s in graph.predecessors(skill))
        )
        if skill in wanted:
            yield from ((source, skill) for source in nearest[skill])


def assert_no_needless_change_of_group(order, groups, graph):
    """Check that a group is left only when none of its skills that are left could come next."""
    left = set(order)
    needed_by = {}
    for source, target in wanted_pairs(graph, left):
        needed_by.setdefault(target, set()).add(source)
    for here, following in pairwise(order):
        left.discard(here)
        if groups[here] != groups[following]:
            assert not any(
                groups[skill] == groups[here] and not needed_by.get(skill, set()) & left
                for skill in left
            )


def test_skills_without_a_group_have_no_precedence():
    graph = SkillGraph([], ["a", "b"])

    assert grouped_order(graph, ["a", "b"], {"a": "topic", "b": None}) == ("a", "b")
