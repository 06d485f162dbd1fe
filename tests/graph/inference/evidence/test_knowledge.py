from itertools import permutations

import pytest

from graph.inference.evidence.knowledge import _TEXTS, KnowledgeEvidence
from graph.inference.linking import link_skills
from tests.builders import knowledge_pack, skill_map

PACK = knowledge_pack("""
    field: Containers
    about: Containers and what runs them.
    concepts:
      - name: Processes
      - name: Containers
        aliases: [Containerization]
        needs: [Processes]
      - name: Images
        needs: [Containers]
        part_of: Docker
      - name: Docker
        needs: [Containers]
      - name: Compose
        needs: [Docker]
        helps: [YAML]
      - name: Pods
        needs: [Containers]
      - name: Deployments
        needs: [Pods]
      - name: Rollouts
        needs: [Deployments]
      - name: Registries
        needs: [[Docker, Podman, Buildah]]
      - name: Podman
        needs: [Containers]
      - name: Buildah
      - name: YAML
      - name: Podman Secrets
        needs: [Podman]
      - name: Quadlets
        needs: [Podman]
""")

TWO_FIELDS = knowledge_pack(
    """
    field: Systems
    about: What runs programs.
    concepts:
      - name: Bits
      - name: Processes
        needs: [Bits]
    """,
    """
    field: Containers
    about: Containers and what runs them.
    concepts:
      - name: Containers
        needs: [Processes]
      - name: Pods
        needs: [Containers]
      - name: Images
        needs: [Containers]
    """,
)


def evidence(*names, pack=PACK):
    """Return what the pack says of a map with these skills in one topic."""
    return of_map("## A\n" + "\n".join(f"- {name}" for name in names), pack)


def of_map(markdown, pack=PACK):
    skills = skill_map(markdown)
    return KnowledgeEvidence(skills, pack, link_skills(skills, pack))


def signals(names, source, target):
    return set(evidence(*names).signals(f"a/{source}", f"a/{target}"))


# Needs


def test_what_a_concept_needs_comes_before_it_whatever_the_order_of_the_map():
    for names in (["Containers", "Pods"], ["Pods", "Containers"]):
        assert signals(names, "containers", "pods") == {"needs"}
        assert signals(names, "pods", "containers") == {"needed_by"}


def test_a_need_is_as_sure_as_the_less_sure_of_both_links():
    skills = skill_map("## A\n- Containers\n- Introduction to Pods")
    links = link_skills(skills, PACK)

    found = KnowledgeEvidence(skills, PACK, links).signals(*links)

    (containers,), (pods,) = links.values()
    assert containers.certainty > pods.certainty
    assert found == {"needs": pods.certainty}


def test_needs_of_needs_are_told_apart_by_their_distance():
    names = ["Containers", "Pods", "Deployments", "Rollouts"]

    assert signals(names, "deployments", "rollouts") == {"needs"}
    assert signals(names, "pods", "rollouts") == {"builds_on"}
    assert signals(names, "containers", "rollouts") == {"rests_on"}
    assert signals(names, "rollouts", "containers") == {"needed_by"}


def test_a_way_that_leads_through_another_field_is_told_apart():
    names = ["Bits", "Processes", "Containers", "Pods"]
    found = evidence(*names, pack=TWO_FIELDS)

    def told(source, target):
        return set(found.signals(f"a/{source}", f"a/{target}"))

    assert told("processes", "containers") == {"needs"}
    assert told("processes", "pods") == {"builds_on_afield"}
    assert told("bits", "pods") == {"rests_on_afield"}
    assert told("bits", "containers") == {"builds_on_afield"}
    assert found.text("rests_on_afield", "a/bits", "a/pods") == (
        "Known of this field and others: Bits → Processes → Containers → Pods."
    )


def test_a_concept_that_the_map_lacks_is_stepped_over():
    found = evidence("Processes", "Pods")

    assert set(found.signals("a/processes", "a/pods")) == {"builds_on"}
    assert found.text("builds_on", "a/processes", "a/pods") == (
        "Known of the field: Processes → Containers → Pods."
    )


def test_what_needs_a_skill_does_not_stand_before_it_for_a_whole_that_the_map_lacks():
    found = of_map("## Containers\n- Compose\n## More\n- Docker\n- Podman")

    assert "needs_whole" not in found.signals("containers/compose", "more/docker")
    assert "needs_whole" in found.signals("containers/compose", "more/podman")


