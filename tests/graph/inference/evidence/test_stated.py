import pytest

from graph import MapTooLargeError, build
from graph.inference.evidence.stated import stated_evidence
from tests.builders import skill_map


def stated(markdown):
    """Return (source, target) of all that a map states."""
    return [(f.source, f.target) for f in stated_evidence(skill_map(markdown)).findings]


def remarks(markdown):
    return [(r.line, r.text) for r in stated_evidence(skill_map(markdown)).remarks]


def test_what_a_skill_requires_comes_before_it():
    assert stated("""
        ## SQL
        - Query Optimization (requires: Indexing; schema design)
        - Indexing
        - Schema Design
    """) == [
        ("sql/indexing", "sql/query-optimization"),
        ("sql/schema-design", "sql/query-optimization"),
    ]


def test_the_evidence_says_so_with_the_lines_of_both():
    (finding,) = stated_evidence(skill_map("## A\n- a (requires: c)\n- b\n- c")).findings

    assert finding.evidence.rule == "stated"
    assert finding.evidence.text == "The map says that “a” requires “c”."
    assert finding.evidence.lines == (2, 4)
    assert finding.evidence.strength == 1.0


def test_a_path_an_id_and_a_name_with_parentheses_are_understood():
    assert stated("""
        ## Database
        ### SQL (PostgreSQL)
        - Transactions
        - Indexing
        ## Other
        - a (requires: SQL (PostgreSQL) / Transactions)
        - b (requires: database/sql-postgresql/indexing)
    """) == [
        ("database/sql-postgresql/transactions", "other/a"),
        ("database/sql-postgresql/indexing", "other/b"),
    ]


def test_names_may_be_listed_with_commas_unless_a_name_has_one_itself():
    assert stated("""
        ## T
        - a
        - b
        - c, d
        - e (requires: a, b)
        - f (requires: c, d)
    """) == [("t/a", "t/e"), ("t/b", "t/e"), ("t/c-d", "t/f")]


def test_a_required_topic_means_all_skills_under_it():
    assert stated("""
        ## A
        - one
        - t
          - two
        ## B
        - b (requires: A)
    """) == [("a/one", "b/b"), ("a/t/two", "b/b")]


def test_what_a_topic_requires_every_skill_under_it_requires():
    assert stated("""
        ## A
        - a
        ## B
        ### T (requires: A/a)
        - b
        - c
          - d
    """) == [("a/a", "b/t/b"), ("a/a", "b/t/c/d")]


def test_a_topic_that_requires_one_of_its_own_skills_opens_with_it():
    assert stated("""
        ## Topic (requires: b)
        - a
        - b
        - c
    """) == [("topic/b", "topic/a"), ("topic/b", "topic/c")]


def test_of_several_skills_of_one_name_the_nearest_is_meant():
    assert stated("""
        ## Security
        - Keys
        - Sessions
        - Logout (requires: Sessions)
        ## Database
        - Rows
        - Sessions
        - Commit (requires: Sessions)
    """) == [
        ("security/sessions", "security/logout"),
        ("database/sessions", "database/commit"),
    ]


def test_an_ambiguous_name_is_remarked_on_with_what_it_can_mean():
    ((line, text),) = remarks("""
        ## Security
        - Keys
        - Sessions
        ## Database
        - Rows
        - Sessions
        ## Web
        - Logout (requires: Sessions)
    """)

    assert line == 8
    assert text == (
        "“Logout” requires: “Sessions” can mean any of: security/sessions, database/sessions. "
        "Use one of these ids."
    )


def test_an_unknown_name_is_remarked_on_with_what_is_close():
    ((line, text),) = remarks("""
        ## A
        - Indexing
        - b (requires: Indxing)
    """)

    assert line == 3
    assert text == "“b” requires: nothing in the map is called “Indxing”. Closest: a/indexing."


def test_a_name_that_is_not_understood_does_not_keep_the_others_from_being_used():
    markdown = """
        ## A
        - a
        - b (requires: nothing like it; a)
    """

    assert stated(markdown) == [("a/a", "a/b")]
    assert len(remarks(markdown)) == 1


def test_a_map_that_states_nothing_has_no_evidence():
    assert stated("## A\n- a\n- b") == []


def test_more_pairs_than_the_limit_are_refused_with_the_line_and_what_to_do():
    many = "\n".join(f"- a{number}" for number in range(500))
    source = f"## A\n{many}\n## B (requires: A)\n{many.replace('a', 'b')}\n"

    with pytest.raises(MapTooLargeError) as caught:
        stated_evidence(skill_map(source))

    assert caught.value.line == 502
    assert str(caught.value).endswith("Require single skills instead of whole topics")


def test_a_skill_cannot_mean_itself_or_what_it_stands_in():
    for markdown in ("## T\n- x (requires: x)", "## T\n- x (requires: T)"):
        (remark,) = build(markdown).report.remarks
        assert remark.line == 2
        assert "nothing in the map is called" in remark.text


def test_a_skill_named_like_its_topic_can_be_required_beside_it():
    assert stated("## Git\n- Git\n- Branches (requires: git)") == [("git/git", "git/branches")]
