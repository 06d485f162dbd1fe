"""Markdown -> outline: its headings and bullets with their lines, and what stands under what.

markdown-it-py decides what is a heading, a bullet, code, a quote or prose. Two things are read the
way people mean them where CommonMark is stricter, see decision 0002:

- A bullet stands under the bullet above it if it is indented further, by however much. CommonMark
  wants at least the width of the marker, so that two spaces are too few under `1.`.
- An indented bullet is a bullet and never code; code needs a fence.

Not its job: what a heading or bullet says (`label`), ids (`identity`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from graph.errors import MapNestingError

MAX_DEPTH = 32
"""How many bullets may stand inside each other."""

_TAB_WIDTH = 4
_CODE_INDENT = 4
_TITLE, _AREA = 1, 2


@dataclass(slots=True)
class OutlineItem:
    """A heading or a bullet."""

    line: int
    """Line in the file, from 1."""
    inline: Sequence[Token]
    """What stands in it, as the parser's inline tokens."""
    heading: int
    """1 to 6; 0 for a bullet."""
    parent: "OutlineItem | None"
    children: "list[OutlineItem]" = field(default_factory=list, repr=False)
    role: str = "bullet"
    """`title`, `area`, `topic` (a heading below an area) or `bullet`."""


def read_outline(text: str) -> list[OutlineItem]:
    """Return all headings and bullets of a Markdown text in the order of the file.

    The first heading is the title if it is a `#` and either the only one or empty. Any other `#`
    is an area, and so is a `##` that stands under none.

    Args:
        text: Markdown with line feeds as line ends.

    Raises:
        MapNestingError: Bullets stand more than `MAX_DEPTH` deep.
    """
    blocks = list(_blocks(text))
    title = _title(blocks)
    headings: list[OutlineItem] = []
    bullets: list[tuple[int, OutlineItem]] = []
    items: list[OutlineItem] = []
    for block in blocks:
        if block.kind == "break":
            bullets.clear()
            continue
        if block.kind == "heading":
            bullets.clear()
            while headings and headings[-1].heading >= block.size:
                headings.pop()
            above = headings
        else:
            while bullets and bullets[-1][0] >= block.size:
                bullets.pop()
            above = [bullet for _, bullet in bullets] or headings
            if len(bullets) == MAX_DEPTH:
                raise MapNestingError(
                    f"this bullet stands under more than {MAX_DEPTH} others. Use headings, "
                    "or fewer levels",
                    line=block.line,
                )
        parent = above[-1] if above else None
        size = block.size if block.kind == "heading" else 0
        item = OutlineItem(block.line, block.inline, size, parent)
        items.append(item)
        if block is title:
            item.role = "title"
            continue
        if parent:
            parent.children.append(item)
        if block.kind == "heading":
            item.role = "area" if parent is None and block.size <= _AREA else "topic"
            headings.append(item)
        else:
            bullets.append((block.size, item))
    return items


@dataclass(slots=True)
class _Block:
    kind: str
    """`heading`, `bullet`, or `break` for what ends a list."""
    line: int
    size: int
    """Level of a heading, column of a bullet."""
    inline: Sequence[Token] = ()


def _title(blocks: Sequence[_Block]) -> _Block | None:
    structure = [block for block in blocks if block.kind != "break"]
    if not structure or structure[0].kind != "heading" or structure[0].size != _TITLE:
        return None
    tops = [block for block in structure if block.kind == "heading" and block.size == _TITLE]
    return tops[0] if len(tops) == 1 or structure[1] is tops[1] else None


def _blocks(text: str) -> Iterator[_Block]:
    """Yield headings, bullets and what ends a list, in the order of the file."""
    lines = text.split("\n")
    tokens = _parser().parse(text)
    open_bullets: list[_Block] = []
    for index, token in _outside_quotes(tokens):
        if token.type == "list_item_open":
            open_bullets.append(_bullet(lines, tokens, index, open_bullets))
            yield open_bullets[-1]
        elif token.type == "list_item_close":
            open_bullets.pop()
        elif open_bullets:
            continue
        elif token.type == "heading_open":
            line = _start(token)
            # Four columns in, `# install` is a comment in somebody's code.
            if _indent(lines[line]) < _CODE_INDENT:
                level = int(token.tag.removeprefix("h"))
                yield _Block("heading", line + 1, level, tokens[index + 1].children or ())
        elif token.type in ("paragraph_open", "hr", "fence", "blockquote_open"):
            yield _Block("break", 0, 0)


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


def _bullet(
    lines: Sequence[str], tokens: Sequence[Token], index: int, around: Sequence[_Block]
) -> _Block:
    line = _start(tokens[index])
    column = _indent(lines[line])
    if around and around[-1].line == line + 1:  # `- - both on one line`
        column = around[-1].size + 1
    return _Block("bullet", line + 1, column, _first_inline(tokens, index + 1))


def _parser() -> MarkdownIt:
    # A bullet is two levels of nesting, the list and the item. The parser leaves out what is
    # deeper than maxNesting without a word: it has to see more than the reader accepts.
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * MAX_DEPTH + 16})
    return parser.enable("strikethrough").disable("code").use(front_matter_plugin)


def _first_inline(tokens: Sequence[Token], index: int) -> Sequence[Token]:
    """Return the inline tokens of a bullet whose first block starts at this index."""
    if tokens[index].type not in ("paragraph_open", "heading_open"):
        return ()
    return tokens[index + 1].children or ()


def _start(token: Token) -> int:
    """Return the line of a block, from 0."""
    if token.map is None:  # the parser gives every block its lines
        raise AssertionError(token)
    return token.map[0]


def _indent(line: str) -> int:
    expanded = line.expandtabs(_TAB_WIDTH)
    return len(expanded) - len(expanded.lstrip(" "))
