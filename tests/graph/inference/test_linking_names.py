import pytest

from graph.inference.linking import link_skills
from tests.builders import knowledge_pack, skill_map
from tests.graph.inference.links import PACK, certainties, linked


@pytest.mark.parametrize(
    "name",
    [
        "Docker Basics",
        "docker",
        "Dockers",
        "Docker (Images, Layers)",
        "Introduction to Docker",
        "Getting Started with Docker",
        "Docker Fundamentals",
        "Docker: from zero to one",
        "Shipping with Docker",
    ],
)
def test_a_skill_is_the_concept_that_its_name_says_in_one_form_or_another(name):
    assert linked(f"## A\n- Kubernetes\n- {name}")[name] == ["Docker Basics"]


def test_the_more_a_name_has_to_be_simplified_the_less_sure_the_link_is():
    whole, simpler, part = certainties("Docker", "Introduction to Docker", "Shipping with Docker")

    assert 1 > whole > simpler > part > 0


def test_a_bullet_that_names_two_things_is_both_concepts():
    found = linked("## A\n- Docker\n- Docker & Kubernetes")

    assert found["Docker & Kubernetes"] == ["Docker Basics", "Kubernetes Basics"]


def test_what_the_parts_of_a_bullet_share_belongs_to_each():
    found = linked("## A\n- Docker\n- Docker Volumes & Networks\n- Speech Synthesis & Recognition")

    assert set(found["Docker Volumes & Networks"]) == {"Docker Volumes", "Docker Networks"}
    assert set(found["Speech Synthesis & Recognition"]) == {
        "Speech Synthesis",
        "Speech Recognition",
    }


def test_who_finds_faults_in_things_knows_them_so_the_name_is_hardly_one_of_its_parts():
    _, named, fault_finding = certainties(
        "Docker", "Pods & Kubernetes", "Troubleshooting Pods & Kubernetes"
    )

    assert named > 0.5
    assert fault_finding < 0.4


def test_a_name_in_another_order_or_form_of_words_is_less_sure():
    right, other_order, other_form = certainties(
        "Container Images", "Images Container", "Container Imaging"
    )

    assert right > other_order == other_form > 0


def test_a_single_word_in_another_form_is_much_less_sure():
    right, other_form = certainties("Docker", "Docking")

    assert other_form < 0.7 * right


@pytest.mark.parametrize(
    "name", ["Building container images", "How to build your first container image"]
)
def test_what_is_done_with_a_thing_is_less_surely_the_thing(name):
    thing, doing = certainties("Container Images", name)

    assert 0 < doing < 0.7 * thing
    assert linked(f"## A\n- Docker\n- {name}")[name] == ["Container Images"]


@pytest.mark.parametrize(
    "name",
    [
        "Explain container images",
        "Explains the purpose of container images",
        "I can use container images",
        "Configures and manages container images without downtime",
    ],
)
def test_a_goal_is_what_it_is_about(name):
    assert linked(f"## A\n- Docker\n- {name}")[name] == ["Container Images"]


def test_a_goal_about_a_thing_that_is_known_is_not_about_parts_of_its_name():
    goal = "Comparing Podman, Docker and Kubernetes"

    assert linked(f"## A\n- Docker\n- {goal}")[goal][0] == "Ways to Run Containers"


def test_a_goal_to_know_a_thing_is_surer_than_one_that_does_something_with_it():
    thing, know, do = certainties(
        "Container Images", "Explain container images", "Configure container images"
    )

    assert 1 > thing > know > do > 0


def test_what_somebody_says_to_do_is_a_goal_whatever_its_verb():
    _, said, bare = certainties("Docker", "I tame my container images.", "Tame my container images")

    assert said > bare


def test_a_map_of_goals_is_believed():
    goals = ["Configure Docker volumes", "Explain container images", "Set up Kubernetes"]
    found = skill_map("## A\n" + "\n".join(f"- {goal}" for goal in goals))

    sure = [links[0].certainty for links in link_skills(found, PACK).values()]

    assert len(sure) == len(goals)
    assert min(sure) > 0.6


