import json
from dataclasses import asdict

from graph import band_of, find_map, review_questions

MAP = "# Web\n## Web\n- HTTP\n- REST\n- GraphQL\n"
HTTP_REST = "/v1/maps/web/prerequisites/web/http..web/rest"
REST_HTTP = "/v1/maps/web/prerequisites/web/rest..web/http"
ANY = {"If-Match": "*"}


def edges(client, **params):
    page = client.get("/v1/maps/default/prerequisites", params=params).json()
    return {(edge["source"], edge["target"]): edge for edge in page["prerequisites"]}


def test_prerequisites_carry_confidence_status_and_evidence_with_lines(client):
    client.post("/v1/maps", content=MAP)

    edge = edges(client)["web/http", "web/rest"]

    assert edge["status"] == "inferred"
    assert 0 < edge["confidence"] < 1
    assert all(found["text"] and found["lines"] == [3, 4] for found in edge["evidence"])


def test_prerequisites_are_listed_page_by_page_and_by_confidence(seeded):
    url = "/v1/maps/default/prerequisites"
    first = seeded.get(url, params={"limit": 300}).json()
    rest = seeded.get(url, params={"limit": 300, "cursor": first["next_cursor"]}).json()

    pairs = [
        (edge["source"], edge["target"])
        for edge in [*first["prerequisites"], *rest["prerequisites"]]
    ]
    assert len(pairs) == len(set(pairs)) == first["total"]
    sure = seeded.get(url, params={"min_confidence": 0.85, "limit": 1000}).json()["prerequisites"]
    assert 0 < len(sure) < len(pairs)
    assert min(edge["confidence"] for edge in sure) >= 0.85


def test_a_rejected_prerequisite_is_kept_and_never_used(client):
    client.post("/v1/maps", content=MAP)

    answer = client.put(HTTP_REST, json={"status": "rejected", "note": "No."}, headers=ANY)

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["revision"]) == ("rejected", 2)
    assert ("web/http", "web/rest") in edges(client, status="rejected")
    ready = client.post("/v1/maps/web/next", json={}).json()["next"]
    assert [skill["id"] for skill in ready] == ["web/http", "web/rest"]


def test_an_accepted_prerequisite_is_certain(client):
    client.post("/v1/maps", content=MAP)

    answer = client.put(HTTP_REST, json={"status": "accepted"}, headers=ANY).json()

    assert (answer["status"], answer["confidence"]) == ("accepted", 1)
    assert answer["evidence"][0]["rule"] == "decision"


def test_what_was_not_inferred_can_be_asserted_but_not_accepted(client):
    client.post("/v1/maps", content="- HTTP\n\n## Data\n- JSON\n", params={"title": "Web"})
    url = "/v1/maps/web/prerequisites/http..data/json"

    accepted = client.put(url, json={"status": "accepted"}, headers=ANY)
    asserted = client.put(url, json={"status": "asserted"}, headers=ANY)

    assert (accepted.status_code, accepted.json()["code"]) == (409, "decision_impossible")
    assert (asserted.status_code, asserted.json()["status"]) == (200, "asserted")


def test_an_asserted_prerequisite_cuts_the_inferred_one_that_runs_against_it(client):
    client.post("/v1/maps", content=MAP)

    client.put(REST_HTTP, json={"status": "asserted"}, headers=ANY)

    assert ("web/http", "web/rest") not in edges(client)
    cut = client.get("/v1/maps/web").json()["report"]["cut"]
    assert ["web/http", "web/rest", "web/http"] in [found["cycle"] for found in cut]


def test_a_decision_that_closes_a_circle_of_decisions_is_refused_and_says_which(client):
    client.post("/v1/maps", content=MAP)
    client.put(HTTP_REST, json={"status": "accepted"}, headers=ANY)

    answer = client.put(REST_HTTP, json={"status": "asserted"}, headers=ANY)

    assert (answer.status_code, answer.json()["code"]) == (409, "cycle")
    assert answer.json()["cycle"] == ["web/http", "web/rest", "web/http"]
    assert client.get("/v1/maps/web").headers["ETag"] == '"2"'


def test_a_decision_needs_the_revision_it_was_made_against(client):
    client.post("/v1/maps", content=MAP)

    without = client.put(HTTP_REST, json={"status": "accepted"})
    stale = client.put(HTTP_REST, json={"status": "accepted"}, headers={"If-Match": '"0"'})
    fresh = client.put(HTTP_REST, json={"status": "accepted"}, headers={"If-Match": '"1"'})

    assert [answer.status_code for answer in (without, stale, fresh)] == [428, 412, 200]
    assert fresh.headers["ETag"] == '"2"'


