import inspect

import graph.errors
from api.problems import _CODES, PROBLEMS
from graph import GraphError


def test_every_error_of_the_library_has_a_code():
    errors = [
        kind
        for _, kind in inspect.getmembers(graph.errors, inspect.isclass)
        if issubclass(kind, GraphError) and kind is not GraphError
    ]

    assert set(errors) == set(_CODES)
    assert set(_CODES.values()) <= set(PROBLEMS)


def test_a_path_that_leads_nowhere_and_a_wrong_method_are_problems(client):
    nowhere = client.get("/v1/nowhere")
    wrong = client.patch("/v1/maps")

    for answer, status, code in (
        (nowhere, 404, "not_found"),
        (wrong, 405, "method_not_allowed"),
    ):
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.status_code == answer.json()["status"] == status
        assert answer.json()["code"] == code
    assert wrong.headers["Allow"] == "GET, POST"


def test_a_defect_of_ours_tells_nothing_about_the_inside(client, store, monkeypatch):
    def fail(*_: object) -> None:
        message = "secret"
        raise RuntimeError(message)

    monkeypatch.setattr(store, "maps", fail)

    answer = client.get("/v1/maps")

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text
