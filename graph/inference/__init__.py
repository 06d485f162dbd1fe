"""SkillMap -> prerequisites that explain themselves.

Sources of evidence (`evidence`) say which skill may come before which, `combine` weighs them, and
`acyclic` chooses among prerequisites that contradict each other, once people have decided.
"""

from dataclasses import dataclass

from graph.inference.combine import combine
from graph.inference.evidence.lexical import lexical_evidence
from graph.inference.evidence.outline import outline_evidence
from graph.inference.evidence.stated import stated_evidence
from graph.model import Prerequisite, Remark
from graph.skillmap import SkillMap

__all__ = ["Inference", "infer_prerequisites"]


@dataclass(frozen=True, slots=True)
class Inference:
    """Prerequisites as found, which may contradict each other, and what was not understood."""

    prerequisites: tuple[Prerequisite, ...]
    remarks: tuple[Remark, ...]


def infer_prerequisites(skill_map: SkillMap) -> Inference:
    """Infer which skill of a map has to be learned before which.

    Args:
        skill_map: The map, V skills.

    Returns:
        At most one prerequisite for each ordered pair of skills, in map order of targets, then of
        sources: `asserted` where the map states it, else `inferred` with a confidence below 1.

    Raises:
        MapTooLargeError: The map states more prerequisites than the limit.

    Time: linear in V and in what is found.
    """
    stated = stated_evidence(skill_map)
    findings = (*stated.findings, *outline_evidence(skill_map), *lexical_evidence(skill_map))
    place = {skill.id: number for number, skill in enumerate(skill_map.skills)}
    prerequisites = sorted(
        combine(findings), key=lambda edge: (place[edge.target], place[edge.source])
    )
    return Inference(tuple(prerequisites), stated.remarks)
