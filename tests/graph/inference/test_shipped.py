import gc

import pytest

from graph.inference.evidence import form, knowledge, lexical, outline, standing
from graph.inference.shipped import read_texts, shipped_pack, shipped_weights

KINDS = ["known_ordered", "known_unordered", "unknown_ordered", "unknown_unordered"]

SOURCES = (outline, lexical, knowledge, standing)
SIGNALS = {
    *(signal for source in SOURCES for signal in source._TEXTS),
    *(f"{whose}_{trait}" for trait in form._TEXTS for whose in ("source", "target")),
}
OF_ORDER = {
    signal
    for signal in outline._TEXTS
    if signal.startswith(("earlier", "later", "opens")) or signal == "first_area"
}

every_kind = pytest.mark.parametrize("kind", KINDS)
known_kinds = pytest.mark.parametrize("kind", KINDS[:2])
ordered_kinds = pytest.mark.parametrize("kind", [KINDS[0], KINDS[2]])


# The pack


def test_the_pack_knows_many_concepts_of_many_fields():
    concepts = shipped_pack().concepts.values()

    assert len(concepts) >= 1_000
    assert len({concept.field for concept in concepts}) >= 20


def test_the_pack_is_read_once():
    assert shipped_pack() is shipped_pack()


@pytest.mark.parametrize("is_on", [True, False])
def test_reading_the_pack_leaves_the_garbage_collector_as_it_was(is_on):
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        shipped_pack.__wrapped__()
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_every_scalar_is_read_as_a_text():
    document = b"{name: 404, aliases: [yes, 1e3, 2026-11-27, ''], part_of: ~, needs: [[C, Go], C]}"

    assert read_texts(document) == {
        "name": "404",
        "aliases": ["yes", "1e3", "2026-11-27", ""],
        "part_of": "~",
        "needs": [["C", "Go"], "C"],
    }


def test_every_name_that_a_concept_speaks_of_is_a_concept():
    concepts = shipped_pack().concepts

    spoken_of = {
        name
        for concept in concepts.values()
        for name in (*(n for group in concept.needs for n in group), *concept.helps)
    } | {concept.part_of for concept in concepts.values() if concept.part_of}
    assert spoken_of <= concepts.keys()


def test_containers_come_before_kubernetes_and_html_before_css():
    concepts = shipped_pack().concepts

    assert "HTML Basics" in {name for group in concepts["CSS Basics"].needs for name in group}
    assert concepts["Docker Basics"].needs[0] == ("Containers",)


# The weights


def test_there_are_weights_for_each_kind_of_map():
    assert list(shipped_weights()) == KINDS


@every_kind
def test_every_weight_is_of_a_signal_that_a_source_tells_but_the_bias(kind):
    assert shipped_weights()[kind].keys() - SIGNALS == {"bias"}


@every_kind
def test_a_pair_of_which_nothing_is_known_is_unlikely(kind):
    assert shipped_weights()[kind]["bias"] < -2


@known_kinds
def test_what_is_known_of_the_field_speaks_for_a_need_and_against_what_is_none(kind):
    weights = shipped_weights()[kind]

    for signal in knowledge.NEEDS | {"helps"}:
        assert weights[signal] > 0, signal
    for signal in ("needed_by", "unrelated"):
        assert weights[signal] < 0, signal
    assert weights["needs"] > weights["helps"]


@ordered_kinds
def test_what_stands_before_speaks_for_a_need_and_what_stands_after_against_it(kind):
    weights = shipped_weights()[kind]

    for signal in ("earlier_in_topic", "earlier_in_area", "earlier_area", "opens_topic"):
        assert weights[signal] > 0, signal
    for signal in ("later_in_topic", "later_in_area", "later_area"):
        assert weights[signal] < 0, signal


@every_kind
def test_the_same_topic_and_a_name_inside_another_speak_for_a_need(kind):
    weights = shipped_weights()[kind]

    assert weights["same_topic"] > 0
    assert weights["name_inside"] > 0
    assert weights["basic_topic"] > 0


@pytest.mark.parametrize("kind", [KINDS[1], KINDS[3]])
def test_where_the_order_means_nothing_it_has_no_weight(kind):
    assert OF_ORDER.isdisjoint(shipped_weights()[kind])


@pytest.mark.parametrize("kind", KINDS[2:])
def test_where_the_field_is_not_known_the_pack_has_no_weight(kind):
    assert shipped_weights()[kind].keys().isdisjoint(knowledge._TEXTS)
