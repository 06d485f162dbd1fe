"""What holds for every request: a limit on its size, and headers that keep browsers strict."""

import contextlib
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem_response

MAX_BODY_BYTES = 5_000_000
"""Limit of a request in bytes, that of a map."""

# Nothing inside the page may run or colour it, and nothing of another host may be loaded. Pictures
# may be part of a style sheet.
_PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
# The interactive documentation starts itself from a script inside its page.
_DOCS_POLICY = _PAGE_POLICY.replace("default-src 'self'", "default-src 'self' 'unsafe-inline'")
_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": _PAGE_POLICY,
}
_READING = ("GET", "HEAD", "OPTIONS")


class _TooLargeError(Exception):
    """The body goes on beyond the limit."""


class BodyLimit:
    """Refuses a request with a body over `MAX_BODY_BYTES`, before it is held in memory."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what is read of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > MAX_BODY_BYTES:
            await _refuse(scope, receive, send)
            return
        read = 0
        answering = False

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MAX_BODY_BYTES:
                raise _TooLargeError
            return message

        async def watched(message: Message) -> None:
            # Whoever caught the error may have made an answer of it, which is held back.
            nonlocal answering
            if read <= MAX_BODY_BYTES or answering:
                answering = True
                await send(message)

        with contextlib.suppress(_TooLargeError):
            await self._app(scope, counted, watched)
        if read > MAX_BODY_BYTES and not answering:
            await _refuse(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    detail = f"The body has over {MAX_BODY_BYTES:,} bytes, which is the limit."
    await problem_response("body_too_large", detail)(scope, receive, send)


class SameSiteWrites:
    """Refuses changes that a page of another site sends through somebody's browser.

    The service asks nobody who they are, so a browser on the same machine would do as any page
    tells it. Browsers say where a request comes from: Fetch Metadata Request Headers, W3C.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is a change from another site."""
        if scope["type"] == "http" and scope["method"] not in _READING:
            site = Headers(scope=scope).get("sec-fetch-site", "none")
            if site not in ("none", "same-origin"):
                detail = "A page of another site must not change anything here."
                await problem_response("cross_site", detail)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class SecurityHeaders:
    """Adds the headers that tell a browser to trust nothing but this service."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to what comes back."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"] == "/docs":
                    headers["Content-Security-Policy"] = _DOCS_POLICY
            await send(message)

        await self._app(scope, receive, with_headers)
