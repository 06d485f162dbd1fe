import pytest

from graph import Holiday, PlanError, UnknownSkillError, plan_roadmap, what_if
from tests.builders import stated
from tests.strategies import seeded

MONDAY = "2027-01-04"


def web():
    return stated("""
        # Web
        ## Protocols
        - HTTP (2h)
        - REST (requires: HTTP) (1h)
        - GraphQL (requires: REST; JSON) (4h)
        ## Formats
        - JSON (3h)
        - XML (5h)
    """)


def changes(costs):
    return [(cost.name, cost.skills, cost.effort_hours) for cost in costs]


def test_dropping_a_goal_saves_what_no_other_goal_needs():
    answer = what_if(web(), goals=["GraphQL", "REST", "XML"])

    assert (answer.now.skills, answer.now.effort_hours) == (5, 15)
    assert changes(answer.drop) == [("GraphQL", -2, -7), ("REST", 0, 0), ("XML", -1, -5)]
    assert answer.goals == ("protocols/graphql", "protocols/rest", "formats/xml")


def test_adding_a_goal_costs_what_no_goal_needs_yet():
    answer = what_if(web(), goals=["REST"], add=["GraphQL", "HTTP", "Formats"])

    assert changes(answer.add) == [("GraphQL", 2, 7), ("HTTP", 0, 0), ("Formats", 2, 8)]


def test_what_is_known_costs_nothing():
    answer = what_if(web(), ["REST"], ["REST"], add=["GraphQL"])

    assert (answer.now.skills, answer.now.effort_hours) == (0, 0)
    assert changes(answer.add) == [("GraphQL", 2, 7)]


def test_what_is_added_and_dropped_together_is_told_as_one():
    answer = what_if(web(), goals=["GraphQL", "XML"], add=["REST"], drop=["GraphQL"])

    assert (answer.then.skills, answer.then.effort_hours) == (3, 8)
    unchanged = what_if(web(), goals=["XML"])
    assert unchanged.then == unchanged.now


def test_without_goals_the_whole_map_is_the_goal_and_nothing_more_costs_anything():
    answer = what_if(web(), add=["GraphQL"])

    assert (answer.goals, answer.drop) == ((), ())
    assert answer.now.effort_hours == 15
    assert changes(answer.add) == [("GraphQL", 0, 0)]


def test_dropping_the_last_goal_leaves_nothing_to_learn():
    answer = what_if(web(), goals=["XML"], drop=["XML"], hours_per_week=7, start=MONDAY)

    (cost,) = answer.drop
    assert (cost.skills, cost.effort_hours, cost.days, cost.ends) == (-1, -5, -5, None)
    assert (answer.then.skills, answer.then.ends) == (0, None)


def test_hours_a_week_tell_by_how_many_days_all_would_end_earlier_or_later():
    answer = what_if(
        web(),
        goals=["REST", "XML"],
        add=["JSON"],
        hours_per_week=7,
        start=MONDAY,
        holidays=[Holiday("2027-01-08", "2027-01-09")],
    )

    assert answer.now.ends == "2027-01-13"
    assert [(cost.days, cost.ends) for cost in answer.drop] == [
        (-3, "2027-01-10"),
        (-7, "2027-01-06"),
    ]
    assert [(cost.days, cost.ends) for cost in answer.add] == [(3, "2027-01-16")]
    assert what_if(web(), goals=["REST"]).drop[0].days is None


def test_a_pace_and_what_is_skipped_count_as_in_a_roadmap():
    answer = what_if(web(), goals=["GraphQL"], skipped=["REST"], pace=2)

    assert (answer.now.skills, answer.now.effort_hours) == (2, 14)


def test_only_goals_can_be_dropped():
    with pytest.raises(PlanError, match="The goals are: protocols/rest"):
        what_if(web(), goals=["REST"], drop=["XML"])
    with pytest.raises(PlanError, match="the whole map"):
        what_if(web(), drop=["XML"])


def test_goals_that_the_map_does_not_have_are_refused():
    for asked in ({"goals": ["SOAP"]}, {"add": ["SOAP"]}, {"goals": ["XML"], "drop": ["SOAP"]}):
        with pytest.raises(UnknownSkillError):
            what_if(web(), **asked)


@pytest.mark.parametrize("number", range(50))
def test_every_cost_is_the_difference_of_two_roadmaps(number):
    chance = seeded(number)
    entries = [entry.id for entry in web().skill_map]
    known = chance.sample(entries, chance.randint(0, 2))
    goals = chance.sample(entries, chance.randint(2, 4))
    more = chance.sample(entries, 2)
    week = {"hours_per_week": chance.choice([1, 7, 30.5]), "start": MONDAY}

    answer = what_if(web(), known, goals, add=more, drop=goals[:1], **week)

    def plan(wanted):
        planned = plan_roadmap(web(), known, wanted, **week)
        return len(planned.steps), planned.effort_hours, planned.ends

    now = plan(goals)
    alone = [*((cost, [g for g in goals if g != cost.goal]) for cost in answer.drop)]
    alone += [(cost, [*goals, cost.goal]) for cost in answer.add]
    for cost, wanted in alone:
        skills, hours, ends = plan(wanted)
        assert (cost.skills, cost.effort_hours) == (skills - now[0], hours - now[1])
        assert cost.ends == ends
    then = answer.then
    assert (then.skills, then.effort_hours, then.ends) == plan([*goals[1:], *more])
