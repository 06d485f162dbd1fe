"""The evidence of all sources -> one confidence for each edge.

Sources are taken for independent: an edge is wrong only if every piece of evidence for it is
wrong (noisy-or; Pearl, *Probabilistic Reasoning in Intelligent Systems*, 1988, 4.3.2). A
prerequisite that the map states is not weighed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import prod

from graph.inference.evidence import Finding
from graph.model import Evidence, Prerequisite, SkillId

MAX_INFERRED_CONFIDENCE = 0.99
"""What is inferred is never certain."""


def combine(findings: Iterable[Finding]) -> tuple[Prerequisite, ...]:
    """Return an edge for every pair of skills with evidence, in the order of first findings.

    Each edge holds its evidence, the strongest first.
    """
    by_pair: dict[tuple[SkillId, SkillId], dict[Evidence, None]] = defaultdict(dict)
    for finding in findings:
        by_pair[finding.source, finding.target][finding.evidence] = None
    return tuple(
        _prerequisite(source, target, sorted(evidence, key=lambda found: -found.strength))
        for (source, target), evidence in by_pair.items()
    )


def _prerequisite(source: SkillId, target: SkillId, evidence: Sequence[Evidence]) -> Prerequisite:
    if evidence[0].rule == "stated":
        return Prerequisite(source, target, 1.0, "asserted", tuple(evidence))
    wrong = prod(1 - found.strength for found in evidence)
    confidence = round(min(1 - wrong, MAX_INFERRED_CONFIDENCE), 4)
    return Prerequisite(source, target, confidence, "inferred", tuple(evidence))
