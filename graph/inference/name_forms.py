"""The forms of a name in which it is looked up, each with how surely it means the same.

As it stands, without numbers and what is in parentheses, without "Basics of", and its parts.
"""

import re
from functools import lru_cache

from graph.inference.goals import is_fault_finding
from graph.inference.knowledge_pack import Words, words

ENTIRE, _WITHOUT_EXTRAS, _INSIDE, _PART = 0.97, 0.9, 0.7, 0.75
"""How surely a name in this form is what is called so."""

TOOL = 0.74
"""The same for what stands before and after *with*: but *Caching with Redis*, if that is known as a
whole, is not Redis."""

_SHARED = 0.6
"""The same for a part with the word that it may share with the others: *Unit and Integration Tests*
are also *Unit Tests*, and of *HTTP Methods & Headers* the second part are *HTTP Headers*."""

_NUMBERING = re.compile(
    r"^(?:(?:chapter|course|day|lesson|module|part|section|step|unit|week)\s+(?:\d[\d.]*|[ivx]+)"
    r"|\d[\d.]*)[.):]?(?:\s+[\-\N{EN DASH}\N{EM DASH}])?\s+(?=\w)",
    re.IGNORECASE,
)
_BEGINNING = re.compile(
    r"^(?:an? )?(?:intro(?:duction)? (?:to|in)|getting started with|working with|understanding|"
    r"basics of|fundamentals of|using|learning|advanced|basic|essential|core|what is|how to use|"
    r"overview of)\s+",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s+(?:basics?|fundamentals?|essentials?|concepts?|introduction|overview|primer|refresher|101|"
    r"principles|techniques|in practice|best practices)$",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"\s*(?:,|;|/|\+|&|\band\b|\bor\b|\bvs\.?(?=\s))\s*", re.IGNORECASE)
_BETWEEN_TOOL = re.compile(r"\s+(?:with|using|via|through|as)\s+", re.IGNORECASE)
_BEFORE_PLACE = re.compile(r"\s+(?:in|for|on|to|by|from|over)\s+", re.IGNORECASE)
"""*Event Handlers in React* are no React, but stand under it, as if it were a heading above."""
_AFTER_COLON = re.compile(r":(?=\s|$).*")
_COLON = re.compile(r":\s+(?=\S)")
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*")
_ASIDE = re.compile(r"([^()]*\w)\s*\(([^()]*)\)\s*")


@lru_cache(maxsize=10_000)
def forms(name: str) -> tuple[tuple[Words, float], ...]:
    """Return a name in the forms in which it is looked up, each with its certainty."""
    found: dict[Words, float] = {}

    def add(text: str, certainty: float) -> None:
        found.setdefault(words(text), certainty)

    add(name, ENTIRE)
    plain = without_number(_PARENTHESES.sub(" ", name).strip())
    before_colon = _AFTER_COLON.sub("", plain).strip()
    for text in (plain, before_colon):
        add(text, _WITHOUT_EXTRAS)
        simpler = _END.sub("", _BEGINNING.sub("", text))
        add(simpler, _WITHOUT_EXTRAS - 0.05)
        add(f"{simpler} basics", _WITHOUT_EXTRAS - 0.05)
    for inside in _PARENTHESES.findall(name):
        add(inside, _INSIDE)
    parts = [part for part in _BETWEEN_PARTS.split(before_colon) if part]
    if len(parts) > 1 and not is_fault_finding(before_colon):
        for part in parts:
            add(part, _PART)
            add(_END.sub("", _BEGINNING.sub("", part)), _PART)
        first, last = parts[0].split()[0], parts[-1].split()[-1]
        for part in parts[:-1]:
            add(f"{part} {last}", _SHARED)
        for part in parts[1:]:
            add(f"{first} {part}", _SHARED)
    for part in _BETWEEN_TOOL.split(before_colon):
        add(part, TOOL)
    add(_BEFORE_PLACE.split(before_colon)[0], _PART)
    return tuple(found.items())


def listed(name: str) -> tuple[tuple[Words, float], ...]:
    """Return what a name lists in parentheses: *DNS*, *TLS* of *What a name costs (DNS, TLS)*."""
    found = [part for inside in _PARENTHESES.findall(name) for part in inside.split(",")]
    return tuple((words(part), _INSIDE) for part in found)


def aside_of(name: str) -> tuple[str, Words]:
    """Return a name without what it adds in parentheses at its end, and what that is, if anything.

    Examples:
        >>> aside_of("TanStack Query (Vue)")
        ('TanStack Query', ('vue',))
    """
    found = _ASIDE.fullmatch(name)
    return (found[1], words(found[2])) if found else (name, ())


def place_of(name: str) -> Words:
    """Return what a name says that it is in: *React* for *Event Handlers in React*."""
    plain = _PARENTHESES.sub(" ", name).strip()
    before_colon = _AFTER_COLON.sub("", _BEGINNING.sub("", plain)).strip()
    _, *places = _BEFORE_PLACE.split(before_colon)
    return words(places[-1]) if places else ()


def parts_at_colon(name: str) -> tuple[str, str] | None:
    """Return what stands before and after a colon: *SQL* and *joins* of *SQL: joins*."""
    before, *after = _COLON.split(without_number(name), maxsplit=1)
    return (before, after[0]) if after else None


def without_number(name: str) -> str:
    """Return a name without its number: *Docker* for *3.1 Docker*."""
    return _NUMBERING.sub("", name)


@lru_cache(maxsize=10_000)
def prefixes(heading: str) -> tuple[Words, ...]:
    """Return what a heading puts before a name: of *Simple Storage Service (S3)* also *S3*."""
    plain = without_number(_PARENTHESES.sub(" ", heading).strip())
    said = words(without_number(heading))
    found = [said, said[:1], words(_END.sub("", _BEGINNING.sub("", plain)))]
    found += map(words, _PARENTHESES.findall(heading))
    return tuple(prefix for prefix in dict.fromkeys(found) if prefix)
