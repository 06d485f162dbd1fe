"""Saying much at once: a list, a CV, or a checklist, looked through before anything is ticked."""

import pytest
from playwright.sync_api import Page, expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import go, overflow, settle, states, tick
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser

WEB = """\
# Web
## Basics
- HTTP
- JSON
- Version Control
## APIs
- REST
- GraphQL
## Docker
- Images
- Volumes
## Kubernetes
- Volumes
- Pods
"""
CV = """\
I have used HTTP and Docker at work, and volumes.
I have never used GraphQL. I would like to learn Pods.
Skills: HTTP, JSON, FORTRAN
"""
HTTP, JSON, REST = "basics/http", "basics/json", "apis/rest"


def read(page: Page, text: str):
    """Let a text be read, and return the report."""
    go(page, "you")
    page.get_by_label("Paste a list").fill(text)
    page.get_by_role("button", name="See what is understood").click()
    expect(page.locator("#report-title")).to_be_focused()
    return page.locator(".report")


def part(report, name: str):
    return report.get_by_role("group", name=name, exact=True)


@both_sizes
def test_a_cv_is_understood_and_ticked_in_one_step(visit, store, served, size):
    import_map(store, WEB)
    page = visit.open(served, size)
    tick(page, JSON)

    report = read(page, CV)

    expect(report.get_by_label("HTTP")).to_be_checked()
    expect(part(report, "Understood")).to_contain_text("HTTP in line 1")
    expect(report.get_by_label("JSON")).to_be_disabled()
    expect(part(report, "Understood")).to_contain_text("known already")
    expect(part(report, "Perhaps").get_by_label("Docker")).not_to_be_checked()
    expect(part(report, "Perhaps")).to_contain_text("1 skill under it")
    denied = part(report, "Named, but not as known")
    expect(denied).to_contain_text("you do not know it")
    expect(denied).to_contain_text("you want to learn it")
    expect(denied.get_by_label("GraphQL")).not_to_be_checked()
    expect(part(report, "Not understood")).to_contain_text("FORTRAN")
    assert overflow(page) <= 0
    assert grave_findings(page) == []

    part(report, "Perhaps").get_by_label("Docker").check()
    report.get_by_role("button", name="Tick 3 skills").click()

    expect(report).to_be_hidden()
    expect(page.locator("#reading-title")).to_be_focused()
    expect(page.locator("#toast-text")).to_contain_text("Ticked 3 skills")
    go(page, "map")
    assert states(page)["known"] == {HTTP, JSON, "docker/images", "docker/volumes"}
    page.locator("#undo").click()
    settle(page)
    assert states(page)["known"] == {JSON}


def test_what_can_mean_several_skills_is_asked(visit, store, served):
    import_map(store, WEB)
    page = visit.open(served)

    report = read(page, "Volumes\nREST")

    choice = part(report, "Which one do you mean?")
    expect(choice.get_by_label("None of these")).to_be_checked()
    choice.get_by_label("Volumes Kubernetes").check()
    report.get_by_role("button", name="Tick 2 skills").click()
    go(page, "map")
    assert states(page)["known"] == {REST, "kubernetes/volumes"}


def test_of_a_checklist_only_what_is_ticked_counts(visit, store, served):
    import_map(store, WEB)
    page = visit.open(served)
    go(page, "you")
    checklist = "- [x] HTTP\n- [ ] JSON\n- [X] Docker\n- [x] FTP\n"
    page.get_by_label("Paste a list").fill(checklist)
    expect(page.get_by_text("only what is ticked counts")).to_be_visible()

    report = read(page, checklist)

    expect(part(report, "Not understood")).to_contain_text("FTP")
    report.get_by_role("button", name="Tick 3 skills").click()
    go(page, "map")
    assert states(page)["known"] == {HTTP, "docker/images", "docker/volumes"}


def test_a_file_is_read_as_what_is_pasted(visit, store, served):
    import_map(store, WEB)
    page = visit.open(served)
    go(page, "you")

    files = page.locator("#reading-title ~ form input[type=file]")
    files.set_input_files(
        {"name": "cv.md", "mimeType": "text/markdown", "buffer": b"# CV\n\n- HTTP\n- REST\n"}
    )

    expect(page.get_by_role("button", name="Tick 2 skills")).to_be_visible()
    files.set_input_files({"name": "cv.txt", "mimeType": "text/plain", "buffer": b"\0\1"})
    expect(page.get_by_role("alert").get_by_text("This is no text")).to_be_visible()


def test_a_suggestion_is_taken_for_what_was_not_understood(visit, store, served):
    import_map(store, WEB)
    page = visit.open(served)

    report = read(page, "HTTP\nGraphKL")

    unknown = part(report, "Not understood")
    expect(unknown).to_contain_text("Did you mean:")
    unknown.get_by_label("GraphQL").check()
    report.get_by_role("button", name="Tick 2 skills").click()
    go(page, "map")
    assert states(page)["known"] == {HTTP, "apis/graphql"}


def test_nothing_is_ticked_of_a_report_that_is_closed_or_has_nothing(visit, store, served):
    import_map(store, WEB)
    page = visit.open(served)

    report = read(page, "HTTP")
    report.get_by_role("button", name="Cancel").click()
    report = read(page, "Gardening, fishing")

    expect(report.locator("#report-title")).to_have_text("0 skills were understood")
    expect(report.get_by_role("button", name="Tick 0 skills")).to_be_disabled()
    page.get_by_label("Paste a list").fill("  ")
    page.get_by_role("button", name="See what is understood").click()
    expect(page.get_by_role("alert").get_by_text("Write or paste something")).to_be_visible()
    go(page, "map")
    assert states(page)["known"] == set()


def test_hostile_words_are_shown_as_words(visit, store, served):
    import_map(store, WEB)
    page = visit.open(served)

    report = read(page, f"HTTP, <img src=x onerror=alert(1)>, {'A' * 300}1\n")

    expect(part(report, "Understood").get_by_label("HTTP")).to_be_checked()
    assert page.locator(".report img").count() == 0
    assert overflow(page) <= 0
