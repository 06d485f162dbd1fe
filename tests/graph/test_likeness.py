import numpy as np

from graph.likeness import Likeness
from tests.builders import skill_graph
from tests.graph.test_beliefs import likeness_of


def test_what_one_skill_says_about_another_fades_with_the_distance_in_the_outline():
    graph = skill_graph("a\nb\nc\nd")
    groups = {"areas": "xxxy", "topics": "pqqr"}

    told = likeness_of(graph, **groups).row(1)

    assert told[1] > told[2] > told[0] > told[3] > 0


def test_skills_of_common_prerequisites_are_more_alike_than_others():
    graph = skill_graph("a -> b\na -> c\nd")

    row = likeness_of(graph).row(graph.position("b"))

    assert row[graph.position("a")] > row[graph.position("c")] > row[graph.position("d")]


def test_the_order_of_a_map_counts_only_if_it_means_something():
    graph = skill_graph("a\nb")

    ordered, unordered = (
        Likeness(graph, "xx", "xx", ordered=ordered).average for ordered in (True, False)
    )

    assert ordered[0] > ordered[1]
    assert unordered[0] == unordered[1]


def test_no_skill_is_later_than_one_that_needs_it_wherever_it_stands():
    graph = skill_graph("z\ny\nx\nb -> a")

    average = Likeness(graph, "pppqp", "pppqp").average

    assert average[graph.position("b")] >= average[graph.position("a")]


def test_beliefs_that_contradict_a_prerequisite_give_way_to_those_that_are_stronger():
    graph = skill_graph("a -> b -> c")
    likeness = likeness_of(graph)

    known = likeness.with_prerequisites(np.array([-0.5, 3.0, 3.0]))
    unknown = likeness.with_prerequisites(np.array([-3.0, -3.0, 0.5]))

    assert known[0] >= known[1] >= known[2] > 0
    assert 0 > unknown[0] >= unknown[1] >= unknown[2]
