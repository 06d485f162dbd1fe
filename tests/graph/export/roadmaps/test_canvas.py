import json
from itertools import combinations

import jsonschema_rs
from hypothesis import given

from graph.export.roadmaps.canvas import write_canvas
from graph.export.roadmaps.plan import Plan
from tests.builders import stated
from tests.graph.export.roadmaps.plans import WEEKLY, many_skills, plan_of, seed_plan, two_skills
from tests.graph.export.snapshots import inferred, nasty_names, snapshot_of

# What jsoncanvas.org/spec/1.0 asks for, in our words. Nothing else may stand in the file.
_COLOR = {"type": "string", "pattern": "^([1-6]|#[0-9a-fA-F]{6})$"}
_TEXT = {"type": "string"}
_SIZE = {"type": "integer", "minimum": 1}
_SIDE = {"enum": ["top", "right", "bottom", "left"]}
_PLACED = {
    "id": {"type": "string", "minLength": 1},
    "x": {"type": "integer"},
    "y": {"type": "integer"},
    "width": _SIZE,
    "height": _SIZE,
    "color": _COLOR,
}
_CARD = {"type": {"const": "text"}, "text": {"type": "string"}, **_PLACED}
_GROUP = {"type": {"const": "group"}, "label": {"type": "string"}, **_PLACED}
_EDGE = {
    **dict.fromkeys(("id", "fromNode", "toNode", "label"), _TEXT),
    **dict.fromkeys(("fromSide", "toSide"), _SIDE),
    "color": _COLOR,
}
_PLACE = ["id", "type", "x", "y", "width", "height"]


def _object(properties, required):
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


SCHEMA = _object(
    {
        "nodes": {
            "type": "array",
            "items": {"oneOf": [_object(_CARD, [*_PLACE, "text"]), _object(_GROUP, _PLACE)]},
        },
        "edges": {"type": "array", "items": _object(_EDGE, ["id", "fromNode", "toNode"])},
    },
    [],
)


def read(plan: Plan) -> dict:
    canvas = json.loads(write_canvas(plan))
    jsonschema_rs.validate(SCHEMA, canvas)
    ids = [thing["id"] for thing in canvas["nodes"] + canvas["edges"]]
    assert len(ids) == len(set(ids))
    for edge in canvas["edges"]:
        assert {edge["fromNode"], edge["toNode"]} <= {node["id"] for node in canvas["nodes"]}
    return canvas


def of_type(canvas: dict, kind: str) -> dict[str, dict]:
    return {node["id"]: node for node in canvas["nodes"] if node["type"] == kind}


def apart(one: dict, other: dict) -> bool:
    return any(
        one[x] + one[size] <= other[x] or other[x] + other[size] <= one[x]
        for x, size in (("x", "width"), ("y", "height"))
    )


def inside(card: dict, group: dict) -> bool:
    return all(
        group[x] <= card[x] and card[x] + card[size] <= group[x] + group[size]
        for x, size in (("x", "width"), ("y", "height"))
    )


def test_an_arrow_leads_from_what_is_learned_first():
    [edge] = read(two_skills())["edges"]

    assert (edge["fromNode"], edge["toNode"]) == ("area/1", "area/2")
    assert (edge["fromSide"], edge["toSide"]) == ("right", "left")


def test_a_card_says_what_the_step_takes_and_its_colour_what_it_is_for():
    web = stated("""
        # Web
        ## APIs
        - HTTP
        - REST (6h) (requires: HTTP)
    """)

    cards = of_type(read(plan_of(web, "REST", **WEEKLY)), "text")

    assert cards["apis/rest"]["text"] == "**2. REST**\n6 h, 8\u201315 Jan 2027"
    assert cards["apis/rest"]["color"] == "3"
    assert cards["apis/http"]["color"] == "1"
    assert "Yellow: a goal. Red: on the critical path." in cards["about:roadmap"]["text"]


def test_an_arrow_that_is_less_sure_says_so():
    edges = read(many_skills(3, inferred(1, 2, 0.7), inferred(2, 3, 0.69)))["edges"]

    assert [edge.get("label") for edge in edges] == [None, "0.69 sure"]


def test_nothing_of_the_seed_map_lies_on_anything_else():
    canvas = read(seed_plan())

    cards, groups = of_type(canvas, "text"), of_type(canvas, "group")
    assert set(cards) == {"about:roadmap", *(step.id for step in seed_plan().steps)}
    assert all(apart(*pair) for pair in combinations(cards.values(), 2))
    assert all(apart(*pair) for pair in combinations(groups.values(), 2))
    within = [
        [group["label"] for group in groups.values() if inside(cards[step.id], group)]
        for step in seed_plan().steps
    ]
    assert within == [[" / ".join(step.path[:-1])] for step in seed_plan().steps]


@given(nasty_names, nasty_names)
def test_every_name_can_be_written(first, area):
    canvas = read(two_skills(first, "B", area))

    assert [group["label"] for group in of_type(canvas, "group").values()] == [area]
    assert of_type(canvas, "text")["area/1"]["text"].replace("\\", "") == (
        f"**1. {first}**\n4 h".replace("\\", "")
    )


def test_a_skill_may_be_called_like_anything_else_on_the_canvas():
    cards = of_type(read(plan_of(stated("- About\n- Topic 1\n- Arrow 1\n"))), "text")

    assert set(cards) == {"about:roadmap", "about", "topic-1", "arrow-1"}


def test_markup_in_a_name_is_shown_as_it_is():
    cards = of_type(read(plan_of(snapshot_of(["*a* [b](c) <i>"]))), "text")

    assert cards["area/1"]["text"] == "**1. \\*a\\* \\[b\\](c) \\<i>**\n4 h"
