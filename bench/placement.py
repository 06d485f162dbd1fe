"""How many questions a placement asks, and how much of what it says is right.

    python -m bench.placement [--learners 50] [--maps]

Simulated learners answer with 10 % slips and 5 % guesses. Each kind of learner is made by another
rule, none of which is the model that the placement believes in. Beside the placement stand, in the
same run and for the same answers: random order, and asking what is most open (half-split), both
with the placement's beliefs and its end; half-split that takes every answer at its word; asking
about everything once; and asking nobody. `--maps` measures the maps of `bench/maps` as well, with a
fifth of the learners, and how long a question takes in a map of 10,000 skills.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.answers import generated_map
from graph import (
    DEFAULT_MIN_CONFIDENCE,
    MAX_QUESTIONS,
    PlacementSession,
    Snapshot,
    build,
    close_state,
    grouped_order,
    learning_order,
    place,
    with_answer,
)
from graph.beliefs import GUESS, NO, SLIP, YES, Beliefs
from graph.knowledge import outer_fringe

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "backend-skill-map.md"
MAPS = (*sorted(ROOT.glob("bench/maps/*.md")), *sorted(ROOT.glob("bench/maps/held-out/*.md")))
ENOUGH = 0.95
LONGEST = 120
"""Questions after which a way of asking is given up."""

State = frozenset[str]
Learner = Callable[[Snapshot, random.Random], State]


def follows_roadmaps(snapshot: Snapshot, chance: random.Random) -> State:
    """Has one to three goals, topics or areas, and is somewhere on the roadmap to each."""
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    containers = [entry.id for entry in snapshot.skill_map if entry.kind != "skill"]
    topic_of = {skill.id: skill.parent for skill in snapshot.skill_map.skills}
    known: set[str] = set()
    for goal in chance.sample(containers, min(len(containers), chance.randint(1, 3))):
        wanted = close_state(graph, frozenset(snapshot.skill_map.skills_under(goal)))
        steps = grouped_order(graph, wanted, topic_of)
        known.update(steps[: round(chance.random() * len(steps))])
    return close_state(graph, known)


def knows_some(snapshot: Snapshot, chance: random.Random) -> State:
    """Knows one to fifteen skills, drawn at random, and what these need."""
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    return close_state(graph, frozenset(chance.sample(list(graph), chance.randint(1, 15))))


def knows_topics(snapshot: Snapshot, chance: random.Random) -> State:
    """Knows one to six whole topics or areas, and what these need."""
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    containers = [entry.id for entry in snapshot.skill_map if entry.kind != "skill"]
    chosen = chance.sample(containers, min(len(containers), chance.randint(1, 6)))
    known = {skill for topic in chosen for skill in snapshot.skill_map.skills_under(topic)}
    return close_state(graph, known)


def specialises(snapshot: Snapshot, chance: random.Random) -> State:
    """Knows much of some areas and little of the others, the easier skills rather."""
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    late = {skill: place for place, skill in enumerate(learning_order(graph))}
    areas: dict[str, list[str]] = {}
    for skill in graph:
        areas.setdefault(snapshot.skill_map[skill].path[0], []).append(skill)
    strong = chance.sample(list(areas), chance.randint(1, max(1, len(areas) // 2)))
    known: set[str] = set()
    for area, skills in areas.items():
        share = chance.uniform(0.5, 1) if area in strong else chance.uniform(0, 0.25)
        noise = len(late) / 5
        skills.sort(key=lambda skill: late[skill] + chance.uniform(0, noise))
        known.update(skills[: round(share * len(skills))])
    return close_state(graph, known)


def reached_a_depth(snapshot: Snapshot, chance: random.Random) -> State:
    """Knows whatever needs few others, up to a depth, with exceptions on either side."""
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    depth = {skill: len(graph.ancestors_of({skill})) for skill in graph}
    reach = chance.uniform(0, max(depth.values()) + 1)
    left_out = {skill for skill in graph if depth[skill] + chance.gauss(0, 1) >= reach}
    return frozenset(graph) - left_out - graph.descendants_of(left_out)


def learned_in_any_order(snapshot: Snapshot, chance: random.Random) -> State:
    """Learned so many skills, each time a random one that was ready: no topic holds together."""
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    known: frozenset[str] = frozenset()
    for _ in range(chance.randint(0, len(graph))):
        known |= {chance.choice(graph.in_order(outer_fringe(graph, known)))}
    return known


LEARNERS: dict[str, Learner] = {
    "follows roadmaps": follows_roadmaps,
    "knows some skills": knows_some,
    "knows some topics": knows_topics,
    "specialises": specialises,
    "reached a depth": reached_a_depth,
    "learned in any order": learned_in_any_order,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a placement of one learner went."""

    questions: int
    right: float
    """Share of all skills that were told right."""
    found: float
    """Share of the known skills that were found; 1 if there are none."""
    true: float
    """Share of the skills taken for known that are; 1 if there are none."""


