"""The OpenAPI document: FastAPI's, with an example for everything that goes in or comes out.

Examples are answers about a small map, given by the library when the document is asked for, so
they are never out of date.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from api.learner_examples import learner_examples
from api.problems import Problem
from api.roadmap_files import DRAWN
from api.schemas.maps import ImportAnswer, MapAnswer
from api.schemas.placements import FinishedAnswer, PlacementSessionAnswer
from api.schemas.prerequisites import ExplanationAnswer, PrerequisiteAnswer, QuestionAnswer
from api.schemas.topics import TopicsAnswer
from graph import (
    DEFAULT_MIN_CONFIDENCE,
    Change,
    Decision,
    Import,
    MapSummary,
    Move,
    NameDecision,
    PlacementSession,
    build,
    check_readiness,
    explain,
    order_skills,
    place,
    plan_roadmap,
    recommend_next,
    review_questions,
    shared_names,
    topic_prerequisites,
    what_if,
    with_answer,
)
from graph.export import GRAPH_FORMATS
from graph.export.roadmaps import ROADMAP_FORMATS

EXAMPLE_MAP = """\
# Web
## Basics
- HTTP
- JSON
## APIs
- REST (4h) (requires: HTTP; JSON)
- GraphQL (requires: REST)
"""
_NAMES_MAP = """\
# Web
## Databases
- Caching
## Browsers
- Caching
"""
_TIME = "2027-01-04T09:00:00.000Z"


def openapi_of(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Return the function by which the app makes its document, once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    return openapi


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
    )
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    examples = _examples()
    for path in document["paths"].values():
        for operation in path.values():
            if not {"parameters", "requestBody"} & operation.keys():
                operation["responses"].pop("422", None)  # nothing in it can be malformed
            bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
            for body in bodies:
                for media_type, content in body.get("content", {}).items():
                    schema = content.get("schema", {})
                    name = _schema_name(schema) or f"{operation['operationId']} {media_type}"
                    if name in examples:
                        content["example"] = examples[name]
                    elif either := list(map(_schema_name, schema.get("anyOf", ()))):
                        content["examples"] = {one: {"value": examples[one]} for one in either}
    return document


def _schema_name(schema: Mapping[str, str]) -> str:
    return schema.get("$ref", "").rpartition("/")[2]


def _shown(answer: type[BaseModel], value: object) -> dict[str, Any]:
    """Return what a client gets of a value of the library."""
    return answer.model_validate(value).model_dump(mode="json")


def _examples() -> Mapping[str, object]:
    """Return an example for every schema that is a whole question or answer."""
    snapshot = build(EXAMPLE_MAP)
    known, goal, skill = ["HTTP"], ["GraphQL"], "apis/rest"
    week: dict[str, Any] = {"hours_per_week": 6, "start": "2027-01-04"}
    roadmap = plan_roadmap(snapshot, known, goal, **week)
    entry = snapshot.skill_map[skill]
    edges = [_shown(PrerequisiteAnswer, edge) for edge in snapshot.prerequisites]
    questions = [_shown(QuestionAnswer, question) for question in review_questions(snapshot)]
    decision = Decision("basics/http", "basics/json", "rejected", _TIME, "JSON needs no HTTP.")
    rejected = snapshot.with_decisions([decision]).prerequisites[0]
    named = NameDecision("Caching", "merged", _TIME, "Taught together.")
    (shared,) = shared_names(build(_NAMES_MAP, name_decisions=[named]))
    summary = MapSummary("web", "Web", 1, 4, _TIME)
    change = Change("decided", _TIME, "Rejected: HTTP before JSON.", ("basics/http", "basics/json"))
    imported = Import(snapshot, "created", tuple(e.id for e in snapshot.skill_map), (), ())
    move = Move("apis/rest-basics", "REST Basics", "skill", "renamed", (skill,))
    placement = with_answer(PlacementSession("Zk3vT0bQ", "web", 2, ("apis/graphql",)), skill, "yes")
    entry_json = asdict(entry) | {"parent": entry.parent}
    entry_json.pop("requires")
    page = {"total": 1, "next_cursor": None}
    return {
        "OrderQuestion": {"skills": [], "stages": True},
        "NextQuestion": {"known": known, "goals": goal, "limit": 10},
        "ReadinessQuestion": {"known": known, "skill": "GraphQL"},
        "RoadmapQuestion": {"known": known, "goals": goal, **week},
        "WhatIfQuestion": {"known": known, "goals": goal, "add": ["JSON"], **week},
        "DecisionQuestion": {"status": decision.verdict, "note": decision.note},
        "OrderAnswer": asdict(order_skills(snapshot, stages=True)),
        "NextAnswer": asdict(recommend_next(snapshot, known, goal)),
        "ReadinessAnswer": asdict(check_readiness(snapshot, known, "GraphQL")),
        "RoadmapAnswer": asdict(roadmap),
        "WhatIfAnswer": asdict(what_if(snapshot, known, goal, add=["JSON"], **week)),
        "PrerequisitePage": {"revision": 1, "prerequisites": edges[:1], **page},
        "QuestionPage": {"revision": 1, "prerequisites": questions[:1], **page},
        "ExplanationAnswer": _shown(ExplanationAnswer, explain(snapshot, "HTTP", "GraphQL")),
        "TopicsAnswer": _shown(TopicsAnswer, topic_prerequisites(snapshot, level="topic")),
        "DecidedAnswer": {"revision": 2, **_shown(PrerequisiteAnswer, rejected)},
        "NameQuestion": {"verdict": named.verdict, "note": named.note},
        "SharedNamePage": {"revision": 2, "names": [asdict(shared)], **page},
        "DecidedNameAnswer": {"revision": 2, **asdict(shared)},
        "MoveQuestion": {"now": list(move.now)},
        "MovePage": {"revision": 2, "moves": [asdict(move)], **page},
        "DecidedMoveAnswer": {"revision": 3, **asdict(replace(move, decided_at=_TIME))},
        "EntryPage": {"revision": 1, "skills": [entry_json], **page},
        "SkillAnswer": {
            "revision": 1,
            **entry_json,
            "prerequisites": [edge for edge in edges if edge["target"] == skill],
            "unlocks": [edge for edge in edges if edge["source"] == skill],
            "skills": [skill],
        },
        "MapPage": {"maps": [asdict(summary)], **page},
        "MapAnswer": MapAnswer.of(snapshot).model_dump(mode="json"),
        "ImportAnswer": ImportAnswer.of(imported, dry_run=False, preview=True).model_dump(
            mode="json"
        ),
        "HistoryPage": {"changes": [{"revision": 2, **asdict(change)}], "next_cursor": None},
        "HealthAnswer": {"status": "ready"},
        "PlacementStart": {"goals": goal, "learner": "ana"},
        "ReplyQuestion": {"skill": skill, "reply": "yes"},
        "FinishQuestion": {"known": None},
        "PlacementSessionAnswer": PlacementSessionAnswer.of(
            placement, place(snapshot, placement)
        ).model_dump(mode="json"),
        "FinishedAnswer": _shown(
            FinishedAnswer,
            {
                "id": placement.id,
                "learner": "ana",
                "learner_revision": 2,
                "known": ["basics/http", skill],
                "marked": [skill],
            },
        ),
        **learner_examples(snapshot),
        **{
            f"export_graph {kind.media_type}": kind.write(snapshot, DEFAULT_MIN_CONFIDENCE)
            for kind in GRAPH_FORMATS.values()
        },
        **{
            f"{operation} {kind.media_type}": kind.write(roadmap, snapshot, _TIME).decode()
            for operation in ("plan", "plan_for_learner")
            for name, kind in ROADMAP_FORMATS.items()
            if name not in DRAWN
        },
    }
