"""Few questions, one at a time, that show what a person knows."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from graph import import_map
from tests.page.axe import grave_findings
from tests.page.steps import FUNDAMENTALS, ask_next, choose_goal, go, ids_of, overflow, settle
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser

MAP = "backend-development-skill-map-2-0"
KEPT = f"waypath:placement:{MAP}"
TOPIC = "architecture-patterns/microservices"
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


@both_sizes
def test_answers_of_a_person_lead_to_what_the_service_finds_and_are_ticked_in_one_step(
    visit, seed_page, size
):
    knows = set(ask_next(seed_page, "python-core", "fastapi", "devops/docker")["state"])
    placement = place(visit, seed_page, size).start()
    page = placement.page

    while placement.card.count():
        name = "Yes" if placement.asked() in knows else "No"
        before = placement.asked()
        page.get_by_role("button", name=name, exact=True).click()
        page.locator(f'.question:not([data-id="{before}"]), .result').wait_for()

    found = placement.told()
    assert found["question"] is None
    assert found["asked"] == len(found["answers"]) <= 40
    assert set(placement.checked()) == set(found["known"])
    likely = set(ids_of(page.locator(".result li:has(.tick:not(:checked))")))
    assert likely == set(found["likely"]) - set(found["known"])
    expect(page.locator(".result")).to_contain_text(f"about {found['certainty']:.0%} of the skills")
    assert overflow(page) <= 0

    page.get_by_role("button", name=f"Keep these {len(found['known'])} skills").click()
    settle(page)
    assert ticked(page) == set(found["known"])
    expect(page.get_by_role("heading", name="It is kept")).to_be_focused()
    expect(page.locator("main")).to_contain_text(f"You know {len(found['known'])} of 178 skills")

    page.locator("#undo").click()
    settle(page)
    assert ticked(page) == set()
    expect(page.locator("main")).to_contain_text("You know 0 of 178 skills now.")


@both_sizes
def test_whoever_leaves_goes_on_another_day_where_they_stopped(visit, seed_page, size):
    placement = place(visit, seed_page, size).start()
    page = placement.page
    placement.say("yes", "no", "unsure")
    question = placement.asked()

    page.reload()
    settle(page)

    expect(page.locator("main")).to_contain_text("You stopped after 3 questions.")
    page.get_by_role("button", name="Go on").click()
    assert placement.asked() == question
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#position")).to_contain_text("Question 4 of about")

    go(page, "next")
    go(page, "placement")
    expect(page.locator("main")).to_contain_text("You stopped after 3 questions.")


def test_starting_anew_asks_first_and_throws_the_answers_away(visit, seed_page):
    placement = place(visit, seed_page).start()
    page = placement.page
    placement.say("yes", "no")
    earlier = placement.told()["id"]
    page.reload()
    settle(page)
    anew = page.get_by_role("button", name="Start anew")

    anew.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Your 2 answers so far are thrown away.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(anew).to_be_focused()
    anew.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Start anew").press("Enter")

    expect(page.locator("#view-title")).to_be_focused()
    placement.start()
    assert placement.told()["answers"] == []
    assert page.request.get(f"{seed_page}v1/placements/{earlier}").status == 404


def test_a_placement_that_is_gone_starts_anew_without_an_error(visit, seed_page):
    visit.forgiven = re.compile("404")
    placement = place(visit, seed_page).start()
    page = placement.page
    placement.say("yes")

    def vanish():
        page.request.delete(f"{seed_page}v1/placements/{placement.told()['id']}")

    vanish()
    page.reload()
    settle(page)
    expect(page.locator("main")).to_contain_text("is not there any more")
    expect(page.locator("#banner")).to_be_hidden()

    placement.start()
    vanish()
    page.keyboard.press("y")
    expect(page.locator("main")).to_contain_text("is not there any more")
    expect(page.locator("#banner")).to_be_hidden()


@both_sizes
def test_an_answer_can_be_taken_back(visit, seed_page, size):
    placement = place(visit, seed_page, size).start()
    page = placement.page
    back = page.get_by_role("button", name="Back")
    expect(back).to_have_attribute("aria-disabled", "true")
    first = placement.asked()
    placement.say("yes")
    second = placement.asked()

    back.click()

    expect(placement.card).to_have_attribute("data-id", first)
    expect(page.locator("#question")).to_be_focused()
    assert placement.told()["answers"] == []
    placement.say("yes")
    assert placement.asked() == second


@both_sizes
def test_stopping_shows_what_is_found_so_far_and_nothing_is_ticked_unless_it_is_kept(
    visit, seed_page, size
):
    placement = place(visit, seed_page, size).start()
    page = placement.page
    placement.say("yes", "yes", "no")
    question = placement.asked()
    placement.stop()

    found = placement.told()
    assert set(placement.checked()) == set(found["known"])
    expect(page.locator(".result")).to_contain_text("You have answered 3 questions.")
    first = page.locator(".result .tick").first
    (unticked,) = ids_of(page.locator(".result li").first)
    first.uncheck()

    page.get_by_role("button", name="Go on asking").click()
    assert placement.asked() == question
    placement.stop()
    assert unticked not in placement.checked()

    page.get_by_role("button", name="Throw away").click()
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.get_by_role("dialog").get_by_role("button", name="Throw away").click()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    assert page.request.get(f"{seed_page}v1/placements/{found['id']}").status == 404
    expect(page.locator("#progress-text")).to_have_text("0 of 178 skills known")


def test_whoever_stops_before_the_last_answer_has_got_through_sees_what_it_changed(
    visit, seed_page
):
    placement = place(visit, seed_page).start()
    page = placement.page
    held = []

    def hold(route):
        held.append(route)

    page.route("**/answers", hold)
    page.keyboard.press("y")
    placement.stop()
    expect(page.locator(".result")).to_contain_text("You have answered 0 questions.")
    held.pop().continue_()

    expect(page.locator(".result")).to_contain_text("You have answered 1 question.")
    expect(page.locator("#result")).to_be_focused()


def test_the_last_answer_of_all_can_be_taken_back_from_the_result(visit, store, served):
    import_map(store, "# Evenings\n## Parlour\n- Humming\n- Yodelling\n")
    page = visit.open(f"{served}#/placement")
    placement = Placement(page, served).start()
    placement.press("y")
    last = placement.asked()
    placement.press("n")
    expect(page.locator("#result")).to_be_focused()

    page.get_by_role("button", name="Take back the last answer").press("Enter")

    expect(placement.card).to_have_attribute("data-id", last)
    expect(page.locator("#question")).to_be_focused()


def test_a_whole_topic_of_the_result_is_unticked_at_once(visit, seed_page):
    placement = place(visit, seed_page).start()
    page = placement.page
    placement.say(*["yes"] * 8)
    placement.stop()
    group = page.locator(".result fieldset").first
    ids = ids_of(group.locator("li"))
    assert set(ids) <= set(placement.checked())

    group.locator("legend").get_by_role("checkbox").uncheck()

    assert not set(ids) & set(placement.checked())
    group.locator("li").get_by_role("checkbox").first.check()
    expect(group.locator("legend input")).to_have_js_property("indeterminate", value=True)


def test_it_asks_only_about_what_the_goals_need_if_that_is_chosen(visit, seed_page):
    page = visit.open(f"{seed_page}#/next")
    choose_goal(page, "Microservices")
    go(page, "placement")

    expect(page.get_by_label("what my goals need")).to_be_checked()
    placement = Placement(page, seed_page).start()
    assert placement.told()["goals"] == [TOPIC]
    go(page, "next")
    go(page, "placement")

    page.get_by_label("the whole map").check()
    placement.start()
    assert placement.told()["goals"] == []


def test_what_was_ticked_is_not_asked_about_and_stays_ticked(visit, seed_page):
    page = visit.open(f"{seed_page}#/next")
    asked_first = page.request.post(f"{seed_page}v1/maps/default/placements", data={}).json()
    skill, begun = asked_first["question"]["skill"], f"{FUNDAMENTALS}/type-hints"
    said = json.dumps({"known": [skill], "learning": [begun]})
    page.evaluate("said => localStorage.setItem(...said)", [f"waypath:knowledge:{MAP}", said])
    page.reload()
    settle(page)
    go(page, "placement")
    expect(page.locator("main")).to_contain_text("The 1 skill that you have ticked stays ticked")

    placement = Placement(page, seed_page).start()
    assert placement.asked() != skill
    assert placement.told()["answers"] == [{"skill": skill, "reply": "yes"}]
    expect(page.locator("#position")).to_contain_text("Question 1 of about")
    expect(page.get_by_role("button", name="Back")).to_have_attribute("aria-disabled", "true")
    while placement.card.count():
        placement.say("yes")
    found = set(placement.told()["known"])
    assert {skill, begun} <= found
    expect(page.locator(".result")).to_contain_text("1 more you had ticked already.")
    expect(page.locator(f'.result li[data-id="{begun}"]')).to_contain_text("begun")

    page.get_by_role("button", name="Keep these").click()
    settle(page)
    assert ticked(page) == found - {begun}


def test_what_a_learner_of_the_service_knows_is_not_asked_about_and_the_result_is_kept_there(
    visit, seed_page
):
    page = visit.open(seed_page)
    learner = f"{seed_page}v1/learners/placed"
    page.request.put(learner, data={})
    page.request.patch(
        f"{learner}/knowledge",
        data={"set": [{"names": ["Observer"], "progress": "known"}]},
        headers={"If-Match": "*"},
    )
    page.goto(f"{seed_page}?learner=placed#/placement")
    settle(page)
    placement = Placement(page, seed_page).start()

    identity = page.evaluate(f"() => localStorage.getItem('{KEPT}:placed')")
    told = page.request.get(f"{seed_page}v1/placements/{identity}").json()
    assert (told["learner"], told["answers"]) == ("placed", [])
    placement.say("yes")
    placement.stop()
    found = page.request.get(f"{seed_page}v1/placements/{identity}").json()["known"]
    with page.expect_response(lambda answer: answer.request.method == "PATCH") as kept:
        page.get_by_role("button", name="Keep th").click()

    assert kept.value.ok
    known = page.request.get(f"{learner}/knowledge").json()["known"]
    assert set(found) <= set(known)
    page.request.delete(learner, headers={"If-Match": "*"})


def test_it_can_be_answered_by_keys_alone(visit, seed_page):
    page = visit.open(f"{seed_page}#/placement")
    start = page.get_by_role("button", name="Start", exact=True)
    start.focus()
    page.keyboard.press("Enter")
    placement = Placement(page, seed_page)
    expect(page.locator("#question")).to_be_focused()

    for key in ("y", "1", "u", "2", "n", "3"):
        placement.press(key)
    page.keyboard.press("Tab")
    placement_before = placement.asked()
    page.keyboard.press("Enter")
    page.locator(f'.question:not([data-id="{placement_before}"])').wait_for()

    replies = [given["reply"] for given in placement.told()["answers"]]
    assert replies == ["yes", "yes", "unsure", "unsure", "no", "no", "yes"]
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Stop here")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_focused()


def test_keys_answer_nothing_elsewhere_on_the_page_or_with_control(visit, seed_page):
    placement = place(visit, seed_page).start()
    page = placement.page
    question = placement.asked()

    page.keyboard.press("Control+1")
    page.locator(".brand").focus()
    page.keyboard.press("y")
    page.wait_for_timeout(200)

    assert placement.asked() == question
    assert placement.told()["answers"] == []


def test_an_answer_given_in_another_tab_is_not_given_twice(visit, seed_page):
    visit.forgiven = re.compile("412")
    placement = place(visit, seed_page).start()
    page = placement.page
    first = placement.asked()
    elsewhere = page.request.post(
        f"{seed_page}v1/placements/{placement.told()['id']}/answers",
        data={"skill": first, "reply": "no"},
    ).json()

    page.keyboard.press("y")

    expect(placement.card).to_have_attribute("data-id", elsewhere["question"]["skill"])
    assert placement.told()["answers"] == [{"skill": first, "reply": "no"}]
    expect(page.locator("#banner")).to_be_hidden()


def test_an_answer_that_does_not_get_through_can_be_sent_again(visit, seed_page):
    visit.forgiven = re.compile("ERR_FAILED|ERR_CONNECTION")
    placement = place(visit, seed_page).start()
    page = placement.page
    question = placement.asked()
    page.route("**/answers", lambda route: route.abort())

    page.keyboard.press("y")
    expect(page.locator("#banner")).to_be_visible()
    assert placement.asked() == question

    page.unroute("**/answers")
    page.locator("#banner .retry").click()
    page.locator(f'.question:not([data-id="{question}"])').wait_for()
    assert placement.told()["answers"] == [{"skill": question, "reply": "yes"}]
    expect(page.locator("#banner")).to_be_hidden()


def test_it_goes_on_after_the_map_has_changed(visit, store, served):
    lines = "# Evenings\n## Parlour\n- Humming\n- Yodelling\n- Whistling\n- Juggling\n"
    import_map(store, lines)
    page = visit.open(f"{served}#/placement")
    placement = Placement(page, served).start()
    placement.press("y")
    import_map(store, f"{lines}- Card tricks\n- Riddles\n", against=1)

    while placement.card.count():
        placement.press("y")

    expect(page.locator(".result")).to_contain_text("Riddles")


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_placement_has_no_grave_faults_for_people_with_disabilities(
    visit, seed_page, size, scheme
):
    placement = place(visit, seed_page, size, scheme=scheme)
    assert grave_findings(placement.page) == []
    placement.start()
    assert grave_findings(placement.page) == []
    placement.say("yes", "yes", "no")
    placement.stop()
    assert grave_findings(placement.page) == []
    assert overflow(placement.page) <= 0
