"""Is that so? A mentor goes through what was inferred, the most doubtful first, and decides."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from graph import decide, import_map, review_questions, withdraw
from tests import builders
from tests.page.axe import grave_findings
from tests.page.steps import FUNDAMENTALS, go, overflow, settle, states
from tests.page.visits import DESKTOP, PHONE, both_sizes

pytestmark = pytest.mark.browser

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


def test_questions_come_in_the_order_of_the_service_page_after_page(visit, store, served):
    topics = (f"## Topic {n}\n- Lesson {n}\n- Lesson {n} Advanced\n" for n in range(28))
    import_map(store, "".join(topics))
    snapshot = store.load("skill-map")
    questions = review_questions(snapshot)
    assert len(questions) > 50
    names = [
        [snapshot.skill_map[skill].name for skill in (question.source, question.target)]
        for question in questions
    ]
    page = review(visit, served)
    names_asked = asked(page).locator("b")

    for place, then in pairwise((0, 1, 2, 20, 40, 49, 50, 51, len(names) - 1, len(names))):
        expect(names_asked).to_have_text(names[place])
        press(page, *"j" * (then - place))

    expect(asked(page)).to_have_text("You have seen all questions")
    page.get_by_role("button", name="Go through the open ones again").click()
    expect(asked(page).locator("b")).to_have_text(names[0])


@both_sizes
def test_a_review_needs_the_keyboard_alone(visit, store, served, size):
    import_map(store, JUGGLING)
    page = review(visit, served, size)
    expect(asked(page)).to_have_text(asks(*FIRST))
    expect(page.locator("#review-progress")).to_have_text("0 decided. 5 questions left.")

    press(page, "j")
    expect(asked(page)).to_have_text(asks(*SECOND))
    expect(asked(page)).to_be_focused()
    press(page, "k")
    expect(asked(page)).to_have_text(asks(*FIRST))
    press(page, "ArrowRight", "ArrowLeft", "a")

    expect(told(page)).to_have_text(f"Accepted: {before(*FIRST)}. 4 left.")
    expect(asked(page)).to_have_text(asks(*SECOND))
    expect(asked(page)).to_be_focused()
    assert decided(store) == {FIRST: "accepted"}

    press(page, "r")

    expect(told(page)).to_contain_text("Rejected")
    expect(page.locator("#review-progress")).to_have_text("2 decided. 3 questions left.")
    assert decided(store) == {FIRST: "accepted", SECOND: "rejected"}
    assert overflow(page) <= 0


def test_turning_a_question_round_rejects_it_and_asserts_the_other(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))

    press(page, "v")

    expect(told(page)).to_contain_text(f"now {before(*FIRST[::-1])}")
    assert decided(store) == {FIRST: "rejected", FIRST[::-1]: "asserted"}

    press(page, "u")

    expect(told(page)).to_contain_text("Undone: Turned round")
    expect(asked(page)).to_have_text(asks(*FIRST))
    assert decided(store) == {}


def test_what_cannot_be_turned_round_is_not_left_half_done(visit, store, served):
    visit.forgiven = re.compile("409|412")
    snapshot = import_map(store, JUGGLING).snapshot
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    snapshot = decide(store, snapshot, CASCADE, MILLS, "asserted")
    decide(store, snapshot, MILLS, REVERSE, "asserted")
    others = decided(store)

    press(page, "v")

    expect(page.locator(".cycle .name")).to_have_count(4)
    assert decided(store) == others


def test_decisions_are_undone_one_after_the_other_with_u_and_ctrl_z(visit, store, served):
    snapshot = import_map(store, JUGGLING).snapshot
    decide(store, snapshot, SINGLE, DOUBLE, "accepted", "One club first.")
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    press(page, "a")
    expect(asked(page)).to_have_text(asks(*SECOND))
    press(page, "r")
    expect(asked(page)).to_have_text(asks(*THIRD))

    press(page, "Control+z")

    expect(asked(page)).to_have_text(asks(*SECOND))
    expect(asked(page)).to_be_focused()
    press(page, "u")
    expect(asked(page)).to_have_text(asks(*FIRST))
    assert decided(store) == {(SINGLE, DOUBLE): "accepted"}
    expect(page.locator("#review-progress")).to_have_text("0 decided. 4 questions left.")

    press(page, "u")

    expect(told(page)).to_have_text("There is nothing left to undo in this review.")


def test_undo_brings_back_what_had_been_decided_before(visit, store, served):
    snapshot = import_map(store, JUGGLING).snapshot
    decide(store, snapshot, SINGLE, DOUBLE, "accepted", "One club first.")
    page = review(visit, served, of=f"?pair={SINGLE}..{DOUBLE}")
    expect(page.locator(".decided")).to_contain_text("One club first.")

    press(page, "r")

    expect(page.locator(".decided")).to_contain_text("Rejected.")
    press(page, "u")
    expect(page.locator(".decided")).to_contain_text("One club first.")
    (kept,) = store.load("juggling").decisions
    assert (kept.verdict, kept.note) == ("accepted", "One club first.")


def test_a_reason_is_kept_and_keys_do_nothing_while_it_is_typed(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))

    press(page, "e")
    page.keyboard.type("a rare juggler")
    assert decided(store) == {}
    press(page, "Escape")
    expect(asked(page)).to_be_focused()
    press(page, "r")

    expect(told(page)).to_contain_text("Rejected")
    (made,) = store.load("juggling").decisions
    assert (made.verdict, made.note) == ("rejected", "a rare juggler")


def test_a_key_that_is_held_down_decides_once(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))

    page.keyboard.down("a")
    expect(asked(page)).to_have_text(asks(*SECOND))
    page.keyboard.down("a")
    page.keyboard.up("a")

    press(page, "j")
    expect(asked(page)).to_have_text(asks(*THIRD))
    assert decided(store) == {FIRST: "accepted"}


def test_single_keys_can_be_switched_off(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))

    page.get_by_label("Single keys decide").uncheck()
    press(page, "a", "j")

    expect(asked(page)).to_have_text(asks(*FIRST))
    page.get_by_role("button", name="Next").click()
    expect(asked(page)).to_have_text(asks(*SECOND))
    assert decided(store) == {}


@both_sizes
def test_a_question_shows_its_evidence_and_the_lines_of_the_map(visit, store, served, size):
    import_map(store, JUGGLING)
    question = review_questions(store.load("juggling"))[0]
    page = review(visit, served, size)

    expect(asked(page)).to_have_text(asks(*FIRST))
    expect(page.locator(".standing")).to_contain_text(
        f"{question.confidence:.0%} sure: more likely than not. It is used"
    )
    expect(page.locator(".standing [lang=en]")).to_have_text(question.text)
    ranked = sorted(question.evidence, key=lambda found: -abs(found.strength))
    for side, sign in (("for", 1), ("against", -1)):
        told_side = page.locator(f".evidence .{side} li [lang=en]")
        expect(told_side).to_have_text([e.text for e in ranked if e.strength * sign > 0])
    marked = page.locator(".source .marked")
    expect(marked).to_have_text([re.compile("A.*4.*- Three-Ball"), re.compile("B.*5.*- Reverse")])
    expect(page.locator(".source .gap")).to_have_count(1)
    assert overflow(page) <= 0


def test_lines_that_had_the_wrong_encoding_are_shown_repaired(visit, seed_page):
    page = review(
        visit, seed_page, of=f"?pair={FUNDAMENTALS}/variables-data-types..{FUNDAMENTALS}/type-hints"
    )

    expect(page.locator(".source")).to_contain_text("## 🐍 Python Core")


def test_a_circle_is_refused_and_says_what_can_be_done(visit, store, served):
    visit.forgiven = re.compile("409")
    snapshot = import_map(store, JUGGLING).snapshot
    snapshot = decide(store, snapshot, MILLS, CASCADE, "asserted")
    decide(store, snapshot, CASCADE, DOUBLE, "asserted")
    page = review(visit, served, of=f"?pair={DOUBLE}..{MILLS}")
    expect(asked(page)).to_have_text(asks(DOUBLE, MILLS))
    others = decided(store)

    press(page, "a")

    refusal = page.get_by_role("alert").filter(has_text="circle")
    expect(refusal.locator("[lang=en]")).to_contain_text("These prerequisites run in a circle")
    circle = refusal.get_by_role("list", name="The circle").locator(".name")
    expect(circle).to_have_text([NAMES[skill] for skill in (DOUBLE, MILLS, CASCADE, DOUBLE)])
    assert decided(store) == others
    circle.nth(1).click()
    expect(page.locator("#details")).to_contain_text(NAMES[MILLS])

    refusal.get_by_role("button", name=f"Reject {before(MILLS, CASCADE)}").click()
    expect(told(page)).to_contain_text(f"Rejected: {before(MILLS, CASCADE)}")
    expect(refusal).to_be_hidden()
    press(page, "a")

    expect(page.locator(".decided")).to_contain_text("Added by a person.")
    assert decided(store)[DOUBLE, MILLS] == "asserted"
    assert decided(store)[MILLS, CASCADE] == "rejected"


def test_a_decision_outlives_a_change_to_something_else_meanwhile(visit, store, served):
    visit.forgiven = re.compile("412")
    snapshot = import_map(store, JUGGLING).snapshot
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    decide(store, snapshot, SINGLE, DOUBLE, "accepted")

    press(page, "r")

    expect(told(page)).to_contain_text("Rejected")
    assert decided(store) == {(SINGLE, DOUBLE): "accepted", FIRST: "rejected"}
    expect(page.locator("#review-progress")).to_have_text("1 decided. 3 questions left.")


def test_what_somebody_else_has_decided_meanwhile_is_not_overwritten(visit, store, served):
    visit.forgiven = re.compile("412")
    snapshot = import_map(store, JUGGLING).snapshot
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    decide(store, snapshot, *FIRST, "rejected", "I know better.")

    press(page, "a")

    expect(page.get_by_role("alert").filter(has_text="Somebody else")).to_be_visible()
    expect(page.locator(".decided")).to_contain_text("I know better.")
    assert decided(store) == {FIRST: "rejected"}
    press(page, "a")
    expect(asked(page)).to_have_text(asks(*SECOND))
    assert decided(store) == {FIRST: "accepted"}


def test_what_somebody_else_has_decided_anew_is_not_undone(visit, store, served):
    visit.forgiven = re.compile("412")
    import_map(store, JUGGLING)
    page = review(visit, served)
    expect(asked(page)).to_have_text(asks(*FIRST))
    press(page, "a")
    expect(asked(page)).to_have_text(asks(*SECOND))
    decide(store, store.load("juggling"), *FIRST, "rejected")

    press(page, "u")

    expect(told(page)).to_contain_text("Not undone: Accepted")
    assert decided(store) == {FIRST: "rejected"}


def test_the_map_follows_what_was_decided(visit, store, served):
    import_map(store, JUGGLING)
    page = review(visit, served, of=f"?pair={SINGLE}..{DOUBLE}")
    expect(asked(page)).to_have_text(asks(SINGLE, DOUBLE))

    press(page, "r")
    expect(page.locator(".decided")).to_contain_text("Rejected.")
    go(page, "map")

    expect(page.locator(f'.skill[data-id="{DOUBLE}"]')).to_have_attribute("data-state", "ready")
    assert DOUBLE in states(page)["ready"]


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


def test_the_note_on_a_map_of_an_unknown_field_leads_to_its_review(visit, store, served):
    import_map(store, JUGGLING)
    page = visit.open(served)

    page.get_by_role("link", name="Review them").click()

    expect(asked(page)).to_have_text(asks(*FIRST))


@both_sizes
def test_nothing_is_left_once_all_is_decided(visit, store, served, size):
    snapshot = import_map(store, JUGGLING).snapshot
    for question in review_questions(snapshot)[1:]:
        snapshot = decide(store, snapshot, question.source, question.target, "accepted")
    page = review(visit, served, size)
    expect(asked(page)).to_have_text(asks(*FIRST))

    press(page, "a")

    expect(asked(page)).to_have_text("Nothing is left to decide")
    expect(asked(page)).to_be_focused()
    assert overflow(page) <= 0
    withdraw(store, store.load("juggling"), *SECOND)
    page.reload()
    settle(page)
    expect(asked(page)).to_have_text(asks(*SECOND))


def test_a_failure_of_the_service_loses_nothing(visit, store, served):
    visit.forgiven = re.compile("ERR_")
    import_map(store, JUGGLING)
    page = review(visit, served)
    page.route("**/prerequisites/**", lambda route: route.abort())
    page.reload()
    expect(asked(page)).to_have_text(asks(*FIRST))

    press(page, "a")

    banner = page.get_by_role("alert").filter(has_text="cannot be reached")
    expect(banner).to_be_visible()
    expect(asked(page)).to_have_text(asks(*FIRST))
    page.unroute("**/prerequisites/**")
    banner.get_by_role("button", name="Try again").click()
    expect(asked(page)).to_have_text(asks(*SECOND))
    assert decided(store) == {FIRST: "accepted"}


@both_sizes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_review_works_for_people_with_disabilities(visit, store, served, size, scheme):
    visit.forgiven = re.compile("409")
    import_map(store, JUGGLING.replace("## Clubs", "## Clubs\n- Reverse Cascade"))
    snapshot = store.load("juggling")
    decide(store, snapshot, MILLS, CASCADE, "asserted", "So I learned it.")
    page = review(visit, served, size, scheme)
    expect(asked(page)).to_be_visible()
    expect(page.locator(".source")).to_be_visible()
    assert grave_findings(page) == []

    for part in ("Decided", "Same names"):
        page.get_by_role("link", name=part).click()
        page.locator(".decisions li").first.wait_for()
        assert grave_findings(page) == []
        assert overflow(page) <= 0

    page.goto(f"{served}#/review?pair={CASCADE}..{MILLS}")
    expect(page.locator(".source")).to_be_visible()
    press(page, "a")
    expect(page.locator(".cycle")).to_be_visible()
    assert grave_findings(page) == []
    assert overflow(page) <= 0


def test_hostile_names_are_harmless(visit, store, served):
    hostile = ["<img src=x onerror=alert(1)>", "x" * 300, "\u202eشطرنج"]
    import_map(store, "# Odd\n## Names\n" + "".join(f"- `{name}`\n" for name in hostile))
    page = review(visit, served, PHONE)
    expect(asked(page)).to_be_visible()
    expect(page.locator(".source .marked")).to_have_count(2)

    press(page, "a")

    expect(told(page)).to_contain_text("Accepted")
    assert overflow(page) <= 0
    page.get_by_role("link", name="Decided").click()
    expect(page.locator(".pair")).to_have_count(1)
    assert overflow(page) <= 0


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
