"""Library error -> HTTP: the one table that knows both.

Errors go out as `application/problem+json` (RFC 9457). `code` is stable: programs may rely on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from graph import (
    AmbiguousNameError,
    CycleError,
    DecisionError,
    EmptyMapError,
    FormatUnavailableError,
    GraphError,
    LearnerError,
    LearnerExistsError,
    MapEncodingError,
    MapError,
    MapExistsError,
    MapIdError,
    MapNestingError,
    MapTooLargeError,
    PlanError,
    RecordError,
    StaleLearnerError,
    StalePlacementError,
    StaleRevisionError,
    StoreError,
    UnknownLearnerError,
    UnknownMapError,
    UnknownPlacementError,
    UnknownSkillError,
    WeightsError,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 1


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: what its status is and what it is called."""

    status: int
    title: str


PROBLEMS: Mapping[str, ProblemKind] = {
    "ambiguous_name": ProblemKind(409, "The name can mean several things"),
    "body_too_large": ProblemKind(413, "The request is too large"),
    "cross_site": ProblemKind(403, "The request comes from another site"),
    "cycle": ProblemKind(409, "The prerequisites run in a circle"),
    "decision_impossible": ProblemKind(409, "Nothing to decide or to withdraw"),
    "format_unavailable": ProblemKind(501, "The format cannot be written here"),
    "internal_error": ProblemKind(500, "Waypath failed"),
    "invalid_request": ProblemKind(422, "The request does not have the right form"),
    "learner_exists": ProblemKind(409, "The learner exists already"),
    "map_empty": ProblemKind(422, "There is no skill in the map"),
    "map_exists": ProblemKind(409, "The map exists already"),
    "map_nested_too_deep": ProblemKind(422, "The map is nested too deep"),
    "map_not_text": ProblemKind(422, "The map is not UTF-8 text"),
    "map_too_large": ProblemKind(413, "The map is too large"),
    "map_unreadable": ProblemKind(422, "The map cannot be read"),
    "method_not_allowed": ProblemKind(405, "The method is not allowed here"),
    "not_acceptable": ProblemKind(406, "There is no such format"),
    "not_found": ProblemKind(404, "There is nothing here"),
    "revision_required": ProblemKind(428, "The change has to name a revision"),
    "stale_learner": ProblemKind(412, "The learner has changed meanwhile"),
    "stale_placement": ProblemKind(412, "The placement has gone on meanwhile"),
    "stale_revision": ProblemKind(412, "The map has changed meanwhile"),
    "store_unavailable": ProblemKind(503, "The store cannot be used"),
    "unknown_learner": ProblemKind(404, "There is no such learner"),
    "unknown_map": ProblemKind(404, "There is no such map"),
    "unknown_placement": ProblemKind(404, "There is no such placement"),
    "unknown_skill": ProblemKind(404, "There is no such skill"),
}

_CODES: Mapping[type[GraphError], str] = {
    AmbiguousNameError: "ambiguous_name",
    CycleError: "cycle",
    DecisionError: "decision_impossible",
    EmptyMapError: "map_empty",
    FormatUnavailableError: "format_unavailable",
    LearnerError: "invalid_request",
    LearnerExistsError: "learner_exists",
    MapEncodingError: "map_not_text",
    MapError: "map_unreadable",
    MapExistsError: "map_exists",
    MapIdError: "invalid_request",
    MapNestingError: "map_nested_too_deep",
    MapTooLargeError: "map_too_large",
    PlanError: "invalid_request",
    RecordError: "invalid_request",
    StaleLearnerError: "stale_learner",
    StalePlacementError: "stale_placement",
    StaleRevisionError: "stale_revision",
    StoreError: "store_unavailable",
    UnknownLearnerError: "unknown_learner",
    UnknownMapError: "unknown_map",
    UnknownPlacementError: "unknown_placement",
    UnknownSkillError: "unknown_skill",
    WeightsError: "invalid_request",
}
_VALUES = (
    "line",
    "where",
    "suggestions",
    "candidates",
    "cycle",
    "map_id",
    "revision",
    "known",
    "expected",
    "actual",
)
"""Values of library errors that become members of the problem."""
_HTTP_CODES = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it. Further members depend on the code."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="A URN made of the code.")
    title: str = Field(description="The kind of problem, the same for every problem of the code.")
    status: int
    detail: str = Field(description="What was wrong this time, and what to do about it.")
    code: str = Field(description="Stable name of the kind of problem.")


