import pytest

from graph import (
    DEFAULT_EFFORT_HOURS,
    AmbiguousNameError,
    Decision,
    Prerequisite,
    Snapshot,
    UnknownSkillError,
    build,
    close_state,
    outer_fringe,
    recommend_next,
)
from tests.builders import SEED_MAP, snapshot, stated
from tests.strategies import seeded


@pytest.fixture(scope="module")
def seed():
    return build(SEED_MAP.read_bytes())


def web():
    return stated("""
        # Web
        ## Protocols
        - HTTP
        - REST (requires: HTTP)
        - GraphQL (requires: REST; JSON)
        ## Formats
        - JSON (1h)
        ## Tools
        - Git (2h)
    """)


def offered(answer):
    return [found.id for found in answer.next]


# What is offered


def test_only_what_is_ready_is_offered():
    assert set(offered(recommend_next(web()))) == {"protocols/http", "formats/json", "tools/git"}
    assert set(offered(recommend_next(web(), ["HTTP"]))) == {
        "protocols/rest",
        "formats/json",
        "tools/git",
    }


def test_whoever_knows_a_skill_is_taken_to_know_what_it_needs():
    answer = recommend_next(web(), ["GraphQL"])

    assert answer.state == ("protocols/http", "protocols/rest", "protocols/graphql", "formats/json")
    assert answer.assumed == ("protocols/http", "protocols/rest", "formats/json")
    assert offered(answer) == ["tools/git"]


def test_without_assuming_only_what_was_named_is_known():
    answer = recommend_next(web(), ["REST"], assume_prerequisites=False)

    assert answer.state == ("protocols/rest",)
    assert answer.assumed == ()
    assert "protocols/http" in offered(answer)
    assert "protocols/graphql" not in offered(answer)


def test_what_is_known_may_be_named_by_topic_name_or_id():
    answer = recommend_next(web(), ["Formats", "http", "protocols/rest"])

    assert answer.state == ("protocols/http", "protocols/rest", "formats/json")


def test_unknown_names_among_what_is_known_are_listed_with_suggestions():
    answer = recommend_next(web(), ["HTTP", "GrapQL", "protocols/soap"])

    assert answer.state == ("protocols/http",)
    assert [unknown.id for unknown in answer.unknown] == ["GrapQL", "protocols/soap"]
    assert answer.unknown[0].suggestions[0] == "protocols/graphql"


def test_what_may_be_reviewed_is_what_nothing_else_that_is_known_needs():
    assert recommend_next(web(), ["REST", "Git"]).review == ("protocols/rest", "tools/git")


def test_who_knows_everything_is_offered_nothing():
    answer = recommend_next(web(), ["Protocols", "Formats", "Tools"], goals=["GraphQL"])

    assert (answer.next, answer.ready_total) == ((), 0)


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 100])
def test_at_most_so_many_are_offered_and_all_are_counted(limit):
    answer = recommend_next(web(), limit=limit)

    assert len(answer.next) == min(limit, 3)
    assert answer.ready_total == 3
    assert offered(answer) == offered(recommend_next(web(), limit=100))[:limit]


def test_prerequisites_that_are_less_sure_than_asked_for_are_not_used():
    topic = snapshot("## T\n- a\n- b\n- c (requires: b)")

    assert offered(recommend_next(topic)) == ["t/a"]
    assert set(offered(recommend_next(topic, min_confidence=1))) == {"t/a", "t/b"}


# Each offer


def test_an_offer_says_what_it_is_what_it_builds_on_and_what_it_unlocks():
    answer = recommend_next(web(), ["HTTP"], goals=["GraphQL"])

    rest = answer.next[0]
    assert (rest.id, rest.name, rest.path) == ("protocols/rest", "REST", ("Protocols", "REST"))
    assert rest.because == ("protocols/http",)
    assert (rest.unlocks.count, rest.unlocks.goals) == (1, ("protocols/graphql",))
    assert rest.effort_hours == DEFAULT_EFFORT_HOURS
    assert rest.reasons == (
        "Leads to your goal GraphQL: 2 of 3 missing skills start with it.",
        "1 more skill needs it.",
        "Continues Protocols, where you know 1 of 3.",
        "Takes about 4 h.",
        "Builds on HTTP, which you know.",
    )


def test_the_effort_is_the_one_that_the_map_states():
    answer = recommend_next(web())

    git = next(found for found in answer.next if found.id == "tools/git")
    assert git.effort_hours == 2
    assert git.reasons == ("Takes about 2 h.", "Needs nothing else first.")


def test_a_skill_without_effort_of_its_own_is_not_free():
    answer = recommend_next(snapshot("## T\n- a\n## U\n- b (0h)"))

    assert [found.effort_hours for found in answer.next] == [0, DEFAULT_EFFORT_HOURS]


# Goals


