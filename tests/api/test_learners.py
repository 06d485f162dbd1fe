import json

import pytest

from graph import UnknownLearnerError, import_map
from tests.builders import SEED_MAP

WEB = """\
# Web
## Basics
- HTTP (2h)
- [x] JSON
## APIs
- REST (4h) (requires: HTTP; JSON)
- GraphQL (requires: REST)
"""
HTTP, JSON, REST, GRAPHQL = "basics/http", "basics/json", "apis/rest", "apis/graphql"
ANA = "/v1/learners/ana"


@pytest.fixture
def web(client):
    client.put("/v1/maps/web", content=WEB)
    return client


@pytest.fixture
def ana(web):
    web.put(ANA, json={"name": "Ana", "goals": [{"map": "web", "goal": "GraphQL"}]})
    return web


def change(client, path="/knowledge", method="PATCH", **question):
    """Change what is kept about Ana, against the revision that she is at."""
    tag = client.get(ANA).headers["ETag"]
    return client.request(method, ANA + path, json=question, headers={"If-Match": tag})


def know(client, *names, progress="known", **more):
    return change(client, set=[{"names": list(names), "progress": progress}], **more)


def knowledge(client):
    return client.get(f"{ANA}/knowledge").json()


def test_a_learner_is_made_with_a_name_a_week_and_goals(web):
    made = web.put(
        ANA,
        json={
            "name": "Ana",
            "hours_per_week": 6,
            "holidays": [{"first": "2027-08-02", "last": "2027-08-15"}],
            "goals": [{"goal": "graphql"}],
        },
    )

    assert (made.status_code, made.headers["Location"]) == (201, ANA)
    assert made.json() == web.get(ANA).json()
    body = made.json()
    assert (body["id"], body["revision"], body["hours_per_week"]) == ("ana", 1, 6)
    assert body["goals"][0] | {"since": ""} == {
        "map": "web",
        "entry": GRAPHQL,
        "name": "GraphQL",
        "since": "",
    }


def test_a_profile_is_replaced_and_knowledge_and_goals_stay(ana):
    know(ana, "HTTP")

    body = change(ana, "", "PUT", name="Ana Maria").json()

    assert (body["name"], body["hours_per_week"], body["mark_count"]) == ("Ana Maria", None, 1)
    assert [goal["entry"] for goal in body["goals"]] == [GRAPHQL]


def test_a_learner_that_is_there_is_changed_only_against_its_revision(ana):
    without = ana.put(ANA, json={"name": "Bo"})
    stale = ana.put(ANA, json={"name": "Bo"}, headers={"If-Match": '"7"'})
    new = ana.put(ANA, json={"name": "Bo"}, headers={"If-None-Match": "*", "If-Match": '"1"'})

    assert (without.status_code, without.json()["code"]) == (428, "revision_required")
    assert (stale.status_code, stale.json()["code"], stale.json()["actual"]) == (
        412,
        "stale_learner",
        1,
    )
    assert (new.status_code, new.json()["code"]) == (412, "stale_learner")
    assert ana.get(ANA).json()["name"] == "Ana"


def test_a_change_that_says_nothing_new_raises_no_revision(ana):
    know(ana, "HTTP")

    assert know(ana, "HTTP").json()["revision"] == 2


def test_nobody_can_list_learners(ana):
    assert ana.get("/v1/learners").status_code == 404


@pytest.mark.parametrize("path", ["", "/knowledge", "/goals", "/next", "/roadmap", "/record"])
def test_who_is_not_kept_is_a_problem(web, path):
    answer = web.get(f"/v1/learners/nobody{path}")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_learner")
    assert "known" not in answer.json()


@pytest.mark.parametrize("learner_id", ["-ana", "a b", "a" * 81, "%C3%A4"])
def test_an_id_has_to_fit_into_an_address(web, learner_id):
    answer = web.put(f"/v1/learners/{learner_id}", json={})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    "profile",
    [
        {"hours_per_week": 0},
        {"hours_per_week": 200},
        {"holidays": [{"first": "2027-08-02", "last": "2027-08-01"}]},
        {"holidays": [{"first": "2027-02-30", "last": "2027-08-01"}]},
        {"nickname": "Ani"},
    ],
)
def test_a_profile_that_cannot_be_is_refused(web, profile):
    answer = web.put(ANA, json=profile)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert web.get(ANA).status_code == 404


def test_a_goal_that_the_map_does_not_have_is_a_problem_and_nothing_is_kept(web):
    answer = web.put(ANA, json={"goals": [{"goal": "GraphQL"}, {"goal": "Graphs"}]})

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_skill")
    assert web.get(ANA).status_code == 404


def test_deleting_leaves_nothing(ana, store):
    know(ana, "HTTP")

    refused = ana.delete(ANA)
    gone = ana.delete(ANA, headers={"If-Match": '"2"'})

    assert (refused.status_code, gone.status_code) == (428, 204)
    assert ana.get(ANA).status_code == 404
    with pytest.raises(UnknownLearnerError):
        store.learner("ana")
    assert store.learners() == ()


