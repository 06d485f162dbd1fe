import pytest

from graph.inference.knowledge_pack import stems, words
from tests.builders import knowledge_pack

PACK = """
    field: Databases
    about: Storing data.
    around: [data storage]
    concepts:
      - name: SQL Joins
        aliases: [Joins, Table Joins]
        needs: [SELECT Queries, [Tables, Relations]]
        helps: [Set Theory]
        part_of: SQL
      - name: MongoDB Indexes
        local: [Indexes]
        around: [MongoDB]
      - name: SELECT Queries
"""


# Names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CI/CD Pipelines", "ci cd pipeline"),
        ("Variables & Types", "variable and type"),
        ("The DOM", "DOM"),
        ("🐳 Docker!", "docker"),
        ("snake_case", "Snake Case"),
        ("Dijkstra's Algorithm", "Dijkstra\N{RIGHT SINGLE QUOTATION MARK}s algorithms"),
        ("Queries", "Query"),
        ("Cookies", "Cookie"),
        ("Processes", "Process"),
        ("Indexes", "Index"),
        ("Hashes", "Hash"),
        ("Caches", "Cache"),
        ("C++ & C#", "c++, c#"),
    ],
)
def test_names_are_compared_without_case_punctuation_articles_and_plurals(one, other):
    assert words(one) == words(other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C", "C#"),
        ("C++", "C#"),
        ("F", "F#"),
        ("Net", ".NET"),
        ("Search", "A* Search"),
        ("HTTP", "HTTPS"),
        ("Java", "JavaScript"),
        ("Speech to Text", "Text to Speech"),
    ],
)
def test_names_that_differ_in_a_sign_a_letter_or_their_order_are_not_the_same(one, other):
    assert words(one) != words(other)


@pytest.mark.parametrize("name", ["https", "redis", "status", "access", "css", "ios", "gas"])
def test_a_word_that_only_looks_like_a_plural_stays_as_it_is(name):
    assert words(name) == (name,)


def test_a_name_without_letters_has_no_words():
    assert words("++ & !") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Indexing", "Indexes"), ("Deployment", "Deploying"), ("Normalized", "Normalizing")],
)
def test_forms_of_a_word_have_the_same_stem(one, other):
    assert stems(words(one)) == stems(words(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Test", "Texting"), ("Java", "JavaScript"), ("User", "Using")]
)
def test_other_words_have_other_stems(one, other):
    assert stems(words(one)) != stems(words(other))


# Looking up


def test_a_concept_is_found_by_its_name_and_by_its_aliases():
    pack = knowledge_pack(PACK)

    assert list(pack.named(words("sql join"))) == ["SQL Joins"]
    assert list(pack.named(words("Joins"))) == ["SQL Joins"]
    assert list(pack.named(words("Left Joins"))) == []


def test_a_name_is_found_in_any_order_and_says_which_order_is_right():
    assert knowledge_pack(PACK).named(words("Joins of SQL")) == {}
    assert knowledge_pack(PACK).named(words("Joins SQL")) == {"SQL Joins": ("sql", "join")}


def test_a_name_is_found_alike_in_other_forms_of_its_words():
    pack = knowledge_pack(PACK)

    assert list(pack.named(words("SQL Joining"))) == []
    assert list(pack.named_alike(words("SQL Joining"))) == ["SQL Joins"]


def test_a_local_name_is_kept_apart_from_those_that_count_everywhere():
    pack = knowledge_pack(PACK)

    assert list(pack.named_locally(words("Index"))) == ["MongoDB Indexes"]
    assert list(pack.named(words("Index"))) == list(pack.named_alike(words("Index"))) == []
    assert list(pack.named_locally(words("Joins"))) == []


# Reading


def test_all_that_a_document_says_of_a_concept_is_read():
    joins = knowledge_pack(PACK).concepts["SQL Joins"]
    indexes = knowledge_pack(PACK).concepts["MongoDB Indexes"]

    assert joins.field == "Databases"
    assert joins.aliases == ("Joins", "Table Joins")
    assert joins.needs == (("SELECT Queries",), ("Tables", "Relations"))
    assert joins.helps == ("Set Theory",)
    assert joins.part_of == "SQL"
    assert (indexes.local, indexes.around) == (("Indexes",), ("MongoDB",))
    assert (indexes.needs, indexes.helps, indexes.part_of) == ((), (), None)


def test_the_words_around_a_field_are_those_of_its_document_and_its_name():
    assert knowledge_pack(PACK).around == {"Databases": (("database",), ("data", "storage"))}


def test_a_pack_holds_the_concepts_of_all_its_fields():
    other = """
        field: Cooking
        about: Food.
        concepts:
          - name: Boiling
    """

    pack = knowledge_pack(PACK, other)

    assert len(pack) == 4
    assert pack.concepts["Boiling"].field == "Cooking"
