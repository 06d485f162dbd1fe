"""What a placement finds is looked over, and kept in one step or thrown away."""

import json

import pytest
from playwright.sync_api import expect

from graph import import_map
from tests.page.placements import KEPT, MAP, Placement, place, ticked
from tests.page.steps import (
    FUNDAMENTALS,
    ask_next,
    deleting,
    go,
    ids_of,
    overflow,
    settle,
)
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


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
    with deleting(page):
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
    with page.expect_request("**/answers"):
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
