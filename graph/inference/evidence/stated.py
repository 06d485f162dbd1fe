"""Evidence that the map states itself: `- Query Optimization (requires: Indexing)`.

What a topic requires, every skill under it requires; a required topic means all skills under it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import AmbiguousNameError, MapTooLargeError, UnknownSkillError
from graph.inference.evidence import Finding
from graph.model import Entry, Evidence, Remark
from graph.names import MAX_EXPLAINED, Names
from graph.skillmap import SkillMap

MAX_STATED = 200_000
"""Limit of stated prerequisites, pairs of skills; two topics of 500 skills each make 250,000."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the map states, and the names that could not be understood."""

    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]


def stated_evidence(skill_map: SkillMap) -> Stated:
    """Return the prerequisites that the map states, in map order of the target.

    A name that is unknown or ambiguous becomes a remark. Of several entries of one name the
    nearest is meant: one under the same topic, else under the same area.

    Raises:
        MapTooLargeError: More than `MAX_STATED` pairs of skills are stated.
    """
    names = Names(skill_map)
    findings: list[Finding] = []
    remarks: list[Remark] = []
    for entry in skill_map:
        for required in entry.requires:
            try:
                suggest = len(remarks) < MAX_EXPLAINED
                sources = list(_meant(names, required, entry, suggest=suggest))
            except (UnknownSkillError, AmbiguousNameError) as error:
                remarks.append(Remark(entry.line, f"“{entry.name}” requires: {error}."))
                continue
            for source in sources:
                findings += _findings(skill_map, source, entry)
                if len(findings) > MAX_STATED:
                    raise MapTooLargeError(
                        f"more than {MAX_STATED:,} pairs of skills are stated as prerequisites. "
                        "Require single skills instead of whole topics",
                        line=entry.line,
                    )
    return Stated(tuple(findings), tuple(remarks))


def _meant(names: Names, required: str, entry: Entry, *, suggest: bool) -> Iterator[Entry]:
    """Yield the entries behind one item of a `requires` list, which may hold commas."""
    try:
        yield names.entry(required, near=entry.id, suggest=suggest)
    except UnknownSkillError:
        if "," not in required:
            raise
        for part in required.split(","):
            yield names.entry(part.strip(), near=entry.id, suggest=suggest)


def _findings(skill_map: SkillMap, source: Entry, target: Entry) -> Iterator[Finding]:
    text = f"The map says that “{target.name}” requires “{source.name}”."
    evidence = Evidence("stated", text, tuple(sorted({source.line, target.line})), 1.0)
    sources = skill_map.skills_under(source.id)
    for target_id in skill_map.skills_under(target.id):
        for source_id in sources:
            # A topic that requires one of its own skills opens with that skill.
            if source_id != target_id:
                yield Finding(source_id, target_id, evidence)
