"""How good the first suggestion of `next` is: how soon goals are reached, and is one really ready?

    python bench/recommend.py

People with three goals follow the first suggestion until all goals are reached, on the seed map and
on the labelled maps of `maps/`, 20 people a map, who know a twentieth of it and what that needs.
Beside it: the steps of a roadmap, a random one of the skills that are ready, the first of them in
map order, and what becomes of it if a factor is left out. Efforts are drawn from 1 to 16 hours.

Then, by the labels of the maps, for people who named a few skills that they know: how often
somebody is ready when `ready_probability` says so, and how often for the first suggestion.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

from labelled import Labelled, read
from rich.console import Console
from rich.table import Table

from graph import (
    DEFAULT_WEIGHTS,
    RankingWeights,
    SkillId,
    Snapshot,
    build,
    close_state,
    outer_fringe,
    plan_roadmap,
    recommend_next,
)

HERE = Path(__file__).parent
PEOPLE = 20
GOALS = 3
EFFORTS = (1, 2, 4, 8, 16)
ASKED = 200
BINS = (0.0, 0.5, 0.7, 0.9, 1.0)

Chooser = Callable[[Snapshot, frozenset[SkillId], list[SkillId], random.Random], SkillId]
"""Chooses one of the skills for which somebody in this state is ready."""


@dataclass(frozen=True)
class Walk:
    """What became of somebody who followed suggestions until all goals were reached."""

    steps: int
    hours: float
    mean_hours: float
    """Hours until a goal was reached, on average over the goals."""
    switches: int
    """Steps to another topic."""


def follow(weights: RankingWeights) -> Chooser:
    """Return a chooser that takes the first suggestion of `next`."""

    def choose(
        snapshot: Snapshot, state: frozenset[SkillId], goals: list[SkillId], _: random.Random
    ) -> SkillId:
        return recommend_next(snapshot, state, goals, limit=1, weights=weights).next[0].id

    return choose


def roadmap(
    snapshot: Snapshot, state: frozenset[SkillId], goals: list[SkillId], _: random.Random
) -> SkillId:
    """Choose the first step of a roadmap."""
    return plan_roadmap(snapshot, state, goals).steps[0].id


def random_ready(
    snapshot: Snapshot, state: frozenset[SkillId], _: list[SkillId], chance: random.Random
) -> SkillId:
    """Choose any skill that is ready."""
    graph = snapshot.graph_at(0.5)
    return chance.choice(graph.in_order(outer_fringe(graph, state)))


def map_order(
    snapshot: Snapshot, state: frozenset[SkillId], _: list[SkillId], __: random.Random
) -> SkillId:
    """Choose the first skill in map order that is ready."""
    graph = snapshot.graph_at(0.5)
    return graph.in_order(outer_fringe(graph, state))[0]


def with_efforts(snapshot: Snapshot, chance: random.Random) -> Snapshot:
    """Return the same map with an effort for every skill."""
    entries = tuple(
        replace(entry, effort_hours=float(chance.choice(EFFORTS)))
        if entry.kind == "skill"
        else entry
        for entry in snapshot.skill_map
    )
    return replace(snapshot, skill_map=replace(snapshot.skill_map, entries=entries))


def walk(
    snapshot: Snapshot, state: frozenset[SkillId], goals: list[SkillId], choose: Chooser, seed: int
) -> Walk:
    """Follow suggestions until all goals are reached."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    steps, hours, switches = 0, 0.0, 0
    topic: SkillId | None = None
    reached: dict[SkillId, float] = {}
    while not set(goals) <= state:
        skill = choose(snapshot, state, goals, chance)
        entry = snapshot.skill_map[skill]
        steps += 1
        hours += snapshot.skill_map.hours(skill)
        switches += topic not in (None, entry.parent)
        topic = entry.parent
        state |= {skill}
        if skill in goals:
            reached[skill] = hours
    return Walk(steps, hours, mean(reached.values()), switches)


def needs_of(map_: Labelled) -> dict[SkillId, frozenset[SkillId]]:
    """Return by skill what the labels say that it needs; nothing if it is not labelled."""
    needs: dict[SkillId, set[SkillId]] = defaultdict(set)
    for source, target in map_.gold:
        if map_.is_prerequisite((source, target)):
            needs[target].add(source)
    return defaultdict(frozenset, {skill: frozenset(found) for skill, found in needs.items()})


