"""How good names and the knowledge pack are on bare pairs of concepts, without any outline.

    python -m bench.pairs FOLDER                          with the weights that ship, nothing fitted
    python -m bench.pairs FOLDER --domains 'alcpl-*' --protocol random5      and with fitted weights

FOLDER holds files `*.tsv` with the columns domain, prerequisite, target and label (1: the first has
to be learned before the second). None is part of the project: most that researchers publish may
not be shipped. The concepts of a domain make a flat map whose title is the domain; what the outline
says is left out, so only names and the pack speak. A domain is named `FAMILY-FIELD`.

For each domain and way to score its pairs: AUC; mean precision at each right pair (AP); share of
right pairs that are surer than their reverse (dir); F of the best threshold, which is chosen on the
labels themselves; F, precision and recall of the pairs of .5 and more. The gate of inference is not
asked: it is for skills under different topics. What weights are fitted on:

    random5           the domain's other pairs, in five folds
    concept-disjoint  the domain's pairs of other concepts, in five folds of concepts
    domain-held-out   the other domains of the family
    family-held-out   all other families
"""

import argparse
import csv
import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import compress
from math import sqrt
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bench.embeddings import average_precision
from bench.fit_inference import Rows, fit
from bench.inference import auc
from graph import DEFAULT_MIN_CONFIDENCE, SkillMap
from graph.inference import sources_of
from graph.inference.combine import Weights, confidence, signals_of
from graph.inference.evidence import Pair
from graph.inference.evidence.outline import OutlineEvidence
from graph.inference.knowledge_pack import words
from graph.inference.linking import link_skills
from graph.inference.shipped import shipped_pack, shipped_weights
from graph.model import Entry, Placement

COLUMNS = ("domain", "prerequisite", "target", "label")
FOLDS = 5
CAP = 3000
"""Pairs of a domain that are looked at; of more, so many are drawn."""

POSITIVE = 0.3
"""Right pairs count as if they were this share of their domain when a model is fitted."""

DIGITS = 9
"""Of a confidence; further ones are noise."""

SAME_FAMILY = {"univ": "refd"}
"""Data sets that come from one source under two names."""

Choice: TypeAlias = NDArray[np.bool_]
"""Which pairs of a domain are meant."""


@dataclass(frozen=True)
class Domain:
    """The labelled pairs of one field, and what names and the pack say about them."""

    name: str
    pairs: Sequence[Pair]
    right: Choice
    kind: str
    """Which of the weights that ship fit it."""
    linked: float
    """Share of its concepts that the pack knows."""
    signals: Sequence[dict[str, float]]
    reverse: Sequence[dict[str, float]]
    """The signals of each pair the other way round."""

    @property
    def family(self) -> str:
        """The source of its labels."""
        prefix = self.name.partition("-")[0]
        return SAME_FAMILY.get(prefix, prefix)


class Scores(NamedTuple):
    """How sure each pair of a domain is, and its reverse."""

    sure: NDArray[np.float64]
    reverse: NDArray[np.float64]


class Figures(NamedTuple):
    """How good the scores of one domain are."""

    auc: float
    ap: float
    dir: float
    best_f: float
    f: float
    precision: float
    recall: float


# Reading


def read(folder: Path, *, cap: int = CAP, seed: int = 0) -> list[Domain]:
    """Return the domains of a folder by name.

    Raises:
        ValueError: A label is neither 0 nor 1, or no file has labelled pairs.
    """
    labels: dict[str, dict[Pair, bool]] = defaultdict(dict)
    for path in files(folder):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["label"] not in ("0", "1"):
                    raise ValueError(f"{path.name}: label {row['label']!r} is neither 0 nor 1")
                pair = row["prerequisite"], row["target"]
                labels[row["domain"]][pair] = row["label"] == "1"
    if not labels:
        raise ValueError(f"no file *.tsv in {folder} has the columns {', '.join(COLUMNS)}")
    return [domain_of(name, labels[name], cap=cap, seed=seed) for name in sorted(labels)]


