import html
import json
import re
from itertools import product

from hypothesis import given

from graph.export.mermaid import MAX_ARROWS, MAX_CHARACTERS
from graph.export.roadmaps.mermaid import write_mermaid
from tests.builders import stated
from tests.graph.export.roadmaps.plans import many_skills, plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import inferred, nasty_names, nasty_texts, snapshot_of


def labels(text: str) -> list[str]:
    """Return what is written in the boxes, as Mermaid shows it."""
    found = re.findall(r'\["(.*)"\]$', text, re.MULTILINE)
    return [html.unescape(re.sub(r"#(\d+);", r"&#\1;", label)) for label in found]


def arrows(text: str) -> list[str]:
    return re.findall(r"^  \S+ -[-.]+> \S+$", text, re.MULTILINE)


def test_an_arrow_leads_from_what_is_learned_first():
    assert write_mermaid(two_skills()) == (
        '---\ntitle: "Roadmap: Map"\n---\n'
        "flowchart LR\n"
        "  %% An arrow leads from a step to what needs it, dotted below 0.7 sure.\n"
        "  %% This is the transitive reduction: arrows that others imply are left out.\n"
        "  %% Yellow: a goal. Red border: on the critical path.\n"
        '  subgraph t1["Area"]\n'
        "    direction LR\n"
        '    s1["1#46; HTTP"]\n'
        '    s2["2#46; REST"]\n'
        "  end\n"
        "  s1 --> s2\n"
        "  class s1,s2 critical\n"
        "  classDef goal fill:#fde68a,stroke:#b45309,color:#1e293b\n"
        "  classDef critical stroke:#dc2626,stroke-width:3px\n"
    )


def test_goals_are_marked():
    web = stated("""
        # Web
        ## Basics
        - HTTP
        ## APIs
        - REST (requires: HTTP)
        - GraphQL
    """)

    assert "  class s2,s3 goal\n" in write_mermaid(plan_of(web, "APIs"))
    assert " goal\n" not in write_mermaid(plan_of(web))


def test_an_arrow_is_dotted_if_it_is_less_sure_and_left_out_if_others_imply_it():
    three = many_skills(3, inferred(1, 2, 0.7), inferred(2, 3, 0.69), inferred(1, 3))

    assert arrows(write_mermaid(three)) == ["  s1 --> s2", "  s2 -.-> s3"]


def test_the_seed_map_fits_and_every_step_is_drawn():
    text = write_mermaid(seed_plan())

    assert len(text) < MAX_CHARACTERS
    assert len(arrows(text)) == len(seed_plan().arrows) < MAX_ARROWS
    shown = [label for label in labels(text) if re.match(r"\d+\. ", label)]
    assert len(shown) == len(seed_plan().steps)


def test_of_too_many_arrows_the_first_steps_are_drawn_and_the_rest_is_told():
    pairs = [inferred(*pair) for pair in product(range(1, 31), range(31, 61))]

    text = write_mermaid(many_skills(60, *pairs))

    found = arrows(text)
    assert MAX_ARROWS - 31 <= len(found) < MAX_ARROWS
    shown = labels(text)
    assert shown[-1] == f"and {60 - len(shown) + 2} more steps"


def test_of_too_long_a_text_the_first_steps_are_drawn_and_the_rest_is_told():
    text = write_mermaid(plan_of(snapshot_of([f"{'x' * 500} {place}" for place in range(200)])))

    assert 0.9 * MAX_CHARACTERS < len(text) < MAX_CHARACTERS
    shown = labels(text)
    assert shown[-1] == f"and {200 - len(shown) + 2} more steps"


def test_one_name_that_is_too_long_is_left_out_too():
    text = write_mermaid(plan_of(snapshot_of(["x" * MAX_CHARACTERS])))

    assert labels(text) == ["and 1 more step"]


@given(nasty_names, nasty_names, nasty_names, nasty_texts)
def test_every_name_comes_back_and_changes_nothing_else(area, first, second, title):
    named = snapshot_of([first, second], inferred(1, 2), title=title, area=area)

    text = write_mermaid(plan_of(named))

    assert labels(text) == [area, f"1. {first}", f"2. {second}"]
    assert json.loads(text.splitlines()[1].removeprefix("title: ")) == f"Roadmap: {title}"
    bare = re.sub(r'\["[\w ,/#;\u0100-\U0010ffff]*"\]', "[]", text).splitlines()
    assert bare[7:] == [
        "  subgraph t1[]",
        "    direction LR",
        "    s1[]",
        "    s2[]",
        "  end",
        "  s1 --> s2",
        "  class s1,s2 critical",
        "  classDef goal fill:#fde68a,stroke:#b45309,color:#1e293b",
        "  classDef critical stroke:#dc2626,stroke-width:3px",
    ]
