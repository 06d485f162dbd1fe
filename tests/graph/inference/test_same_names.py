import textwrap

from graph.inference.same_names import known_names
from graph.skillmap.identity import Ruling, name_key
from graph.skillmap.parse import read_map
from tests.builders import knowledge_pack

PACK = knowledge_pack(
    """
    field: web
    concepts:
      - name: JWT
      - name: HTTP
      - name: Sessions
      - name: Web Caching
        local: [Caching]
        around: [HTTP]
    """,
    """
    field: containers
    concepts:
      - name: Docker Volumes
      - name: Kubernetes Volumes
      - name: Docker Basics
        aliases: [Docker]
      - name: Docker Sessions
    """,
)


def ruling(name, markdown):
    """Return what is known about a name of a map in which every topic has a skill of its own."""
    read = read_map(textwrap.dedent(markdown).strip("\n"))
    names = {merge.name for merge in read.skill_map().report.merged}
    apart = read.skill_map({name_key(found): Ruling("split", "") for found in names})
    return known_names(apart, PACK).get(name_key(name))


def test_a_name_that_means_one_concept_at_each_of_its_places_is_one_skill():
    found = ruling(
        "JWT",
        """
        ## Security
        - JWT
        ## Web APIs
        - HTTP
        - jwt
        """,
    )

    assert found == Ruling("merged", "Both mean JWT in the knowledge pack.")


def test_a_name_that_means_another_concept_under_each_topic_is_several_skills():
    found = ruling(
        "Volumes",
        """
        ## Docker
        - Volumes
        ## Kubernetes
        - Volumes
        """,
    )

    assert found == Ruling(
        "split",
        "In the knowledge pack it means Docker Volumes under Docker (line 2) and Kubernetes "
        "Volumes under Kubernetes (line 4).",
    )


def test_of_three_places_all_have_to_mean_the_same():
    three = "## Web\n- {0}\n- HTTP\n## Docker\n- {0}\n- Volumes\n## Sites on the web\n- {0}\n"

    assert ruling("JWT", three.format("JWT")).reason == "All mean JWT in the knowledge pack."
    assert ruling("Sessions", three.format("Sessions")).reason == (
        "In the knowledge pack it means Sessions under Web (line 2) and Docker Sessions under "
        "Docker (line 5) and Sessions under Sites on the web (line 8)."
    )


def test_where_one_place_is_not_understood_nothing_is_said():
    assert ruling("Caching", "## HTTP\n- Caching\n- JWT\n## Databases\n- Caching\n- Docker") is None


def test_a_name_that_means_a_concept_together_with_its_headings_is_one_skill():
    found = ruling("Volumes", "## Docker\n- Volumes\n- JWT\n## Docker in depth\n- Volumes\n- HTTP")

    assert found == Ruling("merged", "Both mean Docker Volumes in the knowledge pack.")


def test_a_name_that_means_a_concept_only_where_the_surroundings_fit_is_not_made_one_skill():
    fits_by_title = "# HTTP\n## A\n- Caching\n- JWT\n## B\n- Caching\n- HTTP"

    assert ruling("Caching", fits_by_title) is None


def test_a_name_of_two_concepts_is_none_of_them_surely():
    two = "## A\n- JWT and Docker\n- JWT\n## B\n- JWT and Docker\n- HTTP"

    assert ruling("JWT and Docker", two) is None


def test_in_a_map_of_another_field_nothing_is_believed():
    poems = "- Sonnet\n- Ode\n- Elegy\n- Ballad\n- Haiku\n- Epic\n- Villanelle\n"

    found = ruling("Sessions", f"## Reading\n- Sessions\n{poems}## Writing\n- Sessions\n")

    assert found is None


def test_a_name_that_one_skill_has_is_no_matter():
    assert ruling("JWT", "## A\n- JWT\n- jwt\n## B\n- HTTP") is None
