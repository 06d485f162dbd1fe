from itertools import permutations

import networkx as nx
import pytest

from graph import (
    DEFAULT_EFFORT_HOURS,
    AmbiguousNameError,
    Holiday,
    PlanError,
    Prerequisite,
    Snapshot,
    UnknownSkillError,
    build,
    close_state,
    order_skills,
    parse_skill_map,
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


def test_the_goal_that_is_reached_soonest_comes_first_whatever_the_order_of_the_goals():
    for goals in (["GraphQL", "XML", "REST"], ["REST", "XML", "GraphQL"]):
        roadmap = plan_roadmap(web(), goals=goals)

        assert [step.name for step in roadmap.steps] == ["HTTP", "REST", "XML", "JSON", "GraphQL"]


def test_equally_near_goals_are_reached_in_map_order():
    assert steps(plan_roadmap(web(), goals=["Git", "XML", "JSON"])) == [
        "formats/json",
        "formats/xml",
        "tools/git",
    ]


def test_a_topic_is_left_for_a_goal_but_not_between_the_skills_of_one_goal():
    crossed = stated("""
        ## A
        - one (1h)
        - two (1h)
        - three (9h)
        ## B
        - four (2h)
        - five (2h)
    """)

    both = plan_roadmap(crossed, goals=["A", "two", "B"])
    alone = plan_roadmap(crossed, goals=["A"])

    assert [step.name for step in both.steps] == ["two", "four", "five", "one", "three"]
    assert [step.name for step in alone.steps] == ["one", "two", "three"]


def test_a_step_says_which_goals_it_serves():
    roadmap = plan_roadmap(web(), goals=["GraphQL", "Protocols", "Git"])

    assert {step.name: step.goals for step in roadmap.steps} == {
        "Git": ("tools/git",),
        "HTTP": ("protocols/graphql", "protocols"),
        "REST": ("protocols/graphql", "protocols"),
        "JSON": ("protocols/graphql", "protocols"),
        "GraphQL": ("protocols/graphql", "protocols"),
    }
    assert {step.goals for step in plan_roadmap(web()).steps} == {()}


def test_skills_of_one_stage_need_nothing_of_each_other():
    stages = {step.name: step.stage for step in plan_roadmap(web(), goals=["GraphQL"]).steps}

    assert stages == {"HTTP": 1, "JSON": 1, "REST": 2, "GraphQL": 3}
    assert [step.stage for step in plan_roadmap(web(), ["REST"], ["GraphQL"]).steps] == [1, 2]


def test_the_critical_path_is_the_chain_that_takes_longest():
    roadmap = plan_roadmap(web(), goals=["GraphQL"])

    assert [step.name for step in roadmap.steps if step.is_critical] == ["JSON", "GraphQL"]
    assert roadmap.critical_hours == 8
    assert plan_roadmap(web(), ["JSON"], ["GraphQL"]).critical_hours == 7.5
    assert plan_roadmap(web(), ["GraphQL"], ["HTTP"]).critical_hours == 0


def test_the_pace_of_a_person_makes_every_step_longer_or_shorter():
    slow = plan_roadmap(web(), goals=["REST"], pace=1.5)

    assert [step.effort_hours for step in slow.steps] == [3, 2.25]
    assert (slow.effort_hours, slow.critical_hours) == (5.25, 5.25)


@pytest.mark.parametrize("pace", [0, -1, 101, float("nan"), float("inf")])
def test_a_pace_that_nobody_has_is_refused(pace):
    with pytest.raises(PlanError, match="over 0 and at most 100"):
        plan_roadmap(web(), pace=pace)


def test_efforts_that_the_map_does_not_state_are_estimated_in_its_own_measure():
    evenings = "\n".join(f"- skill {number} ({number}h)" for number in range(1, 6))

    assert plan_roadmap(stated(f"## A\n{evenings}\n- other")).steps[-1].effort_hours == 3


def test_hours_a_week_make_dates():
    roadmap = plan_roadmap(
        web(),
        ["HTTP"],
        ["GraphQL"],
        hours_per_week=7,
        start="2027-01-04",
        holidays=[Holiday("2027-01-06", "2027-01-07")],
    )

    assert [(step.name, step.starts, step.ends) for step in roadmap.steps] == [
        ("REST", "2027-01-04", "2027-01-05"),
        ("JSON", "2027-01-05", "2027-01-11"),
        ("GraphQL", "2027-01-11", "2027-01-15"),
    ]
    assert (roadmap.hours_per_week, roadmap.starts, roadmap.ends) == (7, "2027-01-04", "2027-01-15")


def test_without_hours_a_week_or_steps_there_are_no_dates():
    dateless = plan_roadmap(web(), start="2027-01-04")
    done = plan_roadmap(web(), ["HTTP"], ["HTTP"], hours_per_week=7, start="2027-01-04")

    assert {(step.starts, step.ends) for step in dateless.steps} == {(None, None)}
    assert (dateless.starts, dateless.ends) == (done.starts, done.ends) == (None, None)


def test_hours_a_week_need_a_day_to_start_on():
    with pytest.raises(PlanError, match="a day to start on"):
        plan_roadmap(web(), hours_per_week=7)


def test_what_is_skipped_is_neither_planned_nor_waited_for_nor_known():
    roadmap = plan_roadmap(web(), goals=["GraphQL"], skipped=["REST"])

    assert [step.name for step in roadmap.steps] == ["JSON", "GraphQL"]
    assert roadmap.steps[-1].because == ("formats/json",)
    assert roadmap.assumed == ()


def test_what_is_skipped_does_not_make_known_what_it_needs():
    assert steps(plan_roadmap(web(), goals=["HTTP"], skipped=["REST"])) == ["protocols/http"]
    assert plan_roadmap(web(), ["GraphQL"], skipped=["REST"]).assumed == (
        "protocols/http",
        "formats/json",
    )


def test_what_is_said_to_be_known_is_known_even_if_it_is_skipped():
    roadmap = plan_roadmap(web(), ["REST"], ["GraphQL"], skipped=["REST"])

    assert roadmap.steps[-1].because == ("protocols/rest", "formats/json")
    assert roadmap.assumed == ("protocols/http",)


def test_unknown_names_among_what_is_skipped_are_listed():
    assert [unknown.id for unknown in plan_roadmap(web(), skipped=["SOAP"]).unknown] == ["SOAP"]


def learner(chance, read):
    """Return what somebody on a map knows and wants: skills by id, also whole topics."""
    entries = [entry.id for entry in read.skill_map]
    known = chance.sample(entries, chance.randint(0, len(entries) // 3))
    goals = chance.sample(entries, chance.randint(1, min(4, len(entries))))
    return known, goals


@pytest.mark.parametrize("part", range(10))
def test_a_roadmap_is_exactly_the_missing_ancestors_of_the_goals_each_after_its_prerequisites(part):
    """100 random learners of 100 random maps, beside what networkx says."""
    for number in range(10 * part, 10 * part + 10):
        chance = seeded(number)
        read = random_map(number)
        peer = nx.DiGraph([(edge.source, edge.target) for edge in read.graph.prerequisites])
        peer.add_nodes_from(read.graph)
        needs = {skill: nx.ancestors(peer, skill) | {skill} for skill in peer}
        under = {entry.id: read.skill_map.skills_under(entry.id) for entry in read.skill_map}
        for _ in range(100):
            known, goals = learner(chance, read)

            planned = steps(plan_roadmap(read, known, goals))

            state, wanted = (
                set().union(*(needs[skill] for name in names for skill in under[name]))
                for names in (known, goals)
            )
            assert set(planned) == wanted - state
            assert len(planned) == len(set(planned))
            learned = set(state)
            for skill in planned:
                assert learned.issuperset(peer.predecessors(skill))
                learned.add(skill)


@pytest.mark.parametrize("number", range(30))
def test_goals_are_reached_as_early_as_in_no_other_order_of_them(number):
    chance = seeded(number)
    read = random_map(number)
    known, goals = learner(chance, read)

    roadmap = plan_roadmap(read, known, goals)

    missing = [set(steps(plan_roadmap(read, known, [goal]))) for goal in goals]
    efforts = {step.id: step.effort_hours for step in roadmap.steps}
    assert summed(steps(roadmap), missing, efforts) == min(
        summed([skill for skills in order for skill in skills], missing, efforts)
        for order in permutations(missing)
    )


def summed(order, missing, efforts):
    """Return the sum of the times at which goals are reached; a skill counts where it is first."""
    order = list(dict.fromkeys(order))
    reached = [max((order.index(skill) + 1 for skill in skills), default=0) for skills in missing]
    return sum(sum(efforts[skill] for skill in order[:count]) for count in reached)


def random_map(number):
    """Return a map of a few topics whose skills need each other at random."""
    chance = seeded(number)
    skills, edges = dag(number, 40)
    topics = [f"topic {topic}" for topic in range(chance.randint(1, 5))]
    topic_of = {skill: chance.choice(topics) for skill in skills}
    lines = []
    for topic in topics:
        lines.append(f"## {topic}")
        lines += [
            f"- {skill} ({chance.choice([1, 2, 4, 8])}h)"
            for skill in skills
            if topic_of[skill] == topic
        ]
    read = parse_skill_map("\n".join(lines))
    id_of = {entry.name: entry.id for entry in read.skills}
    needed = (Prerequisite(id_of[source], id_of[target]) for source, target in edges)
    return Snapshot("random", 0, "", read, tuple(needed))


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
