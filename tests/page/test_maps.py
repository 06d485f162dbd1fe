"""Adding a map, importing an edited one, and seeing all of it before anything is saved."""

import re

import pytest
from playwright.sync_api import Page, expect

from api.schemas.maps import ImportAnswer
from graph import decide, delete_map, import_map
from tests.builders import JUGGLING
from tests.page.axe import grave_findings
from tests.page.steps import choose_goal, go, overflow, settle, skill, states, tick
from tests.page.visits import DESKTOP, PHONE, both_sizes

pytestmark = pytest.mark.browser

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
    """The preview, once the service has read the map: it has to load much for the first one."""
    preview_of(page).wait_for()
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


# A new map


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_preview_shows_what_the_service_would_do_and_saves_nothing(
    visit, store, served, size, scheme
):
    said = ImportAnswer.of(import_map(store, TEAM, dry_run=True), dry_run=True, preview=True)
    page = open_maps(visit, served, size, scheme)

    preview = look(page, TEAM)

    expect(preview.get_by_role("heading", name="Preview of “Team”")).to_be_focused()
    found, shown = said.map, said.preview
    counts = preview.locator(".counts")
    expect(counts).to_contain_text(f"{found.area_count} areas, {found.topic_count} topic, 6 skills")
    expect(counts).to_contain_text(f"{shown.stated} prerequisites that the map states")
    expect(counts).to_contain_text(
        f"{shown.confident + shown.suggested} prerequisites found by Waypath: "
        f"{shown.confident} to rely on"
    )
    expect(counts).to_contain_text("1 skill is ticked in the text")
    (remark,) = found.report.remarks
    expect(group(page, "Not used")).to_have_text(f"line {remark.line} {remark.text}")
    preview.get_by_text("Names that are one skill").click()
    expect(group(page, "Names that are one skill")).to_contain_text(found.report.merged[0].reason)
    preview.get_by_text("The surest").click()
    surest = preview.locator(".edges").get_by_role("listitem")
    expect(surest).to_have_count(len(shown.surest))
    expect(surest.first).to_contain_text(shown.surest[0].evidence[0].text)
    assert maps_of(store) == []
    assert overflow(page) <= 0
    assert grave_findings(page) == []


def test_the_outline_is_shown_as_it_was_read_each_entry_with_its_line(visit, served):
    page = open_maps(visit, served)
    preview = look(page, TEAM)

    preview.get_by_text("The outline as it was read").click()
    preview.locator("summary", has_text="Web (4)").click()
    rest = preview.get_by_role("listitem").filter(has_text="REST APIs 6 h").last
    rest.get_by_role("button", name="line 5").click()

    expect(field(page)).to_be_focused()
    assert selected_line(page) == "- REST APIs (6h) (requires: HTTP; JSON)"


@both_sizes
def test_a_map_is_added_when_the_person_says_so_and_then_opened(visit, store, served, size):
    import_map(store, SHELL)
    page = open_maps(visit, served, size)

    look(page, TEAM).get_by_role("button", name="Add this map").click()

    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    expect(page.locator("#toast")).to_contain_text("Added “\u2068Team\u2069”: 6 skills")
    settle(page)
    expect(page.locator("#maps")).to_have_value("team")
    assert maps_of(store) == [("tools", 1), ("team", 1)]
    go(page, "maps")
    expect(field(page)).to_have_value("")
    expect(page.locator(".map-card")).to_have_count(2)
    expect(page.locator(".map-card[aria-current]")).to_contain_text("Team")


def test_an_empty_store_is_where_the_first_map_is_added_with_the_help_of_an_example(
    visit, store, served
):
    page = visit.open(served, PHONE, wait=False)
    page.get_by_role("link", name="Add a skill map").click()

    page.get_by_role("button", name="Start with an example").click()
    page.get_by_role("button", name="Preview", exact=True).click()
    previewed(page).get_by_role("button", name="Add this map").click()

    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    assert maps_of(store) == [("web-basics", 1)]


