import pytest

from graph import (
    AmbiguousNameError,
    NameDecision,
    Names,
    UnknownName,
    UnknownSkillError,
    build,
)
from graph.names import MAX_SUGGESTIONS
from tests.builders import skill_map

MAP = skill_map("""
    # Backend
    ## Python Core
    ### Fundamentals
    - Variables & Data Types
    - Type Hints
    ### Advanced
    - Design Patterns
    ## Database Skills
    ### Fundamentals
    - Indexing
    ### Redis
    - Pub/Sub
    ### SQLAlchemy
    - Session Management
    ## Security
    - Session Management
    - OAuth2.0
    ## DevOps
    - Version Control (Git)
    - Kubernetes (K8s)
    ## Languages
    - C
    - C++
    - C#
""")


@pytest.fixture
def names():
    return Names(MAP)


@pytest.mark.parametrize(
    ("typed", "entry_id"),
    [
        ("database-skills/redis/pub-sub", "database-skills/redis/pub-sub"),
        ("Pub/Sub", "database-skills/redis/pub-sub"),
        ("pub / sub", "database-skills/redis/pub-sub"),
        ("pub sub", "database-skills/redis/pub-sub"),
        ("PUB-SUB", "database-skills/redis/pub-sub"),
        ("Redis/Pub/Sub", "database-skills/redis/pub-sub"),
        ("redis / pub-sub", "database-skills/redis/pub-sub"),
        ("Redis", "database-skills/redis"),
        ("Database Skills", "database-skills"),
        ("database_skills", "database-skills"),
        ("python core/fundamentals", "python-core/fundamentals"),
        ("  oauth2.0 ", "security/oauth2-0"),
        ("oauth2 0", "security/oauth2-0"),
        ("variables data types", "python-core/fundamentals/variables-data-types"),
        ("Git", "devops/version-control-git"),
        ("version control", "devops/version-control-git"),
        ("k8s", "devops/kubernetes-k8s"),
    ],
)
def test_a_name_is_found_by_id_name_path_end_or_alias_whatever_its_case_and_punctuation(
    names, typed, entry_id
):
    assert names.entry(typed).id == entry_id


@pytest.mark.parametrize("typed", ["C", "C++", "C#", "c#"])
def test_what_is_spelt_exactly_is_meant_even_if_only_punctuation_tells_it_apart(names, typed):
    assert names.entry(typed).name == typed.upper()


@pytest.mark.parametrize("typed", ["session management", "Session Management"])
def test_a_name_of_several_entries_is_refused_with_their_ids_in_map_order(names, typed):
    with pytest.raises(AmbiguousNameError) as caught:
        names.entry(typed)

    assert caught.value.candidates == (
        "database-skills/sqlalchemy/session-management",
        "security/session-management",
    )
    assert str(caught.value) == (
        f"“{typed}” can mean any of: database-skills/sqlalchemy/session-management, "
        "security/session-management. Use one of these ids"
    )


def test_a_longer_path_end_tells_entries_of_one_name_apart(names):
    assert names.entry("security/session management").id == "security/session-management"
    assert names.entry("SQLAlchemy / Session Management").parent == "database-skills/sqlalchemy"


def test_of_several_entries_the_one_nearby_is_meant_where_that_is_clear(names):
    near_security = names.entry("Session Management", near="security/oauth2-0")
    near_indexing = names.entry("Session Management", near="database-skills/fundamentals/indexing")

    assert near_security.id == "security/session-management"
    assert near_indexing.id == "database-skills/sqlalchemy/session-management"
    with pytest.raises(AmbiguousNameError):
        names.entry("Session Management", near="devops/kubernetes-k8s")


@pytest.mark.parametrize(
    ("typed", "entry_id"),
    [
        ("Kuberntes K8s", "devops/kubernetes-k8s"),
        ("Indxing", "database-skills/fundamentals/indexing"),
        ("idnexing", "database-skills/fundamentals/indexing"),
    ],
)
def test_a_slip_of_the_keys_is_forgiven_only_where_the_caller_allows_it(names, typed, entry_id):
    assert names.entry(typed, forgive_typos=True).id == entry_id
    with pytest.raises(UnknownSkillError) as caught:
        names.entry(typed)
    assert caught.value.suggestions[0] == entry_id


def test_a_slip_that_leads_to_several_entries_is_not_forgiven(names):
    with pytest.raises(AmbiguousNameError):
        names.entry("Sesion Management", forgive_typos=True)


@pytest.mark.parametrize("typed", ["Rust", "X", "Idx"])
def test_short_names_are_not_guessed(names, typed):
    with pytest.raises(UnknownSkillError):
        names.entry(typed, forgive_typos=True)


