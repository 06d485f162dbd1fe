"""A text that people paste -> passages: paragraphs, bullets and headings, each with its lines.

Lines that a mail program or a PDF has broken for their length are put together again. Marks of
Markdown are left out.

Not its job: what a passage says (`stance`, `understand`).
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_WRAPPED = 40
"""A line of so many characters may go on in the next one."""
_LONGEST = 2000
"""Characters of a passage: what is found in one is compared with all else in it."""
_HEADING_WORDS = 5
_PROSE = 2
"""So many little words make a line one of sentences rather than a list. A small letter in front of
the next line counts as one."""
_LITTLE = re.compile(
    r"\b(?:a|an|the|i|my|we|of|in|on|at|to|for|with|by|from|as|is|are|was|were|am|have|has|that)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:[,/&]|\b(?:and|or))$", re.IGNORECASE)
_BULLET = re.compile(
    r"^\s*(?:[-*+>\u2022\u2023\u25aa\u25e6\u2013\u2014\u00b7]|\d{1,3}[.)]|\[[ xX]\]|#{1,6})"
    r"(?:\s+|$)"
)
_EMPHASIS = re.compile(r"\*\*|__|`")


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that are read in one go."""

    text: str
    first_line: int
    """Line of the whole text where it begins, from 1."""
    starts: Sequence[int]
    """Where each of its lines begins in its text, from 0."""
    is_heading: bool
    """Whether it is marked as speaking about those after it: `## Skills`, `Skills:`."""
    is_shouted: bool
    """Whether it is a few words in capitals, as a heading may be: `EXPERIENCE`, but also `SQL`."""

    def line(self, at: int) -> int:
        """Return the line of the whole text, from 1, in which this place of the passage stands."""
        return self.first_line + bisect(self.starts, at) - 1


def passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a text, in order; none is empty, and none is long."""
    held: list[str] = []
    first = 0
    for number, raw in _lines(text):
        line = _bare(raw)
        if held and not (line and _goes_on(held, line) and not _BULLET.match(raw)):
            yield _passage(held, first)
            held = []
        if line:
            if not held:
                first = number
            held.append(f"{line}:" if raw.lstrip().startswith("#") and line[-1] != ":" else line)
    if held:
        yield _passage(held, first)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with their numbers; a long one is cut at a space."""
    for number, line in enumerate(text.splitlines(), start=1):
        start = 0
        while len(line) - start > _LONGEST:
            end = line.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
            end = end if end > start else start + _LONGEST
            yield number, line[start:end]
            start = end
        yield number, line[start:]


def _passage(lines: Sequence[str], first: int) -> Passage:
    *before, _ = accumulate((len(line) + 1 for line in lines), initial=0)
    text = " ".join(lines)
    is_shouted = text.isupper() and len(text.split()) <= _HEADING_WORDS
    return Passage(text, first, before, text.endswith(":"), is_shouted)


def _bare(line: str) -> str:
    """Return a line without bullets, emphasis and space around it."""
    while bullet := _BULLET.match(line):
        line = line[bullet.end() :]
    return _EMPHASIS.sub("", line).strip()


def _goes_on(held: Sequence[str], following: str) -> bool:
    """Say whether a line was broken for its length, so that the next one belongs to it."""
    line = held[-1]
    if len(line) < _WRAPPED or line.endswith((".", "!", "?", ":", ";")):
        return False
    if sum(map(len, held)) + len(following) > _LONGEST:
        return False
    little = len(_LITTLE.findall(line)) + following[0].islower()
    return bool(_OPEN.search(line)) or little >= _PROSE
