"""What the Neo4j store promises about learners beyond the contract: what people see and write."""

import time
from contextlib import closing
from dataclasses import replace

import pytest

from graph import (
    Goal,
    Learner,
    LearnerExistsError,
    LearnerSummary,
    Mark,
    Snapshot,
    UnknownLearnerError,
    UnknownPlacementError,
    import_map,
)
from graph.export.neo4j_browser.queries import QUERIES
from graph.model import Move
from graph.store.neo4j import Neo4jStore
from tests.graph.store.learners import FULL_LEARNER, LATER, NOW, SESSION, learner
from tests.graph.store.proxy import Proxy
from tests.graph.store.snapshots import DELETION, IMPORT, full_snapshot, snapshot


@pytest.fixture
def store(neo4j_5):
    with closing(neo4j_5.open_store()) as store:
        yield store


@pytest.fixture
def ties(neo4j_5):
    """What each relationship of learners leads to: its type, the node's first label and id."""

    def found():
        rows = neo4j_5.ask(
            "MATCH (l:Learner)-[r]->(n) RETURN type(r) AS kind, labels(n)[0] AS label, n.id AS id "
            "ORDER BY l.id, kind, r.position, id"
        )
        return [tuple(row.values()) for row in rows]

    return found


def moved(before: Snapshot, skills: list[str], *moves: Move) -> Snapshot:
    """Return the next state of a map: other skills, and what became of the old ones."""
    now = snapshot(before.map_id, skills, revision=before.revision)
    return replace(now, moves=moves)


def renamed(old: str, *now: str, how: str = "renamed") -> Move:
    return Move(old, old.upper(), "skill", how, now)


# What people see


def test_marks_and_goals_are_relationships_to_the_entries_of_the_map(store, neo4j_5):
    store.commit(full_snapshot("backend"), IMPORT)
    marks = (
        Mark("backend", "data/redis", "Redis", "known", NOW, "placement", 3.5),
        Mark("backend", "data/sql/joins", "Joins", "learning", LATER),
        Mark("backend", "gone", "Gone", "skipped", LATER),
    )
    goals = (Goal("backend", "data/sql", "SQL", NOW), Goal("backend", "data", "Data", NOW))
    store.commit_learner(Learner("ada", 0, "Ada", 6.5, (), marks, goals), NOW)

    found = neo4j_5.ask(
        "MATCH (l:Learner {id: 'ada'})-[r]->(n) RETURN l.name AS learner, type(r) AS kind, "
        "labels(n)[0] AS label, n.name AS name, r.since AS since, r.source AS source, "
        "r.hours AS hours ORDER BY kind, r.position"
    )

    assert {row["learner"] for row in found} == {"Ada"}
    assert [tuple(row.values())[1:] for row in found] == [
        ("KNOWS", "Skill", "Redis", NOW, "placement", 3.5),
        ("LEARNS", "Skill", "Joins", LATER, "said", None),
        ("SKIPS", "Retired", "Gone", LATER, "said", None),
        ("WANTS", "Topic", "SQL", NOW, None, None),
        ("WANTS", "Area", "Data", NOW, None, None),
    ]


def test_every_node_of_learners_and_placements_has_a_name(store, neo4j_5):
    store.commit_learner(Learner("nameless"), NOW)
    store.commit_learner(FULL_LEARNER, NOW)
    store.commit_placement(SESSION, NOW)
    moves = (renamed("old", "http"),)
    store.commit(replace(snapshot(), moves=moves), IMPORT)

    assert neo4j_5.ask("MATCH (n) WHERE n.name IS NULL RETURN labels(n)") == []


def test_a_change_writes_only_the_relationships_that_differ(store, neo4j_5):
    store.commit(snapshot("web", ["a", "b", "c"]), IMPORT)
    there = store.commit_learner(learner("a", "b", "c"), NOW)
    neo4j_5.ask("MATCH (:Learner)-[r:KNOWS]->() SET r.mine = true")

    a, b, c = there.marks
    store.commit_learner(replace(there, marks=(a, replace(b, hours=2.0), c)), NOW)

    found = neo4j_5.ask("MATCH ()-[r:KNOWS]->(n) RETURN r.mine AS mine ORDER BY n.id")
    assert [row["mine"] for row in found] == [True, None, True]


