def test_history_lists_every_change_newest_first_page_by_page(client):
    for number in range(5):
        client.put(
            "/v1/maps/web", content=f"# Web\n- HTTP\n- Skill {number}\n", headers={"If-Match": "*"}
        ) if number else client.put("/v1/maps/web", content="# Web\n- HTTP\n")

    first = client.get("/v1/maps/web/history", params={"limit": 3}).json()
    second = client.get(
        "/v1/maps/web/history", params={"limit": 3, "cursor": first["next_cursor"]}
    ).json()

    assert [change["revision"] for change in first["changes"]] == [5, 4, 3]
    assert [change["revision"] for change in second["changes"]] == [2, 1]
    assert second["next_cursor"] is None
    assert first["changes"][0]["text"] == "Imported “Web”: 1 added, 1 removed."
    assert first["changes"][0]["skills"] == ["skill-4", "skill-3"]


def test_history_tells_decisions_in_words(client):
    client.post("/v1/maps", content="# Web\n- HTTP\n- REST\n")
    url = "/v1/maps/web/prerequisites/http..rest"
    client.put(url, json={"status": "rejected"}, headers={"If-Match": "*"})
    client.delete(url, headers={"If-Match": "*"})

    texts = [change["text"] for change in client.get("/v1/maps/web/history").json()["changes"]]

    assert texts[:2] == ["No longer rejected: HTTP before REST.", "Rejected: HTTP before REST."]


def test_history_of_a_map_that_never_was_is_a_problem(client):
    assert client.get("/v1/maps/web/history").json()["code"] == "unknown_map"
    assert client.get("/v1/maps/web/history", params={"cursor": "LTE"}).status_code == 422
