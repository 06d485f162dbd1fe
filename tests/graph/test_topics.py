import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Entry, Placement, Prerequisite, SkillMap, Snapshot, build, topic_prerequisites
from tests.builders import SEED_MAP, snapshot, stated

LEVELS = ["area", "topic"]


@pytest.fixture(scope="module")
def seed():
    return build(SEED_MAP.read_bytes())


def drawn(topics, *edges):
    """Return a map of areas `{"a": "a1 a2"}` with prerequisites `("a1", "b1", 0.8)`.

    A skill that several areas have has a placement in each.
    """
    entries = [
        Entry(topic, topic, "area", (Placement((topic,), number, None),))
        for number, topic in enumerate(topics, start=1)
    ]
    inside = {topic: skills.split() for topic, skills in topics.items()}
    for line, skill in enumerate(dict.fromkeys(itertools.chain(*inside.values())), start=100):
        places = [
            Placement((topic, skill), line + 100 * number, topic)
            for number, topic in enumerate(topics)
            if skill in inside[topic]
        ]
        entries.append(Entry(skill, skill, "skill", tuple(places)))
    inferred = (Prerequisite(*edge, status="inferred") for edge in edges)
    return Snapshot("drawn", 3, "", SkillMap("Drawn", tuple(entries)), tuple(inferred))


def needing(counts):
    """Return a map of areas, between which so many skills need one each that nothing else has."""
    inside = {topic: [] for pair in counts for topic in pair}
    edges = []
    for (source, target), count in counts.items():
        for number in range(count):
            edge = (f"{source}-{target}-{number}", f"{source}-{target}-{number}-needs-it")
            inside[source].append(edge[0])
            inside[target].append(edge[1])
            edges.append((*edge, 1.0))
    return drawn({topic: " ".join(skills) for topic, skills in sorted(inside.items())}, *edges)


def pairs(answer):
    return {(found.source, found.target): found for found in answer.prerequisites}


def cuts(answer):
    return {(one.prerequisite.source, one.prerequisite.target): one for one in answer.cut}


def order(answer):
    return [topic.id for topic in answer.topics]


# What is counted


def test_skills_that_need_something_of_a_topic_are_counted_and_so_is_their_share():
    answer = topic_prerequisites(
        drawn({"a": "a1 a2", "b": "b1 b2 b3"}, ("a1", "b1", 0.8), ("a2", "b1", 0.6))
    )

    (found,) = answer.prerequisites
    assert (found.source, found.target) == ("a", "b")
    assert (found.skills, found.share) == (1, 0.3333)


def test_a_skill_that_needs_something_only_further_on_is_counted_too():
    answer = topic_prerequisites(
        drawn({"a": "a1", "b": "b1 b2 b3"}, ("a1", "b1", 1.0), ("b1", "b2", 1.0))
    )

    assert pairs(answer)["a", "b"].skills == 2


def test_how_sure_it_is_is_the_mean_over_skills_of_their_surest_ways():
    answer = topic_prerequisites(
        drawn(
            {"a": "a1", "b": "b1 b2"},
            ("a1", "b1", 0.8), ("b1", "b2", 0.9), ("a1", "b2", 0.6),
        )
    )  # fmt: skip

    assert pairs(answer)["a", "b"].confidence == pytest.approx((0.8 + 0.8 * 0.9) / 2)


def test_the_surest_prerequisites_between_two_topics_are_shown_three_at_most():
    edges = [("a1", f"b{number}", 0.5 + number / 10) for number in (1, 3, 2, 4)]

    (found,) = topic_prerequisites(drawn({"a": "a1", "b": "b1 b2 b3 b4"}, *edges)).prerequisites

    assert [edge.target for edge in found.examples] == ["b4", "b3", "b2"]


def test_topics_that_are_connected_only_by_way_of_another_are_told_of_through_that_one():
    answer = topic_prerequisites(
        drawn({"a": "a1", "b": "b1", "c": "c1"}, ("a1", "b1", 1.0), ("b1", "c1", 1.0))
    )

    assert list(pairs(answer)) == [("a", "b"), ("b", "c")]


