"""Which two names are one name, written another way.

A name can be spelt otherwise, shortened, put in another order, given or spared a word that adds
nothing. Each way of writing it is a *form*, and names that share a form are alike, as surely as the
less sure of the two forms. Nothing is alike for having most of its letters or words in common:
*Lists* are no *Tuples*, *MySQL* no *PostgreSQL*, and *Unit Testing* no *Integration Testing*.

Not its job: what a name lists (`listed_names`), and which entries are compared (`matching`).
"""

import re
from collections.abc import Container, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph.inference.knowledge_pack import KnowledgePack, Words, stems, words

SURE = 0.93
"""Certainty from which on names are one wherever they stand. Range: 0 to 1."""

LIKELY = 0.75
"""The same for names in one place, where nothing else can be meant."""

_JOINED, _SPELT_OUT, _CONCEPT = 0.98, 0.95, 0.93
_WITHOUT_EXTRAS, _INITIALS, _SHORT_INITIALS, _INSIDE = 0.9, 0.88, 0.8, 0.8
_SIMPLER, _OTHER_ORDER, _INFLECTED = 0.85, 0.82, 0.78
_SLIP, _STRANGE_SLIP = 0.86, 0.78
"""How surely names that share such a form are one."""

_SPELLINGS = {
    "admin": "administration",
    "algo": "algorithm",
    "app": "application",
    "async": "asynchronous",
    "calc": "calculus",
    "config": "configuration",
    "db": "database",
    "dev": "development",
    "doc": "documentation",
    "env": "environment",
    "info": "information",
    "intro": "introduction",
    "js": "javascript",
    "k8": "kubernetes",
    "lib": "library",
    "math": "mathematic",
    "mgmt": "management",
    "perf": "performance",
    "regex": "regular expression",
    "regexp": "regular expression",
    "repo": "repository",
    "stat": "statistic",
    "sync": "synchronous",
    "ts": "typescript",
    "var": "variable",
    "vs": "versus",
}
"""Short words, without plural as `words` gives them, and what they are short for."""

_BRITISH = re.compile(r"is(ation|e|ing|er|ed)$")
_COLOUR = re.compile(r"(?<=[a-z]{3})our(?=s?$)|(?<=col)our|(?<=behavi)our")

_BEFORE = frozenset(
    {
        "of",
        "basic",
        "essential",
        "fundamental",
        "getting",
        "how",
        "in",
        "introduction",
        "introductory",
        "is",
        "learning",
        "started",
        "to",
        "understanding",
        "using",
        "what",
        "with",
        "working",
    }
)
"""Words, as `words` gives them, that add nothing where a name begins with them."""

_AFTER = frozenset(
    {
        "101",
        "basic",
        "best",
        "concept",
        "essential",
        "framework",
        "fundamental",
        "introduction",
        "language",
        "library",
        "overview",
        "practice",
        "primer",
        "principle",
        "programming",
        "skill",
        "technique",
        "tool",
        "topic",
    }
)
"""The same where it ends with them."""

PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*")
"""What stands in parentheses in a name."""

_SHORTEST_SLIP = 5
"""Letters that a word needs before another of almost the same letters can be a slip of it."""
_TWO_SLIPS = 10
"""Letters from which on two slips are forgiven."""