class ProblemError(Exception):
    """A problem that only HTTP knows, such as a missing header."""

    def __init__(self, code: str, detail: str, **members: object) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.members = members


def problem_response(code: str, detail: str, **members: object) -> JSONResponse:
    """Return the answer to a request that failed."""
    kind = PROBLEMS[code]
    content = {
        "type": f"urn:waypath:problem:{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "code": code,
    }
    headers = {"Retry-After": str(RETRY_AFTER_S)} if kind.status == PROBLEMS[_BUSY].status else None
    return JSONResponse(
        content | jsonable_encoder(members), kind.status, headers, media_type=MEDIA_TYPE
    )


_BUSY = "store_unavailable"


def problem_responses(*codes: str) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI says about these problems of an operation; any may be malformed."""
    by_status: dict[int, list[str]] = {}
    for code in sorted({*codes, "invalid_request"}):
        by_status.setdefault(PROBLEMS[code].status, []).append(code)
    return {
        status: {
            "description": "; ".join(f"{PROBLEMS[code].title} (`{code}`)" for code in found),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {code: {"value": _example(code)} for code in found},
                }
            },
        }
        for status, found in by_status.items()
    }


def _example(code: str) -> dict[str, object]:
    kind = PROBLEMS[code]
    return {
        "type": f"urn:waypath:problem:{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": f"{kind.title}: what was wrong this time, and what to do.",
        "code": code,
    }


DECISION_PROBLEMS = problem_responses(
    "unknown_map",
    "unknown_skill",
    "cycle",
    "decision_impossible",
    "revision_required",
    "stale_revision",
    "store_unavailable",
)
"""What can be wrong with a decision, about a prerequisite or a name."""


def add_problem_handlers(app: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """Let every error leave the service as a problem; the routes say what is allowed where."""

    @app.exception_handler(GraphError)
    def of_library(_: Request, error: GraphError) -> JSONResponse:
        code = next(_CODES[kind] for kind in type(error).__mro__ if kind in _CODES)
        values = {name: getattr(error, name, None) for name in _VALUES}
        members = {name: value for name, value in values.items() if value is not None}
        return problem_response(code, _sentence(str(error)), **members)

    @app.exception_handler(ProblemError)
    def of_service(_: Request, error: ProblemError) -> JSONResponse:
        return problem_response(error.code, error.detail, **error.members)

    @app.exception_handler(RequestValidationError)
    def of_validation(_: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [
            {"where": ".".join(map(str, found["loc"])), "problem": found["msg"]}
            for found in error.errors()
        ]
        detail = "; ".join(f"{found['where']}: {found['problem']}" for found in wrong[:3])
        return problem_response("invalid_request", _sentence(detail), errors=wrong)

    @app.exception_handler(HTTPException)
    def of_framework(request: Request, error: HTTPException) -> JSONResponse:
        code = _HTTP_CODES.get(error.status_code, "invalid_request")
        detail = f"{request.method} {request.url.path}: {error.detail}. See /docs."
        response = problem_response(code, detail)
        if code == "method_not_allowed":
            response.headers["Allow"] = ", ".join(_allowed_methods(routes, request.scope))
        return response

    @app.exception_handler(Exception)
    def of_nobody(_: Request, __: Exception) -> JSONResponse:
        return problem_response("internal_error", "The log of the service says what happened.")


def _allowed_methods(routes: Sequence[BaseRoute], scope: Scope) -> list[str]:
    """Return what can be done at the path of a request; the framework names one route only."""
    allowed: set[str] = set()
    for route in routes:
        if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE:
            allowed |= route.methods or set()
    return sorted(allowed)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
