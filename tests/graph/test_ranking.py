from dataclasses import fields, replace
from itertools import pairwise

import pytest

from graph import (
    DEFAULT_WEIGHTS,
    Entry,
    NameDecision,
    Placement,
    Prerequisite,
    RankingWeights,
    SkillMap,
    Snapshot,
    WeightsError,
    build,
    close_state,
    outer_fringe,
    recommend_next,
)
from tests.builders import stated
from tests.strategies import dag, seeded

FACTORS = [field.name for field in fields(RankingWeights)]
EVERYTHING = 1000


def only(factor):
    """Return weights of which one counts."""
    return RankingWeights(**{name: float(name == factor) for name in FACTORS})


def ranked(snapshot, *arguments, weights, **options):
    """Return the ids that are offered, best first."""
    answer = recommend_next(snapshot, *arguments, weights=weights, **options)
    return [found.id for found in answer.next]


def values(answer, skill):
    """Return the factors of one offer by name."""
    (found,) = (found for found in answer.next if found.id == skill)
    return {factor.factor: factor.value for factor in found.factors}


def random_map(seed):
    """Return a map with a few topics, efforts and inferred prerequisites, and what someone says."""
    chance = seeded(seed)
    skills, pairs = dag(seed, 30)
    topics = [f"t{number}" for number in range(3)]
    entries = [Entry(t, t, "topic", (Placement((t,), 1, None),)) for t in topics]
    for line, skill in enumerate(skills, start=2):
        topic = chance.choice(topics)
        place = Placement((topic, skill), line, topic)
        hours = chance.choice([None, None, 0.0, 1.0, 9.0])
        entries.append(Entry(skill, skill, "skill", (place,), effort_hours=hours))
    edges = [
        Prerequisite(source, target, round(chance.uniform(0.4, 0.99), 2), "inferred")
        for source, target in pairs
    ]
    snapshot = Snapshot(f"map-{seed}", 0, "", SkillMap("Map", tuple(entries)), tuple(edges))

    def some(most):
        return chance.sample(skills, chance.randint(0, min(most, len(skills))))

    said = {"known": some(8), "learning": some(4), "skipped": some(3), "goals": some(3)}
    said["min_confidence"] = chance.choice([0.0, 0.5, 0.8])
    return snapshot, said


def random_weights(chance):
    return RankingWeights(**{name: chance.choice([0, 0.1, 1, 5]) for name in FACTORS[:-1]})


# Weights


@pytest.mark.parametrize("wrong", [-0.1, 101, float("nan"), float("inf")])
def test_a_weight_that_is_out_of_range_is_refused(wrong):
    with pytest.raises(WeightsError, match=r"the weight of topic is .* from 0 to 100"):
        RankingWeights(topic=wrong)


def test_weights_that_are_all_zero_are_refused():
    with pytest.raises(WeightsError, match="all weights are 0"):
        RankingWeights(**dict.fromkeys(FACTORS, 0.0))


def test_only_the_proportions_of_weights_matter():
    snapshot, said = random_map(3)
    doubled = RankingWeights(**{name: 2 * getattr(DEFAULT_WEIGHTS, name) for name in FACTORS})

    assert recommend_next(snapshot, **said, weights=doubled) == recommend_next(snapshot, **said)


# Each factor


def two_ways():
    return stated("""
        # Map
        ## Far
        - Base
        - Middle (requires: Base)
        - High (requires: Middle)
        - Peak (requires: High; Rope)
        - Rope
        ## Near
        - Door
        - Room (requires: Door)
    """)


def test_of_two_goals_the_one_of_which_less_is_missing_comes_first():
    offered = ranked(two_ways(), (), ["Peak", "Room"], weights=only("goal"))

    assert offered == ["near/door", "far/base", "far/rope"]


def test_progress_is_the_share_of_what_is_missing_that_starts_with_a_skill():
    answer = recommend_next(two_ways(), (), ["Peak"])

    assert values(answer, "far/base")["goal"] == 0.8
    assert values(answer, "far/rope")["goal"] == 0.4
    assert values(answer, "near/door")["goal"] == 0


def test_of_several_goals_each_counts_the_more_the_less_is_missing_for_it():
    answer = recommend_next(two_ways(), (), ["Peak", "Room"])

    assert values(answer, "near/door")["goal"] == round(5 / 7, 4)
    assert values(answer, "far/base")["goal"] == round(0.8 * 2 / 7, 4)


def test_a_goal_that_is_reached_counts_no_more():
    reached = recommend_next(two_ways(), ["Room"], ["Room", "Rope"])
    all_reached = recommend_next(two_ways(), ["Room"], ["Room"])

    assert values(reached, "far/rope")["goal"] == 1
    assert "goal" not in values(all_reached, "far/rope")


def test_the_more_skills_need_a_skill_the_more_it_unlocks():
    assert ranked(two_ways(), weights=only("unlock")) == ["far/base", "far/rope", "near/door"]


def test_skills_that_the_goals_need_count_more_among_what_is_unlocked():
    tools = stated("""
        - Drill
        - Shelf (requires: Drill)
        - Table (requires: Drill)
        - Saw
        - Chair (requires: Saw)
    """)

    answer = recommend_next(tools, (), ["Chair"])

    assert values(answer, "saw")["unlock"] > values(answer, "drill")["unlock"] > 0
    assert ranked(tools, weights=only("unlock")) == ["drill", "saw"]


def test_without_goals_what_is_unlocked_has_their_weight():
    (base, *_) = recommend_next(two_ways()).next

    weights = {factor.factor: factor.weight for factor in base.factors}
    assert "goal" not in weights
    assert weights["unlock"] > 0.5


