from graph import SqliteStore
from tests.builders import JUGGLING, SEED_MAP

COOK = "# Cook\n## Eggs\n- Boil\n- Fry\n"
COOK_WITHOUT_FRY = "# Cook\n## Eggs\n- Boil\n- Poach\n"


def test_a_markdown_body_becomes_a_map_with_an_id_made_from_its_title(client):
    answer = client.post("/v1/maps", content=COOK)

    assert answer.status_code == 201
    assert answer.headers["Location"] == "/v1/maps/cook"
    assert answer.headers["ETag"] == '"1"'
    assert answer.json()["added"] == ["eggs", "eggs/boil", "eggs/fry"]
    assert client.get("/v1/maps/cook").json()["skill_count"] == 2


def test_a_dry_run_says_the_same_and_writes_nothing(client):
    answer = client.post("/v1/maps", params={"dry_run": True}, content=COOK)

    assert answer.status_code == 200
    assert answer.json()["dry_run"] is True
    assert answer.json()["added"] == ["eggs", "eggs/boil", "eggs/fry"]
    assert client.get("/v1/maps").json()["maps"] == []


def test_a_preview_holds_all_that_was_read_and_a_sample_of_what_was_inferred(client):
    source = SEED_MAP.read_bytes()
    client.post("/v1/maps", content=source)
    graph = client.get("/v1/maps/default/graph").json()
    edges = [edge for edge in graph["prerequisites"] if edge["status"] == "inferred"]
    by_confidence = sorted(edge["confidence"] for edge in edges)

    params = {"dry_run": True, "preview": True}
    preview = client.post("/v1/maps", params=params, content=source).json()["preview"]

    assert preview["skills"] == graph["skills"]
    assert preview["stated"] == len(graph["prerequisites"]) - len(edges)
    assert preview["confident"] == sum(edge["band"] == "confident" for edge in edges)
    assert preview["suggested"] == sum(edge["band"] == "suggested" for edge in edges)
    assert [edge["confidence"] for edge in preview["surest"]] == by_confidence[:-11:-1]
    assert [edge["confidence"] for edge in preview["doubtful"]] == by_confidence[:10]
    assert all(edge["evidence"] for edge in preview["surest"] + preview["doubtful"])


def test_a_preview_shows_no_prerequisite_twice_and_is_not_answered_unasked(client):
    params = {"dry_run": True, "preview": True}
    asked = client.put("/v1/maps/juggling", params=params, content=JUGGLING).json()
    unasked = client.put("/v1/maps/juggling", content=JUGGLING).json()

    preview = asked["preview"]
    shown = [(edge["source"], edge["target"]) for edge in preview["surest"] + preview["doubtful"]]
    assert 0 < len(set(shown)) == len(shown) == preview["confident"] + preview["suggested"] < 20
    assert asked | {"dry_run": False, "map": unasked["map"], "preview": None} == unasked
    assert unasked["preview"] is None


def test_a_map_without_a_title_gets_the_one_that_the_request_names(client):
    client.post("/v1/maps", params={"title": "My kitchen"}, content="## Eggs\n- Boil\n")

    assert client.get("/v1/maps").json()["maps"][0]["id"] == "my-kitchen"


def test_creating_the_same_map_again_changes_nothing(client):
    client.post("/v1/maps", content=COOK)

    answer = client.post("/v1/maps", content=COOK)

    assert (answer.status_code, answer.json()["outcome"]) == (200, "unchanged")
    assert client.get("/v1/maps/cook").headers["ETag"] == '"1"'


def test_creating_another_map_of_the_same_id_is_refused(client):
    client.post("/v1/maps", content=COOK)

    answer = client.post("/v1/maps", content=COOK_WITHOUT_FRY)

    assert (answer.status_code, answer.json()["code"]) == (409, "map_exists")
    assert (answer.json()["map_id"], answer.json()["revision"]) == ("cook", 1)


def test_default_is_the_map_that_was_there_first(client):
    client.post("/v1/maps", content=COOK)
    client.post("/v1/maps", content="# Bake\n- Bread\n")

    assert client.get("/v1/maps/default").json()["id"] == "cook"


def test_an_empty_store_has_no_default(client):
    answer = client.get("/v1/maps/default")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_map")
    assert "Import one first" in answer.json()["detail"]


def test_maps_are_listed_page_by_page(client):
    for number in range(5):
        client.post("/v1/maps", content=f"# Map {number}\n- Skill\n")

    first = client.get("/v1/maps", params={"limit": 3}).json()
    second = client.get("/v1/maps", params={"limit": 3, "cursor": first["next_cursor"]}).json()

    assert [found["id"] for found in first["maps"]] == ["map-0", "map-1", "map-2"]
    assert [found["id"] for found in second["maps"]] == ["map-3", "map-4"]
    assert second["next_cursor"] is None


def test_a_map_is_given_back_as_it_was_imported(client):
    client.put("/v1/maps/seed", content=SEED_MAP.read_bytes())

    answer = client.get("/v1/maps/seed", headers={"Accept": "text/markdown"})

    assert answer.headers["Content-Type"].startswith("text/markdown")
    assert answer.content == SEED_MAP.read_bytes()


