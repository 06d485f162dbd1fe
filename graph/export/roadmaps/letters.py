"""Text -> runs of text, each in a font that a PDF can show it in.

Latin, Greek, Cyrillic and many signs are in DejaVu, which lies beside this file. Chinese, Japanese
and Korean are written in the fonts that every reader of PDF is expected to have; here they would
take more room than all the rest. Emoji that DejaVu does not have are left out. What is written from
right to left, and letters that join, cannot be set here: each becomes a box, and the document says
that the page in HTML shows them.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

Weight = Literal["normal", "bold"]

FONTS = {"normal": "DejaVuSans", "bold": "DejaVuSans-Bold"}
BOX = "\u25a1"
"""Stands for a character that cannot be shown."""

_FOLDER = Path(__file__).with_name("fonts")
_KOREAN, _JAPANESE, _CHINESE = "HYGothic-Medium", "HeiseiKakuGo-W5", "STSong-Light"
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_INVISIBLE = ("Cf", "Cc", "Cn", "Co", "Cs")
"""General categories of what joins, directs or controls text, or means nothing."""
_DECORATION = ("So", "Sk", "Mn")
"""General categories of emoji, and of what changes the look of what stands before."""


def marked_up(text: str, weight: Weight = "normal") -> str:
    """Return a text as ReportLab's paragraphs take it, each run in its font.

    Args:
        text: Anything.
        weight: How DejaVu is set; the other fonts have one weight.
    """
    runs = groupby(_set(text, weight), key=lambda pair: pair[1])
    return "".join(
        f'<font name="{font}">{escape("".join(char for char, _ in run), quote=False)}</font>'
        for font, run in runs
    )


def has_box(text: str) -> bool:
    """Return whether some character of a text cannot be shown."""
    return any(char == BOX for char, _ in _set(text, "normal")) and BOX not in text


def _set(text: str, weight: Weight) -> Iterator[tuple[str, str]]:
    """Yield the characters that are shown, each with its font."""
    own, east_asian = FONTS[weight], _east_asian_font(text)
    for char in " ".join(unicodedata.normalize("NFC", text).split()):
        category = unicodedata.category(char)
        if category in _INVISIBLE:
            continue
        if ord(char) in _covered() and unicodedata.bidirectional(char) not in _RIGHT_TO_LEFT:
            yield char, own
        elif _is_east_asian(char):
            yield char, east_asian
        elif category not in _DECORATION:
            yield BOX, own


def _is_east_asian(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" and unicodedata.category(char)[0] in "LNP"


def _east_asian_font(text: str) -> str:
    """Return a font for a text: the three languages write many characters in their own way."""
    names = {unicodedata.name(char, "").partition(" ")[0] for char in text}
    if "HANGUL" in names:
        return _KOREAN
    return _JAPANESE if names & {"HIRAGANA", "KATAKANA"} else _CHINESE


@cache
def register_fonts() -> None:
    """Make all fonts known to ReportLab, once."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    for font in (_KOREAN, _JAPANESE, _CHINESE):
        registerFont(UnicodeCIDFont(font))
    for face in _dejavu():
        registerFont(face)


@cache
def _covered() -> frozenset[int]:
    """Return the characters that DejaVu has in both weights."""
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in _dejavu()))


@cache
def _dejavu() -> "tuple[TTFont, ...]":
    from reportlab.pdfbase.ttfonts import TTFont

    return tuple(TTFont(name, str(_FOLDER / f"{name}.ttf")) for name in FONTS.values())