def test_what_opens_a_heading_stands_for_it_elsewhere_and_not_before_what_stands_beside_it():
    found = of_map("## Containers\n- Yodelling\n- Podman\n## More\n- Docker")

    assert "needs_whole" not in found.signals("containers/yodelling", "containers/podman")
    assert "needs_whole" in found.signals("containers/yodelling", "more/docker")


def test_what_helps_is_no_need():
    assert signals(["YAML", "Compose"], "yaml", "compose") == {"helps"}
    assert signals(["YAML", "Compose"], "compose", "yaml") == {"unrelated"}


def test_what_a_heading_needs_speaks_for_all_that_stands_under_it():
    found = of_map("## A\n- Processes\n- Docker\n## Compose\n- Profiles\n- Pods", PACK)

    assert set(found.signals("a/docker", "compose/profiles")) == {"heading_needs"}
    assert set(found.signals("a/docker", "compose/pods")) == {"heading_needs", "unrelated"}
    assert not found.signals("compose/profiles", "a/docker")
    assert "Docker → Compose, under which “Profiles” stands" in found.text(
        "heading_needs", "a/docker", "compose/profiles"
    )


def test_what_stands_under_a_heading_is_not_needed_for_what_stands_beside_it():
    found = of_map("## Compose\n- Docker\n- Profiles", PACK)

    assert "heading_needs" not in found.signals("compose/docker", "compose/profiles")


def test_two_skills_that_are_one_concept_are_told_to_be_so_both_ways():
    names = ["Pods", "Introduction to Pods", "Containers"]

    assert signals(names, "pods", "introduction-to-pods") == {"same_concept"}
    assert signals(names, "introduction-to-pods", "pods") == {"same_concept"}


@pytest.mark.parametrize(
    ("names", "first", "second"),
    [
        (["Introduction to Containers", "Containers"], "containers", "introduction-to-containers"),
        (["Containerization", "Containers"], "containerization", "containers"),
    ],
)
def test_of_two_skills_that_are_one_concept_the_surer_and_then_the_first_is_needed_more(
    names, first, second
):
    found = evidence(*names, "Pods")

    more = found.signals(f"a/{first}", "a/pods")["needs"]
    less = found.signals(f"a/{second}", "a/pods")["needs"]
    assert more * 0.7 > less > 0


def test_of_two_concepts_that_are_known_and_need_nothing_of_each_other_it_is_told():
    assert signals(["Pods", "YAML"], "pods", "yaml") == {"unrelated"}
    assert signals(["Pods", "YAML"], "yaml", "pods") == {"unrelated"}


def test_of_a_skill_that_is_no_concept_nothing_is_told():
    assert signals(["Pods", "Yodelling"], "pods", "yodelling") == set()
    assert signals(["Pods", "Yodelling"], "yodelling", "pods") == set()


# Choices


def choice(*present):
    """Return how strongly each of these is needed for registries."""
    found = evidence(*present, "Registries")
    return {
        name: found.signals(f"a/{name.lower()}", "a/registries").get("needs") for name in present
    }


def test_of_a_choice_those_that_the_map_has_are_meant_and_less_surely_than_a_plain_need():
    plain = evidence("Docker", "Compose").signals("a/docker", "a/compose")["needs"]

    alone = choice("Docker")["Docker"]
    both = choice("Docker", "Podman")
    assert plain > alone > both["Docker"] == both["Podman"] > 0


def test_needs_of_an_option_that_the_map_lacks_do_not_count_beside_one_that_it_has():
    found = evidence("Containers", "Buildah", "Registries")

    assert set(found.signals("a/containers", "a/registries")) == {"unrelated"}


def test_of_a_choice_of_which_the_map_has_none_all_are_stepped_over():
    found = evidence("Containers", "Registries")

    assert set(found.signals("a/containers", "a/registries")) == {"builds_on"}


# Stand-ins


def test_a_part_stands_for_a_whole_that_the_map_lacks():
    found = evidence("Images", "Compose")

    assert set(found.signals("a/images", "a/compose")) == {"needs_whole"}
    assert set(found.signals("a/compose", "a/images")) == {"whole_needed_by", "unrelated"}
    assert found.text("needs_whole", "a/images", "a/compose") == (
        "Known of the field: Docker → Compose; “Images” stands for the first."
    )