def test_a_map_without_a_title_is_called_as_its_file_or_as_the_person_says(visit, store, served):
    page = open_maps(visit, served)
    choose_file(page, b"## Shell\n- Files\n", "My tools.md")
    expect(previewed(page)).to_contain_text("Preview of “My tools”")

    page.get_by_label("The text has no title of its own").fill("Tools")
    page.get_by_role("button", name="Use this title").click()

    expect(previewed(page)).to_contain_text("Preview of “Tools”")
    expect(field(page)).to_have_value("# Tools\n\n## Shell\n- Files\n")
    preview_of(page).get_by_role("button", name="Add this map").click()
    expect(page.locator("#toast")).to_contain_text("Added")
    assert maps_of(store) == [("tools", 1)]


# Files


def test_a_file_is_sent_as_it_is_and_the_service_says_what_it_repaired(visit, store, served):
    misread = "# Café\n- Crème brûlée\n".encode().decode("cp1252")
    page = open_maps(visit, served)

    choose_file(page, misread.encode("utf-16"))

    expect(previewed(page)).to_contain_text("Preview of “Café”")
    lines = group(page, "Repaired lines")
    expect(lines).to_have_count(2)
    expect(lines.nth(1)).to_contain_text("- Crème brûlée")
    expect(field(page)).to_have_value(misread)
    preview_of(page).get_by_role("button", name="Add this map").click()
    expect(page.locator("#toast")).to_contain_text("Added")
    assert store.load("café").skill_map.title == "Café"


def test_a_file_of_old_windows_programs_is_read_once_the_person_says_that_it_is_one(visit, served):
    visit.forgiven = re.compile("422")
    page = open_maps(visit, served)

    choose_file(page, "# Café\r\n\r\n- Crêpes\r\n".encode("cp1252"))

    alert = page.locator("#refusal")
    expect(alert).to_contain_text("not written in UTF-8")
    expect(field(page)).to_be_focused()
    assert selected_line(page) == "# Caf\N{REPLACEMENT CHARACTER}"
    alert.get_by_role("button", name="Read it as an older Windows file").click()
    expect(previewed(page)).to_contain_text("Preview of “Café”")


@both_sizes
def test_a_file_can_be_dropped_anywhere(visit, served, size):
    page = open_maps(visit, served, size)
    transfer = page.evaluate_handle(
        """text => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], "team.md"));
            return transfer;
        }""",
        TEAM,
    )

    page.dispatch_event("footer", "dragover", {"dataTransfer": transfer})
    expect(page.locator(".maps.over")).to_be_visible()
    page.dispatch_event("footer", "drop", {"dataTransfer": transfer})

    expect(previewed(page)).to_contain_text("Preview of “Team”")
    expect(field(page)).to_have_value(TEAM)
    expect(page.locator(".maps.over")).to_have_count(0)


def test_what_was_typed_can_be_had_back_after_a_file_took_its_place(visit, served):
    page = open_maps(visit, served)
    field(page).fill("# Mine\n- Typing\n")
    choose_file(page, TEAM.encode())
    expect(preview_of(page)).to_contain_text("Team")

    page.locator("#toast").get_by_role("button", name="Undo").click()

    expect(field(page)).to_have_value("# Mine\n- Typing\n")
    expect(preview_of(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"- x\n" * 1_250_001, "At most 5 MB"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is no text file"),
    ],
    ids=["large", "binary"],
)
def test_a_file_that_cannot_be_a_map_is_refused_unsent_and_the_text_stays(
    visit, served, content, told
):
    page = open_maps(visit, served)
    field(page).fill(TEAM)
    sent = []
    page.on("request", lambda request: sent.append(request.url))

    choose_file(page, content)

    expect(page.locator("#refusal")).to_contain_text(told)
    expect(field(page)).to_have_value(TEAM)
    assert sent == []


# What cannot be read


