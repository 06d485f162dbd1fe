"""How a graph looks in Neo4j Browser: one style sheet (GraSS) for all maps.

The fill says the area, or for the coloured learner the state; size and border say the kind, so
nothing rests on colour alone. Browser merges all rules that match, the last one wins: the general
ones stand first, the learner's states last.

Not its job: giving nodes their labels (`graph.store.neo4j`; `queries` for the learner's states).
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Rule: TypeAlias = Mapping[str, str]


class Hue(NamedTuple):
    """The colours of an area and of all that it contains. Text has a contrast of at least 4.5."""

    skill: str
    """Light, under dark text."""
    topic: str
    """Darker, under dark text."""
    area: str
    """Dark, under light text."""
    border: str


HUES: tuple[Hue, ...] = (
    Hue("#D4FDB9", "#A1D580", "#577C28", "#78AF5E"),
    Hue("#BBE0FF", "#93C1F7", "#003565", "#659ECD"),
    Hue("#FFB69B", "#F28D81", "#873222", "#C86956"),
    Hue("#88D8AE", "#36BC99", "#00442D", "#169568"),
    Hue("#FFE3FF", "#CB7AAB", "#7A507B", "#9E5890"),
    Hue("#D6D081", "#8FA342", "#525402", "#797A03"),
    Hue("#71D4EF", "#20A7D4", "#015B7C", "#0680A4"),
    Hue("#FFDFB7", "#E3C09F", "#4C2A00", "#B89C78"),
    Hue("#BEBCFF", "#918CE2", "#4F347E", "#7A64B6"),
    Hue("#94FFF7", "#49E1DC", "#037F7D", "#0CB9B0"),
    Hue("#C9C3BA", "#B29176", "#826954", "#8A6F51"),
    Hue("#FFBCEF", "#E29BE2", "#590E42", "#C274B0"),
)
"""The colours of the labels `Area1` to `Area12`; the thirteenth area has those of the first again.

Found by simulated annealing in OKLab. Among fills of one kind no two are nearer than 0.08 (skills)
or 0.1 (topics, areas), and areas which follow one another are at least 0.11 apart in all kinds.
Every fill is at least 0.1 away from that of a state.
"""

DARK = "#1B1F27"
LIGHT = "#FFFFFF"

# Okabe & Ito, Color Universal Design (2008): told apart by people with any kind of colour vision.
KNOWN = "#0072B2"
READY = "#E69F00"
GOAL = "#D55E00"

_NAME = "{name}"
_GREY = "#D5D9E0"


def _node(
    diameter: int, fill: str, border: str, width: int, text: str = DARK, *, font: int = 9
) -> Rule:
    return {
        "diameter": f"{diameter}px",
        "color": fill,
        "border-color": border,
        "border-width": f"{width}px",
        "text-color-internal": text,
        "font-size": f"{font}px",
        "caption": _NAME,
    }


def _filled(fill: str, border: str, text: str = DARK) -> Rule:
    return {"color": fill, "border-color": border, "text-color-internal": text}


def _relationship(color: str, width: int, caption: str, text: str = DARK) -> Rule:
    return {
        "color": color,
        "shaft-width": f"{width}px",
        "font-size": "9px",
        "padding": "3px" if caption else "0px",
        "text-color-external": text,
        "text-color-internal": LIGHT,
        "caption": caption,
    }


def _rules() -> dict[str, Rule]:
    rules: dict[str, Rule] = {
        "node": _node(50, _GREY, "#9AA1AC", 2),
        "relationship": _relationship("#A5ABB6", 1, "<type>"),
        "node.SkillMap": _node(110, DARK, "#000000", 4, LIGHT, font=13),
        "node.Area": _node(100, "#4A5160", "#2B303B", 4, LIGHT, font=11),
        "node.Topic": _node(82, "#B4BAC5", "#8A919E", 3, font=10),
        "node.Skill": _node(70, _GREY, "#9AA1AC", 1, font=8),
    }
    for number, hue in enumerate(HUES, start=1):
        label = f"Area{number}"
        rules[f"node.{label}"] = _filled(hue.skill, hue.border)
        rules[f"node.Topic.{label}"] = _filled(hue.topic, hue.area)
        rules[f"node.Area.{label}"] = _filled(hue.area, hue.border, LIGHT)
    return rules | {
        "node.Learner": _node(90, "#000000", READY, 6, LIGHT, font=12),
        "node.Change": _node(74, "#F3F4F6", "#4A5160", 1),
        "node.Decision": _node(70, "#F3F4F6", "#B0413E", 2),
        "node.NameDecision": _node(70, "#F3F4F6", "#B0413E", 2),
        "node.Document": _node(50, "#F3F4F6", "#9AA1AC", 1),
        "node.Retired": _node(50, "#F3F4F6", "#C5CAD3", 1, "#4A5160"),
        "node.Goal": _node(100, GOAL, "#000000", 6, "#000000", font=10),
        "node.Ready": _node(84, READY, "#000000", 4, "#000000"),
        "node.Known": _node(54, KNOWN, "#00456B", 1, LIGHT, font=7),
        # A goal stays the largest, with the fill of what it is for the learner by now.
        "node.Ready.Goal": {"diameter": "100px", "border-color": GOAL, "border-width": "8px"},
        "node.Known.Goal": {"diameter": "100px", "border-color": GOAL, "border-width": "8px"},
        "relationship.CONTAINS": _relationship("#AEB5C0", 1, ""),
        "relationship.PREREQUISITE_OF": _relationship("#3D4452", 2, "{percent} %"),
        "relationship.REJECTED_PREREQUISITE_OF": _relationship("#E8A5A3", 1, "rejected", "#B0413E"),
        "relationship.CUT_PREREQUISITE_OF": _relationship("#E8A5A3", 1, "cut", "#B0413E"),
        "relationship.KNOWS": _relationship(KNOWN, 1, ""),
        "relationship.WANTS": _relationship(GOAL, 3, "wants"),
    }


RULES: Mapping[str, Rule] = MappingProxyType(_rules())
"""Selector -> what it sets, in the order of the sheet."""

STYLE = json.dumps(dict(RULES), separators=(",", ":"))
"""The sheet as JSON on one line, as the classic Browser's `:style` takes it.

The server's settings are split at semicolons, so the other form cannot stand there.
"""


def post_connect_command(guide_url: str | None = None) -> str:
    """Return the server's setting `browser.post_connect_cmd`, for the classic Browser.

    The graph is coloured as soon as one logs in, and beside it stands the guide, if its address is
    given. What setting the style prints is cleared away.
    """
    return f"style {STYLE};clear;{'play start' if guide_url is None else f'guide {guide_url}'}"


POST_CONNECT_COMMAND = post_connect_command()


def style_grass() -> str:
    """Return the sheet as GraSS text, a rule a line, to be dropped on Browser or uploaded."""
    return "".join(
        f"{selector} {{ {' '.join(f'{key}: {_value(value)};' for key, value in rule.items())} }}\n"
        for selector, rule in RULES.items()
    )


def _value(value: str) -> str:
    return value if value.startswith("#") or value.endswith("px") else f'"{value}"'
