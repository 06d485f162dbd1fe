import pytest

from api.middleware import MAX_BODY_BYTES


def policy(headers):
    """Return what browsers are told to trust, by the kind of what they load."""
    return dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )


def test_a_body_over_the_limit_is_refused_by_its_declared_size(client):
    answer = client.post("/v1/maps", content=b"x" * (MAX_BODY_BYTES + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_body_over_the_limit_is_refused_while_it_comes_in(client):
    chunks = (b"x" * 100_000 for _ in range(MAX_BODY_BYTES // 100_000 + 1))

    answer = client.post("/v1/maps", content=chunks)

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("path", ["/", "/v1/maps", "/nowhere", "/assets/gone.js"])
def test_every_answer_tells_browsers_to_trust_nothing_else(client, path):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert policy(headers) == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


def test_the_interactive_documentation_may_start_itself_and_no_more(client):
    page, docs = policy(client.get("/").headers), policy(client.get("/docs").headers)

    assert docs == page | {"default-src": "'self' 'unsafe-inline'"}


def test_a_body_over_the_limit_is_refused_whatever_it_was_to_be(client):
    chunks = (b" " * 100_000 for _ in range(MAX_BODY_BYTES // 100_000 + 1))

    answer = client.post(
        "/v1/maps/default/next", content=chunks, headers={"Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_page_of_another_site_cannot_change_anything(client):
    foreign = {"Sec-Fetch-Site": "cross-site"}

    refused = client.post("/v1/maps", content="# Cook\n- Boil\n", headers=foreign)

    assert (refused.status_code, refused.json()["code"]) == (403, "cross_site")
    assert client.get("/v1/maps", headers=foreign).json()["maps"] == []


def test_long_answers_are_compressed_for_clients_that_can_read_it(client):
    assert client.get("/openapi.json").headers["Content-Encoding"] == "gzip"
    plain = client.get("/openapi.json", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
