import pytest

from graph import NameDecision, UnknownSkillError, build, shared_names
from graph.shared_names import shared_name
from tests.builders import SEED_MAP

WHEN = "2027-01-04T09:00:00.000Z"
# Words that no knowledge pack knows.
MAP = """\
# Q
## Blorp
- Zibbing
- Zibbing
- other
## Grunt
- zibbing
- Plonk
## Fnord
- Plonk
"""


def decided(name, verdict):
    return NameDecision(name, verdict, WHEN, "said")


def test_names_under_several_topics_are_listed_in_map_order_with_what_they_are_and_why():
    found = shared_names(build(SEED_MAP.read_bytes()))

    assert [(shared.name, shared.verdict) for shared in found] == [
        ("Dependency Injection", "split"),
        ("Session Management", "split"),
        ("Container Orchestration", "merged"),
    ]
    sessions, containers = found[1:]
    assert sessions.ids == (
        "database-skills/sqlalchemy/session-management",
        "security/authentication/session-management",
    )
    assert "SQLAlchemy Sessions under SQLAlchemy (line 53)" in sessions.reason
    assert containers.ids == ("devops/docker/container-orchestration",)
    assert containers.lines == (101, 175)
    assert {shared.decision for shared in found} == {None}


def test_a_name_that_is_written_twice_under_one_of_its_topics_has_all_its_lines():
    zibbing, _ = shared_names(build(MAP))

    assert (zibbing.ids, zibbing.lines) == (("blorp/zibbing", "grunt/zibbing"), (3, 4, 7))
    assert "the name alone does not say" in zibbing.reason


def test_a_name_carries_what_a_person_decided_about_it():
    made = decided("Zibbing", "merged")
    zibbing, plonk = shared_names(build(MAP, name_decisions=[made]))

    assert (zibbing.verdict, zibbing.ids) == ("merged", ("blorp/zibbing",))
    assert zibbing.reason == "A person says that it is one skill: said"
    assert (zibbing.decision, plonk.decision) == (made, None)


def test_a_decided_name_that_the_map_does_not_write_so_stands_at_the_end_and_waits():
    gone, once = decided("Gone", "merged"), decided("Other", "split")
    found = shared_names(build(MAP, name_decisions=[gone, once]))

    assert [(shared.name, shared.ids, shared.decision) for shared in found[2:]] == [
        ("Gone", (), gone),
        ("Other", (), once),
    ]
    assert "waits" in found[2].reason


def test_a_map_in_which_every_name_stands_under_one_topic_has_none():
    assert shared_names(build("# Q\n## A\n- a\n- a\n### T\n- t\n## B\n### T\n- u\n")) == ()


@pytest.mark.parametrize("typed", ["Zibbing", "ZIBBING", "grunt/zibbing", "blorp/zibbing"])
def test_a_shared_name_is_found_in_any_case_and_by_the_ids_of_its_skills(typed):
    for verdict in ("merged", "split"):
        found = build(MAP, name_decisions=[decided("Zibbing", verdict)])

        assert shared_name(found, typed).name == "Zibbing"


def test_an_unknown_name_is_refused_with_suggestions():
    with pytest.raises(UnknownSkillError) as caught:
        shared_name(build(MAP), "zibing")

    assert "grunt/zibbing" in caught.value.suggestions
