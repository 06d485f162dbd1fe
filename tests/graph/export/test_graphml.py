import re

import networkx as nx
from hypothesis import given

from graph import DEFAULT_MIN_CONFIDENCE, build
from graph.export.graphml import write_graphml
from graph.snapshot import Snapshot
from tests.builders import SEED_MAP, snapshot
from tests.graph.export.snapshots import inferred, nasty_texts, snapshot_of

NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(of: Snapshot, min_confidence: float = 0.5) -> nx.DiGraph:
    return nx.parse_graphml(write_graphml(of, min_confidence))


def test_an_edge_leads_from_what_is_learned_first():
    graph = read(snapshot_of(["HTTP", "REST"], inferred(1, 2)))

    assert list(graph.edges(data=True)) == [
        (
            "area/1",
            "area/2",
            {"confidence": 0.9, "status": "inferred", "evidence": "Stands right before it."},
        )
    ]


def test_the_file_is_the_graph_that_answers_are_worked_out_from():
    seed = build(SEED_MAP.read_bytes())

    graph = read(seed)

    used = seed.graph_at(DEFAULT_MIN_CONFIDENCE)
    assert list(graph.nodes) == list(seed.graph)
    assert set(graph.edges) == {(edge.source, edge.target) for edge in used.prerequisites}
    assert nx.is_directed_acyclic_graph(graph)


def test_a_skill_has_what_the_map_says_about_it_and_nothing_empty():
    graph = read(
        snapshot("""
            # Web
            - Typing
            ## 🌐 Basics
            ### Protocols
            - [x] 🚚 [HTTP](https://example.org/http) (2h) - how pages travel
        """)
    )

    assert graph.graph["title"] == "Web"
    assert graph.nodes["typing"] == {"name": "Typing", "path": "Typing", "line": 2, "known": False}
    assert graph.nodes["basics/protocols/http"] == {
        "name": "HTTP",
        "parent": "basics/protocols",
        "area": "Basics",
        "path": "Basics / Protocols / HTTP",
        "line": 5,
        "emoji": "🚚",
        "description": "how pages travel",
        "resources": "https://example.org/http",
        "effort_hours": 2.0,
        "known": True,
    }


@given(nasty_texts, nasty_texts)
def test_every_text_comes_back_but_for_what_xml_cannot_hold(name, why):
    graph = read(snapshot_of([name, "B"], inferred(1, 2, text=why)))

    # Whoever reads XML sees each of its three line ends as a line feed.
    name, why = (NOT_XML.sub("\ufffd", re.sub("\r\n?", "\n", text)) for text in (name, why))
    assert graph.nodes["area/1"].get("name", "") == name
    assert graph.edges["area/1", "area/2"].get("evidence", "") == why
