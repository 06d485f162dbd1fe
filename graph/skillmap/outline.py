"""Markdown -> outline: its headings and bullets with their lines, and what stands under what.

markdown-it-py decides what is a heading, a bullet, code, a quote or prose, and sees every line
without its indentation. What stands under what follows from the column alone, see decision 0002: a
bullet stands under the one above it if it is indented further, by however much, and what is
indented no further than a bullet ends it.

Not its job: what a heading or bullet says (`label`), ids (`identity`).
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from graph.errors import MapNestingError
from graph.model import Remark

MAX_DEPTH = 32
"""How many bullets may stand inside each other."""

_TAB_WIDTH = 4
_CODE_INDENT = 4
_HEADING_SLACK = 1
_TITLE, _AREA = 1, 2
_MAX_BRACKETS = 100
"""A bullet with more of `[` holds no links: looking for their ends takes too long."""
_NO_COLUMN = sys.maxsize
_ALL_BOLD = re.compile(r"\*\*[^*\n]+\*\*:?|__[^_\n]+__:?")
_OTHER_BULLETS = ("\u2022", "\u25e6", "\u25aa", "\u2023", "\u00b7")


@dataclass(slots=True)
class OutlineItem:
    """A heading or a bullet."""

    line: int
    """Line in the file, from 1."""
    inline: Sequence[Token]
    """What stands in it, as the parser's inline tokens."""
    parent: "OutlineItem | None"
    role: str
    """`title`, `area`, `topic` (a heading below an area) or `bullet`."""
    children: "list[OutlineItem]" = field(default_factory=list, repr=False)


@dataclass(frozen=True, slots=True)
class Outline:
    """Headings and bullets in the order of the file, and what looks like one but is none."""

    items: Sequence[OutlineItem]
    remarks: Sequence[Remark]
    front_matter: Sequence[str] = ()
    """The lines of the front matter, without those of `---` around it."""


def read_outline(text: str) -> Outline:
    """Return all headings and bullets of a Markdown text.

    The first heading is the title if it is a `#` and either the only one or empty. Any other `#`
    is an area, and so is a `##` that stands under none.

    Args:
        text: Markdown with line feeds as line ends.

    Raises:
        MapNestingError: Bullets stand more than `MAX_DEPTH` deep.
    """
    blocks = list(_blocks(text))
    title = _title(blocks)
    headings: list[tuple[int, OutlineItem]] = []
    bullets: list[tuple[int, OutlineItem]] = []
    items: list[OutlineItem] = []
    for block in blocks:
        # A heading that is one column off is still no part of the bullet above it.
        column = block.column - _HEADING_SLACK if block.kind == "heading" else block.column
        while bullets and bullets[-1][0] >= column:
            bullets.pop()
        if block.kind == "bullet":
            above = bullets or headings
            parent = above[-1][1] if above else None
            items.append(OutlineItem(block.line, block.inline, parent, "bullet"))
            bullets.append((block.column, items[-1]))
            _check_depth(len(bullets), block.line)
        elif block is title:
            items.append(OutlineItem(block.line, block.inline, None, "title"))
        elif block.kind == "heading" and bullets:
            block.remark = "A heading inside a bullet was left out. Write it without indentation."
        elif block.kind == "heading":
            while headings and headings[-1][0] >= block.level:
                headings.pop()
            parent = headings[-1][1] if headings else None
            role = "area" if parent is None and block.level <= _AREA else "topic"
            items.append(OutlineItem(block.line, block.inline, parent, role))
            headings.append((block.level, items[-1]))
    for item in items:
        if item.parent:
            item.parent.children.append(item)
    return Outline(
        items,
        [Remark(block.line, block.remark) for block in blocks if block.remark],
        next((block.front_matter for block in blocks if block.front_matter), ()),
    )


def _check_depth(depth: int, line: int) -> None:
    if depth > MAX_DEPTH:
        problem = f"this bullet stands under more than {MAX_DEPTH} others."
        raise MapNestingError(f"{problem} Use headings, or fewer levels", line=line)


@dataclass(slots=True)
class _Block:
    kind: str
    """`heading`, `bullet`, or `other`: what ends the bullets that are not indented less."""
    line: int
    column: int
    level: int = 0
    """1 to 6 for a heading."""
    inline: Sequence[Token] = ()
    remark: str = ""
    """What to tell the author."""
    front_matter: Sequence[str] = ()
    """Its lines, if it is that."""