def test_prerequisites_that_are_less_sure_than_asked_for_do_not_count():
    unsure = drawn({"a": "a1", "b": "b1"}, ("a1", "b1", 0.6))

    assert topic_prerequisites(unsure).prerequisites
    assert not topic_prerequisites(unsure, min_confidence=0.7).prerequisites


def test_a_way_that_is_next_to_impossible_still_counts():
    chain = [f"b{number}" for number in range(2000)]
    edges = [(one, other, 0.1) for one, other in itertools.pairwise(["a1", *chain])]

    answer = topic_prerequisites(drawn({"a": "a1", "b": " ".join(chain)}, *edges), min_confidence=0)

    assert pairs(answer)["a", "b"].skills == 2000


def test_there_may_be_many_topics():
    topics = [f"t{number:04}" for number in range(1_100)]

    answer = topic_prerequisites(needing(dict.fromkeys(itertools.pairwise(topics), 1)))

    assert order(answer) == topics
    assert [found.skills for found in answer.prerequisites] == [1] * 1_099


# Skills with two placements


def test_a_skill_with_two_placements_counts_in_both_topics():
    answer = topic_prerequisites(
        drawn({"a": "a1", "b": "shared", "c": "shared c1"}, ("a1", "shared", 1.0))
    )

    assert {pair: found.share for pair, found in pairs(answer).items()} == {
        ("a", "b"): 1,
        ("a", "c"): 0.5,
    }
    assert [topic.skills for topic in answer.topics] == [1, 1, 2]


def test_what_stands_in_both_topics_does_not_put_one_before_the_other():
    answer = topic_prerequisites(drawn({"a": "shared", "b": "shared b1"}, ("shared", "b1", 1.0)))

    assert (answer.prerequisites, answer.cut) == ((), ())


# The order of topics


def test_topics_come_after_what_they_need_and_else_as_in_the_map():
    answer = topic_prerequisites(
        drawn({"b": "b1", "c": "c1", "a": "a1", "d": "d1"}, ("a1", "b1", 1.0))
    )

    assert order(answer) == ["c", "a", "b", "d"]


def test_of_two_topics_that_need_each_other_that_comes_first_of_which_more_is_needed():
    answer = topic_prerequisites(
        drawn(
            {"a": "a1 a2", "b": "b1 b2 b3"},
            ("b1", "a1", 1.0), ("a2", "b2", 0.9), ("a2", "b3", 0.9),
        )
    )  # fmt: skip

    assert order(answer) == ["a", "b"]
    assert list(pairs(answer)) == [("a", "b")]
    assert cuts(answer)["b", "a"].cycle == ("b", "a", "b")
    assert cuts(answer)["b", "a"].prerequisite.skills == 1


def test_a_circle_of_topics_is_cut_where_the_fewest_skills_have_to_wait():
    answer = topic_prerequisites(
        drawn(
            {"a": "a1 a2", "b": "b1 b2", "c": "c1 c2"},
            *(("a1", "b1", 1.0), ("a1", "b2", 1.0)),
            *(("b1", "c1", 1.0), ("b1", "c2", 1.0)),
            ("c1", "a2", 1.0),
        )
    )

    assert order(answer) == ["a", "b", "c"]
    assert [one.cycle for one in answer.cut] == [("c", "a", "b", "c")]
    assert not answer.cut[0].prerequisite.implied


@pytest.mark.parametrize("counts", [*itertools.permutations([1, 2, 3, 4])])
def test_a_circle_is_found_in_whatever_order_it_is_put_together(counts):
    circle = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]

    answer = topic_prerequisites(needing(dict(zip(circle, counts, strict=True))))

    weakest = circle[counts.index(1)]
    assert list(cuts(answer)) == [weakest]
    assert pairs(answer).keys() == {*circle} - {weakest}


def test_what_two_topics_need_of_each_other_is_weighed_up_before_a_circle_is_cut():
    answer = topic_prerequisites(
        needing({("a", "b"): 3, ("b", "a"): 2, ("b", "c"): 2, ("c", "a"): 2})
    )

    assert order(answer) == ["b", "c", "a"]
    assert [one.prerequisite.skills for one in answer.cut] == [3]


