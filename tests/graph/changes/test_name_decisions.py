"""What people decide about names that stand under several topics."""

from dataclasses import replace

import pytest

from graph import (
    CycleError,
    DecisionError,
    StaleRevisionError,
    UnknownSkillError,
    copy_map,
    decide,
    decide_name,
    import_map,
    shared_names,
    withdraw,
    withdraw_name,
)
from tests.builders import SEED_MAP

# Words that no knowledge pack knows.
MAP = """\
# Cook
## Blorp
- Flour
- Zibbing
- Baking
## Grunt
- Cuts
- Zibbing
- Serving
"""
BLORP, GRUNT = "blorp/zibbing", "grunt/zibbing"
FLOUR, BAKING, CUTS, SERVING = "blorp/flour", "blorp/baking", "grunt/cuts", "grunt/serving"


@pytest.fixture
def cook(store):
    return import_map(store, MAP).snapshot


def skills(snapshot):
    return [skill.id for skill in snapshot.skill_map.skills]


def same_but_for_revision(one, other):
    return replace(one, revision=0) == replace(other, revision=0)


def edge(snapshot, source, target):
    """Return the status of a prerequisite, or None if there is none in use or rejected."""
    found = {(e.source, e.target): e.status for e in snapshot.prerequisites}
    return found.get((source, target))


def at(monkeypatch, second):
    """Let what is decided from now on have been decided at this second."""
    for module in ("decisions", "name_decisions"):
        monkeypatch.setattr(
            f"graph.changes.{module}.now", lambda: f"2026-01-01T00:00:{second:02}.000Z"
        )


def texts(store):
    return [entry.change.text for entry in store.history("cook")]


# Deciding


def test_a_name_that_is_merged_is_one_skill_with_all_its_places(store, cook):
    merged = decide_name(store, cook, "Zibbing", "merged", "the same wait")

    assert skills(merged) == [FLOUR, BLORP, BAKING, CUTS, SERVING]
    assert [place.line for place in merged.skill_map[BLORP].placements] == [4, 8]
    assert merged.report.homonyms == ()
    assert merged.report.merged[0].reason == ("A person says that it is one skill: the same wait")
    assert merged.revision == cook.revision + 1
    assert store.load("cook") == merged


def test_a_name_that_is_split_is_a_skill_of_each_topic(store):
    seed = import_map(store, SEED_MAP.read_bytes()).snapshot
    ids = (
        "devops/docker/container-orchestration",
        "architecture-patterns/cloud-architecture/container-orchestration",
    )
    assert ids[1] not in seed.skill_map

    split = decide_name(store, seed, "Container Orchestration", "split")

    assert {*ids} <= {*skills(split)}
    assert split.report.merged == ()
    assert "A person says that it is a skill for each topic." in [
        found.reason for found in split.report.homonyms
    ]


@pytest.mark.parametrize("written", ["zibbing", "  ZIBBING ", GRUNT, BLORP])
def test_a_name_is_meant_in_any_case_and_by_the_id_of_any_skill_of_it(store, cook, written):
    merged = decide_name(store, cook, written, "merged")

    assert [made.name for made in merged.name_decisions] == ["Zibbing"]
    assert GRUNT not in merged.skill_map


def test_what_is_so_anyway_can_be_decided_and_holds_then_whatever_becomes_of_the_map(store, cook):
    decided = decide_name(store, cook, "Zibbing", "split")

    assert skills(decided) == skills(cook)
    assert decided.revision == cook.revision + 1


def test_a_later_decision_about_a_name_replaces_an_earlier_one(store, cook):
    merged = decide_name(store, cook, "Zibbing", "merged")

    split = decide_name(store, merged, "zibbing", "split", "on second thoughts")

    assert [(made.verdict, made.note) for made in split.name_decisions] == [
        ("split", "on second thoughts")
    ]
    assert skills(split) == skills(cook)


def test_deciding_the_same_about_a_name_again_changes_nothing(store, cook):
    merged = decide_name(store, cook, "Zibbing", "merged", "why")

    assert decide_name(store, merged, "zibbing", "merged", "why") is merged
    assert store.revision("cook") == merged.revision


def test_history_tells_what_was_decided_about_a_name_and_withdrawn(store, cook):
    withdraw_name(store, decide_name(store, cook, "Zibbing", "merged"), "Zibbing")

    assert texts(store)[:2] == ["No longer merged: Zibbing.", "Merged: Zibbing."]
    kinds = [(entry.change.kind, entry.change.skills) for entry in store.history("cook")[:2]]
    assert kinds == [("withdrawn", (BLORP, GRUNT)), ("decided", (BLORP, GRUNT))]


# What is refused


def test_a_name_that_the_map_does_not_have_is_refused_with_suggestions(store, cook):
    with pytest.raises(UnknownSkillError) as caught:
        decide_name(store, cook, "Zibbin", "merged")

    assert caught.value.suggestions[:2] == (BLORP, GRUNT)
    assert store.load("cook") == cook


