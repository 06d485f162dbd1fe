import pytest

from graph import infer_prerequisites, parse_skill_map
from tests.builders import SEED_MAP, skill_map


@pytest.fixture(scope="module")
def seed():
    return parse_skill_map(SEED_MAP.read_bytes())


def test_all_sources_speak_for_one_edge_together():
    found = skill_map("""
        ## Docker
        - Docker
        - Docker Compose
    """)

    (edge,) = infer_prerequisites(found).prerequisites

    assert (edge.source, edge.target) == ("docker/docker", "docker/docker-compose")
    assert [evidence.rule for evidence in edge.evidence] == ["name", "opening", "sequence"]
    assert edge.confidence > max(evidence.strength for evidence in edge.evidence)


def test_what_the_map_states_is_asserted_and_what_is_not_understood_is_remarked_on():
    found = skill_map("""
        ## A
        - a
        - b (requires: a; nothing like it)
    """)

    inference = infer_prerequisites(found)

    assert [(e.source, e.target, e.status) for e in inference.prerequisites] == [
        ("a/a", "a/b", "asserted")
    ]
    assert [remark.line for remark in inference.remarks] == [3]


def test_every_prerequisite_of_the_seed_map_explains_itself_with_lines_of_its_two_skills(seed):
    inference = infer_prerequisites(seed)

    skills = {skill.id: skill for skill in seed.skills}
    assert inference.prerequisites
    for edge in inference.prerequisites:
        assert edge.source != edge.target
        assert edge.status == "inferred"
        assert 0 < edge.confidence < 1
        assert edge.evidence
        lines = {skills[edge.source].line, skills[edge.target].line}
        assert all(set(evidence.lines) == lines for evidence in edge.evidence)
        assert all(evidence.text for evidence in edge.evidence)


def test_a_pair_of_skills_has_at_most_one_prerequisite(seed):
    pairs = [(edge.source, edge.target) for edge in infer_prerequisites(seed).prerequisites]

    assert len(set(pairs)) == len(pairs)


def test_inference_gives_the_same_on_every_run(seed):
    again = parse_skill_map(SEED_MAP.read_bytes())

    assert infer_prerequisites(seed) == infer_prerequisites(again)
    assert infer_prerequisites(seed).remarks == ()


def test_a_map_of_one_skill_has_no_prerequisites():
    assert infer_prerequisites(skill_map("- a")).prerequisites == ()
