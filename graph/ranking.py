"""What speaks for learning one ready skill before another: factors from 0 to 1, and their weights.

Each factor answers one question about a skill: does it bring the goals nearer, what does it unlock,
does it stay in the topic one is in, has it been begun, is it done soon, and is the person really
ready for it? `docs/recommendation.md` says why these, and how they were measured.

Not its job: which skills are ready, their order and the words (`recommend`), and how sure it is
that someone is ready (`certainty`).
"""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from functools import cached_property
from math import isfinite, log1p
from statistics import median
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from graph.errors import WeightsError
from graph.model import SkillId
from graph.reach import needing
from graph.skillgraph import SkillGraph
from graph.skillmap import SkillMap

FactorName: TypeAlias = Literal["goal", "unlock", "topic", "begun", "effort", "certainty"]

MAX_WEIGHT = 100.0

SHORTEST_HOURS = 0.25
"""No skill counts as less, so that an effort of 0 is not infinitely good."""

ASIDE = 0.25
"""What a skill that no goal needs counts among those that another one unlocks, 0 to 1."""


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """How much each factor counts, 0 to `MAX_WEIGHT`. Only their proportions matter.

    Raises:
        WeightsError: A weight is out of range, or all are 0.
    """

    goal: float = 0.5
    """How much of what is missing for the goals starts with it, the nearest goal first."""
    unlock: float = 0.1
    """How many skills need it; those that the goals need count four times.

    Without goals the whole map is the goal, and this gets the weight of `goal` as well.
    """
    topic: float = 0.2
    """How far the person is in its topic."""
    begun: float = 1.0
    """Whether the person has begun it: what is begun is finished first, unless this is lowered."""
    effort: float = 0.1
    """How soon it is done, beside the other skills that are ready."""
    certainty: float = 0.15
    """How sure it is that the person is ready for it."""

    def __post_init__(self) -> None:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        for name, value in values.items():
            if not (isfinite(value) and 0 <= value <= MAX_WEIGHT):
                raise WeightsError(
                    f"the weight of {name} is {value:g}, and has to be from 0 to {MAX_WEIGHT:g}"
                )
        if not any(values.values()):
            raise WeightsError(
                f"all weights are 0, so nothing can be ranked. Give one of {', '.join(values)} "
                "a weight over 0"
            )