def files(folder: Path) -> list[Path]:
    """Return the files of a folder that hold labelled pairs."""
    header = "\t".join(COLUMNS)
    return [
        path
        for path in sorted(folder.glob("*.tsv"))
        if path.read_text(encoding="utf-8").partition("\n")[0].strip() == header
    ]


def hash_of(folder: Path) -> str:
    """Return what tells the data of a folder from others: SHA-256 of its files, by name."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files(folder))).hexdigest()


def domain_of(name: str, labels: Mapping[Pair, bool], *, cap: int = CAP, seed: int = 0) -> Domain:
    """Return a domain with these labels; of too many, some are drawn, but all concepts are kept."""
    pairs = list(labels)
    if len(pairs) > cap:
        drawn = np.random.default_rng(seed).choice(len(pairs), cap, replace=False)
        pairs = [pairs[number] for number in sorted(drawn)]
    skill_map = flat_map(name, sorted({concept for pair in labels for concept in pair}))
    found = sources_of(skill_map, is_ordered=False)
    sources = [source for source in found.sources if not isinstance(source, OutlineEvidence)]
    return Domain(
        name,
        pairs,
        np.array([labels[pair] for pair in pairs]),
        found.kind,
        len(link_skills(skill_map, shipped_pack())) / len(skill_map.skills),
        [signals_of(sources, (source, target)) for source, target in pairs],
        [signals_of(sources, (target, source)) for source, target in pairs],
    )


def flat_map(title: str, concepts: Sequence[str]) -> SkillMap:
    """Return a map that is one list of concepts; each is its own id, whatever marks it has."""
    return SkillMap(
        title,
        tuple(
            Entry(concept, concept, "skill", (Placement((concept,), line, None),))
            for line, concept in enumerate(concepts, 2)
        ),
    )


# Scoring


def shipped(domain: Domain) -> Scores:
    """Score with the weights that ship."""
    return _scores(domain, shipped_weights()[domain.kind])


def contained(domain: Domain) -> Scores:
    """Score by whether the words of the first name are some of the second's."""
    named = [(set(words(source)), set(words(target))) for source, target in domain.pairs]
    return Scores(
        np.array([float(one < other) for one, other in named]),
        np.array([float(other < one) for one, other in named]),
    )


def undecided(domain: Domain) -> Scores:
    """Score all pairs alike, which gives the figures that a random order has on average."""
    return Scores(*np.full((2, len(domain.pairs)), 0.5))


SCORERS: Mapping[str, Callable[[Domain], Scores]] = {
    "shipped": shipped,
    "containment": contained,
    "random": undecided,
}


def _scores(domain: Domain, weights: Weights) -> Scores:
    passed = {"same_topic": 0.0}  # the gate lets pass what has this signal, and it is worth nothing

    def sure(signals: Sequence[dict[str, float]]) -> NDArray[np.float64]:
        # What differs only by the order in which floats were added up is equally sure.
        return np.array([confidence(weights, passed | found) for found in signals]).round(DIGITS)

    return Scores(sure(domain.signals), sure(domain.reverse))


# Fitting


class Split(NamedTuple):
    """What is fitted on, and which pairs of the domain are then judged."""

    training: Sequence[tuple[Domain, Choice]]
    judged: Choice


def random_folds(domain: Domain, _: Sequence[Domain], seed: int) -> Iterator[Split]:
    """Yield five folds of the pairs."""
    fold = np.random.default_rng(seed).permutation(len(domain.pairs)) % FOLDS
    for number in range(FOLDS):
        yield Split([(domain, fold != number)], fold == number)


def concept_folds(domain: Domain, _: Sequence[Domain], seed: int) -> Iterator[Split]:
    """Yield five folds of the concepts. A pair of two folds is judged in both."""
    concepts = sorted({concept for pair in domain.pairs for concept in pair})
    fold = np.random.default_rng(seed).permutation(len(concepts)) % FOLDS
    for number in range(FOLDS):
        held_out = {concept for concept, own in zip(concepts, fold, strict=True) if own == number}
        touched = np.array([not held_out.isdisjoint(pair) for pair in domain.pairs])
        yield Split([(domain, ~touched)], touched)


