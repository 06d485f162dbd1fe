import textwrap

import pytest

from graph import MapNestingError
from graph.skillmap.outline import MAX_DEPTH, read_outline


def outline(markdown):
    """Return an indented Markdown text as lines `role name`, indented by what contains what."""
    items = read_outline(textwrap.dedent(markdown).strip("\n")).items
    return [f"{'  ' * _depth(item)}{item.role} {_text(item)}".rstrip() for item in items]


def raw_outline(text):
    """Return a text, taken as it is, as pairs of line and indented name."""
    return [(item.line, "  " * _depth(item) + _text(item)) for item in read_outline(text).items]


def _depth(item):
    return 0 if item.parent is None else 1 + _depth(item.parent)


def _text(item):
    return "".join(token.content for token in item.inline)


# Headings


def test_a_first_heading_of_level_1_is_the_title_and_those_below_are_areas_and_topics():
    assert outline("""
        # Map
        ## Area
        ### Topic
        #### Topic below
        - bullet
        ### Next topic
        ## Next area
    """) == [
        "title Map",
        "area Area",
        "  topic Topic",
        "    topic Topic below",
        "      bullet bullet",
        "  topic Next topic",
        "area Next area",
    ]


def test_several_headings_of_level_1_are_areas():
    assert outline("""
        # One
        - a
        # Two
        ## Sub
        - b
    """) == ["area One", "  bullet a", "area Two", "  topic Sub", "    bullet b"]


def test_an_empty_heading_of_level_1_above_others_of_its_level_is_the_title():
    assert outline("""
        # Map

        # One
        - a
        # Two
    """) == ["title Map", "area One", "  bullet a", "area Two"]


def test_a_heading_of_level_1_that_comes_later_is_an_area():
    assert outline("""
        - a
        # Later
        - b
    """) == ["bullet a", "area Later", "  bullet b"]


def test_skipped_levels_are_no_levels():
    assert outline("""
        ## Area
        ##### Five
        - a
        #### Four
        ### Three
        ###### Six
    """) == [
        "area Area",
        "  topic Five",
        "    bullet a",
        "  topic Four",
        "  topic Three",
        "    topic Six",
    ]


def test_a_map_may_begin_below_the_level_of_areas():
    assert outline("""
        ### Topic
        - a
        ## Area
    """) == ["topic Topic", "  bullet a", "area Area"]


def test_underlined_headings_count():
    assert raw_outline("Map\n===\n\nArea\n----\n- a\n") == [(1, "Map"), (4, "Area"), (6, "  a")]


def test_a_heading_may_be_closed_with_number_signs_and_stand_three_columns_in():
    assert outline("   ## Area ##\n- a") == ["area Area", "  bullet a"]
    assert outline("## A\n\n    ## comment in code\n- a") == ["area A", "  bullet a"]


# Bullets


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "1)", "7.", "123)"])
def test_every_list_marker_makes_a_bullet(marker):
    assert outline(f"## A\n{marker} a\n{marker} b") == ["area A", "  bullet a", "  bullet b"]


def test_markers_may_change_inside_a_list():
    text = "## A\n- a\n* b\n+ c\n1. d\n2) e"

    assert raw_outline(text)[1:] == [(2, "  a"), (3, "  b"), (4, "  c"), (5, "  d"), (6, "  e")]


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "     ", "\t"])
@pytest.mark.parametrize("marker", ["-", "*", "+"])
def test_a_bullet_stands_under_the_one_that_is_indented_less(marker, indent):
    text = f"{marker} a\n{indent}{marker} b\n{indent * 2}{marker} c\n{indent}{marker} d\n{marker} e"

    assert raw_outline(text) == [(1, "a"), (2, "  b"), (3, "    c"), (4, "  d"), (5, "e")]


def test_one_space_is_enough_to_stand_under_a_bullet():
    assert raw_outline("- a\n - b\n  - c\n - d\n- e") == [
        (1, "a"),
        (2, "  b"),
        (3, "    c"),
        (4, "  d"),
        (5, "e"),
    ]


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_two_spaces_are_enough_to_stand_under_a_numbered_bullet(indent):
    assert raw_outline(f"1. a\n{indent}- b\n{indent}- c\n2. d\n{indent}1. e") == [
        (1, "a"),
        (2, "  b"),
        (3, "  c"),
        (4, "d"),
        (5, "  e"),
    ]


@pytest.mark.parametrize("indent", [1, 2, 3, 4, 8, 12])
def test_a_bullet_after_an_empty_line_is_no_code_however_far_it_is_indented(indent):
    assert raw_outline(f"- a\n\n{' ' * indent}- b\n\n- c") == [(1, "a"), (3, "  b"), (5, "c")]


@pytest.mark.parametrize("indent", ["", " ", "  ", "   "])
def test_a_whole_list_may_be_indented(indent):
    text = f"## A\n{indent}- a\n{indent}- b\n{indent}  - c\n{indent}- d"

    assert raw_outline(text)[1:] == [(2, "  a"), (3, "  b"), (4, "    c"), (5, "  d")]


def test_a_bullet_that_goes_back_halfway_stands_under_the_one_that_is_left_of_it():
    assert raw_outline("- a\n    - b\n  - c") == [(1, "a"), (2, "  b"), (3, "  c")]


def test_empty_lines_between_bullets_change_nothing():
    assert raw_outline("- a\n\n\n  - b\n\n- c") == [(1, "a"), (4, "  b"), (6, "c")]


def test_several_markers_on_one_line_are_bullets_inside_each_other():
    assert raw_outline("- - a\n- b") == [(1, ""), (1, "  a"), (2, "b")]


