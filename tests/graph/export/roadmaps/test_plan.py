from graph import plan_roadmap
from tests.builders import stated
from tests.graph.export.roadmaps.plans import WEEKLY, many_skills, plan_of, two_skills
from tests.graph.export.snapshots import inferred

WEB = """
    # Web
    - Typing (1h)
    ## Basics
    - HTTP (2h)
    - Verbs (3h) (requires: HTTP)
    ## APIs
    - REST (4h) (requires: HTTP; Verbs)
    - GraphQL (4h) (requires: REST)
"""


def pairs(edges):
    return [(edge.source, edge.target) for edge in edges]


def test_prerequisites_are_those_between_the_steps():
    known = plan_of(stated(WEB), "GraphQL", known=["HTTP"])

    assert pairs(known.prerequisites) == [
        ("basics/verbs", "apis/rest"),
        ("apis/rest", "apis/graphql"),
    ]


def test_a_picture_leaves_out_what_other_arrows_imply():
    three = many_skills(3, inferred(1, 2), inferred(2, 3), inferred(1, 3))

    assert pairs(three.prerequisites) == [
        ("area/1", "area/2"),
        ("area/1", "area/3"),
        ("area/2", "area/3"),
    ]
    assert pairs(three.arrows) == [("area/1", "area/2"), ("area/2", "area/3")]


def test_wanted_are_the_skills_of_a_goal_and_not_what_leads_to_them():
    assert plan_of(stated(WEB), "APIs").wanted == {"apis/rest", "apis/graphql"}
    assert plan_of(stated(WEB)).wanted == frozenset()


def test_the_critical_path_consists_of_prerequisites():
    plan = plan_of(stated(WEB))

    assert plan.critical == {
        ("basics/http", "basics/verbs"),
        ("basics/verbs", "apis/rest"),
        ("apis/rest", "apis/graphql"),
    }
    assert plan.critical <= set(pairs(plan.arrows))


def test_without_dates_a_section_is_a_stretch_in_one_topic():
    web = plan_of(stated(WEB))

    assert [section.title for section in web.sections()] == ["Web", "Basics", "APIs"]
    assert tuple(step for section in web.sections() for step in section.steps) == web.steps


def test_with_dates_a_section_is_a_week():
    web = plan_of(stated(WEB), **WEEKLY)

    titles = [section.title for section in web.sections()]
    assert titles == ["Week of 4\u201310 Jan 2027", "Week of 11\u201317 Jan 2027"]
    assert tuple(step for section in web.sections() for step in section.steps) == web.steps


def test_a_shortened_plan_holds_the_first_steps_and_what_is_between_them():
    short = plan_of(stated(WEB), "GraphQL").shortened(3)

    assert [step.name for step in short.steps] == ["HTTP", "Verbs", "REST"]
    assert short.left_out == 1
    assert pairs(short.arrows) == pairs(plan_of(stated(WEB), "REST").arrows)
    assert two_skills().shortened(2).left_out == 0


def test_the_whole_roadmap_is_written_unless_it_is_shortened():
    web = stated(WEB)

    assert plan_of(web).steps == plan_roadmap(web).steps
