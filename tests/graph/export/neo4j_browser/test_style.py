import json
import re
from itertools import combinations
from math import cbrt, dist

import pytest

from graph.export.neo4j_browser.style import (
    HUES,
    POST_CONNECT_COMMAND,
    RULES,
    STYLE,
    post_connect_command,
    style_grass,
)
from tests.graph.export.neo4j_browser.drawing import looks

SIZED = ("node.SkillMap", "node.Area", "node.Topic", "node.Skill")
STATES = ("node.Known", "node.Ready", "node.Goal")


def parsed(grass):
    """Return the rules of a GraSS text, read as the classic Browser's `grassUtils.ts` reads it."""
    rules, key, value, quoted, selector, is_key = {}, "", "", False, "", True
    depth = 0
    for character in grass:
        if character in "\"'":
            quoted = not quoted
        elif not quoted and character == "{":
            depth, selector, key = 1, key.strip(), ""
            rules[selector] = {}
        elif not quoted and character == "}":
            depth, key, value, is_key = 0, "", "", True
        elif not quoted and depth and character == ":":
            is_key = False
        elif not quoted and depth and character == ";":
            rules[selector][key.strip()] = value.strip()
            key, value, is_key = "", "", True
        elif is_key:
            key += character
        else:
            value += character
    return rules


def linear(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def luminance(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklab(colour):
    """Return lightness, a and b, as Björn Ottosson defines them (2020)."""
    red, green, blue = linear(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def apart(one, other):
    return dist(oklab(one), oklab(other))


def every_look():
    for number in range(1, 13):
        for kind in ("Area", "Topic", "Skill"):
            yield looks(kind, f"Area{number}")
        for states in (["Known"], ["Ready"], ["Goal"], ["Known", "Goal"], ["Ready", "Goal"]):
            yield looks("Skill", f"Area{number}", *states)
    for kind in ("SkillMap", "Area", "Topic", "Skill", "Learner", "Change", "Decision", "Retired"):
        yield looks(kind)


def test_the_text_form_says_what_the_json_form_says():
    assert parsed(style_grass()) == json.loads(STYLE) == RULES


def test_the_command_of_the_server_is_one_line_that_is_split_only_where_it_is_meant():
    assert "\n" not in POST_CONNECT_COMMAND
    assert POST_CONNECT_COMMAND.split(";") == [f"style {STYLE}", "clear", "play start"]


def test_the_guide_takes_the_place_of_the_start_page_if_its_address_is_given():
    command = post_connect_command("http://localhost:8000/neo4j/guide.html")

    assert command.endswith(";clear;guide http://localhost:8000/neo4j/guide.html")


def test_every_caption_can_be_read():
    for look in every_look():
        assert contrast(look["color"], look["text-color-internal"]) >= 4.5, look
    for selector, rule in RULES.items():
        if selector.startswith("relationship"):
            assert contrast("#FFFFFF", rule["text-color-external"]) >= 4.5, selector


def test_every_node_is_captioned_with_its_name():
    assert {look["caption"] for look in every_look()} == {"{name}"}


def test_a_kind_is_told_by_its_size_also_without_colour():
    sizes = [int(RULES[selector]["diameter"].removesuffix("px")) for selector in SIZED]

    assert sizes == sorted(set(sizes), reverse=True)


def test_areas_do_not_share_a_colour_with_each_other_or_with_a_state():
    fills = [fill for hue in HUES for fill in (hue.skill, hue.topic, hue.area)]
    fills += [RULES[state]["color"] for state in STATES]

    assert len(HUES) == 12
    assert len(fills) == len(set(fills))


@pytest.mark.parametrize(("kind", "least"), [("skill", 0.08), ("topic", 0.1), ("area", 0.1)])
def test_areas_are_told_apart_by_the_fill_of_each_kind_most_of_all_from_the_next(kind, least):
    fills = [getattr(hue, kind) for hue in HUES]

    assert min(apart(one, other) for one, other in combinations(fills, 2)) >= least
    assert min(map(apart, fills, fills[1:] + fills[:1])) >= 0.11


@pytest.mark.parametrize("selector", STATES)
def test_the_fill_of_a_state_is_far_from_that_of_every_area(selector):
    state = RULES[selector]["color"]

    assert min(apart(state, fill) for hue in HUES for fill in hue[:3]) >= 0.1


@pytest.mark.parametrize("number", range(1, 13))
def test_a_state_of_the_learner_outranks_the_area(number):
    plain = looks("Skill", f"Area{number}")

    for selector in STATES:
        state = looks("Skill", f"Area{number}", selector.removeprefix("node."))
        assert state["color"] == RULES[selector]["color"]
        assert state["diameter"] != plain["diameter"]
        assert state["border-width"] != plain["border-width"] or state["diameter"] < "60px"


@pytest.mark.parametrize("state", ["Known", "Ready"])
def test_a_goal_that_is_known_or_ready_is_filled_as_such_and_as_large_as_a_goal(state):
    look = looks("Skill", "Area1", "Goal", state)

    assert look["color"] == RULES[f"node.{state}"]["color"]
    assert look["diameter"] == RULES["node.Goal"]["diameter"]
    assert look["border-color"] == RULES["node.Goal"]["color"]


def test_prerequisites_show_how_sure_they_are_and_containment_shows_nothing():
    assert RULES["relationship.PREREQUISITE_OF"]["caption"] == "{percent} %"
    assert RULES["relationship.CONTAINS"]["caption"] == ""


def test_what_is_not_used_is_thinner_and_paler_than_what_is():
    used = RULES["relationship.PREREQUISITE_OF"]

    for kind in ("REJECTED", "CUT"):
        unused = RULES[f"relationship.{kind}_PREREQUISITE_OF"]
        assert int(unused["shaft-width"][:-2]) < int(used["shaft-width"][:-2])
        assert luminance(unused["color"]) > luminance(used["color"])


def test_colours_are_written_as_browser_expects_them():
    colours = [
        value
        for rule in RULES.values()
        for key, value in rule.items()
        if "color" in key  # all kinds of it
    ]

    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in colours)
