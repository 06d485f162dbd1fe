"""Lists in a text: what stands between commas, bullets and *and*, or alone after *I know*.

Not its job: what an item means (`mentions`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Where something begins and ends in a text, from 0."""

_ITEM_WORDS = 5
"""Items with more words are no names of skills."""

_DASH = r"\s[-\u2013\u2014]+\s"
_APART = re.compile(rf"[,:|\u2022\u00b7()\[\]\t]|{_DASH}|\s{{3,}}")
"""What no name reaches across."""
_BETWEEN = re.compile(
    rf"\s*(?:{_APART.pattern}|[;/&+]|\band\b|\bor\b|[.!?](?=\s|$))\s*", re.IGNORECASE
)
_BEFORE = re.compile(
    r"(?:[,:|\u2022\u00b7(\[/&+\t]|\s[-\u2013\u2014]|"
    r"\b(?:and|or|knows?|used?|using|with|including|includes?|like|such as|e\.g\.|both|plus|"
    r"learn(?:ed|t)|skills?|tools?|technolog(?:y|ies)|"
    r"(?:experienced?|proficient|skilled|expert|fluent) in))\s*[\"'(]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s+(?:v?\d+(?:\.\d+)*\+?|basics|fundamentals|advanced|expert|skills?|well))*[.!?\"')]*"
    r"(?:$|\s*[,;:|\u2022\u00b7()\]/&+\t]|\s+(?:[-\u2013\u2014]|and\b|or\b)|[.!]\s)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


def pieces(text: str) -> Iterator[Span]:
    """Yield where the parts of a text stand that no name reaches across."""
    start = 0
    for apart in _APART.finditer(text):
        yield start, apart.start()
        start = apart.end()
    yield start, len(text)


def items(text: str) -> tuple[Span, ...]:
    """Return where the items of a text stand, without what only labels those after it."""
    found: list[Span] = []
    start = 0
    for between in (*_BETWEEN.finditer(text), None):
        stop = between.start() if between else len(text)
        item = text[start:stop].strip(" .!?\"'")
        if _LETTER.search(item) and not (between and ":" in between[0]):
            begins = text.index(item, start)
            found.append((begins, begins + len(item)))
        start = between.end() if between else stop
    return tuple(found)


def is_item(text: str, span: Span) -> bool:
    """Say whether words stand by themselves in a text, as in a list or after *I know*."""
    before, after = text[: span[0]], text[span[1] :]
    opens = not before.strip(" \"'(") or _BEFORE.search(before) is not None
    return opens and _AFTER.match(after) is not None


def left_over(text: str, taken: Iterable[Span]) -> Iterator[Span]:
    """Yield the items that could be names and share no place with what has been taken."""
    spans = tuple(taken)
    for start, stop in items(text):
        is_free = all(end <= start or begin >= stop for begin, end in spans)
        if is_free and _is_short(text[start:stop]):
            yield start, stop


def too_long(text: str) -> bool:
    """Say whether something in a text is too long for an item, so that it holds sentences."""
    return not all(_is_short(text[start:stop]) for start, stop in items(text))


def _is_short(item: str) -> bool:
    return len(item.split()) <= _ITEM_WORDS
