"""Front matter -> what an author sets for a whole map: so far, what the order of its lists means.

Front matter is what stands between two lines of `---` at the top of a file, a `key: value` a line.
Other programs read it too, so a key that is not known here is theirs, and passed over.

Not its job: finding the front matter (`outline`).
"""

import re
from collections.abc import Iterable
from typing import get_args

from graph.model import Order, Remark

_FIRST_LINE = 2
"""Of the file, after the opening `---`."""
_ORDER = re.compile(r"order[ \t]*:(?:[ \t]+(?P<value>.*))?$")
"""Not indented: an indented key belongs to another one."""
_COMMENT = re.compile(r"(?:^|\s)#.*")


def read_order(front_matter: Iterable[str]) -> tuple[Order, tuple[Remark, ...]]:
    """Return what front matter says about the order of lists.

    Args:
        front_matter: Its lines, without those of `---`.

    Returns:
        The order, `auto` if nothing is said about it; and what was not understood.

    Examples:
        >>> read_order(["author: Ada", "order: ignored"])
        ('ignored', ())
    """
    order: Order = "auto"
    remarks: list[Remark] = []
    for line, text in enumerate(front_matter, start=_FIRST_LINE):
        if not (found := _ORDER.match(text)):
            continue
        said = _COMMENT.sub("", found["value"] or "").strip().strip("\"'")
        known: Order | None = next((o for o in get_args(Order) if o == said.casefold()), None)
        if known is None:
            remarks.append(Remark(line, _not_understood(said)))
        else:
            order = known
    return order, tuple(remarks)


def _not_understood(said: str) -> str:
    return (
        f"“order: {said}” says nothing about the order of the lists. Write “order: trusted” if it "
        "means something, “order: ignored” if it does not, or “order: auto” to let the lists show."
    )
