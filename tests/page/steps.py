"""What people do on the page, what they see there, and what the service says without it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

from playwright.sync_api import Locator, Page

FUNDAMENTALS = "python-core/fundamentals"
FIRST = f"{FUNDAMENTALS}/variables-data-types"
SECOND = f"{FUNDAMENTALS}/control-structures"
LOCKED = "architecture-patterns/microservices/circuit-breakers"
FAR = "architecture-patterns/design-patterns/creational-patterns/dependency-injection"
"""A skill with a long way to it: more than twelve others come first."""


def ask(address: str, path: str, question: dict | None = None, accept="application/json") -> str:
    """Ask the service without the page."""
    request = Request(  # noqa: S310 - our own service
        f"{address}v1/maps/default/{path}",
        data=None if question is None else json.dumps(question).encode(),
        headers={"Content-Type": "application/json", "Accept": accept},
    )
    with urlopen(request, timeout=10) as response:  # noqa: S310
        return response.read().decode()


def ask_next(address: str, *known: str, goals=()) -> dict:
    return json.loads(ask(address, "next", {"known": known, "goals": goals, "limit": 1000}))


def settle(page: Page) -> None:
    """Wait until what was done last has been answered."""
    page.locator("#view[aria-busy=false] #view-title").wait_for(state="attached")


def go(page: Page, view: str) -> None:
    """Go to a view by the navigation."""
    link = page.locator(f'.views a[data-view="{view}"]')
    if not link.is_visible():
        page.locator(".more-views").click()
    link.click()
    page.locator(f'.page[data-view="{view}"]').wait_for()
    settle(page)


def skill(page: Page, skill_id: str) -> Locator:
    return page.locator(f'.skill[data-id="{skill_id}"]').first


def tick(page: Page, *skill_ids: str) -> None:
    """Tick skills, or untick those that are ticked; a click that changes nothing is an error."""
    for skill_id in skill_ids:
        box = skill(page, skill_id).locator(".tick")
        box.set_checked(not box.is_checked())
    settle(page)


@contextmanager
def deleting(page: Page) -> Iterator[None]:
    """Do what deletes something, and wait until the service has deleted it."""
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as answer:
        yield
    assert answer.value.ok


def details_of(page: Page, skill_id: str) -> Locator:
    skill(page, skill_id).locator(".name").click()
    return page.locator("#details")


def choose_goal(page: Page, text: str) -> None:
    field = page.get_by_role("combobox", name="What do you want to learn?")
    field.fill(text)
    field.press("Enter")
    settle(page)


def states(page: Page) -> dict[str, set[str]]:
    """The ids of the skills on the map, by the state that they show."""
    found = page.evaluate(
        "() => [...document.querySelectorAll('.skill')].map(s => [s.dataset.id, s.dataset.state])"
    )
    kinds = ("known", "assumed", "skipped", "ready", "locked")
    return {kind: {skill_id for skill_id, state in found if state == kind} for kind in kinds}


def arrows(page: Page) -> set[tuple[str, str]]:
    """The arrows on the map, from what is learned first to what needs it."""
    return set(
        map(
            tuple,
            page.locator(".arrows g").evaluate_all(
                "all => all.map(arrow => [arrow.dataset.source, arrow.dataset.target])"
            ),
        )
    )


def ids_of(found: Locator) -> list[str]:
    return found.evaluate_all("rows => rows.map(row => row.dataset.id)")


def overflow(page: Page) -> int:
    return page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
