import pytest

from graph import (
    DEFAULT_MIN_CONFIDENCE,
    AmbiguousNameError,
    UnknownSkillError,
    build,
    check_readiness,
    recommend_next,
)
from tests.builders import SEED_MAP, snapshot
from tests.strategies import seeded


def web():
    return snapshot("""
        # Web
        ## Formats
        - JSON
        ## Protocols
        - GraphQL (requires: REST; JSON)
        - REST (requires: HTTP)
        - HTTP
    """)


def test_a_skill_is_ready_once_nothing_is_missing():
    answer = check_readiness(web(), ["REST", "JSON"], "graphql")

    assert (answer.skill, answer.known, answer.ready) == ("protocols/graphql", False, True)
    assert answer.missing_direct == answer.missing_all == ()
    assert answer.assumed == ("protocols/http",)


def test_what_is_missing_is_told_directly_and_all_in_learning_order():
    answer = check_readiness(web(), [], "GraphQL")

    assert not answer.ready
    assert answer.missing_direct == ("formats/json", "protocols/rest", "protocols/http")
    assert answer.missing_all == ("formats/json", "protocols/http", "protocols/rest")


def test_what_is_known_already_is_not_ready_to_be_learned():
    answer = check_readiness(web(), ["GraphQL"], "REST")

    assert (answer.known, answer.ready) == (True, False)
    assert answer.missing_all == ()


def test_unknown_names_among_what_is_known_are_listed():
    answer = check_readiness(web(), ["SOAP"], "HTTP")

    assert [unknown.id for unknown in answer.unknown] == ["SOAP"]
    assert answer.ready


def test_a_skill_that_is_not_in_the_map_is_refused_with_suggestions():
    with pytest.raises(UnknownSkillError) as caught:
        check_readiness(web(), [], "GrapQL")

    assert caught.value.suggestions[0] == "protocols/graphql"


def test_a_topic_is_refused_with_the_skills_under_it():
    with pytest.raises(AmbiguousNameError) as caught:
        check_readiness(web(), [], "Protocols")

    assert caught.value.candidates == ("protocols/graphql", "protocols/rest", "protocols/http")


def test_prerequisites_that_are_less_sure_than_asked_for_are_not_used():
    topic = snapshot("## T\n- a\n- b")

    assert not check_readiness(topic, [], "b").ready
    assert check_readiness(topic, [], "b", min_confidence=1).ready


@pytest.mark.parametrize("number", range(10))
def test_a_skill_of_the_seed_map_is_ready_exactly_if_it_is_among_what_is_next(number):
    seed = build(SEED_MAP.read_bytes())
    skills, in_use = list(seed.graph), seed.graph_at(DEFAULT_MIN_CONFIDENCE)
    known = seeded(number).sample(skills, number * 10)

    offered = {found.id for found in recommend_next(seed, known, limit=len(skills)).next}

    for skill in skills:
        answer = check_readiness(seed, known, skill)
        assert answer.ready == (skill in offered)
        assert answer.ready == (not answer.known and not answer.missing_direct)
        assert set(answer.missing_direct) <= set(answer.missing_all)
        place = {missing: number for number, missing in enumerate(answer.missing_all)}
        for missing in answer.missing_all:
            needed = in_use.prerequisites_of(missing) & place.keys()
            assert all(place[source] < place[missing] for source in needed)
