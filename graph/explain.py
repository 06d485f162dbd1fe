"""Explain: why one skill comes before another, or why not, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import atanh
from typing import Literal, TypeAlias

from graph.inference.calibration import recalibrated
from graph.inference.combine import (
    LEAST_KEPT,
    MAX_INFERRED_CONFIDENCE,
    Weighed,
    confidence,
    signals_of,
    weigh,
)
from graph.inference.overreach import is_held_back
from graph.inference.shipped import shipped_weights
from graph.model import DEFAULT_MIN_CONFIDENCE, Decision, Evidence, Prerequisite, SkillId
from graph.skillgraph import SkillGraph
from graph.snapshot import Snapshot

Relation: TypeAlias = Literal["before", "after", "unordered"]
"""Whether the one skill has to be learned before the other, after it, or neither."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two skills are in this order, or in none."""

    revision: int
    source: SkillId
    target: SkillId
    relation: Relation
    text: str
    """The answer in words."""
    path: tuple[Prerequisite, ...]
    """The prerequisites in use that lead from the one learned first to the other; empty if none."""
    confidence: float
    """How sure inference is by itself that `source` is a prerequisite of `target`, 0 to 1."""
    calibrated: float
    """The same, moved by what people decided about other pairs of this map."""
    weighed: tuple[Weighed, ...]
    """What inference looked at, and what it is worth; what speaks for it most in front."""
    decision: Decision | None
    """What a person decided about just this pair."""
    changes: tuple[str, ...]
    """What would change the answer."""


def explain(
    snapshot: Snapshot,
    source: str,
    target: str,
    *,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> Explanation:
    r"""Say why one skill has to be learned before another, or why not.

    Args:
        snapshot: The map.
        source: Id or name of the skill that may have to be learned first.
        target: Id or name of the other skill.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.

    Raises:
        UnknownSkillError: One of them is not in the map.
        AmbiguousNameError: A name can mean several skills, as that of a topic does.

    Examples:
        >>> from graph import build
        >>> snapshot = build("- a\n- b (requires: a)\n- c (requires: b)\n")
        >>> explain(snapshot, "a", "c", min_confidence=0.9).text
        '“a” comes before “c”, by way of “b”.'
    """
    pair = snapshot.names.skill(source), snapshot.names.skill(target)
    graph = snapshot.graph_at(min_confidence)
    path = _path(graph, *pair)
    backwards = _path(graph, *reversed(pair))
    sources = snapshot.evidence.sources
    weights = shipped_weights()[snapshot.evidence.kind]
    relation: Relation = "before" if path else "after" if backwards else "unordered"
    names = {skill.id: skill.name for skill in snapshot.skill_map.skills}
    sure = 0.0 if pair[0] == pair[1] else confidence(weights, signals_of(sources, pair))
    sure = min(sure, MAX_INFERRED_CONFIDENCE)
    weighed = () if pair[0] == pair[1] else weigh(weights, sources, pair)
    calibration = snapshot.calibration
    calibrated = calibration(sure) if calibration and sure else sure
    if held := _held_back(snapshot, pair):
        sure = held.confidence
        (calibrated,) = (edge.confidence for edge in recalibrated([held], calibration))
        weighed = (*weighed, _weighed(held.evidence[-1]))
    return Explanation(
        revision=snapshot.revision,
        source=pair[0],
        target=pair[1],
        relation=relation,
        text=_told(pair, relation, path or backwards, names),
        path=path or backwards,
        confidence=round(sure, 4),
        calibrated=round(calibrated, 4),
        weighed=tuple(sorted(weighed, key=lambda found: (-found.worth, found.rule))),
        decision=snapshot.decision(*pair),
        changes=tuple(_changes(snapshot, pair, path or backwards, names, min_confidence)),
    )


def _held_back(snapshot: Snapshot, pair: tuple[SkillId, SkillId]) -> Prerequisite | None:
    """Return the prerequisite of a pair as inferred, if it is held back."""
    return next(
        (
            edge
            for edge in snapshot.inferred
            if (edge.source, edge.target) == pair and is_held_back(edge)
        ),
        None,
    )


def _weighed(evidence: Evidence) -> Weighed:
    return Weighed(evidence.rule, evidence.text, round(2 * atanh(evidence.strength), 4))


def _path(graph: SkillGraph, source: SkillId, target: SkillId) -> tuple[Prerequisite, ...]:
    """Return a shortest chain of prerequisites; ties are broken by map order."""
    following: dict[SkillId, SkillId] = {target: target}
    layer = [target]
    while layer and source not in following:
        earlier = []
        for skill in layer:
            for needed in graph.in_order(graph.prerequisites_of(skill)):
                if needed not in following:
                    following[needed] = skill
                    earlier.append(needed)
        layer = earlier
    if source == target or source not in following:
        return ()
    path = []
    while source != target:
        edge = graph.prerequisite(source, following[source])
        path += [edge] if edge else []
        source = following[source]
    return tuple(path)


def _told(
    pair: tuple[SkillId, SkillId],
    relation: Relation,
    path: tuple[Prerequisite, ...],
    names: Mapping[SkillId, str],
) -> str:
    first, second = (f"“{names[skill]}”" for skill in pair)
    if pair[0] == pair[1]:
        return f"{first} is one skill, and comes neither before nor after itself."
    if relation == "unordered":
        return f"Neither {first} nor {second} has to be learned before the other."
    text = f"{first} comes {relation} {second}"
    between = [f"“{names[edge.target]}”" for edge in path[:-1]]
    return f"{text}, by way of {', '.join(between)}." if between else f"{text}."


def _changes(
    snapshot: Snapshot,
    pair: tuple[SkillId, SkillId],
    path: tuple[Prerequisite, ...],
    names: Mapping[SkillId, str],
    min_confidence: float,
) -> list[str]:
    """Return what a person can do if the answer is not right."""
    first, second = (f"“{names[skill]}”" for skill in pair)
    changes = []
    decision = snapshot.decision(*pair)
    if decision:
        changes.append(
            f"{first} before {second} was {decision.verdict} by a person: withdraw that."
        )
    changes += [
        f"{first} before {second} was cut, for it would close a cycle: {cut.text}"
        for cut in snapshot.report.cut
        if (cut.source, cut.target) == pair
    ]
    if path:
        weakest = min(path, key=lambda edge: edge.confidence)
        step = f"“{names[weakest.source]}” before “{names[weakest.target]}”"
        if weakest.status in ("asserted", "accepted"):
            changes.append(f"All of this is stated by the map or by a person; take back {step}.")
        else:
            changes.append(f"The least sure step is {step} ({weakest.confidence:.2f}): reject it.")
        return changes
    edge = snapshot.graph.prerequisite(*pair)
    if edge and edge.confidence < min_confidence:
        changes.append(
            f"It is doubtful ({edge.confidence:.2f}) and left out below {min_confidence:g}: accept "
            "it to use it."
        )
    elif pair[0] != pair[1] and not changes:
        changes.append(
            f"Too little speaks for it (below {LEAST_KEPT:g}): assert {first} before {second}, or "
            f"write “(requires: {names[pair[0]]})” behind {second} in the map."
        )
    return changes
