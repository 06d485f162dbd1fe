import pytest

from graph import DEFAULT_MIN_CONFIDENCE, infer_prerequisites, parse_skill_map
from graph.inference import sources_of
from graph.inference.combine import MAX_INFERRED_CONFIDENCE
from graph.inference.evidence.outline import MAX_TOPIC
from tests.builders import SEED_MAP, skill_map, snapshot


@pytest.fixture(scope="module")
def seed():
    return parse_skill_map(SEED_MAP.read_bytes())


@pytest.fixture(scope="module")
def of_seed(seed):
    return infer_prerequisites(seed)


def kind_of(markdown):
    return sources_of(skill_map(markdown)).kind


def used(markdown):
    """Return the names of the pairs in use that are at least as likely as not."""
    found = snapshot(markdown)
    names = {skill.id: skill.name for skill in found.skill_map.skills}
    return {
        (names[edge.source], names[edge.target])
        for edge in found.prerequisites
        if edge.confidence >= DEFAULT_MIN_CONFIDENCE
    }


# Sources together


def test_all_sources_speak_for_one_edge_together():
    found = skill_map("""
        ## Docker
        - Docker
        - Docker Compose
    """)

    (edge,) = infer_prerequisites(found).prerequisites

    assert (edge.source, edge.target) == ("docker/docker", "docker/docker-compose")
    assert {"needs", "opens_topic", "name_inside"} <= {why.rule for why in edge.evidence}
    assert edge.evidence[0].rule == "needs"
    assert edge.evidence[0].text == "Known of the field: Docker Basics → Docker Compose."


def test_what_is_known_of_the_field_holds_against_the_order_of_a_topic():
    found = used("""
        # Platform
        ## Tools
        - Docker Compose
        - Docker
        - Git
        - Kubernetes
    """)

    assert ("Docker", "Docker Compose") in found
    assert ("Docker Compose", "Docker") not in found


def test_in_a_sorted_map_the_pack_alone_says_what_comes_first():
    found = used("""
        # Platform
        ## Tools
        - Ansible
        - CI/CD
        - Docker
        - Docker Compose
        - Git
        - Helm
        - Jenkins
        - Kubernetes
        - Linux
        - Maven
        - Nginx
        - Prometheus
        - Terraform
        - YAML
    """)

    expected = {("Linux", "Ansible"), ("Git", "CI/CD"), ("Kubernetes", "Helm")}
    assert expected <= found
    assert found.isdisjoint((target, source) for source, target in expected)
    assert ("Maven", "Nginx") not in found


def test_a_field_that_the_pack_does_not_know_is_read_from_the_outline_alone():
    hawks = """
        ## Hawks
        - Manning
        - Hooding
        - Slips
    """

    assert kind_of(hawks) == "unknown_ordered"
    assert used(hawks) == {("Manning", "Hooding"), ("Manning", "Slips")}


# Kinds of maps


def test_a_map_whose_lists_are_sorted_by_name_is_read_without_their_order():
    names = "ABCDEFGHIJKLMN"

    assert kind_of("## T\n" + "\n".join(f"- {name}" for name in names)) == "unknown_unordered"
    assert kind_of("## T\n" + "\n".join(f"- {name}" for name in names[::-1])) == "unknown_ordered"


def test_a_map_of_a_field_that_the_pack_knows_is_read_with_it_sorted_or_not():
    names = ["Ansible", "Bash", "CI/CD", "Docker", "Elasticsearch", "FastAPI", "Git", "HTTP"]
    names += ["Istio", "Jenkins", "Kubernetes", "Linux", "MongoDB", "Nginx"]

    assert kind_of("## T\n" + "\n".join(f"- {name}" for name in names)) == "known_unordered"
    assert kind_of("## T\n" + "\n".join(f"- {name}" for name in names[::-1])) == "known_ordered"


def test_in_a_sorted_map_the_order_is_no_evidence():
    names = "\n".join(f"- {name}" for name in "ABCDEFGHIJKLMN")
    found = skill_map(f"## T\n{names}\n- T Zero\n- T Zero Ending\n")

    rules = {why.rule for edge in infer_prerequisites(found).prerequisites for why in edge.evidence}

    assert "name_inside" in rules
    assert not [rule for rule in rules if rule.startswith(("earlier", "later", "opens", "first"))]


# What the map states


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