def test_a_topic_is_known_with_all_skills_under_it(ana):
    answer = know(ana, "Basics", "REST").json()

    assert [(one["skill"], one["before"], one["after"]) for one in answer["changes"]] == [
        (HTTP, None, "known"),
        (JSON, None, "known"),
        (REST, None, "known"),
    ]
    assert knowledge(ana)["known"] == [HTTP, JSON, REST]


def test_names_that_are_not_understood_are_listed_with_suggestions(ana):
    answer = know(ana, "HTTPP", "JSON").json()

    assert [(one["id"], one["suggestions"][:1]) for one in answer["unknown"]] == [("HTTPP", [HTTP])]
    assert knowledge(ana)["known"] == [JSON]


def test_a_dry_run_says_what_would_change_and_changes_nothing(ana):
    answer = know(ana, "Basics", dry_run=True)

    assert answer.json()["dry_run"] is True
    assert len(answer.json()["changes"]) == 2
    assert answer.json()["revision"] == ana.get(ANA).json()["revision"] == 1
    assert knowledge(ana)["known"] == []


def test_a_pasted_text_is_read_and_reported(ana):
    text = "I know HTTP well, would like to learn GraphQL.\nSkills: REST, Flamenco, JSON"

    answer = change(ana, text=text, dry_run=True).json()

    read = answer["text"]
    assert [one["skill"] for one in read["understood"]] == [HTTP, REST, JSON]
    assert [(one["skills"], one["stance"]) for one in read["not_taken"]] == [([GRAPHQL], "wanted")]
    assert [(one["words"], one["line"]) for one in read["not_understood"]] == [("Flamenco", 2)]
    assert [one["skill"] for one in answer["changes"]] == [HTTP, JSON, REST]


def test_ticks_of_the_map_and_of_a_checklist_are_known(ana):
    change(ana, ticked=True, checklist="- [x] REST\n- [ ] HTTP\n- [x] FTP")

    made = {mark["skill"]: mark["source"] for mark in knowledge(ana)["marks"]}
    assert made == {JSON: "ticked", REST: "ticked"}


def test_the_answer_says_how_to_take_a_change_back(ana):
    know(ana, "HTTP", progress="learning")
    before = knowledge(ana)
    undo = know(ana, "Basics", "APIs", progress="skipped").json()["undo"]

    change(ana, set=undo)

    after = knowledge(ana)
    assert [after[name] for name in ("known", "learning", "skipped")] == [
        before[name] for name in ("known", "learning", "skipped")
    ]


def test_a_change_is_made_against_the_knowledge_that_was_seen(ana):
    seen = ana.get(f"{ANA}/knowledge").headers["ETag"]
    question = {"set": [{"names": ["HTTP"], "progress": "known"}]}

    first = ana.patch(f"{ANA}/knowledge", json=question, headers={"If-Match": seen})
    second = ana.patch(f"{ANA}/knowledge", json=question, headers={"If-Match": seen})
    bare = ana.patch(f"{ANA}/knowledge", json=question)

    assert [first.status_code, second.status_code, bare.status_code] == [200, 412, 428]
    assert first.headers["ETag"] == ana.get(f"{ANA}/knowledge").headers["ETag"]


def test_knowledge_that_was_seen_is_not_sent_again_until_the_learner_or_the_map_changes(ana):
    path = f"{ANA}/knowledge"

    def again(tag):
        return ana.get(path, headers={"If-None-Match": tag}).status_code

    first = ana.get(path).headers["ETag"]
    assert again(first) == 304
    know(ana, "HTTP")
    second = ana.get(path).headers["ETag"]
    assert again(first) == 200
    assert again(second) == 304
    ana.put("/v1/maps/web", content=WEB + "- gRPC\n", headers={"If-Match": '"1"'})
    assert again(second) == 200


def test_hours_are_said_of_one_known_skill_and_set_the_pace(ana):
    statement = {"names": ["HTTP"], "progress": "known", "hours": 4}

    refused = change(ana, set=[statement | {"names": ["Basics"]}])
    change(ana, set=[statement])

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")
    pace = knowledge(ana)["pace"]
    assert (pace["skills"], pace["factor"] > 1) == (1, True)


def test_goals_are_read_and_replaced(ana):
    before = ana.get(f"{ANA}/goals").json()
    after = change(ana, "/goals", "PUT", goals=["REST", "Basics"]).json()
    unknown = change(ana, "/goals", "PUT", goals=["FTP"])

    assert [(goal["name"], goal["now"]) for goal in before["goals"]] == [("GraphQL", [GRAPHQL])]
    assert [goal["entry"] for goal in after["goals"]] == [REST, "basics"]
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_skill")


def test_next_follows_from_what_is_kept(ana):
    know(ana, "HTTP")
    know(ana, "JSON", progress="learning")

    answer = ana.get(f"{ANA}/next").json()

    assert answer["state"] == [HTTP]
    assert [skill["id"] for skill in answer["next"]] == [JSON]
    assert answer["next"][0]["unlocks"]["goals"] == [GRAPHQL]
    assert (answer["learner"], answer["learner_revision"], answer["notes"]) == ("ana", 3, [])


