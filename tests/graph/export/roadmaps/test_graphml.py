import networkx as nx
from hypothesis import given

from graph.export.graphml import as_xml
from graph.export.roadmaps.graphml import write_graphml
from tests.builders import stated
from tests.graph.export.roadmaps.plans import WEEKLY, plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import nasty_names


def test_an_edge_leads_from_what_is_learned_first():
    graph = nx.parse_graphml(write_graphml(two_skills()))

    assert list(graph.edges) == [("area/1", "area/2")]
    assert graph.edges["area/1", "area/2"]["confidence"] == 0.9


def test_a_step_has_what_the_map_and_the_roadmap_say_about_it():
    web = stated("""
        # Web
        ## APIs
        - HTTP
        - REST (6h) (requires: HTTP)
    """)

    graph = nx.parse_graphml(write_graphml(plan_of(web, "REST", **WEEKLY)))

    assert graph.graph["goals"] == "REST"
    assert graph.nodes["apis/rest"] == {
        "name": "REST",
        "parent": "apis",
        "area": "APIs",
        "path": "APIs / REST",
        "line": 4,
        "effort_hours": 6.0,
        "known": False,
        "step": 2,
        "stage": 2,
        "starts": "2027-01-08",
        "ends": "2027-01-15",
        "goal": True,
        "critical": True,
    }


def test_the_seed_map_has_all_prerequisites_between_its_steps():
    graph = nx.parse_graphml(write_graphml(seed_plan()))

    expected = {(edge.source, edge.target) for edge in seed_plan().prerequisites}
    assert list(graph.nodes) == [step.id for step in seed_plan().steps]
    assert set(graph.edges) == expected
    assert nx.is_directed_acyclic_graph(graph)


@given(nasty_names, nasty_names)
def test_every_name_comes_back_but_for_what_xml_cannot_hold(first, second):
    graph = nx.parse_graphml(write_graphml(two_skills(first, second)))

    assert [node["name"] for node in graph.nodes.values()] == [as_xml(first), as_xml(second)]