@both_sizes
@pytest.mark.parametrize(
    ("text", "told", "line"),
    [
        ("# Team\n\nJust prose.\n", "There is no skill in this text", None),
        (
            "# Team\n" + "text\n" * 80 + "- A (requires: B)\n- B (requires: A)\n",
            "run in a circle",
            "- B (requires: A)",
        ),
        (
            "\n".join(f"{' ' * depth}- {depth}" for depth in range(40)),
            "nested too deep",
            f"{' ' * 32}- 32",
        ),
    ],
    ids=["empty", "circle", "nested"],
)
def test_what_is_wrong_is_told_beside_the_text_with_its_line_marked(
    visit, store, served, size, text, told, line
):
    visit.forgiven = re.compile("422|409")
    page = open_maps(visit, served, size)

    ask_for_preview(page, text)

    alert = page.get_by_role("alert").filter(has_text=told)
    expect(alert).to_be_visible()
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(field(page)).to_have_accessible_description(re.compile(told))
    expect(field(page)).to_have_value(text)
    if line is not None:
        expect(field(page)).to_be_focused()
        assert selected_line(page) == line
        assert field(page).evaluate("e => e.scrollTop") > 0
    assert maps_of(store) == []
    assert overflow(page) <= 0
    assert grave_findings(page) == []


def test_a_service_that_fails_is_told_and_the_text_stays_to_be_tried_again(visit, served):
    visit.forgiven = re.compile("ERR_")
    page = open_maps(visit, served)
    page.route("**/v1/maps?*", lambda route: route.abort())
    ask_for_preview(page, TEAM)
    expect(page.locator("#banner")).to_contain_text("cannot be reached")

    page.unroute("**/v1/maps?*")
    page.locator("#banner").get_by_role("button", name="Try again").click()

    expect(previewed(page)).to_contain_text("Preview of “Team”")


