import pytest
from rich.console import Console

from graph import SqliteStore, build, import_map, recommend_next
from tests.builders import snapshot
from waypath.answer_tables import next_table
from waypath.map_tables import graph_tables, import_tables
from waypath.wording import hours


def shown(table):
    """Return the lines of a table in a pipe of 100 columns."""
    console = Console(width=100, color_system=None)
    with console.capture() as text:
        console.print(table)
    return [line.rstrip() for line in text.get().splitlines()]


@pytest.mark.parametrize(
    ("effort", "text"),
    [(4, "4 h"), (0.5, "0.5 h"), (0.25, "0.25 h"), (100, "100 h"), (1234567.5, "1,234,567.5 h")],
)
def test_an_effort_is_written_without_needless_digits(effort, text):
    assert hours(effort) == text


def test_whoever_knows_it_all_has_nothing_to_learn():
    answer = recommend_next(snapshot("- HTTP"), ["HTTP"])

    assert shown(next_table(answer)) == ["You know 1 skill. Ready to learn: 0 skills.", ""]


def test_ready_skills_beyond_the_limit_are_counted():
    answer = recommend_next(snapshot("- HTTP\n- Boil"), limit=1, min_confidence=1)

    assert shown(next_table(answer))[0] == (
        "You know 0 skills. Ready to learn: 2 skills, the best 1 first."
    )


def test_the_report_names_each_kind_once_and_lists_what_belongs_to_it():
    web = snapshot("""
        # Web
        - REST (requires: Zymurgy)
        - HTTP (requires: Zymology)
    """)

    lines = shown(graph_tables([web], 1))

    start = next(number for number, line in enumerate(lines) if line.startswith("remark"))
    assert lines[start].startswith("remark  line 2: ")
    assert [line[:16] for line in lines if line[8:15] == "line 3:"] == ["        line 3: "]


def test_nothing_needs_review_in_a_map_of_which_nothing_was_inferred():
    stated = snapshot("""
        # Juggling
        - Cascade
        # Clubs
        - Double Spins (requires: Cascade)
    """)
    assert not stated.report.field_known

    assert not any(line.startswith("field") for line in shown(graph_tables([stated], 1)))


@pytest.mark.parametrize(("order", "is_told"), [("auto", True), ("ignored", False)])
def test_lists_that_are_found_to_be_sorted_by_name_are_told(order, is_told):
    letters = "".join(f"- {letter}\n" for letter in "ABCDEFGHIJKLMN")
    letters = build(f"---\norder: {order}\n---\n{letters}")
    assert not letters.report.order_used

    told = "order  Its lists are sorted by name, so their order was not used."
    assert (told in shown(graph_tables([letters], 1))) is is_told


def test_maps_are_kept_apart_by_an_empty_line():
    store = SqliteStore(":memory:")
    done = [import_map(store, f"# {title}\n- Skill\n") for title in ("One", "Two")]
    store.close()

    assert shown(import_tables(done, dry_run=False)) == [
        "one: created",
        "1 skill, 0 prerequisites. Revision 1.",
        "",
        "two: created",
        "1 skill, 0 prerequisites. Revision 1.",
    ]
