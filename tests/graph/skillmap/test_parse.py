import re
from collections import Counter

import pytest
from hypothesis import given

from graph import EmptyMapError, MapEncodingError, UnknownSkillError, parse_skill_map
from tests.builders import SEED_MAP, skill_map
from tests.strategies import Style, styles, trees, written

HEADINGS = {
    1: "Backend Development Skill Map 2.0",
    3: "Python Core",
    23: "FastAPI",
    39: "Database Skills",
    63: "Security",
    79: "Testing",
    95: "DevOps",
    110: "Architecture Patterns",
    182: "Data Analysis & Visualization",
    209: "Machine Learning & AI",
}
"""Those that had gone through the wrong encoding, without their emoji."""


@pytest.fixture(scope="module")
def seed():
    return parse_skill_map(SEED_MAP.read_bytes())


def read_by_hand():
    """Return (line, depth, name) of the seed map's areas, topics and bullets."""
    found = []
    level = 0
    for line, text in enumerate(SEED_MAP.read_text(encoding="utf-8").splitlines(), start=1):
        if heading := re.fullmatch(r"(##+) (.+)", text):
            level = len(heading[1]) - 1
            found.append((line, level, HEADINGS.get(line, heading[2])))
        elif bullet := re.fullmatch(r"( *)- (.+)", text):
            found.append((line, level + 1 + len(bullet[1]) // 2, bullet[2]))
    return found


# The seed map


def test_every_heading_and_bullet_of_the_seed_map_is_read_with_its_line_and_path(seed):
    expected = {}
    path = []
    for line, depth, name in read_by_hand():
        path[depth - 1 :] = [name]
        expected[line] = tuple(path)

    assert {p.line: p.path for entry in seed for p in entry.placements} == expected
    assert len(expected) == 9 + 27 + 201


def test_the_seed_map_has_9_areas_27_headed_topics_and_201_bullets_of_which_22_are_topics(seed):
    lines = SEED_MAP.read_text(encoding="utf-8").splitlines()
    kinds = Counter(
        (entry.kind, lines[placement.line - 1].lstrip()[0])
        for entry in seed
        for placement in entry.placements
    )

    assert kinds == {
        ("area", "#"): 9,
        ("topic", "#"): 27,
        ("topic", "-"): 22,
        ("skill", "-"): 201 - 22,
    }
    assert len(seed.skills) == 201 - 22 - 1  # Container Orchestration stands twice


def test_the_seed_map_has_its_title_and_areas_with_their_emoji_repaired(seed):
    assert seed.title == HEADINGS[1]
    assert [(area.emoji, area.name, area.line) for area in seed if area.kind == "area"] == [
        ("🐍", "Python Core", 3),
        ("🚀", "FastAPI", 23),
        ("🗄️", "Database Skills", 39),
        ("🔒", "Security", 63),
        ("🧪", "Testing", 79),
        ("🛠️", "DevOps", 95),
        ("🏗️", "Architecture Patterns", 110),
        ("📊", "Data Analysis & Visualization", 182),
        ("🤖", "Machine Learning & AI", 209),
    ]
    assert [found.line for found in seed.report.repaired] == list(HEADINGS)


@pytest.mark.parametrize(
    ("entry_id", "line"),
    [
        ("python-core/fundamentals/variables-data-types", 5),
        ("database-skills/sql-postgresql/indexing", 44),
        ("database-skills/redis/pub-sub", 60),
        ("security/authentication/oauth2-0", 66),
        ("devops/ci-cd/version-control-git", 108),
        ("architecture-patterns/design-patterns/creational-patterns/dependency-injection", 147),
        ("machine-learning-ai/production-ml-ai/model-management/version-control", 249),
    ],
)
def test_skills_of_the_seed_map_have_telling_ids(seed, entry_id, line):
    assert seed[entry_id].line == line


def test_container_orchestration_of_the_seed_map_is_one_skill_with_two_placements(seed):
    (merge,) = seed.report.merged

    assert merge.id == "devops/docker/container-orchestration"
    assert merge.lines == (101, 175)
    assert [place.parent for place in seed[merge.id].placements] == [
        "devops/docker",
        "architecture-patterns/cloud-architecture",
    ]


def test_names_of_the_seed_map_that_mean_different_things_are_told_apart(seed):
    assert {(homonym.name, homonym.lines) for homonym in seed.report.homonyms} == {
        ("Design Patterns", (15, 142)),
        ("Dependency Injection", (29, 147)),
        ("Session Management", (53, 68)),
    }
    assert all(entry in seed for homonym in seed.report.homonyms for entry in homonym.ids)


def test_nothing_of_the_seed_map_is_remarked_on(seed):
    assert seed.report.remarks == ()


# Kinds


def test_a_bullet_with_bullets_under_it_is_a_topic_and_any_other_a_skill():
    found = skill_map("""
        ## A
        - t
          - u
            - a
          - b
        ### empty
        ## also empty
    """)

    assert [(entry.name, entry.kind) for entry in found] == [
        ("A", "area"),
        ("t", "topic"),
        ("u", "topic"),
        ("a", "skill"),
        ("b", "skill"),
        ("empty", "topic"),
        ("also empty", "area"),
    ]


def test_an_empty_topic_contains_nothing():
    found = skill_map("## A\n### empty\n### t\n- a")

    assert found.skills_under("a/empty") == ()
    assert found.children["a/empty"] == ()


def test_a_bullet_without_a_name_is_remarked_on_and_left_out():
    found = skill_map("## A\n- a\n-\n- <!-- later -->\n- b")

    assert [skill.name for skill in found.skills] == ["a", "b"]
    assert [remark.line for remark in found.report.remarks] == [3, 4]


def test_what_stands_under_a_bullet_without_a_name_stands_where_that_bullet_does():
    found = skill_map("## A\n- \n  - a\n- b\n  -\n")

    assert [(skill.id, skill.kind) for skill in found.skills] == [
        ("a/a", "skill"),
        ("a/b", "skill"),
    ]


def test_a_statement_that_is_not_closed_is_remarked_on():
    found = skill_map("## A\n- a\n- b (requires: a")

    assert [
        (remark.line, "closing parenthesis" in remark.text) for remark in found.report.remarks
    ] == [(3, True)]


def test_a_map_without_a_title_has_the_one_that_the_caller_knows():
    assert parse_skill_map("- a").title == "Skill map"
    assert parse_skill_map("- a", title="Mine").title == "Mine"
    assert parse_skill_map("# Own\n- a", title="Mine").title == "Own"
    assert parse_skill_map("# \n- a", title="Mine").title == "Mine"


def test_a_map_may_consist_of_bullets_alone():
    found = parse_skill_map("- a\n- b")

    assert [(entry.id, entry.parent, entry.line) for entry in found] == [
        ("a", None, 1),
        ("b", None, 2),
    ]
    assert found.children[None] == found.skills


# Files without a skill


@pytest.mark.parametrize("source", ["", "   \n\n\t\n", "\ufeff"])
def test_an_empty_file_is_refused_with_an_example_of_what_to_write(source):
    with pytest.raises(EmptyMapError) as caught:
        parse_skill_map(source)

    assert str(caught.value) == (
        "the file is empty. Write skills as bullets, `- Indexing`, under headings, `## Databases`"
    )


@pytest.mark.parametrize(
    "source", ["Prose only.", "```\n- code\n```", "> - quoted", "---\n- a\n---"]
)
def test_a_file_without_headings_and_bullets_is_refused(source):
    with pytest.raises(EmptyMapError, match=r"no heading and no bullet in the file.*`- Indexing`"):
        parse_skill_map(source)


@pytest.mark.parametrize("source", ["# A\n## B", "## A\n-\n- <!-- x -->", "## A\n- [ ]"])
def test_a_file_without_a_named_bullet_is_refused(source):
    with pytest.raises(EmptyMapError, match=r"no bullet with a name in the file.*`- Indexing`"):
        parse_skill_map(source)


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(MapEncodingError):
        parse_skill_map(b"\xff\xd8\xff\xe0\x00\x10JFIF")


# Asking a map


def test_a_map_gives_its_entries_by_id():
    found = skill_map("## A\n- b")

    assert "a/b" in found
    assert "b" not in found
    assert found["a/b"].name == "b"
    with pytest.raises(UnknownSkillError, match="“b”"):
        found["b"]


def test_the_skills_under_an_entry_are_in_map_order_at_any_depth():
    found = skill_map("""
        ## A
        - t
          - one
          - two
        - three
        ### u
        - four
        ## B
        - five
    """)

    assert found.skills_under("a") == ("a/t/one", "a/t/two", "a/three", "a/u/four")
    assert found.skills_under("a/three") == ("a/three",)
    with pytest.raises(UnknownSkillError):
        found.skills_under("c")


# Ways of writing the same map


@pytest.mark.no_cover  # other tests show what is covered, this one would take minutes
@given(trees, styles)
def test_bullets_indents_line_ends_and_what_stands_between_never_change_the_entries(areas, style):
    plain = parse_skill_map(written(areas, Style()))
    other = parse_skill_map(written(areas, style))

    assert [(e.id, e.name, e.kind, e.parent) for e in other] == [
        (e.id, e.name, e.kind, e.parent) for e in plain
    ]


@pytest.mark.no_cover  # other tests show what is covered, this one would take minutes
@given(trees, styles)
def test_every_entry_stands_in_the_line_that_it_names(areas, style):
    source = written(areas, style)

    found = parse_skill_map(source)

    lines = re.split(r"\r\n|\r|\n", source)
    for entry in found:
        for placement in entry.placements:
            assert lines[placement.line - 1].lstrip("-*+# \t") == placement.path[-1]


@pytest.mark.no_cover  # other tests show what is covered, this one would take minutes
@given(trees)
def test_emphasis_emoji_boxes_efforts_and_descriptions_never_change_the_ids(areas):
    plain = written(areas, Style())
    decorated = re.sub(r"- (\w+)$", r"- [x] 🎯 **\1** (4h) — words", plain, flags=re.MULTILINE)

    assert [(e.id, e.name) for e in parse_skill_map(decorated)] == [
        (e.id, e.name) for e in parse_skill_map(plain)
    ]
