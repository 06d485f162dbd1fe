"""You: what I say stays in this browser, or is kept by the service for all my devices."""

import json
import re
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import (
    FIRST,
    LOCKED,
    SECOND,
    ask,
    choose_goal,
    go,
    overflow,
    settle,
    states,
    tick,
)
from tests.page.visits import PHONE, both_sizes

pytestmark = pytest.mark.browser

TOOLS = "# Tools\n## Shell\n- Files\n- Pipes\n- Jobs\n- Scripts\n"
FILES, PIPES, JOBS, SCRIPTS = (f"shell/{name}" for name in ("files", "pipes", "jobs", "scripts"))


def keep_on_service(page: Page, name: str = "Ana") -> str:
    """Move what the browser holds to the service, and return the personal link."""
    go(page, "you")
    page.get_by_role("button", name="Keep it on this service").click()
    page.get_by_label("Your name (optional)").fill(name)
    page.get_by_role("button", name="Keep it there").click()
    expect(page.locator("#whose-title")).to_be_focused()
    return page.get_by_label("Your personal link").input_value()


def kept(link: str, path: str = "/knowledge", method: str = "GET", **change) -> dict:
    """Ask the service what it keeps under a personal link, or change it as another program does."""
    address, _, learner = link.partition("?learner=")
    at = urlsplit(f"{address}v1/learners/{learner}{path}")
    # Browsers know where `1.localhost` is, Python does not.
    local = f"http://127.0.0.1:{at.port}{at.path}"
    request = Request(local, method=method, headers={"Host": at.netloc})
    if change:
        request.add_header("Content-Type", "application/json")
        request.add_header("If-Match", "*")
        request.data = json.dumps(change).encode()
    with urlopen(request, timeout=10) as response:  # noqa: S310
        return json.load(response)


def is_kept(page: Page, link: str, *known: str, goals: tuple[str, ...] = ()) -> None:
    """Wait until the service keeps this as known and wanted, and no more."""
    for _ in range(50):
        now = kept(link)
        if (set(now["known"]), tuple(now["goals"])) == (set(known), goals):
            return
        page.wait_for_timeout(100)
    assert (set(now["known"]), tuple(now["goals"])) == (set(known), goals)


@both_sizes
def test_what_this_browser_holds_moves_to_the_service_and_survives_a_reload(
    visit, store, served, size
):
    import_map(store, TOOLS)
    import_map(store, "# Cooking\n## Sauces\n- Roux\n")
    page = visit.open(f"{served}?map=cooking", size)
    tick(page, "sauces/roux")
    page.get_by_label("Skill map").select_option("Tools")
    tick(page, FILES)
    choose_goal(page, "Jobs")
    go(page, "you")
    expect(page.get_by_text("Tools 1 known skill · 1 goal")).to_be_visible()

    page.get_by_role("button", name="Keep it on this service").click()
    form = page.locator("form", has=page.get_by_label("Your name (optional)"))
    expect(form).to_contain_text("whoever knows the link can read and change all of it")
    expect(form).to_contain_text("Cooking 1 known skill")
    form.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Keep it on this service")).to_be_focused()
    link = keep_on_service(page)

    expect(page.locator("#whose-title")).to_have_text("Ana")
    expect(page.locator("#whose-title")).to_be_focused()
    record = kept(link, "/record")
    marks = {(mark["map"], mark["skill"], mark["name"]) for mark in record["marks"]}
    assert marks == {("tools", FILES, "Files"), ("cooking", "sauces/roux", "Roux")}
    assert [(goal["map"], goal["entry"]) for goal in record["goals"]] == [("tools", JOBS)]
    assert overflow(page) <= 0

    page.reload()
    settle(page)
    expect(page.locator("#whose-title")).to_have_text("Ana")
    expect(page.get_by_text("On all maps: 2 skills marked")).to_be_visible()