def test_names_that_only_plus_and_sharp_tell_apart_are_told_apart(names):
    assert [names.entry(typed).name for typed in ("c", "c++", "c#", "C--")] == [
        "C",
        "C++",
        "C#",
        "C",
    ]


def test_c_sharp_is_unknown_where_only_c_plus_plus_is_there():
    names = Names(skill_map("- C++\n- F#"))

    assert names.known(["C#", "F"]).skills == frozenset()


@pytest.mark.parametrize("typed", ["Algebra 2", "HTTPS", "Calculus 11"])
def test_another_number_or_a_further_letter_is_another_thing_and_no_slip(typed):
    names = Names(skill_map("- Algebra 1\n- HTTP\n- Calculus 1"))

    with pytest.raises(UnknownSkillError):
        names.entry(typed, forgive_typos=True)


@pytest.mark.parametrize("typed", ["", " ", "/", "//", "-", "!!!", "🐍", "\x00", "a" * 10_000])
def test_what_is_no_name_is_unknown(names, typed):
    with pytest.raises(UnknownSkillError) as caught:
        names.entry(typed)

    assert caught.value.name == typed
    assert "nothing in the map is called" in str(caught.value)


def test_an_unknown_name_comes_with_the_closest_ids_best_first(names):
    with pytest.raises(UnknownSkillError) as caught:
        names.entry("Data Type Variables")

    suggestions = caught.value.suggestions
    assert suggestions[0] == "python-core/fundamentals/variables-data-types"
    assert len(suggestions) <= MAX_SUGGESTIONS
    assert len(set(suggestions)) == len(suggestions)
    assert all(suggestion in MAP for suggestion in suggestions)
    assert str(caught.value).startswith(
        "nothing in the map is called “Data Type Variables”. Closest: python-core/fundamentals/"
    )


def test_an_id_that_was_moved_is_suggested_at_its_new_place(names):
    assert "database-skills/redis/pub-sub" in names.suggestions("caching/redis/pub-sub")


def test_a_topic_or_area_means_all_skills_under_it(names):
    assert names.skills("Database Skills") == (
        "database-skills/fundamentals/indexing",
        "database-skills/redis/pub-sub",
        "database-skills/sqlalchemy/session-management",
    )
    assert names.skills("Indexing") == ("database-skills/fundamentals/indexing",)


def test_what_a_person_knows_may_name_skills_topics_and_areas(names):
    known = names.known(["Redis", "database-skills/redis/pub-sub", "Security", "type hints"])

    assert known.unknown == ()
    assert known.skills == {
        "database-skills/redis/pub-sub",
        "security/session-management",
        "security/oauth2-0",
        "python-core/fundamentals/type-hints",
    }


def test_unknown_and_ambiguous_names_among_what_a_person_knows_are_listed_and_no_error(names):
    known = names.known(["Indexing", "Session Management", "Indxing", "Session Management", ""])

    assert known.skills == {"database-skills/fundamentals/indexing"}
    assert [unknown.id for unknown in known.unknown] == ["Session Management", "Indxing", ""]
    assert known.unknown[0].suggestions == (
        "database-skills/sqlalchemy/session-management",
        "security/session-management",
    )
    assert known.unknown[1].suggestions[0] == "database-skills/fundamentals/indexing"
    assert known.unknown[2] == UnknownName("", ())


def test_thousands_of_unknown_names_are_all_listed(names):
    typed = [f"unknown {number}" for number in range(2000)]

    assert [unknown.id for unknown in names.known(typed).unknown] == typed


def test_knowing_nothing_is_knowing_no_skill(names):
    known = names.known([])

    assert (known.skills, known.unknown) == (frozenset(), ())


def test_both_placements_of_a_skill_lead_to_it():
    found = skill_map("""
        ## Docker
        - Containerization
        - Container Orchestration
        ## Cloud
        - Container Orchestration
    """)
    names = Names(found)

    assert names.entry("Cloud/Container Orchestration").id == "docker/container-orchestration"
    assert names.entry("Container Orchestration").id == "docker/container-orchestration"


def test_every_entry_of_a_map_is_found_by_its_id_and_by_its_whole_path(names):
    for entry in MAP:
        assert names.entry(entry.id) is entry
        assert names.entry(" / ".join(entry.path)) is entry


def test_the_id_that_a_placement_would_have_alone_means_its_skill():
    found = build(
        "## A\n- C\n- C++\n## B\n- C\n- C++\n",
        name_decisions=[NameDecision("C++", "merged", "2027-01-04T09:00:00Z")],
    )
    (merge,) = found.report.merged
    skill, alone = merge.ids

    assert alone not in found.skill_map
    assert found.names.entry(alone).id == skill
    assert found.names.known([alone]).skills == {skill}