def test_a_long_preview_says_that_it_is_under_way_and_can_be_cancelled(visit, served):
    page = open_maps(visit, served)
    page.route("**/v1/maps?*", lambda _: None)
    ask_for_preview(page, TEAM)
    expect(page.get_by_role("status").filter(has_text="Reading the map")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Reading the map")).to_be_visible()

    page.get_by_role("button", name="Cancel").click()

    expect(page.get_by_role("progressbar", name="Reading the map")).to_have_count(0)
    expect(page.get_by_role("button", name="Preview", exact=True)).to_be_focused()
    expect(field(page)).to_have_value(TEAM)
    expect(page.locator("#banner")).to_be_hidden()
    page.unroute("**/v1/maps?*")
    expect(look(page, TEAM)).to_contain_text("Preview of “Team”")


# What is not lost


def test_the_text_survives_other_views_and_a_reload_until_it_is_cleared(visit, store, served):
    import_map(store, SHELL)
    page = open_maps(visit, served)
    field(page).fill(TEAM)
    import_as(page, "a new version of “\u2068Tools\u2069”")

    go(page, "map")
    go(page, "maps")
    expect(field(page)).to_have_value(TEAM)
    page.reload()
    settle(page)
    expect(field(page)).to_have_value(TEAM)
    expect(page.get_by_label("Import it as")).to_have_value("tools")

    page.get_by_role("button", name="Clear the text").click()
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    page.reload()
    settle(page)
    expect(field(page)).to_have_value("")


def test_a_preview_of_another_text_cannot_be_saved(visit, served):
    page = open_maps(visit, served)
    preview = look(page, TEAM)

    field(page).press_sequentially(" ")

    expect(preview).to_contain_text("The text has changed since this preview")
    expect(preview.get_by_role("button", name="Add this map")).to_have_count(0)
    preview.get_by_role("button", name="Preview again").click()
    expect(preview.get_by_role("button", name="Add this map")).to_be_visible()
    preview.get_by_role("button", name="Close the preview").click()
    expect(preview).to_have_count(0)
    expect(page.get_by_role("button", name="Preview", exact=True)).to_be_focused()


# A new version


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_new_version_says_what_it_changes_for_the_map_for_decisions_and_for_me(
    visit, store, served, size, scheme
):
    import_map(store, SHELL)
    decide(store, store.load("tools"), "shell/files", "shell/regular-expressions", "asserted")
    decide(store, store.load("tools"), "shell/files", "shell/scripts", "rejected")
    page = visit.open(served, size, scheme)
    tick(page, "shell/pipes-and-filters", "shell/scripts", "shell/files")
    choose_goal(page, "Regular Expressions")
    go(page, "maps")
    page.get_by_role("button", name="Import a new version of “\u2068Tools\u2069”").click()
    expect(page.get_by_role("button", name="Choose a file")).to_be_focused()

    preview = look(page, SHELL_EDITED)

    expect(preview).to_contain_text("This would be a new version of “\u2068Tools\u2069”.")
    expect(group(page, "New")).to_have_text(["Signals Shell"])
    expect(group(page, "Renamed")).to_have_text(
        ["Pipes and Filters →becomes Pipes & Filters Shell", "Editors →becomes Editing area"]
    )
    expect(group(page, "Moved")).to_have_text(["Regular Expressions Shell →becomes Editing"])
    expect(group(page, "Removed")).to_have_text(["Scripts Shell"])
    expect(preview).to_contain_text("1 more entry only follows its topic.")
    decisions = preview.get_by_role("region", name="What people decided")
    expect(decisions).to_contain_text("All 2 decisions about this map are kept")
    expect(decisions.get_by_role("listitem")).to_have_text(["Files need not come before Scripts"])
    mine = preview.get_by_role("region", name="What this means for you")
    expect(mine.get_by_role("listitem")).to_have_text(
        [
            "Scripts known",
            "Pipes and Filters known →becomes Pipes & Filters",
            "Regular Expressions your goal →becomes Regular Expressions",
        ]
    )
    assert maps_of(store) == [("tools", 3)]
    assert overflow(page) <= 0
    assert grave_findings(page) == []

    preview.get_by_role("button", name="Save this version").click()
    expect(page.locator("#toast")).to_contain_text("Saved a new version of “\u2068Tools\u2069”")
    settle(page)
    assert states(page)["known"] == {"shell/pipes-filters", "shell/files"}
    expect(page.get_by_role("list", name="Your goals")).to_contain_text("Regular Expressions")
    assert maps_of(store) == [("tools", 4)]


def test_a_new_version_can_be_taken_back_right_away(visit, store, served):
    import_map(store, SHELL)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Tools\u2069”")
    look(page, SHELL_EDITED).get_by_role("button", name="Save this version").click()
    expect(skill(page, "shell/signals")).to_be_visible()

    page.locator("#toast").get_by_role("button", name="Undo").click()

    expect(page.locator("#toast")).to_contain_text("Undone")
    expect(skill(page, "shell/scripts")).to_be_visible()
    assert store.load("tools").source == SHELL


def test_a_map_of_the_same_title_becomes_its_new_version_or_gets_another_title(
    visit, store, served
):
    visit.forgiven = re.compile("409")
    import_map(store, SHELL)
    page = open_maps(visit, served)
    ask_for_preview(page, SHELL_EDITED)
    alert = page.locator("#refusal")
    expect(alert).to_contain_text("another map of this title already: “Tools”")

    alert.get_by_label("another title").fill("Tools 2")
    alert.get_by_label("another title").press("Enter")
    expect(page.get_by_role("heading", name="Preview of “Tools 2”")).to_be_focused()
    expect(previewed(page)).to_contain_text("Preview of “Tools 2”")
    expect(preview_of(page)).to_contain_text("This would be a new map")

    ask_for_preview(page, SHELL_EDITED)
    alert.get_by_role("button", name="Import as a new version of it").click()
    expect(preview_of(page)).to_contain_text("This would be a new version of “\u2068Tools\u2069”")
    expect(page.get_by_label("Import it as")).to_have_value("tools")


def test_the_map_can_be_edited_as_it_is_and_the_same_again_changes_nothing(visit, store, served):
    import_map(store, SHELL)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Tools\u2069”")

    page.get_by_role("button", name="Start with the map as it is").click()
    expect(field(page)).to_have_value(SHELL)
    page.get_by_role("button", name="Preview", exact=True).click()
    preview = previewed(page)

    expect(preview).to_contain_text("nothing would change")
    expect(preview.get_by_role("button", name="Save this version")).to_have_count(0)
    preview.get_by_role("button", name="Open").click()
    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    assert maps_of(store) == [("tools", 1)]


def test_what_changes_only_details_is_told_as_such(visit, store, served):
    import_map(store, SHELL)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Tools\u2069”")

    preview = look(page, SHELL.replace("- Files", "- Files (2h)"))

    expect(preview).to_contain_text("only details such as descriptions, efforts, links")


def test_a_map_that_somebody_has_changed_meanwhile_is_previewed_anew_instead_of_overwritten(
    visit, store, served
):
    visit.forgiven = re.compile("412")
    import_map(store, SHELL)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Tools\u2069”")
    preview = look(page, SHELL_EDITED)
    import_map(store, SHELL.replace("- Scripts", "- Scripts\n- History"))

    preview.get_by_role("button", name="Save this version").click()

    expect(preview).to_contain_text("The map has changed meanwhile, so nothing was saved.")
    expect(preview.get_by_role("heading", name="Preview of “Tools”")).to_be_focused()
    expect(group(page, "Removed")).to_have_text(["Scripts Shell", "History Shell"])
    assert maps_of(store) == [("tools", 2)]
    preview.get_by_role("button", name="Save this version").click()
    expect(page.locator("#toast")).to_contain_text("Saved a new version")
    assert maps_of(store) == [("tools", 3)]


def test_a_map_that_is_gone_meanwhile_can_be_added_as_a_new_one(visit, store, served):
    visit.forgiven = re.compile("404")
    import_map(store, SHELL)
    import_map(store, JUGGLING)
    page = open_maps(visit, served)
    import_as(page, "a new version of “\u2068Juggling\u2069”")
    delete_map(store, "juggling", 1)

    ask_for_preview(page, TEAM)

    expect(page.locator("#refusal")).to_contain_text("has been deleted")
    expect(page.get_by_label("Import it as")).to_have_value("")
    expect(look(page, TEAM)).to_contain_text("This would be a new map")


# The list


@both_sizes
def test_the_list_says_of_each_map_what_it_is_and_opens_it(visit, store, served, size):
    import_map(store, SHELL)
    import_map(store, JUGGLING)
    page = open_maps(visit, served, size)
    tools, juggling = page.locator(".map-card").all()

    expect(tools).to_contain_text("open now")
    expect(juggling).to_contain_text("6 skills · changed now")
    expect(juggling.locator("time").first).to_have_attribute("title", re.compile(r"\d{4}, \d"))
    assert grave_findings(page) == []
    juggling.get_by_role("button", name="Open").click()

    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    expect(skill(page, "clubs/single-spin")).to_be_visible()


def test_the_history_and_the_markdown_of_a_map_can_be_had(visit, store, served):
    import_map(store, SHELL)
    import_map(store, SHELL_EDITED)
    page = open_maps(visit, served)

    page.locator("summary", has_text="History").click()
    expect(page.locator(".history").get_by_role("listitem")).to_have_text(
        [re.compile(found.change.text) for found in store.history("tools")]
    )
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download “\u2068Tools\u2069” as Markdown").click()

    assert downloading.value.suggested_filename == "tools.md"
    assert downloading.value.path().read_text() == SHELL_EDITED


@both_sizes
def test_a_map_is_deleted_only_after_a_look_at_what_is_lost(visit, store, served, size):
    import_map(store, SHELL)
    import_map(store, JUGGLING)
    decide(store, store.load("tools"), "shell/files", "shell/regular-expressions", "asserted")
    page = open_maps(visit, served, size)
    delete = page.get_by_role("button", name="Delete “\u2068Tools\u2069”")
    dialog = page.get_by_role("dialog", name="Delete the map “\u2068Tools\u2069”?")

    delete.click()
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    expect(dialog).to_contain_text("Its 5 skills are gone then, and there is no undo.")
    expect(dialog).to_contain_text("With it goes the decision")
    assert dialog.evaluate("d => d.getBoundingClientRect().top") >= 0
    assert overflow(page) <= 0
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    expect(delete).to_be_focused()
    assert len(store.maps()) == 2

    delete.click()
    with page.expect_download():
        dialog.get_by_role("button", name="Download first").click()
    dialog.get_by_role("button", name="Delete for good").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("#view-title")).to_be_focused()
    expect(page.locator(".map-card")).to_have_text([re.compile("Juggling.*open now")])
    assert maps_of(store) == [("juggling", 1)]
    assert store.history("tools")[0].change.kind == "deleted"

    page.get_by_role("button", name="Delete “\u2068Juggling\u2069”").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator(".map-card")).to_have_count(0)
    page.goto(f"{served}#/map")
    expect(page.get_by_role("heading", name="There is no skill map yet")).to_be_visible()


