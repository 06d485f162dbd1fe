import pytest

from graph import build, understand
from tests.builders import JUGGLING, SEED_MAP, snapshot
from tests.graph.learners.understand.cvs import ALL, NOTES

SEED = build(SEED_MAP.read_bytes())
WEB = snapshot("""
    # Web
    ## Basics
    - HTTP
    - Caching
    - C++
    - C#
    - Node.js
    ## Containers
    - Kubernetes
    - Docker
    ## Databases
    ### PostgreSQL
    - Indexing
    - Transactions
    ### Redis
    - Caching
    - Streams (2h)
""")


def skills(text, of=WEB):
    return [found.skill for found in understand(of, text).understood]


@pytest.mark.parametrize("name", ALL)
def test_what_a_person_says_not_to_know_is_never_understood(name):
    labelled = ALL[name]

    assert labelled.not_known.isdisjoint(skills(labelled.text, SEED))


def test_nearly_all_that_is_understood_is_right_and_most_that_is_said_is_understood():
    found = {name: set(skills(labelled.text, SEED)) for name, labelled in ALL.items()}

    right = sum(len(found[name] & labelled.known) for name, labelled in ALL.items())
    assert right / sum(map(len, found.values())) >= 0.95
    assert right / sum(len(labelled.known) for labelled in ALL.values()) >= 0.9


def test_each_skill_says_from_which_words_and_line_it_comes_and_how_sure_that_is():
    (found,) = understand(WEB, "Hello\n\nI run k8s at home.").understood

    assert (found.skill, found.words, found.line) == ("containers/kubernetes", "k8s", 3)
    assert 0.75 <= found.certainty < 1


@pytest.mark.parametrize(
    "text", ["kubernetes", "Kubernetes.", "k8s", "K8S", "I know Kubernetes 1.29"]
)
def test_a_skill_is_found_by_whatever_name_it_is_known_by(text):
    assert skills(text) == ["containers/kubernetes"]


def test_marks_in_a_name_tell_it_from_others():
    names = [WEB.skill_map[skill].name for skill in skills("C++ and Node.js")]

    assert names == ["C++", "Node.js"]


def test_a_topic_is_offered_with_its_skills_rather_than_taken():
    answer = understand(WEB, "Redis")

    assert answer.understood == ()
    (perhaps,) = answer.perhaps
    assert perhaps.entry == "databases/redis"
    assert perhaps.skills == ("databases/redis/caching", "databases/redis/streams")


def test_a_topic_does_not_offer_what_the_text_names_anyway():
    (perhaps,) = understand(WEB, "Redis streams. Redis").perhaps

    assert perhaps.skills == ("databases/redis/caching",)


def test_a_name_of_several_skills_is_listed_with_its_candidates():
    (ambiguous,) = understand(SEED, "session management").ambiguous

    assert ambiguous.candidates == (
        "database-skills/sqlalchemy/session-management",
        "security/authentication/session-management",
    )


def test_a_name_of_several_skills_is_clear_where_the_text_speaks_of_its_topic():
    there = ["security/authentication/session-management"]

    assert skills("Authentication: session management, and more", SEED) == there
    assert skills("authentication session management", SEED) == there


def test_what_is_wanted_learned_or_denied_is_listed_as_such():
    answer = understand(
        WEB,
        "I know HTTP, would like to learn Kubernetes, and have never used Node.js.\nC++ (learning)",
    )

    assert [found.skill for found in answer.understood] == ["basics/http"]
    assert {found.words: found.stance for found in answer.not_taken} == {
        "Kubernetes": "wanted",
        "Node.js": "denied",
        "C++": "learning",
    }


def test_a_heading_holds_for_the_list_under_it():
    text = "## Skills\n- HTTP\n## Currently learning\n- Node.js\n## Skills of others\n- Kubernetes"

    assert skills(text) == ["basics/http", "containers/kubernetes"]


def test_a_skill_in_capitals_is_no_heading():
    assert skills("KUBERNETES\nHTTP") == ["containers/kubernetes", "basics/http"]


def test_a_heading_in_capitals_holds_for_what_follows():
    text = "CURRENTLY LEARNING\nKubernetes\nEDUCATION\nHTTP"

    assert skills(text) == ["basics/http"]


def test_a_skill_that_is_denied_in_one_place_is_not_taken_in_another():
    assert skills("Kubernetes, HTTP\n\nTo be honest, I have forgotten Kubernetes.") == [
        "basics/http"
    ]


def test_a_word_that_means_other_things_too_is_only_offered_in_running_text():
    answer = understand(WEB, "At work I handle transactions of money for rich people.")

    assert answer.understood == ()
    assert [found.entry for found in answer.perhaps] == ["databases/postgresql/transactions"]
    assert skills("transactions\nindexing") == [
        "databases/postgresql/transactions",
        "databases/postgresql/indexing",
    ]


def test_a_skill_of_the_field_that_the_map_lacks_is_told():
    (lacking,) = understand(WEB, "I have built services with HTTP and GraphQL.").not_understood

    assert (lacking.words, lacking.line) == ("GraphQL", 1)
    assert lacking.concept


def test_an_item_of_a_list_that_nobody_knows_is_told_with_what_comes_close():
    lacking = understand(WEB, "HTTP\nKubernets\nflamenco").not_understood

    assert [(found.words, found.concept) for found in lacking] == [
        ("Kubernets", ""),
        ("flamenco", ""),
    ]
    assert "containers/kubernetes" in lacking[0].suggestions
    assert lacking[1].suggestions == ()


def test_a_line_that_was_broken_for_its_length_is_read_as_one():
    text = (
        "In the last years at my company I would really have liked to learn\nKubernetes and HTTP."
    )

    assert skills(f"I want to get to know with the help of my colleagues\n{text[67:]}") == []


def test_what_is_understood_follows_the_text_and_stands_there_once():
    found = understand(SEED, NOTES.text + NOTES.text).understood

    assert [one.line for one in found] == sorted(one.line for one in found)
    assert len({one.skill for one in found}) == len(found)


def test_a_map_of_a_field_that_the_pack_does_not_know_is_read_by_its_names():
    juggling = build(JUGGLING)

    assert skills("Mills Mess, reverse cascade, Single Spin", juggling) == [
        "balls/mills-mess",
        "balls/reverse-cascade",
        "clubs/single-spin",
    ]


@pytest.mark.parametrize(
    "text", ["", " \n\n", "- \n* \n#", "....", "()", "[x]", "/ / /", "\x00\u2028"]
)
def test_a_text_without_words_says_nothing(text):
    answer = understand(WEB, text)

    assert not any((answer.understood, answer.perhaps, answer.ambiguous, answer.not_taken))
    assert answer.not_understood == ()
