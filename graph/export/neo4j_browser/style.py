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
    Hue("#B0CBFC", "#8AABE7", "#2F4C81", "#6C8CC6"),
    Hue("#F5EB9C", "#D7CA69", "#574E02", "#B7AA48"),
    Hue("#9BDDA8", "#6FC082", "#1D5B30", "#50A064"),
    Hue("#F9B1BB", "#E18B99", "#773441", "#BF6D7B"),
    Hue("#B7EDEE", "#85D0D2", "#01595B", "#65B0B2"),
    Hue("#E0B0EE", "#C48CD5", "#623B6E", "#A46EB5"),
    Hue("#FEE7CD", "#E6C49D", "#6C4300", "#C6A47E"),
    Hue("#C2CC7C", "#A2AE4A", "#4C5200", "#848E26"),
    Hue("#7BDEF9", "#3AC0E0", "#015668", "#069FBE"),
    Hue("#F6E4FE", "#DABFE6", "#603B70", "#B9A0C5"),
    Hue("#F9C2A4", "#E19E78", "#753B15", "#C07F5B"),
    Hue("#C8FBD9", "#9DDEB3", "#125C35", "#7DBE94"),
)
"""The colours of the labels `Area1` to `Area12`; the thirteenth area has those of the first again.

Tints of lightness 0.82 to 0.95 in OKLCH, chosen so that no two are nearer than 0.059 in OKLab and
that areas which follow one another are far apart.
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
