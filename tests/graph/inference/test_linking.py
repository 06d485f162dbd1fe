import os
import subprocess
import sys

import pytest

from graph.inference.linking import link_headings, link_skills
from graph.inference.shipped import shipped_pack
from tests.builders import knowledge_pack, skill_map
from tests.graph.inference.links import PACK, linked

# Surroundings


def test_a_local_name_needs_its_surroundings():
    found = linked("""
        ## Docker
        - Docker
        - Volumes
        ## Geometry
        - K8s
        - Volumes
    """)

    assert found["Volumes"] == []  # the last one
    assert linked("## Docker\n- Docker\n- Volumes")["Volumes"] == ["Docker Volumes"]


def test_a_heading_far_above_and_the_title_of_the_map_surround_a_skill_too():
    for above in ("## Docker\n### Storage\n#### Data\n", "# Docker for All\n## Storage\n"):
        assert linked(f"{above}- Volumes\n- K8s")["Volumes"] == ["Docker Volumes"]


def test_a_name_is_read_together_with_the_heading_above():
    assert linked("## Docker\n- Networks\n- Docker")["Networks"] == ["Docker Networks"]
    assert linked("## Docker & Containers\n- Networks")["Networks"] == ["Docker Networks"]
    assert linked("## Railways\n- Networks\n- Docker")["Networks"] == []


@pytest.mark.parametrize(
    "heading", ["Docker", "Docker & Containers", "Container Engine (Docker)", "Docker Basics"]
)
def test_a_heading_is_put_before_a_name_in_its_short_forms_too(heading):
    assert linked(f"## {heading}\n- Kubernetes\n- Networks")["Networks"] == ["Docker Networks"]


def test_a_name_that_its_surroundings_decide_means_nothing_else():
    models = linked("## Model Management\n- K8s\n- Version Control")
    operations = linked("## DevOps\n- K8s\n- Version Control")

    assert models["Version Control"] == ["Model Versioning"]
    assert operations["Version Control"] == ["Version Control"]


def test_a_field_of_which_nothing_else_is_there_is_less_sure():
    pack = knowledge_pack(
        """
        field: Containers
        about: Containers.
        concepts:
          - name: Docker
          - name: Kubernetes
          - name: Podman
        """,
        """
        field: Cooking
        about: Food.
        concepts:
          - name: Reduction
        """,
    )
    found = skill_map("## A\n- Docker\n- Kubernetes\n- Podman\n- Reduction")

    sure = {skill: links[0].certainty for skill, links in link_skills(found, pack).items()}

    assert sure["a/docker"] == sure["a/podman"] > sure["a/reduction"] > 0


def test_a_known_name_in_a_map_of_which_little_else_is_known_is_not_believed():
    music = "Alphorn\n- Zither\n- Polka\n- Waltz\n- Csardas\n- Jig\n- Reel\n- Ode"

    assert linked("## Music\n- Docker\n- Alphorn")["Docker"] == ["Docker Basics"]
    assert linked(f"## Music\n- Docker\n- {music}")["Docker"] == []


def test_known_names_of_many_fields_are_chance_and_not_believed():
    fields = ["Harbors", "Bridges", "Mills", "Forests", "Kitchens", "Theaters", "Mountains"]
    pack = knowledge_pack(
        *(
            f"""
            field: {field}
            about: {field}.
            concepts:
              - name: Work in {field}
              - name: {field}
            """
            for field in fields
        )
    )
    others = "\n".join(f"- Other {number}" for number in range(7))
    scattered = "\n".join(f"- {field}" for field in fields)
    together = "\n".join(f"- {name}" for name in ("Mills", "Work in Mills", "Mill", "Work Mills"))

    assert not any(linked(f"## A\n{scattered}\n{others}", pack).values())
    assert linked(f"## A\n{together}\n{others}", pack)["Mills"] == ["Mills"]


def test_a_name_that_looks_like_a_goal_is_looked_up_as_it_stands():
    pack = knowledge_pack("""
        field: Buses
        about: Buses.
        concepts:
          - name: CAN Bus
          - name: Buses
    """)

    assert linked("## A\n- CAN Bus\n- Buses", pack)["CAN Bus"] == ["CAN Bus"]