def test_what_leads_to_a_goal_comes_first():
    assert offered(recommend_next(web(), goals=["Git"]))[0] == "tools/git"
    assert set(offered(recommend_next(web(), goals=["GraphQL"]))[:2]) == {
        "protocols/http",
        "formats/json",
    }


def test_a_goal_may_be_an_area_and_a_reason_says_so():
    answer = recommend_next(web(), goals=["Formats", "GraphQL"])

    json = next(found for found in answer.next if found.id == "formats/json")
    assert json.unlocks.goals == ("formats", "protocols/graphql")
    assert json.reasons[:2] == (
        "Part of your goal Formats.",
        "Leads to your goal GraphQL: 2 of 4 missing skills start with it.",
    )


def test_a_goal_that_is_ready_says_that_it_is_the_goal():
    assert recommend_next(web(), goals=["Git"]).next[0].reasons[0] == "It is your goal."


def test_a_goal_that_is_unknown_or_ambiguous_is_refused():
    with pytest.raises(UnknownSkillError) as caught:
        recommend_next(web(), goals=["GrapQL"])
    assert caught.value.suggestions[0] == "protocols/graphql"
    with pytest.raises(AmbiguousNameError):
        recommend_next(snapshot("## X\n- p\n- s\n## Y\n- q\n- s"), goals=["s"])


def test_a_reason_names_the_three_nearest_goals_and_counts_the_rest():
    goals = stated("""
        - Base
        - A (requires: Base)
        - B (requires: A)
        - C (requires: B)
        - D (requires: C)
        - E (requires: D)
    """)

    (base,) = recommend_next(goals, (), ["E", "D", "C", "B", "A"]).next

    assert base.unlocks.goals == ("e", "d", "c", "b", "a")
    assert base.reasons[:4] == (
        "Leads to your goal A: both missing skills start with it.",
        "Leads to your goal B: all 3 missing skills start with it.",
        "Leads to your goal C: all 4 missing skills start with it.",
        "Serves 2 more of your goals.",
    )


# What was begun


def test_what_was_begun_is_not_known_and_ranks_up():
    answer = recommend_next(web(), learning=["Git"])

    assert answer.state == ()
    assert offered(answer)[0] == "tools/git"
    assert answer.next[0].reasons[0] == "You have begun it."


def test_what_was_begun_is_offered_although_something_known_needs_it():
    answer = recommend_next(web(), ["REST"], learning=["HTTP"])

    assert (answer.state, answer.assumed) == (("protocols/rest",), ())
    assert "protocols/http" in offered(answer)


def test_what_was_begun_is_not_offered_before_it_is_ready():
    assert "protocols/graphql" not in offered(recommend_next(web(), learning=["GraphQL"]))


def test_a_neighbour_of_what_was_begun_says_so():
    answer = recommend_next(stated("## T\n- A\n- B\n## U\n- C"), learning=["A"])

    second = answer.next[1]
    assert second.id == "t/b"
    assert second.reasons[0] == "Stays beside A, which you have begun."


# What is set aside


def test_what_is_skipped_is_neither_known_nor_offered_and_nothing_waits_for_it():
    answer = recommend_next(web(), ["HTTP"], skipped=["REST", "JSON"])

    assert answer.state == ("protocols/http",)
    assert offered(answer) == ["protocols/graphql", "tools/git"]
    graphql = answer.next[0]
    assert graphql.because == ()
    assert graphql.ready_probability == 1


def test_what_only_a_skipped_skill_needs_leads_to_no_goal():
    answer = recommend_next(web(), goals=["GraphQL"], skipped=["REST"])

    leading = {found.id: found.unlocks.goals for found in answer.next}
    assert leading["formats/json"] == ("protocols/graphql",)
    assert leading["protocols/http"] == ()


def test_what_is_skipped_is_not_assumed_but_what_it_needs_is():
    answer = recommend_next(web(), ["GraphQL"], skipped=["REST"])

    assert answer.state == ("protocols/http", "protocols/graphql", "formats/json")
    assert answer.assumed == ("protocols/http", "formats/json")


def test_what_is_said_to_be_known_is_known_whatever_else_is_said_of_it():
    answer = recommend_next(web(), ["HTTP", "Git"], learning=["HTTP"], skipped=["Git"])

    assert answer.state == ("protocols/http", "tools/git")


def test_unknown_names_among_what_was_begun_or_skipped_are_listed_once():
    answer = recommend_next(web(), ["SOAP"], learning=["SOAP", "Gopher"], skipped=["Gopher", "FTP"])

    assert [unknown.id for unknown in answer.unknown] == ["SOAP", "Gopher", "FTP"]


# Time


def test_only_what_fits_into_the_time_is_offered_and_all_that_is_ready_is_counted():
    answer = recommend_next(web(), max_hours=2)

    assert set(offered(answer)) == {"formats/json", "tools/git"}
    assert answer.ready_total == 3


