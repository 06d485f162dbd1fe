import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.skillmap.identity import Ruling, name_key, slug
from graph.skillmap.parse import read_map
from tests.builders import skill_map


def ids(markdown):
    return [entry.id for entry in skill_map(markdown)]


def merges(found):
    return [(merge.name, merge.lines) for merge in found.report.merged]


def homonyms(found):
    return [(homonym.name, homonym.lines) for homonym in found.report.homonyms]


# Slugs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pub/Sub", "pub-sub"),
        ("SQL (PostgreSQL)", "sql-postgresql"),
        ("OAuth2.0", "oauth2-0"),
        ("Variables & Data Types", "variables-data-types"),
        ("Don't", "dont"),
        ("Don\u2019t", "dont"),
        ("  --a--b--  ", "a-b"),
        ("Straße", "strasse"),
        ("ＦＵＬＬ width", "full-width"),  # noqa: RUF001 - full width on purpose
        ("e\u0301clair", "éclair"),
        ("機械 学習", "機械-学習"),
        ("हिन्दी", "हिन्दी"),
        ("مرحبا", "مرحبا"),
        ("C++", "c"),
        ("!?", ""),
        ("🐍", ""),
        ("", ""),
    ],
)
def test_a_slug_is_made_of_letters_and_digits_of_any_script(text, expected):
    assert slug(text) == expected


@given(st.text())
def test_the_slug_of_a_slug_is_the_slug(text):
    assert slug(slug(text)) == slug(text)
    assert "/" not in slug(text)
    assert not any(char.isspace() for char in slug(text))


def test_case_width_and_spaces_do_not_make_another_name():
    assert name_key("Pub / Sub") == name_key("ＰＵＢ  /\tsub")  # noqa: RUF001 - full width
    assert name_key("C++") != name_key("C#")


# Ids


def test_an_id_is_the_path_of_slugs_from_the_area_down():
    assert ids("""
        # Map
        ## Database Skills
        ### Redis
        - Pub/Sub
          - Channels
    """) == [
        "database-skills",
        "database-skills/redis",
        "database-skills/redis/pub-sub",
        "database-skills/redis/pub-sub/channels",
    ]


def test_names_that_come_to_the_same_slug_get_ids_of_their_own():
    found = skill_map("""
        ## Languages
        - C
        - C++
        - C#
        - F#
    """)

    c, c_plus_plus, c_sharp, f_sharp = (skill.id for skill in found.skills)
    assert len({c, c_plus_plus, c_sharp}) == 3
    assert c_plus_plus.startswith("languages/c-")
    assert c_sharp.startswith("languages/c-")
    assert f_sharp == "languages/f"


def test_an_id_does_not_hang_on_the_order_of_the_names():
    one = skill_map("## L\n- C++\n- C#\n- !!\n- ??")
    other = skill_map("## L\n- ??\n- C#\n- !!\n- C++")

    assert {e.name: e.id for e in one} == {e.name: e.id for e in other}


def test_a_name_without_letters_has_an_id_too():
    found = ids("## A\n- ++\n- !!\n- 🎉")

    assert len(set(found)) == 4
    assert all(entry.startswith("a/") and len(entry) > 4 for entry in found[1:])


def test_an_id_of_a_very_long_name_is_short_and_tells_it_from_its_like():
    one, other = "very long name " * 40 + "one", "very long name " * 40 + "two"
    found = skill_map(f"## A\n- {one}\n- {other}")

    first, second = (skill.id for skill in found.skills)
    assert first != second
    assert max(len(first), len(second)) < 100
    assert [skill.name for skill in found.skills] == [one, other]


def test_a_made_up_id_never_takes_one_that_a_name_has():
    tail = ids("## A\n- C\n- C++")[2].removeprefix("a/")
    found = ids(f"## A\n- C\n- C++\n- {tail.replace('-', ' ')}")

    assert len(set(found)) == 4


def test_a_topic_and_a_skill_of_one_name_under_one_parent_have_two_ids():
    found = skill_map("""
        ## A
        - Docker
        ### Docker
        - Images
    """)

    assert len({entry.id for entry in found}) == 4
    assert [entry.kind for entry in found] == ["area", "skill", "topic", "skill"]


@given(st.lists(st.text("aA+# !é", min_size=1, max_size=4), min_size=1, max_size=12))
def test_ids_are_unique_whatever_the_names(names):
    found = skill_map("## A\n- first\n" + "\n".join(f"- x{name}x" for name in names))

    assert len({entry.id for entry in found}) == len(found.entries)


# One thing or several


def test_a_name_that_is_written_twice_under_one_topic_is_one_skill():
    found = skill_map("""
        ## A
        ### T
        - Indexing
        - Other
        - indexing
    """)

    assert ids_of(found, "skill") == ["a/t/indexing", "a/t/other"]
    assert [place.line for place in found["a/t/indexing"].placements] == [3, 5]
    assert merges(found) == [("Indexing", (3, 5))]
    assert "more than once under T" in found.report.merged[0].reason


def ids_of(found, kind):
    return [entry.id for entry in found if entry.kind == kind]


def test_an_area_that_is_written_twice_goes_on():
    found = skill_map("""
        ## A
        - one
        ## B
        - two
        ## A
        - three
    """)

    assert ids_of(found, "area") == ["a", "b"]
    assert found.skills_under("a") == ("a/one", "a/three")


