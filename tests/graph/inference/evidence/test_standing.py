"""Evidence from how skills stand in all that is known of a map."""

import pytest

from graph import parse_skill_map
from graph.inference.evidence.knowledge import KnowledgeEvidence
from graph.inference.evidence.standing import StandingEvidence
from graph.inference.knowledge_pack import Concept, KnowledgePack
from graph.inference.linking import link_skills

PACK = KnowledgePack(
    [
        Concept("Rope", "Sailing"),
        Concept("Knots", "Sailing", needs=(("Rope",),)),
        Concept("Sails", "Sailing", needs=(("Knots",),)),
        Concept("Tacking", "Sailing", needs=(("Knots",), ("Sails",))),
        Concept("Jibing", "Sailing", needs=(("Knots",), ("Sails",))),
        Concept("Heaving To", "Sailing", needs=(("Sails",),)),
        Concept("Anchoring", "Sailing"),
    ],
    {"Sailing": ["Sailing"]},
)

MAP = """
# Sailing
## Gear
- Rope
- Knots
- Anchoring
## Handling
- Sails
- Tacking
- Jibing
- Heaving To
- Docking at Dusk
"""


@pytest.fixture(scope="module")
def standing() -> StandingEvidence:
    skill_map = parse_skill_map(MAP)
    links = link_skills(skill_map, PACK)
    known = KnowledgeEvidence(skill_map, PACK, links)
    return StandingEvidence(skill_map, PACK, links, known.needs)


def test_nothing_is_added_where_a_need_is_known(standing):
    assert standing.signals("gear/knots", "handling/tacking") == {}


def test_what_much_of_the_map_rests_on_is_a_foundation_of_the_rest_too(standing):
    rope = standing.signals("gear/rope", "handling/docking-at-dusk")
    anchoring = standing.signals("gear/anchoring", "handling/docking-at-dusk")

    assert rope["foundation"] > 0.7
    assert "foundation" not in anchoring
    assert standing.signals("handling/docking-at-dusk", "gear/rope")["foundation_itself"] > 0.7


def test_what_most_of_a_topic_rests_on_is_told_with_its_share(standing):
    found = standing.signals("gear/rope", "handling/docking-at-dusk")

    assert found["topic_rests"] == pytest.approx(4 / 5)
    assert "area_rests" not in found  # the topic is the area, and is told once
    assert standing.text("topic_rests", "gear/rope", "handling/docking-at-dusk") == (
        "On “Rope” rest 4 other skills of the topic of “Docking at Dusk”."
    )


def test_who_rests_on_most_of_a_topic_is_told_with_its_share(standing):
    found = standing.signals("gear/anchoring", "handling/tacking")

    assert found["rests_on_topic"] == pytest.approx(2 / 3)
    assert standing.text("rests_on_topic", "gear/anchoring", "handling/tacking") == (
        "“Tacking” rests on 2 other skills of the topic of “Anchoring”."
    )


def test_the_pair_itself_does_not_count(standing):
    turned = standing.signals("handling/sails", "gear/knots")

    assert "rests_on_topic" not in turned
    assert turned["foundation_itself"] == standing.signals("handling/tacking", "gear/knots").get(
        "foundation_itself"
    )


def test_what_is_nearer_to_the_beginnings_of_its_field_is_told_both_ways(standing):
    forward = standing.signals("gear/anchoring", "handling/heaving-to")
    backward = standing.signals("handling/heaving-to", "gear/anchoring")

    assert forward["nearer_beginnings"] == backward["further_on"] > 0
    assert "further_on" not in forward
    assert standing.text("further_on", "handling/heaving-to", "gear/anchoring") == (
        "“Anchoring” is known to be nearer to the beginnings than “Heaving To”."
    )


def test_concepts_at_one_level_are_not_told_apart(standing):
    found = standing.signals("handling/tacking", "handling/jibing")

    assert not {"nearer_beginnings", "further_on"} & found.keys()


def test_it_proposes_no_pairs_of_its_own(standing):
    assert list(standing.pairs()) == []
