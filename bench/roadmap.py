"""How soon goals are reached: by the roadmap, beside going down the map and learning at random.

    python bench/roadmap.py

Learners are simulated on the seed map and on the maps of `bench/maps`: half of them know nothing,
half a random quarter of the skills and what these need. Each wants one random skill, or several
random skills and topics. All learn one skill after another and take the effort that the map states
or Waypath estimates. A goal is reached when all of its skills are learned. `docs/roadmap.md` says
what is compared, and keeps the figures.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log2
from pathlib import Path
from statistics import fmean, median
from typing import TypeAlias

import numpy as np
from rich.console import Console
from rich.table import Table

from graph import (
    DEFAULT_EFFORT_HOURS,
    DEFAULT_MIN_CONFIDENCE,
    SkillGraph,
    SkillId,
    Snapshot,
    build,
    close_state,
    grouped_order,
    learning_order,
    plan_roadmap,
)
from graph.roadmap.goal_order import goal_order, summed_times

ROOT = Path(__file__).parent.parent
GOALS = 20
SEEDS = range(5)
SEVERAL = (2, 8)
"""Goals of a learner who has several: from, to."""
MANY = 14
"""Goals of a learner who has many."""
ROUNDING = 1e-6
WIDTH = 120
RANDOM_RUNS = 20
"""Random orders whose mean counts."""

Times: TypeAlias = dict[str, float]
"""Mean hours until a goal is reached, by way of learning."""

ONE_GOAL = ("roadmap", "map order", "random")
SEVERAL_GOALS = ("roadmap", "missing by topic", "missing in map order", "missing at random")


@dataclass(frozen=True)
class Learner:
    """Somebody on a map."""

    snapshot: Snapshot
    known: tuple[SkillId, ...]
    goals: tuple[SkillId, ...]
    chance: random.Random

    @property
    def graph(self) -> SkillGraph:
        """The prerequisites in use."""
        return self.snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)

    @property
    def state(self) -> frozenset[SkillId]:
        """What they know."""
        return close_state(self.graph, frozenset(self.known))

    @property
    def missing(self) -> list[frozenset[SkillId]]:
        """For each goal what they have to learn for it."""
        wanted = (self.snapshot.skill_map.skills_under(goal) for goal in self.goals)
        return [close_state(self.graph, frozenset(skills)) - self.state for skills in wanted]


def maps() -> Mapping[str, Snapshot]:
    """Return the maps on which learners are simulated, by name."""
    files = [ROOT / "seeds" / "backend-skill-map.md", *sorted((ROOT / "bench/maps").glob("*.md"))]
    return {file.stem: build(file.read_bytes()) for file in files}


def learners(snapshot: Snapshot, seed: int, *, several: bool) -> list[Learner]:
    """Return `GOALS` learners, each with something to learn, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    skills = [skill.id for skill in snapshot.skill_map.skills]
    entries = [entry.id for entry in snapshot.skill_map if entry.kind != "area"]
    found: list[Learner] = []
    while len(found) < GOALS:
        known = chance.sample(skills, len(skills) // 4 if len(found) % 2 else 0)
        count = chance.randint(*SEVERAL) if several else 1
        goals = chance.sample(entries if several else skills, count)
        learner = Learner(snapshot, tuple(known), tuple(goals), random.Random(chance.random()))  # noqa: S311
        if all(learner.missing):
            found.append(learner)
    return found


def times(learner: Learner) -> Times:
    """Return how soon somebody reaches their goals on average, by every way of learning."""
    graph, state, missing = learner.graph, learner.state, learner.missing
    needed = frozenset().union(*missing)
    hours = learner.snapshot.skill_map.hours
    topic_of = {skill.id: skill.parent for skill in learner.snapshot.skill_map.skills}
    roadmap = plan_roadmap(learner.snapshot, learner.known, learner.goals)

    def reached(order: Iterable[SkillId]) -> float:
        return _mean_time([skill for skill in order if skill not in state], missing, hours)

    def at_random(skills: frozenset[SkillId]) -> float:
        runs = (_random_order(graph, skills, learner.chance) for _ in range(RANDOM_RUNS))
        return fmean(map(reached, runs))

    return {
        "roadmap": reached(step.id for step in roadmap.steps),
        "map order": reached(learning_order(graph)),
        "random": at_random(frozenset(graph) - state),
        "missing by topic": reached(grouped_order(graph, needed, topic_of)),
        "missing in map order": reached(learning_order(graph, needed)),
        "missing at random": at_random(needed),
    }


def is_later(found: Times) -> bool:
    """Say whether some way in map order reaches the goals earlier than the roadmap."""
    others = ("map order", "missing by topic", "missing in map order")
    return any(found["roadmap"] > found[way] + ROUNDING for way in others)


def order_gaps(read: Mapping[str, Snapshot]) -> list[float]:
    """Return how much later than in their best order goals are reached, if it is only sought.

    Learners want `MANY` goals, few enough for finding the best order; the other one is what
    `goal_order` makes of them if it finds the best order of half as many.
    """
    gaps = []
    for snapshot in read.values():
        chance = random.Random(MANY)  # noqa: S311 - no secret
        skills = [skill.id for skill in snapshot.skill_map.skills]
        for _ in range(GOALS):
            learner = Learner(snapshot, (), tuple(chance.sample(skills, MANY)), chance)
            needs = np.array([[s in missing for s in skills] for missing in learner.missing])
            hours = snapshot.skill_map.hours
            efforts = np.array([round(hours(skill) * 100) for skill in skills])
            best, sought = (
                summed_times(goal_order(needs, efforts, exact=exact), needs, efforts)
                for exact in (MANY, MANY // 2)
            )
            gaps.append(sought / best - 1)
    return gaps


def times_entered(learner: Learner) -> float:
    """Return how often the roadmap enters a topic on average; 1: each is finished in one go."""
    steps = plan_roadmap(learner.snapshot, learner.known, learner.goals).steps
    topics = [learner.snapshot.skill_map[step.id].parent for step in steps]
    return sum(1 for _ in groupby(topics)) / len(frozenset(topics))


def _mean_time(
    order: Sequence[SkillId],
    missing: Sequence[frozenset[SkillId]],
    hours: Callable[[SkillId], float],
) -> float:
    """Return the mean of the times at which goals are reached."""
    done: dict[SkillId, float] = {}
    time = 0.0
    for skill in order:
        time += hours(skill)
        done[skill] = time
    return fmean(max(done[skill] for skill in skills) for skills in missing)


def _random_order(
    graph: SkillGraph, skills: frozenset[SkillId], chance: random.Random
) -> list[SkillId]:
    """Return some skills in an order in which each next one is any that is ready."""
    waiting = {skill: len(graph.prerequisites_of(skill) & skills) for skill in skills}
    ready = [skill for skill in graph if waiting.get(skill) == 0]
    order = []
    while ready:
        place = chance.randrange(len(ready))
        ready[place], ready[-1] = ready[-1], ready[place]
        order.append(ready.pop())
        for dependent in graph.in_order(graph.dependents_of(order[-1]) & skills):
            waiting[dependent] -= 1
            if waiting[dependent] == 0:
                ready.append(dependent)
    return order


def estimate_errors(snapshot: Snapshot) -> dict[str, tuple[float, float]]:
    """Return how far ways to estimate are from the efforts that a map states, each left out once.

    Returns:
        The mean error in hours, and of the base-2 logarithm, by way of estimating.
    """
    stated = {s.id: s.effort_hours for s in snapshot.skill_map.skills if s.effort_hours is not None}
    parent = {skill: snapshot.skill_map[skill].parent for skill in stated}

    def of_map(skill: SkillId) -> float:
        return median(hours for other, hours in stated.items() if other != skill)

    def of_topic(skill: SkillId) -> float:
        mates = [h for o, h in stated.items() if o != skill and parent[o] == parent[skill]]
        return median(mates) if len(mates) >= 3 else of_map(skill)

    ways = {
        "constant": lambda _: DEFAULT_EFFORT_HOURS,
        "median of the map": of_map,
        "median of the topic": of_topic,
    }
    return {
        name: (
            fmean(abs(way(skill) - hours) for skill, hours in stated.items()),
            fmean(abs(log2(way(skill) / hours)) for skill, hours in stated.items()),
        )
        for name, way in ways.items()
    }


def main() -> None:
    """Print mean hours to a goal by map and way of learning, and how good the estimates are."""
    read = maps()
    for several, ways in ((False, ONE_GOAL), (True, SEVERAL_GOALS)):
        table = Table("several goals" if several else "one goal", *ways, "later")
        everything: list[Times] = []
        for name, snapshot in read.items():
            found = [
                times(learner)
                for seed in SEEDS
                for learner in learners(snapshot, seed, several=several)
            ]
            everything += found
            table.add_row(name, *_row(found, ways))
        table.add_section()
        table.add_row("all", *_row(everything, ways))
        Console(width=WIDTH).print(table)
        for way in ways[1:]:
            saved = fmean(1 - one["roadmap"] / one[way] for one in everything)
            Console().print(f"The roadmap saves {saved:.0%} on average beside “{way}”.")
    visits = fmean(
        times_entered(learner)
        for snapshot in read.values()
        for learner in learners(snapshot, 0, several=True)
    )
    Console().print(f"With several goals a topic is entered {visits:.2f} times on average.")
    gaps = order_gaps(read)
    Console().print(
        f"With {MANY} goals the order that is sought is {fmean(gaps):.2%} later than the best one "
        f"on average, {max(gaps):.2%} at most."
    )
    for name, (off, off_log) in estimate_errors(read["electrician"]).items():
        Console().print(f"estimate by {name}: {off:.2f} h off on average, {off_log:.2f} doublings")


def _row(found: Sequence[Times], ways: Sequence[str]) -> list[str]:
    """Return the mean of every way, and for how many a way but chance beats the roadmap."""
    means = [fmean(one[way] for one in found) for way in ways]
    later = sum(is_later(one) for one in found)
    return [*(f"{mean:,.1f}" for mean in means), str(later)]


if __name__ == "__main__":
    main()
