"""The knowledge pack: which concept has to be known before which, whatever map it stands in.

A concept is looked up by its name, by aliases that mean it everywhere, and by local names that mean
it only where the surroundings say so. Names are compared as `words`.

Not its job: reading files (`shipped`), which skill of a map is which concept (`linking`).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, TypeAlias

FEWEST_SHARED = 3
"""Fields are akin if so many concepts of one need, or are helped by, one of the other."""

Words: TypeAlias = tuple[str, ...]
"""A name as it is compared."""

_SPECIAL = {
    "c++": "cpp",
    "c#": "csharp",
    "f#": "fsharp",
    "q#": "qsharp",
    "a*": "astar",
    ".net": "dotnet",
    "node.js": "nodejs",
}
_SPECIAL_PATTERN = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _SPECIAL))})(?!\w)")
_SPECIAL_MARKS = frozenset("+#*.'\u2019")
_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = frozenset({"a", "an", "and", "or", "the"})
_NO_PLURALS = frozenset(
    {"https", "nats", "vitess", "ios", "aws", "dns", "css", "tls", "mtls", "js", "ssrs"}
)
_PLURALS_IN_IS = frozenset({"ais", "apis", "clis", "guis", "kpis", "slis", "uis"})
_SHORTEST_PLURAL = 4
_BRITISH = re.compile(
    r"(?<!improv)is(?=ations?$)"
    r"|(?<=(?:al|an|ar|el|en|er|et|gn|il|im|in|it|og|on|or|rg|ut))is(?=(?:e|ed|ers?|es|ing)$)"
    r"|(?<=cust)omis(?=(?:e|ed|es|ing)$)"
)
_BRITISH_OUR = re.compile(r"(?<=(?:col|avi|ghb|lav|lab|vap|hum|fav))our")
_BRITISH_LL = re.compile(
    r"(cancel|channel|label|level|marshal|model|panel|signal|total|travel|tunnel)l(?=ing|ed|er)"
)
_AMERICAN = {
    "artefact": "artifact",
    "catalogue": "catalog",
    "centre": "center",
    "defence": "defense",
    "dialogue": "dialog",
    "fibre": "fiber",
    "grey": "gray",
    "licence": "license",
    "metre": "meter",
    "offence": "offense",
    "practise": "practice",
    "programme": "program",
}
_NAME_CACHE = 200_000
_WORD_CACHE = 50_000


@lru_cache(maxsize=_NAME_CACHE)
def words(text: str) -> Words:
    """Return a name as it is compared: without case, punctuation, articles, plurals and spelling.

    Examples:
        >>> words("CI/CD Pipelines")
        ('ci', 'cd', 'pipeline')
        >>> words("Normalising Colours")
        ('normalizing', 'color')
        >>> words("C++ & the C# basics") == words("C# and C++ Basics")
        False
        >>> words("C++ & the C# basics")
        ('cpp', 'csharp', 'basic')
    """
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    if not _SPECIAL_MARKS.isdisjoint(plain):
        plain = _SPECIAL_PATTERN.sub(lambda found: f" {_SPECIAL[found[0]]} ", plain)
        plain = plain.replace("'", "").replace("\u2019", "")
    return tuple(_plain(word) for word in _WORD.findall(plain) if word not in _LEFT_OUT)


@lru_cache(maxsize=_WORD_CACHE)
def _plain(word: str) -> str:
    """Return a word in its American spelling and as a singular."""
    if "is" in word:
        word = _BRITISH.sub(lambda found: f"{found[0][:-1]}z", word)
    if "our" in word:
        word = _BRITISH_OUR.sub("or", word)
    if "ll" in word:
        word = _BRITISH_LL.sub(r"\1", word)
    word = _singular(word)
    return _AMERICAN.get(word, word)


def _singular(word: str) -> str:
    if word in _PLURALS_IN_IS:
        return word[:-1]
    if len(word) < _SHORTEST_PLURAL or word in _NO_PLURALS:
        return word
    if word.endswith(("ie", "ies")):  # cookie and query have the same plural
        return f"{word.removesuffix('s')[:-2]}y"
    if word.endswith(("shes", "sses", "xes")):
        return word[:-2]
    if not word.endswith("s"):
        return word
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


@dataclass(frozen=True, slots=True)
class Concept:
    """Something to know, and what has to be known before it."""

    name: str
    field: str
    needs: tuple[tuple[str, ...], ...] = ()
    """Names of concepts; where several stand together, one of them is enough."""
    helps: tuple[str, ...] = ()
    """Names of concepts that make it easier, but are not needed."""
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    """Words that stand around a local name in a map."""


class KnowledgePack:
    """Concepts by name.

    Args:
        concepts: The concepts; their names are unique.
        around: By field, words that surround its concepts in a map.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        around: Mapping[str, Sequence[str]] | None = None,
        domains: Mapping[str, str] | None = None,
    ) -> None:
        self.concepts = {concept.name: concept for concept in concepts}
        self.around = {
            field: tuple(map(words, phrases)) for field, phrases in (around or {}).items()
        }
        self._levels: dict[str, int] = {}
        self.kin = self._find_kin(domains or {})
        self._by_name: dict[Words, dict[str, Words]] = defaultdict(dict)
        self._by_stems: dict[Words, dict[str, Words]] = defaultdict(dict)
        self._by_local: dict[Words, dict[str, Words]] = defaultdict(dict)
        for concept in self.concepts.values():
            for name in (concept.name, *concept.aliases):
                found = words(name)
                self._by_name[_bag(found)].setdefault(concept.name, found)
                self._by_stems[stems(found)].setdefault(concept.name, found)
            for name in concept.local:
                found = words(name)
                self._by_local[_bag(found)].setdefault(concept.name, found)

    def __len__(self) -> int:
        return len(self.concepts)

    def _find_kin(self, domains: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
        """Return the fields that each is akin to: of one domain, or with needs in common."""
        fields = {concept.field for concept in self.concepts.values()}
        shared: Counter[frozenset[str]] = Counter(
            frozenset((concept.field, self.concepts[name].field))
            for concept in self.concepts.values()
            for name in (*chain.from_iterable(concept.needs), *concept.helps)
            if name in self.concepts
        )
        return {
            field: frozenset(
                other
                for other in fields
                if domains.get(field, field) == domains.get(other, other)
                or shared[frozenset((field, other))] >= FEWEST_SHARED
            )
            for field in fields
        }

    def level(self, concept: str) -> int:
        """Return how far a concept is from the beginnings of its field: 0 if it needs nothing.

        Of a choice the nearest counts.
        """
        if concept not in self._levels:
            needs = self.concepts[concept].needs
            self._levels[concept] = max(
                (1 + min(map(self.level, group)) for group in needs), default=0
            )
        return self._levels[concept]

    def named(self, name: Words) -> Mapping[str, Words]:
        """Return the concepts that bear these words as a name, in any order, and their order."""
        return self._by_name.get(_bag(name), {})

    def named_alike(self, name: Words) -> Mapping[str, Words]:
        """Return the concepts that bear these words in other forms: *Indexing*, *Indexes*."""
        return self._by_stems.get(stems(name), {})

    def named_locally(self, name: Words) -> Mapping[str, Words]:
        """Return the concepts that are called so where their surroundings fit."""
        return self._by_local.get(_bag(name), {})


def _bag(name: Words) -> Words:
    return tuple(sorted(name))


_SUFFIX = re.compile(
    r"(?<=\w{4})(?:izations?|isations?|ations?|tions?|ions?|ings?|ments?|ers?|ed|es|e|s)$"
)


def stems(name: Words) -> Words:
    """Return the words of a name without their endings, in an order of their own.

    Examples:
        >>> stems(words("Database Indexing")) == stems(words("Indexes of Databases"))
        False
        >>> stems(words("Database Indexing")) == stems(words("Indexed Databases"))
        True
    """
    return tuple(sorted(map(_stem, name)))


@lru_cache(maxsize=_WORD_CACHE)
def _stem(word: str) -> str:
    return _SUFFIX.sub("", word)


def read_pack(documents: Iterable[Mapping[str, Any]]) -> KnowledgePack:
    """Return the pack that the documents of `seeds/knowledge` make, each a field.

    They are taken to be right: the linter in `bench/pack.py` says what is wrong with one.
    """
    concepts: list[Concept] = []
    around, domains = {}, {}
    for document in documents:
        around[document["field"]] = (document["field"], *document.get("around", ()))
        domains[document["field"]] = document.get("domain", document["field"])
        concepts += (read_concept(document["field"], entry) for entry in document["concepts"])
    return KnowledgePack(concepts, around, domains)


def read_concept(field: str, entry: Mapping[str, Any]) -> Concept:
    """Return a concept of this field as its document holds it."""
    needs = (need if isinstance(need, list) else [need] for need in entry.get("needs") or ())
    return Concept(
        name=entry["name"],
        field=field,
        needs=tuple(map(tuple, needs)),
        helps=tuple(entry.get("helps") or ()),
        part_of=entry.get("part_of"),
        aliases=tuple(entry.get("aliases") or ()),
        local=tuple(entry.get("local") or ()),
        around=tuple(entry.get("around") or ()),
    )
