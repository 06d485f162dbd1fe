"""Which names a name lists, as “A & B” or “C (A, B)”.

Not its job: which entries bear these names (`matching`).
"""

import re
from collections.abc import Container, Iterator, Sequence

from graph.inference.knowledge_pack import Words, words
from graph.moves.alike import PARENTHESES

_SEPARATOR = re.compile(r"\s*(?:,|;|/|\+|&|\band\b|\bor\b)\s*", re.IGNORECASE)


def parts_of(name: str, named: Container[Words]) -> list[Words]:
    """Return the names, of those that there are, that a name lists; nothing if it is no such list.

    A part can be a list itself, and can lack what the name says once for all of them.

    Args:
        name: The name.
        named: The names that there are, as `words` gives them.

    Examples:
        >>> there = {("rook", "move"), ("bishop", "move"), ("rook",)}
        >>> parts_of("Rook & Bishop Moves", there)
        [('rook', 'move'), ('bishop', 'move')]
        >>> parts_of("Rook Moves", there)
        []
    """
    plain = PARENTHESES.sub(" ", name).strip()
    head, colon, listed = plain.partition(":")
    for atoms, shared in (
        (_listed(name), ()),
        (_listed(plain), ()),
        *((_listed(inside), words(plain)) for inside in PARENTHESES.findall(name)),
        (_listed(listed) if colon else [], words(head)),
    ):
        if found := _covered(atoms, shared, named, 0):
            return found if len(found) > 1 else []
    return []


def _covered(
    atoms: Sequence[Words], shared: Words, named: Container[Words], start: int
) -> list[Words]:
    """Return names that there are which together are the atoms from one on; the longest first."""
    for end in range(len(atoms), start, -1):
        if end - start == len(atoms):
            continue  # the whole name is no part of it
        for way in _ways(atoms, shared, start, end):
            if way in named:
                rest = _covered(atoms, shared, named, end) if end < len(atoms) else []
                if rest or end == len(atoms):
                    return [way, *rest]
    return []


def _ways(atoms: Sequence[Words], shared: Words, start: int, end: int) -> Iterator[Words]:
    """Yield the ways in which neighbouring atoms of a list can stand alone, the fullest first."""
    alone = tuple(word for atom in atoms[start:end] for word in atom)
    first, last = atoms[0], atoms[-1]
    if shared:
        yield (*alone, *shared)
        yield (*shared, *alone)
    if end < len(atoms):
        yield from ((*alone, *last[-size:]) for size in (1, 2) if size < len(last))
    if start > 0:
        yield from ((*first[:size], *alone) for size in (1, 2) if size < len(first))
    yield alone


def _listed(text: str) -> list[Words]:
    return [found for part in _SEPARATOR.split(text) if (found := words(part))]
