from itertools import permutations

from graph.inference.evidence.outline import (
    _TEXTS,
    FEWEST_NEIGHBOURS,
    MAX_TOPIC,
    OutlineEvidence,
    is_sorted_by_name,
)
from tests.builders import skill_map


def outline(markdown, *, is_ordered=True):
    return OutlineEvidence(skill_map(markdown), is_ordered=is_ordered)


def signals(markdown, source, target, *, is_ordered=True):
    """Return the names of the signals of a pair; each of them is full."""
    found = outline(markdown, is_ordered=is_ordered).signals(source, target)
    assert set(found.values()) <= {1.0}
    return set(found)


def bullets(count, start=0):
    return "\n".join(f"- s{number}" for number in range(start, start + count))


# One topic


TOPIC = """
    ## T
    - a
    - b
    - group
      - inner
    - c
"""


def test_the_first_skill_of_a_topic_opens_it_for_each_of_the_others():
    assert signals(TOPIC, "t/a", "t/b") == {"same_topic", "earlier_in_topic", "opens_topic"}
    assert signals(TOPIC, "t/a", "t/c") == {"same_topic", "earlier_in_topic", "opens_topic"}


def test_of_two_others_one_is_the_earlier_and_one_the_later_whatever_stands_between():
    assert signals(TOPIC, "t/b", "t/c") == {"same_topic", "earlier_in_topic"}
    assert signals(TOPIC, "t/c", "t/b") == {"same_topic", "later_in_topic"}


def test_skills_at_the_top_of_a_map_without_headings_are_one_topic():
    assert signals("- a\n- b", "a", "b") == {"same_topic", "earlier_in_topic", "opens_topic"}


# One area


AREA = """
    ## A
    ### T
    - a
    - b
    ### U
    - c
    - d
    ### V
    - e
"""


def test_a_topic_before_another_is_earlier_in_their_area():
    assert signals(AREA, "a/t/b", "a/u/c") == {"same_area", "earlier_in_area"}
    assert signals(AREA, "a/u/c", "a/t/b") == {"same_area", "later_in_area"}


def test_what_opens_a_topic_and_an_area_does_so_for_the_topics_after_it():
    assert signals(AREA, "a/u/c", "a/v/e") == {"same_area", "earlier_in_area", "opens_other_topic"}
    assert signals(AREA, "a/t/a", "a/v/e") == {
        "same_area",
        "earlier_in_area",
        "opens_other_topic",
        "opens_area",
    }


LEVELS = """
    ## Python
    ### Basics
    - Variables
    ### Tools
    - Editor
    ### Advanced Python
    - Metaclasses
    - group
      - Descriptors
    ## JavaScript
    ### Advanced JavaScript
    - Proxies
"""


def test_basics_come_before_what_stands_elsewhere_in_their_area():
    assert "basic_topic" in signals(LEVELS, "python/basics/variables", "python/tools/editor")
    assert "basic_topic" not in signals(LEVELS, "python/tools/editor", "python/basics/variables")


def test_advanced_topics_and_what_stands_deeper_in_them_come_after_the_rest_of_their_area():
    for name in ("metaclasses", "group/descriptors"):
        advanced = f"python/advanced-python/{name}"
        assert "advanced_topic" in signals(LEVELS, "python/tools/editor", advanced)
        assert "advanced_topic" not in signals(LEVELS, advanced, "python/tools/editor")


def test_two_topics_of_one_level_say_nothing_of_each_other():
    basics = "## A\n### Basics\n- a\n### Introduction\n- b"
    advanced = "## A\n### Advanced\n- a\n### Tuning\n- b"

    assert "basic_topic" not in signals(basics, "a/basics/a", "a/introduction/b")
    assert "advanced_topic" not in signals(advanced, "a/advanced/a", "a/tuning/b")


def test_the_level_of_one_area_says_nothing_about_another():
    other = "javascript/advanced-javascript/proxies"

    assert {"basic_topic", "advanced_topic"}.isdisjoint(
        signals(LEVELS, "python/basics/variables", other)
    )


# Areas


AREAS = """
    ## A
    - a
    - b
    ## B
    - c
    - d
    ## C
    - e
"""


def test_an_area_before_another_is_earlier_and_the_first_of_all_is_told_apart():
    assert signals(AREAS, "b/d", "c/e") == {"earlier_area"}
    assert signals(AREAS, "a/b", "c/e") == {"earlier_area", "first_area"}
    assert signals(AREAS, "c/e", "b/d") == {"later_area"}


