"""The roadmap as somebody uses it on the page, and what the service says without the page."""

import json
from datetime import date, timedelta

from playwright.sync_api import Locator, Page

from tests.page.steps import ask, choose_goal, settle

START = "2027-01-06"
REDIS = "database-skills/redis"


class Roadmap:
    """The roadmap as somebody uses it, and what the service says without the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.steps = page.locator(".group .step")
        self.summary = page.locator(".outlook .summary")
        self.hours = page.get_by_label("Hours a week")
        self.what_if = page.locator(".what-if")
        self.exports = page.locator(".exports")
        self.wait()

    def wait(self) -> None:
        settle(self.page)
        self.page.locator(".roadmap[aria-busy=false]").wait_for()

    def want(self, *goals: str) -> "Roadmap":
        for goal in goals:
            choose_goal(self.page, goal)
        self.wait()
        return self

    def give(self, hours: str) -> "Roadmap":
        self.hours.fill(hours)
        self.hours.press("Enter")
        self.wait()
        return self

    def open_panel(self, panel: Locator) -> None:
        if panel.get_attribute("open") is None:
            panel.locator("summary").click()

    def asked(self, path: str = "roadmap", **question) -> dict:
        return json.loads(ask(self.address, path, question))

    def toast(self) -> Locator:
        return self.page.locator("#toast-text")

    def undo(self) -> None:
        self.page.locator("#toast").get_by_role("button", name="Undo").click()
        self.wait()


def plan(visit, address: str, size=None, **options) -> Roadmap:
    fragment = f"#/roadmap?start={START}"
    return Roadmap(visit.open(address + fragment, *([size] if size else []), **options), address)


def week_of(day: str) -> int:
    """The number of the week of a day, from Monday to Sunday, the first day's being 1."""
    monday, first = (
        found - timedelta(days=found.weekday())
        for found in (date.fromisoformat(day), date.fromisoformat(START))
    )
    return (monday - first).days // 7 + 1


def shown(first: str, last: str) -> str:
    """Days as the page writes them, the year left out."""
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    written = f"{begins:%b} {begins.day}"
    if begins == ends:
        return written
    month = "" if begins.month == ends.month else f"{ends:%b} "
    return f"{written} – {month}{ends.day}"  # noqa: RUF001 - the dash between dates


def texts(found: Locator) -> list[str]:
    return [" ".join(text.split()) for text in found.all_text_contents()]
