import pytest

from graph import AmbiguousNameError, UnknownSkillError, build, order_skills
from tests.builders import SEED_MAP, snapshot


@pytest.fixture(scope="module")
def seed():
    return build(SEED_MAP.read_bytes())


def web():
    return snapshot("""
        # Web
        ## Protocols
        - REST (requires: HTTP)
        - HTTP
        ## Tools
        - Git
    """)


def test_the_whole_map_is_put_in_order_if_nothing_is_named():
    answer = order_skills(web())

    assert answer.order == ("protocols/http", "protocols/rest", "tools/git")
    assert answer.stages == ()
    assert answer.revision == 0


def test_stages_are_told_if_they_are_asked_for():
    answer = order_skills(web(), stages=True)

    assert answer.stages == (("protocols/http", "tools/git"), ("protocols/rest",))


def test_only_what_is_named_is_put_in_order_and_a_topic_means_the_skills_under_it():
    assert order_skills(web(), ["rest"]).order == ("protocols/rest",)
    assert order_skills(web(), ["git", "Protocols", "REST"]).order == (
        "protocols/http",
        "protocols/rest",
        "tools/git",
    )


def test_naming_a_topic_without_skills_puts_nothing_in_order():
    empty = snapshot("## A\n### empty\n- \n### t\n- a")

    assert order_skills(empty, ["empty"]).order == ()


def test_a_name_that_is_unknown_or_ambiguous_is_refused():
    with pytest.raises(UnknownSkillError):
        order_skills(web(), ["git", "nothing like it"])
    with pytest.raises(AmbiguousNameError):
        order_skills(snapshot("## X\n- p\n- s\n## Y\n- q\n- s"), ["s"])


def test_prerequisites_that_are_less_sure_than_asked_for_are_not_used():
    inferred_from_names = snapshot("## T\n- Docker Compose\n## U\n- Docker")

    assert order_skills(inferred_from_names).order == ("u/docker", "t/docker-compose")
    assert order_skills(inferred_from_names, min_confidence=1).order == (
        "t/docker-compose",
        "u/docker",
    )


@pytest.mark.parametrize("min_confidence", [0, 0.5, 0.6, 0.8, 0.9, 1])
def test_the_order_and_the_stages_of_the_seed_map_respect_every_prerequisite(seed, min_confidence):
    answer = order_skills(seed, stages=True, min_confidence=min_confidence)

    skills = [skill.id for skill in seed.skill_map.skills]
    place = {skill: number for number, skill in enumerate(answer.order)}
    stage = {skill: number for number, found in enumerate(answer.stages) for skill in found}
    assert sorted(answer.order) == sorted(skills)
    assert sorted(skill for found in answer.stages for skill in found) == sorted(skills)
    for edge in seed.prerequisites:
        if edge.confidence >= min_confidence:
            assert place[edge.source] < place[edge.target]
            assert stage[edge.source] < stage[edge.target]


def test_the_seed_map_is_learned_as_it_reads_where_nothing_speaks_against_it(seed):
    skills = tuple(skill.id for skill in seed.skill_map.skills)

    assert order_skills(seed, min_confidence=1).order == skills
    assert order_skills(seed).order[0] == skills[0]
    assert order_skills(seed) == order_skills(build(SEED_MAP.read_bytes()))


@pytest.mark.parametrize(
    "area",
    ["Python Core", "Database Skills", "DevOps", "Architecture Patterns", "Cloud Architecture"],
)
def test_an_area_of_the_seed_map_in_order_holds_exactly_its_skills(seed, area):
    answer = order_skills(seed, [area], stages=True)

    entry = seed.names.entry(area)
    whole = order_skills(seed).order
    wanted = seed.skill_map.skills_under(entry.id)
    assert answer.order == tuple(skill for skill in whole if skill in wanted)