def test_a_map_that_has_changed_meanwhile_is_asked_about_again_before_it_is_deleted(
    visit, store, served
):
    visit.forgiven = re.compile("412")
    import_map(store, SHELL)
    page = open_maps(visit, served)
    page.get_by_role("button", name="Delete “\u2068Tools\u2069”").click()
    import_map(store, SHELL_EDITED + "- Emacs\n")

    page.get_by_role("button", name="Delete for good").click()

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("has changed meanwhile")
    expect(dialog).to_contain_text("Its 6 skills are gone then")
    assert maps_of(store) == [("tools", 2)]
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.get_by_role("button", name="Delete for good").click()
    expect(dialog).to_have_count(0)
    assert maps_of(store) == []


# For everybody


def test_a_map_is_added_with_the_keyboard_alone(visit, store, served):
    page = open_maps(visit, served)
    press = page.keyboard.press
    page.get_by_role("link", name="Maps").focus()
    for _ in range(20):
        if page.evaluate("() => document.activeElement.id") == "map-text":
            break
        press("Tab")
    page.keyboard.insert_text(TEAM)
    press("Tab")

    press("Enter")
    expect(preview_of(page).get_by_role("heading", name="Preview of “Team”")).to_be_focused()
    press("Tab")
    press("Enter")

    expect(page.locator('.page[data-view="map"]')).to_be_visible()
    expect(page.locator("#view-title")).to_be_focused()
    assert maps_of(store) == [("team", 1)]


