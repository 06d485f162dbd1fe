"""What people say became of entries that left a map, and what imports do with it."""

from dataclasses import replace

import pytest

from graph import (
    AmbiguousNameError,
    DecisionError,
    StaleRevisionError,
    UnknownSkillError,
    copy_map,
    decide,
    decide_move,
    find_move,
    import_map,
    withdraw,
    withdraw_move,
)

OLD = "# Web\n## A\n- Zibbing\n- HTML & CSS\n- Zab\n- Order\n"
NEW = "# Web\n## A\n- Introduction to Zibbing\n- HTML\n- CSS\n- Blorp\n- Order\n"
ZAB, BLORP, ORDER = "a/zab", "a/blorp", "a/order"


@pytest.fixture
def web(store):
    import_map(store, OLD)
    return import_map(store, NEW).snapshot


def hows(moves):
    return {move.id: move.how for move in moves}


def texts(store):
    return [entry.change.text for entry in store.history("web")]


# Importing


def test_an_import_says_what_became_of_the_entries_that_left(store):
    import_map(store, OLD)

    planned = import_map(store, NEW, dry_run=True)
    done = import_map(store, NEW)

    assert planned.moves == done.moves == done.snapshot.moves
    assert hows(done.moves) == {"a/zibbing": "renamed", "a/html-css": "split", "a/zab": "removed"}
    assert (done.added, done.removed) == (("a/blorp",), ("a/zab",))
    assert texts(store)[0] == "Imported “Web”: 1 added, 1 removed, 1 renamed, 1 split."
    assert store.load("web") == done.snapshot


def test_skills_that_only_followed_their_topic_are_not_counted(store):
    import_map(store, OLD)

    import_map(store, OLD.replace("## A", "## B"))

    assert texts(store)[0] == "Imported “Web”: 0 added, 0 removed, 1 renamed."


def test_decisions_follow_their_skills_and_come_back_with_them(store):
    before = import_map(store, OLD).snapshot
    made = decide(store, before, "a/zibbing", ORDER, "rejected")

    after = import_map(store, NEW).snapshot
    back = import_map(store, OLD).snapshot

    assert after.decisions == back.decisions == made.decisions
    assert [(d.source, d.target) for d in after.decisions_in_force] == [
        ("a/introduction-to-zibbing", ORDER)
    ]
    assert "a/zibbing" not in hows(back.moves)


def test_what_became_of_an_entry_is_followed_through_many_imports(store):
    for name in ("Zibbing", "Zibbing Basics", "Basics of Zibbing", "Understanding Zibbing"):
        done = import_map(store, f"# Web\n## A\n- {name}\n- Order\n")

    assert done.snapshot.present_ids("a/zibbing") == ("a/understanding-zibbing",)
    assert find_move(done.snapshot, "a/zibbing").now == ("a/understanding-zibbing",)


def test_an_entry_that_was_gone_for_a_while_is_found_again_by_what_it_was_renamed_to(store):
    for name in ("Zibbing", "Zibbing Basics", "Other", "Zibbing Basics"):
        done = import_map(store, f"# Web\n## A\n- {name}\n- Order\n")

    assert done.snapshot.present_ids("a/zibbing") == ("a/zibbing-basics",)


def test_a_withdrawn_decision_goes_on_to_hold_for_the_other_parts(store):
    before = import_map(store, OLD).snapshot
    decide(store, before, "a/html-css", ORDER, "rejected", "why")
    after = import_map(store, NEW).snapshot

    withdrawn = withdraw(store, after, "a/html", ORDER)

    assert [(d.source, d.target, d.note) for d in withdrawn.decisions_in_force] == [
        ("a/css", ORDER, "why")
    ]


def test_a_copied_map_takes_what_became_of_its_entries_along(store, web, other):
    import_map(other, OLD)
    said = decide_move(store, web, ZAB, [BLORP])

    copied = copy_map(store, other, "web").snapshot

    assert set(copied.moves) == set(said.moves)
    assert copy_map(store, other, "web").outcome == "unchanged"


# Saying otherwise


def test_a_person_says_what_became_of_an_entry(store, web):
    said = decide_move(store, web, ZAB, [BLORP])

    move = find_move(said, ZAB)
    assert (move.how, move.now, move.found) == ("renamed", (BLORP,), ())
    assert move.decided_at
    assert said.present_ids(ZAB) == (BLORP,)
    assert store.load("web") == said
    assert texts(store)[0] == "Decided: “Zab” is “Blorp” now."