def test_bullets_before_any_heading_stand_at_the_top():
    assert outline("""
        - a
        - b
        ## Area
        - c
    """) == ["bullet a", "bullet b", "area Area", "  bullet c"]


# What is neither


@pytest.mark.parametrize(
    "passage",
    [
        "Prose - with a dash.",
        "> - quoted\n> ## quoted",
        "> > - quoted twice",
        "| a | b |\n|---|---|\n| - c | ## d |",
        "```\n- code\n## code\n```",
        "~~~~ python\n- code\n~~~\n## code\n~~~~",
        "<!-- - hidden -->",
        "<!--\n- hidden\n\n## hidden\n-->",
        "***",
        "- - -",
        "[link]: http://x.y\n[other]: http://x.z",
        "<div>\n- raw\n</div>",
    ],
    ids=lambda passage: passage.split("\n")[0],
)
def test_prose_quotes_tables_code_comments_rules_and_html_are_neither_headings_nor_bullets(passage):
    text = f"## A\n- a\n\n{passage}\n\n- b\n\n## B\n\n{passage}\n\n- c"

    assert [name.strip() for _, name in raw_outline(text)] == ["A", "a", "b", "B", "c"]
    lines = text.split("\n")
    assert all(name.strip() in lines[line - 1] for line, name in raw_outline(text))


def test_front_matter_is_passed_over():
    text = "---\ntitle: Map\ntags:\n- none\n---\n## A\n- a"

    assert raw_outline(text) == [(6, "A"), (7, "  a")]


def test_what_stands_inside_a_bullet_is_no_bullet():
    assert outline("""
        - a

          Prose in the bullet.

          > - quoted

          ```
          - code
          ```
        - b
          <!-- - hidden -->
        - c
    """) == ["bullet a", "bullet b", "bullet c"]


def test_a_comment_between_a_bullet_and_those_under_it_does_not_part_them():
    assert raw_outline("- a\n<!-- to do -->\n  - b") == [(1, "a"), (3, "  b")]


def test_prose_between_lists_parts_them():
    assert raw_outline("## A\n- a\n\nProse.\n\n  - b") == [(1, "A"), (2, "  a"), (6, "  b")]


def test_code_that_is_never_closed_reaches_to_the_end_of_the_file():
    assert raw_outline("- a\n\n```\n- code\n- code") == [(1, "a")]


# Nesting


def nested(depth, indent="  "):
    return "\n".join(f"{indent * level}- b{level}" for level in range(depth))


def test_bullets_may_stand_as_deep_as_the_limit():
    items = read_outline(nested(MAX_DEPTH)).items

    assert len(items) == MAX_DEPTH == 32
    assert _depth(items[-1]) == MAX_DEPTH - 1


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
@pytest.mark.parametrize("depth", [33, 34, 60, 200])
def test_the_first_bullet_that_is_deeper_is_refused_with_its_line_and_what_to_do(depth, indent):
    with pytest.raises(MapNestingError) as caught:
        read_outline("## A\n" + nested(depth, indent))

    assert caught.value.line == 34
    assert str(caught.value) == (
        "line 34: this bullet stands under more than 32 others. Use headings, or fewer levels"
    )


@pytest.mark.parametrize("text", ["- " * 5000 + "a", "1. " * 5000 + "a"])
def test_thousands_of_markers_on_one_line_are_refused(text):
    with pytest.raises(MapNestingError, match="line 1"):
        read_outline(text)


def test_thousands_of_quotes_inside_each_other_are_passed_over():
    assert raw_outline(f"- a\n\n{'> ' * 20_000}- quoted\n\n- b") == [(1, "a"), (5, "b")]


@pytest.mark.parametrize(
    "text",
    [
        "## A\n    - p\n    - q\n",
        "## A\n\t- p\n\t- q\n",
        "## A\n    1. p\n    2. q\n",
        "## A\n      - p\n     - q\n",
    ],
)
def test_a_list_that_starts_far_in_keeps_all_its_bullets(text):
    assert [line.strip() for _, line in raw_outline(text)] == ["A", "p", "q"]


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n  1. b\n    1. c\n      1. d\n",
        "- a\n - b\n  - c\n   - d\n",
        "- a\n        - b\n            - c\n                - d\n",
        "- a\n\t\t- b\n\t\t\t\t- c\n\t\t\t\t\t- d\n",
    ],
)
def test_every_level_counts_however_far_it_is_indented(text):
    assert [line for _, line in raw_outline(text)] == ["a", "  b", "    c", "      d"]


def test_prose_right_below_a_bullet_is_no_part_of_its_name():
    assert raw_outline("- a\nProse.\n- b\n  wrapped\n") == [(1, "a"), (3, "bwrapped")]


def test_what_stands_inside_a_bullet_does_not_end_it():
    assert raw_outline("- a\n\n  Prose.\n\n  - b\n\nProse.\n\n  - c\n") == [
        (1, "a"),
        (5, "  b"),
        (9, "c"),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("• a\n\n- b\n", "Write “-”"),
        ("- a\n##Area\n- b\n", "Put a space after it"),
        ("**Area**\n\n- b\n", "Bold text is no heading"),
        ("# T\n- a\n  ## Inside\n- b\n", "Write it without indentation"),
        ("<details>\n- a\n</details>\n\n- b\n", "Put an empty line before"),
    ],
)
def test_what_looks_like_structure_and_is_none_is_remarked_on(text, hint):
    (remark,) = read_outline(text).remarks

    assert remark.line == (3 if "Inside" in text else 1)
    assert hint in remark.text


def test_a_heading_that_is_one_column_off_is_a_heading():
    assert raw_outline("## A\n- a\n ## B\n- b\n") == [
        (1, "A"),
        (2, "  a"),
        (3, "B"),
        (4, "  b"),
    ]
