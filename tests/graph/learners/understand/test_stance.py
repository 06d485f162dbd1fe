import pytest

from graph.learners.understand.stance import Clause, clauses


def stances(text):
    """Return how a text speaks of the capital letters in it."""
    return {
        char: clause.stance(at, at + 1)
        for clause in clauses(text)
        for at, char in enumerate(clause.text)
        if char in "XYZ"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X", {"X": "known"}),
        ("I have used X for years", {"X": "known"}),
        ("I learned X at school", {"X": "known"}),
        ("not only X but also Y", {"X": "known", "Y": "known"}),
        ("Machine learning with X", {"X": "known"}),
        ("I have never used X", {"X": "denied"}),
        ("I don't know X, but I know Y", {"X": "denied", "Y": "known"}),
        (
            "no experience with X or Y, experienced in Z",
            {"X": "denied", "Y": "denied", "Z": "known"},
        ),
        ("I know X, not Y", {"X": "known", "Y": "denied"}),
        ("all of X except Y", {"X": "known", "Y": "denied"}),
        ("I know X and would like to learn Y", {"X": "known", "Y": "wanted"}),
        ("I hope to work with X", {"X": "wanted"}),
        ("Interested in new tools, e.g. X", {"X": "wanted"}),
        ("I am learning X", {"X": "learning"}),
        ("taking a course on X", {"X": "learning"}),
        ("X (learning), Y", {"X": "learning", "Y": "known"}),
        ("X: none", {"X": "denied"}),
        ("X - beginner", {"X": "learning"}),
        ("X I have never used", {"X": "denied"}),
        ("X is something I want to learn", {"X": "wanted"}),
        ("Do you know X?", {"X": "asked"}),
    ],
)
def test_words_tell_how_a_thing_stands(text, expected):
    assert stances(text) == expected


def test_what_a_sentence_tells_ends_with_it():
    assert stances("I have never used X. I use Y every day.") == {"X": "denied", "Y": "known"}


def test_words_inside_the_name_of_a_thing_tell_nothing():
    text = "I have never done Skills of Learning"

    assert Clause(0, text).stance(18, len(text)) == "denied"


def test_a_clause_that_tells_nothing_leaves_what_is_usual():
    assert Clause(0, "X").stance(0, 1, "learning") == "learning"


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Currently learning:", "learning"),
        ("SKILLS", "known"),
        ("Goals", "wanted"),
        ("What I do not know", "denied"),
        ("Education", None),
    ],
)
def test_a_heading_tells_it_of_what_follows(heading, told):
    assert Clause(0, heading).told() == told
