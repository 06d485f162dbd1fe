import numpy as np
import pytest

from bench.word_vectors import WordPieces, WordVectors

PIECES = WordPieces(["wire", "wir", "##ing", "##s", "cafe", "/"])


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("Wire", [0]),
        ("wires", [0, 3]),
        ("Wiring", [1, 2]),
        ("Cafés", [4, 3]),
        ("wire/wire", [0, 5, 0]),
        ("", []),
    ],
)
def test_a_name_is_cut_into_the_longest_pieces_without_case_and_accents(name, pieces):
    assert PIECES.numbers(name) == pieces


def test_a_word_that_cannot_be_cut_into_pieces_has_none_and_its_neighbours_keep_theirs():
    assert PIECES.numbers("wirex wire") == [0]


def test_a_name_is_the_sum_of_its_pieces_at_length_1():
    vectors = WordVectors(
        PIECES, np.array([[3, 0], [0, 1], [0, 1], [0, 4], [1, 0], [0, 0]], np.int8)
    )

    assert vectors.encode(["wire", "wires"]).tolist() == [[1.0, 0.0], pytest.approx([0.6, 0.8])]


def test_sums_of_many_pieces_do_not_run_over():
    vectors = WordVectors(PIECES, np.full((6, 1), 127, np.int8))

    assert vectors.encode(["wire " * 10]).tolist() == [[1.0]]


def test_a_name_of_unknown_words_has_no_direction():
    vectors = WordVectors(PIECES, np.ones((6, 2), np.int8))

    assert vectors.encode(["xyz"]).tolist() == [[0.0, 0.0]]