def test_a_name_that_says_itself_what_it_is_about_is_one_skill_with_two_placements():
    found = skill_map("""
        ## DevOps
        ### Docker
        - Containerization
        - Container Orchestration
        ## Architecture
        ### Cloud
        - Container Orchestration
        - Load Balancing
    """)

    orchestration = found["devops/docker/container-orchestration"]
    assert [place.path for place in orchestration.placements] == [
        ("DevOps", "Docker", "Container Orchestration"),
        ("Architecture", "Cloud", "Container Orchestration"),
    ]
    assert [place.parent for place in orchestration.placements] == [
        "devops/docker",
        "architecture/cloud",
    ]
    assert merges(found) == [("Container Orchestration", (4, 7))]
    assert homonyms(found) == []
    assert "only Docker speaks of “container”" in found.report.merged[0].reason


def test_a_skill_with_two_placements_is_a_child_of_both_topics():
    found = skill_map("""
        ## Docker
        - Containerization
        - Container Orchestration
        ## Cloud
        - Container Orchestration
    """)

    assert "docker/container-orchestration" in found.skills_under("docker")
    assert found.skills_under("cloud") == ("docker/container-orchestration",)


def test_a_name_that_takes_its_meaning_from_its_topic_is_several_skills():
    found = skill_map("""
        ## SQLAlchemy
        - ORM Models
        - Session Management
        ## Authentication
        - Passwords
        - Session Management
    """)

    assert merges(found) == []
    assert homonyms(found) == [("Session Management", (3, 6))]
    assert found.report.homonyms[0].ids == (
        "sqlalchemy/session-management",
        "authentication/session-management",
    )
    assert "SQLAlchemy (line 3) and Authentication (line 6)" in found.report.homonyms[0].reason


def test_a_topic_and_a_skill_of_one_name_are_two_things():
    found = skill_map("""
        ## Python
        - Design Patterns
        ## Architecture
        ### Design Patterns
        - Observer
    """)

    assert homonyms(found) == [("Design Patterns", (2, 4))]
    assert "not every time as a skill" in found.report.homonyms[0].reason


def test_topics_of_one_name_in_several_areas_are_no_matter_for_the_report():
    found = skill_map("""
        ## A
        ### Basics
        - one
        ## B
        ### Basics
        - two
    """)

    assert found.report.homonyms == found.report.merged == ()
    assert ids_of(found, "topic") == ["a/basics", "b/basics"]


def test_what_the_placements_of_a_skill_say_is_taken_together():
    found = skill_map("""
        ## A
        - Indexing (requires: X) - first words
        - X
        - Y
        - [x] [Indexing](http://a) (requires: Y; X) (2h) - other words
    """)

    indexing = found["a/indexing"]
    assert indexing.requires == ("X", "Y")
    assert indexing.known
    assert indexing.resources == ("http://a",)
    assert indexing.effort_hours == 2
    assert indexing.description == "first words"


def test_an_id_does_not_change_when_a_sibling_of_the_same_slug_comes():
    assert ids("## L\n- C\n- C++")[1] == ids("## L\n- C")[1] == "l/c"


# What is known of a name beforehand

TWO_TOPICS = (
    "## Docker\n- Containers\n- Container Orchestration\n## Cloud\n- Container Orchestration\n"
)


def with_ruling(markdown, name, verdict):
    return read_map(markdown).skill_map({name_key(name): Ruling(verdict, "Because.")})


def test_a_ruling_outranks_what_the_words_of_a_name_say():
    words = skill_map(TWO_TOPICS)
    apart = with_ruling(TWO_TOPICS, "container orchestration", "split")

    assert len(words.report.merged) == len(words.skills) - 1 == 1
    assert len(apart.skills) == 3
    assert apart.report.merged == ()
    assert [found.reason for found in apart.report.homonyms] == ["Because."]


def test_a_ruling_makes_one_skill_of_a_name_that_says_nothing_itself():
    sessions = "## A\n- Sessions\n## B\n- other\n- Sessions\n## C\n- Sessions\n"
    found = with_ruling(sessions, "Sessions", "merged")

    (merge,) = found.report.merged
    assert (merge.id, merge.lines, merge.reason) == ("a/sessions", (2, 5, 7), "Because.")
    assert merge.ids == ("a/sessions", "b/sessions", "c/sessions")
    assert found.report.homonyms == ()
    assert ids_of(found, "skill") == ["a/sessions", "b/other"]


def test_a_ruling_about_a_name_that_stands_under_one_topic_changes_nothing():
    twice = "## A\n- Sessions\n- Sessions\n### B\n- b\n"

    assert with_ruling(twice, "Sessions", "split") == skill_map(twice)
    assert with_ruling(twice, "b", "merged") == skill_map(twice)


def test_a_ruling_is_about_skills_and_leaves_a_topic_of_the_name_alone():
    found = with_ruling("## A\n- X\n## B\n- X\n## C\n### X\n- c\n", "X", "merged")

    assert ids_of(found, "skill") == ["a/x", "c/x/c"]
    assert "not every time as a skill" in found.report.homonyms[0].reason


def test_an_id_that_a_placement_would_have_alone_leads_to_its_skill():
    found = skill_map(TWO_TOPICS)

    assert found.present_id("cloud/container-orchestration") == "docker/container-orchestration"
    assert found.present_id("docker/containers") == "docker/containers"
    assert found.present_id("no/such") == "no/such"


def test_whether_a_name_is_one_skill_or_several_leaves_all_other_ids_as_they_are():
    merged = with_ruling(TWO_TOPICS, "Container Orchestration", "merged")
    split = with_ruling(TWO_TOPICS, "Container Orchestration", "split")

    assert {entry.id for entry in split} - {entry.id for entry in merged} == {
        "cloud/container-orchestration"
    }
