import json
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph import RankingWeights, import_map, learning_order
from tests.builders import SEED_MAP, snapshot

WEIGHTS = [field.name for field in fields(RankingWeights)]
CHAIN = "# Web\n- HTTP\n- REST (requires: HTTP) (8h)\n- GraphQL (requires: REST)\n"


@pytest.fixture
def chain(client):
    client.put("/v1/maps/web", content=CHAIN)
    return client


def test_next_on_nothing_known_offers_what_needs_nothing(seeded):
    answer = seeded.post("/v1/maps/default/next", json={"known": []})

    body = answer.json()
    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{body["revision"]}"'
    assert body["state"] == body["assumed"] == body["unknown"] == []
    assert len(body["next"]) == 10
    assert body["ready_total"] >= 10
    assert all(skill["because"] == [] for skill in body["next"])


def test_next_says_what_it_builds_on_what_it_unlocks_and_why(chain):
    body = chain.post("/v1/maps/web/next", json={"known": ["http"], "goals": ["GraphQL"]}).json()

    (rest,) = body["next"]
    assert rest["id"] == "rest"
    assert rest["because"] == ["http"]
    assert rest["unlocks"] == {"count": 1, "goals": ["graphql"]}
    assert rest["effort_hours"] == 8
    assert "Leads to your goal GraphQL: both missing skills start with it." in rest["reasons"]
    assert rest["ready_probability"] == 1
    assert {"factor": "goal", "value": 1, "weight": 0.4762} in rest["factors"]


def test_what_was_begun_or_is_skipped_is_not_known_and_nothing_waits_for_what_is_skipped(chain):
    question = {"known": ["Gopher"], "learning": ["HTTP"], "skipped": ["REST"]}

    body = chain.post("/v1/maps/web/next", json=question | {"min_confidence": 1}).json()

    assert body["state"] == []
    assert [skill["id"] for skill in body["next"]] == ["http", "graphql"]
    assert "You have begun it." in body["next"][0]["reasons"]
    assert [unknown["id"] for unknown in body["unknown"]] == ["Gopher"]


def test_next_offers_only_what_fits_into_the_time(chain):
    question = {"known": ["HTTP"], "max_hours": 7.5}

    body = chain.post("/v1/maps/web/next", json=question).json()

    assert (body["next"], body["ready_total"]) == ([], 1)


def test_weights_of_a_question_replace_those_of_the_service(store):
    import_map(store, "# Map\n- Short (1h)\n- Base\n- High (requires: Base)")
    only_effort = RankingWeights(goal=0, unlock=0, topic=0, begun=0, effort=1, certainty=0)
    stated = {"min_confidence": 1}

    with TestClient(create_app(store, weights=only_effort)) as client:
        usual = client.post("/v1/maps/map/next", json=stated).json()
        asked = client.post("/v1/maps/map/next", json=stated | {"weights": {"unlock": 100}}).json()

    assert [skill["id"] for skill in usual["next"]] == ["short", "base"]
    assert [factor["factor"] for factor in usual["next"][0]["factors"]] == ["effort"]
    assert [skill["id"] for skill in asked["next"]] == ["base", "short"]


@pytest.mark.parametrize(
    "weights",
    [{"luck": 1}, {"goal": -1}, {"goal": 101}, dict.fromkeys(WEIGHTS, 0)],
)
def test_weights_that_cannot_rank_are_refused(chain, weights):
    answer = chain.post("/v1/maps/web/next", json={"weights": weights})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_what_a_known_skill_needs_is_assumed_unless_the_question_says_otherwise(chain):
    assumed = chain.post("/v1/maps/web/next", json={"known": ["rest"]}).json()
    literal = chain.post(
        "/v1/maps/web/next", json={"known": ["rest"], "assume_prerequisites": False}
    ).json()

    assert (assumed["state"], assumed["assumed"]) == (["http", "rest"], ["http"])
    assert (literal["state"], literal["assumed"]) == (["rest"], [])
    assert "http" in [skill["id"] for skill in literal["next"]]


def test_an_unknown_name_among_the_known_is_listed_with_suggestions_and_is_no_error(seeded):
    body = seeded.post(
        "/v1/maps/default/next", json={"known": ["devops/docker/docker-composer", "Docker"]}
    ).json()

    (unknown,) = body["unknown"]
    assert unknown["id"] == "devops/docker/docker-composer"
    assert "devops/docker/docker-compose" in unknown["suggestions"]
    assert "devops/docker/containerization" in body["state"]