@dataclass
class Replies:
    """What a learner answers: the same to the same question, whoever asks."""

    state: State
    seed: int

    def knows(self, skill: str) -> bool:
        """Return what the learner says, slips and guesses included."""
        drawn = random.Random(f"{self.seed} {skill}").random()  # noqa: S311 - no secret
        return drawn >= SLIP if skill in self.state else drawn < GUESS


def outcome(questions: int, said: set[str] | State, state: State, count: int) -> Outcome:
    """Return how far what is said of a learner is right."""
    return Outcome(
        questions,
        1 - len(state ^ said) / count,
        len(state & said) / len(state) if state else 1.0,
        len(state & said) / len(said) if said else 1.0,
    )


def placed(snapshot: Snapshot, replies: Replies, limit: int) -> Outcome:
    """Return how the placement itself goes, which decides when it is enough."""
    session = PlacementSession("bench", snapshot.map_id)
    while (result := place(snapshot, session, limit=limit)).question:
        skill = result.question.skill
        session = with_answer(session, skill, "yes" if replies.knows(skill) else "no")
    return outcome(result.asked, set(result.likely), replies.state, len(result.chances))


def random_order(snapshot: Snapshot, replies: Replies, chance: random.Random) -> Outcome:
    """Return how asking in random order goes, with the same beliefs and the same stop."""
    skills = list(snapshot.graph)
    chance.shuffle(skills)
    return _asked(snapshot, replies, lambda _chances, asked: skills[len(asked)])


def half_split(snapshot: Snapshot, replies: Replies, _chance: random.Random) -> Outcome:
    """Return how asking what is most open goes, with the same beliefs and the same stop."""
    ids = list(snapshot.graph)

    def most_open(chances: np.ndarray, asked: list[str]) -> str:
        return min(
            (place for place, skill in enumerate(ids) if skill not in set(asked)),
            key=lambda place: abs(chances[place] - 0.5),
        )

    return _asked(snapshot, replies, lambda chances, asked: ids[most_open(chances, asked)])


def _asked(
    snapshot: Snapshot, replies: Replies, choose: Callable[[np.ndarray, list[str]], str]
) -> Outcome:
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    likeness = snapshot.likeness_at(DEFAULT_MIN_CONFIDENCE)
    asked: list[str] = []
    while True:
        looks = [(graph.position(s), YES if replies.knows(s) else NO) for s in asked]
        chances = Beliefs(likeness, looks).chances
        if np.maximum(chances, 1 - chances).mean() >= ENOUGH or len(asked) >= MAX_QUESTIONS:
            said = graph.ids_of(chances >= 0.5)
            return outcome(len(asked), said, replies.state, len(graph))
        asked.append(choose(chances, asked))


def trusting_half_split(snapshot: Snapshot, replies: Replies, _chance: random.Random) -> Outcome:
    """Return how half-split goes that takes every answer, and what follows from it, at its word.

    It asks the skill that settles most whichever way it is answered, until all are settled.
    """
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    above = {skill: graph.ancestors_of({skill}) | {skill} for skill in graph}
    below = {skill: graph.descendants_of({skill}) | {skill} for skill in graph}
    open_, known, questions = dict.fromkeys(graph), set(), 0
    while open_:
        skill = max(
            open_, key=lambda s: min(len(above[s] & open_.keys()), len(below[s] & open_.keys()))
        )
        questions += 1
        settled = above[skill] if replies.knows(skill) else below[skill]
        if settled is above[skill]:
            known |= settled & open_.keys()
        open_ = {s: None for s in open_ if s not in settled}
    return outcome(questions, known, replies.state, len(graph))


