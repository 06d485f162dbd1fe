import pytest

from graph.inference.knowledge_pack import words
from graph.learners.understand.mentions import WEAK, Mentions
from tests.builders import knowledge_pack, skill_map

PACK = knowledge_pack(
    """
    field: Databases
    concepts:
      - name: Data Structures
      - name: Redis Data Structures
      - name: PostgreSQL Basics
        aliases: [PostgreSQL, Postgres]
      - name: Indexes
        aliases: [Indexing, Index Structures]
      - name: Sharding
      - name: Joins
    """
)
MAP = skill_map("""
    # Databases
    ## SQL (PostgreSQL)
    - Indexing
    - Joins
    - OAuth2.0
    - Joins & Unions
    ## Redis
    - Data Structures
    - Version Control (Git)
""")


def mentioned(text):
    """Return what a text names in the map, by its words."""
    found = Mentions(MAP, PACK).find(text, frozenset(words(text)))
    return {text[slice(*mention.span)]: mention for mention in found}


def meant(text):
    return {said: dict(mention.meant) for said, mention in mentioned(text).items()}


def test_an_entry_is_meant_by_its_name_for_sure():
    assert meant("we use Indexing") == {"Indexing": {"sql-postgresql/indexing": 1.0}}


def test_an_entry_is_meant_by_its_path_by_its_alias_and_by_the_name_without_a_version():
    assert meant("Redis data structures")["Redis data structures"].keys() == {
        "redis/data-structures"
    }
    assert meant("git")["git"].keys() == {"redis/version-control-git"}
    assert meant("OAuth 2")["OAuth 2"].keys() == {"sql-postgresql/oauth2-0"}


def test_an_entry_is_meant_by_the_other_names_of_its_concept_but_less_surely():
    (certainty,) = meant("Index structures")["Index structures"].values()

    assert 0.75 < certainty < 1


def test_a_topic_is_meant_by_the_other_names_of_its_concept():
    assert meant("Postgres")["Postgres"].keys() == {"sql-postgresql"}


def test_of_names_inside_each_other_the_longest_is_meant():
    assert list(meant("Redis data structures, Redis")) == ["Redis data structures", "Redis"]


def test_a_part_of_a_name_is_meant_less_surely_than_the_name():
    assert meant("unions")["unions"] == {"sql-postgresql/joins-unions": pytest.approx(0.6)}


def test_a_concept_that_the_map_does_not_have_is_mentioned_without_meaning():
    (mention,) = mentioned("Sharding").values()

    assert (dict(mention.meant), mention.concept) == ({}, "Sharding")


def test_a_single_word_in_small_letters_need_not_be_a_name():
    assert mentioned("the joins of my knees")["joins"].is_plain
    assert not mentioned("Joins")["Joins"].is_plain


def test_a_name_of_another_thing_is_weak_unless_the_text_speaks_of_the_topic():
    assert meant("data structures")["data structures"]["redis/data-structures"] in (WEAK, 1.0)