def test_an_unknown_goal_is_a_problem_with_suggestions(seeded):
    answer = seeded.post("/v1/maps/default/next", json={"goals": ["micro services"]})

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_skill")
    assert "architecture-patterns/microservices" in answer.json()["suggestions"]


def test_less_sure_prerequisites_are_left_out_on_request(seeded):
    ready = [
        seeded.post("/v1/maps/default/next", json={"min_confidence": sure}).json()["ready_total"]
        for sure in (0, 0.8, 1)
    ]

    assert ready == sorted(ready)
    assert ready[-1] == 178


def test_the_order_holds_every_skill_after_its_prerequisites(seeded):
    body = seeded.post("/v1/maps/default/order", json={"stages": True}).json()

    place = {skill: number for number, skill in enumerate(body["order"])}
    url = "/v1/maps/default/prerequisites"
    edges = seeded.get(url, params={"limit": 1000, "min_confidence": 0.5}).json()["prerequisites"]
    assert len(place) == 178
    assert len(edges) > 178
    assert all(place[edge["source"]] < place[edge["target"]] for edge in edges)
    assert sorted(body["order"]) == sorted(skill for stage in body["stages"] for skill in stage)


def test_the_order_of_some_skills_holds_no_others(chain):
    body = chain.post("/v1/maps/web/order", json={"skills": ["GraphQL", "http"]}).json()

    assert body == {"revision": 1, "order": ["http", "graphql"], "stages": []}


def test_readiness_lists_what_is_missing_directly_and_in_learning_order(chain):
    locked = chain.post("/v1/maps/web/readiness", json={"skill": "GraphQL"}).json()
    ready = chain.post(
        "/v1/maps/web/readiness", json={"skill": "GraphQL", "known": ["rest"]}
    ).json()
    known = chain.post("/v1/maps/web/readiness", json={"skill": "http", "known": ["rest"]}).json()

    assert (locked["ready"], locked["missing_direct"]) == (False, ["http", "rest"])
    assert locked["missing_all"] == ["http", "rest"]
    assert (ready["ready"], ready["missing_all"], ready["assumed"]) == (True, [], ["http"])
    assert (known["known"], known["ready"]) == (True, False)


def test_readiness_of_a_topic_asks_for_one_of_its_skills(seeded):
    answer = seeded.post("/v1/maps/default/readiness", json={"skill": "Docker"})

    assert (answer.status_code, answer.json()["code"]) == (409, "ambiguous_name")
    assert len(answer.json()["candidates"]) == 5


def test_a_roadmap_holds_only_what_is_missing(chain):
    body = chain.post("/v1/maps/web/roadmap", json={"known": ["http"], "goals": ["graphql"]}).json()

    assert body["goals"] == ["graphql"]
    assert [step["id"] for step in body["steps"]] == ["rest", "graphql"]
    assert [step["effort_hours"] for step in body["steps"]] == [8, 4]
    assert body["effort_hours"] == 12
    assert body["steps"][1]["because"] == ["http", "rest"]


def test_hours_a_week_make_dates_between_holidays(chain):
    question = {
        "goals": ["graphql"],
        "known": ["http"],
        "hours_per_week": 7,
        "start": "2027-01-04",
        "holidays": [{"first": "2027-01-05", "last": "2027-01-06"}],
        "pace": 0.5,
    }

    body = chain.post("/v1/maps/web/roadmap", json=question).json()

    assert [(step["starts"], step["ends"]) for step in body["steps"]] == [
        ("2027-01-04", "2027-01-09"),
        ("2027-01-10", "2027-01-11"),
    ]
    assert (body["starts"], body["ends"]) == ("2027-01-04", "2027-01-11")
    assert (body["hours_per_week"], body["effort_hours"], body["critical_hours"]) == (7, 6, 6)


def test_who_does_not_say_when_starts_today(chain):
    before = datetime.now(UTC).date().isoformat()
    body = chain.post("/v1/maps/web/roadmap", json={"hours_per_week": 7}).json()
    after = datetime.now(UTC).date().isoformat()

    assert before <= body["starts"] <= after


def test_without_hours_a_week_a_roadmap_has_no_dates(chain):
    body = chain.post("/v1/maps/web/roadmap", json={}).json()

    assert (body["starts"], body["ends"], body["hours_per_week"]) == (None, None, None)
    assert {step["ends"] for step in body["steps"]} == {None}


