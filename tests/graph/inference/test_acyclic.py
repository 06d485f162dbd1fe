import itertools

import networkx as nx
import pytest

from graph import CycleError, Decision, Prerequisite, build
from graph.inference.acyclic import LEAST_CONFIDENCE, select_acyclic
from graph.model import Evidence
from tests.strategies import seeded


def inferred(source, target, confidence):
    return Prerequisite(source, target, confidence, "inferred")


def decided(source, target, verdict, note=""):
    return Decision(source, target, verdict, "2027-01-04T09:00:00Z", note)


def pairs(edges):
    return {(edge.source, edge.target) for edge in edges}


# Cutting


def test_prerequisites_that_do_not_contradict_each_other_are_all_used():
    edges = [inferred("a", "b", 0.5), inferred("b", "c", 0.6), Prerequisite("a", "c")]

    selection = select_acyclic("abc", edges)

    assert sorted(selection.used, key=str) == sorted(edges, key=str)
    assert selection.rejected == selection.cut == ()


def test_a_cycle_is_cut_at_its_cheapest_edge_and_the_cut_shows_the_cycle():
    edges = [inferred("a", "b", 0.9), inferred("b", "c", 0.6), inferred("c", "a", 0.8)]

    selection = select_acyclic("abc", edges)

    (cut,) = selection.cut
    assert (cut.source, cut.target, cut.confidence) == ("b", "c", 0.6)
    assert cut.cycle == ("b", "c", "a", "b")
    assert cut.text == "b before c is not used: c before a before b is at least as sure."
    assert pairs(selection.used) == {("a", "b"), ("c", "a")}


def test_between_two_that_are_equally_sure_the_one_that_reads_like_the_map_is_used():
    edges = [inferred("b", "a", 0.7), inferred("a", "b", 0.7)]

    assert pairs(select_acyclic("ab", edges).cut) == {("a", "b")}
    assert pairs(select_acyclic("ba", edges).cut) == {("b", "a")}


def test_an_inferred_prerequisite_of_a_skill_on_itself_is_cut():
    selection = select_acyclic("a", [inferred("a", "a", 0.9)])

    assert [cut.cycle for cut in selection.cut] == [("a", "a")]
    assert selection.used == ()


def test_what_the_map_states_is_used_against_what_is_inferred():
    edges = [inferred("a", "b", 0.99), Prerequisite("b", "a", 1.0, "asserted")]

    selection = select_acyclic("ab", edges)

    assert pairs(selection.used) == {("b", "a")}
    assert pairs(selection.cut) == {("a", "b")}


# Decisions


def test_an_accepted_prerequisite_is_sure_and_outranks_what_is_inferred():
    edges = [inferred("a", "b", 0.99), inferred("b", "a", 0.5)]

    selection = select_acyclic("ab", edges, [decided("b", "a", "accepted")])

    (used,) = selection.used
    assert (used.source, used.status, used.confidence) == ("b", "accepted", 1.0)
    assert pairs(selection.cut) == {("a", "b")}


def test_an_asserted_prerequisite_needs_no_inference():
    selection = select_acyclic("ab", [], [decided("b", "a", "asserted", "ask Ada")])

    (used,) = selection.used
    assert (used.source, used.target, used.status, used.confidence) == ("b", "a", "asserted", 1.0)
    assert used.evidence == (Evidence("decision", "A person asserted it: ask Ada", (), 1.0),)


def test_a_rejected_prerequisite_is_kept_and_never_used():
    edges = [inferred("a", "b", 0.9), inferred("b", "a", 0.5)]

    selection = select_acyclic("ab", edges, [decided("a", "b", "rejected")])

    (rejected,) = selection.rejected
    assert (rejected.status, rejected.confidence) == ("rejected", 0.9)
    assert pairs(selection.used) == {("b", "a")}
    assert selection.cut == ()


def test_what_the_map_states_can_be_rejected_too():
    selection = select_acyclic("ab", [Prerequisite("a", "b")], [decided("a", "b", "rejected")])

    assert pairs(selection.rejected) == {("a", "b")}
    assert selection.used == ()


def test_a_rejection_of_what_nobody_inferred_is_kept_with_the_least_confidence():
    selection = select_acyclic("ab", [], [decided("a", "b", "rejected")])

    assert [edge.confidence for edge in selection.rejected] == [LEAST_CONFIDENCE]


def test_the_evidence_of_inference_stays_below_that_of_the_decision():
    why = Evidence("sequence", "a stands before b", (1, 2), 0.5)
    edge = Prerequisite("a", "b", 0.5, "inferred", (why,))

    (used,) = select_acyclic("ab", [edge], [decided("a", "b", "accepted")]).used

    assert [evidence.rule for evidence in used.evidence] == ["decision", "sequence"]
    assert used.evidence[0].text == "A person accepted it."


def test_a_decision_about_a_skill_that_is_not_there_is_passed_over():
    selection = select_acyclic(
        "ab",
        [inferred("a", "b", 0.5)],
        [decided("a", "x", "asserted"), decided("x", "b", "rejected")],
    )

    assert pairs(selection.used) == {("a", "b")}
    assert selection.rejected == ()