@pytest.mark.parametrize("name", ["Flour", FLOUR, "Blorp"])
def test_a_name_under_one_topic_is_refused_and_the_names_that_can_be_decided_are_told(
    store, cook, name
):
    with pytest.raises(DecisionError, match=r"nothing to merge or to split\. Names that are: Zibb"):
        decide_name(store, cook, name, "split")

    assert store.load("cook") == cook


def test_a_map_without_such_names_says_so(store):
    plain = import_map(store, "# Plain\n- a\n- b\n").snapshot

    with pytest.raises(DecisionError, match="No name of this map is"):
        decide_name(store, plain, "a", "merged")


def test_a_merge_that_closes_a_circle_of_decisions_is_refused_and_changes_nothing(store, cook):
    cook = decide(store, cook, BLORP, SERVING, "asserted")
    cook = decide(store, cook, SERVING, GRUNT, "asserted")

    with pytest.raises(CycleError):
        decide_name(store, cook, "Zibbing", "merged")

    assert store.load("cook") == cook


def test_a_merge_is_not_withdrawn_if_a_circle_of_decisions_came_back_with_its_skills(
    store, cook, monkeypatch
):
    at(monkeypatch, 1)
    cook = decide(store, cook, BLORP, CUTS, "asserted")
    at(monkeypatch, 2)
    cook = decide(store, cook, GRUNT, CUTS, "rejected")
    merged = decide_name(store, cook, "Zibbing", "merged")
    merged = decide(store, merged, CUTS, BLORP, "asserted")

    with pytest.raises(CycleError) as caught:
        withdraw_name(store, merged, "Zibbing")

    assert set(caught.value.cycle) == {BLORP, CUTS}
    assert store.load("cook") == merged


def test_a_decision_about_a_name_of_a_map_that_has_changed_meanwhile_is_refused(store, cook):
    newer = decide(store, cook, FLOUR, BLORP, "rejected")

    with pytest.raises(StaleRevisionError):
        decide_name(store, cook, "Zibbing", "merged")

    assert store.load("cook") == newer


# Withdrawing


@pytest.mark.parametrize("verdict", ["merged", "split"])
def test_after_a_decision_about_a_name_is_withdrawn_the_map_is_as_before(store, cook, verdict):
    decided = decide_name(store, cook, "Zibbing", verdict)

    again = withdraw_name(store, decided, "zibbing")

    assert same_but_for_revision(again, cook)
    assert again.revision == 3
    assert store.load("cook") == again


def test_what_nobody_decided_about_a_name_cannot_be_withdrawn(store, cook):
    with pytest.raises(DecisionError, match="nobody decided about the name “Zibbing”"):
        withdraw_name(store, cook, "Zibbing")
    with pytest.raises(UnknownSkillError):
        withdraw_name(store, cook, "Roasting")

    assert store.load("cook") == cook


# Decisions about prerequisites of skills that are one now


def test_a_decision_about_a_placement_holds_for_the_one_skill_and_comes_back_exactly(store, cook):
    cook = decide(store, cook, CUTS, GRUNT, "accepted", "seen")
    cook = decide(store, cook, GRUNT, BAKING, "asserted")
    cook = decide(store, cook, GRUNT, SERVING, "rejected")

    merged = decide_name(store, cook, "Zibbing", "merged")

    assert edge(merged, CUTS, BLORP) == "accepted"
    assert edge(merged, BLORP, BAKING) == "asserted"
    assert edge(merged, BLORP, SERVING) == "rejected"
    assert merged.decision(CUTS, BLORP).note == "seen"
    assert merged.waiting == ()
    assert merged.decisions == cook.decisions
    assert store.load("cook") == merged
    assert same_but_for_revision(withdraw_name(store, merged, "Zibbing"), cook)


def test_of_two_decisions_that_fall_on_one_pair_the_newer_holds_and_both_come_back(
    store, cook, monkeypatch
):
    at(monkeypatch, 2)
    cook = decide(store, cook, CUTS, GRUNT, "accepted", "newer")
    at(monkeypatch, 1)
    cook = decide(store, cook, CUTS, BLORP, "rejected", "older")

    merged = decide_name(store, cook, "Zibbing", "merged")

    assert edge(merged, CUTS, BLORP) == "accepted"
    again = withdraw_name(store, merged, "Zibbing")
    assert (edge(again, CUTS, GRUNT), edge(again, CUTS, BLORP)) == ("accepted", "rejected")


def test_a_decision_between_two_skills_that_become_one_waits_until_they_are_two_again(store, cook):
    cook = decide(store, cook, BLORP, GRUNT, "asserted")

    merged = decide_name(store, cook, "Zibbing", "merged")

    assert merged.waiting == cook.decisions
    assert BLORP not in merged.graph.prerequisites_of(BLORP)
    assert edge(withdraw_name(store, merged, "Zibbing"), BLORP, GRUNT) == "asserted"


