"""How tables are laid out, so that they fit wide and narrow terminals."""

from collections.abc import Iterable, Sequence

from rich.console import ConsoleRenderable, Group, JustifyMethod, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

ROW_WIDTH = 72
"""Columns that a numbered row takes at most, so that its effort is not far from its name."""


def numbered(
    groups: Iterable[tuple[Text, Sequence[tuple[RenderableType, ...]]]],
) -> ConsoleRenderable:
    """Return rows under headings, numbered through."""
    parts: list[RenderableType] = []
    number = 0
    for heading, rows in groups:
        others: list[JustifyMethod] = ["right"] * (max(map(len, rows), default=1) - 1)
        table = grid("right", "left", *others)
        for row in rows:
            number += 1
            table.add_row(f"{number:5}", *row)
        parts += [heading, Constrain(table, ROW_WIDTH)]
    return Group(*parts)


def grid(*justify: JustifyMethod) -> Table:
    """Return a table without lines, whose second column takes the room that is left."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for position, where in enumerate(justify):
        table.add_column(
            justify=where,
            ratio=1 if position == 1 else None,
            no_wrap=position != 1,
            style="cyan" if position == 0 else "",
        )
    return table


def apart(tables: Iterable[ConsoleRenderable]) -> ConsoleRenderable:
    """Return tables with an empty line between them."""
    first, *others = tables
    return Group(first, *(part for table in others for part in ("", table)))
