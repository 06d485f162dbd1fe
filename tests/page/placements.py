"""A placement as somebody goes through it, and what the service and the browser keep of it."""

from playwright.sync_api import Page, expect

from tests.page.steps import ids_of

MAP = "backend-development-skill-map-2-0"
KEPT = f"waypath:placement:{MAP}"
KEYS = {"yes": "y", "unsure": "u", "no": "n"}


class Placement:
    """A placement as somebody goes through it on the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.card = page.locator(".question")

    def start(self) -> "Placement":
        self.page.get_by_role("button", name="Start", exact=True).click()
        expect(self.page.locator("#question")).to_be_focused()
        return self

    def asked(self) -> str:
        """The id of the skill that is asked about."""
        return self.card.get_attribute("data-id")

    def press(self, key: str) -> None:
        """Press a key, and wait for what follows."""
        before = self.asked()
        self.page.keyboard.press(key)
        self.page.locator(f'.question:not([data-id="{before}"]), .result').wait_for()

    def say(self, *replies: str) -> None:
        for reply in replies:
            self.press(KEYS[reply])

    def told(self) -> dict:
        """What the service says of it."""
        placement = self.page.evaluate(f"() => localStorage.getItem('{KEPT}')")
        return self.page.request.get(f"{self.address}v1/placements/{placement}").json()

    def checked(self) -> list[str]:
        """The ids of the skills that would be kept."""
        return ids_of(self.page.locator(".result li:has(.tick:checked)"))

    def stop(self) -> None:
        self.page.get_by_role("button", name="Stop here").click()
        expect(self.page.locator("#result")).to_be_focused()


def place(visit, address: str, size=None, **options) -> Placement:
    page = visit.open(f"{address}#/placement", *([size] if size else []), **options)
    return Placement(page, address)


def ticked(page: Page) -> set[str]:
    """The ids of what the person says they know."""
    return set(page.evaluate(f"() => JSON.parse(localStorage['waypath:knowledge:{MAP}']).known"))
