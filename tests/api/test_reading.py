"""What a text or a checklist says, without anybody of whom it would be kept."""

import pytest

WEB = """\
# Web
## Basics
- HTTP
- JSON
## APIs
- REST
- GraphQL
"""


@pytest.fixture
def web(client):
    client.put("/v1/maps/web", content=WEB)
    return client


def read(client, **question):
    return client.post("/v1/maps/web/understand", json=question).json()


def test_a_text_is_understood_without_a_learner(web):
    answer = read(web, text="HTTP, RESTful APIs\nI want to learn GraphQL.\n")

    (found,) = [one for one in answer["text"]["understood"] if one["skill"] == "basics/http"]
    assert (found["words"], found["line"], found["certainty"]) == ("HTTP", 1, 1.0)
    (wanted,) = answer["text"]["not_taken"]
    assert (wanted["skills"], wanted["stance"]) == (["apis/graphql"], "wanted")
    assert (answer["revision"], answer["ticked"], answer["unknown"]) == (1, [], [])


def test_the_ticks_of_a_checklist_are_found_and_those_the_map_does_not_have_are_listed(web):
    answer = read(web, checklist="- [x] GraphQL\n- [ ] REST\n- [x] HTTP\n- [x] FTP\n")

    assert answer["ticked"] == ["basics/http", "apis/graphql"]
    assert [name["id"] for name in answer["unknown"]] == ["FTP"]
    assert answer["text"] is None


def test_a_ticked_topic_means_all_skills_under_it(web):
    assert read(web, checklist="- [x] Basics\n")["ticked"] == ["basics/http", "basics/json"]


def test_what_is_no_checklist_is_a_problem(web):
    answer = web.post("/v1/maps/web/understand", json={"checklist": "Dear all,"})

    assert (answer.status_code, answer.json()["code"]) == (422, "map_empty")


def test_nothing_of_it_is_kept(web):
    read(web, text="HTTP", checklist="- [x] REST")

    assert web.get("/v1/maps/web").headers["ETag"] == '"1"'
    assert len(web.get("/v1/maps/web/history").json()["changes"]) == 1
