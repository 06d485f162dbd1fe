"""Names -> vectors that are close where names mean similar things, from a table of word pieces.

A name is cut into the longest pieces that the table has, and is the sum of their vectors. The table
is an argument: `bench.encoders` makes it. What closeness says about skills is not told here: see
`bench.embedding_evidence`.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]

INNER = "##"
"""What a piece begins with that does not begin a word."""


class WordPieces:
    """Cuts names into pieces of words.

    Args:
        pieces: The pieces; one inside a word begins with `##`.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._longest = max(map(len, pieces), default=0)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, name: str) -> list[int]:
        """Return the places of a name's pieces; a word that cannot be cut into pieces has none."""
        return [number for word in _words(name) for number in self._cut(word)]

    def _cut(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(min(len(word), start + self._longest), start, -1):
                number = self._numbers.get((INNER if start else "") + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return []
        return found


class WordVectors:
    """A table with a vector for each piece.

    Args:
        pieces: The pieces of words.
        rows: A vector of bytes for each, in the same order.
    """

    def __init__(self, pieces: WordPieces, rows: NDArray[np.int8]) -> None:
        self._pieces, self._rows = pieces, rows

    @property
    def nbytes(self) -> int:
        """How many bytes the vectors take."""
        return self._rows.nbytes

    def encode(self, names: Sequence[str]) -> Vectors:
        """Return a vector of length 1 for each name; without a known piece it is all zeros."""
        found = np.zeros((len(names), self._rows.shape[1]), np.float32)
        for place, name in enumerate(names):
            found[place] = self._rows[self._pieces.numbers(name)].sum(0, dtype=np.float32)
        return normal(found)


def normal(vectors: Vectors) -> Vectors:
    """Return the vectors at length 1; zeros stay zeros."""
    found: Vectors = vectors / np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    return found


def _words(text: str) -> Iterator[str]:
    """Yield the words and the marks of a text, without case and accents."""
    spaced = []
    for letter in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(letter)
        if category.startswith("P") or (letter.isascii() and not letter.isalnum()):
            spaced.append(f" {letter} ")
        elif category != "Mn":
            spaced.append(letter)
    yield from "".join(spaced).split()