def _title(blocks: Sequence[_Block]) -> _Block | None:
    structure = [block for block in blocks if block.kind != "other"]
    if not structure or structure[0].level != _TITLE:
        return None
    tops = [block for block in structure if block.level == _TITLE]
    return tops[0] if len(tops) == 1 or structure[1] is tops[1] else None


def _blocks(text: str) -> Iterator[_Block]:
    """Yield headings, bullets and what else stands outside of quotes, in the order of the file."""
    lines = text.split("\n")
    columns = [_column(line) for line in lines]
    # A bullet is two levels of nesting, the list and the item. The parser leaves out what is
    # deeper than maxNesting without a word: it has to see more than the reader accepts.
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * MAX_DEPTH + 16})
    parser.enable("strikethrough").disable(["code", "inline"]).use(front_matter_plugin)
    links: dict[str, object] = {}
    tokens = parser.parse("\n".join(line.lstrip(" \t") for line in lines), links)
    open_bullets: list[_Block] = []
    for index, token in _outside_quotes(tokens):
        if token.map is None or (open_bullets and token.type != "list_item_open"):
            if token.type == "list_item_close":
                open_bullets.pop()
            continue
        line = token.map[0]
        block = _Block("other", line + 1, columns[line])
        block.front_matter = lines[1 : token.map[1] - 1] if token.type == "front_matter" else ()
        if token.type == "list_item_open":
            block.kind = "bullet"
            if open_bullets and open_bullets[-1].line == block.line:  # `- - both on one line`
                block.column = open_bullets[-1].column + 1
            text, prose = _first_text(tokens, index + 1, columns, block)
            block.inline = _inline(parser, links, text)
            block.remark = _remark_on_prose(prose)
            open_bullets.append(block)
        elif token.type == "heading_open" and block.column < _CODE_INDENT:
            # Further in, `# install` is a comment in somebody's code.
            block.kind, block.level = "heading", int(token.tag.removeprefix("h"))
            block.inline = _inline(parser, links, tokens[index + 1].content)
        elif token.type == "html_block":
            block.column = _NO_COLUMN  # a comment between two bullets does not part them
            block.remark = _remark_on_html(token.content)
        elif token.type == "paragraph_open":
            block.remark = _remark_on_prose(tokens[index + 1].content)
        elif token.type not in ("front_matter", "hr", "fence", "blockquote_open", "heading_open"):
            continue
        yield block


def _outside_quotes(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the block tokens that stand in no quote, with their indices; of a quote, its start."""
    quotes = 0
    for index, token in enumerate(tokens):
        if token.type == "blockquote_close":
            quotes -= 1
            continue
        if not quotes:
            yield index, token
        quotes += token.type == "blockquote_open"


def _first_text(
    tokens: Sequence[Token], index: int, columns: Sequence[int], bullet: _Block
) -> tuple[str, str]:
    """Return the text of a bullet whose first block has this index, and prose right below it.

    Further lines belong to the bullet if they are indented further than it is.
    """
    if tokens[index].type not in ("paragraph_open", "heading_open"):
        return "", ""
    lines = tokens[index + 1].content.split("\n")
    own = 1
    while own < len(lines) and columns[bullet.line - 1 + own] > bullet.column:
        own += 1
    return "\n".join(lines[:own]), "\n".join(lines[own:])


def _inline(parser: MarkdownIt, links: dict[str, object], text: str) -> Sequence[Token]:
    if text.count("[") > _MAX_BRACKETS:
        return [Token("text", "", 0, content=text)]
    return parser.inline.parse(text, parser, links, [])


def _remark_on_html(html: str) -> str:
    inside = html.splitlines()[1:]
    if html.startswith("<!--") or not any(line.startswith(("- ", "* ", "+ ")) for line in inside):
        return ""
    return (
        "Bullets right after HTML are HTML, so they were left out. Put an empty line before them."
    )


def _remark_on_prose(text: str) -> str:
    if text.startswith(_OTHER_BULLETS):
        return f"“{text[0]}” makes no bullet in Markdown, so this was left out. Write “-”."
    if _ALL_BOLD.fullmatch(text):
        return "Bold text is no heading, so it was left out. Put “## ” before it."
    if text.startswith("##"):
        return "“##” without a space is no heading, so it was left out. Put a space after it."
    return ""


def _column(line: str) -> int:
    expanded = line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_TAB_WIDTH)
    return len(expanded)