def test_decisions_that_run_in_a_circle_are_refused_with_the_circle():
    with pytest.raises(CycleError) as caught:
        select_acyclic(
            "abc",
            [inferred("b", "c", 0.9)],
            [
                decided("a", "b", "asserted"),
                decided("b", "c", "accepted"),
                decided("c", "a", "asserted"),
            ],
        )

    assert caught.value.cycle == ("a", "b", "c", "a")
    assert str(caught.value) == (
        "these prerequisites run in a circle: a comes before b, which comes before c, "
        "which comes before a. Reject or remove one of them"
    )


def test_a_decision_that_a_skill_comes_before_itself_is_refused():
    with pytest.raises(CycleError, match=r"^a cannot be a prerequisite of itself$"):
        select_acyclic("a", [], [decided("a", "a", "asserted")])


def test_a_circle_that_the_map_states_is_refused_with_its_line():
    with pytest.raises(CycleError) as caught:
        build("## T\n- a (requires: c)\n- b (requires: a)\n- x\n- c (requires: b)\n")

    assert caught.value.line == 5
    assert caught.value.cycle == ("t/a", "t/b", "t/c", "t/a")
    assert str(caught.value).startswith("line 5: these prerequisites run in a circle: t/a comes")


def test_a_circle_is_no_circle_any_more_once_one_of_its_prerequisites_is_rejected():
    stated = [Prerequisite("a", "b"), Prerequisite("b", "a")]

    selection = select_acyclic("ab", stated, [decided("a", "b", "rejected")])

    assert pairs(selection.used) == {("b", "a")}


# Promises about all prerequisites


def at_random(seed, *, acyclic_statements):
    """Return skills, prerequisites of mixed sureness and decisions about some of them."""
    chance = seeded(seed)
    skills = [f"s{number}" for number in range(chance.randint(1, 25))]
    drawn = {}
    for _ in range(chance.randint(0, 80)):
        source, target = chance.randrange(len(skills)), chance.randrange(len(skills))
        pair = skills[source], skills[target]
        stated = chance.random() < 0.2 and (source < target or not acyclic_statements)
        drawn[pair] = (
            Prerequisite(*pair) if stated else inferred(*pair, chance.choice([0.3, 0.5, 0.7, 0.9]))
        )
    decisions = {}
    for _ in range(chance.randint(0, 10)):
        source, target = chance.randrange(len(skills)), chance.randrange(len(skills))
        pair = skills[source], chance.choice([skills[target], "elsewhere"])
        forward = source < target or not acyclic_statements
        verdict = chance.choice(["accepted", "asserted"]) if forward else "rejected"
        decisions[pair] = decided(*pair, chance.choice([verdict, "rejected"]))
    return skills, list(drawn.values()), list(decisions.values())


@pytest.mark.parametrize("seed", range(300))
def test_what_is_used_is_acyclic_and_every_prerequisite_is_in_exactly_one_place(seed):
    skills, edges, decisions = at_random(seed, acyclic_statements=True)

    selection = select_acyclic(skills, edges, decisions)

    heard = {(d.source, d.target): d.verdict for d in decisions if d.target in skills}
    places = [pairs(selection.used), pairs(selection.rejected), pairs(selection.cut)]
    assert nx.is_directed_acyclic_graph(nx.DiGraph(list(places[0])))
    assert sum(map(len, places)) == len(set().union(*places))
    assert set().union(*places) == pairs(edges) | heard.keys()
    assert places[1] == {pair for pair, verdict in heard.items() if verdict == "rejected"}
    assert {p for p, verdict in heard.items() if verdict != "rejected"} <= places[0]
    assert {(e.source, e.target) for e in edges if e.status == "asserted"} <= places[0] | places[1]
    assert selection == select_acyclic(skills, edges, decisions)


@pytest.mark.parametrize("seed", range(300))
def test_every_cut_closes_a_cycle_of_used_prerequisites_that_are_all_at_least_as_sure(seed):
    skills, edges, decisions = at_random(seed, acyclic_statements=True)

    selection = select_acyclic(skills, edges, decisions)

    used = {(edge.source, edge.target): edge for edge in selection.used}
    for cut in selection.cut:
        assert cut.cycle[0] == cut.cycle[-1] == cut.source
        assert cut.cycle[1] == cut.target
        for pair in list(itertools.pairwise(cut.cycle))[1:]:
            assert used[pair].confidence >= cut.confidence


@pytest.mark.parametrize("seed", range(300))
def test_the_same_is_chosen_as_by_asking_for_every_edge_whether_it_closes_a_cycle(seed):
    skills, edges, _ = at_random(seed, acyclic_statements=False)
    place = {skill: number for number, skill in enumerate(skills)}
    turns = sorted(
        edges,
        key=lambda e: (e.status == "inferred", -e.confidence, place[e.target], place[e.source]),
    )
    reference = nx.DiGraph()
    reference.add_nodes_from(skills)
    cut = []
    for edge in turns:
        if not nx.has_path(reference, edge.target, edge.source):
            reference.add_edge(edge.source, edge.target)
        elif edge.status == "inferred":
            cut.append((edge.source, edge.target))
        else:
            with pytest.raises(CycleError) as caught:
                select_acyclic(skills, edges)
            steps = set(itertools.pairwise(caught.value.cycle))
            assert steps <= pairs(edge for edge in edges if edge.status == "asserted")
            assert caught.value.cycle[0] == caught.value.cycle[-1]
            return

    selection = select_acyclic(skills, edges)

    assert pairs(selection.used) == set(reference.edges)
    assert [(found.source, found.target) for found in selection.cut] == cut
