"""The document is complete, its examples are true, and the service keeps to it."""

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from api.app import create_app
from graph import SqliteStore, import_map
from tests.builders import SEED_MAP


@pytest.fixture
def document(client):
    return client.get("/openapi.json").json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_operation_has_an_example_of_what_goes_in_and_what_comes_out(document):
    for name, operation in operations(document):
        contents = [
            (f"{name} {status}", content)
            for status, response in operation["responses"].items()
            for content in response.get("content", {}).values()
        ]
        body = operation.get("requestBody", {"content": {}})
        contents += [(name, content) for content in body["content"].values()]
        assert contents or set(operation["responses"]) == {"204"}
        for where, content in contents:
            assert "example" in content or "examples" in content, where


def test_every_example_fits_its_schema(document):
    count = 0
    for _, operation in operations(document):
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        for content in (c for body in bodies for c in body.get("content", {}).values()):
            schema = content.get("schema", {})
            pairs = []
            if "$ref" in schema and "example" in content:
                pairs = [(schema, content["example"])]
            elif "anyOf" in schema:
                examples = [example["value"] for example in content["examples"].values()]
                pairs = list(zip(schema["anyOf"], examples, strict=True))
            for found, example in pairs:
                jsonschema_rs.validate(found | {"components": document["components"]}, example)
                count += 1
    assert count >= 20


def test_operations_are_named_for_generated_clients(document):
    names = [operation["operationId"] for _, operation in operations(document)]

    assert len(names) == len(set(names))
    assert {"recommend", "plan", "put_decision", "create_map"} <= set(names)


def test_the_examples_are_answers_to_the_example_questions(document, client):
    map_body = document["paths"]["/v1/maps"]["post"]["requestBody"]["content"]["text/markdown"]
    client.put("/v1/maps/web", content=map_body["example"])

    for question in ("order", "next", "readiness", "roadmap", "roadmap/what-if", "understand"):
        operation = document["paths"][f"/v1/maps/{{map_id}}/{question}"]["post"]
        asked = operation["requestBody"]["content"]["application/json"]["example"]
        said = operation["responses"]["200"]["content"]["application/json"]["example"]
        answer = client.post(f"/v1/maps/web/{question}", json=asked).json()
        assert answer | {"revision": 0} == said


def test_the_interactive_documentation_loads_nothing_from_another_host(client):
    page = client.get("/docs").text

    assert "://" not in page
    assert client.get("/static-offline-docs/swagger-ui-bundle.js").status_code == 200


_SEEDED = SqliteStore(":memory:")
import_map(_SEEDED, SEED_MAP.read_bytes())
_CHECKS = {
    # Which way a request is refused first is not part of the contract, only that it is.
    "negative_data_rejection": {
        "expected-statuses": ["400", "404", "406", "409", "412", "413", "422", "428"]
    },
    # Markdown without a skill and a cursor that was not handed out fit the schema, no more.
    "positive_data_acceptance": {"enabled": False},
}
_SCHEMA = schemathesis.openapi.from_asgi(
    "/openapi.json",
    create_app(_SEEDED),
    config=schemathesis.Config.from_dict({"checks": _CHECKS}),
)


@_SCHEMA.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_service_keeps_to_its_document(case):
    case.call_and_validate()
