"""What marks and goals mean after the map has changed, and what is told about it."""

from dataclasses import replace

import pytest

from graph import Goal, Learner, Mark, Move, goals_now, marks_now, notes_for
from tests.builders import snapshot

MAP = snapshot("""
    # Web
    ## A
    - Sessions
    - Cookies
    - HTML & CSS
    - Grids
    - Redis
      - Lists
      - Streams
    ## B
    - Caching
""")
WEB = replace(
    MAP,
    moves=(
        Move("a/state", "State", "skill", "split", ("a/sessions", "a/cookies")),
        Move("a/html", "HTML", "skill", "merged", ("a/html-css",)),
        Move("a/css", "CSS", "skill", "merged", ("a/html-css",)),
        Move("a/grid", "Grid", "skill", "renamed", ("a/grids",)),
        Move("a/caching", "Caching", "skill", "moved", ("b/caching",)),
        Move("a/soap", "SOAP", "skill", "removed", ()),
        Move("c", "C", "area", "renamed", ("b",)),
    ),
)


def mark(skill, progress="known", since="2027-01-04T09:00:00Z", name=None):
    return Mark("web", skill, name or skill.rpartition("/")[2].upper(), progress, since)


def texts(*marks):
    return [note.text for note in marks_now(WEB, marks).notes]


def test_a_mark_on_a_skill_of_the_map_counts_without_a_note():
    stands = marks_now(WEB, [mark("a/sessions"), mark("a/cookies", "learning")])

    assert (stands.known, stands.learning) == ({"a/sessions"}, {"a/cookies"})
    assert stands.notes == ()


def test_marks_on_other_maps_are_passed_over():
    assert marks_now(WEB, [replace(mark("a/sessions"), map_id="other")]).known == frozenset()


@pytest.mark.parametrize("progress", ["known", "learning", "skipped"])
def test_a_mark_follows_its_skill_and_counts_for_each_part(progress):
    stands = marks_now(WEB, [mark("a/state", progress), mark("a/grid", progress)])

    assert getattr(stands, progress) == {"a/sessions", "a/cookies", "a/grids"}
    assert [note.counts for note in stands.notes] == [True, True]


def test_what_was_merged_is_known_once_all_that_went_into_it_is():
    half = marks_now(WEB, [mark("a/html")])
    whole = marks_now(WEB, [mark("a/html"), mark("a/css")])

    assert (half.known, half.notes[0].counts) == (frozenset(), False)
    assert (whole.known, whole.notes[0].counts) == ({"a/html-css"}, True)


def test_what_was_merged_of_known_and_skipped_skills_is_skipped():
    stands = marks_now(WEB, [mark("a/html"), mark("a/css", "skipped")])

    assert (stands.known, stands.skipped) == (frozenset(), {"a/html-css"})


def test_a_mark_on_a_skill_itself_holds_before_one_that_followed_it():
    marks = [mark("a/sessions", "learning", "2027-01-01"), mark("a/state", since="2027-02-02")]

    stands = marks_now(WEB, marks)

    assert (stands.known, stands.learning) == ({"a/cookies"}, {"a/sessions"})


def test_a_mark_on_a_skill_that_is_a_topic_now_counts_for_all_under_it():
    stands = marks_now(WEB, [mark("a/redis", name="Redis")])

    assert stands.known == {"a/redis/lists", "a/redis/streams"}
    assert [note.text for note in stands.notes] == [
        "“Redis” is a topic now: it counts for all skills under it."
    ]


def test_a_mark_on_what_is_gone_counts_for_nothing_and_is_told():
    stands = marks_now(WEB, [mark("a/soap"), mark("a/no")])

    assert stands.known == frozenset()
    assert [(note.how, note.counts) for note in stands.notes] == [
        ("removed", False),
        ("unknown", False),
    ]


def test_every_note_is_a_sentence():
    assert texts(
        mark("a/state"), mark("a/html"), mark("a/grid"), mark("a/caching"), mark("a/soap"),
        mark("a/no"),
    ) == [
        "“STATE” was split: it is “Sessions” and “Cookies” now.",
        "“HTML” was merged into “HTML & CSS”, with “CSS”. It counts once all of these are known.",
        "“GRID” is called “Grids” now.",
        "“CACHING” stands under “B” now.",
        "“SOAP” was removed from the map. It is kept, and counts again once it is back.",
        "“NO” is not in this map, and never was. It is kept, but counts for nothing.",
    ]  # fmt: skip


def test_goals_follow_their_entries_too():
    goals = [Goal("web", entry, "X", "2027-01-04") for entry in ("a/state", "c", "b", "a/soap")]
    learner = Learner("ada", marks=(mark("a/grid"),), goals=(*goals, Goal("other", "c", "X", "")))

    assert goals_now(WEB, learner.goals) == ("a/sessions", "a/cookies", "b")
    assert [note.id for note in notes_for(WEB, learner)] == ["a/grid", "a/state", "c", "a/soap"]
    assert [note.counts for note in notes_for(WEB, learner)] == [True, True, True, False]


def test_names_of_a_record_that_is_older_than_the_map_are_understood():
    known = WEB.names.known(["a/state", "a/html", "a/soap"])

    assert known.skills == {"a/sessions", "a/cookies"}
    assert [one.id for one in known.unknown] == ["a/html", "a/soap"]
    assert known.unknown[0].suggestions == ("a/html-css",)
    assert WEB.names.known(["a/html", "a/css"]).skills == {"a/html-css"}
    assert WEB.names.entry("a/grid").id == "a/grids"