def other_domains(domain: Domain, domains: Sequence[Domain], _: int) -> Iterator[Split]:
    """Yield the other domains of the family."""
    yield _whole(
        domain, [one for one in domains if one.family == domain.family and one is not domain]
    )


def other_families(domain: Domain, domains: Sequence[Domain], _: int) -> Iterator[Split]:
    """Yield the domains of all other families."""
    yield _whole(domain, [one for one in domains if one.family != domain.family])


def _whole(domain: Domain, training: Sequence[Domain]) -> Split:
    everything = [(one, np.full(len(one.pairs), fill_value=True)) for one in training]
    return Split(everything, np.full(len(domain.pairs), fill_value=True))


PROTOCOLS: Mapping[str, Callable[[Domain, Sequence[Domain], int], Iterator[Split]]] = {
    "random5": random_folds,
    "concept-disjoint": concept_folds,
    "domain-held-out": other_domains,
    "family-held-out": other_families,
}


def fitted(protocol: str, domain: Domain, domains: Sequence[Domain], seed: int = 0) -> Scores:
    """Score with weights fitted by a protocol; a pair that is judged twice gets the mean.

    Raises:
        ValueError: The protocol leaves nothing to fit on.
    """
    total = np.zeros((2, len(domain.pairs)))
    times = np.zeros(len(domain.pairs))
    for training, judged in PROTOCOLS[protocol](domain, domains, seed):
        if not any(chosen.any() for _, chosen in training):
            raise ValueError(
                f"{protocol} leaves nothing to fit on for {domain.name}; choose others by --domains"
            )
        total += np.array(_scores(domain, fit([rows_of(training)]))) * judged
        times += judged
    return Scores(*(total / times))


def rows_of(training: Sequence[tuple[Domain, Choice]]) -> Rows:
    """Return what is fitted on: each pair counts by the size of its domain, 1 on average."""
    signals: list[dict[str, float]] = []
    labels: list[float] = []
    counts: list[float] = []
    for domain, chosen in training:
        right = domain.right[chosen]
        share = float(np.clip(right.mean(), 1e-9, 1 - 1e-9)) if len(right) else POSITIVE
        weight = np.where(right, POSITIVE / share, (1 - POSITIVE) / (1 - share))
        signals += compress(domain.signals, chosen)
        labels += right.astype(float).tolist()
        counts += (weight / sqrt(max(1, len(right)))).tolist()
    mean = sum(counts) / len(counts)
    return signals, labels, [count / mean for count in counts]


# Judging


def figures(right: Choice, scores: Scores) -> Figures:
    """Return how good scores are for these labels."""
    sure, reverse = scores
    chosen = sure >= DEFAULT_MIN_CONFIDENCE
    hits = float((chosen & right).sum())
    return Figures(
        auc(right, sure),
        average_precision(right, sure),
        float(((np.sign(sure - reverse) + 1) / 2)[right].mean()) if right.any() else 0.0,
        best_f(right, sure),
        2 * hits / max(1, chosen.sum() + right.sum()),
        hits / max(1, chosen.sum()),
        hits / max(1, right.sum()),
    )


def best_f(right: Choice, sure: NDArray[np.float64]) -> float:
    """Return the F of the pairs above the threshold that makes it best."""
    _, place = np.unique(-sure, return_inverse=True)
    hits, counts = np.bincount(place, right).cumsum(), np.bincount(place).cumsum()
    return float((2 * hits / (counts + right.sum())).max())


