"""Review: which inferred prerequisites are most worth a person's decision.

Every inferred prerequisite that nobody has decided about is an open question, and a decision about
it matters as far as it changes answers. Of one in use that is a rejection, of any other an
acceptance; the opposite decision leaves the graph in use as it is. So a question's influence is
the chance of the decision that matters times the answers that it changes:

- *orders*: pairs of skills of which the one comes before the other now and not then, or the other
  way round, directly or further on;
- *fringes*: skills of which what has to be learned before changes, so that they are in the outer
  fringe of other knowledge states than now. What a path implies anyway changes neither.

Not its job: to decide (`changes`); to choose among prerequisites that contradict each other, which
`inference.acyclic` is asked for; and to follow a change from skill to skill (`reach`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from operator import or_

from graph.inference.acyclic import select_acyclic
from graph.model import (
    DEFAULT_MIN_CONFIDENCE,
    Decision,
    Evidence,
    Prerequisite,
    SkillId,
    Status,
)
from graph.reach import EVERYTHING, Edge, EdgeChange, Reach, numbers_of
from graph.skillgraph import SkillGraph
from graph.snapshot import Snapshot

_LARGEST_KNOT = 400
"""Open prerequisites that are worked out one against the other where cycles hold them together. In
a larger knot, which no real map has had, each counts as if it alone came or went. Range: over 0."""


@dataclass(frozen=True, slots=True)
class Question:
    """An inferred prerequisite that nobody has decided about, and what a decision would change."""

    source: SkillId
    target: SkillId
    confidence: float
    status: Status
    evidence: tuple[Evidence, ...]
    used: bool
    """Whether answers use it now: it is sure enough, and closes no cycle."""
    chance: float
    """How likely a decision changes what is used, 0 to 1: that it is wrong if it is used, that it
    is right if not."""
    orders: int
    """Pairs of skills whose order that decision changes."""
    fringes: int
    """Skills that would then be ready after other skills than now."""
    influence: float
    """Answers that a decision is expected to change: `chance` times `orders` and `fringes`."""
    text: str
    """What would change, in words."""


def review_questions(
    snapshot: Snapshot, *, min_confidence: float = DEFAULT_MIN_CONFIDENCE
) -> tuple[Question, ...]:
    r"""Rank the open questions of a map by how many answers a decision is expected to change.

    Args:
        snapshot: The map: V skills and E prerequisites.
        min_confidence: Answers use prerequisites that are at least so sure, 0 to 1.

    Returns:
        Every open question, the one of most influence first; ties by map order of the target, then
        of the source. Those that other prerequisites imply have no influence, and come last.

    Examples:
        >>> from graph import build
        >>> snapshot = build("## T\n- Docker\n- Docker Compose\n- Docker Compose Profiles\n")
        >>> review_questions(snapshot)[-1].influence
        0.0

    Time: O(V + E) operations on sets, and one more for each skill whose set changes, counted from
    the source or the target of a prerequisite, wherever there are fewer.
    """
    effects = _Effects(snapshot, min_confidence)
    names = {skill.id: skill.name for skill in snapshot.skill_map.skills}
    questions = [_question(effects, edge, names) for edge in open_prerequisites(snapshot)]
    position = snapshot.graph.position
    return tuple(
        sorted(questions, key=lambda q: (-q.influence, position(q.target), position(q.source)))
    )


def open_prerequisites(snapshot: Snapshot) -> tuple[Prerequisite, ...]:
    """Return what was inferred and nobody has decided about, in use or not, in map order.

    What contradicts the prerequisites that people and the map state is not open: to accept it would
    be refused.
    """
    decided = {(decision.source, decision.target) for decision in snapshot.decisions_in_force}
    decided.update(_contradicting(snapshot))
    return tuple(
        edge
        for edge in snapshot.calibrated
        if edge.status == "inferred" and (edge.source, edge.target) not in decided
    )


def _contradicting(snapshot: Snapshot) -> Iterator[tuple[SkillId, SkillId]]:
    """Yield what was cut and would close a cycle even with nothing else that is inferred."""
    stated = SkillGraph(
        (edge for edge in snapshot.graph.prerequisites if edge.status != "inferred"), snapshot.graph
    )
    for cut in snapshot.report.cut:
        if cut.source in stated.descendants_of({cut.target}):
            yield cut.source, cut.target


def _question(effects: "_Effects", edge: Prerequisite, names: dict[SkillId, str]) -> Question:
    effect = effects.of(edge)
    chance = 1 - edge.confidence if effect.used else edge.confidence
    return Question(
        source=edge.source,
        target=edge.target,
        confidence=edge.confidence,
        status=edge.status,
        evidence=edge.evidence,
        used=effect.used,
        chance=round(chance, 4),
        orders=effect.orders,
        fringes=effect.fringes,
        influence=round(chance * (effect.orders + effect.fringes), 4),
        text=_told(effect, f"“{names[edge.source]}” before “{names[edge.target]}”"),
    )


@dataclass(frozen=True, slots=True)
class _Effect:
    """What the decision about one prerequisite changes that changes anything."""

    used: bool
    cut: bool
    orders: int
    fringes: int
    mixed: bool
    """Whether other prerequisites come or go along with it."""


def _told(effect: _Effect, pair: str) -> str:
    if not effect.orders:
        return f"{pair}: no order would change, because other prerequisites imply it."
    if effect.used:
        state, then = "is used", "without it"
    elif effect.cut:
        state, then = "is not used, because it would close a cycle", "with it"
    else:
        state, then = "is not used", "with it"
    when = "after other skills" if effect.mixed else "sooner" if effect.used else "later"
    orders = "1 order" if effect.orders == 1 else f"{effect.orders:,} orders"
    skills = "1 skill" if effect.fringes == 1 else f"{effect.fringes:,} skills"
    return f"{pair} {state}: {then} {orders} would change, and {skills} would be ready {when}."


class _Effects:
    """What decisions about the open prerequisites of one map would change."""

    def __init__(self, snapshot: Snapshot, min_confidence: float) -> None:
        self._least = min_confidence
        self._decisions = snapshot.decisions_in_force
        self._used = snapshot.graph_at(min_confidence)
        self._number = numbers_of(self._used)
        self._count = len(self._used)
        edges = [self._edge(edge) for edge in self._used.prerequisites]
        self._onward = Reach(edges, self._count)
        self._backward = Reach(map(self._mirrored, edges), self._count)
        self._cut = {(cut.source, cut.target) for cut in snapshot.report.cut}
        self._knots = _knots(snapshot) if self._cut else {}
        # Without a prerequisite of the cycle that it would have closed, what was cut may come in.
        # What is less sure than that, and so waits for it, is not used if that is not.
        self._disputed = self._cut.union(
            pair
            for cut in snapshot.report.cut
            if cut.confidence >= min_confidence
            for pair in pairwise(cut.cycle)
        )

    def of(self, edge: Prerequisite) -> _Effect:
        """Return what the decision that matters would change: to reject the edge, or to accept."""
        pair = edge.source, edge.target
        used = self._used.prerequisite(*pair) is not None
        alone = frozenset({self._edge(edge)})
        change = EdgeChange(alone, frozenset()) if used else EdgeChange(frozenset(), alone)
        knot = self._knots.get(edge.source)
        if pair in self._disputed and knot and len(knot.inferred) <= _LARGEST_KNOT:
            verdict = Decision(*pair, "rejected" if used else "accepted", "")
            change = self._settled(knot, verdict)
        mixed = len(change.gone) + len(change.come) > 1
        orders, fringes = self._counted(change) if mixed else self._counted_alone(change)
        return _Effect(used, pair in self._cut, orders, fringes, mixed)

    def _settled(self, knot: "_Knot", decision: Decision) -> EdgeChange:
        """Return what comes and goes when the cycles of a knot are cut under one more decision."""
        chosen = select_acyclic(knot.skills, knot.inferred, (*self._decisions, decision)).used
        now, then = (
            frozenset(self._edge(edge) for edge in edges if edge.confidence >= self._least)
            for edges in (knot.used, chosen)
        )
        return EdgeChange(now - then, then - now)

    def _counted(self, change: EdgeChange) -> tuple[int, int]:
        """Return the orders and fringes that change."""
        changed = self._onward.changed(change, EVERYTHING).values()
        return sum(map(int.bit_count, changed)), reduce(or_, changed, 0).bit_count()

    def _counted_alone(self, change: EdgeChange) -> tuple[int, int]:
        """Return the orders and fringes that change if just one prerequisite comes or goes.

        Orders change only between what has no other way to the target and what the source has no
        other way to. The smaller of the two groups is gone through.
        """
        (edge,) = change.gone or change.come
        later = self._onward.only_through(edge)
        if not later:
            return 0, 0
        earlier = self._backward.only_through(self._mirrored(edge))
        sizes = earlier.bit_count(), later.bit_count()
        if min(sizes) == 1:
            return sizes[0] * sizes[1], sizes[1]
        if sizes[0] <= sizes[1]:
            changed = self._onward.changed(change, later)
        else:
            gone, come = (frozenset(map(self._mirrored, edges)) for edges in change)
            changed = self._backward.changed(EdgeChange(gone, come), earlier)
        return sum(map(int.bit_count, changed.values())), sizes[1]

    def _edge(self, edge: Prerequisite) -> Edge:
        return self._number[edge.source], self._number[edge.target]

    def _mirrored(self, edge: Edge) -> Edge:
        return self._count - 1 - edge[1], self._count - 1 - edge[0]


@dataclass(frozen=True, eq=False, slots=True)
class _Knot:
    """Skills that cycles hold together if nothing is cut, so that one decision cuts others anew."""

    skills: tuple[SkillId, ...]
    """In map order."""
    inferred: list[Prerequisite] = field(default_factory=list)
    """What was inferred between them."""
    used: list[Prerequisite] = field(default_factory=list)
    """What is used between them, of any confidence."""


def _knots(snapshot: Snapshot) -> Mapping[SkillId, _Knot]:
    """Return the knot of each skill that is in one."""
    graph = snapshot.graph
    number = numbers_of(graph)
    reach = Reach(((number[e.source], number[e.target]) for e in graph.prerequisites), len(graph))
    cut = frozenset((number[cut.source], number[cut.target]) for cut in snapshot.report.cut)
    gained = reach.changed(EdgeChange(frozenset(), cut), EVERYTHING)
    # Skills that reach each other reach the same, and no two others do.
    groups: defaultdict[int, list[SkillId]] = defaultdict(list)
    for skill in graph:
        groups[reach.sets[number[skill]] ^ gained.get(number[skill], 0)].append(skill)
    knots = [_Knot(tuple(group)) for group in groups.values() if len(group) > 1]
    knot_of = {skill: knot for knot in knots for skill in knot.skills}
    for edge in snapshot.calibrated:
        if (knot := knot_of.get(edge.source)) and knot is knot_of.get(edge.target):
            knot.inferred.append(edge)
    for edge in graph.prerequisites:
        if (knot := knot_of.get(edge.source)) and knot is knot_of.get(edge.target):
            knot.used.append(edge)
    return knot_of
