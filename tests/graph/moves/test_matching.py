"""What became of the entries of a map when another state of it is imported."""

import time

import pytest

from graph import Move, find_moves, leading_moves, parse_skill_map
from graph.inference.shipped import shipped_pack
from tests.builders import skill_map


def moves(before, after, known=()):
    return find_moves(skill_map(before), skill_map(after), known, pack=shipped_pack())


def became(before, after):
    """Return what became of what left, as `how: ids`, by the id that it had."""
    return {move.id: f"{move.how}: {' '.join(move.now)}".strip() for move in moves(before, after)}


def test_nothing_became_of_a_map_that_stays_as_it_is():
    assert moves("## A\n- b\n- c", "## A\n- c\n- b\n- d") == ()


# Skills


def test_a_skill_with_a_name_written_otherwise_in_its_place_was_renamed():
    found = became("## A\n- Web Sockets\n- Zib", "## A\n- Zib\n- WebSockets (push)")

    assert found == {"a/web-sockets": "renamed: a/websockets-push"}


def test_a_skill_of_its_name_elsewhere_was_moved():
    found = became("## A\n- Zibbing\n- x\n## B\n- y", "## A\n- x\n## B\n- y\n- Zibbing")

    assert found == {"a/zibbing": "moved: b/zibbing"}


def test_a_skill_that_was_renamed_and_moved_is_found_if_the_name_is_surely_the_same():
    found = became("## A\n- Web Sockets\n- x\n## B\n- y", "## A\n- x\n## B\n- y\n- WebSockets")

    assert found == {"a/web-sockets": "renamed: b/websockets"}


@pytest.mark.parametrize("name", ["Basics", "Setup", "Volumes"])
def test_a_name_that_means_another_thing_under_every_heading_is_no_move(name):
    found = became(f"## Zib\n- {name}\n- x\n## B\n- y", f"## Zib\n- x\n## B\n- y\n- {name}")

    assert set(found.values()) == {"removed:"}


def test_such_a_name_is_a_move_within_its_topic():
    found = became(
        "## Zib\n### Zab\n- Setup\n- x\n", "## Zib\n### Zab\n- x\n- First Steps\n  - Setup\n  - y"
    )

    assert found == {"zib/zab/setup": "moved: zib/zab/first-steps/setup"}


def test_of_two_skills_that_one_could_be_neither_is_taken():
    found = became("## A\n- Zibbing\n- x", "## A\n- Zibbing Basics\n- Introduction to Zibbing\n- x")

    assert found == {"a/zibbing": "removed:"}


def test_a_skill_in_the_place_of_another_is_not_the_other():
    assert became("## A\n- x\n- Lists\n- y", "## A\n- x\n- Tuples\n- y") == {"a/lists": "removed:"}


def test_a_skill_that_is_told_apart_by_a_namesake_beside_it_is_still_itself():
    ((entry, what),) = became("## A\n- C++\n- x", "## A\n- C#\n- C++\n- x").items()

    assert entry == "a/c"
    assert what.startswith("moved: a/c-")


# Lists


def test_a_skill_that_lists_two_was_split_into_them():
    found = became("## A\n- HTML & CSS\n- x", "## A\n- CSS\n- HTML\n- x")

    assert found == {"a/html-css": "split: a/css a/html"}


def test_skills_that_one_lists_now_were_merged_into_it():
    found = became("## A\n- Zib\n- Zab (deep)\n- x", "## A\n- Zib & Zab (deep)\n- x")

    assert found == {"a/zib": "merged: a/zib-zab-deep", "a/zab-deep": "merged: a/zib-zab-deep"}


def test_a_skill_that_became_wider_is_not_the_narrower_one():
    assert became("## A\n- Zib\n- x", "## A\n- Zib & Zab\n- x") == {"a/zib": "removed:"}


# Topics


def test_a_topic_is_found_by_what_it_contains_and_its_skills_follow_it():
    found = moves(
        "## A\n### Zib\n- x\n- y\n- z\n### Zab\n- p", "## A\n### Other\n- x\n- z\n- y\n### Zab\n- p"
    )

    assert [(move.id, move.how, move.now) for move in found] == [
        ("a/zib", "renamed", ("a/other",)),
        ("a/zib/x", "moved", ("a/other/x",)),
        ("a/zib/y", "moved", ("a/other/y",)),
        ("a/zib/z", "moved", ("a/other/z",)),
    ]
    assert [move.id for move in leading_moves(found)] == ["a/zib"]


