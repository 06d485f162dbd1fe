from graph.inference.evidence.outline import (
    LEVEL_STRENGTH,
    MAX_OPENED,
    OPENING_STRENGTH,
    SEQUENCE_STRENGTH,
    outline_evidence,
)
from tests.builders import skill_map


def found(markdown):
    """Return (rule, source, target) of all evidence, ids without what all have in common."""
    return [
        (finding.evidence.rule, finding.source, finding.target)
        for finding in outline_evidence(skill_map(markdown))
    ]


def test_the_first_skill_of_a_topic_opens_it_and_each_skill_follows_the_one_before():
    assert found("""
        ## T
        - a
        - b
        - c
    """) == [
        ("opening", "t/a", "t/b"),
        ("sequence", "t/a", "t/b"),
        ("opening", "t/a", "t/c"),
        ("sequence", "t/b", "t/c"),
    ]


def test_each_piece_of_evidence_says_why_with_its_lines_and_strength():
    opening, sequence, *_ = outline_evidence(skill_map("## T\n- a\n- b"))

    assert opening.evidence.text == "“a” opens the topic in which “b” stands."
    assert sequence.evidence.text == "“a” stands right before “b” in the same topic."
    assert opening.evidence.lines == sequence.evidence.lines == (2, 3)
    assert opening.evidence.strength == OPENING_STRENGTH
    assert sequence.evidence.strength == SEQUENCE_STRENGTH


def test_nothing_is_said_across_topics():
    assert (
        found("""
        ## A
        - a
        ## B
        - b
        ### C
        - c
    """)
        == []
    )


def test_a_topic_between_skills_does_not_part_them():
    assert found("""
        ## T
        - a
        - group
          - inner
        - b
    """) == [("opening", "t/a", "t/b"), ("sequence", "t/a", "t/b")]


def test_what_opens_the_basics_of_an_area_comes_before_all_skills_of_its_advanced_topics():
    levels = [
        finding
        for finding in outline_evidence(
            skill_map("""
                ## Python
                ### Basics
                - Variables
                - Functions
                ### Tools
                - Editor
                ### Advanced Python
                - Metaclasses
                - group
                  - Descriptors
            """)
        )
        if finding.evidence.rule == "level"
    ]

    assert [(finding.source, finding.target) for finding in levels] == [
        ("python/basics/variables", "python/advanced-python/metaclasses"),
        ("python/basics/variables", "python/advanced-python/group/descriptors"),
    ]
    assert {finding.evidence.strength for finding in levels} == {LEVEL_STRENGTH}
    assert levels[0].evidence.lines == (3, 8)
    assert levels[0].evidence.text == (
        "“Variables” opens “Basics”, and “Metaclasses” stands under “Advanced Python”."
    )


def test_the_basics_of_one_area_say_nothing_about_another():
    assert (
        found("""
        ## A
        ### Basics
        - a
        ## B
        ### Advanced
        - b
    """)
        == []
    )


def test_empty_basics_say_nothing():
    assert (
        found("""
        ## A
        ### Basics
        ### Advanced
        - b
    """)
        == []
    )


def test_a_skill_with_several_placements_follows_others_only_where_it_stands_first():
    assert found("""
        ## Docker
        - Containerization
        - Container Orchestration
        ## Cloud
        - Serverless
        - Container Orchestration
        - Scaling
    """) == [
        ("opening", "docker/containerization", "docker/container-orchestration"),
        ("sequence", "docker/containerization", "docker/container-orchestration"),
        ("opening", "cloud/serverless", "cloud/scaling"),
        ("sequence", "docker/container-orchestration", "cloud/scaling"),
    ]


def test_a_skill_that_opens_a_topic_by_a_further_placement_is_built_on_there():
    assert found("""
        ## Docker
        - Containerization
        - Container Orchestration
        ## Cloud
        - Container Orchestration
        - Scaling
    """)[2:] == [
        ("opening", "docker/container-orchestration", "cloud/scaling"),
        ("sequence", "docker/container-orchestration", "cloud/scaling"),
    ]


def test_no_evidence_says_that_a_skill_comes_before_itself():
    markdown = "## A\n### Basics\n- a\n- a\n- b\n- a\n### Advanced Basics\n- c\n- c\n"

    assert all(source != target for _, source, target in found(markdown))


def test_each_advanced_topic_has_the_nearest_basics_before_it():
    skills = skill_map("""
        ## Web
        ### CSS basics
        - Selectors
        ### Advanced CSS
        - Grid
        ### JS basics
        - Variables
        ### Advanced JS
        - Closures
    """)

    levels = [f for f in outline_evidence(skills) if f.evidence.rule == "level"]

    assert [(f.source.rpartition("/")[2], f.target.rpartition("/")[2]) for f in levels] == [
        ("selectors", "grid"),
        ("variables", "closures"),
    ]


def test_the_first_of_a_long_list_opens_nothing():
    bullets = "\n".join(f"- Skill {number}" for number in range(MAX_OPENED + 1))

    rules = {finding.evidence.rule for finding in outline_evidence(skill_map(f"## A\n{bullets}"))}

    assert rules == {"sequence"}
