"""What a heading or a bullet says: name, description, links, effort, tick, stated prerequisites.

The name is the visible text, without what has a place of its own:

- `[x]` ticks a skill as known.
- `(4h)`, `(90 min)` is its effort; of a range, `(2-3h)`, the middle.
- `(requires: Indexing; SQL (PostgreSQL) / Transactions)` states its prerequisites.
- What follows a dash between spaces, or the colon after a bold name, is its description.
- A heading number ("1.2 Matrices") and emoji around the name are left out.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

_CHECKBOX = re.compile(r"\[([ xX])\](?: |$)")
_HEADING_NUMBER = re.compile(r"(?:(?:\d+\.)+\d*|\d+\)) (?=\S)")
_AMOUNT = r"\d{1,4}(?:[.,]\d{1,2})?"
_UNIT = "(?:h|hrs?|hours?|mins?|minutes?)"
_EFFORT = re.compile(
    rf"\( ?~? ?(?P<least>{_AMOUNT}) ?(?:{_UNIT}? ?[-\u2013] ?(?P<most>{_AMOUNT}) ?)?"
    rf"(?P<unit>{_UNIT}) ?\)",
    re.IGNORECASE,
)
_FULL_WIDTH = str.maketrans("\uff08\uff09\uff1a\uff1b", "():;")
"""Parentheses, colon and semicolon as Chinese and Japanese write them."""
_DASH = re.compile(" (?:[-\u2013\u2014]|--) ")
_REQUIRES = re.compile(r"\( ?requires ?:", re.IGNORECASE)
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_MINUTES_PER_HOUR = 60
_EMOJI_MODIFIERS = frozenset(
    "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
)


@dataclass(slots=True)
class Label:
    """The parts of a heading or bullet."""

    name: str
    """Empty if there is no visible text."""
    emoji: str
    description: str
    resources: tuple[str, ...]
    effort_hours: float | None
    known: bool
    requires: tuple[str, ...]


def read_label(inline: Sequence[Token], *, is_heading: bool) -> Label:
    """Return what the inline content of a heading or a bullet says."""
    before, bold, rest, resources = _visible_text(inline)
    known = False
    if not is_heading and (box := _CHECKBOX.match(before or rest)):
        known = box[1] != " "
        before, rest = (before[box.end() :], rest) if before else ("", rest[box.end() :])
    visible = _squeeze(before + bold + rest)
    described = bold.rstrip().endswith(":") or (bold and rest.lstrip().startswith(":"))
    if described and not is_heading and not any(char.isalnum() for char in before):
        name, effort, requires = _take_parts(_squeeze(before + bold))
        description, late_effort, late_requires = _take_parts(rest.lstrip().removeprefix(":"))
        effort = late_effort if effort is None else effort
        requires += late_requires
    else:
        text, effort, requires = _take_parts(visible)
        name, description = (text, "") if is_heading else _split_at_dash(text)
    emoji, name = _split_emoji(name.strip())
    if is_heading and (number := _HEADING_NUMBER.match(name)):
        late_emoji, name = _split_emoji(name[number.end() :])
        emoji += late_emoji
    if name.endswith(":") and not name.endswith("::"):
        name = name[:-1].rstrip()
    if _is_blank(visible):
        name = visible = ""
    return Label(
        name or visible.strip(), emoji, description.strip(), resources, effort, known, requires
    )


def _visible_text(inline: Sequence[Token]) -> tuple[str, str, str, tuple[str, ...]]:
    """Return the text before, in and after the first bold part, and the addresses of links."""
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    where = 0
    images: list[str] = []
    resources: list[str] = []
    for token in inline:
        if token.type == "link_open":
            resources.append(str(token.attrGet("href")))
        elif token.type == "image":
            images.append(token.content)
        elif token.type in ("strong_open", "strong_close"):
            where = min(where + 1, 2)
        else:
            parts[where].append(_shown(token))
    if not any(part.strip() for found in parts for part in found):
        parts[0].append(" ".join(images))
    before, bold, rest = (_squeeze("".join(found)) for found in parts)
    if not where:
        before, rest = "", before
    return before, bold, rest, tuple(dict.fromkeys(filter(None, resources)))


def _split_at_dash(text: str) -> tuple[str, str]:
    """Return what stands before and after the first dash that is in no parentheses."""
    depth = start = 0
    for dash in _DASH.finditer(text):
        between = text[start : dash.start()]
        depth += between.count("(") - between.count(")")
        if depth <= 0:
            return text[: dash.start()], text[dash.end() :]
        start = dash.start()
    return text, ""


def _shown(token: Token) -> str:
    """Return what a reader sees of a token that is neither link, image nor emphasis."""
    if token.type in ("text", "text_special", "code_inline"):
        return token.content
    if token.type == "hardbreak":
        return " \u2014 "  # what stands on a line of its own below the name describes it
    is_break = token.type == "softbreak" or token.content.lower().startswith("<br")
    return " " if is_break else ""


def _squeeze(text: str) -> str:
    """Return the text with each run of white space as one space, and without control characters.

    White space at the ends stays, as one space: it tells words apart from what stands beside them.
    """
    words = " ".join(
        "".join(char for char in word if unicodedata.category(char) != "Cc")
        for word in text.split()
    )
    left = " " if text[:1].isspace() else ""
    return left + words + (" " if words and text[-1:].isspace() else "")


def _take_parts(text: str) -> tuple[str, float | None, tuple[str, ...]]:
    """Return the text without effort and stated prerequisites, and these."""
    kept: list[str] = []
    requires: list[str] = []
    done = 0
    plain = text.translate(_FULL_WIDTH)
    while (found := _REQUIRES.search(plain, done)) and (end := _closing(plain, found.start())):
        kept.append(text[done : found.start()])
        requires += plain[found.end() : end].split(";")
        done = end + 1
    text = " ".join((*kept, text[done:]))
    effort = None
    if match := _EFFORT.search(text.translate(_FULL_WIDTH)):
        stated = [found for found in match.group("least", "most") if found]
        hours = sum(float(amount.replace(",", ".")) for amount in stated) / len(stated)
        is_minutes = match["unit"].lower().startswith("m")
        effort = round(hours / _MINUTES_PER_HOUR if is_minutes else hours, 2)
        text = text[: match.start()] + " " + text[match.end() :]
    names = (name.strip() for name in requires)
    return " ".join(text.split()), effort, tuple(name for name in names if name)


def _closing(text: str, opening: int) -> int:
    """Return where the parenthesis that opens at an index closes, or 0 if it does not."""
    depth = 0
    for index in range(opening, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index
    return 0


def _split_emoji(name: str) -> tuple[str, str]:
    """Return the emoji around a name, and the name without them; a name of emoji alone stays."""
    keycap = _KEYCAP.match(name)
    first = keycap.end() if keycap else 0
    start = next((i for i in range(first, len(name)) if not _is_emoji(name[i])), len(name))
    end = next((i for i in range(len(name), start, -1) if not _is_emoji(name[i - 1])), start)
    if start == end:
        return "", name
    around = name[:start] + name[end:]
    return "".join(around.split()), name[start:end]


def _is_blank(text: str) -> bool:
    """Say whether there is nothing to see: white space, control and format characters alone."""
    return all(unicodedata.category(char)[0] in "ZC" for char in text)


def _is_emoji(char: str) -> bool:
    return char.isspace() or char in _EMOJI_MODIFIERS or unicodedata.category(char) == "So"