def test_a_topic_of_which_much_is_known_comes_first():
    answer = recommend_next(two_ways(), ["Door"])

    assert values(answer, "near/room")["topic"] == 0.5
    assert values(answer, "far/base")["topic"] == 0
    assert ranked(two_ways(), ["Door"], weights=only("topic"))[0] == "near/room"


def test_a_skill_of_two_topics_continues_the_one_of_which_more_is_known():
    merged = NameDecision("Shared", "merged", "2027-01-04T09:00:00Z")
    shared = build("## A\n- One\n- Shared\n- Three\n## B\n- Two\n- Shared", name_decisions=[merged])

    answer = recommend_next(shared, ["Two"], min_confidence=1)

    assert values(answer, "a/shared")["topic"] == 0.5
    (offer,) = (found for found in answer.next if found.id == "a/shared")
    assert "Continues B, where you know 1 of 2." in offer.reasons


def test_beside_what_was_begun_a_topic_counts_in_full():
    answer = recommend_next(two_ways(), learning=["Base"])

    assert values(answer, "far/rope")["topic"] == 1
    assert values(answer, "far/base")["topic"] == 0


def test_what_was_begun_comes_before_its_equals():
    plain = stated("- A\n- B\n- C")

    assert ranked(plain, weights=DEFAULT_WEIGHTS) == ["a", "b", "c"]
    assert ranked(plain, weights=DEFAULT_WEIGHTS, learning=["C"]) == ["c", "a", "b"]


def test_less_effort_comes_first_and_is_measured_by_what_else_is_ready():
    efforts = stated("- Long (100h)\n- Short (25h)\n- Usual (50h)\n- Zero (0h)\n- Other (50h)")

    answer = recommend_next(efforts, weights=only("effort"))

    assert [found.id for found in answer.next] == ["zero", "short", "usual", "other", "long"]
    assert values(answer, "usual")["effort"] == 0.5
    assert values(answer, "zero")["effort"] < 1


def test_who_is_ready_for_sure_comes_first():
    sure = Snapshot(
        "map",
        0,
        "",
        stated("- X\n- Y\n- Hidden\n- Before (requires: Hidden)").skill_map,
        (Prerequisite("before", "x", 0.45, "inferred"), Prerequisite("hidden", "before")),
    )

    answer = recommend_next(sure, weights=only("certainty"))

    assert [found.id for found in answer.next] == ["y", "hidden", "x"]
    assert values(answer, "x")["certainty"] == 0.55


# Promises about every map


@pytest.mark.parametrize("number", range(60))
def test_whatever_counts_only_what_is_ready_is_offered_and_what_leads_to_goals_first(number):
    snapshot, said = random_map(number)
    weights = random_weights(seeded(number))

    answer = recommend_next(snapshot, **said, weights=weights, limit=EVERYTHING)

    known = set(said["known"])
    skipped = set(said["skipped"]) - known
    begun = set(said["learning"]) - known - skipped
    whole = snapshot.graph.at_least(said["min_confidence"])
    state = close_state(whole, known) - skipped - begun
    graph = whole.among(set(whole) - skipped)
    assert set(answer.state) == state
    assert not set(answer.state) & (skipped | begun)
    assert {found.id for found in answer.next} == outer_fringe(graph, state)
    missing = close_state(graph, set(said["goals"]) - skipped) - state
    serves = [found.id in missing for found in answer.next]
    assert serves == sorted(serves, reverse=True)
    assert serves == [bool(found.unlocks.goals) for found in answer.next]


@pytest.mark.parametrize("number", range(60))
def test_scores_are_made_of_factors_in_range(number):
    snapshot, said = random_map(number)
    weights = random_weights(seeded(number))

    answer = recommend_next(snapshot, **said, weights=weights, limit=EVERYTHING)

    assert answer == recommend_next(snapshot, **said, weights=weights, limit=EVERYTHING)
    has_goals = any(found.unlocks.goals for found in answer.next)
    scores = [found.score for found in answer.next]
    assert scores == sorted(scores, reverse=True)
    for found in answer.next:
        mean = sum(factor.weight * factor.value for factor in found.factors)
        expected = (bool(found.unlocks.goals) + mean) / 2 if has_goals else mean
        assert found.score == pytest.approx(expected, abs=1e-3)
        assert 0 <= found.score <= 1
        assert 0 <= found.ready_probability <= 1
        assert all(0 <= factor.value <= 1 for factor in found.factors)
        assert sum(factor.weight for factor in found.factors) == pytest.approx(1, abs=1e-3)
        assert len(set(found.reasons)) == len(found.reasons) > 0


@pytest.mark.parametrize("number", range(40))
@pytest.mark.parametrize("factor", FACTORS)
def test_who_leads_and_has_more_of_a_factor_still_leads_when_that_factor_counts_more(
    factor, number
):
    snapshot, said = random_map(number)
    weights = random_weights(seeded(number))
    more = replace(weights, **{factor: getattr(weights, factor) + 3})

    before = recommend_next(snapshot, **said, weights=weights, limit=EVERYTHING).next
    after = recommend_next(snapshot, **said, weights=more, limit=EVERYTHING)

    place = {found.id: number for number, found in enumerate(after.next)}
    for better, worse in pairwise(before):
        ahead, behind = (values(after, found.id) for found in (better, worse))
        counting = "unlock" if factor == "goal" and "goal" not in ahead else factor
        has_more = ahead.get(counting, 0) >= behind.get(counting, 0)
        if has_more and better.score - worse.score > 1e-3:
            assert place[better.id] < place[worse.id]