def test_next_can_be_asked_for_other_goals(ana):
    know(ana, "Basics")

    (skill,) = ana.get(f"{ANA}/next", params={"goal": ["REST"], "limit": 1}).json()["next"]

    assert skill["unlocks"]["goals"] == [REST]
    assert ana.get(f"{ANA}/next", params={"goal": "FTP"}).status_code == 404


def test_a_roadmap_follows_from_what_is_kept(ana):
    change(ana, "", "PUT", hours_per_week=7)
    know(ana, "Basics")

    answer = ana.get(f"{ANA}/roadmap", params={"start": "2027-01-04"}).json()

    assert [step["id"] for step in answer["steps"]] == [REST, GRAPHQL]
    assert (answer["starts"], answer["hours_per_week"]) == ("2027-01-04", 7)
    assert answer["pace"] == {"factor": 1, "skills": 0}


@pytest.mark.parametrize(
    ("asked", "media_type"),
    [
        ({"params": {"format": "markdown"}}, "text/markdown; charset=utf-8"),
        ({"headers": {"Accept": "text/markdown"}}, "text/markdown; charset=utf-8"),
        ({"headers": {"Accept": "text/calendar"}}, "text/calendar; charset=utf-8"),
    ],
)
def test_a_roadmap_comes_in_the_format_that_is_asked_for(ana, asked, media_type):
    change(ana, "", "PUT", hours_per_week=7)

    answer = ana.get(f"{ANA}/roadmap", **asked)

    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["ETag"] == '"2.1"'


def test_a_checklist_of_a_roadmap_that_was_ticked_comes_back_as_knowledge(ana):
    checklist = ana.get(f"{ANA}/roadmap", params={"format": "markdown"}).text

    change(ana, checklist=checklist.replace("[ ] REST", "[x] REST"))

    assert knowledge(ana)["known"] == [REST]


def test_what_became_of_a_mark_is_told_with_every_answer(ana):
    know(ana, "HTTP", "REST")
    renamed = WEB.replace("- HTTP", "- Hypertext Transfer Protocol").replace("HTTP;", "")
    ana.put("/v1/maps/web", content=renamed, headers={"If-Match": '"1"'})

    for path in ("knowledge", "next", "roadmap"):
        notes = ana.get(f"{ANA}/{path}").json()["notes"]
        assert [note["id"] for note in notes] == [HTTP]
        assert notes[0]["text"]


def test_a_record_is_exported_and_imported_as_it_was(ana, web):
    know(ana, "HTTP")
    record = ana.get(f"{ANA}/record")

    made = web.post("/v1/learners/bo/record", content=record.content)

    assert (made.status_code, made.json()["outcome"]) == (201, "created")
    assert made.headers["Location"] == "/v1/learners/bo"
    assert web.get("/v1/learners/bo/record").json() == record.json()
    assert "ana" not in json.dumps(record.json()).replace("Ana", "")


def test_importing_a_record_names_the_revision_and_can_be_tried(ana):
    record = ana.get(f"{ANA}/record").json()
    record["marks"] = [
        {
            "map": "web",
            "skill": one,
            "name": one,
            "progress": "known",
            "since": f"2027-01-04T09:00:0{n}Z",
        }
        for n, one in enumerate((HTTP, "basics/ftp"))
    ]
    record["goals"].append(
        {"map": "cooking", "entry": "soup", "name": "Soup", "since": "2027-01-04T09:00:00Z"}
    )  # fmt: skip

    bare = ana.post(f"{ANA}/record", json=record)
    tried = ana.post(
        f"{ANA}/record", json=record, params={"dry_run": True}, headers={"If-Match": '"1"'}
    )
    body = ana.post(f"{ANA}/record", json=record, headers={"If-Match": '"1"'}).json()

    assert bare.status_code == 428
    assert tried.json()["dry_run"] is True
    assert tried.json() | {"dry_run": False, "revision": 2} == body
    assert [one["skill"] for one in body["added"]] == [HTTP, "basics/ftp"]
    assert [(one["map"], one["id"]) for one in body["notes"]] == [("web", "basics/ftp")]
    assert body["missing_maps"] == ["cooking"]
    assert knowledge(ana)["known"] == [HTTP]


@pytest.mark.parametrize(
    ("record", "where"),
    [
        ("no", "line 1, column 1"),
        ("{}", ""),
        ('{"waypath_record": 1, "marks": [{"map": "web"}]}', "marks[0].skill"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_and_told_where(web, record, where):
    answer = web.post(f"{ANA}/record", content=record)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert answer.json()["where"] == where
    assert web.get(ANA).status_code == 404


def test_a_learner_has_one_record_on_several_maps(ana, store):
    import_map(store, SEED_MAP.read_bytes(), map_id="backend")
    know(ana, "HTTP", map="web")

    know(ana, "Docker Compose", map="backend")

    assert knowledge(ana)["known"] == [HTTP]
    other = ana.get(f"{ANA}/knowledge", params={"map": "backend"}).json()
    assert other["known"] == ["devops/docker/docker-compose"]
    assert ana.get(f"{ANA}/knowledge", params={"map": "nowhere"}).status_code == 404
