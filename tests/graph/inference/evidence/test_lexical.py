from itertools import permutations

import pytest

from graph.inference.evidence.lexical import _TEXTS, MAX_SHARED, LexicalEvidence
from tests.builders import skill_map


def between(source, target, *others):
    """Return the signals of two skills of one topic, beside others."""
    skills = skill_map("## A\n" + "\n".join(f"- {name}" for name in (source, target, *others)))
    ids = {skill.name: skill.id for skill in skills.skills}
    return LexicalEvidence(skills).signals(ids[source], ids[target])


def pairs(markdown):
    """Return the proposed pairs by name."""
    skills = skill_map(markdown)
    return {(skills[a].name, skills[b].name) for a, b in LexicalEvidence(skills).pairs()}


# A name inside another


def test_a_name_inside_another_is_the_simpler_one():
    assert between("Docker", "Docker Compose")["name_inside"] == 1
    assert "name_inside" not in between("Docker Compose", "Docker")


def test_words_for_the_beginning_do_not_keep_a_name_from_being_inside_another():
    assert between("Docker Basics", "Docker Compose")["name_inside"] == 1
    assert "name_inside" not in between("Basics", "Docker Compose")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("pub/sub", "Redis Pub Sub"),
        ("Query", "SQL Queries"),
        ("Testing a Unit", "Unit Testing Tools"),
    ],
)
def test_case_punctuation_plural_and_order_do_not_count(source, target):
    assert between(source, target)["name_inside"] == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [("Java", "JavaScript Modules"), ("C", "C++ Templates"), ("Docker", "Dockers"), ("++", "a ++")],
)
def test_words_count_whole_and_one_has_to_be_more(source, target):
    assert "name_inside" not in between(source, target)


def test_what_follows_a_colon_belongs_to_no_name():
    assert "name_inside" not in between("Docker", "Deployment: with Docker")
    assert between("Docker: images and more", "Docker Compose")["name_inside"] == 1


# Words in common


def test_words_in_common_count_by_how_rare_they_are_in_the_map():
    others = ["Data Types", "Data Models", "Data Lakes", "Testing"]

    common = between("Data Pipelines", "Data Streams", *others)["shared_words"]
    rare = between("Airflow Pipelines", "Airflow Streams", *others)["shared_words"]

    assert 0 < common < rare < 1


def test_the_same_words_are_all_in_common_and_others_are_none():
    assert between("Unit Testing", "Testing of Unit", "x")["shared_words"] < 1
    assert between("Unit Testing", "testing unit", "x")["shared_words"] == pytest.approx(1)
    assert between("Docker", "Kubernetes") == {}


def test_a_word_that_every_skill_has_says_nothing():
    assert "shared_words" not in between("Data Lakes", "Data Streams", "Data Types")


def test_names_that_end_alike_are_of_one_kind():
    assert between("Unit Testing", "Load Testing")["same_kind"] == 1
    assert "same_kind" not in between("Testing", "Load Testing")
    assert "same_kind" not in between("Unit Testing", "Testing Tools")


# Headings and descriptions


def test_a_name_in_a_heading_above_another_skill_counts_by_its_share_of_words():
    skills = skill_map("""
        ## Start
        - Docker
        - Docker Images
        ## Docker Networking
        - Bridges
    """)
    evidence = LexicalEvidence(skills)

    bridges = "docker-networking/bridges"
    assert evidence.signals("start/docker", bridges) == {"name_in_heading": 1.0}
    assert evidence.signals("start/docker-images", bridges) == {"name_in_heading": 0.5}
    assert evidence.signals(bridges, "start/docker") == {}


def test_a_heading_that_stands_above_both_says_nothing():
    skills = skill_map("## Docker\n- Docker\n- Bridges")

    assert LexicalEvidence(skills).signals("docker/docker", "docker/bridges") == {}


def test_a_name_in_the_description_of_another_skill_counts():
    skills = skill_map("## A\n- Docker\n- Compose - several Docker containers at once")
    evidence = LexicalEvidence(skills)

    (docker, compose) = (skill.id for skill in skills.skills)
    assert evidence.signals(docker, compose) == {"name_in_description": 1.0}
    assert "name_in_description" not in evidence.signals(compose, docker)


# Levels


def test_a_name_that_calls_itself_a_beginning_or_advanced_is_noticed_in_its_area():
    assert between("Docker Basics", "Networks") == {"basic_name": 1.0}
    assert between("Networks", "Docker Basics") == {"other_basic_name": 1.0}
    assert between("Networks", "Advanced Docker") == {"advanced_name": 1.0}
    assert between("Docker Basics", "Go Basics").keys() == {"same_kind"}


def test_the_beginning_of_one_area_is_none_of_another():
    skills = skill_map("## A\n- Docker Basics\n## B\n- Advanced Networks")

    assert LexicalEvidence(skills).signals("a/docker-basics", "b/advanced-networks") == {}


# Pairs


def test_skills_with_a_word_in_common_are_a_pair_both_ways():
    assert pairs("## A\n- Docker Compose\n- Docker\n## B\n- Bridges") == {
        ("Docker", "Docker Compose"),
        ("Docker Compose", "Docker"),
    }


def test_a_skill_is_a_pair_with_those_whose_heading_or_description_speaks_of_it():
    assert pairs("## A\n- Docker\n## Docker\n- Bridges") == {("Docker", "Bridges")}
    assert pairs("## A\n- Docker\n- Pods - like Docker") == {("Docker", "Pods")}


def test_a_word_that_very_many_skills_have_makes_no_pairs():
    def with_word(count):
        return "## A\n" + "\n".join(f"- Data s{number}" for number in range(count))

    assert len(pairs(with_word(MAX_SHARED))) == MAX_SHARED * (MAX_SHARED - 1)
    assert pairs(with_word(MAX_SHARED + 1)) == set()


# Texts


def test_every_signal_has_a_text_that_names_both_skills():
    skills = skill_map("""
        ## A
        - Docker Basics
        - Docker Compose
        - Podman Compose
        - Advanced Bridges
        - Pods - like Docker
        ## Docker
        - Networks
    """)
    evidence = LexicalEvidence(skills)

    told = {
        signal: (evidence.text(signal, source.id, target.id), source.name, target.name)
        for source, target in permutations(skills.skills, 2)
        for signal in evidence.signals(source.id, target.id)
    }

    assert told.keys() == _TEXTS.keys()
    for text, source, target in told.values():
        assert text.endswith(".")
        assert "{" not in text
        assert f"“{source}”" in text
        assert f"“{target}”" in text


def test_the_words_in_common_are_told():
    skills = skill_map("## A\n- Docker Image Layers\n- Docker Image Cache")
    one, other = (skill.id for skill in skills.skills)

    assert LexicalEvidence(skills).text("shared_words", one, other) == (
        "“Docker Image Layers” and “Docker Image Cache” have words in common: docker, image."
    )