def test_a_person_says_that_an_entry_was_removed(store, web):
    said = decide_move(store, web, "html & css", [])

    assert said.present_ids("a/html-css") == ()
    assert find_move(said, "a/html-css").how == "removed"
    assert texts(store)[0] == "Decided: “HTML & CSS” was removed."


def test_entries_can_be_said_to_have_become_several_or_one(store, web):
    split = decide_move(store, web, ZAB, ["HTML", BLORP])
    first = decide_move(store, split, ZAB, [BLORP])

    merged = decide_move(store, first, "a/html-css", [BLORP])

    assert find_move(split, ZAB).now == ("a/html", BLORP)
    assert hows(merged.lineage.all())["a/html-css"] == "merged"
    assert merged.lineage.parts(BLORP) == {ZAB, "a/html-css"}


def test_what_was_said_is_taken_back_and_what_was_found_out_holds_again(store, web):
    said = decide_move(store, decide_move(store, web, "a/html-css", [BLORP]), "a/html-css", [])

    back = withdraw_move(store, said, "a/html-css")

    assert set(back.moves) == set(web.moves)
    assert back.revision == said.revision + 1


def test_what_a_person_said_outlasts_imports(store, web):
    decide_move(store, web, ZAB, [BLORP])

    later = import_map(store, NEW + "- Zabbing\n").snapshot

    assert later.present_ids(ZAB) == (BLORP,)


def test_what_became_of_what_a_person_said_is_followed(store, web):
    decide_move(store, web, ZAB, [BLORP])

    later = import_map(store, NEW.replace("Blorp", "Blorps in Depth, Blorp Basics")).snapshot
    gone = import_map(store, NEW.replace("- Blorp\n", "")).snapshot
    back = import_map(store, NEW).snapshot

    assert later.present_ids(ZAB) == gone.present_ids(ZAB) == ()
    assert back.present_ids(ZAB) == (BLORP,)


def test_saying_the_same_again_changes_nothing(store, web):
    said = decide_move(store, web, ZAB, [BLORP])

    assert decide_move(store, said, "Zab", ["Blorp"]) is said
    assert store.revision("web") == said.revision


def test_decisions_about_ids_from_before_moves_were_kept_can_be_led_on(store):
    before = import_map(store, OLD).snapshot
    decide(store, before, ZAB, ORDER, "rejected")
    done = import_map(store, NEW).snapshot
    forgotten = store.commit(replace(done, moves=()), store.history("web")[0].change)

    said = decide_move(store, forgotten, ZAB, [BLORP])

    assert [(d.source, d.target) for d in said.decisions_in_force] == [(BLORP, ORDER)]


# What is refused


def test_nothing_became_of_an_entry_that_the_map_has(store, web):
    with pytest.raises(DecisionError, match="is in the map"):
        decide_move(store, web, BLORP, ["HTML"])


def test_an_entry_that_the_map_never_had_is_refused_with_suggestions(store, web):
    with pytest.raises(UnknownSkillError) as caught:
        decide_move(store, web, "Zibing", [BLORP])

    assert caught.value.suggestions == ("a/zibbing",)


def test_an_entry_can_only_have_become_what_the_map_has(store, web):
    with pytest.raises(UnknownSkillError):
        decide_move(store, web, ZAB, ["no such thing"])


def test_a_name_that_several_entries_had_is_refused_with_their_ids(store):
    import_map(store, "# Web\n## A\n- Zab\n- x\n## B\n- Zab\n- y\n")
    web = import_map(store, "# Web\n## A\n- x\n## B\n- y\n").snapshot

    with pytest.raises(AmbiguousNameError) as caught:
        find_move(web, "Zab")

    assert set(caught.value.candidates) == {"a/zab", "b/zab"}


def test_what_nobody_said_cannot_be_taken_back(store, web):
    with pytest.raises(DecisionError, match="nobody decided"):
        withdraw_move(store, web, ZAB)


def test_a_move_of_a_map_that_has_changed_meanwhile_is_refused(store, web):
    decide_move(store, web, ZAB, [BLORP])

    with pytest.raises(StaleRevisionError):
        decide_move(store, web, ZAB, [])
