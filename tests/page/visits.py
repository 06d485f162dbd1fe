"""Visits to the page, each with nothing kept from the one before and an eye on what goes wrong."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.steps import settle

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
PATIENCE = 15_000
"""How long the page may take, in ms, on a machine with much else to do."""

expect.set_options(timeout=PATIENCE)

both_sizes = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


class Window:
    """A window of the browser. It serves one visit after the other: a new one costs a second."""

    def __init__(self, browser: Browser, scheme: str, *, is_phone: bool, script: str | None):
        context = browser.new_context(color_scheme=scheme, has_touch=is_phone, locale="en")
        context.set_default_timeout(PATIENCE)
        if script:
            context.add_init_script(script)
        self.page = context.new_page()
        self.address = ""
        self.wrong: list[str] = []
        context.on("console", lambda told: told.type != "error" or self.wrong.append(told.text))
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        context.on("request", self._check)

    def _check(self, request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in {"data", "about"} and url[:2] != urlsplit(self.address)[:2]:
            self.wrong.append(request.url)

    def leave(self) -> list[str]:
        """Make the window as good as new, and return what must not have happened in it."""
        page, context = self.page, self.page.context
        for other in context.pages:
            if other is not page:
                other.close()
        page.unroute_all()
        page.emulate_media(media="null", reduced_motion="null")
        context.clear_permissions()
        page.evaluate("() => { try { localStorage.clear() } catch { /* it is off */ } }")
        page.goto("about:blank")
        wrong, self.wrong = self.wrong, []
        return wrong


class Visit:
    """One person's visit, with nothing kept from the visit before."""

    def __init__(self, browser: Browser, windows: dict[tuple, Window]) -> None:
        self._browser = browser
        self._windows = windows
        self._used: list[Window] = []
        self.forgiven = re.compile("(?!)")

    def open(self, address, size=DESKTOP, scheme="light", *, script=None, wait=True) -> Page:
        key = (scheme, size == PHONE, script)
        if key not in self._windows:
            self._windows[key] = Window(
                self._browser, scheme, is_phone=size == PHONE, script=script
            )
        window = self._windows[key]
        self._used.append(window)
        window.address = address
        window.page.set_viewport_size(size)
        window.page.goto(address)
        if wait:
            settle(window.page)
        return window.page

    def end(self) -> list[str]:
        wrong = [text for window in self._used for text in window.leave()]
        return [text for text in wrong if not self.forgiven.search(text)]
