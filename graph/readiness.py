"""Readiness: whether someone can start a skill, and what is missing if not."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.knowledge import close_state
from graph.model import DEFAULT_MIN_CONFIDENCE, SkillId
from graph.names import UnknownName
from graph.order import learning_order
from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ReadinessAnswer:
    """Where a person stands with one skill."""

    revision: int
    skill: SkillId
    known: bool
    """Whether it is in the state already."""
    ready: bool
    """Whether it is in the outer fringe: not known, and nothing is missing."""
    missing_direct: tuple[SkillId, ...]
    """Its own prerequisites that are not known, in map order."""
    missing_all: tuple[SkillId, ...]
    """Everything that has to be learned before it, in learning order."""
    assumed: tuple[SkillId, ...]
    unknown: tuple[UnknownName, ...]


def check_readiness(
    snapshot: Snapshot,
    known: Iterable[str],
    skill: str,
    *,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> ReadinessAnswer:
    """Say whether a person is ready to learn a skill.

    Args:
        snapshot: The map.
        known: Ids or names of what the person knows; an area or topic means all skills under it.
        skill: Id or name of the skill.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.

    Raises:
        UnknownSkillError: The skill is not in the map.
        AmbiguousNameError: The name can mean several skills, as that of a topic does.
    """
    graph = snapshot.graph_at(min_confidence)
    asked = snapshot.names.skill(skill)
    said = snapshot.names.known(known)
    state = close_state(graph, said.skills)
    is_known = asked in state
    missing = graph.ancestors_of({asked}) - state
    return ReadinessAnswer(
        revision=snapshot.revision,
        skill=asked,
        known=is_known,
        ready=not is_known and not missing,
        missing_direct=graph.in_order(graph.prerequisites_of(asked) - state),
        missing_all=learning_order(graph, missing),
        assumed=graph.in_order(state - said.skills),
        unknown=said.unknown,
    )
