import pytest


def skill_pages(client, **params):
    while True:
        page = client.get("/v1/maps/default/skills", params=params).json()
        yield page
        if page["next_cursor"] is None:
            return
        params["cursor"] = page["next_cursor"]


def test_pages_hold_every_skill_once_in_map_order(seeded):
    pages = list(skill_pages(seeded, limit=50))

    ids = [skill["id"] for page in pages for skill in page["skills"]]
    assert len(ids) == len(set(ids)) == pages[0]["total"] == 178
    assert ids[0] == "python-core/fundamentals/variables-data-types"
    assert [len(page["skills"]) for page in pages] == [50, 50, 50, 28]


def test_entries_of_every_kind_can_be_listed(seeded):
    counts = {
        kind: seeded.get("/v1/maps/default/skills", params={"kind": kind}).json()["total"]
        for kind in ("area", "topic", "skill", "any")
    }

    assert counts == {"area": 9, "topic": 49, "skill": 178, "any": 236}


def test_skills_are_searched_by_name_and_area(seeded):
    found = seeded.get("/v1/maps/default/skills", params={"q": "INDEX"}).json()["skills"]
    docker = seeded.get("/v1/maps/default/skills", params={"area": "docker"}).json()["skills"]

    assert [skill["name"] for skill in found] == ["Indexing"]
    assert len(docker) == 5
    assert docker[0]["placements"] == [
        {"path": ["DevOps", "Docker", "Containerization"], "line": 97, "parent": "devops/docker"}
    ]


def test_a_skill_under_two_topics_is_found_under_both(seeded):
    names = {
        area: [
            skill["id"]
            for skill in seeded.get("/v1/maps/default/skills", params={"area": area}).json()[
                "skills"
            ]
        ]
        for area in ("devops/docker", "Cloud Architecture")
    }

    assert all("devops/docker/container-orchestration" in found for found in names.values())


def test_one_skill_shows_what_it_needs_and_what_it_unlocks(seeded):
    skill = seeded.get("/v1/maps/default/skills/devops/docker/dockerfile-creation").json()

    assert skill["name"] == "Dockerfile Creation"
    assert [edge["source"] for edge in skill["prerequisites"]] == ["devops/docker/containerization"]
    assert "devops/docker/multi-stage-builds" in [edge["target"] for edge in skill["unlocks"]]
    assert skill["prerequisites"][0]["evidence"][0]["lines"] == [97, 98]


def test_a_topic_shows_the_skills_under_it(seeded):
    assert len(seeded.get("/v1/maps/default/skills/devops/docker").json()["skills"]) == 5


def test_an_id_in_another_script_can_be_asked_for(client):
    client.put("/v1/maps/küche", content="## Küche\n- Öl & Essig\n")

    assert client.get("/v1/maps/küche/skills/küche/öl-essig").json()["name"] == "Öl & Essig"


def test_an_unknown_skill_is_a_problem_with_suggestions(seeded):
    answer = seeded.get("/v1/maps/default/skills/devops/docker/docker-composes")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_skill")
    assert answer.json()["suggestions"][0] == "devops/docker/docker-compose"


def test_an_ambiguous_name_is_a_problem_with_candidates(seeded):
    answer = seeded.get("/v1/maps/default/skills/session management")

    assert (answer.status_code, answer.json()["code"]) == (409, "ambiguous_name")
    assert answer.json()["candidates"] == [
        "database-skills/sqlalchemy/session-management",
        "security/authentication/session-management",
    ]


@pytest.mark.parametrize("cursor", ["nonsense!", "bm9uZQ", "ü", "A"])
def test_a_cursor_that_is_none_of_ours_is_refused(seeded, cursor):
    answer = seeded.get("/v1/maps/default/skills", params={"cursor": cursor})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
