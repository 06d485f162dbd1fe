import pytest

from graph import (
    DEFAULT_EFFORT_HOURS,
    AmbiguousNameError,
    UnknownSkillError,
    build,
    close_state,
    order_skills,
    plan_roadmap,
    recommend_next,
)
from tests.builders import SEED_MAP, snapshot, stated
from tests.strategies import dag, seeded


@pytest.fixture(scope="module")
def seed():
    return build(SEED_MAP.read_bytes())


def web():
    return stated("""
        # Web
        ## Protocols
        - HTTP (2h)
        - REST (requires: HTTP) (1.5h)
        - GraphQL (requires: REST; JSON)
        ## Formats
        - JSON
        - XML
        ## Tools
        - Git
    """)


def steps(roadmap):
    return [step.id for step in roadmap.steps]


def test_a_roadmap_holds_what_the_goals_need_and_nothing_else():
    roadmap = plan_roadmap(web(), goals=["REST", "Git"])

    assert steps(roadmap) == ["protocols/http", "protocols/rest", "tools/git"]
    assert roadmap.goals == ("protocols/rest", "tools/git")


def test_what_is_known_is_left_out_with_what_it_needs():
    roadmap = plan_roadmap(web(), ["REST"], ["GraphQL"])

    assert steps(roadmap) == ["formats/json", "protocols/graphql"]
    assert roadmap.assumed == ("protocols/http",)


def test_without_goals_the_whole_map_is_meant():
    roadmap = plan_roadmap(web())

    assert set(steps(roadmap)) == set(web().graph)
    assert roadmap.goals == ()


def test_a_goal_may_be_a_topic():
    assert set(steps(plan_roadmap(web(), goals=["Formats"]))) == {"formats/json", "formats/xml"}
    assert plan_roadmap(web(), goals=["Formats"]).goals == ("formats",)


def test_a_topic_is_finished_before_the_next_one_begins_where_that_is_possible():
    crossed = snapshot("""
        ## A
        - one
        - two (requires: four)
        ## B
        - three
        - four (requires: three)
        - five
    """)

    assert steps(plan_roadmap(crossed)) == ["a/one", "b/three", "b/four", "b/five", "a/two"]


def test_who_knows_it_all_has_no_step_left():
    roadmap = plan_roadmap(web(), ["GraphQL"], ["HTTP"])

    assert (roadmap.steps, roadmap.effort_hours) == ((), 0)


def test_a_step_says_what_it_builds_on_and_how_long_it_takes():
    http, rest, json, graphql = plan_roadmap(web(), goals=["GraphQL"]).steps

    assert (http.because, http.effort_hours) == ((), 2)
    assert (rest.because, rest.effort_hours) == (("protocols/http",), 1.5)
    assert (json.because, json.effort_hours) == ((), DEFAULT_EFFORT_HOURS)
    assert graphql.name == "GraphQL"
    assert graphql.path == ("Protocols", "GraphQL")
    assert graphql.because == ("protocols/rest", "formats/json")


def test_the_effort_is_the_sum_of_the_steps():
    assert plan_roadmap(web(), goals=["REST"]).effort_hours == 3.5
    assert plan_roadmap(web(), ["HTTP"], ["REST"]).effort_hours == 1.5


def test_unknown_names_among_what_is_known_are_listed_but_goals_are_strict():
    assert [unknown.id for unknown in plan_roadmap(web(), ["SOAP"]).unknown] == ["SOAP"]
    with pytest.raises(UnknownSkillError):
        plan_roadmap(web(), goals=["SOAP"])
    with pytest.raises(AmbiguousNameError):
        plan_roadmap(snapshot("## X\n- p\n- s\n## Y\n- q\n- s"), goals=["s"])


def test_prerequisites_that_are_less_sure_than_asked_for_are_not_used():
    topic = snapshot("## T\n- a\n- b\n- c (requires: b)")

    assert steps(plan_roadmap(topic, goals=["c"])) == ["t/a", "t/b", "t/c"]
    assert steps(plan_roadmap(topic, goals=["c"], min_confidence=1)) == ["t/b", "t/c"]


@pytest.mark.parametrize("number", range(40))
def test_a_roadmap_through_the_seed_map_holds_exactly_what_is_missing_in_a_learning_order(
    seed, number
):
    chance = seeded(number)
    skills = list(seed.graph)
    known = chance.sample(skills, chance.choice([0, 1, 10, 60]))
    goals = chance.sample(skills, chance.choice([0, 1, 1, 4]))
    min_confidence = chance.choice([0, 0.5, 0.6, 0.9])

    roadmap = plan_roadmap(seed, known, goals, min_confidence=min_confidence)

    graph = seed.graph.at_least(min_confidence)
    state = close_state(graph, set(known))
    wanted = set(goals) | graph.ancestors_of(set(goals)) if goals else set(skills)
    place = {step.id: number for number, step in enumerate(roadmap.steps)}
    assert len(place) == len(roadmap.steps)
    assert place.keys() == wanted - state
    for step in roadmap.steps:
        needed = graph.prerequisites_of(step.id)
        assert step.because == graph.in_order(needed)
        assert all(source in state or place[source] < place[step.id] for source in needed)
    assert roadmap == plan_roadmap(seed, known[::-1], goals, min_confidence=min_confidence)
    assert roadmap.effort_hours == sum(step.effort_hours for step in roadmap.steps)


@pytest.mark.parametrize("part", range(10))
def test_on_any_map_every_answer_respects_every_prerequisite_in_use(part):
    for number in range(100):
        chance = seeded(1000 * part + number)
        ids, edges = dag(1000 * part + number, 60)
        needs = {skill: [source for source, target in edges if target == skill] for skill in ids}
        bullets = (
            f"- {skill}" + (f" (requires: {'; '.join(needs[skill])})" if needs[skill] else "")
            for skill in chance.sample(ids, len(ids))
        )
        built = build("## A\n" + "\n".join(bullets))
        known = chance.sample(list(built.graph), len(ids) // 3)
        goals = chance.sample(list(built.graph), min(2, len(ids)))

        roadmap = plan_roadmap(built, known, goals)
        ordered = order_skills(built).order
        ready = recommend_next(built, known, goals).next

        state = close_state(built.graph_at(0.5), frozenset(known))
        wanted = close_state(built.graph_at(0.5), frozenset(goals))
        steps = [step.id for step in roadmap.steps]
        assert set(steps) == wanted - state
        assert len(steps) == len(set(steps))
        for edge in built.graph_at(0.5).prerequisites:
            assert ordered.index(edge.source) < ordered.index(edge.target)
            if edge.target in steps:
                assert edge.source in [*state, *steps[: steps.index(edge.target)]]
        assert all(state.issuperset(skill.because) for skill in ready)
