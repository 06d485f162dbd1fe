"""What becomes of the entries of edited maps is found out as well as the documents say."""

from bench.moves import edited_maps, renamed_pairs


def test_of_names_of_which_half_are_traps_none_is_taken_for_another_and_nearly_all_are_found():
    right, missed, wrong = renamed_pairs()

    assert wrong == []
    assert right >= 0.9 * (right + len(missed))


def test_in_edited_maps_nearly_all_that_is_found_is_right():
    counts, _ = edited_maps(runs=2)

    for how, least in (("renamed", 0.97), ("moved", 0.99), ("split", 0.9), ("merged", 0.95)):
        assert counts[how, "both"] >= least * counts[how, "found"]
        assert counts[how, "both"] >= 0.8 * counts[how, "true"]
    assert counts["gone", "wrong"] <= 0.01 * counts["gone", "true"]
