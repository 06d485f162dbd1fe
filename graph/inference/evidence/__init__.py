"""Sources of evidence: each looks at a map and says which skill may come before which, and why.

One source a file. A source is a function from a `SkillMap` to findings; `infer_prerequisites`
lists the sources and weighs what they find.
"""

from dataclasses import dataclass

from graph.model import Evidence, SkillId


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence that `source` has to be learned before `target`."""

    source: SkillId
    target: SkillId
    evidence: Evidence
