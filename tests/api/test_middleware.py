import pytest

from api.middleware import MAX_BODY_BYTES


def test_a_body_over_the_limit_is_refused_by_its_declared_size(client):
    answer = client.post("/v1/maps", content=b"x" * (MAX_BODY_BYTES + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_body_over_the_limit_is_refused_while_it_comes_in(client):
    chunks = (b"x" * 100_000 for _ in range(MAX_BODY_BYTES // 100_000 + 1))

    answer = client.post("/v1/maps", content=chunks)

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("path", ["/", "/v1/maps", "/nowhere", "/static/style.css"])
def test_every_answer_tells_browsers_to_trust_nothing_else(client, path):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
