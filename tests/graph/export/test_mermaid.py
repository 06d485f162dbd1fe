import html
import json
import re
from itertools import product

from hypothesis import given

from graph.export.mermaid import write_mermaid
from graph.model import Prerequisite
from tests.builders import snapshot
from tests.graph.export.snapshots import inferred, nasty_names, nasty_texts, snapshot_of

LIMIT = "Mermaid draws 500 arrows and 50000 characters"


def labels(text: str) -> list[str]:
    """Return what is written in the boxes, as Mermaid shows it."""
    found = re.findall(r'\["(.*)"\]$', text, re.MULTILINE)
    return [html.unescape(re.sub(r"#(\d+);", r"&#\1;", label)) for label in found]


def arrows(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if "->" in line and '"' not in line]


def test_an_arrow_leads_from_what_is_learned_first():
    text = write_mermaid(snapshot_of(["HTTP", "REST"], inferred(1, 2)), 0.5)

    assert text == (
        '---\ntitle: "Map"\n---\n'
        "flowchart LR\n"
        "  %% An arrow leads from a skill to what needs it, dotted below 0.7 sure.\n"
        "  %% This is the transitive reduction: arrows that others imply are left out.\n"
        '  subgraph n1["Area"]\n'
        "    direction LR\n"
        '    n2["HTTP"]\n'
        '    n3["REST"]\n'
        "  end\n"
        "  n2 --> n3\n"
    )


def test_an_arrow_that_others_imply_is_left_out():
    three = snapshot_of(["A", "B", "C"], inferred(1, 2), inferred(2, 3), inferred(1, 3))

    assert arrows(write_mermaid(three, 0.5)) == ["n2 --> n3", "n3 --> n4"]


def test_an_arrow_is_dotted_if_it_is_less_sure():
    three = snapshot_of(["A", "B", "C"], inferred(1, 2, 0.7), inferred(2, 3, 0.69))

    assert arrows(write_mermaid(three, 0.5)) == ["n2 --> n3", "n3 -.-> n4"]


def test_areas_are_boxes_and_hold_the_skills_of_their_topics():
    text = write_mermaid(
        snapshot("""
            - Typing
            ## 🌐 Web
            ### Protocols
            - HTTP
            ## Empty
            ## Data
            - SQL
        """),
        1.0,
    )

    assert labels(text) == ["Data", "SQL", "🌐 Web", "HTTP", "Typing"]
    assert text.count("subgraph") == text.count("end\n") == 2


def test_a_skill_with_two_placements_is_drawn_in_the_first_of_its_areas():
    text = write_mermaid(
        snapshot("""
            ## Docker
            - Containerization
            - Container Orchestration
            ## Cloud
            - Container Orchestration
            - Regions
        """),
        1.0,
    )

    assert labels(text) == [
        *("Cloud", "Regions"),
        *("Docker", "Containerization", "Container Orchestration"),
    ]


def test_a_file_that_mermaid_refuses_unless_told_says_so():
    names = [str(number) for number in range(46)]
    pairs = [inferred(*pair) for pair in product(range(1, 24), range(24, 47))]

    assert LIMIT not in write_mermaid(snapshot_of(names, *pairs[:500]), 0.5)
    assert LIMIT in write_mermaid(snapshot_of(names, *pairs[:501]), 0.5)
    assert LIMIT in write_mermaid(snapshot_of(["x" * 50_000]), 0.5)


@given(nasty_names, nasty_names, nasty_names, nasty_texts)
def test_every_name_comes_back_and_changes_nothing_else(area, first, second, title):
    asserted = Prerequisite("area/1", "area/2")

    text = write_mermaid(snapshot_of([first, second], asserted, title=title, area=area), 0.5)

    assert labels(text) == [area, first, second]
    assert json.loads(text.splitlines()[1].removeprefix("title: ")) == title
    assert re.sub(r'\["[\w ,/#;\u0100-\U0010ffff]*"\]', "[]", text).splitlines()[6:] == [
        "  subgraph n1[]",
        "    direction LR",
        "    n2[]",
        "    n3[]",
        "  end",
        "  n2 --> n3",
    ]


def test_a_name_is_not_taken_for_a_direction():
    assert 'n2["direction#32;LR"]' in write_mermaid(snapshot_of(["direction LR"]), 0.5)