DEFAULT_WEIGHTS = RankingWeights()


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that was looked at to rank a skill."""

    factor: FactorName
    value: float
    """0 to 1; 1 speaks for the skill as much as this can."""
    weight: float
    """Its share of all weights that apply: those of one skill add up to 1."""


class Share(NamedTuple):
    """How many of a number of skills."""

    part: int
    total: int


@dataclass(frozen=True)
class Standing:
    """Where a person stands on a map, as far as it matters for the ranking."""

    skill_map: SkillMap
    graph: SkillGraph
    """The prerequisites in use; it does not have what is skipped."""
    state: AbstractSet[SkillId]
    begun: AbstractSet[SkillId]
    ready: tuple[SkillId, ...]
    """In map order."""
    missing: Mapping[SkillId, AbstractSet[SkillId]]
    """For each goal that is not reached, what has to be learned for it."""
    ready_probability: Mapping[SkillId, float]
    """By ready skill; 1 for those that are left out."""


class Ranking:
    """What speaks for each ready skill, for one person.

    Time: O(V + E) operations on sets, and one for each ready skill and each goal that needs it.
    """

    def __init__(self, standing: Standing, weights: RankingWeights = DEFAULT_WEIGHTS) -> None:
        self._at = standing
        outside = [skill for skill in standing.graph if skill not in standing.state]
        self._number = {skill: number for number, skill in enumerate(outside)}
        self._places = np.array(list(map(standing.graph.position, outside)), dtype=np.intp)
        self._needing = needing(standing.graph, frozenset(standing.ready), outside)
        self._missing = {goal: self._set(skills) for goal, skills in standing.missing.items()}
        self._most = max(map(self._weighed, standing.ready), default=0.0)
        self._weights = self._shares(weights)
        self._values: dict[FactorName, Callable[[SkillId], float]] = {
            "goal": self._progress,
            "unlock": self._opening,
            "topic": self._continuity,
            "begun": lambda skill: float(skill in standing.begun),
            "effort": lambda skill: self.usual_hours / (self.usual_hours + self._hours(skill)),
            "certainty": lambda skill: standing.ready_probability.get(skill, 1.0),
        }

    def factors(self, skill: SkillId) -> tuple[Factor, ...]:
        """Return every factor that applies, in the order of `RankingWeights`."""
        return tuple(
            Factor(name, self._values[name](skill), weight)
            for name, weight in self._weights.items()
        )

    def score(self, skill: SkillId) -> float:
        """Return the weighted mean of the factors, 0 to 1.

        Where there are goals it is only half of the score; the other half is whether the skill
        leads to one. So nothing that leads to none comes before something which does.
        """
        mean = sum(weight * self._values[name](skill) for name, weight in self._weights.items())
        return round((self.serves(skill) + mean) / 2 if self._missing else mean, 4)

    def serves(self, skill: SkillId) -> bool:
        """Say whether a skill is part of a goal or leads to one."""
        return bool(self._missing) and bool(self._wanted >> self._number[skill] & 1)

    def goals_of(self, skill: SkillId) -> dict[SkillId, Share]:
        """Return the goals that a skill serves: how much of what they miss is it or needs it."""
        itself = 1 << self._number[skill]
        bits = self._needing[skill] | itself
        return {
            goal: Share((bits & missing).bit_count(), missing.bit_count())
            for goal, missing in self._missing.items()
            if itself & missing
        }

    def unlocked(self, skill: SkillId) -> Share:
        """Return how many skills outside the state need it, and for how many of them a goal does.

        Without goals that is the same number.
        """
        bits = self._needing[skill]
        return Share((bits & self._wanted).bit_count(), bits.bit_count())

    def topic_of(self, skill: SkillId) -> tuple[SkillId, Share] | None:
        """Return the topic of a skill, how many of its skills are known, and how many it has.

        Of several topics it is the one in which the most is known. None if it is in none.
        """
        places = self._at.skill_map[skill].placements
        parents = dict.fromkeys(place.parent for place in places if place.parent is not None)
        topics = [(topic, self._known_of[topic]) for topic in parents]
        return max(topics, key=lambda found: found[1].part / found[1].total, default=None)

    def begun_beside(self, skill: SkillId) -> SkillId | None:
        """Return another skill of the same topic that was begun, the first in map order."""
        for place in self._at.skill_map[skill].placements:
            for other in self._begun_in.get(place.parent, ()):
                if other != skill:
                    return other
        return None

    @cached_property
    def usual_hours(self) -> float:
        """Median of the efforts of what is ready."""
        return median(map(self._hours, self._at.ready)) if self._at.ready else SHORTEST_HOURS

    @cached_property
    def nearness(self) -> dict[SkillId, float]:
        """How much each goal counts, all together 1: the less is missing for it, the more."""
        near = {
            goal: 1 / sum(self._hours(skill) for skill in missing)
            for goal, missing in self._at.missing.items()
        }
        return {goal: value / sum(near.values()) for goal, value in near.items()}

    @cached_property
    def _wanted(self) -> int:
        if not self._missing:
            return -1
        wanted = 0
        for missing in self._missing.values():
            wanted |= missing
        return wanted

    @cached_property
    def _known_of(self) -> dict[SkillId | None, Share]:
        """By topic or area, how many of its own skills are known, and how many it has."""
        return {
            parent: Share(sum(skill in self._at.state for skill in skills), len(skills))
            for parent, children in self._at.skill_map.children.items()
            if (
                skills := [
                    child.id
                    for child in children
                    if child.kind == "skill" and child.id in self._at.graph
                ]
            )
        }

    @cached_property
    def _begun_in(self) -> dict[SkillId | None, list[SkillId]]:
        """Skills that were begun, by the topics that they stand in."""
        found: dict[SkillId | None, list[SkillId]] = {}
        for skill in self._at.graph.in_order(self._at.begun):
            for place in self._at.skill_map[skill].placements:
                if place.parent is not None:
                    found.setdefault(place.parent, []).append(skill)
        return found

    def _progress(self, skill: SkillId) -> float:
        if not self.serves(skill):
            return 0.0
        return sum(
            self.nearness[goal] * share.part / share.total
            for goal, share in self.goals_of(skill).items()
        )

    def _opening(self, skill: SkillId) -> float:
        return log1p(self._weighed(skill)) / log1p(self._most) if self._most else 0.0

    def _continuity(self, skill: SkillId) -> float:
        if self.begun_beside(skill):
            return 1.0
        found = self.topic_of(skill)
        return found[1].part / found[1].total if found else 0.0

    def _weighed(self, skill: SkillId) -> float:
        """Return how many skills need this one; those that no goal needs count less."""
        wanted, total = self.unlocked(skill)
        return wanted + ASIDE * (total - wanted)

    def _hours(self, skill: SkillId) -> float:
        return max(SHORTEST_HOURS, self._at.skill_map.hours(skill))

    def _set(self, skills: Iterable[SkillId]) -> int:
        """Return skills outside the state as a set, with the bits that `needing` gives them."""
        mask = self._at.graph.mask_of(skills)[self._places]
        return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")

    def _shares(self, weights: RankingWeights) -> dict[FactorName, float]:
        """Return the weights of what applies, so that they add up to 1."""
        ready = frozenset(self._at.ready)
        applying: dict[FactorName, float] = {
            "goal": weights.goal if self._missing else 0.0,
            "unlock": weights.unlock + (0.0 if self._missing else weights.goal),
            "topic": weights.topic,
            "begun": weights.begun if self._at.begun & ready else 0.0,
            "effort": weights.effort,
            "certainty": weights.certainty,
        }
        total = sum(applying.values()) or 1.0
        return {name: weight / total for name, weight in applying.items() if weight > 0}
