"""A pasted text, a list or a CV -> the skills of a map that it says somebody has.

Skills are found by their names, by the names that their headings make of them (*Redis Pub/Sub*), by
aliases in parentheses, and by whatever else the knowledge pack calls the same concept (*k8s*). It
is cautious, since what it says is shown to a person first: what a text only may mean stands apart,
to be confirmed, and so does what it speaks of as wanted or unknown (`stance`).

Not its job: marking anything as known, which the person does (`learners`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import zip_longest

from graph.inference.knowledge_pack import Words, words
from graph.inference.shipped import shipped_pack
from graph.learners.understand.items import Span, items, left_over, too_long
from graph.learners.understand.mentions import WEAK, Mention, Mentions
from graph.learners.understand.passages import Passage, passages
from graph.learners.understand.stance import Clause, Stance, clauses
from graph.model import SkillId
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot

__all__ = [
    "Ambiguous",
    "NotTaken",
    "NotUnderstood",
    "Perhaps",
    "Stance",
    "Understanding",
    "Understood",
    "understand",
]

SURE = 0.75
"""How sure a reading has to be, 0 to 1, to be understood; what is less sure is to be confirmed."""
MAX_SUGGESTED = 50
"""So many terms that were not understood get suggestions; they take milliseconds each."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A skill that the text says somebody has."""

    skill: SkillId
    words: str
    """What stands in the text."""
    line: int
    """Line of the text, from 1."""
    certainty: float
    """`SURE` to 1."""


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Something that the text may mean: to be confirmed."""

    entry: SkillId
    """A skill; or a topic or an area, of which the text need not mean everything."""
    skills: tuple[SkillId, ...]
    """The skill, or what stands under the topic and was not found by itself, in map order."""
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Words that can mean several entries of the map."""

    words: str
    line: int
    candidates: tuple[SkillId, ...]
    """In map order."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Skills that the text names, but not as known."""

    skills: tuple[SkillId, ...]
    """In map order."""
    words: str
    line: int
    stance: Stance
    """How the text speaks of them: `learning`, `wanted`, `denied` or `asked`."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something that looks like a skill and is none of the map's."""

    words: str
    line: int
    concept: str = ""
    """What the knowledge pack calls it; empty if it does not know it either."""
    suggestions: tuple[SkillId, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text says about somebody's skills. Everything stands there once, in text order."""

    understood: tuple[Understood, ...]
    perhaps: tuple[Perhaps, ...]
    ambiguous: tuple[Ambiguous, ...]
    not_taken: tuple[NotTaken, ...]
    not_understood: tuple[NotUnderstood, ...]


def understand(snapshot: Snapshot, text: str) -> Understanding:
    """Find the skills of a map that a text says somebody has.

    Args:
        snapshot: The map.
        text: Anything that a person pastes: names line by line or between commas, sentences, a CV.

    Returns:
        What was understood, what may be meant, what is named but not as known, and what was not
        understood. A skill that the text also speaks of as unknown or wanted is not taken.

    Time: linear in the text, and in the map.
    """
    mentions = Mentions(snapshot.skill_map, shipped_pack())
    return _sorted_out(snapshot, list(_findings(mentions, text)))


@dataclass(frozen=True, slots=True)
class _Finding:
    """Words of a text, and what they can mean."""

    words: str
    line: int
    stance: Stance
    meant: Mapping[SkillId, float]
    """Entries and how sure each is; empty if the map has none."""
    concept: str = ""
    is_sure: bool = True
    """Whether the words are the name of something, rather than words like any other."""


def _findings(mentions: Mentions, text: str) -> Iterator[_Finding]:
    """Yield all that a text names, by line, as a heading above it makes it be meant."""
    read = tuple(passages(text))
    is_bare_list = not any(too_long(passage.text) for passage in read)
    usual: Stance = "known"
    for passage in read:
        around = frozenset(words(passage.text))
        said = [
            (clause, tuple(mentions.find(clause.text, around))) for clause in clauses(passage.text)
        ]
        names_nothing = not any(one.meant for _, named in said for one in named)
        if passage.is_heading or (passage.is_shouted and names_nothing):
            usual = Clause(0, passage.text).told() or "known"
        else:
            found = _read(passage, said, usual, is_bare_list=is_bare_list)
            yield from sorted(found, key=lambda finding: finding.line)


def _read(
    passage: Passage,
    said: Sequence[tuple[Clause, Sequence[Mention]]],
    usual: Stance,
    *,
    is_bare_list: bool,
) -> Iterator[_Finding]:
    """Yield what a passage names, and the items of a list that the map does not have."""
    count = len(items(passage.text))
    alone = [one for _, named in said for one in named if one.is_item]
    is_list = 2 * sum(bool(one.meant) for one in alone) > count
    is_listing = is_bare_list or 2 * len(alone) > count
    for clause, named in said:
        for one, following in zip_longest(named, named[1:]):
            # What only introduces a list (*Databases: Redis*) is not said of anyone.
            if not (following and _is_label(clause, one)):
                is_sure = not one.is_plain or (is_list and one.is_item)
                yield _finding(passage, clause, one.span, usual, one, is_sure=is_sure)
        for span in left_over(clause.text, (one.span for one in named)) if is_listing else ():
            if Clause(0, clause.text[slice(*span)]).told() is None:
                yield _finding(passage, clause, span, usual)


def _finding(
    passage: Passage,
    clause: Clause,
    span: Span,
    usual: Stance,
    mention: Mention | None = None,
    *,
    is_sure: bool = True,
) -> _Finding:
    return _Finding(
        words=clause.text[slice(*span)],
        line=passage.line(clause.start + span[0]),
        stance=clause.stance(*span, usual),
        meant=mention.meant if mention else {},
        concept=mention.concept if mention else "",
        is_sure=is_sure,
    )


def _is_label(clause: Clause, found: Mention) -> bool:
    return clause.text[found.span[1] :].lstrip().startswith(":")


def _sorted_out(snapshot: Snapshot, findings: Sequence[_Finding]) -> Understanding:
    """Put each finding where it belongs; what is not known somewhere is not taken anywhere."""
    skill_map = snapshot.skill_map
    refused: set[SkillId] = set()
    for finding in findings:
        if finding.stance != "known":
            for entry in finding.meant:
                refused.update(skill_map.skills_under(entry))
    understood: dict[SkillId, Understood] = {}
    for finding in findings:
        if (skill := _sure_skill(skill_map, finding)) and skill not in refused:
            found = Understood(skill, finding.words, finding.line, round(_certainty(finding), 2))
            if skill not in understood or understood[skill].certainty < found.certainty:
                understood[skill] = found
    settled = refused | understood.keys()
    return Understanding(
        understood=tuple(sorted(understood.values(), key=lambda found: found.line)),
        perhaps=tuple(_perhaps(skill_map, findings, settled)),
        ambiguous=tuple(_ambiguous(snapshot, findings, settled)),
        not_taken=tuple(_not_taken(snapshot, findings)),
        not_understood=tuple(_not_understood(snapshot, findings)),
    )


def _certainty(finding: _Finding) -> float:
    best = max(finding.meant.values())
    return best if finding.is_sure else min(best, WEAK)


def _sure_skill(skill_map: SkillMap, finding: _Finding) -> SkillId | None:
    """Return the skill that a finding surely is, if it is one."""
    if finding.stance != "known" or len(finding.meant) != 1 or _certainty(finding) < SURE:
        return None
    (entry,) = finding.meant
    return entry if skill_map[entry].kind == "skill" else None


def _perhaps(
    skill_map: SkillMap, findings: Iterable[_Finding], settled: AbstractSet[SkillId]
) -> Iterator[Perhaps]:
    seen: set[SkillId] = set()
    for finding in findings:
        if finding.stance == "known" and len(finding.meant) == 1:
            (entry,) = finding.meant
            skills = tuple(s for s in skill_map.skills_under(entry) if s not in settled)
            if skills and entry not in seen:
                seen.add(entry)
                yield Perhaps(entry, skills, finding.words, finding.line)


def _ambiguous(
    snapshot: Snapshot, findings: Iterable[_Finding], settled: AbstractSet[SkillId]
) -> Iterator[Ambiguous]:
    seen: set[tuple[SkillId, ...]] = set()
    for finding in findings:
        candidates = tuple(e.id for e in snapshot.skill_map if e.id in finding.meant)
        is_new = candidates not in seen and settled.isdisjoint(candidates)
        if finding.stance == "known" and len(candidates) > 1 and is_new:
            seen.add(candidates)
            yield Ambiguous(finding.words, finding.line, candidates)


def _not_taken(snapshot: Snapshot, findings: Iterable[_Finding]) -> Iterator[NotTaken]:
    seen: set[tuple[tuple[SkillId, ...], Stance]] = set()
    for finding in findings:
        if finding.stance == "known" or not finding.meant:
            continue
        under = {s for entry in finding.meant for s in snapshot.skill_map.skills_under(entry)}
        skills = snapshot.graph.in_order(under)
        if skills and (skills, finding.stance) not in seen:
            seen.add((skills, finding.stance))
            yield NotTaken(skills, finding.words, finding.line, finding.stance)


def _not_understood(snapshot: Snapshot, findings: Iterable[_Finding]) -> Iterator[NotUnderstood]:
    seen: dict[Words, None] = {}
    for finding in findings:
        term = words(finding.words)
        if finding.stance == "known" and not finding.meant and term not in seen:
            close = snapshot.names.suggestions(finding.words) if len(seen) < MAX_SUGGESTED else ()
            seen[term] = None
            yield NotUnderstood(finding.words, finding.line, finding.concept, close)