def test_prerequisites_and_what_is_cut_stand_in_the_order_of_the_topics():
    counts = {("c", "a"): 2, ("a", "c"): 1, ("b", "a"): 2, ("a", "b"): 1, ("b", "c"): 1}

    answer = topic_prerequisites(needing(counts))

    assert order(answer) == ["b", "c", "a"]
    assert list(pairs(answer)) == [("b", "c"), ("b", "a"), ("c", "a")]
    assert list(cuts(answer)) == [("a", "b"), ("a", "c")]


def test_two_topics_that_need_as_much_of_each_other_stand_as_in_the_map():
    edges = [("b1", "a1", 1.0), ("a2", "b2", 1.0)]

    assert order(topic_prerequisites(drawn({"a": "a1 a2", "b": "b1 b2"}, *edges))) == ["a", "b"]
    assert order(topic_prerequisites(drawn({"b": "b1 b2", "a": "a1 a2"}, *edges))) == ["b", "a"]


def test_what_others_that_weigh_as_much_say_already_is_implied():
    edges = [
        *(("a1", "b1", 1.0), ("a1", "b2", 1.0)),
        *(("b1", "c1", 1.0), ("b1", "c2", 1.0)),
        ("a1", "c1", 1.0),
    ]

    answer = topic_prerequisites(drawn({"a": "a1", "b": "b1 b2", "c": "c1 c2"}, *edges))

    assert [found.implied for found in answer.prerequisites] == [False, True, False]


def test_what_only_others_that_weigh_less_say_is_not_implied():
    edges = [("a1", "b1", 1.0), ("b1", "c1", 1.0), ("a1", "c2", 1.0), ("a1", "c3", 1.0)]

    answer = topic_prerequisites(drawn({"a": "a1", "b": "b1", "c": "c1 c2 c3"}, *edges))

    assert [found.implied for found in answer.prerequisites] == [False, False, False]


# What a topic is


NESTED = """
    # Nested
    - Alone
    ## Web
    - HTTP (2h)
    ### APIs
    - REST (requires: HTTP)
    ### Nothing yet
    ## Data
    - Databases
      - SQL (requires: Alone)
"""


def test_areas_are_what_stands_at_the_top_of_the_map_with_all_that_is_under_it():
    answer = topic_prerequisites(stated(NESTED))

    assert [(topic.id, topic.skills, topic.effort_hours) for topic in answer.topics] == [
        ("", 1, 4),
        ("web", 2, 6),
        ("data", 1, 4),
    ]
    assert list(pairs(answer)) == [("", "data")]


def test_topics_are_all_areas_and_topics_that_skills_stand_in_directly():
    answer = topic_prerequisites(stated(NESTED), level="topic")

    assert [(topic.id, topic.path, topic.skills) for topic in answer.topics] == [
        ("", ("Nested",), 1),
        ("web", ("Web",), 1),
        ("web/apis", ("Web", "APIs"), 1),
        ("data/databases", ("Data", "Databases"), 1),
    ]
    assert list(pairs(answer)) == [("web", "web/apis"), ("", "data/databases")]


@pytest.mark.parametrize("level", LEVELS)
def test_skills_at_the_top_of_the_map_are_taken_together_under_its_name(level):
    answer = topic_prerequisites(stated("# Flat\n- a (requires: b)\n- b"), level=level)

    assert [(topic.id, topic.name, topic.skills) for topic in answer.topics] == [("", "Flat", 2)]
    assert answer.prerequisites == ()


def test_the_answer_says_of_which_revision_and_level_it_is():
    answer = topic_prerequisites(drawn({"a": "a1"}), level="topic")

    assert (answer.revision, answer.level) == (3, "topic")


# What holds for every map

SKILLS = "abcdefgh"
confidences = st.sampled_from([0.5, 0.6, 0.75, 0.9, 1.0])


@st.composite
def maps(draw):
    """Draw a map of up to five areas, whose skills stand in one or two of them."""
    count = draw(st.integers(1, 5))
    areas = st.lists(st.integers(0, count - 1), min_size=1, max_size=2, unique=True)
    places = {skill: draw(areas) for skill in SKILLS}
    topics = {
        f"t{number}": " ".join(skill for skill in SKILLS if number in places[skill])
        for number in range(count)
    }
    ranked = draw(st.permutations(SKILLS))
    possible = list(itertools.combinations(ranked, 2))
    chosen = draw(st.lists(st.sampled_from(possible), unique=True, max_size=14))
    return drawn(topics, *((*pair, draw(confidences)) for pair in chosen))


