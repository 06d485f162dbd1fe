"""Pairs without an outline are read, scored, split and judged as `bench.pairs` says."""

import json
from itertools import compress

import numpy as np
import pytest

from bench.pairs import (
    Scores,
    concept_folds,
    domain_of,
    figures,
    fitted,
    main,
    measure,
    random_folds,
    read,
    rows_of,
)

HEADER = "domain\tprerequisite\ttarget\tlabel"

TOY = """\
toy-birds	Zorb	Zorb Nest	1
toy-birds	Zorb Nest	Zorb	0
toy-birds	Quill	Plim	1
toy-birds	Plim	Quill	0
toy-birds	Quill	Zorb	0
"""
"""No name of these is known to the pack, so that only the names speak."""


def folder_with(folder, **files):
    """Return the folder with files of these rows."""
    for name, rows in files.items():
        (folder / f"{name}.tsv").write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    return folder


def nested(*, is_whole_first):
    """Return labels of ten pairs of a name and a longer one, and of these the other way round."""
    names = [f"{letter}orb" for letter in "bcdfghklmn"]
    first = {(name, f"{name} nest"): not is_whole_first for name in names}
    return first | {(longer, name): not right for (name, longer), right in first.items()}


# Reading


def test_files_without_labels_are_passed_over(tmp_path):
    folder_with(tmp_path, birds=TOY)
    (tmp_path / "toy-order.tsv").write_text("domain\tposition\tconcept\ntoy-birds\t1\tZorb\n")

    (found,) = read(tmp_path)

    assert found.name == "toy-birds"
    assert found.family == "toy"
    assert found.kind == "unknown_unordered"
    assert found.linked == 0
    assert found.right.tolist() == [True, False, True, False, False]


def test_a_folder_without_labelled_pairs_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="has the columns domain, prerequisite, target, label"):
        main([str(tmp_path)])


def test_a_label_that_says_neither_is_refused(tmp_path):
    folder_with(tmp_path, birds="toy-birds\tZorb\tPlim\t2\n")

    with pytest.raises(ValueError, match="label '2' is neither 0 nor 1"):
        read(tmp_path)


def test_of_too_many_pairs_some_are_drawn_the_same_ones_for_a_seed():
    labels = nested(is_whole_first=False)

    drawn = [domain_of("toy-birds", labels, cap=7, seed=seed).pairs for seed in (1, 1, 2)]

    assert len(set(drawn[0])) == 7
    assert drawn[0] == drawn[1] != drawn[2]


# Scoring


def test_the_figures_of_the_baselines_and_of_what_ships_are_these_by_hand(tmp_path):
    found = measure(read(folder_with(tmp_path, birds=TOY)))["toy-birds"]

    # Containment says yes to one pair, which is right, and no to one right and three wrong ones.
    assert found["containment"] == pytest.approx(
        (4.5 / 6, (1 + 2 / 5) / 2, 1.5 / 2, 2 / 3, 2 / 3, 1, 1 / 2)
    )
    # A random order: all pairs are alike, and all are taken.
    assert found["random"] == pytest.approx((1 / 2, 2 / 5, 1 / 2, 4 / 7, 4 / 7, 2 / 5, 1))
    # What ships puts the reverse of the first pair second: they share a word.
    assert found["shipped"][:4] == pytest.approx((4 / 6, (1 + 2 / 5) / 2, 1.5 / 2, 2 / 3))


def test_surely_wrong_scores_are_told_as_such():
    right = np.array([True, False])

    found = figures(right, Scores(np.array([0.2, 0.8]), np.array([0.9, 0.1])))

    assert found == pytest.approx((0, 1 / 2, 0, 2 / 3, 0, 0, 0))


# Fitting


def test_each_pair_is_judged_once_and_never_fitted_on_itself_in_random_folds():
    domain = domain_of("toy-birds", nested(is_whole_first=False))

    splits = list(random_folds(domain, [], 0))

    assert sum(split.judged.astype(int) for split in splits).tolist() == [1] * 20
    assert all((split.training[0][1] == ~split.judged).all() for split in splits)


def test_of_each_judged_pair_a_concept_is_new_in_concept_folds():
    domain = domain_of("toy-birds", nested(is_whole_first=False))

    for split in concept_folds(domain, [], 0):
        ((_, chosen),) = split.training
        judged = list(compress(domain.pairs, split.judged))
        kept = {concept for pair in compress(domain.pairs, chosen) for concept in pair}
        assert judged
        assert all(not kept.issuperset(pair) for pair in judged)


@pytest.mark.parametrize("protocol", ["random5", "concept-disjoint"])
def test_what_holds_for_all_pairs_of_a_domain_is_learned_in_it(protocol):
    domain = domain_of("toy-birds", nested(is_whole_first=True))

    found = figures(domain.right, fitted(protocol, domain, [domain]))

    assert (found.auc, found.dir) == (1, 1)


def test_a_family_is_judged_by_what_the_others_say_alone():
    birds = domain_of("toy-birds", nested(is_whole_first=True))
    bees = domain_of("toy-bees", nested(is_whole_first=True))
    words = domain_of("words-all", nested(is_whole_first=False))
    domains = [birds, bees, words]

    by_family = figures(birds.right, fitted("family-held-out", birds, domains))
    by_domain = figures(birds.right, fitted("domain-held-out", birds, domains))

    assert by_family.auc == 0
    assert by_domain.auc == 1


def test_a_protocol_that_leaves_nothing_to_fit_on_is_refused():
    domain = domain_of("toy-birds", nested(is_whole_first=True))

    with pytest.raises(ValueError, match="leaves nothing to fit on for toy-birds"):
        fitted("family-held-out", domain, [domain])


def test_right_pairs_count_three_tenths_and_a_domain_the_root_of_its_size():
    few = domain_of("toy-birds", {("a", "b"): True, ("b", "a"): False})
    many = domain_of("toy-bees", nested(is_whole_first=True))

    _, labels, counts = rows_of([(one, one.right | ~one.right) for one in (few, many)])

    assert sum(counts) == pytest.approx(len(counts))
    right = sum(count for label, count in zip(labels, counts, strict=True) if label)
    assert right / sum(counts) == pytest.approx(0.3)
    assert sum(counts[2:]) / sum(counts[:2]) == pytest.approx((20 / 2) ** 0.5)


# Telling


def test_the_figures_are_written_with_a_hash_of_the_data(tmp_path, capsys):
    folder = folder_with(tmp_path, birds=TOY, bees=TOY.replace("birds", "bees"))
    to = tmp_path / "figures.json"

    main([str(folder), "--domains", "*-birds", "--protocol", "random5", "--json", str(to)])
    first = json.loads(to.read_text())
    folder_with(folder, bees=TOY.replace("birds", "wasps"))
    main([str(folder), "--domains", "*-birds", "--protocol", "random5", "--json", str(to)])
    second = json.loads(to.read_text())

    assert list(first["domains"]) == ["toy-birds"]
    assert first["domains"]["toy-birds"]["containment"]["best_f"] == 0.6667
    assert {"shipped", "fitted", "random"} < first["domains"]["toy-birds"].keys()
    assert first["data_sha256"] != second["data_sha256"]
    assert "5 pairs, 40% right" in capsys.readouterr().out


def test_a_pattern_that_no_domain_fits_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(SystemExit, match="There are: toy-birds"):
        main([str(folder_with(tmp_path, birds=TOY)), "--domains", "x"])
