import pytest

from graph.inference.evidence.form import _TEXTS, FormEvidence
from tests.builders import skill_map


def evidence(source, target):
    """Return the evidence of a map of two skills, and their ids."""
    skills = skill_map(f"## A\n- {source}\n- {target}")
    ids = {skill.name: skill.id for skill in skills.skills}
    return FormEvidence(skills), ids[source], ids[target]


def between(source, target):
    found, *pair = evidence(source, target)
    return found.signals(*pair)


@pytest.mark.parametrize(
    ("trait", "having", "lacking"),
    [
        ("plural", "Loops", "Recursion"),
        ("joins", "Salt & Pepper", "Seasoning Meat"),
        ("joins", "Pub/Sub", "Streaming"),
        ("relates", "Cooking for Guests", "Fine Party Cooking"),
        ("capitals", "GraphQL", "Schema"),
    ],
)
def test_a_trait_of_one_name_is_told_of_whichever_skill_has_it(trait, having, lacking):
    assert between(having, lacking)[f"source_{trait}"] == 1
    assert between(lacking, having)[f"target_{trait}"] == 1


def test_a_trait_that_both_names_have_says_nothing():
    assert between("Loops", "Arrays") == {}


def test_the_longer_a_name_is_beside_the_other_the_more_it_counts_up_to_a_limit():
    little = between("Fine Cooking", "Cooking")["source_longer"]
    much = between("Fine French Party Cooking", "Cooking")["source_longer"]

    assert 0 < little < much == 1
    assert between("One Two Three Four Five Six", "Cooking")["source_longer"] == 1


def test_a_word_that_opens_a_name_does_not_relate_it_to_anything():
    assert "source_relates" not in between("In Memoriam", "Memory")


def test_no_pair_is_proposed_for_its_form():
    found, *_ = evidence("Loops", "Recursion")

    assert list(found.pairs()) == []


@pytest.mark.parametrize("trait", sorted(_TEXTS))
def test_the_words_name_the_skill_that_has_the_trait_first(trait):
    found, source, target = evidence("Pub/Sub Systems for GraphQL", "Streaming")

    for signal, pair in (
        (f"source_{trait}", (source, target)),
        (f"target_{trait}", (target, source)),
    ):
        text = found.text(signal, *pair)
        assert text.index("Pub/Sub Systems for GraphQL") < text.index("Streaming")