def everything(snapshot: Snapshot, replies: Replies, _chance: random.Random) -> Outcome:
    """Return how asking about every skill goes, each answer taken at its word."""
    said = {skill for skill in snapshot.graph if replies.knows(skill)}
    return outcome(len(snapshot.graph), said, replies.state, len(snapshot.graph))


WAYS: dict[str, Callable[[Snapshot, Replies, random.Random], Outcome]] = {
    f"placement, at most {MAX_QUESTIONS}": lambda s, r, _: placed(s, r, MAX_QUESTIONS),
    f"placement, at most {LONGEST}": lambda s, r, _: placed(s, r, LONGEST),
    f"random order, at most {MAX_QUESTIONS}": random_order,
    f"most open, at most {MAX_QUESTIONS}": half_split,
    "half-split, answers trusted": trusting_half_split,
    "everything, answers trusted": everything,
    "nobody asked: knows nothing": lambda s, r, _: outcome(0, set(), r.state, len(s.graph)),
}


def learners(snapshot: Snapshot, kind: Learner, count: int) -> Iterator[Replies]:
    """Yield so many learners of a kind, always the same ones."""
    for seed in range(count):
        chance = random.Random(f"{kind.__name__} {seed}")  # noqa: S311 - no secret
        yield Replies(kind(snapshot, chance), seed)


Rows = dict[tuple[str, str], list[Outcome]]


def table(title: str, rows: Rows) -> Table:
    """Return the means of what was measured."""
    shown = Table(
        "learner", "asked", "questions", "right", "known found", "found true", title=title
    )
    for (kind, way), found in rows.items():
        means = [
            statistics.fmean(getattr(one, name) for one in found)
            for name in ("questions", "right", "found", "true")
        ]
        shown.add_row(kind, way, f"{means[0]:.1f}", *(f"{mean:.1%}" for mean in means[1:]))
    return shown


def big_map_ms() -> tuple[float, float, float]:
    """Return how long getting ready takes in a map of 10,000 skills, and a question, at worst."""
    snapshot = build(generated_map(10_000))
    session = PlacementSession("bench", snapshot.map_id)
    times: list[float] = []
    for number in range(MAX_QUESTIONS + 1):
        start = time.perf_counter()
        question = place(snapshot, session).question
        times.append((time.perf_counter() - start) * 1000)
        if question:
            session = with_answer(session, question.skill, ("yes", "no")[number % 2])
    return times[0], statistics.median(times[1:]), max(times[1:])


def over_ways(snapshot: Snapshot, count: int) -> Rows:
    """Return how so many learners of each kind fare, in whichever way they are asked."""
    rows: Rows = {}
    for name, kind in LEARNERS.items():
        for replies in learners(snapshot, kind, count):
            for way, ask in WAYS.items():
                chance = random.Random(replies.seed)  # noqa: S311 - no secret
                rows.setdefault((name, way), []).append(ask(snapshot, replies, chance))
    for way in WAYS:
        found = [outcomes for (_, asked), outcomes in rows.items() if asked == way]
        rows["all kinds", way] = [one for outcomes in found for one in outcomes]
    return rows


def over_maps(count: int) -> Rows:
    """Return how so many learners of each kind fare on other maps, by kind and by map."""
    by_kind: Rows = {}
    by_map: Rows = {}
    for path in MAPS:
        snapshot = build(path.read_bytes())
        group = "held-out maps" if path.parent.name == "held-out" else "other maps"
        for name, kind in LEARNERS.items():
            for replies in learners(snapshot, kind, count):
                found = placed(snapshot, replies, MAX_QUESTIONS)
                by_kind.setdefault((name, group), []).append(found)
                by_map.setdefault((f"{path.stem}, {len(snapshot.graph)}", group), []).append(found)
    return by_kind | by_map


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=50)
    parser.add_argument("--maps", action="store_true")
    arguments = parser.parse_args()
    console = Console(width=120)
    snapshot = build(SEED.read_bytes())
    rows = over_ways(snapshot, arguments.learners)
    console.print(table(f"{SEED.name}: {len(snapshot.graph)} skills", rows))
    if arguments.maps:
        console.print(table("other maps", over_maps(max(1, arguments.learners // 5))))
        first, usual, worst = big_map_ms()
        console.print(
            f"10,000 skills: at first {first:.0f} ms, then {usual:.0f}, at most {worst:.0f}"
        )


if __name__ == "__main__":
    main()
