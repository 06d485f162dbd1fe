"""Evidence from the outline: what its author put first.

- `opening`: the skill that opens a topic comes before the rest of the topic.
- `sequence`: a skill comes before the one that follows it in the same topic.
- `level`: the skill that opens the basics of an area comes before the skills of a topic that
  calls itself advanced.

A skill with several placements is learned where it stands first: only there does what stands
before it count, while what follows it builds on it everywhere.

Strengths are the shares of right edges on two hand-labelled maps, rounded down to a twentieth; that
of `level` is lower by hand, for there were 18 edges only. Figures: docs/inference.md.
"""

from collections.abc import Iterator, Sequence

from graph.inference.evidence import Finding
from graph.model import Entry, Evidence, SkillId
from graph.skillmap import SkillMap
from graph.skillmap.identity import slug

OPENING_STRENGTH = 0.75
SEQUENCE_STRENGTH = 0.55
LEVEL_STRENGTH = 0.85

MAX_OPENED = 40
"""Skills of a topic that its first one can open. A longer list is no topic but a collection."""

_BASIC = frozenset(
    {"basic", "basics", "beginner", "core", "essential", "essentials", "foundation", "foundations"}
    | {"fundamental", "fundamentals", "intro", "introduction", "introductory", "primer"}
)
_ADVANCED = frozenset({"advanced", "deep", "expert", "intermediate", "mastering"})


def outline_evidence(skill_map: SkillMap) -> Iterator[Finding]:
    """Yield what the order of the outline says, in map order."""
    for parent, children in skill_map.children.items():
        skills = [child for child in children if child.kind == "skill"]
        for position, skill in enumerate(skills):
            if position and skill.parent == parent:
                if len(skills) <= MAX_OPENED:
                    yield _opening(skills[0], skill)
                yield _sequence(skills[position - 1], skill)
        yield from _levels(skill_map, [child for child in children if child.kind != "skill"])


def _opening(first: Entry, skill: Entry) -> Finding:
    text = f"“{first.name}” opens the topic in which “{skill.name}” stands."
    return _finding("opening", text, first, skill, OPENING_STRENGTH)


def _sequence(before: Entry, skill: Entry) -> Finding:
    text = f"“{before.name}” stands right before “{skill.name}” in the same topic."
    return _finding("sequence", text, before, skill, SEQUENCE_STRENGTH)


def _levels(skill_map: SkillMap, topics: Sequence[Entry]) -> Iterator[Finding]:
    """Yield what the nearest basics before an advanced topic, or else the first, say about it."""
    basics = [topic for topic in topics if _words(topic) & _BASIC]
    before = 0
    for topic in topics if basics else ():
        before += topic in basics[before : before + 1]
        if not _words(topic) & _ADVANCED:
            continue
        basic = basics[max(before, 1) - 1]
        opening = _opening_skill(skill_map, basic.id)
        for skill in map(skill_map.__getitem__, skill_map.skills_under(topic.id)):
            if opening and skill is not opening:
                text = (
                    f"“{opening.name}” opens “{basic.name}”, "
                    f"and “{skill.name}” stands under “{topic.name}”."
                )
                yield _finding("level", text, opening, skill, LEVEL_STRENGTH)


def _opening_skill(skill_map: SkillMap, topic: SkillId) -> Entry | None:
    skills = skill_map.skills_under(topic)
    return skill_map[skills[0]] if skills else None


def _words(topic: Entry) -> set[str]:
    return set(slug(topic.name).split("-"))


def _finding(rule: str, text: str, source: Entry, target: Entry, strength: float) -> Finding:
    lines = tuple(sorted({source.line, target.line}))
    return Finding(source.id, target.id, Evidence(rule, text, lines, strength))
