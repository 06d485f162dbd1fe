"""The learning order, and the stages, of a map or of some of its skills."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import DEFAULT_MIN_CONFIDENCE, SkillId
from graph.order import learning_order, learning_stages
from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """Skills in an order in which they can be learned."""

    revision: int
    order: tuple[SkillId, ...]
    stages: tuple[tuple[SkillId, ...], ...]
    """What can be learned in parallel; empty unless it was asked for."""


def order_skills(
    snapshot: Snapshot,
    skills: Iterable[str] = (),
    *,
    stages: bool = False,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> OrderAnswer:
    """Put skills in a learning order.

    Args:
        snapshot: The map.
        skills: Ids or names of what to put in order, and nothing else; an area or topic means all
            skills under it. None at all means the whole map.
        stages: Whether to say what can be learned in parallel.
        min_confidence: Prerequisites that are less sure are not used, 0 to 1.

    Raises:
        UnknownSkillError: One of the skills is not in the map.
        AmbiguousNameError: A name can mean several things.
    """
    graph = snapshot.graph_at(min_confidence)
    named = {snapshot.names.entry(name).id for name in dict.fromkeys(skills)}
    wanted = {skill for entry in named for skill in snapshot.skill_map.skills_under(entry)}
    return OrderAnswer(
        revision=snapshot.revision,
        order=learning_order(graph, wanted if named else None),
        stages=learning_stages(graph, wanted if named else None) if stages else (),
    )
