import pytest

from graph import Answer, StalePlacementError

WEB = """\
# Web
## Basics
- HTTP
- JSON
## APIs
- REST (requires: HTTP; JSON)
- GraphQL (requires: REST)
"""
HTTP, JSON, REST, GRAPHQL = "basics/http", "basics/json", "apis/rest", "apis/graphql"
MAP = "/v1/maps/web"


@pytest.fixture
def web(client):
    client.put(MAP, content=WEB)
    return client


def start(client, **question):
    made = client.post(f"{MAP}/placements", json=question)
    assert made.status_code == 201, made.text
    return made.headers["Location"], made.json()


def answer(client, at, skill, reply="yes", **headers):
    return client.post(f"{at}/answers", json={"skill": skill, "reply": reply}, headers=headers)


def answered(client, state, **question):
    """Answer as somebody who knows these skills, to the end; return where it is, and the end."""
    at, body = start(client, **question)
    while body["question"]:
        skill = body["question"]["skill"]
        body = answer(client, at, skill, "yes" if skill in state else "no").json()
    return at, body


def code(response):
    return response.status_code, response.json()["code"]


def test_a_placement_begins_with_a_question_and_an_id_that_nobody_guesses(web):
    first, body = start(web)
    second, _ = start(web)

    assert first == f"/v1/placements/{body['id']}"
    assert len(body["id"]) >= 20
    assert first != second
    assert (body["map"], body["learner"], body["asked"], body["stop"]) == ("web", None, 0, None)
    assert set(body["question"]) == {"skill", "name", "path", "description", "chance", "reason"}
    assert body["left"] == 4


def test_answers_lead_to_what_the_person_knows(web):
    _, body = answered(web, {HTTP, JSON, REST})

    assert (body["stop"], body["left"], body["question"]) == ("all_asked", 0, None)
    assert body["likely"] == [HTTP, JSON, REST]
    assert body["chances"][HTTP] > body["chances"][GRAPHQL]


def test_a_placement_can_be_left_and_gone_on_with(web):
    at, _ = start(web, goals=["REST"])

    told = answer(web, at, "rest", "unsure")
    again = web.get(at)

    assert told.json() == again.json()
    assert told.headers["ETag"] == again.headers["ETag"] == '"2"'
    assert again.json()["answers"] == [{"skill": REST, "reply": "unsure"}]
    assert again.json()["goals"] == [REST]


def test_the_same_answer_twice_counts_once_and_another_one_replaces_it(web):
    at, _ = start(web)
    answer(web, at, REST)

    twice = answer(web, at, REST)
    changed = answer(web, at, REST, "no")

    assert (twice.json()["asked"], twice.headers["ETag"]) == (1, '"2"')
    assert changed.json()["answers"] == [{"skill": REST, "reply": "no"}]


def test_the_last_answer_is_taken_back_until_there_is_none(web):
    at, begun = start(web)
    answer(web, at, HTTP)
    answer(web, at, REST)

    first = web.delete(f"{at}/answers/last").json()
    web.delete(f"{at}/answers/last")
    third = web.delete(f"{at}/answers/last")

    assert first["answers"] == [{"skill": HTTP, "reply": "yes"}]
    assert (third.status_code, third.json()) == (200, begun)


def test_an_answer_to_a_placement_that_has_gone_on_is_refused_if_it_says_to_which(web):
    at, _ = start(web)
    answer(web, at, HTTP, **{"If-Match": '"1"'})

    stale = answer(web, at, REST, **{"If-Match": '"1"'})
    undone = web.delete(f"{at}/answers/last", headers={"If-Match": '"1"'})

    assert code(stale) == code(undone) == (412, "stale_placement")
    assert stale.json()["actual"] == 2
    assert answer(web, at, REST, **{"If-Match": '"2"'}).status_code == 200
    assert answer(web, at, GRAPHQL, **{"If-Match": "*"}).status_code == 200


def test_of_two_answers_at_once_one_is_refused_by_the_store(web, store):
    at, body = start(web)
    session = store.placement(body["id"])
    answer(web, at, HTTP)

    with pytest.raises(StalePlacementError):
        store.commit_placement(session, "2027-01-04T09:00:00.000Z")


def test_what_does_not_exist_is_a_problem(web):
    at, _ = start(web)

    assert code(answer(web, at, "Cooking")) == (404, "unknown_skill")
    assert code(answer(web, at, "Basics")) == (409, "ambiguous_name")
    assert code(answer(web, at, HTTP, "maybe")) == (422, "invalid_request")
    assert code(web.get("/v1/placements/none")) == (404, "unknown_placement")
    assert code(web.post(f"{MAP}/placements", json={"learner": "nobody"})) == (
        404,
        "unknown_learner",
    )
    assert code(web.post(f"{MAP}/placements", json={"goals": ["Cooking"]})) == (
        404,
        "unknown_skill",
    )
    assert code(web.post("/v1/maps/none/placements", json={})) == (404, "unknown_map")


