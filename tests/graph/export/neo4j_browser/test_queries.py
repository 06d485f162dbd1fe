"""Cypher and library give the same sets, on real servers."""

import json
from contextlib import closing
from dataclasses import replace

import pytest

from graph import (
    Change,
    Snapshot,
    build,
    decide,
    delete_map,
    import_map,
    plan_roadmap,
    recommend_next,
)
from graph.export.neo4j_browser.queries import QUERIES
from graph.export.neo4j_browser.values import filled, values_of
from graph.knowledge import close_state
from graph.model import Entry, Evidence, Placement, Prerequisite
from graph.skillmap import SkillMap
from tests.builders import SEED_MAP
from tests.strategies import dag, seeded

CYPHER = {query.slug: query.cypher for query in QUERIES}
IMPORT = Change("imported", "2027-01-04T09:00:00.000Z", "Imported.")
EVERYTHING = 1000


@pytest.fixture(params=["neo4j_5", "neo4j_2026"])
def server(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def store(server):
    with closing(server.open_store()) as store:
        yield store


@pytest.fixture
def seed(store):
    """The seed map, with a rejected, an accepted and an asserted prerequisite."""
    snapshot = import_map(store, SEED_MAP.read_bytes()).snapshot
    first, second, *_ = snapshot.prerequisites
    skills = snapshot.skill_map.skills
    for source, target, verdict in (
        (first.source, first.target, "rejected"),
        (second.source, second.target, "accepted"),
        (skills[0].id, skills[-1].id, "asserted"),
    ):
        snapshot = decide(store, snapshot, source, target, verdict)
    return snapshot


class Graph:
    """One map in Neo4j, and one learner."""

    def __init__(self, server, snapshot):
        self._server = server
        self._values = {"map": snapshot.map_id, "learner": "me", "min_confidence": 0.5}

    def ask(self, slug, **values):
        return self._server.ask(CYPHER[slug], **self._values | values)

    def ids(self, slug, column, **values):
        """Return the ids of the nodes in a column, which holds at least one in every row."""
        return {row[column]["id"] for row in self.ask(slug, **values)}

    def edges(self, slug, source, target, **values):
        rows = self.ask(slug, **values)
        return {(r[source]["id"], r[target]["id"]) for r in rows if r["r"] is not None}

    def say(self, known, goals=()):
        self.ask("forget")
        self.ask("know", known=list(known))
        self.ask("want", goals=list(goals))

    def labelled(self, label):
        rows = self._server.ask(f"MATCH (n:Skill:{label}) RETURN n.id AS id")
        return {row["id"] for row in rows}


def random_snapshot(seed):
    """Return a map of areas, topics and skills, some of them placed twice, and prerequisites."""
    chance = seeded(seed)
    skills, pairs = dag(seed, 60)
    entries, line = [], 0
    containers = []
    for area in range(chance.randint(1, 4)):
        line += 1
        entries.append(
            Entry(f"a{area}", f"A{area}", "area", (Placement((f"A{area}",), line, None),))
        )
        containers.append(f"a{area}")
        for topic in range(chance.randint(0, 2)):
            line += 1
            place = Placement((f"A{area}", f"T{topic}"), line, f"a{area}")
            entries.append(Entry(f"a{area}/t{topic}", f"T{topic}", "topic", (place,)))
            containers.append(f"a{area}/t{topic}")
    for skill in skills:
        parents = chance.sample(containers, min(len(containers), chance.choice([1, 1, 1, 2])))
        places = []
        for parent in parents:
            line += 1
            places.append(Placement((*parent.split("/"), skill), line, parent))
        entries.append(Entry(skill, skill.upper(), "skill", tuple(places)))
    edges = [
        Prerequisite(
            source,
            target,
            round(chance.uniform(0.05, 1), 2),
            "inferred",
            (Evidence("sequence", "Stands before it.", (1,), 0.5),),
        )
        for source, target in pairs
    ]
    return Snapshot(f"map-{seed}", 0, "", SkillMap("Map", tuple(entries)), tuple(edges))


def random_learners(snapshot, seed, count):
    """Yield what somebody knows and wants: skills, topics and areas, perhaps none."""
    chance = seeded(seed)
    ids = [entry.id for entry in snapshot.skill_map]
    for _ in range(count):
        known = chance.sample(ids, min(len(ids), chance.choice([0, 1, 3, 8])))
        goals = chance.sample(ids, min(len(ids), chance.choice([1, 1, 3])))
        yield known, goals, chance.choice([0.0, 0.3, 0.5, 0.75, 1.0])


def assert_answers_agree(graph, snapshot, known, goals, min_confidence):
    asked = {"min_confidence": min_confidence}
    used = snapshot.graph_at(min_confidence)
    answer = recommend_next(snapshot, known, limit=EVERYTHING, **asked)
    ready = {skill.id for skill in answer.next}
    steps = {step.id for step in plan_roadmap(snapshot, known, goals, **asked).steps}
    everything = {step.id for step in plan_roadmap(snapshot, known, **asked).steps}
    said = {skill for entry in known for skill in snapshot.skill_map.skills_under(entry)}
    wanted = {skill for entry in goals for skill in snapshot.skill_map.skills_under(entry)}
    graph.say(known, goals)

    assert graph.ids("next", "ready", **asked) == ready
    assert graph.edges("next", "because", "ready", **asked) == {
        (edge.source, edge.target) for edge in used.prerequisites if edge.target in ready
    }
    assert graph.ids("path", "skill", **asked) == steps
    assert graph.edges("path", "before", "skill", **asked) == {
        (edge.source, edge.target)
        for edge in used.prerequisites
        if {edge.source, edge.target} <= steps
    }
    assert {row["id"] for row in graph.ask("next-by-ids", known=known, **asked)} == ready
    lists = {"known": known, "goals": goals, **asked}
    assert {row["id"] for row in graph.ask("roadmap-by-ids", **lists)} == steps
    lists["goals"] = []
    assert {row["id"] for row in graph.ask("roadmap-by-ids", **lists)} == everything

    graph.ask("colour", **asked)
    assert graph.labelled("Known") == close_state(used, said) == set(answer.state)
    assert graph.labelled("Ready") == ready
    assert graph.labelled("Goal") == wanted


def assert_map_agrees(graph, snapshot, min_confidence):
    asked = {"min_confidence": min_confidence}
    used = snapshot.graph_at(min_confidence)
    skill_map = snapshot.skill_map
    skills = {skill.id for skill in skill_map.skills}

    assert graph.ids("whole-map", "entry") == {entry.id for entry in skill_map}
    assert graph.edges("prerequisites", "before", "after", **asked) == {
        (edge.source, edge.target) for edge in used.prerequisites
    }
    for entry in skill_map:
        if entry.kind != "skill":
            inside = {found.id for found in skill_map.entries_under(entry.id)}
            assert graph.ids("one-area", "entry", area=entry.id, **asked) == inside
            drawn = graph.edges("one-area", "entry", "other", area=entry.id, **asked)
            assert {pair for pair in drawn if set(pair) <= skills} == {
                (edge.source, edge.target)
                for edge in used.prerequisites
                if {edge.source, edge.target} <= inside
            }
    counts = {skill: len(used.descendants_of({skill})) for skill in used}
    rows = graph.ask("bottlenecks", **asked)
    ranked = sorted((skill for skill in used if counts[skill]), key=lambda s: -counts[s])
    assert [(row["id"], row["unlocks"]) for row in rows] == [(s, counts[s]) for s in ranked[:15]]
    for skill in ranked[:5]:
        found = graph.ids("unlocks", "skill", skill=skill, **asked)
        assert found == {skill} | used.descendants_of({skill})


def test_the_seed_map_gives_the_same_sets(server, seed):
    graph = Graph(server, seed)

    assert_map_agrees(graph, seed, 0.5)
    for known, goals, min_confidence in random_learners(seed, 1, 4):
        assert_answers_agree(graph, seed, known, goals, min_confidence)


@pytest.mark.parametrize("number", range(4))
def test_a_map_made_at_random_gives_the_same_sets(server, store, number):
    snapshot = store.commit(random_snapshot(number), IMPORT)
    # Another map of the same ids has no part in the answers.
    store.commit(replace(random_snapshot(number), map_id="other"), IMPORT)
    graph = Graph(server, snapshot)

    assert_map_agrees(graph, snapshot, 0.5)
    for known, goals, min_confidence in random_learners(snapshot, number, 3):
        assert_answers_agree(graph, snapshot, known, goals, min_confidence)


def test_doubtful_prerequisites_are_those_nobody_decided_about_the_least_sure_first(server, seed):
    rows = Graph(server, seed).ask("doubtful")

    inferred = [e for e in seed.graph_at(0.5).prerequisites if e.status == "inferred"]
    position = seed.graph.position
    inferred.sort(key=lambda e: (e.confidence, position(e.target), position(e.source)))
    assert [(row["before"]["id"], row["after"]["id"]) for row in rows] == [
        (edge.source, edge.target) for edge in inferred[:25]
    ]


def test_what_is_rejected_or_cut_is_shown_apart_from_what_is_used(server, store):
    circle = "# Map\n## Area\n- A (requires: B)\n- B\n"
    snapshot = import_map(store, circle.encode()).snapshot
    rejected = snapshot.prerequisites[0]
    snapshot = decide(store, snapshot, rejected.source, rejected.target, "rejected")

    drawn = Graph(server, snapshot).edges("rejected-and-cut", "before", "after")

    unused = [edge for edge in snapshot.prerequisites if edge.status == "rejected"]
    assert drawn == {(edge.source, edge.target) for edge in (*unused, *snapshot.report.cut)}
    assert drawn


def test_the_changes_since_a_revision_are_those_of_the_history(server, store, seed):
    graph = Graph(server, seed)

    for revision in range(seed.revision + 1):
        rows = graph.ask("changes", revision=revision)
        history = [e for e in store.history(seed.map_id) if e.revision > revision]
        assert [(row["revision"], row["text"]) for row in rows] == [
            (entry.revision, entry.change.text) for entry in reversed(history)
        ]


def test_what_a_learner_of_another_map_knows_has_no_part_in_the_answer(server, store, seed):
    other = import_map(store, b"# Other\n## Area\n- A\n- B (requires: A)\n").snapshot
    Graph(server, other).say(["area/a"], ["area/b"])

    assert Graph(server, seed).ids("next", "ready") == {
        skill.id for skill in recommend_next(seed, limit=EVERYTHING).next
    }
    assert Graph(server, seed).ask("path") == []


def test_what_was_recorded_stays_when_the_map_changes_and_can_be_forgotten(server, store, seed):
    graph = Graph(server, seed)
    graph.say(["python-core/fundamentals"], ["devops"])
    graph.say(["python-core/fundamentals"], ["devops"])
    (count,) = server.ask("MATCH (:Learner)-[k:KNOWS]->() RETURN count(k) AS known")

    assert count["known"] == len(seed.skill_map.skills_under("python-core/fundamentals"))
    graph.ask("forget")
    assert server.ask("MATCH (n:Learner) RETURN n") == []
    delete_map(store, seed.map_id, seed.revision)


def test_colours_can_be_taken_off_again(server, seed):
    graph = Graph(server, seed)
    graph.say(["python-core"], ["devops"])
    graph.ask("colour")

    graph.ask("uncolour")

    assert [graph.labelled(state) for state in ("Known", "Ready", "Goal")] == [set()] * 3


def test_every_query_answers_the_same_as_it_stands_in_the_guide(server, seed):
    values = values_of(seed)
    graph = Graph(server, seed)
    graph.say(values["known"], values["goals"])

    for query in QUERIES:
        if query.slug not in ("forget", "uncolour"):  # the second time they find nothing
            asked = {name: values[name] for name in query.parameters}
            here, there = server.ask(filled(query, values)), server.ask(query.cypher, **asked)
            # What is drawn comes in any order.
            assert here == there or (is_drawn(query) and in_order(here) == in_order(there))


def is_drawn(query):
    return "ORDER BY" not in query.cypher.rpartition("RETURN")[2]


def in_order(rows):
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)


def test_a_query_finds_what_the_map_is_about_whatever_its_names_hold(server, store):
    nasty = build("# It's \\u0027 $map\n## A'B\n- C\\D\n- `$e` (requires: C\\D)\n")
    snapshot = store.commit(replace(nasty, map_id="it's-\\u0027"), IMPORT)
    values = values_of(snapshot)
    query = next(query for query in QUERIES if query.slug == "whole-map")

    rows = server.ask(filled(query, values))

    assert {row["entry"]["id"] for row in rows} == {entry.id for entry in snapshot.skill_map}