def test_a_map_says_whether_its_field_is_known_and_its_order_was_used(seeded):
    imported = seeded.post("/v1/maps", content="---\norder: ignored\n---\n" + JUGGLING).json()

    seed, juggling = (seeded.get(f"/v1/maps/{name}").json() for name in ("default", "juggling"))
    assert (seed["field_known"], seed["order_used"]) == (True, True)
    assert (juggling["field_known"], juggling["order_used"]) == (False, False)
    assert imported["map"] == juggling


def test_an_answer_that_the_client_has_is_not_sent_again(seeded):
    etag = seeded.get("/v1/maps/default").headers["ETag"]

    again = seeded.get("/v1/maps/default", headers={"If-None-Match": etag})
    other = seeded.get("/v1/maps/default", headers={"If-None-Match": '"99"'})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert other.status_code == 200


def test_a_new_state_of_a_map_needs_the_revision_that_it_replaces(client):
    client.post("/v1/maps", content=COOK)

    without = client.put("/v1/maps/cook", content=COOK_WITHOUT_FRY)
    stale = client.put("/v1/maps/cook", content=COOK_WITHOUT_FRY, headers={"If-Match": '"7"'})
    fresh = client.put("/v1/maps/cook", content=COOK_WITHOUT_FRY, headers={"If-Match": '"1"'})

    assert (without.status_code, without.json()["code"]) == (428, "revision_required")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_revision")
    assert (fresh.status_code, fresh.headers["ETag"]) == (200, '"2"')
    assert fresh.json()["added"] == ["eggs/poach"]
    assert fresh.json()["removed"] == ["eggs/fry"]


def test_putting_a_new_map_needs_no_revision_but_an_id_that_can_be_one(client):
    created = client.put("/v1/maps/kitchen", content=COOK)
    refused = client.put("/v1/maps/My Kitchen", content=COOK)

    assert created.status_code == 201
    assert refused.status_code == 422
    assert "my-kitchen" in refused.json()["detail"]


def test_putting_a_map_that_was_thought_to_exist_is_refused(client):
    answer = client.put("/v1/maps/kitchen", content=COOK, headers={"If-Match": '"1"'})

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_map")


def test_decisions_outlive_a_new_state_and_wait_for_skills_that_are_gone(client):
    client.post("/v1/maps", content=COOK)
    url = "/v1/maps/cook/prerequisites/eggs/boil..eggs/fry"
    client.put(url, json={"status": "rejected"}, headers={"If-Match": "*"})

    gone = client.put("/v1/maps/cook", content=COOK_WITHOUT_FRY, headers={"If-Match": "*"})
    client.put("/v1/maps/cook", content=COOK, headers={"If-Match": "*"})
    back = client.get("/v1/maps/cook/prerequisites", params={"status": "rejected"})

    assert [waiting["target"] for waiting in gone.json()["waiting"]] == ["eggs/fry"]
    assert gone.json()["map"]["decision_count"] == 1
    assert [edge["target"] for edge in back.json()["prerequisites"]] == ["eggs/fry"]


def test_a_deleted_map_is_gone_and_its_history_is_not(client):
    client.post("/v1/maps", content=COOK)

    without = client.delete("/v1/maps/cook")
    deleted = client.delete("/v1/maps/cook", headers={"If-Match": '"1"'})

    assert without.status_code == 428
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert client.get("/v1/maps/cook").status_code == 404
    kinds = [change["kind"] for change in client.get("/v1/maps/cook/history").json()["changes"]]
    assert kinds == ["deleted", "imported"]


def test_a_map_that_cannot_be_read_is_refused_with_its_line_and_nothing_is_written(client):
    binary = client.post("/v1/maps", content=b"# Cook\n- Boil\n- \xff\xfe\n")
    empty = client.post("/v1/maps", content=b"")
    circle = client.post("/v1/maps", content="- A (requires: B)\n- B (requires: A)\n")

    assert (binary.status_code, binary.json()["code"], binary.json()["line"]) == (
        422,
        "map_not_text",
        3,
    )
    assert (empty.status_code, empty.json()["code"]) == (422, "map_empty")
    assert (circle.status_code, circle.json()["code"]) == (409, "cycle")
    assert set(circle.json()["cycle"]) == {"a", "b"}
    assert client.get("/v1/maps").json()["maps"] == []


def test_a_second_process_sees_a_change_at_once(tmp_path, store_clients):
    one, other = store_clients(tmp_path / "waypath.db", 2)
    one.post("/v1/maps", content=COOK)
    assert other.get("/v1/maps/cook").json()["revision"] == 1

    one.put("/v1/maps/cook", content=COOK_WITHOUT_FRY, headers={"If-Match": '"1"'})

    assert other.get("/v1/maps/cook").json()["revision"] == 2
    assert other.get("/v1/maps/cook/skills").json()["skills"][1]["name"] == "Poach"


def test_a_failing_store_is_a_problem_that_says_when_to_try_again(client, store: SqliteStore):
    store.close()

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert int(answer.headers["Retry-After"]) >= 1
    assert client.get("/health/live").json() == {"status": "live"}
