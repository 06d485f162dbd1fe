import json
from dataclasses import asdict, replace

import networkx as nx
import pytest

from graph import Decision, GraphError, NameDecision, build
from graph.build import rebuild
from tests.builders import JUGGLING, SEED_MAP, skill_map, snapshot
from tests.strategies import broken_file

FILES = 10_000
PARTS = 10


def test_a_map_is_built_at_revision_0_and_without_decisions():
    built = snapshot("""
        # Web
        ## HTTP
        - HTTP
        - Caching (requires: HTTP)
    """)

    assert (built.map_id, built.revision, built.decisions) == ("web", 0, ())
    assert list(built.graph) == ["http/http", "http/caching"]
    assert built.graph.prerequisites_of("http/caching") == {"http/http"}


def test_a_map_is_called_by_its_own_title_rather_than_by_the_one_that_the_caller_knows():
    assert build("# Own\n- a", title="Given").map_id == "own"
    assert build("- a", title="Given Name").map_id == "given-name"
    assert build("- a", title="Given Name").skill_map.title == "Given Name"
    assert build("# Own\n- a", map_id="mine").map_id == "mine"


@pytest.mark.parametrize(
    ("title", "map_id"),
    [
        ("Skill map", "skill-map"),
        ("C++", "c"),
        ("!!!", "skill-map"),
        ("Default", "default-map"),
        ("日本語", "日本語"),
        ("a" * 300, "a" * 80),
    ],
)
def test_the_id_of_a_new_map_is_the_slug_of_its_title(title, map_id):
    assert build(f"# {title}\n- a").map_id == map_id


def test_the_source_is_kept_as_it_was_but_for_its_line_ends():
    source = SEED_MAP.read_bytes()

    assert build(source).source == source.decode()
    assert build(b"\xef\xbb\xbf## A\r\n- a\r\n").source == "## A\n- a\n"


def test_the_same_file_gives_an_equal_snapshot():
    source = SEED_MAP.read_bytes()

    assert build(source) == build(source)
    assert build(source) == build(source.replace(b"\n", b"\r\n"))


def test_the_report_holds_the_remarks_of_reading_and_of_inferring_in_the_order_of_the_lines():
    built = snapshot("""
        ## A
        - a (requires: nobody has this)
        -
        - b (requires: nor this)
    """)

    assert [remark.line for remark in built.report.remarks] == [2, 3, 4]


def test_the_report_says_whether_the_field_of_the_map_is_known():
    assert build(SEED_MAP.read_bytes()).report.field_known
    assert not build(JUGGLING).report.field_known


def test_the_report_says_whether_the_order_of_the_lists_was_used():
    letters = "".join(f"- {letter}\n" for letter in "ABCDEFGHIJKLMN")

    def is_used(front_matter):
        return build(front_matter + letters).report.order_used

    assert not is_used("")
    assert is_used("---\norder: trusted\n---\n")
    assert not is_used("---\norder: ignored\n---\n")


# One name, one skill or several

TWO_PLACES = "# Web\n## Security\n- TLS\n- JWT\n## APIs\n- REST\n- JWT\n"


def test_what_is_known_of_a_name_decides_whether_it_is_one_skill():
    (merge,) = build(TWO_PLACES).report.merged

    assert (merge.id, merge.lines) == ("security/jwt", (4, 7))
    assert merge.reason == "Both mean JWT in the knowledge pack."


def test_what_is_known_of_a_name_outranks_its_words():
    volumes = "## Docker\n- Images\n- Volumes\n## Kubernetes\n- Persistent Volumes\n- Volumes\n"

    assert skill_map(volumes).report.merged
    assert build(volumes).report.merged == ()
    assert "Docker Volumes under Docker" in build(volumes).report.homonyms[0].reason


def test_what_a_person_says_about_a_name_outranks_what_is_known_of_it():
    said = NameDecision("jwt", "split", "2027-01-04T09:00:00Z", "two lessons")
    built = build(TWO_PLACES, name_decisions=[said])

    assert built.name_decisions == (said,)
    assert built.report.merged == ()
    (homonym,) = built.report.homonyms
    assert homonym.ids == ("security/jwt", "apis/jwt")
    assert homonym.reason == "A person says that it is a skill for each topic: two lessons"


def test_the_names_of_the_seed_map_are_taken_for_what_they_are():
    report = build(SEED_MAP.read_bytes()).report

    assert [merge.name for merge in report.merged] == ["Container Orchestration"]
    assert [homonym.name for homonym in report.homonyms] == [
        "Design Patterns",
        "Dependency Injection",
        "Session Management",
    ]


def test_a_map_is_rebuilt_under_decisions_about_its_names_and_keeps_all_else():
    built = replace(build(TWO_PLACES, title="Not this"), revision=7)
    made = Decision("security/tls", "apis/jwt", "asserted", "2027-01-04T09:00:00Z")
    built = built.with_decisions([made])

    split = rebuild(built, [NameDecision("JWT", "split", "2027-01-04T09:00:00Z")])

    assert (split.map_id, split.revision, split.source) == ("web", 7, built.source)
    assert split.decisions == built.decisions
    assert "apis/jwt" in split.skill_map
    assert rebuild(split, []) == built
    assert rebuild(built, []) is built


@pytest.mark.no_cover  # other tests show what is covered, this one would take minutes
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_the_file_holds_it_is_read_soundly_or_refused_with_an_explanation(part):
    read = 0
    for seed in range(part * FILES // PARTS, (part + 1) * FILES // PARTS):
        source = broken_file(seed)
        built = built_or_explained(source)
        if built:
            read += 1
            assert_sound(source, built)
    assert read > FILES // PARTS / 3


def built_or_explained(source):
    """Return the snapshot, or None if the file is refused in words and with a line that it has."""
    try:
        return build(source)
    except GraphError as refusal:
        error = refusal
    assert str(error)
    assert_line_exists(source, getattr(error, "line", None))
    return None


def assert_sound(source, built):
    entries = {entry.id: entry for entry in built.skill_map}
    assert len(entries) == len(built.skill_map.entries)
    for entry in entries.values():
        assert entry.name
        assert entry.placements
        for placement in entry.placements:
            assert_line_exists(source, placement.line)
            assert placement.path[-1]
            assert placement.parent is None or entries[placement.parent].kind != "skill"
    skills = [entry.id for entry in built.skill_map.skills]
    assert skills
    assert list(built.graph) == skills
    edges = [(edge.source, edge.target) for edge in built.graph.prerequisites]
    assert nx.is_directed_acyclic_graph(nx.DiGraph(edges))
    assert {skill for edge in edges for skill in edge} <= set(skills)
    assert all(0 < edge.confidence <= 1 for edge in built.inferred)
    for edge in built.inferred:
        for evidence in edge.evidence:
            assert list(evidence.lines) == sorted(set(evidence.lines))
            assert_line_exists(source, evidence.lines[0])
            assert_line_exists(source, evidence.lines[-1])
    json.dumps([asdict(entry) for entry in built.skill_map], ensure_ascii=False).encode()
    json.dumps(asdict(built.report), ensure_ascii=False).encode()


def assert_line_exists(source, line):
    lines = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert line is None or 1 <= line <= lines


@pytest.mark.no_cover  # other tests show what is covered, this one would take minutes
def test_a_file_that_is_cut_off_anywhere_is_read_or_refused():
    source = SEED_MAP.read_bytes()

    for end in range(0, len(source), 97):
        if built := built_or_explained(source[:end]):
            assert_sound(source[:end], built)
