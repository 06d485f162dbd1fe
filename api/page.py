"""The page: files that `web/` is built into, each under an address that changes with its content.

The page itself is asked for anew at every visit and names the files that belong to it. So a visit
never mixes two versions, and all but a kilobyte comes from the browser's own store.
"""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

BUILT = Path(__file__).parent / "static"
"""Where `web/` is built into."""

_READING = ["GET", "HEAD"]
_NOT_BUILT = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Waypath</title>
<h1>The page is not built</h1>
<p>This Waypath runs from its source code. <code>make page</code> builds the page there, and
<code>make run</code> builds and serves it. The <a href="docs">REST interface</a> and the command
<code>waypath</code> work without it.</p>
"""


def add_page(app: FastAPI, folder: Path = BUILT) -> None:
    """Let the service answer the page at `/`, or how to build it, and its files below `/assets`.

    Args:
        app: The service.
        folder: What `web/` was built into. It may be missing, and come while the service runs.
    """
    files = _Files(directory=folder, check_dir=False)

    @app.api_route("/", methods=_READING, include_in_schema=False)
    async def page(request: Request) -> Response:
        if not (folder / "index.html").exists():
            return HTMLResponse(_NOT_BUILT, status_code=503)
        return await files.get_response("index.html", request.scope)

    @app.api_route("/third-party-licenses.txt", methods=_READING, include_in_schema=False)
    async def licences(request: Request) -> Response:
        return await files.get_response("third-party-licenses.txt", request.scope)

    app.mount("/assets", _Assets(directory=folder / "assets", check_dir=False))


class _Files(StaticFiles):
    """Files in a folder that may be missing: then there are none."""

    async def check_config(self) -> None:
        """Allow what the base class takes for a fault of the set-up."""


class _Assets(_Files):
    """Files whose names hold a hash of their content, so that browsers keep them for good."""

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """Answer a file, never to be asked for again."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
