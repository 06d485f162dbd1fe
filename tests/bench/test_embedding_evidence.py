import numpy as np
import pytest

from bench import embedding_evidence as embedding
from bench.embedding_evidence import _TEXTS, CLOSE, NEAREST, EmbeddingEvidence
from bench.word_vectors import WordPieces, WordVectors
from tests.builders import skill_map

MEANING = {
    "wiring": (10, 0, 0),
    "conductors": (8, 6, 0),
    "cable": (9, 1, 0),
    "soup": (0, 0, 10),
    "stock": (0, 1, 9),
}
TABLE = WordVectors(WordPieces(list(MEANING)), np.array(list(MEANING.values()), np.int8))


def evidence(markdown):
    """Return the evidence of a map, and its ids by name."""
    skills = skill_map(markdown)
    return EmbeddingEvidence(skills, TABLE), {skill.name: skill.id for skill in skills.skills}


def between(markdown, source, target):
    found, ids = evidence(markdown)
    return found.signals(ids[source], ids[target])


def pairs(markdown):
    found, ids = evidence(markdown)
    names = {skill: name for name, skill in ids.items()}
    return {(names[source], names[target]) for source, target in found.pairs()}


def test_names_of_like_meaning_are_alike_without_a_word_in_common():
    assert between("## A\n- Wiring\n- Conductors", "Wiring", "Conductors")["alike"] == (
        pytest.approx(0.8)
    )


def test_names_of_no_like_meaning_say_nothing():
    assert between("## A\n- Wiring\n- Soup", "Wiring", "Soup") == {}


def test_names_that_are_near_are_pairs_both_ways():
    assert pairs("## A\n- Wiring\n- Soup\n## B\n- Conductors\n- Stock") == {
        ("Wiring", "Conductors"),
        ("Conductors", "Wiring"),
        ("Soup", "Stock"),
        ("Stock", "Soup"),
    }


def test_only_so_many_of_a_map_are_near_to_a_name():
    names = [f"Wiring {place}" for place in range(NEAREST + 2)]
    found, ids = evidence("## A\n" + "\n".join(f"- {name}" for name in names))
    near = [name for name in names[1:] if "near_target" in found.signals(ids[name], ids[names[0]])]

    assert near == names[1 : NEAREST + 1]


def test_what_is_near_to_one_need_not_have_that_one_near():
    crowd = "\n".join(f"- Wiring {place}" for place in range(NEAREST + 1))
    found = between(f"## A\n{crowd}\n- Conductors", "Wiring 0", "Conductors")

    assert found["near_target"] == 1
    assert "near_source" not in found


def test_nothing_is_near_that_is_not_close():
    found = between("## A\n- Cable\n- Stock", "Cable", "Stock")

    assert 0 < found["alike"] < CLOSE
    assert not {"near_source", "near_target"} & found.keys()


def test_a_name_is_compared_with_the_headings_that_the_other_alone_stands_under():
    text = "## Cable\n- Soup\n- Conductors\n## Stock\n- Wiring"

    assert between(text, "Wiring", "Soup")["like_heading"] > 0.9
    assert "like_heading" not in between(text, "Conductors", "Soup")


def test_a_large_map_is_compared_in_blocks_with_the_same_result(monkeypatch):
    text = "## A\n- Wiring\n- Soup\n- Conductors\n- Stock\n- Cable"
    whole = pairs(text)
    monkeypatch.setattr(embedding, "_BLOCK", 2)

    assert pairs(text) == whole


@pytest.mark.parametrize("signal", sorted(_TEXTS))
def test_every_signal_is_told_with_both_names(signal):
    found, ids = evidence("## A\n- Wiring\n- Conductors")
    text = found.text(signal, ids["Wiring"], ids["Conductors"])

    assert "“Wiring”" in text
    assert "“Conductors”" in text


def test_skills_under_no_heading_are_compared_by_their_names_alone():
    assert between("- Wiring\n- Conductors", "Wiring", "Conductors").keys() == {
        "alike",
        "near_source",
        "near_target",
    }
