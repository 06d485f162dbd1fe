import pytest

from graph.inference.evidence.lexical import NAME_STRENGTH, lexical_evidence
from tests.builders import skill_map


def found(*names):
    """Return (source name, target name) of all evidence in a map of these skills."""
    skills = skill_map("## A\n" + "\n".join(f"- {name}" for name in names))
    return [
        (skills[finding.source].name, skills[finding.target].name)
        for finding in lexical_evidence(skills)
    ]


def test_a_skill_comes_before_one_whose_name_contains_its_name():
    assert found("Docker Compose", "Docker") == [("Docker", "Docker Compose")]


def test_the_evidence_says_which_name_contains_which_with_the_lines():
    (finding,) = lexical_evidence(skill_map("## A\n- Docker Compose\n- other\n- Docker"))

    assert finding.evidence.rule == "name"
    assert finding.evidence.text == "The name “Docker Compose” contains “Docker”."
    assert finding.evidence.lines == (2, 4)
    assert finding.evidence.strength == NAME_STRENGTH


@pytest.mark.parametrize(
    "longer",
    ["Docker Basics", "Introduction to Docker", "Getting Started with Docker", "Core Docker"],
)
def test_a_name_that_only_adds_a_word_for_the_beginning_comes_first_itself(longer):
    assert found("Docker", longer) == [(longer, "Docker")]


def test_words_count_whole_and_in_their_order():
    assert found("Java", "JavaScript", "Javanese Batik") == []
    assert found("Unit Testing", "Testing a Unit") == []
    assert found("X Y", "W X Y Z", "Y X") == [("X Y", "W X Y Z")]


def test_case_and_punctuation_do_not_count():
    assert found("pub/sub", "Redis Pub Sub") == [("pub/sub", "Redis Pub Sub")]


def test_every_name_inside_a_name_is_found_the_longest_first():
    assert found("X", "Y", "X Y Z", "X Y") == [
        ("X Y", "X Y Z"),
        ("X", "X Y Z"),
        ("Y", "X Y Z"),
        ("X", "X Y"),
        ("Y", "X Y"),
    ]


def test_a_name_that_two_skills_bear_says_nothing():
    skills = skill_map("""
        ## A
        - one
        - Session
        ## B
        - two
        - Session
        ## C
        - Session Storage
    """)

    assert list(lexical_evidence(skills)) == []


def test_a_bullet_that_is_a_sentence_contains_no_names():
    sentence = "Know how to build and run a small service with Docker and nothing else"

    assert found("Docker", sentence) == []


def test_names_without_letters_say_nothing():
    assert found("++", "!!", "a ++") == []


def test_a_name_that_repeats_the_shorter_one_still_comes_after_it():
    skills = skill_map("""
        ## A
        - Docker
        ### B
        - Docker in Docker
    """)

    (finding,) = lexical_evidence(skills)

    assert (finding.source, finding.target) == ("a/docker", "a/b/docker-in-docker")


@pytest.mark.parametrize(
    "names", [("Version Control", "Version Control (Git)"), ("Git", "Version Control (Git)")]
)
def test_another_name_in_parentheses_is_no_evidence(names):
    assert found(*names) == []