_TIED = r"""
from graph.inference.linking import link_skills
from tests.builders import knowledge_pack, skill_map

FIELD = "field: {0}\ndomain: {1}\nabout: x\nconcepts:\n  - name: {0} one\n  - name: {0} two"
fields = (("Alpha", "a"), ("Beta", "b"), ("Gamma", "b"))
pack = knowledge_pack(*(FIELD.format(*field) for field in fields))
names = ["Alpha one & Beta one", "Alpha two", "Beta two", "Gamma one", *map(str, range(9))]
print(link_skills(skill_map("## A\n" + "\n".join(f"- {name}" for name in names)), pack))
"""


def test_fields_that_are_as_frequent_give_the_same_links_in_every_run():
    told = {
        subprocess.run(
            [sys.executable, "-c", _TIED],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(6)
    }

    assert len(told) == 1


# Headings


@pytest.mark.parametrize("number", ["23", "1.2", "Week 3:", "Part II."])
def test_numbers_and_parts_are_no_part_of_a_name_or_heading(number):
    found = linked(f"## {number} Docker\n- Kubernetes\n- {number} Networks")

    assert found[f"{number} Networks"] == ["Docker Networks"]


def test_a_map_in_phrases_is_believed_though_few_names_are_known_as_they_stand():
    names = ["How to run Kubernetes", "Building container images", "How to use Docker volumes"]

    found = linked("## A\n" + "\n".join(f"- {name}" for name in names))

    assert [bool(found[name]) for name in names] == [True, True, True]


def test_a_heading_is_a_concept_with_the_skills_under_it():
    found = skill_map("""
        ## Docker
        - Running a container
        - Volumes
        ### Kubernetes
        - Pods
        ## Docker Networks
    """)

    assert [(concept, list(skills)) for concept, skills, _ in link_headings(found, PACK)] == [
        (
            "Docker Basics",
            ["docker/running-a-container", "docker/volumes", "docker/kubernetes/pods"],
        ),
        ("Kubernetes Basics", ["docker/kubernetes/pods"]),
    ]


# The pack that ships


def test_version_control_is_git_under_devops_and_not_under_model_management():
    operations = linked(
        """
        # Platform Engineer
        ## DevOps
        - Version Control
        - CI/CD
        - Docker
        """,
        shipped_pack(),
    )
    learning = linked(
        """
        # Machine Learning Engineer
        ## Machine Learning
        - Linear Regression
        - Model Evaluation
        ### Model Management
        - Experiment Tracking
        - Version Control
        - Model Registry
        """,
        shipped_pack(),
    )

    assert operations["Version Control"] == ["Version Control"]
    assert learning["Version Control"] == ["Model Versioning"]


def test_session_management_is_of_the_database_under_sqlalchemy_and_of_the_web_elsewhere():
    found = """
        # Python Developer
        ## {}
        - Models and Tables
        - Session Management
        - Relationships
        ## Web
        - FastAPI
        - Authentication
    """

    assert linked(found.format("SQLAlchemy"), shipped_pack())["Session Management"] == [
        "SQLAlchemy Sessions"
    ]
    assert linked(found.format("Web Security"), shipped_pack())["Session Management"] == [
        "Sessions and Cookies"
    ]


def test_languages_and_protocols_with_almost_the_same_name_are_told_apart():
    found = linked(
        """
        # Programmer
        ## Languages
        - C
        - C++
        - C#
        - Java
        - JavaScript
        ## Web
        - HTTP
        - HTTPS
        """,
        shipped_pack(),
    )

    assert found == {
        "C": ["C Basics"],
        "C++": ["C++ Basics"],
        "C#": ["C# Basics"],
        "Java": ["Java Basics"],
        "JavaScript": ["JavaScript Basics"],
        "HTTP": ["HTTP"],
        "HTTPS": ["HTTPS"],
    }


def test_a_map_of_a_field_that_the_pack_lacks_is_linked_to_nothing():
    found = linked(
        """
        # Falconry
        ## The Bird
        - Manning a Hawk
        - Telemetry
        - Weight Loss
        - Hooding
        - Jesses and Leashes
        - Mews
        ## Flying
        - Lure Work
        - Recall
        - Creance Flights
        - Slips
        - Casting
        - Tracking
        ## Seasons
        - Moulting
        - Imprinting
        - Binding
        - Bating
        """,
        shipped_pack(),
    )

    assert len(found) == 16
    assert set(map(tuple, found.values())) == {()}
