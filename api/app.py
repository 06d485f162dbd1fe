"""The service: routes, problems and page put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.routing import APIRoute
from fastapi_offline import FastAPIOffline

from api.dependencies import NotModifiedError
from api.middleware import BodyLimit, SameSiteWrites, SecurityHeaders
from api.openapi import openapi_of
from api.page import BUILT, add_page
from api.problems import add_problem_handlers
from api.routes import (
    answers,
    health,
    history,
    learners,
    maps,
    moves,
    names,
    neo4j_browser,
    placements,
    prerequisites,
    reading,
    skills,
    topics,
)
from api.snapshots import Snapshots
from graph import DEFAULT_WEIGHTS, RankingWeights, Store

_WORTH_COMPRESSING = 1000
"""Bytes of an answer below which compressing it saves nothing."""
_COMPRESSION = 5
"""How hard to compress, 1 to 9. The graph of 20,000 skills is a tenth smaller at 9, and takes 0.9 s
longer."""
_DESCRIPTION = """\
Waypath reads skill maps written in Markdown, infers which skill has to be learned before which,
and answers what to learn next.

- A change names the revision it was made against: send the `ETag` of an answer as `If-Match`.
- Errors are problems (RFC 9457) with a stable `code`.
- A list goes on at its `next_cursor`.
- Where several services share a Neo4j, a change made through one is answered by the others within
  two seconds; at once if the request names the revision in `Waypath-Revision`.
"""


def create_app(
    store: Store,
    *,
    version: str = "0",
    weights: RankingWeights = DEFAULT_WEIGHTS,
    page: Path = BUILT,
) -> FastAPI:
    """Return the service over a store. Whoever made the store closes it.

    Args:
        store: Where maps are kept.
        version: The version that the OpenAPI document names.
        weights: What counts in the ranking of what is next, unless a request says otherwise.
        page: The folder that the page was built into.
    """
    snapshots = Snapshots(store)

    @asynccontextmanager
    async def following(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(snapshots.follow)
        yield
        await run_in_threadpool(snapshots.close)

    app = FastAPIOffline(
        title="Waypath",
        version=version,
        summary="What to learn next, in which order, and why.",
        description=_DESCRIPTION,
        redoc_url=None,
        lifespan=following,
        generate_unique_id_function=_operation_id,
    )
    app.state.snapshots = snapshots
    app.state.weights = weights
    app.openapi = openapi_of(app)  # type: ignore[method-assign] # FastAPI's own way to extend it
    modules = (
        health,
        maps,
        skills,
        topics,
        moves,
        names,
        prerequisites,
        answers,
        reading,
        learners,
        placements,
        history,
        neo4j_browser,
    )
    routers = [module.router for module in modules]
    add_problem_handlers(app, [route for router in routers for route in router.routes])
    app.add_exception_handler(NotModifiedError, _not_modified)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_COMPRESSING, compresslevel=_COMPRESSION)
    app.add_middleware(SameSiteWrites)
    app.add_middleware(SecurityHeaders)
    for router in routers:
        app.include_router(router)
    add_page(app, page)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


def _not_modified(_: Request, error: Exception) -> Response:
    if not isinstance(error, NotModifiedError):  # registered for no other
        raise error
    headers = {"ETag": error.etag, "Cache-Control": "private, no-cache"}
    return Response(status_code=304, headers=headers)