# How sure it is


def doubtful(*edges):
    """Return a map of skills A to D with these inferred prerequisites."""
    skills = stated("- A\n- B\n- C\n- D").skill_map
    inferred = tuple(Prerequisite(s, t, sure, "inferred") for s, t, sure in edges)
    return Snapshot("map", 0, "", skills, inferred)


def offer(answer, skill):
    return next(found for found in answer.next if found.id == skill)


def test_a_prerequisite_too_unsure_to_be_used_is_told_and_lowers_the_probability():
    found = offer(recommend_next(doubtful(("a", "b", 0.45))), "b")

    assert found.ready_probability == 0.55
    assert found.reasons == ("Perhaps A first (45% sure).",)


def test_a_prerequisite_that_is_known_raises_no_doubt_however_unsure_it_is():
    assert offer(recommend_next(doubtful(("a", "b", 0.45)), ["A"]), "b").ready_probability == 1


def test_what_is_only_assumed_to_be_known_lowers_the_probability_as_far_as_it_is_unsure():
    unsure = doubtful(("a", "b", 0.8), ("a", "c", 0.9))

    found = offer(recommend_next(unsure, ["B"]), "c")

    assert found.ready_probability == pytest.approx(1 - 0.9 * 0.2)
    assert found.reasons[-2:] == (
        "Builds on A, which you know.",
        "Assumes that you know A (80% sure).",
    )
    assert offer(recommend_next(unsure, ["A", "B"]), "c").ready_probability == 1


def test_a_small_doubt_is_not_told_in_words():
    found = offer(recommend_next(doubtful(("a", "b", 0.95), ("a", "c", 0.9)), ["B"]), "c")

    assert found.ready_probability == pytest.approx(1 - 0.9 * 0.05)
    assert found.reasons[-1] == "Builds on A, which you know."


def test_a_rejected_prerequisite_raises_no_doubt():
    rejected = Decision("a", "b", "rejected", "2027-01-04T09:00:00Z")

    answer = recommend_next(doubtful(("a", "b", 0.45)).with_decisions([rejected]))

    assert offer(answer, "b").ready_probability == 1


def test_a_prerequisite_that_was_cut_raises_no_doubt():
    cut = doubtful(("a", "b", 0.9), ("b", "a", 0.45))
    assert [(c.source, c.target) for c in cut.report.cut] == [("b", "a")]

    assert offer(recommend_next(cut), "a").ready_probability == 1


# Promises about every answer


@pytest.mark.parametrize("number", range(40))
def test_offers_for_the_seed_map_are_ready_ranked_and_count_what_they_unlock(seed, number):
    chance = seeded(number)
    skills = list(seed.graph)
    known = chance.sample(skills, chance.choice([0, 1, 5, 20, 100]))
    goals = chance.sample(skills, chance.choice([0, 0, 1, 3]))
    min_confidence = chance.choice([0, 0.5, 0.6, 0.9])
    assume = chance.random() < 0.7

    answer = recommend_next(
        seed,
        known,
        goals,
        limit=len(skills),
        min_confidence=min_confidence,
        assume_prerequisites=assume,
    )

    graph = seed.graph.at_least(min_confidence)
    state = close_state(graph, set(known)) if assume else frozenset(known)
    assert answer.state == graph.in_order(state)
    assert answer.assumed == graph.in_order(state - set(known))
    assert set(offered(answer)) == outer_fringe(graph, state)
    assert answer.ready_total == len(answer.next)
    assert answer == recommend_next(
        seed,
        known[::-1],
        goals,
        limit=len(skills),
        min_confidence=min_confidence,
        assume_prerequisites=assume,
    )
    for found in answer.next:
        assert 0 <= found.score <= 1
        assert found.because == graph.in_order(graph.prerequisites_of(found.id))
        assert set(found.because) <= state
        assert found.unlocks.count == len(graph.descendants_of({found.id}) - state)
        leading = [goal for goal in goals if goal in {found.id} | graph.descendants_of({found.id})]
        assert found.unlocks.goals == tuple(leading)
        assert found.reasons
        assert all(reason.endswith(".") for reason in found.reasons)
    ranks = [(-found.score, graph.position(found.id)) for found in answer.next]
    assert ranks == sorted(ranks)
    if goals:
        serves = [bool(found.unlocks.goals) for found in answer.next]
        assert serves == sorted(serves, reverse=True)


def test_a_reason_names_a_few_prerequisites_and_counts_the_rest():
    skills = "\n".join(f"- S{number}" for number in range(9))
    needs = "; ".join(f"S{number}" for number in range(9))
    found = snapshot(f"## A\n{skills}\n## B\n- Last (requires: {needs})")

    (last,) = recommend_next(found, ["A"]).next

    assert "Builds on S0, S1, S2 and 6 more, which you know." in last.reasons