def test_what_the_map_states_is_certain_whatever_else_speaks_for_or_against_it():
    found = skill_map("""
        # Platform
        ## A
        - Docker (requires: Docker Compose)
        - Docker Compose
        - Kubernetes (requires: Docker)
    """)

    asserted = {
        (found[e.source].name, found[e.target].name): e
        for e in infer_prerequisites(found).prerequisites
        if e.status == "asserted"
    }

    assert asserted.keys() == {("Docker Compose", "Docker"), ("Docker", "Kubernetes")}
    assert {edge.confidence for edge in asserted.values()} == {1.0}
    assert [edge.evidence[0].rule for edge in asserted.values()] == ["stated", "stated"]
    assert len(asserted["Docker", "Kubernetes"].evidence) > 1


def test_what_the_map_states_twice_is_told_once():
    found = skill_map("""
        ## A
        - a
        - b (requires: a; A / a)
    """)

    (edge,) = infer_prerequisites(found).prerequisites

    assert [why.rule for why in edge.evidence].count("stated") == 1


# The map that comes with Waypath


def test_every_prerequisite_of_the_seed_map_explains_itself_with_lines_of_its_two_skills(
    seed, of_seed
):
    assert len(of_seed.prerequisites) > 100
    for edge in of_seed.prerequisites:
        lines = tuple(sorted({seed[edge.source].line, seed[edge.target].line}))
        assert edge.source != edge.target
        assert edge.status == "inferred"
        assert edge.evidence
        assert all(why.text.endswith(".") and why.lines == lines for why in edge.evidence)


def test_confidence_and_strengths_stay_inside_their_limits(of_seed):
    strengths = [why.strength for edge in of_seed.prerequisites for why in edge.evidence]

    assert all(0.3 <= e.confidence <= MAX_INFERRED_CONFIDENCE for e in of_seed.prerequisites)
    assert -1 < min(strengths) < 0 < max(strengths) < 1


def test_the_evidence_of_an_edge_runs_from_what_speaks_for_it_to_what_speaks_against_it(of_seed):
    for edge in of_seed.prerequisites:
        strengths = [why.strength for why in edge.evidence]
        assert strengths == sorted(strengths, reverse=True)


def test_a_pair_of_skills_has_at_most_one_prerequisite_in_map_order_of_targets(seed, of_seed):
    place = {skill.id: number for number, skill in enumerate(seed.skills)}
    places = [(place[edge.target], place[edge.source]) for edge in of_seed.prerequisites]

    assert places == sorted(set(places))


def test_inference_gives_the_same_on_every_run(of_seed):
    again = infer_prerequisites(parse_skill_map(SEED_MAP.read_bytes()))

    assert again == of_seed
    assert again.remarks == ()


# The order of the lists

SORTED = "## A\n" + "".join(f"- {letter}{letter}\n" for letter in "abcdefghijklmnop")
SHUFFLED = "## A\n" + "".join(f"- {letter}{letter}\n" for letter in "hcpkfaoembndjgli")


def with_order(order, markdown):
    return f"---\norder: {order}\n---\n{markdown}"


@pytest.mark.parametrize("markdown", [SORTED, SHUFFLED])
def test_an_author_says_whether_the_order_of_the_lists_means_anything(markdown):
    assert kind_of(with_order("trusted", markdown)) == "unknown_ordered"
    assert kind_of(with_order("ignored", markdown)) == "unknown_unordered"


@pytest.mark.parametrize("mark", [lambda text: text, lambda text: with_order("auto", text)])
def test_where_the_author_does_not_say_it_the_lists_show_it(mark):
    assert kind_of(mark(SORTED)) == "unknown_unordered"
    assert kind_of(mark(SHUFFLED)) == "unknown_ordered"


def test_what_the_caller_knows_of_the_order_outranks_what_the_author_says():
    found = skill_map(with_order("trusted", SHUFFLED))

    assert sources_of(found, is_ordered=False).kind == "unknown_unordered"


# Size


def test_a_map_of_one_skill_has_no_prerequisites():
    assert infer_prerequisites(skill_map("- a")).prerequisites == ()


def proposed(markdown):
    """Return how many pairs are looked at."""
    sources = sources_of(parse_skill_map(markdown)).sources
    return len({pair for source in sources for pair in source.pairs()})


def test_pairs_grow_with_the_map_and_not_with_its_square():
    def topics(count):
        return "\n".join(
            f"## Area {topic}\n" + "\n".join(f"- s{topic}x{number}" for number in range(20))
            for topic in range(count)
        )

    small, large = proposed(topics(20)), proposed(topics(80))

    assert large == 4 * small
    assert small == 20 * 20 * 19


def test_the_pairs_of_a_long_list_are_limited():
    count = 10 * MAX_TOPIC
    long_list = "## A\n" + "\n".join(f"- s{number}" for number in range(count))

    assert proposed(long_list) <= 2 * (MAX_TOPIC + 1) * count