def test_a_retired_node_that_nobody_refers_to_any_more_is_deleted(store, neo4j_5):
    there = store.commit_learner(learner("a", "b", map_id="nowhere"), NOW)
    other = store.commit_learner(learner("b", learner_id="bob", map_id="nowhere"), NOW)

    def retired():
        rows = neo4j_5.ask("MATCH (n:Retired) RETURN n.id AS id ORDER BY id")
        return [row["id"] for row in rows]

    assert retired() == ["a", "b"]
    store.commit_learner(replace(there, marks=()), NOW)
    assert retired() == ["b"]
    store.delete_learner("bob", other.revision)
    assert retired() == []


def test_nothing_is_left_of_a_deleted_learner(store, neo4j_5):
    store.commit(snapshot(), IMPORT)
    before = neo4j_5.ask("MATCH (n) RETURN count(n) AS nodes")
    store.commit_learner(FULL_LEARNER, NOW)
    store.commit_placement(replace(SESSION, learner_id="ada"), NOW)

    store.delete_learner("ada", 1)

    assert neo4j_5.ask("MATCH (n) RETURN count(n) AS nodes") == before


def test_a_mark_made_before_the_map_was_there_finds_its_skill(store, ties):
    there = store.commit_learner(learner("http", "soap", map_id="backend"), NOW)
    assert ties() == [("KNOWS", "Retired", "http"), ("KNOWS", "Retired", "soap")]

    store.commit(snapshot(), IMPORT)

    assert ties() == [("KNOWS", "Skill", "http"), ("KNOWS", "Retired", "soap")]
    assert store.learner("ada") == there


# What became of entries


def test_a_mark_follows_its_skill_and_comes_back_when_the_move_is_overruled(store, ties, neo4j_5):
    first = store.commit(snapshot("web", ["a", "b"]), IMPORT)
    there = store.commit_learner(learner("a", "b", goals=["a"]), NOW)

    second = store.commit(moved(first, ["x", "b"], renamed("a", "x")), IMPORT)
    assert ties() == [("KNOWS", "Skill", "x"), ("KNOWS", "Skill", "b"), ("WANTS", "Skill", "x")]
    kept = neo4j_5.ask("MATCH ()-[r:KNOWS]->(n {id: 'x'}) RETURN r.id AS id, r.name AS name")
    assert kept == [{"id": "a", "name": "A"}]
    assert neo4j_5.ask("MATCH (n:Retired) RETURN n.id AS id") == []

    third = store.commit(moved(second, ["x", "b"], renamed("a", how="removed")), IMPORT)
    assert ties()[0] == ("KNOWS", "Retired", "a")

    store.commit(moved(third, ["a", "x", "b"]), IMPORT)
    assert ties()[0] == ("KNOWS", "Skill", "a")
    assert store.learner("ada") == there


def test_a_mark_of_what_was_split_leads_to_each_part_and_is_read_once(store, ties):
    first = store.commit(snapshot("web", ["a", "b"]), IMPORT)
    there = store.commit_learner(learner("a", "b"), NOW)

    store.commit(moved(first, ["x", "y", "b"], renamed("a", "x", "y", how="split")), IMPORT)
    assert ties() == [("KNOWS", "Skill", "x"), ("KNOWS", "Skill", "y"), ("KNOWS", "Skill", "b")]
    assert store.learner("ada") == there

    later = store.commit_learner(replace(there, marks=there.marks[1:]), LATER)
    assert ties() == [("KNOWS", "Skill", "b")]
    assert store.learner("ada") == later


def test_half_of_what_is_one_skill_now_is_not_known_until_the_other_half_is(store, ties):
    first = store.commit(snapshot("web", ["a", "b"]), IMPORT)
    there = store.commit_learner(learner("a"), NOW)
    merged = (renamed("a", "x", how="merged"), renamed("b", "x", how="merged"))

    store.commit(moved(first, ["x"], *merged), IMPORT)
    assert ties() == [("KNOWS", "Retired", "a")]

    both = store.commit_learner(replace(learner("a", "b"), revision=there.revision), LATER)
    assert ties() == [("KNOWS", "Skill", "x"), ("KNOWS", "Skill", "x")]
    assert store.learner("ada") == both


