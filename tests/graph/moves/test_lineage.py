"""What the ids that a map had once mean now."""

from graph import Lineage, Move
from tests.builders import skill_map

MAP = skill_map("""
    ## A
    - x
    - y
    - z
    ## B
    - w
""")


def lineage(*moves):
    return Lineage(MAP, moves)


def move(entry, how, *now):
    return Move(entry, entry.upper(), "skill", how, now)


def test_an_id_that_the_map_has_means_itself():
    assert lineage().now("a/x") == ("a/x",)
    assert lineage().became("a/x") is None


def test_an_id_that_the_map_never_had_means_nothing():
    assert lineage().now("a/no") == ()
    assert lineage().became("a/no") is None


def test_moves_are_followed_from_one_to_the_next():
    found = lineage(
        move("p", "split", "q", "a/z"), move("q", "renamed", "r"), move("r", "moved", "a/x")
    )

    assert found.now("p") == ("a/x", "a/z")
    assert found.became("q") == move("q", "renamed", "a/x")


def test_what_a_move_leads_to_can_be_gone_and_come_back():
    gone = move("old", "renamed", "a/no"), move("a/no", "removed")

    assert lineage(*gone).now("old") == ()
    assert lineage(*gone).became("old").how == "removed"
    assert lineage(move("old", "renamed", "a/x")).now("old") == ("a/x",)


def test_of_what_happened_on_the_way_the_most_is_told():
    found = lineage(
        move("p", "moved", "q"), move("q", "merged", "r"), move("s", "merged", "r"),
        move("r", "renamed", "a/x"),
    )  # fmt: skip

    assert [one.how for one in found.all()] == ["merged", "merged", "merged", "renamed"]


def test_whoever_has_what_was_split_has_all_its_parts():
    assert lineage(move("p", "split", "a/x", "b/w")).carried(["p"]) == {"a/x", "b/w"}


def test_what_was_merged_takes_all_that_went_into_it():
    found = lineage(move("p", "merged", "a/x"), move("q", "merged", "a/x"))

    assert found.carried(["p"]) == frozenset()
    assert found.carried(["q", "p"]) == {"a/x"}
    assert found.carried(["a/x"]) == {"a/x"}


def test_parts_of_what_was_merged_can_have_been_renamed_before():
    found = lineage(
        move("o", "renamed", "p"), move("p", "merged", "r"), move("q", "merged", "r"),
        move("r", "renamed", "a/x"),
    )  # fmt: skip

    assert found.carried(["o"]) == frozenset()
    assert found.carried(["o", "q"]) == {"a/x"}


def test_the_place_of_a_skill_is_no_part_of_it():
    found = lineage(
        move("p", "merged", "a/x"), move("q", "merged", "a/x"), move("place", "moved", "a/x")
    )

    assert found.parts("a/x") == {"p", "q"}
    assert found.carried(["place"]) == {"a/x"}