def test_a_topic_and_a_skill_in_it_can_be_renamed_at_once():
    found = became(
        "## A\n### Zib\n- x\n- y\n- Unit Tests",
        "## A\n### Zob\n- x\n- y\n- Introduction to Unit Testing",
    )

    assert found["a/zib"] == "renamed: a/zob"
    assert found["a/zib/unit-tests"] == "renamed: a/zob/introduction-to-unit-testing"


def test_an_area_above_everything_that_is_new_moves_all_below_it():
    found = became(
        "## A\n- x\n- y\n## B\n- z\n- w", "# M\n## All\n### A\n- x\n- y\n### B\n- z\n- w"
    )

    assert found["a"] == "moved: all/a"
    assert found["b/z"] == "moved: all/b/z"


def test_a_skill_that_is_a_topic_elsewhere_was_split_into_the_skills_under_it():
    found = became(
        "## A\n- Zibbing\n- x\n## B\n- y", "## A\n- x\n## B\n- y\n- Zibbing\n  - p\n  - q"
    )

    assert found == {"a/zibbing": "split: b/zibbing/p b/zibbing/q"}


def test_the_skills_of_a_topic_that_is_a_skill_now_were_merged_into_it():
    found = became("## A\n- Zibbing\n  - p\n  - q\n- x", "## A\n- Zibbing\n- x")

    assert found == {"a/zibbing/p": "merged: a/zibbing", "a/zibbing/q": "merged: a/zibbing"}


def test_a_topic_that_is_gone_is_what_it_contained_if_most_of_that_lives_on():
    found = became(
        "## A\n### Zib\n- p q\n- r s\n- t u\n### B\n- x", "## A\n- p q\n- r s\n### B\n- x"
    )

    assert found["a/zib"] == "split: a/p-q a/r-s"
    assert found["a/zib/t-u"] == "removed:"


def test_a_topic_of_which_little_lives_on_was_removed():
    found = became("## A\n### Zib\n- p q\n- r s\n- t u\n### B\n- x", "## A\n### B\n- x\n- p q")

    assert found["a/zib"] == "removed:"


def test_a_topic_of_another_subject_with_the_same_plain_names_is_another():
    found = became(
        "## A\n### Docker\n- Setup\n- Basics\n### B\n- x\n## C\n- y",
        "## A\n### B\n- x\n## C\n- y\n### Gardening\n- Setup\n- Basics",
    )

    assert set(found.values()) == {"removed:"}


# What is known from before


def test_what_was_known_stays_and_an_id_that_is_back_loses_its_move():
    known = [
        Move("a/old", "Old", "skill", "renamed", ("a/x",), "2027-01-04T09:00:00Z"),
        Move("a/b", "b", "skill", "removed", ()),
    ]

    found = moves("## A\n- x\n- Zib", "## A\n- x\n- b", known)

    assert found == (known[0], Move("a/zib", "Zib", "skill", "removed", ()))


def test_a_skill_that_was_removed_before_is_found_when_its_name_is_back_elsewhere():
    known = [Move(f"a/{one}", one, "skill", "removed", ()) for one in ("zibbing", "setup")]

    found = moves("## A\n- x\n## B\n- y", "## A\n- x\n## B\n- y\n- Zibbing\n- Setup", known)

    assert [(move.how, move.now) for move in found] == [
        ("moved", ("b/zibbing",)),
        ("removed", ()),
    ]


def test_a_place_that_a_skill_lost_leads_to_the_skill():
    before = "## Containers\n- x\n- Container Orchestration\n## B\n- y\n- Container Orchestration"

    found = moves(before, "## Containers\n- x\n- Container Orchestration\n## B\n- y")

    assert [(move.id, move.now) for move in found] == [
        ("b/container-orchestration", ("containers/container-orchestration",))
    ]


def test_a_large_map_whose_only_area_was_renamed_is_compared_in_seconds():
    large = "# M\n## Root\n" + "".join(
        f"### Topic {topic}\n" + "".join(f"- Skill {skill} of {topic}\n" for skill in range(20))
        for topic in range(1000)
    )
    before, after = parse_skill_map(large), parse_skill_map(large.replace("## Root", "## Base"))
    started = time.perf_counter()

    found = find_moves(before, after, pack=shipped_pack())

    assert time.perf_counter() - started < 20
    assert {move.how for move in found} == {"renamed", "moved"}
    assert len(found) == 1 + 1000 + 20_000
