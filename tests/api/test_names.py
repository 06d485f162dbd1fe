# Words that no knowledge pack knows.
MAP = "# Web\n## Blorp\n- Zib/zab\n- one\n## Grunt\n- two\n- zib/zab\n"
NAMES = "/v1/maps/web/names"
ZIB = f"{NAMES}/Zib/zab"
ANY = {"If-Match": "*"}


def names(client):
    return client.get(NAMES).json()["names"]


def skills(client):
    page = client.get("/v1/maps/web/skills").json()
    return [skill["id"] for skill in page["skills"]]


def test_names_under_several_topics_are_listed_with_what_they_are_and_why(seeded):
    page = seeded.get("/v1/maps/default/names")

    body = page.json()
    assert [(one["name"], one["verdict"]) for one in body["names"]] == [
        ("Dependency Injection", "split"),
        ("Session Management", "split"),
        ("Container Orchestration", "merged"),
    ]
    assert body["names"][2]["lines"] == [101, 175]
    assert (body["total"], body["revision"], page.headers["ETag"]) == (3, 1, '"1"')
    assert all(one["reason"] and one["decision"] is None for one in body["names"])


def test_names_are_listed_page_by_page(seeded):
    url = "/v1/maps/default/names"
    first = seeded.get(url, params={"limit": 2}).json()
    rest = seeded.get(url, params={"limit": 2, "cursor": first["next_cursor"]}).json()

    assert [len(page["names"]) for page in (first, rest)] == [2, 1]
    assert rest["next_cursor"] is None


def test_a_name_is_made_one_skill_and_several_again(client):
    client.post("/v1/maps", content=MAP)

    merged = client.put(ZIB, json={"verdict": "merged", "note": "Why."}, headers=ANY)

    assert merged.status_code == 200
    assert merged.headers["ETag"] == '"2"'
    assert merged.json()["ids"] == ["blorp/zib-zab"]
    assert (merged.json()["revision"], merged.json()["decision"]["note"]) == (2, "Why.")
    assert names(client) == [{k: v for k, v in merged.json().items() if k != "revision"}]
    assert "grunt/zib-zab" not in skills(client)

    split = client.put(ZIB, json={"verdict": "split"}, headers=ANY)

    assert split.json()["ids"] == ["blorp/zib-zab", "grunt/zib-zab"]
    assert "grunt/zib-zab" in skills(client)


def test_a_withdrawn_decision_about_a_name_leaves_the_map_as_before(client):
    client.post("/v1/maps", content=MAP)
    before = names(client)
    client.put(ZIB, json={"verdict": "merged"}, headers=ANY)

    withdrawn = client.delete(f"{NAMES}/ZIB/ZAB", headers=ANY)
    nothing_left = client.delete(ZIB, headers=ANY)

    assert (withdrawn.status_code, withdrawn.headers["ETag"]) == (204, '"3"')
    assert names(client) == before
    assert (nothing_left.status_code, nothing_left.json()["code"]) == (409, "decision_impossible")


def test_the_id_that_a_merge_retired_leads_to_the_one_skill(client):
    client.post("/v1/maps", content=MAP)
    client.put(f"{NAMES}/grunt/zib-zab", json={"verdict": "merged"}, headers=ANY)

    answer = client.post("/v1/maps/web/next", json={"known": ["grunt/zib-zab"]}).json()

    assert "blorp/zib-zab" in answer["state"]
    assert answer["unknown"] == []
    found = client.get("/v1/maps/web/skills/grunt/zib-zab").json()
    assert found["id"] == "blorp/zib-zab"
    assert len(found["placements"]) == 2


def test_a_decision_about_a_name_needs_the_revision_it_was_made_against(client):
    client.post("/v1/maps", content=MAP)

    question = {"verdict": "merged"}
    without = client.put(ZIB, json=question)
    stale = client.put(ZIB, json=question, headers={"If-Match": '"0"'})
    fresh = client.put(ZIB, json=question, headers={"If-Match": '"1"'})
    withdrawal = client.delete(ZIB)

    assert [answer.status_code for answer in (without, stale, fresh, withdrawal)] == [
        428,
        412,
        200,
        428,
    ]


def test_a_name_that_is_unknown_or_stands_under_one_topic_is_a_problem(client):
    client.post("/v1/maps", content=MAP)

    unknown = client.put(f"{NAMES}/zibzab", json={"verdict": "merged"}, headers=ANY)
    single = client.put(f"{NAMES}/one", json={"verdict": "merged"}, headers=ANY)

    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_skill")
    assert unknown.json()["suggestions"] == ["blorp/zib-zab", "grunt/zib-zab"]
    assert (single.status_code, single.json()["code"]) == (409, "decision_impossible")
    assert "Names that are: Zib/zab" in single.json()["detail"]


def test_a_merge_that_closes_a_circle_is_a_problem(client):
    client.post("/v1/maps", content=MAP)
    url = "/v1/maps/web/prerequisites"
    asserted = {"status": "asserted"}
    client.put(f"{url}/blorp/zib-zab..blorp/one", json=asserted, headers=ANY)
    client.put(f"{url}/blorp/one..grunt/zib-zab", json=asserted, headers=ANY)

    answer = client.put(ZIB, json={"verdict": "merged"}, headers=ANY)

    assert (answer.status_code, answer.json()["code"]) == (409, "cycle")
    assert client.get("/v1/maps/web").headers["ETag"] == '"3"'


def test_an_import_says_which_decisions_about_names_wait(client):
    client.post("/v1/maps", content=MAP)
    client.put(ZIB, json={"verdict": "merged"}, headers=ANY)

    body = client.put("/v1/maps/web", content="# Web\n- one\n", headers=ANY).json()

    assert [made["name"] for made in body["waiting_names"]] == ["Zib/zab"]
    (waiting,) = names(client)
    assert (waiting["ids"], waiting["decision"]["verdict"]) == ([], "merged")