class Alike:
    """Says of two names whether they are one.

    Args:
        pack: Knows names of one concept, and different concepts with similar names.
        vocabulary: Words that are surely spelt right, beside those of the pack.

    Examples:
        >>> alike = Alike(KnowledgePack(()))
        >>> alike.certainty("Web Sockets", "WebSockets") > SURE
        True
        >>> alike.certainty("Algebra 1", "Algebra 2")
        0.0
    """

    def __init__(self, pack: KnowledgePack, vocabulary: AbstractSet[str] = frozenset()) -> None:
        self._pack = pack
        self._vocabulary = vocabulary

    def certainty(self, one: str, other: str, around: Container[str] = ()) -> float:
        """Return how surely two names are one, 0 to 1.

        Args:
            one: A name.
            other: Another.
            around: Words, as `words` gives them, of the headings above both: *Hooks* under *React*
                are *React Hooks*.
        """
        if words(one) == words(other):
            return 1.0
        if self._are_two(one, other):
            return 0.0
        first, second = self.forms(one, around), self.forms(other, around)
        shared = first.keys() & second.keys()
        if all(len(words(name)) > 1 for name in (one, other)):
            # Two long names with the same initials: neither is the abbreviation.
            shared = {form for form in shared if not form.startswith("initials ")}
        found = max((min(first[form], second[form]) for form in shared), default=0.0)
        return max(found, self._slip(one, other, around))

    def forms(self, name: str, around: Container[str] = ()) -> Mapping[str, float]:
        """Return the forms of a name, each with how surely it is still the name."""
        found: dict[str, float] = {}
        for form, certainty in self._forms(name, around):
            found[form] = max(certainty, found.get(form, 0.0))
        return found

    def _forms(self, name: str, around: Container[str]) -> Iterator[tuple[str, float]]:
        whole = words(name)
        if not whole:
            return
        yield "".join(whole), _JOINED
        spelt = spelt_out(whole)
        yield "".join(spelt), _SPELT_OUT
        for concept in self._concepts(whole):
            yield f"concept {concept}", _CONCEPT
        plain = words(PARENTHESES.sub(" ", name)) or whole
        inside = [words(part) for part in PARENTHESES.findall(name)]
        if plain != whole:
            yield "".join(spelt_out(plain)), _WITHOUT_EXTRAS
            for part in inside:
                sure = _WITHOUT_EXTRAS if "".join(part) == _initials(plain) else _INSIDE
                yield "".join(spelt_out(part)), sure
        if len(plain) > 1:
            initials = _initials(plain)
            yield f"initials {initials}", _INITIALS if len(initials) > 2 else _SHORT_INITIALS  # noqa: PLR2004
        elif name.isupper():
            yield f"initials {plain[0]}", _INITIALS
        simpler = simple(spelt_out(plain), around)
        yield "".join(simpler), _SIMPLER
        if len(simpler) > 1:
            yield f"order {' '.join(sorted(simpler))}", _OTHER_ORDER
        if not any(word.endswith(("er", "or")) for word in simpler):
            yield f"stems {' '.join(sorted(map(_stem, simpler)))}", _INFLECTED

    def _concepts(self, name: Words) -> list[str]:
        """Return the concepts of which this is a name wherever it stands, in this very order."""
        return [concept for concept, order in self._pack.named(name).items() if order == name]

    def _are_two(self, one: str, other: str) -> bool:
        """Say whether two names are known to mean different things."""
        insides = [[words(part) for part in PARENTHESES.findall(name)] for name in (one, other)]
        if all(insides) and insides[0] != insides[1]:
            return True
        known = [set(self._concepts(words(name))) for name in (one, other)]
        if all(known):
            return known[0].isdisjoint(known[1])
        return _digits(one) != _digits(other)

    def _slip(self, one: str, other: str, around: Container[str]) -> float:
        """Return how surely one name is the other with a slip of the keys in one word."""
        first, second = (simple(spelt_out(words(name)), around) for name in (one, other))
        if len(first) != len(second):
            return 0.0
        differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
        if len(differing) != 1:
            return 0.0
        ((a, b),) = differing
        shorter = min(len(a), len(b))
        if shorter < _SHORTEST_SLIP or a.startswith(b) or b.startswith(a) or a[0] != b[0]:
            return 0.0
        if OSA.distance(a, b) > (2 if shorter >= _TWO_SLIPS else 1):
            return 0.0
        known = sum(self._is_known(word) for word in (a, b))
        return (_STRANGE_SLIP, _SLIP, 0.0)[known]

    def _is_known(self, word: str) -> bool:
        return word in self._vocabulary or word in _vocabulary(self._pack)


@lru_cache(maxsize=2)
def _vocabulary(pack: KnowledgePack) -> frozenset[str]:
    """Return the words of all names in a pack."""
    return frozenset(
        word
        for concept in pack.concepts.values()
        for name in (concept.name, *concept.aliases, *concept.local)
        for word in spelt_out(words(name))
    )


def spelt_out(name: Words) -> Words:
    """Return a name with short words in full, and in American spelling."""
    return tuple(
        _COLOUR.sub("or", _BRITISH.sub(r"iz\1", part)) if len(part) > _SHORTEST_SLIP else part
        for word in name
        for part in _SPELLINGS.get(word, word).split()
    )


def simple(name: Words, around: Container[str] = ()) -> Words:
    """Return a name without what adds nothing at its ends; at least one word is left."""
    start, end = 0, len(name)
    while start < end - 1 and (name[start] in _BEFORE or name[start] in around):
        start += 1
    while end - 1 > start and (name[end - 1] in _AFTER or name[end - 1] in around):
        end -= 1
    return name[start:end]


def says_nothing(name: str) -> bool:
    """Say whether a name tells nothing without what stands above it: *Basics*, *Overview*."""
    return all(word in _BEFORE or word in _AFTER or word in _UNTELLING for word in words(name))


_UNTELLING = frozenset(
    {
        "advanced",
        "application",
        "assignment",
        "common",
        "conclusion",
        "configuration",
        "debugging",
        "deployment",
        "error",
        "event",
        "example",
        "exercise",
        "feature",
        "function",
        "further",
        "general",
        "history",
        "hook",
        "install",
        "installation",
        "intermediate",
        "miscellaneous",
        "module",
        "more",
        "network",
        "networking",
        "option",
        "other",
        "performance",
        "project",
        "quiz",
        "reading",
        "resource",
        "review",
        "routing",
        "security",
        "setting",
        "setup",
        "state",
        "style",
        "summary",
        "syntax",
        "template",
        "test",
        "testing",
        "theory",
        "tip",
        "type",
        "usage",
        "use",
        "validation",
        "variable",
        "volume",
    }
)
"""Words, as `words` gives them, that mean another thing under every heading."""


def _stem(word: str) -> str:
    """Return a word without its ending; one that `words` left an `s` needs it: *HTTPS*."""
    (stem,) = stems((word,))
    return word if stem == word.removesuffix("s") else stem


def _initials(name: Words) -> str:
    return "".join(word[0] for word in name)


def _digits(name: str) -> list[str]:
    return [char for char in name if char.isdigit()]