def test_what_opens_an_area_does_so_for_the_areas_after_it():
    assert signals(AREAS, "b/c", "c/e") == {"earlier_area", "opens_other_area"}
    assert signals(AREAS, "c/e", "b/c") == {"later_area"}


# Order and placements


def test_where_the_order_means_nothing_only_places_and_levels_count():
    def unordered(markdown, source, target):
        return signals(markdown, source, target, is_ordered=False)

    assert unordered(TOPIC, "t/a", "t/b") == unordered(TOPIC, "t/b", "t/a") == {"same_topic"}
    assert unordered(AREA, "a/t/a", "a/u/c") == {"same_area"}
    assert unordered(AREAS, "a/a", "b/c") == set()
    assert unordered(LEVELS, "python/basics/variables", "python/tools/editor") == {
        "same_area",
        "basic_topic",
    }


def test_a_skill_with_several_placements_is_learned_where_it_stands_first():
    markdown = """
        ## Docker
        - Containerization
        - Container Orchestration
        ## Cloud
        - Serverless
        - Container Orchestration
    """

    assert "earlier_area" in signals(markdown, "docker/container-orchestration", "cloud/serverless")
    assert "same_topic" not in signals(
        markdown, "cloud/serverless", "docker/container-orchestration"
    )


# Pairs


def test_each_two_skills_of_a_topic_are_a_pair_both_ways_and_no_skill_is_one_with_itself():
    assert set(outline(AREA).pairs()) == {
        *permutations(["a/t/a", "a/t/b"], 2),
        *permutations(["a/u/c", "a/u/d"], 2),
    }


def test_skills_of_different_areas_are_no_pair():
    assert set(outline(AREAS).pairs()) == {
        *permutations(["a/a", "a/b"], 2),
        *permutations(["b/c", "b/d"], 2),
    }


def test_in_a_long_list_a_skill_is_compared_with_those_before_it_and_with_the_first():
    count = MAX_TOPIC + 50
    found = set(outline(f"## A\n{bullets(count)}").pairs())

    last = f"a/s{count - 1}"
    before = {source for source, target in found if target == last}
    assert before == {"a/s0", *(f"a/s{count - 1 - back}" for back in range(1, MAX_TOPIC + 1))}
    assert len(found) <= 2 * (MAX_TOPIC + 1) * count


# Texts


def test_every_signal_has_a_text_that_names_what_it_is_about():
    maps = [AREA, AREAS, LEVELS]
    told = {}
    for markdown in maps:
        evidence, skills = outline(markdown), skill_map(markdown).skills
        for source, target in permutations(skills, 2):
            for signal in evidence.signals(source.id, target.id):
                told[signal] = evidence.text(signal, source.id, target.id)

    assert told.keys() == _TEXTS.keys()
    assert all("“" in text and text.endswith(".") and "{" not in text for text in told.values())


def test_a_text_says_where_the_two_stand():
    def text(signal, source, target):
        return outline(AREA).text(signal, source, target)

    assert text("earlier_in_topic", "a/t/a", "a/t/b") == "“a” stands before “b” under “T”."
    assert text("later_in_area", "a/u/c", "a/t/b") == "“U” comes after “T” in “A”."
    assert text("opens_area", "a/t/a", "a/u/c") == "“a” opens the area “A”."


def test_skills_under_no_heading_stand_under_the_title_of_the_map():
    evidence = outline("# Wood\n- a\n- b")

    assert evidence.text("same_topic", "a", "b") == "Both stand under “Wood”."


# Sorted lists


def test_lists_that_are_sorted_by_name_are_noticed():
    names = "\n".join(f"- {letter}" for letter in "aBcDeFgHiJkLm")

    assert is_sorted_by_name(skill_map(f"## A\n{names}"))


def test_each_list_is_sorted_by_itself_whatever_the_order_of_topics():
    topics = "\n".join(f"## {topic}\n- ape\n- bee\n- cat\n- dog" for topic in "DCBA")

    assert is_sorted_by_name(skill_map(topics))


def test_lists_that_people_put_in_order_are_not_sorted():
    names = "\n".join(f"- {letter}" for letter in "bacdfeghjiklnm")

    assert not is_sorted_by_name(skill_map(f"## A\n{names}"))


def test_a_few_skills_in_alphabetical_order_may_be_so_by_chance():
    few = "\n".join(f"- {letter}" for letter in "abcdefghijkl"[:FEWEST_NEIGHBOURS])

    assert not is_sorted_by_name(skill_map(f"## A\n{few}"))
    assert is_sorted_by_name(skill_map(f"## A\n{few}\n- z"))
