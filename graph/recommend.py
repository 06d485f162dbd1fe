"""What to learn next: the outer fringe, ranked, with reasons.

Ranking chooses among skills that are ready; it never offers one that is not, whatever the weights.

Not its job: what speaks for a skill, in numbers (`ranking`), and how sure it is that someone is
ready (`certainty`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.certainty import Doubt, chances_known, doubts_about, ready_probability
from graph.knowledge import close_state, inner_fringe, outer_fringe
from graph.model import DEFAULT_MIN_CONFIDENCE, Entry, SkillId
from graph.names import Names, UnknownName
from graph.ranking import DEFAULT_WEIGHTS, Factor, Ranking, RankingWeights, Standing
from graph.snapshot import Snapshot

DEFAULT_LIMIT = 10

_MOST_LISTED = 3
"""Names that a reason holds before it counts the rest; goals and doubts with a reason each."""

_WORTH_TELLING = 0.1
"""Doubts that are less probable to be in the way stand in `ready_probability` alone."""


@dataclass(frozen=True, slots=True)
class Unlocks:
    """What learning a skill opens the way to."""

    count: int
    """Skills outside the state that need it, directly or further on."""
    goals: tuple[SkillId, ...]
    """Goals that it is part of or leads to, as they were named."""


@dataclass(frozen=True, slots=True)
class NextSkill:
    """A skill that is ready, and why it is worth learning."""

    id: SkillId
    name: str
    path: tuple[str, ...]
    score: float
    """From 0 to 1; only for comparing skills of one answer."""
    because: tuple[SkillId, ...]
    """Direct prerequisites, all in the state: what it builds on."""
    unlocks: Unlocks
    effort_hours: float
    reasons: tuple[str, ...]
    """What speaks for it, in words; in the end what may be missing."""
    ready_probability: float
    """How sure it is that the person is ready for it, 0 to 1: see `graph.certainty`."""
    factors: tuple[Factor, ...]
    """What the score is made of."""


@dataclass(frozen=True, slots=True)
class NextAnswer:
    """What someone is ready to learn. All lists of ids are in map order."""

    revision: int
    state: tuple[SkillId, ...]
    """The knowledge state."""
    assumed: tuple[SkillId, ...]
    """The part of the state that was added because something known needs it."""
    unknown: tuple[UnknownName, ...]
    review: tuple[SkillId, ...]
    """The inner fringe: known, and needed by nothing else that is known."""
    ready_total: int
    """Size of the outer fringe, of which `next` shows the best."""
    next: tuple[NextSkill, ...]


def recommend_next(
    snapshot: Snapshot,
    known: Iterable[str] = (),
    goals: Iterable[str] = (),
    *,
    limit: int = DEFAULT_LIMIT,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    assume_prerequisites: bool = True,
    learning: Iterable[str] = (),
    skipped: Iterable[str] = (),
    max_hours: float | None = None,
    weights: RankingWeights = DEFAULT_WEIGHTS,
) -> NextAnswer:
    """Rank what a person is ready to learn.

    Skills are named by id or name; an area or topic means all skills under it. What is begun or
    skipped is not known, even if something known needs it; but what is said to be known is known.

    Args:
        snapshot: The map.
        known: What the person knows.
        goals: What the person wants to know in the end; none means everything.
        limit: At most so many skills, 0 or more.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.
        assume_prerequisites: Whether whoever knows a skill also knows all that it needs. If not,
            the state is what was named and no more.
        learning: What the person has begun. What of it is ready ranks higher.
        skipped: What the person sets aside. It is never offered, and nothing waits for it.
        max_hours: Only what takes at most so long is offered, over 0; None means everything.
        weights: How much each factor counts.

    Returns:
        The state and the best of what is ready, best first, ties by map order. Where there are
        goals, everything that leads to one comes before everything that does not.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
    """
    names, skill_map = snapshot.names, snapshot.skill_map
    said = names.known(known)
    learned, left = names.known(learning), names.known(skipped)
    aside = left.skills - said.skills
    begun = learned.skills - said.skills - aside
    goal_skills = resolve_goals(names, goals)
    graph = snapshot.graph_at(min_confidence)
    closed = close_state(graph, said.skills) if assume_prerequisites else said.skills
    state = closed - begun - aside
    if aside:
        graph = graph.among(skill for skill in graph if skill not in aside)
    ready = outer_fringe(graph, state)
    chances = chances_known(snapshot.graph, said.skills, closed)
    sure = {skill: chances[skill] for skill in state} | dict.fromkeys(aside, 1.0)
    doubts = doubts_about(snapshot.graph, ready, sure)
    missing = {
        goal: close_state(graph, skills - aside) - state for goal, skills in goal_skills.items()
    }
    standing = Standing(
        skill_map=skill_map,
        graph=graph,
        state=state,
        begun=begun,
        ready=graph.in_order(ready),
        missing={goal: skills for goal, skills in missing.items() if skills},
        ready_probability={skill: ready_probability(found) for skill, found in doubts.items()},
    )
    ranking = Ranking(standing, weights)
    offers = _Offers(standing, ranking, goal_skills, doubts)
    fitting = [s for s in standing.ready if max_hours is None or skill_map.hours(s) <= max_hours]
    best = sorted(fitting, key=lambda s: (ranking.serves(s), ranking.score(s)), reverse=True)
    unknown = chain(said.unknown, learned.unknown, left.unknown)
    return NextAnswer(
        revision=snapshot.revision,
        state=graph.in_order(state),
        assumed=graph.in_order(state - said.skills),
        unknown=tuple({found.id: found for found in unknown}.values()),
        review=graph.in_order(inner_fringe(graph, state)),
        ready_total=len(ready),
        next=tuple(offers.of(skill) for skill in best[: max(0, limit)]),
    )


def resolve_goals(names: Names, goals: Iterable[str]) -> dict[SkillId, frozenset[SkillId]]:
    """Return the skills behind each goal, by the id of the skill, topic or area that was named.

    Raises:
        UnknownSkillError: A goal is not in the map.
        AmbiguousNameError: A goal can mean several things.
    """
    entries = [names.entry(goal) for goal in goals]
    return {entry.id: frozenset(names.skills(entry.id)) for entry in entries}


class _Offers:
    """Puts into words what speaks for each skill that is ready."""

    def __init__(
        self,
        standing: Standing,
        ranking: Ranking,
        goals: Mapping[SkillId, frozenset[SkillId]],
        doubts: Mapping[SkillId, Sequence[Doubt]],
    ) -> None:
        self._map = standing.skill_map
        self._at = standing
        self._ranking = ranking
        self._goals = goals
        self._doubts = doubts

    def of(self, skill: SkillId) -> NextSkill:
        """Return a skill with its score and what speaks for it."""
        entry = self._map[skill]
        because = self._at.graph.in_order(self._at.graph.prerequisites_of(skill))
        ranking = self._ranking
        return NextSkill(
            id=skill,
            name=entry.name,
            path=entry.path,
            score=ranking.score(skill),
            because=because,
            unlocks=Unlocks(ranking.unlocked(skill).total, tuple(ranking.goals_of(skill))),
            effort_hours=self._map.hours(skill),
            reasons=(
                *self._of_goals(entry),
                *self._of_what_needs_it(skill),
                *self._of_its_topic(skill),
                *self._of_its_effort(entry),
                *self._of_what_it_needs(skill, because),
            ),
            ready_probability=round(self._at.ready_probability.get(skill, 1.0), 4),
            factors=tuple(
                Factor(found.factor, round(found.value, 4), round(found.weight, 4))
                for found in ranking.factors(skill)
            ),
        )

    def _of_goals(self, entry: Entry) -> Iterator[str]:
        served = self._ranking.goals_of(entry.id)
        nearest = sorted(served, key=self._ranking.nearness.__getitem__, reverse=True)
        for goal in nearest[:_MOST_LISTED]:
            part, total = served[goal]
            if goal == entry.id:
                yield "It is your goal."
                continue
            how = "Part of" if entry.id in self._goals[goal] else "Leads to"
            everything = "both" if total == 2 else f"all {total}"  # noqa: PLR2004 - as people say it
            share = everything if part == total else f"{part} of {total}"
            first = f": {share} missing skills start with it" if part > 1 else ""
            yield f"{how} your goal {self._map[goal].name}{first}."
        if len(nearest) > _MOST_LISTED:
            yield f"Serves {len(nearest) - _MOST_LISTED} more of your goals."

    def _of_what_needs_it(self, skill: SkillId) -> Iterator[str]:
        if count := self._ranking.unlocked(skill).total:
            yield f"{count} more {'skill needs' if count == 1 else 'skills need'} it."

    def _of_its_topic(self, skill: SkillId) -> Iterator[str]:
        if skill in self._at.begun:
            yield "You have begun it."
        found = self._ranking.topic_of(skill)
        if found and found[1].part:
            topic, (known, mates) = found
            yield f"Continues {self._map[topic].name}, where you know {known} of {mates}."
        if other := self._ranking.begun_beside(skill):
            yield f"Stays beside {self._map[other].name}, which you have begun."

    def _of_its_effort(self, entry: Entry) -> Iterator[str]:
        hours = self._map.hours(entry.id)
        if entry.effort_hours is not None or hours != self._ranking.usual_hours:
            yield f"Takes about {hours:g} h."

    def _of_what_it_needs(self, skill: SkillId, because: Sequence[SkillId]) -> Iterator[str]:
        against = self._doubts.get(skill, ())[:_MOST_LISTED]
        doubts = [doubt for doubt in against if doubt.chance >= _WORTH_TELLING]
        if because:
            yield f"Builds on {_listed([self._map[s].name for s in because])}, which you know."
        elif not doubts:
            yield "Needs nothing else first."
        for doubt in doubts:
            name = self._map[doubt.source].name
            if doubt.known:
                yield f"Assumes that you know {name} ({doubt.known:.0%} sure)."
            else:
                yield f"Perhaps {name} first ({doubt.confidence:.0%} sure)."


def _listed(names: Sequence[str]) -> str:
    """Return names as part of a sentence, the first few of them."""
    if len(names) > _MOST_LISTED:
        return f"{', '.join(names[:_MOST_LISTED])} and {len(names) - _MOST_LISTED} more"
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