@both_sizes
def test_hostile_names_stay_names(visit, store, served, size):
    hostile = "<img src=x onerror=alert(1)>" + "w" * 300
    before = f"# `{hostile}`\n## `{hostile}` area\n- `{hostile}` b\n- \u202eright\n- Gone\n"
    import_map(store, before)
    page = open_maps(visit, served, size)
    import_as(page, page.locator("#target option").nth(1).text_content())

    after = before.replace("- Gone\n", f"- Gone `{hostile}` c\n•{hostile}\n")
    preview = look(page, after)
    for summary in preview.locator("summary").all():
        summary.click()

    expect(preview).to_contain_text(hostile)
    assert page.locator("img[src=x]").count() == 0
    assert overflow(page) <= 0
    page.get_by_role("button", name=re.compile("^Delete “")).first.click()
    expect(page.get_by_role("dialog")).to_contain_text(hostile[:50])
    assert overflow(page) <= 0


def test_it_all_speaks_german(visit, served):
    page = open_maps(visit, served)
    page.get_by_role("button", name="Deutsch").click()

    page.get_by_role("button", name="Mit einem Beispiel anfangen").click()
    page.get_by_role("button", name="Vorschau").click()

    expect(page.get_by_role("heading", name="Vorschau auf „Web-Grundlagen“")).to_be_focused()
    expect(page.locator(".outcome")).to_have_text(
        "Das wäre eine neue Karte. Noch ist nichts gespeichert."
    )
