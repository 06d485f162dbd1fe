"""A review as a mentor sees it, of a map about juggling, and what came of it in the store."""

import re

from tests import builders
from tests.page.visits import DESKTOP

JUGGLING = builders.JUGGLING.replace("Mills Mess", "Mills Mess & Box")
"""A name that joins two things is further from needing its neighbours: no question stands at the
edge of being one."""
THROWING = "balls/throwing-from-hand-to-hand"
CASCADE = "balls/three-ball-cascade"
REVERSE = "balls/reverse-cascade"
MILLS = "balls/mills-mess-box"
SINGLE, DOUBLE = "clubs/single-spin", "clubs/double-spins"
FIRST = CASCADE, REVERSE
"""The question about the juggling map that matters most; then come the next two."""
SECOND = THROWING, MILLS
THIRD = THROWING, CASCADE
NAMES = {
    THROWING: "Throwing From Hand To Hand",
    CASCADE: "Three-Ball Cascade",
    REVERSE: "Reverse Cascade",
    MILLS: "Mills Mess & Box",
    SINGLE: "Single Spin",
    DOUBLE: "Double Spins",
}


def review(visit, address, size=DESKTOP, scheme="light", *, of=""):
    page = visit.open(f"{address}#/review{of}", size, scheme)
    page.locator(".review .parts").wait_for()
    return page


def asked(page):
    """Return the question in focus."""
    return page.locator("#question")


def asks(source, target):
    """Return what the question about two skills says."""
    return re.compile(
        rf"Does one have to know A {re.escape(NAMES[source])} before B {re.escape(NAMES[target])}"
    )


def quoted(name):
    """Return a name as sentences of the page hold it, its direction kept to itself."""
    return f"“\u2068{name}\u2069”"


def before(source, target):
    return f"{quoted(NAMES[source])} before {quoted(NAMES[target])}"


def told(page):
    return page.locator(".review .told")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def decided(store):
    """Return what people decided about the juggling map."""
    made = store.load("juggling").decisions
    return {(decision.source, decision.target): decision.verdict for decision in made}
