"""Which two names are one name, written another way."""

import pytest

from graph.moves.alike import LIKELY, SURE, Alike, says_nothing
from tests.builders import knowledge_pack

PACK = knowledge_pack("""
    field: computing
    concepts:
      - name: Kubernetes
        aliases: [K8s]
      - name: Trees
      - name: Tries
      - name: Repository Pattern
      - name: Relational Databases
""")


@pytest.fixture
def alike():
    return Alike(PACK)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Unit Tests", "unit test"),
        ("Web Sockets", "WebSockets"),
        ("Config Files", "Configuration Files"),
        ("Normalisation", "Normalization"),
        ("Kubernetes", "K8s"),
    ],
)
def test_names_spelt_otherwise_are_one_wherever_they_stand(alike, one, other):
    assert alike.certainty(one, other) >= SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Continuous Integration", "CI"),
        ("Object-Oriented Programming (OOP)", "OOP"),
        ("Version Control (Git)", "Version Control"),
        ("Introduction to Recursion", "Recursion"),
        ("SQL Fundamentals", "SQL Basics"),
        ("Exception Handling", "Handling Exceptions"),
        ("Indexing", "Indexes"),
        ("Juggling", "Jugglign"),
        ("Repository Pattern", "Repsoitory Pattern"),
    ],
)
def test_names_put_otherwise_are_one_in_one_place(alike, one, other):
    assert alike.certainty(one, other) >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lists", "Tuples"),
        ("HTTP", "HTTPS"),
        ("HTTP", "HTTP/2"),
        ("Algebra 1", "Algebra 2"),
        ("Trees", "Tries"),
        ("Unit Testing", "Integration Testing"),
        ("User Testing", "Unit Testing"),
        ("SQL", "Advanced SQL"),
        ("Databases (SQL)", "Databases (NoSQL)"),
        ("Machine Learning", "Machine Translation"),
        ("Encoder", "Encoding"),
        ("Docker", "Docker Compose"),
        ("", "Docker"),
    ],
)
def test_names_of_different_things_are_two(alike, one, other):
    assert alike.certainty(one, other) == 0
    assert alike.certainty(other, one) == 0


def test_what_the_heading_says_can_be_left_out(alike):
    assert alike.certainty("Hooks", "React Hooks", {"react"}) >= LIKELY
    assert alike.certainty("Hooks", "React Hooks") == 0


def test_a_word_that_the_map_writes_elsewhere_is_no_slip_of_another():
    assert Alike(PACK).certainty("Juggling Rings", "Juggling Kings") == 0
    assert Alike(PACK).certainty("Cascade Throw", "Cascabe Throw") >= LIKELY
    assert Alike(PACK, {"cascade", "cascabe"}).certainty("Cascade Throw", "Cascabe Throw") == 0


@pytest.mark.parametrize(
    "name", ["Basics", "Introduction and Overview", "Advanced Topics", "Setup"]
)
def test_a_name_can_say_nothing_without_its_heading(name):
    assert says_nothing(name)
    assert not says_nothing(f"{name} of Juggling")
