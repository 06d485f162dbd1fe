"""Stance: how a text in plain English speaks of what it names: as known, learned, wanted or denied.

Words that tell it ("have never used", "would like to learn") hold for what follows them, to the end
of the clause or to the next such words. A few also hold for what they follow: *Rust (learning)*,
*Kafka: none*, *Redis I have never used*. Over a list or a section they hold for all of it.

It is cautious: where it is in doubt, somebody does not know a thing.

Not its job: which skills a text names (`understand`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

Stance: TypeAlias = Literal["known", "learning", "wanted", "denied", "asked"]

_WORDS: Mapping[Stance, str] = {
    "denied": (
        r"no(?=\s|$)|non(?=\s)|none|not(?!\s+(?:only|just|to mention))|never|neither|nor|"
        r"nothing about|without|except|zero(?=\s)|hardly|barely|little|lack|lacks|lacking|missing|"
        r"unfamiliar|unaware|cannot|\w+n['\u2019]t|dont|havent|didnt|new to|forgot|forgotten"
    ),
    "wanted": (
        r"wants?|wanted|wish|would (?:like|love)|(?<=\w['\u2019])d (?:like|love)|hope|hoping|eager|"
        r"keen|plan(?:s|ning)? (?:to|on)|interest(?:s|ed)?(?! rate)|aim(?:s|ing)? (?:to|at)|intend|"
        r"curious|looking (?:to|forward)|goals?|to learn|need to|have to|should|will|going to|"
        r"someday|to-?do|next step|in (?:the )?future|wish ?list|apply for|applying"
    ),
    "learning": (
        r"(?<!machine )(?<!deep )(?<!reinforcement )(?<!supervised )(?<!transfer )(?<!active )"
        r"(?<!federated )(?<!ensemble )(?<!representation )(?<!online )(?<!few-shot )"
        r"learning(?! rate| management| platform| system| algorithm| model)|learn|studying|"
        r"enrolled|in progress|beginner|novice|exploring|picking up|getting into|dabbl\w+|"
        r"tak(?:e|ing) (?:an? |the )?(?:\w+ )?(?:course|class)|(?:have |just |recently )started"
    ),
    "known": (
        r"used?|using|know|knows|knew|experienced?|work(?:ed)?|built|build|building|wrote|ran|"
        r"proficient|experts?|expertise|skilled|skills?|fluent|familiar|comfortable|developed|"
        r"deployed|maintained|mastered|learn(?:ed|t)|taught|teach|passed|certified|good at|can do"
    ),
}
"""Words by what they tell, what tells most against knowing in front."""
_CUE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{stance}>{words})" for stance, words in _WORDS.items())
    + r")(?![\w-])",
    re.IGNORECASE,
)
_SO_FAR = 40
"""Characters within which *know* still belongs to *do not*, and *use* to *hope to*."""
_NO_BREAK = re.compile(r"[\w\s'\u2019-]*")
_AFTER = re.compile(
    r"\W*(?:[(\[:\u2013\u2014]|\s-\s)\s*(?:\w+\s+){0,2}$|"
    r"\s*,?\s*(?:is|are|was|were|(?:which |that )?i)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
"""What may stand between a thing and words that hold for it although they follow it."""
_IS_OVER = re.compile(r"\s*,|[^(]*\)")
"""What stands after words that hold for nothing further on: *Rust (learning), Go*."""
_CLAUSE_END = re.compile(
    r"(?<!e\.g\.)(?<!i\.e\.)(?<!incl\.)(?<=[.!?])\s+|;|"
    r"\b(?:but|however|although|though|whereas|while)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A part of a text that speaks of things in one way after another."""

    start: int
    """Where it begins in the text, from 0."""
    text: str

    @cached_property
    def _cues(self) -> list[tuple[int, int, Stance]]:
        cues: list[tuple[int, int, Stance]] = []
        reach = 0
        for found in _CUE.finditer(self.text):
            stance = _stance(found)
            between = self.text[reach : found.start()]
            is_near = len(between) < _SO_FAR and _NO_BREAK.fullmatch(between)
            if not (stance == "known" and cues and cues[-1][2] != "known" and is_near):
                cues.append((found.start(), found.end(), stance))
            reach = found.end()
        return cues

    def stance(self, start: int, end: int, usual: Stance = "known") -> Stance:
        """Return how the clause speaks of what stands from `start` to `end` in its text.

        Args:
            start: Where the thing begins in the clause, from 0.
            end: Where it ends.
            usual: What holds if the clause does not tell.
        """
        if self.text.rstrip().endswith("?"):
            return "asked"
        cues = [cue for cue in self._cues if cue[1] <= start or cue[0] >= end]
        after = next((cue for cue in cues if cue[0] >= end), None)
        if after and after[2] != "known" and _AFTER.fullmatch(self.text[end : after[0]]):
            return after[2]
        before = [
            stance
            for _, cue_end, stance in cues
            if cue_end <= start and not _IS_OVER.match(self.text[cue_end:start])
        ]
        return before[-1] if before else usual

    def told(self) -> Stance | None:
        """Return what the clause tells of whatever follows it, as a heading does; None if nothing.

        *Skills* tells that what follows is known, *Currently learning* that it is learned.
        """
        return self._cues[-1][2] if self._cues else None


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of a text, in order."""
    start = 0
    for end in _CLAUSE_END.finditer(text):
        yield Clause(start, text[start : end.start()])
        start = end.end()
    yield Clause(start, text[start:])


def _stance(found: re.Match[str]) -> Stance:
    return next(stance for stance in _WORDS if found[stance])