def test_an_old_record_finds_what_its_skills_are_now(open_two, ties):
    store, other = open_two
    first = store.commit(snapshot("web", ["a", "b"]), IMPORT)
    store.commit(moved(first, ["x", "b"], renamed("a", "x")), IMPORT)

    # A store that has not seen the map yet has to find out too.
    there = other.commit_learner(learner("a", "b", goals=["a"]), NOW)

    assert ties() == [("KNOWS", "Skill", "x"), ("KNOWS", "Skill", "b"), ("WANTS", "Skill", "x")]
    assert other.learner("ada") == there


def test_what_became_a_topic_is_marked_by_its_skills_and_wanted_as_a_whole(store, ties):
    import_map(store, "# Web\n- HTTP\n- REST\n")
    there = store.commit_learner(learner("http", goals=["http"]), NOW)

    import_map(store, "# Web\n- HTTP\n  - Verbs\n  - Caching\n- REST\n")

    assert ties() == [
        ("KNOWS", "Skill", "http/caching"),
        ("KNOWS", "Skill", "http/verbs"),
        ("WANTS", "Topic", "http"),
    ]
    assert store.learner("ada") == there


def test_marks_of_a_deleted_map_wait_for_it(store, ties):
    first = store.commit(snapshot("web", ["a"]), IMPORT)
    second = store.commit(moved(first, ["x"], renamed("a", "x")), IMPORT)
    there = store.commit_learner(learner("a"), NOW)

    store.delete("web", second.revision, DELETION)
    assert store.learner("ada") == there
    store.commit(snapshot("web", ["a"]), IMPORT)

    assert ties() == [("KNOWS", "Skill", "a")]
    assert store.learner("ada") == there


@pytest.fixture
def open_two(neo4j_5):
    with closing(neo4j_5.open_store()) as one, closing(neo4j_5.open_store()) as two:
        yield one, two


# Learners made by hand


def test_a_learner_made_by_hand_is_read(store, neo4j_5):
    store.commit(snapshot(skills=["http", "rest", "soap", "tcp"]), IMPORT)
    neo4j_5.ask(
        "CREATE (l:Learner {id: 'me'}) WITH l MATCH (s:Skill) "
        "FOREACH (_ IN CASE s.id WHEN 'http' THEN [1] ELSE [] END | "
        "  CREATE (l)-[:KNOWS {since: '2026-01-01', source: 'Neo4j Browser'}]->(s)) "
        "FOREACH (_ IN CASE s.id WHEN 'rest' THEN [1] ELSE [] END | "
        "  CREATE (l)-[:KNOWS {since: date('2026-02-01'), source: 'import', hours: 3}]->(s)) "
        "FOREACH (_ IN CASE s.id WHEN 'soap' THEN [1] ELSE [] END | "
        "  CREATE (l)-[:SKIPS {hours: 'many'}]->(s) CREATE (l)-[:WANTS]->(s))"
    )

    assert store.learner("me") == Learner(
        "me",
        1,
        "me",
        marks=(
            Mark("backend", "soap", "SOAP", "skipped", ""),
            Mark("backend", "http", "HTTP", "known", "2026-01-01"),
            Mark("backend", "rest", "REST", "known", "2026-02-01", "import", 3.0),
        ),
        goals=(Goal("backend", "soap", "SOAP", ""),),
    )
    assert store.learners() == (LearnerSummary("me", "me", 1, "2026-02-01"),)


def test_a_learner_made_by_hand_goes_on_as_any_other(store, ties, neo4j_5):
    first = store.commit(snapshot("web", ["a", "b"]), IMPORT)
    neo4j_5.ask(
        "CREATE (l:Learner {id: 'me', name: 'Me'}) WITH l MATCH (s:Skill {id: 'a'}) "
        "CREATE (l)-[:KNOWS]->(s)"
    )
    store.commit(moved(first, ["x", "b"], renamed("a", "x")), IMPORT)
    there = store.learner("me")

    assert there.marks == (Mark("web", "a", "A", "known", ""),)
    assert ties() == [("KNOWS", "Skill", "x")]
    with pytest.raises(LearnerExistsError):
        store.commit_learner(Learner("me"), NOW)
    marks = (Mark("web", "b", "B", "known", NOW), *there.marks)
    changed = store.commit_learner(replace(there, marks=marks), NOW)
    assert changed.revision == 2
    assert store.learner("me") == changed


