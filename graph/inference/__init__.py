"""SkillMap -> prerequisites that explain themselves.

Sources of evidence (`evidence`) say what speaks for and against a skill coming before another,
`combine` weighs it, `overreach` holds back what would imply too much, and `acyclic` chooses among
prerequisites that contradict each other, once people have decided. What is known of the field comes
from the knowledge pack (`knowledge_pack`), by way of the concepts that skills are (`linking`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.inference.combine import prerequisite
from graph.inference.evidence import EvidenceSource, Pair
from graph.inference.evidence.form import FormEvidence
from graph.inference.evidence.knowledge import KnowledgeEvidence
from graph.inference.evidence.lexical import LexicalEvidence
from graph.inference.evidence.outline import OutlineEvidence, is_sorted_by_name
from graph.inference.evidence.standing import StandingEvidence
from graph.inference.evidence.stated import stated_evidence
from graph.inference.linking import link_skills
from graph.inference.overreach import hold_back
from graph.inference.shipped import shipped_pack, shipped_weights
from graph.model import Evidence, Prerequisite, Remark
from graph.skillmap import SkillMap

__all__ = ["Inference", "MapSources", "infer_prerequisites", "sources_of"]

KNOWN_SHARE = 0.3
"""If so many skills of a map are concepts of the pack, its field is known."""


@dataclass(frozen=True, slots=True)
class Inference:
    """Prerequisites as found, which may contradict each other, and what was not understood."""

    prerequisites: tuple[Prerequisite, ...]
    remarks: tuple[Remark, ...]
    field_known: bool
    """Whether so much of the map is known of its field that the knowledge pack spoke along."""
    order_used: bool
    """Whether the order of the lists was taken to mean something."""


@dataclass(frozen=True, slots=True)
class MapSources:
    """The sources of evidence about a map, made ready for any pair, and how the map was read."""

    field_known: bool
    """Whether the knowledge pack is one of them."""
    order_used: bool
    """Whether the order of the lists is taken to mean something."""
    sources: Sequence[EvidenceSource]

    @property
    def kind(self) -> str:
        """Name of the weights that fit: see `shipped.shipped_weights`."""
        field = "known" if self.field_known else "unknown"
        return f"{field}_{'ordered' if self.order_used else 'unordered'}"


def infer_prerequisites(skill_map: SkillMap) -> Inference:
    """Infer which skill of a map has to be learned before which.

    Args:
        skill_map: The map, V skills.

    Returns:
        At most one prerequisite for each ordered pair of skills, in map order of targets, then of
        sources: `asserted` where the map states it, else `inferred` with a confidence below 1.

    Raises:
        MapTooLargeError: The map states more prerequisites than the limit.

    Time: linear in the pairs that share a topic, a word or known needs, and what `hold_back` takes.
    """
    stated = stated_evidence(skill_map)
    asserted: dict[Pair, list[Evidence]] = {}
    for finding in stated.findings:
        told = asserted.setdefault((finding.source, finding.target), [])
        if finding.evidence not in told:
            told.append(finding.evidence)
    read = sources_of(skill_map)
    weights = shipped_weights()[read.kind]
    place = {skill.id: number for number, skill in enumerate(skill_map.skills)}
    found: list[Prerequisite] = []
    for pair in dict.fromkeys([*asserted, *(pair for one in read.sources for pair in one.pairs())]):
        lines = tuple(sorted({skill_map[skill].line for skill in pair}))
        inferred = prerequisite(weights, read.sources, pair, lines)
        if pair in asserted:
            evidence = (*asserted[pair], *(inferred.evidence if inferred else ()))
            found.append(Prerequisite(*pair, 1.0, "asserted", evidence))
        elif inferred:
            found.append(inferred)
    found.sort(key=lambda edge: (place[edge.target], place[edge.source]))
    return Inference(hold_back(skill_map, found), stated.remarks, read.field_known, read.order_used)


def sources_of(
    skill_map: SkillMap, *, is_ordered: bool | None = None, is_known: bool | None = None
) -> MapSources:
    """Return the sources of evidence about a map.

    Args:
        skill_map: The map.
        is_ordered: Whether the order of its lists means anything; None: the author says so, or
            the lists show it.
        is_known: Whether the knowledge pack knows its field; None: its names show it.
    """
    links = link_skills(skill_map, shipped_pack())
    if is_ordered is None:
        is_ordered = _is_ordered(skill_map)
    if is_known is None:
        is_known = len(links) >= KNOWN_SHARE * max(1, len(skill_map.skills))
    sources: list[EvidenceSource] = [
        OutlineEvidence(skill_map, is_ordered=is_ordered),
        LexicalEvidence(skill_map),
    ]
    if is_known:
        known = KnowledgeEvidence(skill_map, shipped_pack(), links)
        sources += [known, StandingEvidence(skill_map, shipped_pack(), links, known.needs)]
    else:
        sources.append(FormEvidence(skill_map))
    return MapSources(is_known, is_ordered, tuple(sources))


def _is_ordered(skill_map: SkillMap) -> bool:
    """Say whether the order of a map's lists means anything."""
    if skill_map.order == "auto":
        return not is_sorted_by_name(skill_map)
    return skill_map.order == "trusted"