def test_a_step_says_its_goals_its_stage_and_whether_it_is_critical(chain):
    body = chain.post("/v1/maps/web/roadmap", json={"goals": ["graphql"], "skipped": ["http"]})

    told = [(step["goals"], step["stage"], step["is_critical"]) for step in body.json()["steps"]]
    assert told == [(["graphql"], 1, True), (["graphql"], 2, True)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours_per_week": 0},
        {"hours_per_week": 169},
        {"hours_per_week": 6, "start": "tomorrow"},
        {"hours_per_week": 6, "start": "2027-02-30"},
        {"hours_per_week": 6, "holidays": [{"first": "2027-02-03", "last": "2027-02-01"}]},
        {"hours_per_week": 6, "holidays": [{"first": "2027-02-03"}]},
        {"hours_per_week": 0.01, "start": "9999-12-30"},
        {"pace": 0},
    ],
)
def test_hours_dates_and_paces_that_nothing_can_be_planned_with_are_problems(chain, wrong):
    answer = chain.post("/v1/maps/web/roadmap", json=wrong)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_what_if_tells_what_goals_cost(chain):
    question = {
        "known": ["http"],
        "goals": ["rest"],
        "add": ["graphql"],
        "drop": ["rest"],
        "hours_per_week": 7,
        "start": "2027-01-04",
    }

    body = chain.post("/v1/maps/web/roadmap/what-if", json=question).json()

    assert body["now"] == {"skills": 1, "effort_hours": 8, "ends": "2027-01-11"}
    assert body["then"] == {"skills": 2, "effort_hours": 12, "ends": "2027-01-15"}
    assert body["drop"] == [
        {
            "goal": "rest",
            "name": "REST",
            "skills": -1,
            "effort_hours": -8,
            "days": -8,
            "ends": None,
        }
    ]
    assert [(cost["goal"], cost["effort_hours"], cost["days"]) for cost in body["add"]] == [
        ("graphql", 4, 4)
    ]


def test_what_is_no_goal_cannot_be_dropped(chain):
    answer = chain.post("/v1/maps/web/roadmap/what-if", json={"goals": ["rest"], "drop": ["http"]})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert "The goals are: rest" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("name", "media_type", "start"),
    [
        ("json", "application/json", "{"),
        ("mermaid", "text/vnd.mermaid", ""),
        ("dot", "text/vnd.graphviz", ""),
        ("graphml", "application/graphml+xml", "<graphml"),
        ("cypher", "application/x-cypher-query", ""),
    ],
)
def test_the_graph_can_be_had_in_every_format(seeded, name, media_type, start):
    answer = seeded.get("/v1/maps/default/graph", params={"format": name})

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(media_type)
    assert answer.headers["ETag"] == '"1"'
    assert answer.text.startswith(start)


def test_the_graph_as_json_has_the_documented_shape(seeded):
    body = seeded.get("/v1/maps/default/graph").json()

    assert set(body) >= {"map", "skills", "prerequisites", "report"}
    assert {entry["kind"] for entry in body["skills"]} == {"area", "topic", "skill"}
    assert set(body["prerequisites"][0]) >= {
        "source",
        "target",
        "confidence",
        "status",
        "evidence",
    }


def test_the_graph_can_be_had_without_the_evidence_which_each_skill_has(seeded):
    whole = seeded.get("/v1/maps/default/graph").json()
    lean = seeded.get("/v1/maps/default/graph", params={"evidence": False}).json()
    edge = whole["prerequisites"][0]
    skill = seeded.get(f"/v1/maps/default/skills/{edge['target']}").json()

    assert edge["evidence"]
    assert edge["evidence"] in [one["evidence"] for one in skill["prerequisites"]]
    for one in whole["prerequisites"]:
        one["evidence"] = []
    assert lean == whole


def test_the_service_and_the_library_answer_alike(seeded):
    library = learning_order(snapshot(SEED_MAP.read_text()).graph_at(0.5))

    assert tuple(seeded.post("/v1/maps/default/order", json={}).json()["order"]) == library


@pytest.mark.parametrize(
    "question",
    [
        {"known": "http"},
        {"known": [7]},
        {"limit": 0},
        {"min_confidence": 2},
        {"hours": 6},
        {"goals": ["http"] * 101},
    ],
)
def test_a_malformed_question_is_a_problem_that_says_where(chain, question):
    answer = chain.post("/v1/maps/web/next", json=question)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert next(iter(question)) in json.dumps(answer.json()["errors"])
