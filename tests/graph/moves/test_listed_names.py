"""Which names a name lists."""

import pytest

from graph.inference.knowledge_pack import words
from graph.moves.listed_names import parts_of


@pytest.mark.parametrize(
    ("name", "there", "parts"),
    [
        ("HTML & CSS", ["HTML", "CSS"], ["HTML", "CSS"]),
        ("Loops, Lists and Sets", ["Loops", "Lists", "Sets"], ["Loops", "Lists", "Sets"]),
        ("Rook & Bishop Moves", ["Rook Moves", "Bishop Moves"], ["Rook Moves", "Bishop Moves"]),
        ("Joins (Inner, Outer)", ["Inner Joins", "Outer Joins"], ["Inner Joins", "Outer Joins"]),
        ("Attacks: Pin, Fork", ["Pin", "Fork"], ["Pin", "Fork"]),
        ("A1 & B1 & C1", ["A1 & B1", "C1"], ["A1 & B1", "C1"]),
    ],
)
def test_a_name_lists_the_names_that_are_there(name, there, parts):
    assert parts_of(name, {words(one) for one in there}) == [words(part) for part in parts]


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("HTML & CSS", ["HTML"]),
        ("HTML & CSS", ["HTML & CSS"]),
        ("Docker Compose", ["Docker", "Compose"]),
        ("", ["HTML"]),
    ],
)
def test_a_name_of_which_a_part_is_missing_is_no_list(name, there):
    assert parts_of(name, {words(one) for one in there}) == []
