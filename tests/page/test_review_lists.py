"""Pairs, names and entries are looked up, decided otherwise, and withdrawn."""

import re

import pytest
from playwright.sync_api import expect

from graph import decide, import_map, review_questions
from tests.page.reviews import (
    DOUBLE,
    FIRST,
    JUGGLING,
    MILLS,
    SECOND,
    THIRD,
    asked,
    asks,
    before,
    decided,
    press,
    quoted,
    review,
    told,
)
from tests.page.steps import overflow
from tests.page.visits import both_sizes

pytestmark = pytest.mark.browser


@both_sizes
def test_a_prerequisite_is_added_by_two_names_once_one_has_seen_what_is_thought_of_it(
    visit, store, served, size
):
    import_map(store, JUGGLING)
    page = review(visit, served, size)
    page.get_by_role("link", name="Look up").click()

    for field, typed in (("This skill", "mills"), ("this one", "double")):
        page.get_by_role("combobox", name=field).fill(typed)
        page.get_by_role("combobox", name=field).press("Enter")

    expect(asked(page)).to_have_text(asks(MILLS, DOUBLE))
    expect(asked(page)).to_be_focused()
    expect(page.locator(".standing")).to_contain_text(
        "Neither “Mills Mess & Box” nor “Double Spins”"
    )
    expect(page.locator(".source .marked")).to_have_count(2)
    assert overflow(page) <= 0

    page.get_by_role("button", name="Add it").click()

    expect(told(page)).to_contain_text(f"Added: {before(MILLS, DOUBLE)}")
    assert decided(store) == {(MILLS, DOUBLE): "asserted"}


def test_an_address_opens_a_pair_whatever_was_decided_about_it_to_withdraw_that(
    visit, store, served
):
    snapshot = import_map(store, JUGGLING).snapshot
    confidence = review_questions(snapshot)[0].confidence
    decide(store, snapshot, *FIRST, "rejected", "Either will do.")
    page = review(visit, served, of=f"?pair={'..'.join(FIRST)}")
    expect(asked(page)).to_have_text(asks(*FIRST))
    expect(page.locator(".decided")).to_contain_text("Either will do.")

    page.get_by_role("button", name="Withdraw").click()

    expect(page.locator(".decided")).to_be_hidden()
    expect(asked(page)).to_be_focused()
    expect(page.locator(".standing")).to_contain_text(f"{confidence:.0%} sure")
    assert decided(store) == {}


def test_what_the_map_states_itself_can_be_rejected(visit, store, served):
    import_map(store, JUGGLING.replace("Double Spins", "Double Spins (requires: Mills Mess & Box)"))
    page = review(visit, served, of=f"?pair={MILLS}..{DOUBLE}")
    expect(page.locator(".standing")).to_contain_text("The map itself says so.")
    expect(page.get_by_role("button", name="Accept")).to_be_hidden()

    press(page, "r")

    expect(page.locator(".decided")).to_contain_text("Rejected.")
    assert decided(store) == {(MILLS, DOUBLE): "rejected"}


def test_an_address_with_an_unknown_skill_says_so(visit, store, served):
    visit.forgiven = re.compile("404")
    import_map(store, JUGGLING)

    page = review(visit, served, of="?pair=balls/mills-mess..clubs/double-spins")

    alert = page.get_by_role("alert").filter(has_text="Nothing in the map is called")
    expect(alert).to_contain_text(MILLS)


