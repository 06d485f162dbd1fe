"""The view of the maps as somebody uses it: a text, the preview of what would come of it."""

import re

from playwright.sync_api import Page, expect

from tests.page.visits import DESKTOP

TEAM = """\
# Team
## Web
- HTTP (2h)
- [x] JSON
- REST APIs (6h) (requires: HTTP; JSON)
- GraphQL (requires: REST APIs)
## Data
- JWT
- SQL
### Safety
- JWT
-
"""
SHELL = """\
# Tools
## Shell
- Files
- Pipes and Filters
- Regular Expressions
- Scripts
## Editors
- Vim
"""
SHELL_EDITED = """\
# Tools
## Shell
- Files
- Pipes & Filters
- Signals
## Editing
- Vim
- Regular Expressions
"""


def open_maps(visit, address, size=DESKTOP, scheme="light") -> Page:
    page = visit.open(f"{address}#/maps", size, scheme)
    page.locator("#map-text").wait_for()
    return page


def field(page):
    return page.get_by_label("Text of the map, in Markdown")


def preview_of(page):
    return page.get_by_role("region", name=re.compile("^Preview of"))


def previewed(page):
    """The preview, once the service has read the map: it has to load much for the first one.

    The focus goes there after it is drawn, and whoever typed before that would lose it.
    """
    heading = preview_of(page).get_by_role("heading", name=re.compile("^Preview of"))
    expect(heading).to_be_focused()
    return preview_of(page)


def ask_for_preview(page, text: str) -> None:
    field(page).fill(text)
    page.get_by_role("button", name="Preview", exact=True).click()


def look(page, text: str):
    """Paste a text and look at what would come of it."""
    ask_for_preview(page, text)
    return previewed(page)


def choose_file(page, content: bytes, name="map.md") -> None:
    page.locator("#file").set_input_files(
        {"name": name, "mimeType": "text/markdown", "buffer": content}
    )


def import_as(page, choice: str) -> None:
    page.get_by_label("Import it as").select_option(label=choice)


def group(page, title: str):
    """What is listed under a title that can be folded."""
    summary = page.locator("summary", has_text=re.compile(rf"^{title} \("))
    fold = preview_of(page).locator("details", has=summary).last
    return fold.get_by_role("listitem")


def maps_of(store) -> list[tuple[str, int]]:
    return [(found.id, found.revision) for found in store.maps()]


def selected_line(page) -> str:
    return field(page).evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
