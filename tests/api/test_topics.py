import pytest

MAP = """\
# Shop
## Apps
- Blog
- Shop (requires: SQL)
- Till (requires: Shop)
## Data
- SQL
### Tuning
- Indexing (requires: SQL; Blog)
"""


@pytest.fixture
def shop(client):
    client.put("/v1/maps/shop", content=MAP)
    return client


def test_areas_come_in_an_order_to_go_through_them_with_what_puts_them_there(shop):
    answer = shop.get("/v1/maps/shop/topics?min_confidence=1")

    body = answer.json()
    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{body["revision"]}"'
    assert [(topic["id"], topic["skills"]) for topic in body["topics"]] == [
        ("data", 2),
        ("apps", 3),
    ]
    (found,) = body["prerequisites"]
    assert (found["source"], found["target"], found["skills"]) == ("data", "apps", 2)
    assert (found["share"], found["confidence"], found["implied"]) == (0.6667, 1, False)
    (example,) = found["examples"]
    assert (example["source"], example["target"], example["band"]) == (
        "data/sql",
        "apps/shop",
        "confident",
    )
    assert example["evidence"][0]["lines"] == [4, 7]
    (cut,) = body["cut"]
    assert cut["cycle"] == ["apps", "data", "apps"]
    assert cut["prerequisite"]["skills"] == 1


def test_topics_are_told_of_if_they_are_asked_for(shop):
    body = shop.get("/v1/maps/shop/topics?level=topic&min_confidence=1").json()

    assert body["level"] == "topic"
    assert [topic["id"] for topic in body["topics"]] == ["data", "apps", "data/tuning"]
    assert body["cut"] == []


def test_prerequisites_that_are_less_sure_than_asked_for_do_not_count(seeded):
    all_, sure = (
        seeded.get(f"/v1/maps/default/topics?min_confidence={least}").json()["prerequisites"]
        for least in (0.5, 1)
    )

    assert all_
    assert not sure


def test_a_client_that_has_the_answer_is_told_so(shop):
    etag = shop.get("/v1/maps/shop/topics").headers["ETag"]

    assert shop.get("/v1/maps/shop/topics", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("asked", ["level=skill", "min_confidence=2"])
def test_what_cannot_be_asked_for_is_a_problem(shop, asked):
    answer = shop.get(f"/v1/maps/shop/topics?{asked}")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_a_map_that_is_not_there_is_a_problem(shop):
    assert shop.get("/v1/maps/none/topics").json()["code"] == "unknown_map"