def test_a_placement_without_a_learner_ends_with_what_to_name_as_known(web):
    at, body = answered(web, {HTTP, JSON})

    done = web.post(f"{at}/finish", json={}).json()

    assert done == {
        "id": body["id"],
        "learner": None,
        "learner_revision": None,
        "known": body["known"],
        "marked": [],
    }


def test_what_a_learner_turns_out_to_know_is_kept_as_marks(web):
    web.put("/v1/learners/ana", json={})
    at, body = answered(web, {HTTP, JSON, REST, GRAPHQL}, learner="ana")

    done = web.post(f"{at}/finish", json={}).json()
    again = web.post(f"{at}/finish", json={}).json()

    knowledge = web.get("/v1/learners/ana/knowledge").json()
    assert done["marked"] == body["known"] == knowledge["known"]
    assert {mark["source"] for mark in knowledge["marks"]} == {"placement"}
    assert (done["learner"], done["learner_revision"]) == ("ana", 2)
    assert (again["marked"], again["learner_revision"]) == ([], 2)


def test_only_what_the_person_confirms_is_kept(web):
    web.put("/v1/learners/ana", json={})
    at, _ = answered(web, {HTTP, JSON, REST, GRAPHQL}, learner="ana")

    done = web.post(f"{at}/finish", json={"known": ["Basics"]}).json()

    assert done["known"] == done["marked"] == [HTTP, JSON]
    assert web.get("/v1/learners/ana/knowledge").json()["known"] == [HTTP, JSON]


def test_what_a_learner_knows_is_not_asked_about_and_what_they_skip_is_not_marked(web):
    tag = web.put("/v1/learners/ana", json={}).headers["ETag"]
    said = [
        {"names": [REST], "progress": "known"},
        {"names": [GRAPHQL], "progress": "skipped"},
    ]
    web.patch("/v1/learners/ana/knowledge", json={"set": said}, headers={"If-Match": tag})

    at, body = start(web, learner="ana")
    asked = body["question"]["skill"]
    answer(web, at, GRAPHQL)
    done = web.post(f"{at}/finish", json={}).json()

    assert asked == GRAPHQL
    assert set(done["known"]) >= {HTTP, JSON, REST}
    assert GRAPHQL not in done["marked"]


def test_a_placement_goes_on_after_the_map_has_changed(web):
    at, _ = start(web)
    answer(web, at, HTTP)
    tag = web.get(MAP).headers["ETag"]

    changed = WEB.replace("- JSON", "- YAML").replace("; JSON", "")
    web.put(MAP, content=changed, headers={"If-Match": tag})

    body = web.get(at).json()
    assert body["revision"] == 2
    assert body["answers"] == [{"skill": HTTP, "reply": "yes"}]
    assert "basics/yaml" in body["chances"]


def test_less_sure_prerequisites_can_be_left_out(client):
    client.put("/v1/maps/line", content="# Line\n## Line\n- HTTP\n- REST\n- GraphQL\n- gRPC\n")
    at = client.post("/v1/maps/line/placements", json={}).headers["Location"]

    with_all, with_none = (
        client.get(at, params={"min_confidence": least}).json()["question"]["reason"]
        for least in (0.01, 1)
    )

    assert "that" in with_all
    assert "need" not in with_none


def test_a_placement_is_deleted_with_its_answers_but_marks_stay(web, store):
    web.put("/v1/learners/ana", json={})
    at, body = answered(web, {HTTP, JSON, REST, GRAPHQL}, learner="ana")
    web.post(f"{at}/finish", json={})
    assert Answer(HTTP, "yes") in store.placement(body["id"]).answers

    assert web.delete(at).status_code == 204

    assert code(web.get(at)) == (404, "unknown_placement")
    assert code(web.delete(at)) == (404, "unknown_placement")
    assert web.get("/v1/learners/ana/knowledge").json()["known"]


def test_the_seed_map_is_placed_in_few_questions(seeded):
    at = seeded.post("/v1/maps/default/placements", json={}).headers["Location"]
    body, asked = seeded.get(at).json(), 0
    while body["question"]:
        known = body["question"]["path"][0] in {"Python Core", "Testing"}
        body = answer(seeded, at, body["question"]["skill"], "yes" if known else "no").json()
        asked += 1

    assert asked <= 40
    assert sum(skill.startswith("python-core/") for skill in body["likely"]) >= 12