def surest_way(edges, sources, skill):
    """Return the largest product of confidences on a way from the sources to a skill, 0 if none."""
    found = [0.0]
    for edge in edges:
        if edge.target == skill:
            before = 1.0 if edge.source in sources else surest_way(edges, sources, edge.source)
            found.append(edge.confidence * before)
    return max(found)


def naive(snapshot):
    """Return for every two topics how sure each skill of the one needs something of the other."""
    areas = [entry.id for entry in snapshot.skill_map if entry.kind == "area"]
    skills = {area: set(snapshot.skill_map.skills_under(area)) for area in areas}
    edges = snapshot.graph.prerequisites
    return {
        (source, target): [
            sure
            for skill in sorted(skills[target])
            if (sure := surest_way(edges, skills[source] - skills[target], skill))
        ]
        for source, target in itertools.permutations(areas, 2)
        if any(
            edge.source in skills[source] - skills[target] and edge.target in skills[target]
            for edge in edges
        )
    }


@given(maps())
def test_counts_and_confidences_are_those_of_the_definition(snapshot):
    answer = topic_prerequisites(snapshot)
    sizes = {topic.id: topic.skills for topic in answer.topics}

    found = pairs(answer) | {pair: one.prerequisite for pair, one in cuts(answer).items()}
    expected = naive(snapshot)
    assert found.keys() == expected.keys()
    assert len(found) == len(answer.prerequisites) + len(answer.cut)
    for pair, sure in expected.items():
        assert found[pair].skills == len(sure)
        assert found[pair].share == pytest.approx(len(sure) / sizes[pair[1]], abs=1e-4)
        assert found[pair].confidence == pytest.approx(sum(sure) / len(sure), abs=1e-4)


@given(maps())
def test_every_topic_comes_after_all_that_it_builds_on(snapshot):
    answer = topic_prerequisites(snapshot)

    place = {topic: number for number, topic in enumerate(order(answer))}
    assert all(place[source] < place[target] for source, target in pairs(answer))


@given(maps())
def test_nothing_is_cut_but_what_would_close_a_circle_of_what_is_used(snapshot):
    answer = topic_prerequisites(snapshot)

    for (source, target), one in cuts(answer).items():
        assert one.cycle[:2] == (source, target)
        assert one.cycle[-1] == source
        assert set(itertools.pairwise(one.cycle[1:])) <= pairs(answer).keys()


@given(maps())
def test_what_is_implied_can_be_left_out_without_changing_what_comes_before_what(snapshot):
    answer = topic_prerequisites(snapshot)

    def before(found):
        reached = set(found)
        for middle, one, other in itertools.product(order(answer), repeat=3):
            if (one, middle) in reached and (middle, other) in reached:
                reached.add((one, other))
        return reached

    shown = [pair for pair, found in pairs(answer).items() if not found.implied]
    assert before(shown) == before(pairs(answer))


@given(maps())
def test_examples_lead_from_the_one_topic_to_the_other(snapshot):
    answer = topic_prerequisites(snapshot)

    under = snapshot.skill_map.skills_under
    for found in (*answer.prerequisites, *(one.prerequisite for one in answer.cut)):
        assert 1 <= len(found.examples) <= 3
        for edge in found.examples:
            assert edge in snapshot.graph.prerequisites
            assert edge.source in under(found.source)
            assert edge.source not in under(found.target)
            assert edge.target in under(found.target)


@pytest.mark.parametrize("level", LEVELS)
def test_the_topics_of_the_seed_map_are_all_there_and_start_with_its_basics(seed, level):
    answer = topic_prerequisites(seed, level=level)

    assert sum(topic.skills for topic in answer.topics) >= len(seed.skill_map.skills)
    assert answer.topics[0].path[0] == "Python Core"
    assert answer == topic_prerequisites(build(SEED_MAP.read_bytes()), level=level)


def test_a_map_without_prerequisites_is_gone_through_as_it_reads():
    answer = topic_prerequisites(snapshot("## B\n- b\n## A\n- a"), min_confidence=1)

    assert (order(answer), answer.prerequisites) == (["b", "a"], ())
