"""Placement: few questions, chosen one by one, that show what a person knows of a map.

The next question is always the one whose answer is expected to tell most about all the skills in
question. It follows from the map and the answers so far, so a placement can be left and gone on
with, and goes on with a map that has changed: an answer about a skill that is gone is not heard.

What comes out is a knowledge state: who is taken to know a skill is taken to know what it needs.

Sources: adaptive assessment in knowledge spaces, Falmagne & Doignon, *A class of stochastic
procedures for the assessment of knowledge* (1988), whose half-split rule asks what half of the
likely states hold. Here nothing is known about whole states, and the question is the one that takes
most off the variance of what is known, as in Bayesian experimental design (Chaloner & Verdinelli,
1995).

Not its job: what answers say (`beliefs`), and keeping a placement (`store`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil, log
from typing import Literal, TypeAlias

import numpy as np

from graph.beliefs import NO, NOT_SURE, YES, Beliefs, Look
from graph.knowledge import close_state, inner_fringe
from graph.learner import Answer, PlacementSession, Reply
from graph.model import DEFAULT_MIN_CONFIDENCE, Entry, SkillId
from graph.skillgraph import Indices, Mask, SkillGraph
from graph.snapshot import Snapshot

MAX_QUESTIONS = 40
"""Questions after which it is enough, sure or not."""
SURE = 0.95
"""Share of the skills that is expected to be told right, from which on it is enough; below 1."""
MIN_QUESTIONS = 12
"""Questions before which it is not enough, however sure: who says no to the first ones may know a
corner of the map well."""
CLEAR = 0.75
"""From this chance on a skill is known, and from as much below 1 not known; between, it is open."""

_EVEN = 0.5
_LOOKS: dict[Reply, Look] = {"yes": YES, "no": NO, "unsure": NOT_SURE}
_COMPARED = 600_000
"""Pairs of a question and a skill that are looked at to find the best question. Where there are
more, questions about skills that are hardly open, or hardly connected, are left out."""
_HEARD = 64
"""So many skills that a person is known to know are taken for answers: the most advanced ones."""
_LEAST_WRONG = 1e-9
_PER_QUESTION = 0.04
"""By how much, in logarithms, a question lowers the expected share of errors; see docs."""

Stop: TypeAlias = Literal["sure", "limit", "all_asked"]
"""Why no question follows: it is sure enough, there were enough, or nothing is left to ask."""


@dataclass(frozen=True, slots=True)
class PlacementQuestion:
    """Does the person know this skill?"""

    skill: SkillId
    name: str
    path: tuple[str, ...]
    description: str
    chance: float
    """How likely they do, as it looks so far."""
    reason: str
    """Why it is asked, in words."""


@dataclass(frozen=True, slots=True)
class PlacementResult:
    """What a person seems to know, and what to ask next. Lists of skills are in map order."""

    revision: int
    """Of the map."""
    goals: tuple[SkillId, ...]
    """What the placement is about, as entries of the map now; empty means all of it."""
    known: tuple[SkillId, ...]
    """Rather certainly known: a knowledge state, as far as the placement is about it."""
    undecided: tuple[SkillId, ...]
    """Neither clearly known nor clearly not."""
    unknown: tuple[SkillId, ...]
    likely: tuple[SkillId, ...]
    """Known rather than not: the best guess, a knowledge state likewise. It holds `known`."""
    chances: Mapping[SkillId, float]
    """How likely the person knows each skill, 0 to 1: never less than one that needs it."""
    certainty: float
    """Share of the skills that `likely` is expected to tell right, 0.5 to 1."""
    asked: int
    """Answers that were heard."""
    left: int
    """About so many more questions; 0 if it is done."""
    stop: Stop | None
    """None as long as there is a question."""
    question: PlacementQuestion | None


def place(
    snapshot: Snapshot,
    session: PlacementSession,
    known: Iterable[SkillId] = (),
    *,
    limit: int = MAX_QUESTIONS,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> PlacementResult:
    """Say what the answers so far show, and what to ask next.

    Args:
        snapshot: The map.
        session: What was asked and answered, and which goals it is about. Ids that the map no
            longer has are followed to what they are now; an answer about what is gone, or has
            become several skills, is not heard.
        known: Skills of the map that the person is known to know. They are not asked about.
        limit: At most so many questions, 0 or more.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.

    Raises:
        UnknownSkillError: The map does not have one of `known`.
    """
    standing = _Standing(snapshot, session, frozenset(known), min_confidence)
    left = max(0, limit - standing.asked)
    stop: Stop | None = None
    if not standing.open.any():
        stop = "all_asked"
    elif standing.certainty >= SURE and standing.asked >= MIN_QUESTIONS:
        stop = "sure"
    elif not left:
        stop = "limit"
    chances = standing.told()
    return PlacementResult(
        revision=snapshot.revision,
        goals=standing.goals,
        known=tuple(skill for skill, chance in chances.items() if chance >= CLEAR),
        undecided=tuple(s for s, chance in chances.items() if 1 - CLEAR < chance < CLEAR),
        unknown=tuple(skill for skill, chance in chances.items() if chance <= 1 - CLEAR),
        likely=tuple(skill for skill, chance in chances.items() if chance >= _EVEN),
        chances=chances,
        certainty=round(standing.certainty, 4),
        asked=standing.asked,
        left=0 if stop else standing.left(left),
        stop=stop,
        question=None if stop else standing.question(),
    )


def with_answer(session: PlacementSession, skill: SkillId, reply: Reply) -> PlacementSession:
    """Return the placement with one more answer; one about the same skill is replaced by it."""
    if Answer(skill, reply) in session.answers:
        return session
    others = (answer for answer in session.answers if answer.skill != skill)
    return replace(session, answers=(*others, Answer(skill, reply)))


def without_last_answer(session: PlacementSession) -> PlacementSession:
    """Return the placement without its last answer; the same if there is none."""
    return replace(session, answers=session.answers[:-1])


class _Standing:
    """What the answers of a person show about a map as it is."""

    def __init__(
        self,
        snapshot: Snapshot,
        session: PlacementSession,
        known: frozenset[SkillId],
        min_confidence: float,
    ) -> None:
        self._snapshot = snapshot
        self._graph = graph = snapshot.graph_at(min_confidence)
        self._likeness = snapshot.likeness_at(min_confidence)
        now = (entry for goal in session.goals for entry in snapshot.present_ids(goal))
        self.goals = tuple(dict.fromkeys(now))
        self._about = self._skills_of(self.goals) if session.goals else graph.mask_of(graph)
        state = close_state(graph, known)
        replies = _replies(snapshot, session.answers)
        self.asked = len(replies)
        self.open: Mask = self._about & ~graph.mask_of(state | replies.keys())
        """What can be asked about."""
        advanced = graph.in_order(inner_fringe(graph, state) - replies.keys())[-_HEARD:]
        looks = [*((skill, YES) for skill in advanced)]
        looks += [(skill, _LOOKS[reply]) for skill, reply in replies.items()]
        self._beliefs = Beliefs(
            self._likeness, [(graph.position(skill), look) for skill, look in looks]
        )
        self._chances = np.where(graph.mask_of(state), 1.0, self._beliefs.chances)
        chances = self._chances[self._about]
        right = np.maximum(chances, 1 - chances)
        self.certainty = float(right.mean()) if right.size else 1.0

    def _skills_of(self, goals: Iterable[SkillId]) -> Mask:
        """Return the skills of the goals and all that these need."""
        wanted = {skill for goal in goals for skill in self._snapshot.skill_map.skills_under(goal)}
        return self._graph.mask_of(close_state(self._graph, wanted))

    def left(self, most: int) -> int:
        """Return about how many more questions it takes, 1 to `most`."""
        wrong = max(1 - self.certainty, _LEAST_WRONG)
        needed = ceil(log(wrong / (1 - SURE)) / _PER_QUESTION)
        return max(1, min(max(needed, MIN_QUESTIONS - self.asked), int(self.open.sum()), most))

    def told(self) -> dict[SkillId, float]:
        """Return how likely each skill is known."""
        ids = tuple(self._graph)
        places = np.flatnonzero(self._about)
        chances = np.round(self._chances[places], 4).tolist()
        return {ids[place]: chance for place, chance in zip(places, chances, strict=True)}

    def question(self) -> PlacementQuestion:
        """Return the question whose answer tells most; the first in map order of several."""
        candidates: Indices = np.flatnonzero(self.open)
        most = max(1, _COMPARED // len(self._about))
        if len(candidates) > most:
            chances = self._chances[candidates]
            promise = chances * (1 - chances) * np.log1p(self._likeness.related[candidates])
            candidates = np.sort(candidates[np.argsort(-promise, kind="stable")[:most]])
        gains = self._beliefs.gains(candidates, self._about.astype(np.float64))
        place = int(candidates[int(gains.argmax())])
        entry = self._snapshot.skill_map.skills[place]
        return PlacementQuestion(
            skill=entry.id,
            name=entry.name,
            path=entry.path,
            description=entry.description,
            chance=round(float(self._chances[place]), 4),
            reason=" ".join(_reasons(self._snapshot, self._graph, entry)),
        )


def _replies(snapshot: Snapshot, answers: Iterable[Answer]) -> dict[SkillId, Reply]:
    """Return the answers by what their skills are now; of two about one skill, the later one."""
    replies: dict[SkillId, Reply] = {}
    for answer in answers:
        now = snapshot.present_ids(answer.skill)
        if len(now) == 1 and snapshot.skill_map[now[0]].kind == "skill":
            replies[now[0]] = answer.reply
    return replies


def _reasons(snapshot: Snapshot, graph: SkillGraph, entry: Entry) -> Iterator[str]:
    """Yield what the answers would tell."""
    skill, parent = entry.id, entry.parent
    needs, unlocks = len(graph.ancestors_of({skill})), len(graph.descendants_of({skill}))
    if needs:
        yield f"A yes speaks for {_skills(needs)} that it needs."
    if unlocks:
        yield f"A no speaks against {_skills(unlocks)} that {_need(unlocks)} it."
    if parent is not None and (beside := len(snapshot.skill_map.skills_under(parent)) - 1) > 0:
        name = snapshot.skill_map[parent].name
        yield f"Either says something about the {_skills(beside)} beside it in {name}."
    elif not needs and not unlocks:
        yield "Nothing else tells whether you know it."


def _skills(count: int) -> str:
    return f"{count:,} skill{'' if count == 1 else 's'}"


def _need(count: int) -> str:
    return "needs" if count == 1 else "need"
