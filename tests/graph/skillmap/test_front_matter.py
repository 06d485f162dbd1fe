import pytest

from graph.skillmap.front_matter import read_order
from tests.builders import skill_map


def order(front_matter):
    return read_order(front_matter.split("\n"))


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("order: trusted", "trusted"),
        ("order: ignored", "ignored"),
        ("order: auto", "auto"),
        ("order:  Ignored  ", "ignored"),
        ('order: "ignored"', "ignored"),
        ("order: 'trusted' # as taught", "trusted"),
        ("author: Ada\norder : ignored\ntags: [a, b]", "ignored"),
        ("order: trusted\norder: ignored", "ignored"),
    ],
)
def test_front_matter_says_what_the_order_of_lists_means(front_matter, expected):
    assert order(front_matter) == (expected, ())


@pytest.mark.parametrize(
    "front_matter",
    [
        "",
        "title: Map\n- order: ignored",
        "list:\n  order: ignored",
        "reorder: ignored",
        "border: ignored",
        "ordered: ignored",
        "order",
        "order:ignored",
        "description: order: ignored",
        "# order: ignored",
        ": : {{ not yaml at all",
    ],
)
def test_other_front_matter_says_nothing_and_is_passed_over(front_matter):
    assert order(front_matter) == ("auto", ())


@pytest.mark.parametrize("said", ["alphabetical", "yes", "", "[trusted]", "trusted ignored"])
def test_an_order_that_is_not_known_is_told_with_its_line_and_what_to_write(said):
    found, (remark,) = order(f"title: Map\norder: {said}")

    assert found == "auto"
    assert remark.line == 3
    assert f"“order: {said}”" in remark.text
    assert all(f"“order: {known}”" in remark.text for known in ("trusted", "ignored", "auto"))


def test_a_map_has_the_order_of_its_front_matter():
    found = skill_map("""
        ---
        order: ignored
        ---
        # Map
        ## A
        - a
    """)

    assert found.order == "ignored"
    assert found.title == "Map"
    assert [skill.line for skill in found.skills] == [6]
    assert found.report.remarks == ()


def test_a_map_without_front_matter_lets_its_lists_show_their_order():
    assert skill_map("## A\n- a\n\norder: ignored").order == "auto"
    assert skill_map("## A\n- a\n\n---\norder: ignored\n---").order == "auto"


def test_a_map_reports_an_order_that_is_not_known():
    found = skill_map("---\norder: sideways\n---\n## A\n- a\n-\n")

    assert found.order == "auto"
    assert [remark.line for remark in found.report.remarks] == [2, 6]
