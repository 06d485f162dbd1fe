"""Evidence from names: a name inside another name.

*Docker* comes before *Docker Compose*. Where the longer name only adds a word for the beginning
("Docker Basics", "Introduction to Docker") it comes first itself.

The strength is set by hand: on two hand-labelled maps the rule found too few edges to measure it.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.inference.evidence import Finding
from graph.model import Entry, Evidence
from graph.skillmap import SkillMap
from graph.skillmap.identity import slug

NAME_STRENGTH = 0.8

_MAX_WORDS = 12
"""Longer bullets are sentences, and every phrase of a sentence is no evidence."""
_BEGINNING = frozenset(
    {"a", "an", "and", "basic", "basics", "core", "essentials", "fundamentals", "getting", "in"}
    | {"intro", "introduction", "of", "on", "started", "the", "to", "with"}
)


def lexical_evidence(skill_map: SkillMap) -> Iterator[Finding]:
    """Yield what names inside names say, in map order of the longer name."""
    by_words: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for skill in skill_map.skills:
        by_words[_words(skill)].append(skill)
    for skill in skill_map.skills:
        words = _words(skill)
        if len(words) > _MAX_WORDS:
            continue
        for inner in _phrases(words):
            # A name that two skills bear says nothing about either.
            shorter = by_words.get(inner, [])
            if len(shorter) == 1 and not _is_alias(shorter[0].name, skill.name):
                yield _finding(shorter[0], skill, _added(words, inner))


def _finding(shorter: Entry, longer: Entry, added: frozenset[str]) -> Finding:
    lines = tuple(sorted({shorter.line, longer.line}))
    if added <= _BEGINNING:
        text = f"“{longer.name}” is the beginning of “{shorter.name}”."
        return Finding(longer.id, shorter.id, Evidence("name", text, lines, NAME_STRENGTH))
    text = f"The name “{longer.name}” contains “{shorter.name}”."
    return Finding(shorter.id, longer.id, Evidence("name", text, lines, NAME_STRENGTH))


def _is_alias(shorter: str, longer: str) -> bool:
    """Say whether the longer name only says the shorter one in other words: `X (Y)`."""
    before, _, inside = longer.partition("(")
    return slug(shorter) in (slug(before), slug(inside)) if inside else False


def _added(words: tuple[str, ...], inner: tuple[str, ...]) -> frozenset[str]:
    """Return the words that stand before and after the first run of the inner ones."""
    start = next(at for at in range(len(words)) if words[at : at + len(inner)] == inner)
    return frozenset(words[:start] + words[start + len(inner) :])


def _words(skill: Entry) -> tuple[str, ...]:
    return tuple(filter(None, slug(skill.name).split("-")))


def _phrases(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every shorter run of words, each once, the longest first."""
    runs = (
        words[start : start + size]
        for size in range(len(words) - 1, 0, -1)
        for start in range(len(words) - size + 1)
    )
    yield from dict.fromkeys(runs)