def test_decisions_are_listed_and_withdrawn(visit, store, served):
    snapshot = import_map(store, JUGGLING).snapshot
    snapshot = decide(store, snapshot, *FIRST, "rejected", "Either will do.")
    snapshot = decide(store, snapshot, *THIRD, "rejected")
    snapshot = decide(store, snapshot, *SECOND, "accepted")
    decide(store, snapshot, MILLS, DOUBLE, "asserted")
    page = review(visit, served, of="?show=decided")
    rejected = page.get_by_role("region", name="Rejected")

    expect(rejected.locator(".pair")).to_have_text(
        [re.compile("Throwing.*before.*Three-Ball"), re.compile("Three-Ball.*before.*Reverse")]
    )
    expect(rejected).to_contain_text(re.compile(r"20\d\d: Either will do\."))
    expect(page.get_by_role("region", name="Accepted").locator(".pair")).to_have_count(1)
    expect(page.get_by_role("region", name="Added").locator(".pair")).to_have_count(1)

    button = rejected.get_by_role("button", name=re.compile("Withdraw.*Throwing"))
    button.press("Enter")

    expect(rejected.locator(".pair")).to_have_count(1)
    expect(rejected.get_by_role("button", name=re.compile("Withdraw"))).to_be_focused()
    assert THIRD not in decided(store)
    press(page, "Control+z")
    expect(rejected.locator(".pair")).to_have_count(2)
    assert decided(store)[THIRD] == "rejected"

    page.get_by_role("button", name="Accepted").click()

    expect(rejected).to_be_hidden()
    expect(page.locator(".pair")).to_have_count(1)


def test_a_name_under_several_topics_is_made_one_skill_and_several_again(visit, store, served):
    import_map(store, "# Tools\n## Redis\n- Pipelines\n## Kafka\n- Topics\n- Pipelines\n")
    page = review(visit, served, of="?show=names")
    row = page.locator('[data-id="Pipelines"]')
    expect(row).to_contain_text("2 skills.")
    expect(row.locator(".places li")).to_have_count(2)
    row.locator("summary").click()
    expect(row.locator(".source .marked")).to_have_count(2)

    row.get_by_role("button", name="it is one skill").press("Enter")

    expect(row).to_contain_text("One skill.")
    expect(row.locator(".places .name")).to_have_text(["Pipelines", "Pipelines"])
    expect(row.get_by_role("button", name="they are several skills")).to_be_focused()
    assert [made.verdict for made in store.load("tools").name_decisions] == ["merged"]
    assert len(store.load("tools").skill_map.skills) == 2

    press(page, "Control+z")

    expect(row).to_contain_text("2 skills.")
    assert store.load("tools").name_decisions == ()

    row.get_by_role("button", name="it is one skill").click()
    row.get_by_role("button", name="they are several skills").click()
    expect(row).to_contain_text("2 skills.")
    row.get_by_role("button", name="Withdraw").click()
    expect(row.get_by_role("button", name="Withdraw")).to_be_hidden()
    assert store.load("tools").name_decisions == ()


def test_what_became_of_an_entry_is_said_otherwise_and_withdrawn(visit, store, served):
    import_map(store, "# Data\n## Formats\n- XML\n- CSV\n- JSON\n- Tables\n")
    import_map(store, "# Data\n## Formats\n- YAML\n- CSV\n- JSON\n- Tables\n")
    page = review(visit, served, of="?show=moves")
    row = page.locator('[data-id="formats/xml"]')
    expect(row).to_contain_text("It was removed.")

    row.locator("summary").press("Enter")
    row.get_by_role("combobox").fill("yaml")
    row.get_by_role("combobox").press("Enter")

    expect(row).to_contain_text("It was renamed.")
    expect(row.locator(".places .name")).to_have_text("YAML")
    expect(told(page)).to_contain_text(f"{quoted('XML')} became {quoted('YAML')}")
    assert [move.now for move in store.load("data").moves] == [("formats/yaml",)]

    page.locator("#undo").click()
    expect(row).to_contain_text("It was removed.")
    row.get_by_role("combobox").fill("json")
    row.get_by_role("combobox").press("Enter")
    row.get_by_role("button", name="Withdraw").press("Enter")

    expect(row.get_by_role("button", name="Withdraw")).to_be_hidden()
    assert [move.decided_at for move in store.load("data").moves] == [""]
    assert overflow(page) <= 0
