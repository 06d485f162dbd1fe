"""What became of entries that left a map, over REST."""

import pytest

OLD = "# Web\n## A\n- Zibbing\n- HTML & CSS\n- Zab\n- Order\n"
NEW = "# Web\n## A\n- Introduction to Zibbing\n- HTML\n- CSS\n- Blorp\n- Order\n"
MOVES = "/v1/maps/web/moves"
ZAB = f"{MOVES}/a/zab"
ANY = {"If-Match": "*"}


@pytest.fixture
def web(client):
    client.post("/v1/maps", content=OLD)
    client.put("/v1/maps/web", content=NEW, headers=ANY)
    return client


def test_an_import_answers_what_became_of_the_entries_that_left(client):
    client.post("/v1/maps", content=OLD)

    planned = client.put("/v1/maps/web?dry_run=true", content=NEW, headers=ANY).json()
    done = client.put("/v1/maps/web", content=NEW, headers=ANY).json()

    assert planned["moves"] == done["moves"]
    assert {move["id"]: (move["how"], move["now"]) for move in done["moves"]} == {
        "a/zibbing": ("renamed", ["a/introduction-to-zibbing"]),
        "a/html-css": ("split", ["a/html", "a/css"]),
        "a/zab": ("removed", []),
    }
    assert (done["added"], done["removed"]) == (["a/blorp"], ["a/zab"])


def test_what_became_of_entries_is_listed_page_by_page_the_newest_first(web):
    first = web.get(MOVES, params={"limit": 2})
    rest = web.get(MOVES, params={"limit": 2, "cursor": first.json()["next_cursor"]}).json()

    assert [move["id"] for move in first.json()["moves"]] == ["a/zab", "a/html-css"]
    assert [move["id"] for move in rest["moves"]] == ["a/zibbing"]
    assert (first.json()["total"], rest["next_cursor"], first.headers["ETag"]) == (3, None, '"2"')


def test_a_person_says_what_became_of_an_entry_and_takes_it_back(web):
    said = web.put(ZAB, json={"now": ["Blorp"]}, headers=ANY)

    assert (said.status_code, said.headers["ETag"]) == (200, '"3"')
    assert said.json()["now"] == ["a/blorp"]
    assert (said.json()["how"], said.json()["found"], said.json()["revision"]) == ("renamed", [], 3)
    assert said.json()["decided_at"]
    known = web.post("/v1/maps/web/next", json={"known": ["a/zab"]}).json()
    assert "a/blorp" in known["state"]
    assert known["unknown"] == []

    back = web.delete(ZAB, headers=ANY)

    assert (back.status_code, back.headers["ETag"]) == (204, '"4"')
    assert web.get(MOVES).json()["moves"][0]["how"] == "removed"


def test_a_change_needs_the_revision_it_was_made_against(web):
    without = web.put(ZAB, json={"now": []})
    stale = web.put(ZAB, json={"now": []}, headers={"If-Match": '"1"'})

    assert (without.status_code, without.json()["code"]) == (428, "revision_required")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_revision")


@pytest.mark.parametrize(
    ("entry", "now", "code"),
    [
        ("a/blorp", [], "decision_impossible"),
        ("a/never", [], "unknown_skill"),
        ("a/zab", ["never"], "unknown_skill"),
    ],
)
def test_what_cannot_be_said_is_refused(web, entry, now, code):
    refused = web.put(f"{MOVES}/{entry}", json={"now": now}, headers=ANY)

    assert refused.json()["code"] == code


def test_what_nobody_said_cannot_be_taken_back(web):
    assert web.delete(ZAB, headers=ANY).json()["code"] == "decision_impossible"


def test_a_name_that_several_entries_had_is_refused(client):
    client.post("/v1/maps", content="# Web\n## A\n- Zab\n- x\n## B\n- Zab\n- y\n")
    client.put("/v1/maps/web", content="# Web\n## A\n- x\n## B\n- y\n", headers=ANY)

    refused = client.put(f"{MOVES}/Zab", json={"now": []}, headers=ANY)

    assert (refused.status_code, refused.json()["code"]) == (409, "ambiguous_name")
