import html
import re

import pydot
import pygraphviz
import pytest
from hypothesis import given, settings

from graph import build
from graph.export.dot import write_dot
from tests.builders import SEED_MAP, snapshot
from tests.graph.export.snapshots import inferred, nasty_names, nasty_texts, snapshot_of

# pydot calls its own parser by names that are about to go.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:pydot")


def parsed(text: str) -> pydot.Dot:
    graphs = pydot.graph_from_dot_data(text)
    assert graphs, text
    [graph] = graphs
    return graph


def shown(quoted: str) -> str:
    """Return what Graphviz shows for a label."""
    return html.unescape(re.sub(r"\\(.)", r"\1", quoted[1:-1]))


def skills(graph: pydot.Graph) -> dict[str, str]:
    """Return what is shown for each node; pydot takes defaults for nodes, too."""
    nodes = (node for node in graph.get_nodes() if node.get_name().startswith('"'))
    return {shown(node.get_name()): shown(node.get("label")) for node in nodes}


def clusters(graph: pydot.Graph) -> list[str]:
    return [shown(part.get_name()).removeprefix("cluster ") for part in graph.get_subgraphs()]


def test_an_arrow_leads_from_what_is_learned_first():
    graph = parsed(write_dot(snapshot_of(["HTTP", "REST"], inferred(1, 2)), 0.5))

    assert graph.get_type() == "digraph"
    [arrow] = graph.get_edges()
    assert (arrow.get_source(), arrow.get_destination()) == ('"area/1"', '"area/2"')


def test_an_arrow_tells_why():
    graph = parsed(write_dot(snapshot_of(["A", "B"], inferred(1, 2, text='It says "A".')), 0.5))

    assert shown(graph.get_edges()[0].get("tooltip")) == 'It says "A".'


def test_an_arrow_that_others_imply_is_left_out_and_the_file_says_so():
    three = snapshot_of(["A", "B", "C"], inferred(1, 2), inferred(2, 3), inferred(1, 3))

    text = write_dot(three, 0.5)

    assert len(parsed(text).get_edges()) == 2
    assert "transitive reduction" in text


def test_an_arrow_is_dashed_if_it_is_less_sure():
    three = snapshot_of(["A", "B", "C"], inferred(1, 2, 0.7), inferred(2, 3, 0.69))

    arrows = parsed(write_dot(three, 0.5)).get_edges()

    assert [arrow.get("style") for arrow in arrows] == ["solid", "dashed"]


def test_areas_and_topics_are_clusters():
    graph = parsed(
        write_dot(
            snapshot("""
                - Typing
                ## Web
                ### Protocols
                - HTTP
                ## Data
                - SQL
            """),
            1.0,
        )
    )

    data, web = graph.get_subgraphs()
    [protocols] = web.get_subgraphs()
    assert (clusters(graph), clusters(web)) == (["data", "web"], ["web/protocols"])
    assert skills(protocols) == {"web/protocols/http": "HTTP"}
    assert skills(data) == {"data/sql": "SQL"}
    assert skills(graph) == {"typing": "Typing"}


def test_a_skill_with_two_placements_is_drawn_where_it_stands_first():
    text = write_dot(build(SEED_MAP.read_bytes()), 0.5)

    [line] = re.findall(r".*label=\"Container Orchestration\".*", text)
    assert line.strip().startswith('"devops/docker/container-orchestration"')


@given(nasty_names, nasty_names, nasty_texts)
@settings(max_examples=50)
def test_every_name_comes_back(area, name, why):
    graph = parsed(write_dot(snapshot_of([name, "B"], inferred(1, 2, text=why), area=area), 0.5))

    [cluster] = graph.get_subgraphs()
    assert skills(cluster) == {"area/1": name, "area/2": "B"}
    assert len(graph.get_edges()) == 1


def test_graphviz_draws_names_as_they_are():
    names = [
        '"',
        "\\",
        "\\n",
        "a \\",
        "&amp;",
        "AT&T",
        "<b>",
        "{a|b}",
        "]",
        "//",
        "\\N",
        "日本",
        "é;",
    ]
    text = write_dot(snapshot_of(names, inferred(1, 2)), 0.5)

    drawn = pygraphviz.AGraph(string=text).draw(format="svg", prog="dot").decode()

    found = re.findall(r"<text [^>]*>(.*?)</text>", drawn)
    assert sorted(map(html.unescape, found)) == sorted([*names, "Map", "Area"])
