"""What the browser keeps of my knowledge, also when the map changes."""

import pytest
from playwright.sync_api import expect

from graph import import_map
from tests.page.steps import FIRST, SECOND, choose_goal, settle, skill, states, tick

pytestmark = pytest.mark.browser


def test_what_i_know_and_want_survives_a_reload(visit, seed_page):
    page = visit.open(seed_page)
    tick(page, SECOND)
    choose_goal(page, "redis")

    page.reload()
    settle(page)

    assert states(page)["known"] == {SECOND}
    assert states(page)["assumed"] == {FIRST}
    expect(page.locator(".goals")).to_contain_text("Redis")


def test_another_tab_with_the_same_map_follows(visit, seed_page):
    page = visit.open(seed_page)
    other = page.context.new_page()
    other.goto(seed_page)
    settle(other)

    tick(page, FIRST)

    expect(skill(other, FIRST)).to_have_attribute("data-state", "known")


def test_without_storage_the_page_works_and_says_that_nothing_is_kept(visit, seed_page):
    closed = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('off'); }})"
    page = visit.open(seed_page, script=closed)

    tick(page, FIRST)

    assert states(page)["known"] == {FIRST}
    expect(page.locator("#notices")).to_contain_text("keeps no data")


def test_what_the_map_itself_ticks_is_known_on_the_first_visit_only(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- [x] Files\n- Pipes\n")
    page = visit.open(served)
    assert states(page)["known"] == {"shell/files"}

    tick(page, "shell/files")
    page.reload()
    settle(page)

    assert states(page)["known"] == set()


def test_what_an_edited_map_has_lost_is_shown_to_be_replaced_or_dropped(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- Files\n- Pipes and Filters\n- Jobs\n")
    page = visit.open(served)
    tick(page, "shell/files", "shell/pipes-and-filters", "shell/jobs")
    choose_goal(page, "Jobs")

    import_map(store, "# Tools\n## Shell\n- Pipes & Filters\n- Scripts\n")
    page.reload()
    settle(page)

    # What was renamed is followed; what is gone is asked about.
    notices = page.get_by_role("region", name="Notices")
    expect(notices).to_contain_text("2 skills you ticked are not in this map")
    assert states(page)["known"] == {"shell/pipes-filters"}
    notices.get_by_role("button", name="Forget shell/files").click()
    settle(page)
    page.reload()
    settle(page)

    expect(notices).to_contain_text("1 skill you ticked is not in this map")
    notices.get_by_role("button", name="It is Shell").click()
    settle(page)
    assert states(page)["known"] == {"shell/pipes-filters", "shell/scripts"}
    notices.get_by_role("button", name="Drop the goal shell/jobs").click()
    settle(page)
    expect(notices).to_be_hidden()


def test_a_map_that_changes_while_it_is_looked_at_is_loaded_again(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- Files\n- Pipes\n")
    page = visit.open(served)
    import_map(store, "# Tools\n## Shell\n- Files\n- Pipes\n- Jobs\n")

    tick(page, "shell/files")

    expect(skill(page, "shell/jobs")).to_be_visible()
    assert states(page)["known"] == {"shell/files"}


def test_each_map_of_a_store_has_its_own_knowledge(visit, store, served):
    import_map(store, "# Tools\n## Shell\n- Files\n")
    import_map(store, "# Cooking\n## Sauces\n- Roux\n")
    page = visit.open(served)
    chooser = page.get_by_label("Skill map")
    tick(page, "shell/files")

    chooser.select_option("Cooking")
    expect(skill(page, "sauces/roux")).to_have_attribute("data-state", "ready")
    page.reload()
    settle(page)

    expect(skill(page, "sauces/roux")).to_have_attribute("data-state", "ready")
    chooser.select_option("Tools")
    expect(skill(page, "shell/files")).to_have_attribute("data-state", "known")