def test_ticks_goals_and_hours_reach_the_service(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    link = keep_on_service(page)
    page.get_by_label("Hours a week").fill("6.5")
    page.get_by_label("Hours a week").press("Tab")
    go(page, "map")

    for skill_id in (FILES, PIPES, JOBS, PIPES):  # as fast as one can
        page.locator(f'.skill[data-id="{skill_id}"] .tick').click()
    choose_goal(page, "Scripts")

    is_kept(page, link, FILES, JOBS, goals=(SCRIPTS,))
    assert kept(link, "")["hours_per_week"] == 6.5

    page.locator("#undo").click()  # the goal
    page.locator("#undo").click()  # taking Pipes back
    is_kept(page, link, FILES, PIPES, JOBS)


def test_a_second_browser_with_the_link_sees_the_same_and_the_link_does_not_stay_in_sight(
    visit, store, served
):
    import_map(store, TOOLS)
    page = visit.open(served)
    tick(page, FILES)
    link = keep_on_service(page)
    other = visit.open(served, scheme="dark")
    tick(other, SCRIPTS)

    other.goto(link)
    settle(other)

    assert states(other)["known"] == {FILES}
    assert "learner" not in other.url
    expect(other.locator("#toast-text")).to_contain_text("What this browser had kept for itself")
    other.reload()
    settle(other)
    assert states(other)["known"] == {FILES}

    go(other, "you")
    expect(other.get_by_text("This browser holds things you said before")).to_be_visible()
    other.get_by_role("button", name="Add what this browser holds").click()
    expect(other.locator("#record-preview + ul")).to_contain_text("1 new skill")
    other.get_by_role("button", name="Add to mine").click()
    expect(other.locator("#toast-text")).to_contain_text("Added “\u2068this browser")
    is_kept(other, link, FILES, SCRIPTS)


def test_two_browsers_do_not_overwrite_each_other(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    link = keep_on_service(page)
    other = visit.open(link, scheme="dark")
    tick(other, FILES)
    is_kept(other, link, FILES)
    visit.forgiven = re.compile("412")
    go(page, "map")

    tick(page, PIPES)

    expect(page.locator(f'.skill[data-id="{FILES}"]')).to_have_attribute("data-state", "known")
    is_kept(page, link, FILES, PIPES)
    page.locator("#undo").click()
    settle(page)
    is_kept(page, link, FILES)


def test_whoever_comes_back_to_the_page_sees_what_was_said_elsewhere(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    link = keep_on_service(page)
    go(page, "map")
    kept(link, method="PATCH", set=[{"names": [FILES], "progress": "known"}])

    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator(f'.skill[data-id="{FILES}"]')).to_have_attribute("data-state", "known")


def test_leaving_brings_back_what_the_browser_had_kept_for_itself(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    tick(page, FILES)
    link = keep_on_service(page)
    go(page, "map")
    tick(page, PIPES)
    go(page, "you")

    page.get_by_role("button", name="Leave").click()

    expect(page.locator("#whose-title")).to_have_text("What you say stays in this browser")
    expect(page.locator("#whose-title")).to_be_focused()
    go(page, "map")
    assert states(page)["known"] == {FILES}
    tick(page, SCRIPTS)
    is_kept(page, link, FILES, PIPES)

    go(page, "you")
    page.get_by_label("I have a personal link already").fill(link)
    page.get_by_role("button", name="Use it").click()
    expect(page.locator("#whose-title")).to_have_text("Ana")


def test_a_name_can_be_changed(visit, store, served):
    import_map(store, TOOLS)
    page = visit.open(served)
    link = keep_on_service(page, "Ana")

    page.get_by_label("Name", exact=True).fill("Ana <b>Maria</b>")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("#whose-title")).to_have_text("Ana <b>Maria</b>")
    assert kept(link, "")["name"] == "Ana <b>Maria</b>"


@both_sizes
def test_deleting_asks_first_and_leaves_nothing(visit, store, served, size):
    import_map(store, TOOLS)
    page = visit.open(served, size)
    tick(page, FILES)
    link = keep_on_service(page)
    page.get_by_role("button", name="Delete all …").click()
    dialog = page.get_by_role("dialog", name="Delete all that is kept about you?")
    expect(dialog).to_contain_text("it cannot be undone")

    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Delete all …")).to_be_focused()
    assert kept(link)["known"] == [FILES]

    page.get_by_role("button", name="Delete all …").click()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save as a file").click()
    assert json.loads(download.value.path().read_text("utf-8"))["waypath_record"] == 1
    assert overflow(page) <= 0
    dialog.get_by_role("button", name="Delete all").click()

    expect(page.locator("#whose-title")).to_have_text("What you say stays in this browser")
    with pytest.raises(HTTPError, match="404"):
        kept(link)
    go(page, "map")
    assert states(page)["known"] == {FILES}


def test_a_link_under_which_nothing_is_kept_is_refused_where_it_was_entered(visit, seed_page):
    visit.forgiven = re.compile("404")
    page = visit.open(f"{seed_page}#/you")
    field = page.get_by_label("I have a personal link already")

    field.fill("https://example.org/?learner=nobody")
    page.get_by_role("button", name="Use it").click()

    expect(page.get_by_role("alert").get_by_text("nothing under that link")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("no, none")
    field.press("Enter")
    expect(page.get_by_text("This is no personal link")).to_be_visible()


def test_a_record_that_is_gone_is_told_and_the_page_goes_on_with_this_browser(visit, store, served):
    visit.forgiven = re.compile("404")
    import_map(store, TOOLS)
    page = visit.open(served)
    tick(page, FILES)
    link = keep_on_service(page)
    learner = link.partition("?learner=")[2]
    store.delete_learner(learner, store.learner(learner).revision)

    page.reload()
    settle(page)

    notice = page.get_by_role("region", name="Notices")
    expect(notice).to_contain_text("is not on this service, or not any more")
    expect(page.locator("#whose-title")).to_have_text("What you say stays in this browser")
    notice.get_by_role("button", name="Do not ask for it again").click()
    expect(notice).to_be_hidden()
    page.reload()
    settle(page)
    expect(notice).to_be_hidden()


def test_a_record_that_is_deleted_elsewhere_meanwhile_is_told_too(visit, store, served):
    visit.forgiven = re.compile("404")
    import_map(store, TOOLS)
    page = visit.open(served)
    link = keep_on_service(page)
    learner = link.partition("?learner=")[2]
    store.delete_learner(learner, store.learner(learner).revision)
    go(page, "map")

    tick(page, FILES)

    expect(page.get_by_role("region", name="Notices")).to_contain_text("not on this service")
    expect(page.get_by_role("contentinfo")).to_contain_text("What you say stays in this browser.")
    tick(page, PIPES)
    page.reload()
    settle(page)
    assert states(page)["known"] == {PIPES}


def test_what_cannot_be_sent_is_kept_through_a_reload_and_sent_later(visit, store, served):
    visit.forgiven = re.compile("503")
    import_map(store, TOOLS)
    page = visit.open(served)
    link = keep_on_service(page)
    go(page, "map")
    problem = {"code": "store_unavailable", "detail": "The disk is full. Make room."}
    answer = {
        "status": 503,
        "body": json.dumps(problem),
        "content_type": "application/problem+json",
    }
    away = re.compile("/knowledge$")  # a change; the question has a map behind it
    page.route(away, lambda route: route.fulfill(**answer))

    tick(page, FILES)
    expect(page.get_by_role("alert")).to_contain_text("The disk is full")
    page.reload()
    settle(page)
    assert states(page)["known"] == {FILES}
    assert kept(link)["known"] == []
    tick(page, PIPES)
    go(page, "you")
    expect(page.get_by_text("2 changes are not sent yet")).to_be_visible()

    page.unroute(away)
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("alert").get_by_text("The disk is full")).to_be_hidden()
    expect(page.get_by_text("not sent yet")).to_be_hidden()
    is_kept(page, link, FILES, PIPES)


def test_what_became_of_marks_in_an_edited_map_is_told(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- Files\n- Pipes and Filters\n- Jobs\n")
    page = visit.open(served)
    tick(page, FILES, "shell/pipes-and-filters", JOBS)
    link = keep_on_service(page)
    import_map(store, "# Tools\n## Shell\n- Files\n- Pipes & Filters\n- Scripts\n")

    page.reload()
    settle(page)

    page.get_by_text("what became of 2 things you said").click()
    told = page.locator("details", has_text="what became of")
    expect(told).to_contain_text("“Pipes and Filters” is called “Pipes & Filters” now.")
    expect(told).to_contain_text("“Jobs” was removed from the map.")
    notices = page.get_by_role("region", name="Notices")
    notices.get_by_role("button", name=f"Forget {JOBS}").click()
    is_kept(page, link, FILES, "shell/pipes-filters")
    assert len(kept(link)["notes"]) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(visit, seed_page, scheme):
    page = visit.open(seed_page, PHONE, scheme)
    tick(page, FIRST, SECOND)
    go(page, "you")
    assert grave_findings(page) == []

    keep_on_service(page)
    page.get_by_role("button", name="Delete all …").click()
    assert grave_findings(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Delete all").click()
    expect(page.locator("#whose-title")).to_be_focused()
    assert overflow(page) <= 0


def test_everything_works_with_keys_alone(visit, seed_page):
    page = visit.open(f"{seed_page}#/you")

    def to(name: str, role: str = "button") -> None:
        target = page.get_by_role(role, name=name, exact=True)
        for _ in range(60):
            if target.evaluate("e => e === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(name)

    to("Keep it on this service")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your name (optional)")).to_be_focused()
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    expect(page.locator("#whose-title")).to_be_focused()
    expect(page.locator("#whose-title")).to_have_text("Ana")
    to("Delete all …")
    page.keyboard.press("Space")
    to("Delete all")
    page.keyboard.press("Enter")
    expect(page.locator("#whose-title")).to_have_text("What you say stays in this browser")
    assert json.loads(ask(seed_page, "readiness", {"known": [], "skill": LOCKED}))["ready"] is False
