"""The bytes of a file -> its text, with what went through the wrong encoding repaired.

The repair undoes two accidents. UTF-8 that was read as Mac Roman ("üêç" was "🐍") is undone by a
strict round trip, of the whole text where that works, else line by line. UTF-8 that was read as
another single-byte encoding ("FranÃ§ais") is left to ftfy, line by line; ftfy alone does not see
the short Mac Roman cases. Correct text does not survive the strict round trip, so it stays.
"""

import codecs
from collections.abc import Iterator

from graph.errors import MapEncodingError, MapTooLargeError
from graph.model import Repair

MAX_BYTES = 5_000_000
"""Size limit of a map in bytes of UTF-8. A map of 20,000 skills has about 0.5 MB."""
MAX_LINES = 200_000
"""Line limit of a map."""

# Mac Roman has the byte F0, with which the UTF-8 form of every emoji begins, at this code point of
# the private use area. No correct text has it.
_MAC_ROMAN_F0 = "\uf8ff"


def decode(source: bytes | str) -> str:
    r"""Return the text of a map with line ends as `\n`.

    Args:
        source: UTF-8, or UTF-16 with a byte order mark; or text that is decoded already.

    Raises:
        MapEncodingError: It is not text in one of these encodings.
        MapTooLargeError: It has more than `MAX_BYTES` bytes or `MAX_LINES` lines.
    """
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(data) > MAX_BYTES:
        raise MapTooLargeError(
            f"the map has {len(data):,} bytes, the limit is {MAX_BYTES:,}. Split it into several"
        )
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if (lines := text.count("\n") + 1) > MAX_LINES:
        raise MapTooLargeError(
            f"the map has {lines:,} lines, the limit is {MAX_LINES:,}. Split it into several"
        )
    return text


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise MapEncodingError(
                f"byte {error.start + 1} is not UTF-16, as the start of the file says. "
                "Save the file as UTF-8"
            ) from error
    if 0 in data:
        raise MapEncodingError(
            "this is a binary file, not text. Give a Markdown file", line=_line(data, data.index(0))
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MapEncodingError(
            f"byte {error.start + 1} of the file is not UTF-8. Save the file as UTF-8",
            line=_line(data, error.start),
        ) from error


def _line(data: bytes, offset: int) -> int:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Return the text without the traces of a wrong encoding, and the lines that had them."""
    if text.isascii():
        return text, ()
    whole = _mac_roman_round_trip(text)
    before = text.split("\n")
    after = list(_repair_lines(before)) if whole is None else whole.split("\n")
    repairs = tuple(
        Repair(line, *pair)
        for line, pair in enumerate(zip(before, after, strict=True), start=1)
        if pair[0] != pair[1]
    )
    return "\n".join(after), repairs


def _repair_lines(lines: list[str]) -> Iterator[str]:
    import ftfy

    for line in lines:
        if line.isascii():
            yield line
        elif _MAC_ROMAN_F0 in line:
            yield _mac_roman_round_trip(line) or line
        else:
            # A repair must not make lines out of one, or all line numbers after it were wrong.
            fixed = ftfy.fix_encoding(line)
            yield line if "\n" in fixed or "\r" in fixed else fixed


def _mac_roman_round_trip(text: str) -> str | None:
    """Return the text read the right way, or None if it cannot have been UTF-8."""
    try:
        fixed = text.encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return None
    return fixed if fixed.count("\n") == text.count("\n") and "\r" not in fixed else None