def test_a_new_decision_about_the_one_skill_outranks_what_was_decided_about_its_placements(
    store, cook
):
    cook = decide(store, cook, CUTS, GRUNT, "asserted", "then")
    merged = decide_name(store, cook, "Zibbing", "merged")

    changed = decide(store, merged, CUTS, BLORP, "rejected", "now")

    assert edge(changed, CUTS, BLORP) == "rejected"
    again = withdraw_name(store, changed, "Zibbing")
    assert (edge(again, CUTS, GRUNT), edge(again, CUTS, BLORP)) == ("asserted", "rejected")


def test_what_is_withdrawn_about_the_one_skill_is_withdrawn_for_all_its_placements(store, cook):
    cook = decide(store, cook, CUTS, BLORP, "asserted")
    cook = decide(store, cook, CUTS, GRUNT, "rejected")
    merged = decide_name(store, cook, "Zibbing", "merged")

    changed = withdraw(store, merged, CUTS, BLORP)

    assert changed.decisions == ()
    assert edge(changed, CUTS, BLORP) == edge(
        decide_name(store, changed, BLORP, "merged", "x"), CUTS, BLORP
    )


# Imports and copies


def test_decisions_about_names_survive_the_import_of_an_edited_map(store, cook):
    merged = decide_name(store, cook, "Zibbing", "merged", "why")

    done = import_map(store, MAP.replace("- Cuts", "- Cuts\n- Seasoning"))

    assert done.snapshot.name_decisions == merged.name_decisions
    assert skills(done.snapshot) == [FLOUR, BLORP, BAKING, CUTS, "grunt/seasoning", SERVING]
    assert (done.added, done.removed, done.waiting_names) == (("grunt/seasoning",), (), ())


def test_importing_the_same_file_after_a_decision_about_a_name_changes_nothing(store, cook):
    merged = decide_name(store, cook, "Zibbing", "merged")

    done = import_map(store, MAP)

    assert (done.outcome, done.snapshot) == ("unchanged", merged)


def test_a_decision_about_a_name_that_the_map_lost_waits_and_comes_back_with_it(store, cook):
    merged = decide_name(store, cook, "Zibbing", "merged", "why")

    gone = import_map(store, MAP.replace("- Cuts\n- Zibbing\n", "- Cuts\n"))
    (waiting,) = shared_names(gone.snapshot)
    back = import_map(store, MAP)

    assert gone.waiting_names == gone.snapshot.name_decisions == merged.name_decisions
    assert (waiting.ids, waiting.lines, waiting.decision) == ((), (), merged.name_decisions[0])
    assert back.waiting_names == ()
    assert same_but_for_revision(back.snapshot, merged)


def test_a_decision_that_waits_for_its_name_can_be_withdrawn(store, cook):
    decide_name(store, cook, "Zibbing", "merged")
    gone = import_map(store, MAP.replace("- Zibbing\n", "")).snapshot

    assert withdraw_name(store, gone, "zibbing").name_decisions == ()


def test_decisions_about_placements_survive_an_import_while_they_are_merged(store, cook):
    cook = decide(store, cook, CUTS, GRUNT, "rejected")
    decide_name(store, cook, "Zibbing", "merged")

    done = import_map(store, MAP + "- Carving\n")

    assert done.waiting == ()
    assert edge(done.snapshot, CUTS, BLORP) == "rejected"
    assert edge(withdraw_name(store, done.snapshot, "Zibbing"), CUTS, GRUNT) == "rejected"


def test_a_map_is_copied_with_what_was_decided_about_its_names(store, cook, other):
    merged = decide_name(store, cook, "Zibbing", "merged")

    done = copy_map(store, other, "cook")

    assert same_but_for_revision(done.snapshot, merged)
    assert copy_map(store, other, "cook").outcome == "unchanged"


@pytest.mark.parametrize(
    ("here", "there", "holds"), [(2, 1, "merged"), (1, 2, "split"), (1, 1, "split")]
)
def test_of_two_decisions_about_one_name_the_newer_one_holds(
    store, cook, other, monkeypatch, here, there, holds
):
    copied = copy_map(store, other, "cook").snapshot
    at(monkeypatch, there)
    decide_name(other, copied, "Zibbing", "split")
    at(monkeypatch, here)
    decide_name(store, cook, "Zibbing", "merged")

    done = copy_map(store, other, "cook").snapshot

    assert [made.verdict for made in done.name_decisions] == [holds]
    assert (GRUNT in done.skill_map) == (holds == "split")
    assert other.load("cook") == done


def test_what_was_decided_about_a_name_in_the_target_stays(store, cook, other):
    copied = copy_map(store, other, "cook").snapshot
    kept = decide_name(other, copied, "Zibbing", "merged")
    decide(store, cook, CUTS, GRUNT, "rejected")

    done = copy_map(store, other, "cook").snapshot

    assert done.name_decisions == kept.name_decisions
    assert edge(done, CUTS, BLORP) == "rejected"
