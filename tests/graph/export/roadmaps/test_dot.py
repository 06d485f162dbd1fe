import html
import re

import pydot
import pygraphviz
import pytest
from hypothesis import given, settings

from graph.export.dot import AREA_COLORS
from graph.export.roadmaps.dot import MAX_STEPS, write_dot
from tests.builders import stated
from tests.graph.export.roadmaps.plans import (
    WEEKLY,
    many_skills,
    plan_of,
    seed_plan,
    two_skills,
)
from tests.graph.export.snapshots import inferred, nasty_names

# pydot calls its own parser by names that are about to go.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:pydot")

WEB = """
    # Web
    ## Basics
    - HTTP (2h)
    - JSON (1h)
    ## APIs
    - REST (requires: HTTP; JSON)
    - GraphQL (requires: REST; HTTP)
"""


def read(plan) -> pygraphviz.AGraph:
    """Return the graph as Graphviz itself reads it."""
    return pygraphviz.AGraph(string=write_dot(plan))


def label(text: str) -> list[str]:
    """Return the lines that Graphviz shows for a label."""
    shown = re.sub(r"\\(.)", lambda code: "\n" if code[1] == "n" else code[1], text)
    return [html.unescape(line) for line in shown.split("\n")]


def test_an_arrow_leads_from_what_is_learned_first():
    graph = read(two_skills())

    assert graph.is_directed()
    assert graph.edges() == [("area/1", "area/2")]


def test_pydot_reads_the_same_graph():
    [graph] = pydot.graph_from_dot_data(write_dot(plan_of(stated(WEB))))

    arrows = {(arrow.get_source(), arrow.get_destination()) for arrow in graph.get_edges()}
    assert arrows == {(f'"{a}"', f'"{b}"') for a, b in read(plan_of(stated(WEB))).edges()}


def test_arrows_that_others_imply_are_left_out_and_the_picture_says_so():
    graph = read(many_skills(3, inferred(1, 2), inferred(2, 3), inferred(1, 3)))

    assert len(graph.edges()) == 2
    assert "arrows that others imply are left out" in graph.graph_attr["label"]


def test_a_step_shows_its_number_its_effort_and_its_dates():
    dated, undated = read(plan_of(stated(WEB), "REST", **WEEKLY)), read(two_skills())

    assert label(dated.get_node("basics/http").attr["label"]) == [
        "1. HTTP",
        "2 h · 4\u20136 Jan 2027",
    ]
    assert label(undated.get_node("area/1").attr["label"]) == ["1. HTTP", "4 h"]


def test_goals_and_the_critical_path_are_marked():
    graph = read(plan_of(stated(WEB), "GraphQL"))

    looks = {node: (node.attr["fillcolor"], node.attr["color"]) for node in graph.nodes()}
    goal, critical = "#fde68a", "#dc2626"
    assert looks["apis/graphql"] == (goal, critical)
    assert looks["apis/rest"] == ("white", critical)
    assert critical not in looks["basics/json"]
    assert graph.get_edge("basics/http", "apis/rest").attr["color"] == critical
    assert graph.get_edge("basics/json", "apis/rest").attr["color"] != critical
    for color in (goal, critical):
        assert color in graph.graph_attr["label"], "the legend says what it means"


def test_an_arrow_is_dashed_if_it_is_less_sure():
    graph = read(many_skills(3, inferred(1, 2, 0.7), inferred(2, 3, 0.69)))

    assert [graph.get_edge(*edge).attr["style"] for edge in graph.edges()] == ["solid", "dashed"]


def test_topics_are_boxes_in_the_colour_of_their_area():
    [graph] = pydot.graph_from_dot_data(write_dot(plan_of(stated(WEB))))

    apis, basics = graph.get_subgraphs()
    for box, name, color in ((apis, "APIs", AREA_COLORS[1]), (basics, "Basics", AREA_COLORS[0])):
        [look] = box.get_node("graph")
        assert (look.get("label"), look.get("fillcolor")) == (f'"{name}"', f'"{color}"')
    assert [node.get_name() for node in basics.get_nodes()[1:]] == [
        '"basics/http"',
        '"basics/json"',
    ]


def test_every_step_of_the_seed_map_is_drawn():
    graph = read(seed_plan())

    assert set(graph.nodes()) == {step.id for step in seed_plan().steps}
    assert set(graph.edges()) == {(edge.source, edge.target) for edge in seed_plan().arrows}


def test_of_a_very_long_roadmap_the_first_steps_are_drawn_and_the_picture_says_so():
    graph = read(many_skills(MAX_STEPS + 5))

    assert len(graph.nodes()) == MAX_STEPS
    assert f"only the first {MAX_STEPS} are drawn" in graph.graph_attr["label"]


@given(nasty_names, nasty_names, nasty_names)
@settings(max_examples=50)
def test_every_name_comes_back_and_changes_nothing_else(area, first, second):
    graph = read(two_skills(first, second, area))

    assert graph.edges() == [("area/1", "area/2")]
    [box] = graph.subgraphs()
    for node, name in zip(box.nodes(), (f"1. {first}", f"2. {second}"), strict=True):
        *lines, effort = label(node.attr["label"])
        assert " ".join(lines) == name
        assert effort == "4 h"