def test_what_needs_a_concept_and_bears_its_name_stands_for_it_too():
    assert signals(["Podman Secrets", "Registries"], "podman-secrets", "registries") == {
        "needs_whole"
    }
    assert signals(["Quadlets", "Registries"], "quadlets", "registries") == {"unrelated"}


def test_nothing_stands_for_a_whole_that_the_map_has():
    assert signals(["Images", "Docker", "Compose"], "images", "compose") == {"unrelated"}


def test_what_opens_a_heading_of_that_name_stands_for_it():
    found = of_map("""
        ## Docker
        - Running and Stopping
        - Logs
        ## Tools
        - Compose
        - YAML
    """)

    assert set(found.signals("docker/running-and-stopping", "tools/compose")) == {"needs_whole"}
    assert found.signals("docker/logs", "tools/compose") == {}


def test_what_stands_for_a_need_of_a_need_is_told_apart():
    found = of_map("## Processes\n- Signals\n## Tools\n- Pods\n- YAML")

    assert set(found.signals("processes/signals", "tools/pods")) == {"rests_on_whole"}


# Pairs and texts


def test_a_pair_is_proposed_for_all_that_is_told_of_it_and_for_no_other():
    found = evidence("Containers", "Pods", "YAML")

    assert set(found.pairs()) == {("a/containers", "a/pods"), ("a/pods", "a/containers")}


def test_no_skill_comes_before_itself_even_if_it_is_two_concepts():
    found = evidence("Containers", "Containers & Pods")

    assert all(source != target for source, target in found.pairs())
    assert set(found.signals("a/containers", "a/containers-pods")) == {"needs", "same_concept"}


def test_each_signal_of_a_pair_tells_its_own_way():
    found = evidence("Containers", "Containers & Pods")

    def text(signal):
        return found.text(signal, "a/containers", "a/containers-pods")

    assert text("needs") == "Known of the field: Containers → Pods."
    assert text("same_concept") == (
        "“Containers” and “Containers & Pods” are much the same thing: Containers."
    )


def test_a_way_is_told_in_learning_order_for_both_directions():
    found = evidence("Containers", "Pods", "Deployments", "Rollouts")

    assert found.text("rests_on", "a/containers", "a/rollouts") == (
        "Known of the field: Containers → Pods → Deployments → Rollouts."
    )
    assert found.text("needed_by", "a/rollouts", "a/containers") == (
        "Known of the field, the other way round: Containers → Pods → Deployments → Rollouts."
    )


def test_every_signal_has_a_text_without_gaps():
    maps = [
        ("## A\n- Containers\n- Pods\n- Introduction to Pods\n- Deployments\n- Rollouts", PACK),
        ("## A\n- YAML\n- Compose", PACK),
        ("## A\n- Images\n- Compose", PACK),
        ("## A\n- Docker\n## Compose\n- Profiles", PACK),
        ("## Processes\n- Signals\n## Tools\n- Pods\n- YAML", PACK),
        ("## A\n- Bits\n- Processes\n- Containers\n- Pods", TWO_FIELDS),
    ]
    told = {}
    for markdown, pack in maps:
        found, skills = of_map(markdown, pack), skill_map(markdown).skills
        for source, target in permutations(skills, 2):
            for signal, value in found.signals(source.id, target.id).items():
                assert 0 < value < 1
                told[signal] = found.text(signal, source.id, target.id)

    assert told.keys() == _TEXTS.keys()
    assert all(text.endswith(".") and "{" not in text for text in told.values())
    assert not [text for text in told.values() if ": ." in text or ": ;" in text]


@pytest.mark.parametrize("length", [7, 8, 9, 10])
def test_needs_are_followed_for_eight_steps(length):
    chain = "\n".join(
        f"  - {{name: Step {number}, needs: [Step {number - 1}]}}"
        for number in range(1, length + 1)
    )
    pack = knowledge_pack(f"field: F\nabout: Steps.\nconcepts:\n  - name: Step 0\n{chain}\n")

    found = evidence("Step 0", f"Step {length}", pack=pack).signals("a/step-0", f"a/step-{length}")

    assert set(found) == ({"rests_on"} if length <= 8 else {"unrelated"})