def test_what_is_added_by_hand_stands_behind_what_was_committed(store, neo4j_5):
    store.commit(snapshot("web", ["a", "b", "c"]), IMPORT)
    there = store.commit_learner(learner("c", "b"), NOW)

    neo4j_5.ask(
        "MATCH (l:Learner {id: 'ada'}) MATCH (s:Skill) WHERE s.id IN ['a', 'b'] "
        "MERGE (l)-[r:KNOWS]->(s) ON CREATE SET r.since = '2020'"
    )

    found = store.learner("ada")
    assert found == replace(there, marks=(*there.marks, Mark("web", "a", "A", "known", "2020")))
    assert store.commit_learner(found, LATER) == store.learner("ada")


def test_a_learner_forgotten_by_hand_is_gone_with_its_placements(store, neo4j_5):
    store.commit_learner(FULL_LEARNER, NOW)
    store.commit_placement(replace(SESSION, learner_id="ada"), NOW)

    (forget,) = (query.cypher for query in QUERIES if query.slug == "forget")
    neo4j_5.ask(forget, learner="ada")

    with pytest.raises(UnknownLearnerError):
        store.learner("ada")
    with pytest.raises(UnknownPlacementError):
        store.placement("p1")


def test_what_is_recorded_by_hand_holds_against_what_was_committed_before(store, neo4j_5):
    store.commit(snapshot("web", ["a", "b"]), IMPORT)
    marks = tuple(replace(mark, progress="learning") for mark in learner("a", "b").marks)
    there = store.commit_learner(replace(learner(), marks=marks), NOW)

    (record,) = (query.cypher for query in QUERIES if query.slug == "know")
    neo4j_5.ask(record, learner="ada", map="web", known=["a"])

    first, second = store.learner("ada").marks
    assert (first.skill, first.progress, first.source) == ("a", "known", "said")
    assert second == there.marks[1]
    changed = store.commit_learner(replace(there, marks=(first,)), LATER)
    assert store.learner("ada") == changed
    assert neo4j_5.ask("MATCH ()-[r:KNOWS|LEARNS]->() RETURN type(r) AS t") == [{"t": "KNOWS"}]


# The database


def test_a_database_of_the_second_schema_is_read_and_brought_up_to_date(neo4j_5):
    with closing(neo4j_5.open_store()) as store:
        committed = store.commit(replace(full_snapshot(), moves=()), IMPORT)
    neo4j_5.ask("DROP CONSTRAINT placement_id")
    neo4j_5.ask("MATCH (w:Waypath {name: 'Waypath'}) SET w.schema = 2")

    with closing(neo4j_5.open_store()) as store:
        assert store.load("backend") == committed
        assert store.learners() == ()
        store.commit_learner(FULL_LEARNER, NOW)

    found = neo4j_5.ask("SHOW CONSTRAINTS YIELD name WHERE name = 'placement_id' RETURN name")
    assert len(found) == 1


# A connection that breaks


@pytest.fixture
def proxy(neo4j_5):
    with closing(Proxy(neo4j_5.bolt)) as proxy:
        yield proxy


@pytest.fixture
def through_proxy(neo4j_5, proxy):
    """A store that reaches its server through the proxy; its database has been prepared."""
    with closing(Neo4jStore(proxy.uri, user=neo4j_5.user, password=neo4j_5.password)) as store:
        store.commit(snapshot("web", ["a", "b"]), IMPORT)
        yield store


def test_a_change_of_a_learner_whose_answer_is_lost_is_made_once(through_proxy, proxy, store):
    def others_follow():
        time.sleep(0.2)
        store.commit_learner(replace(store.learner("ada"), name="Others"), LATER)

    proxy.cut_next_commit()
    first = through_proxy.commit_learner(learner("a"), NOW)
    proxy.cut_next_commit(others_follow)
    second = through_proxy.commit_learner(replace(first, name="Mine"), NOW)
    proxy.cut_next_commit()
    session = through_proxy.commit_placement(replace(SESSION, learner_id="ada"), NOW)
    proxy.cut_next_commit()
    through_proxy.delete_placement(session.id)
    proxy.cut_next_commit()
    through_proxy.delete_learner("ada", 3)

    assert proxy.cuts == 5
    assert (first.revision, second.revision, session.revision) == (1, 2, 1)
    assert store.learners() == ()