def measure(
    domains: Sequence[Domain], pattern: str = "*", protocol: str | None = None, seed: int = 0
) -> dict[str, dict[str, Figures]]:
    """Return the figures of each domain that fits the pattern, by the way it is scored.

    Raises:
        ValueError: No domain fits, or the protocol leaves nothing to fit on.
    """
    asked = [domain for domain in domains if fnmatch(domain.name, pattern)]
    if not asked:
        known = ", ".join(domain.name for domain in domains)
        raise ValueError(f"no domain is called {pattern}. There are: {known}")
    found = {}
    for domain in asked:
        scores = {name: score(domain) for name, score in SCORERS.items()}
        if protocol:
            scores["fitted"] = fitted(protocol, domain, domains, seed)
        found[domain.name] = {name: figures(domain.right, some) for name, some in scores.items()}
    return found


def means(found: Sequence[Mapping[str, Figures]]) -> dict[str, Figures]:
    """Return the mean figures of several domains, each counted alike."""
    return {
        name: Figures(*np.mean([figures[name] for figures in found], axis=0).tolist())
        for name in found[0]
    }


# Telling


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the pairs that are asked for."""
    asked = _arguments(arguments)
    start = time.perf_counter()
    try:
        domains = read(asked.folder, cap=asked.cap, seed=asked.seed)
        found = measure(domains, asked.domains, asked.protocol, asked.seed)
    except ValueError as error:
        raise SystemExit(str(error)) from error
    seconds = time.perf_counter() - start
    by_name = {domain.name: domain for domain in domains}
    families: dict[str, list[Mapping[str, Figures]]] = defaultdict(list)
    for name, some in found.items():
        families[by_name[name].family].append(some)
    mean = {family: means(some) for family, some in families.items()}
    if len(families) > 1:
        mean |= {
            "all families": means(list(mean.values())),
            "all domains": means([*found.values()]),
        }
    table = Table("", "scored by", "AUC", "AP", "dir", "best F", "F", "P", "R")
    for name, some in found.items():
        _add(table, _title(by_name[name]), some)
    for name, some in mean.items():
        _add(table, f"mean of {name}", some)
    console = Console(width=120)
    console.print(table)
    console.print(f"{asked.protocol or 'Nothing fitted'}. {seconds:.1f} s.")
    if asked.json:
        told = {
            "protocol": asked.protocol,
            "cap": asked.cap,
            "seed": asked.seed,
            "data_sha256": hash_of(asked.folder),
            "wall_s": round(seconds, 1),
            "domains": {name: _as_json(by_name[name], some) for name, some in found.items()},
            "means": {name: _plain(some) for name, some in mean.items()},
        }
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.pairs")
    parser.add_argument("folder", type=Path, help="where the files of labelled pairs are")
    parser.add_argument("--domains", default="*", help="which are measured: 'alcpl-*'")
    parser.add_argument("--protocol", choices=PROTOCOLS, help="fit weights, too, by these folds")
    parser.add_argument("--cap", type=int, default=CAP, help="pairs of a domain, at most")
    parser.add_argument("--seed", type=int, default=0, help="of the folds and of what is drawn")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser.parse_args(arguments)


def _title(domain: Domain) -> str:
    return (
        f"{domain.name}\n{len(domain.pairs):,} pairs, {domain.right.mean():.0%} right\n"
        f"{domain.linked:.0%} of names in the pack"
    )


def _add(table: Table, title: str, found: Mapping[str, Figures]) -> None:
    columns = zip(*found.values(), strict=True)
    cells = ("\n".join(f"{value:.3f}" for value in column) for column in columns)
    table.add_row(title, "\n".join(found), *cells, end_section=True)


def _as_json(domain: Domain, found: Mapping[str, Figures]) -> dict[str, object]:
    return {
        "pairs": len(domain.pairs),
        "right": int(domain.right.sum()),
        "kind": domain.kind,
        "linked": round(domain.linked, 3),
        **_plain(found),
    }


def _plain(found: Mapping[str, Figures]) -> dict[str, dict[str, float]]:
    return {
        name: {figure: round(value, 4) for figure, value in some._asdict().items()}
        for name, some in found.items()
    }


if __name__ == "__main__":
    main()