def test_what_follows_a_colon_counts_under_what_stands_before_it():
    found = linked("## A\n- Docker: Networks\n- K8s")

    assert set(found["Docker: Networks"]) == {"Docker Basics", "Docker Networks"}


def test_what_stands_before_the_colons_of_several_skills_is_only_the_first_of_them():
    found = skill_map("## A\n- Docker: getting it\n- Docker: Networks\n- K8s")

    links = link_skills(found, PACK)

    first, second = (links[skill.id] for skill in found.skills[:2])
    assert [link.concept for link in first] == ["Docker Basics"]
    assert second[0].concept == "Docker Networks"
    assert second[1].certainty < 0.6 * first[0].certainty


def test_what_a_thing_is_done_with_is_not_the_thing_where_the_whole_is_known():
    pack = knowledge_pack("""
        field: Stores
        about: Stores.
        concepts:
          - name: Redis
          - name: Caching with Redis
    """)

    assert linked("## A\n- Caching with Redis\n- Queues with Redis", pack) == {
        "Caching with Redis": ["Caching with Redis"],
        "Queues with Redis": ["Redis"],
    }


def test_a_colon_inside_a_word_ends_no_name():
    assert linked("## A\n- Kubernetes\n- docker:dind\n- Docker: dind") == {
        "Kubernetes": ["Kubernetes Basics"],
        "docker:dind": ["Docker Basics"],
        "Docker: dind": ["Docker Basics"],
    }


def test_british_and_american_spelling_are_one():
    pack = knowledge_pack("""
        field: Models
        about: Models and data.
        concepts:
          - name: Model Optimization
          - name: Colour Management
          - name: Labeling and Modeling
          - name: Data Catalog
    """)

    names = ["Model Optimisation", "Color Management", "Labelling and modelling", "Data catalogues"]
    assert linked("## A\n" + "\n".join(f"- {name}" for name in names), pack) == {
        "Model Optimisation": ["Model Optimization"],
        "Color Management": ["Colour Management"],
        "Labelling and modelling": ["Labeling and Modeling"],
        "Data catalogues": ["Data Catalog"],
    }


def test_the_order_of_words_decides_where_both_orders_are_names():
    assert linked("## A\n- Text-to-Speech\n- Speech-to-Text") == {
        "Text-to-Speech": ["Speech Synthesis"],
        "Speech-to-Text": ["Speech Recognition"],
    }


def test_a_short_name_that_contains_a_concept_may_be_it_and_a_long_one_is_not():
    assert linked(
        "## A\n- Docker\n- K8s\n- Awesome Docker tricks\n- Some more awesome Docker tricks"
    ) == {
        "Docker": ["Docker Basics"],
        "K8s": ["Kubernetes Basics"],
        "Awesome Docker tricks": ["Docker Basics"],
        "Some more awesome Docker tricks": [],
    }


def test_a_skill_that_is_no_concept_has_no_links():
    found = skill_map("## A\n- Docker\n- Yodelling")

    assert list(link_skills(found, PACK)) == ["a/docker"]


def test_what_a_name_lists_in_parentheses_is_meant_too():
    name = "What goes over the wire (images, volumes, Kubernetes)"

    found = linked(f"## Docker\n- Docker\n- {name}")

    assert found[name] == ["Kubernetes Basics", "Docker Volumes"]


def test_what_a_heading_says_as_well_is_where_a_thing_is_and_not_what_it_is():
    volumes, images = "Volumes (Docker)", "Container images (Docker)"

    under_docker = linked(f"## Docker\n- {volumes}\n- {images}")
    elsewhere = linked(f"## Kubernetes\n- {volumes}\n- {images}")

    assert under_docker == {volumes: ["Docker Volumes"], images: ["Container Images"]}
    assert elsewhere[images] == ["Container Images", "Docker Basics"]


def test_what_a_name_adds_to_a_thing_is_left_out():
    plain, more = certainties("Container images", "Container images that everybody can trust")

    assert 0.7 < more < plain
