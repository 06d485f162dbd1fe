from hypothesis import given

from graph.export.neo4j_browser.queries import QUERIES
from graph.export.neo4j_browser.values import filled, literal, values_of
from tests.builders import snapshot
from tests.graph.export.snapshots import inferred, nasty_texts, snapshot_of

WEB = """
    # Web
    ## Basics
    - HTTP
    ## APIs
    - REST (requires: HTTP)
    - GraphQL (requires: REST)
"""


def test_the_values_are_of_the_map():
    assert values_of(snapshot(WEB)) == {
        "map": "web",
        "area": "basics",
        "learner": "me",
        "known": ["basics"],
        "goals": ["apis/graphql"],
        "skill": "basics/http",
        "min_confidence": 0.5,
        "revision": 0,
    }


def test_the_goal_stands_at_the_end_of_the_longest_chain():
    chain = snapshot_of("abcd", inferred(3, 1), inferred(1, 2), inferred(4, 2))

    assert values_of(chain)["goals"] == ["area/2"]


def test_without_a_map_there_is_a_placeholder_for_every_parameter():
    asked = {name for query in QUERIES for name in query.parameters}

    assert asked == set(values_of(None)) == set(values_of(snapshot(WEB)))


def test_a_filled_query_has_no_parameters_left():
    for query in QUERIES:
        assert "$" not in filled(query, values_of(snapshot(WEB)))


def test_numbers_and_lists_are_written_as_cypher_writes_them():
    assert literal(["a", "b"]) == "['a', 'b']"
    assert literal([]) == "[]"
    assert literal(0.5) == "0.5"
    assert literal(7) == "7"


def test_quotes_backslashes_and_line_ends_do_not_end_a_literal():
    assert literal("it's") == r"'it\'s'"
    assert literal("a\\u0027") == r"'a\\u0027'"
    assert literal("a\nb\u2028\U000e0001") == r"'a\u000ab\u2028\udb40\udc01'"


@given(nasty_texts)
def test_a_literal_is_one_line_of_printable_characters(text):
    assert literal(text).isprintable()


def test_neo4j_reads_a_literal_as_the_text_that_was_written(neo4j_5):
    texts = [
        "'; MATCH (n) DETACH DELETE n //",
        "\\u0027 \\\\u0027 \\",
        "tab\t line\n bell\x07 nul\x00 \u2028 \ufffe",
        "🐍 👩\u200d💻 日本語 \u202eאב",
        '"`${}$map// /* */',
    ]

    (row,) = neo4j_5.ask(f"RETURN {literal(texts)} AS texts")

    assert row["texts"] == texts