def people(map_: Labelled) -> Iterator[tuple[frozenset[SkillId], list[SkillId], int]]:
    """Yield what somebody knows, three goals, and a number for their choices."""
    graph = map_.snapshot.graph_at(0.5)
    skills = list(graph)
    for number in range(PEOPLE):
        chance = random.Random(f"{map_.name} {number}")  # noqa: S311 - no secret
        state = close_state(graph, set(chance.sample(skills, len(skills) // 20)))
        yield state, chance.sample([s for s in skills if s not in state], GOALS), number


def compare(maps: list[Labelled], choosers: dict[str, Chooser]) -> Table:
    """Return a table with a row for each way of choosing."""
    table = Table("chosen", "steps", "hours", "hours to a goal", "switches")
    for name, choose in choosers.items():
        walks = [
            walk(m.snapshot, *person[:2], choose, person[2]) for m in maps for person in people(m)
        ]
        table.add_row(
            name,
            f"{mean(found.steps for found in walks):.1f}",
            f"{mean(found.hours for found in walks):.1f}",
            f"{mean(found.mean_hours for found in walks):.1f}",
            f"{mean(found.switches for found in walks):.1f}",
        )
    return table


def askers(map_: Labelled) -> Iterator[tuple[frozenset[SkillId], frozenset[SkillId]]]:
    """Yield what somebody says they know, and what they know by the labels."""
    needs = needs_of(map_)
    skills = list(map_.snapshot.graph)
    for number in range(ASKED):
        chance = random.Random(f"{map_.name} {number}")  # noqa: S311 - no secret
        said = frozenset(chance.sample(skills, chance.choice([1, 3, 8, 20])))
        yield said, said.union(*(needs[skill] for skill in said))


def readiness(maps: list[Labelled]) -> Table:
    """Return how often somebody is ready, by how sure `next` is of it."""
    found: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for map_ in maps:
        needs = needs_of(map_)
        for said, knows in askers(map_):
            for offer in recommend_next(map_.snapshot, said, limit=1000).next:
                if offer.id in map_.targets and offer.id not in knows:
                    floor = max(limit for limit in BINS if limit <= offer.ready_probability)
                    found[floor].append((offer.ready_probability, needs[offer.id] <= knows))
    table = Table("ready_probability from", "offers", "said", "ready by the labels")
    for floor in sorted(found):
        said_so, is_so = zip(*found[floor], strict=True)
        table.add_row(f"{floor:g}", f"{len(is_so):,}", f"{mean(said_so):.3f}", f"{mean(is_so):.3f}")
    everything = [judged for pairs in found.values() for judged in pairs]
    error = mean((said - true) ** 2 for said, true in everything)
    trusting = mean(not true for _, true in everything)
    table.caption = f"Brier score {error:.3f}; to call everybody ready: {trusting:.3f}"
    return table


def first_ready(maps: list[Labelled], weights: RankingWeights) -> float:
    """Return how often somebody is ready for the first suggestion, 0 to 1."""
    right = []
    for map_ in maps:
        needs = needs_of(map_)
        for said, knows in askers(map_):
            offers = recommend_next(map_.snapshot, said, limit=1000, weights=weights).next
            judged = [o.id for o in offers if o.id in map_.targets and o.id not in knows]
            right += [needs[skill] <= knows for skill in judged[:1]]
    return mean(right)


def main() -> None:
    """Print the tables."""
    chance = random.Random(0)  # noqa: S311 - no secret
    seed = build((HERE.parent / "seeds" / "backend-skill-map.md").read_bytes())
    labelled = read(HERE / "maps")
    maps = [Labelled("seed", seed, frozenset(), {}), *labelled]
    maps = [replace(m, snapshot=with_efforts(m.snapshot, chance)) for m in maps]
    without = {
        name: replace(DEFAULT_WEIGHTS, **{name: 0.0})
        for name in ("goal", "unlock", "topic", "effort", "certainty")
    }
    choosers = {
        "first of next": follow(DEFAULT_WEIGHTS),
        "first step of a roadmap": roadmap,
        "random ready": random_ready,
        "map order": map_order,
        **{f"next without {name}": follow(weights) for name, weights in without.items()},
    }
    console = Console()
    console.print(compare(maps, choosers))
    console.print(readiness(labelled))
    for name, weights in (("", DEFAULT_WEIGHTS), (" without certainty", without["certainty"])):
        console.print(f"first of next{name} is ready: {first_ready(labelled, weights):.1%}")


if __name__ == "__main__":
    main()
