"""What can I learn next? The list beside the map, and all of it, with and without a goal."""

import pytest
from playwright.sync_api import Locator, Page, expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import ask_next, choose_goal, go, ids_of, overflow, settle, states
from tests.page.visits import DESKTOP, PHONE, both_sizes

pytestmark = pytest.mark.browser

PATH = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
TOPIC = "architecture-patterns/microservices"
EVENINGS = """# Evenings
## Knives
- Sharpening (0.5h)
- Whittling (2h) (requires: Sharpening)
## Parlour
- Humming (1h)
- Yodelling (4h) (requires: Humming)
## Garden
- Juggling (8h)
"""


def full(page: Page) -> Locator:
    """What is ready in the view of all of it."""
    return page.locator("main .pick")


def press(page: Page, button: Locator) -> None:
    button.press("Enter")
    settle(page)


@both_sizes
def test_a_first_visit_shows_the_whole_map_with_nothing_known_and_what_is_ready(
    visit, seed_page, size
):
    page = visit.open(seed_page, size)
    answer = ask_next(seed_page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Backend Development Skill Map 2.0")
    expect(page.locator("#progress-text")).to_have_text("0 of 178 skills known")
    assert states(page)["known"] == states(page)["assumed"] == set()
    assert states(page)["ready"] == {entry["id"] for entry in answer["next"]}
    assert len(states(page)["locked"]) == 178 - answer["ready_total"]


@both_sizes
def test_the_best_are_beside_the_map_as_the_service_ranks_them_and_say_why(visit, seed_page, size):
    page = visit.open(seed_page, size)
    answer = ask_next(seed_page)
    best = answer["next"][0]
    first = page.locator("#next .pick").first

    shown = ids_of(page.locator("#next .pick"))
    assert shown == [entry["id"] for entry in answer["next"][: 3 if size == PHONE else 6]]
    expect(first.get_by_role("heading")).to_have_text(best["name"])
    expect(first.locator(".where")).to_have_text(PATH.join(best["path"][:-1]))
    expect(first.locator(".why")).to_have_text(" ".join(best["reasons"]))
    expect(first.locator(".effort")).to_have_text("about 4 h")


def test_the_list_comes_before_the_map_on_a_phone_and_beside_it_on_a_desk(visit, seed_page):
    phone, desk = visit.open(seed_page, PHONE), visit.open(seed_page, DESKTOP)

    def box(page, selector):
        return page.locator(selector).bounding_box()

    assert box(phone, "#next")["y"] < box(phone, "#map")["y"]
    assert box(desk, "#next")["x"] > box(desk, "#map")["x"]
    assert abs(box(desk, "#next")["y"] - box(desk, "main")["y"]) < 2


def test_i_know_this_in_the_list_ticks_the_skill_and_keeps_the_focus_in_the_list(visit, seed_page):
    page = visit.open(seed_page)
    (learned,) = ids_of(page.locator(".pick").first)

    press(page, page.locator(".pick").first.get_by_role("button", name="I know this"))

    assert states(page)["known"] == {learned}
    assert learned not in ids_of(page.locator(".pick"))
    expect(page.locator(".pick").first.locator(".know")).to_be_focused()


def test_a_goal_is_found_by_typing_and_the_list_follows_it(visit, seed_page):
    page = visit.open(seed_page)
    goal = page.get_by_role("combobox", name="What do you want to learn?")
    options = page.get_by_role("option")

    goal.fill("microserv")
    expect(options.first).to_contain_text("topic in Architecture Patterns")
    goal.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    goal.press("Enter")
    settle(page)

    answer = ask_next(seed_page, goals=[TOPIC])
    shown = ids_of(page.locator(".pick"))
    assert shown == [entry["id"] for entry in answer["next"]][: len(shown)]
    expect(page.locator(".pick .why").first).to_contain_text("your goal Microservices")
    expect(page.locator("#next")).to_contain_text("Towards your goal")

    page.get_by_role("button", name="Remove the goal").click()
    settle(page)
    assert ids_of(page.locator(".pick")) == [e["id"] for e in ask_next(seed_page)["next"]][:6]
    expect(page.locator("#next")).not_to_contain_text("Towards your goal")


def test_what_a_goal_does_not_need_is_listed_apart_from_what_leads_to_it(visit, store, served):
    import_map(store, EVENINGS)
    page = visit.open(f"{served}#/next")

    choose_goal(page, "Yodelling")

    lists = page.locator("main .picks")
    assert ids_of(lists.nth(0).locator(".pick")) == ["parlour/humming"]
    assert ids_of(lists.nth(1).locator(".pick")) == ["knives/sharpening", "garden/juggling"]
    headings = page.locator("main h3").all_inner_texts()
    assert headings[-2:] == ["Towards your goal", "Ready too, but not needed for your goal"]
    expect(page.get_by_role("status").first).to_have_text(
        "On the way to your goal you know 0 of 2 skills."
    )


@both_sizes
def test_all_that_is_ready_is_a_link_away_and_shown_in_steps(visit, seed_page, size):
    page = visit.open(seed_page, size)
    answer = ask_next(seed_page)

    page.get_by_role("link", name=f"All {answer['ready_total']} that are ready").click()
    settle(page)
    expect(full(page)).to_have_count(12)
    page.locator("main .more").press("Enter")

    assert ids_of(full(page)) == [entry["id"] for entry in answer["next"]]
    expect(full(page).nth(12).locator(".name").first).to_be_focused()
    expect(page.locator("main .more")).to_have_count(0)
    assert overflow(page) <= 0


def test_a_rank_is_explained_by_its_factors_on_demand(visit, seed_page):
    page = visit.open(f"{seed_page}#/next")
    best = ask_next(seed_page)["next"][0]
    first = full(page).first

    expect(first.get_by_role("table")).to_be_hidden()
    first.get_by_text("Why this rank").press("Enter")

    expect(first.get_by_role("row")).to_have_count(1 + len(best["factors"]))
    expect(first).to_contain_text(f"Score: {best['score']:.2f} of 1.")
    certainty = first.get_by_role("row", name="You are surely ready for it")
    expect(certainty.get_by_role("cell").first).to_have_text("100%")


def test_who_is_perhaps_not_ready_is_told_and_led_to_the_details(visit, seed_page):
    page = visit.open(f"{seed_page}#/next")
    page.locator("main .more").click()
    doubtful = next(e for e in ask_next(seed_page)["next"] if e["ready_probability"] < 0.9)
    row = page.locator(f'main .pick[data-id="{doubtful["id"]}"]')
    share = round(doubtful["ready_probability"] * 100)

    note = row.get_by_role("button", name=f"Needs a look: {share}% sure that you are ready")
    note.press("Enter")

    expect(page.locator("#details")).to_contain_text(doubtful["name"])
    assert page.locator(".pick .doubt").count() == sum(
        entry["ready_probability"] < 0.9 for entry in ask_next(seed_page)["next"]
    )


@both_sizes
def test_only_what_fits_into_todays_time_is_shown_and_the_address_keeps_it(
    visit, store, served, size
):
    import_map(store, EVENINGS)
    page = visit.open(f"{served}#/next", size)
    status = page.locator("main .summary")

    page.get_by_label("Time I have today").select_option("1 hour")

    assert set(ids_of(full(page))) == {"knives/sharpening", "parlour/humming"}
    expect(status).to_contain_text("1 that takes longer is hidden.")
    page.reload()
    settle(page)
    expect(page.get_by_label("Time I have today")).to_have_value("1")
    expect(full(page)).to_have_count(2)

    page.get_by_label("Time I have today").select_option("15 minutes")
    expect(page.locator("main")).to_contain_text("all of them take longer than that")
    page.get_by_role("button", name="Show them all the same").press("Enter")
    expect(full(page)).to_have_count(3)
    expect(page.get_by_label("Time I have today")).to_be_focused()
    assert page.url.endswith("#/next")


@both_sizes
def test_what_is_not_for_now_is_set_aside_and_can_be_offered_again(visit, store, served, size):
    import_map(store, EVENINGS)
    page = visit.open(f"{served}#/next", size)
    first, second, _ = ids_of(full(page))

    press(page, full(page).first.get_by_role("button", name="Not now"))

    assert first not in ids_of(full(page))
    assert ids_of(full(page))[0] == second
    expect(full(page).first.get_by_role("button", name="Not now")).to_be_focused()
    aside = page.get_by_role("region", name="Set aside")
    assert ids_of(aside.locator("li")) == [first]

    press(page, aside.get_by_role("button", name="Offer again"))
    assert ids_of(full(page))[0] == first
    expect(aside).to_have_count(0)
    expect(page.locator("#view-title")).to_be_focused()

    press(page, full(page).first.get_by_role("button", name="Not now"))
    page.locator("#toast").get_by_role("button", name="Undo").click()
    settle(page)
    assert ids_of(full(page))[0] == first


def test_what_was_begun_ranks_first_and_is_listed_until_it_is_known(visit, store, served):
    import_map(store, EVENINGS)
    page = visit.open(f"{served}#/next")
    last = full(page).last
    (begun,) = ids_of(last)

    press(page, last.get_by_role("button", name="I have begun this"))

    assert ids_of(full(page))[0] == begun
    expect(full(page).first.get_by_role("button", name="Not begun after all")).to_be_focused()
    own = page.get_by_role("region", name="You have begun")
    assert ids_of(own.locator("li")) == [begun]

    press(page, own.get_by_role("button", name="I know this"))
    expect(own).to_have_count(0)
    assert begun not in ids_of(full(page))


def test_what_was_learned_last_is_offered_to_be_refreshed(visit, store, served):
    import_map(store, EVENINGS)
    page = visit.open(f"{served}#/next")
    for skill_id in ("knives/sharpening", "knives/whittling"):
        press(page, page.locator(f'main .pick[data-id="{skill_id}"] .know'))

    fold = page.locator("main summary", has_text="To refresh: 1 skill")
    fold.press("Enter")

    rows = page.locator("details.own li")
    expect(rows).to_be_visible()
    assert ids_of(rows) == ["knives/whittling"]


@both_sizes
def test_whoever_has_ticked_nothing_is_led_to_the_placement_and_to_the_map(visit, seed_page, size):
    page = visit.open(f"{seed_page}#/next", size)
    start = page.get_by_role("region", name="Where do you stand?")

    expect(start.get_by_role("link", name="Tick it on the map")).to_have_attribute("href", "#/map")
    start.get_by_role("link", name="Find out what you know with 40 questions at most").click()
    expect(page.locator('.page[data-view="placement"]')).to_be_visible()

    go(page, "next")
    press(page, full(page).first.get_by_role("button", name="I know this"))
    expect(start).to_have_count(0)


def test_an_empty_list_says_why(visit, store, served):
    import_map(store, EVENINGS)
    page = visit.open(f"{served}#/next")
    status = page.locator("main .summary")

    for _ in range(4):
        press(page, full(page).first.locator(".know"))
    press(page, full(page).first.locator(".later"))
    expect(full(page)).to_have_count(0)
    expect(status).to_have_text("Nothing is ready: you have set aside all that is left.")
    expect(page.locator("#view-title")).to_be_focused()

    press(page, page.get_by_role("button", name="Offer again"))
    press(page, full(page).first.locator(".know"))
    expect(status).to_have_text("\N{CHECK MARK} You know the whole map.")

    choose_goal(page, "Juggling")
    expect(status).to_have_text("\N{CHECK MARK} You know everything that your goal needs.")


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_has_no_grave_faults_for_people_with_disabilities(visit, seed_page, size, scheme):
    page = visit.open(f"{seed_page}#/next", size, scheme)

    press(page, full(page).first.locator(".later"))
    press(page, full(page).first.locator(".begin"))
    press(page, full(page).nth(1).locator(".know"))
    full(page).first.get_by_text("Why this rank").click()
    page.get_by_text("To refresh").click()

    assert grave_findings(page) == []
    assert overflow(page) <= 0