def test_the_same_decision_again_changes_nothing(client):
    client.post("/v1/maps", content=MAP)
    client.put(HTTP_REST, json={"status": "accepted"}, headers=ANY)

    assert client.put(HTTP_REST, json={"status": "accepted"}, headers=ANY).headers["ETag"] == '"2"'


def test_a_withdrawn_decision_lets_inference_hold_again(client):
    client.post("/v1/maps", content=MAP)
    before = edges(client)
    client.put(HTTP_REST, json={"status": "rejected"}, headers=ANY)

    withdrawn = client.delete(HTTP_REST, headers=ANY)
    nothing_left = client.delete(HTTP_REST, headers=ANY)

    assert (withdrawn.status_code, withdrawn.headers["ETag"]) == (204, '"3"')
    assert edges(client) == before
    assert (nothing_left.status_code, nothing_left.json()["code"]) == (409, "decision_impossible")


def test_a_decision_about_an_unknown_skill_is_a_problem(client):
    client.post("/v1/maps", content=MAP)

    url = "/v1/maps/web/prerequisites/web/http..web/soap"
    answer = client.put(url, json={"status": "asserted"}, headers=ANY)

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_skill")


def test_any_pair_can_be_explained(seeded):
    edge = seeded.get(
        "/v1/maps/default/prerequisites", params={"limit": 1, "min_confidence": 0.5}
    ).json()["prerequisites"][0]

    url = f"/v1/maps/default/prerequisites/{edge['source']}..{edge['target']}"
    answer = seeded.get(url)

    assert answer.status_code == 200
    body = answer.json()
    assert body["relation"] == "before"
    assert body["path"][-1]["target"] == edge["target"]
    assert body["weighed"][0]["worth"] > 0
    assert body["changes"]
    assert answer.headers["ETag"] == '"1"'
    reverse = f"/v1/maps/default/prerequisites/{edge['target']}..{edge['source']}"
    assert seeded.get(reverse).json()["relation"] == "after"


def test_a_pair_of_which_one_is_unknown_cannot_be_explained(seeded):
    answer = seeded.get("/v1/maps/default/prerequisites/zebra..docker")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_skill")


def test_questions_are_listed_page_by_page_those_first_that_matter_most(seeded, store):
    url = "/v1/maps/default/prerequisites"
    ranked = review_questions(store.load(find_map(store)))

    first = seeded.get(url, params={"order": "doubtful", "limit": 200}).json()
    rest = seeded.get(
        url, params={"order": "doubtful", "limit": 1000, "cursor": first["next_cursor"]}
    ).json()

    asked = [*first["prerequisites"], *rest["prerequisites"]]
    assert first["total"] == rest["total"] == len(ranked)
    assert rest["next_cursor"] is None
    assert asked == json.loads(
        json.dumps([asdict(one) | {"band": band_of(one.confidence)} for one in ranked])
    )


def test_a_question_is_a_prerequisite_with_what_a_decision_would_change(client):
    client.post("/v1/maps", content=MAP)

    asked = edges(client, order="doubtful")["web/http", "web/rest"]

    listed = edges(client)["web/http", "web/rest"]
    assert asked.items() > listed.items()
    assert asked.keys() - listed.keys() == {
        "used", "chance", "orders", "fringes", "influence", "text",
    }  # fmt: skip
    assert asked["text"].startswith("“HTTP” before “REST” is used: without it ")


def test_questions_can_be_asked_of_answers_that_use_only_what_is_surer(client):
    client.post("/v1/maps", content=MAP)

    sure = edges(client, order="doubtful", used_from=1)

    assert sure
    assert not any(question["used"] for question in sure.values())


def test_questions_are_filtered_as_prerequisites_are(seeded):
    sure = edges(seeded, order="doubtful", min_confidence=0.85)

    assert 0 < len(sure) < len(edges(seeded, order="doubtful", limit=1000))
    assert min(question["confidence"] for question in sure.values()) >= 0.85
    assert edges(seeded, order="doubtful", status="rejected") == {}


def test_what_was_decided_is_no_question_any_more(client):
    client.post("/v1/maps", content=MAP)

    client.put(HTTP_REST, json={"status": "accepted"}, headers=ANY)

    assert ("web/http", "web/rest") not in edges(client, order="doubtful")


def test_an_order_that_is_none_is_refused(client):
    client.post("/v1/maps", content=MAP)

    answer = client.get("/v1/maps/web/prerequisites", params={"order": "random"})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
