"""Which headings and bullets are the same thing, and their ids.

An id is the path of slugs from the area down. Inside one area or topic a name stands for one
thing, however often it is written. A name that stands under several topics is one skill if it says
itself what it is about, and several if each topic gives it its meaning, unless more is known of it
(`Ruling`):

- *Container Orchestration* stands beside *Containerization*, and nothing else in the map speaks
  of containers. Under another topic it is the same skill.
- *Session Management* takes its sense from *Authentication* here and from *SQLAlchemy* there.

Taking two skills for one would tell people that they know what they never learned, so what is not
clear stays apart; the report says which, and why.

Not its job: what is known of a name in its field (`inference`), what people say about it (`build`).
"""

import hashlib
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.model import Entry, Homonym, Kind, Merge, NameVerdict, Placement, SkillId
from graph.skillmap.label import Label

_MAX_SLUG = 80
"""Characters of a slug; a longer one is cut and gets a hash tail."""
_TAIL_BYTES = 3
_SHORTEST_TELLING_WORD = 5
"""Letters that a word needs before it may tell what a name is about: `data` and `type` do not."""


def slug(text: str) -> str:
    """Return the text as it stands in an id: letters and digits of any script, joined by `-`.

    Examples:
        >>> slug("Pub/Sub")
        'pub-sub'
        >>> slug("Übung & Beispiel")
        'übung-beispiel'
        >>> slug("C++")
        'c'
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("\u2019", "")
    plain = unicodedata.normalize("NFKC", plain)
    words = "".join(char if _is_word_character(char) else " " for char in plain).split()
    return "-".join(words)


def _is_word_character(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


@dataclass(slots=True)
class Draft:
    """One thing of the map while it is put together."""

    kind: Kind
    label: Label
    parent: "Draft | None"
    slug: str = ""
    labels: list[Label] = field(default_factory=list)
    places: list[tuple["Draft | None", int]] = field(default_factory=list)
    """Parent and line of every placement."""
    children: "dict[tuple[str, bool], Draft]" = field(default_factory=dict)
    same_as: "Draft | None" = None
    """The skill of which this one is a further placement."""

    @property
    def id(self) -> SkillId:
        """The path of slugs. Known once `assign_slugs` has run."""
        return f"{self.parent.id}/{self.slug}" if self.parent else self.slug

    @property
    def path(self) -> tuple[str, ...]:
        """Names on the way down."""
        return (*(self.parent.path if self.parent else ()), self.label.name)

    @property
    def lines(self) -> tuple[int, ...]:
        """Lines of all placements."""
        return tuple(line for _, line in self.places)

    @property
    def where(self) -> str:
        """The topic and the first line, for a sentence."""
        topic = self.parent.label.name if self.parent else "the top of the map"
        return f"{topic} (line {self.lines[0]})"


def name_key(name: str) -> str:
    """Return what two spellings of one name share."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def assign_slugs(siblings: Iterable[Draft]) -> None:
    """Give each of the things under one parent a slug of its own.

    Of names that come to the same slug the one that is the slug ("C") has it, and the others
    ("C++", "C#") get a tail that follows from the name. So an id changes as seldom as possible
    when a sibling comes or goes.
    """
    by_slug: dict[str, list[Draft]] = defaultdict(list)
    for draft in siblings:
        by_slug[slug(draft.label.name)].append(draft)
    taken = set(by_slug)
    for base, drafts in by_slug.items():
        owner = _owner(base, drafts)
        for draft in drafts:
            draft.slug = base if draft is owner else _with_tail(base, draft, taken)
            taken.add(draft.slug)


def _owner(base: str, drafts: Sequence[Draft]) -> Draft | None:
    """Return the one that has the slug without a tail: a topic before a skill of its name."""
    if not 0 < len(base) <= _MAX_SLUG:
        return None
    if len(drafts) == 1:
        return drafts[0]
    exact = [draft for draft in drafts if name_key(draft.label.name).replace(" ", "-") == base]
    return next((draft for draft in exact if draft.kind != "skill"), exact[0] if exact else None)


def _with_tail(base: str, draft: Draft, taken: set[str]) -> str:
    exact = f"{draft.label.name}\0{draft.kind == 'skill'}".encode()
    size = _TAIL_BYTES
    while True:
        tail = hashlib.blake2b(exact, digest_size=size).hexdigest()
        name = f"{base[:_MAX_SLUG].rstrip('-')}-{tail}".lstrip("-")
        if name not in taken:
            return name
        size += 1


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was found out about a name beforehand, so that its words are not asked."""

    verdict: NameVerdict
    reason: str
    """In words, for the report."""


Rulings: TypeAlias = Mapping[str, Ruling]
"""Rulings by `name_key`."""


def join_same_skills(
    drafts: Sequence[Draft], rulings: Rulings
) -> tuple[tuple[Merge, ...], tuple[Homonym, ...]]:
    """Decide about every name that is written more than once, and join what is one skill.

    Returns:
        What was taken for one skill, and what was told apart, both in map order.
    """
    merged = {
        id(draft): _merge([draft], f"It is written more than once under {draft.where}.")
        for draft in drafts
        if draft.kind == "skill" and len(draft.places) > 1
    }
    homonyms: list[Homonym] = []
    speakers = _Speakers(drafts)
    by_name: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_name[name_key(draft.label.name)].append(draft)
    for key, same in by_name.items():
        skills = [draft for draft in same if draft.kind == "skill"]
        ruling = _ruling(skills, speakers, rulings.get(key))
        if ruling and ruling.verdict == "merged":
            _join(skills)
            merged[id(skills[0])] = _merge(skills, ruling.reason)
            ruling = None
        left = [draft for draft in same if not draft.same_as]
        if skills and len(left) > 1:
            homonyms.append(_homonym(left, ruling))
    return (
        tuple(sorted(merged.values(), key=lambda merge: merge.lines)),
        tuple(sorted(homonyms, key=lambda homonym: homonym.lines)),
    )


def _ruling(skills: Sequence[Draft], speakers: "_Speakers", ruling: Ruling | None) -> Ruling | None:
    """Return what holds for the skills of a name: what was found out beforehand, or their words."""
    if len(skills) < 2:  # noqa: PLR2004 - one skill cannot be the same as another
        return None
    if ruling:
        return ruling
    home = _home_of_name(skills, speakers)
    return Ruling("merged", home) if home else None


def _join(skills: Sequence[Draft]) -> None:
    """Make all of them placements of the first."""
    first, *others = skills
    for other in others:
        other.same_as = first
        first.places += other.places
        first.labels += other.labels
    first.places.sort(key=lambda place: place[1])


def _merge(skills: Sequence[Draft], reason: str) -> Merge:
    first = skills[0]
    ids = tuple(skill.id for skill in skills)
    return Merge(first.id, first.label.name, first.lines, reason, ids)


def _homonym(drafts: Sequence[Draft], ruling: Ruling | None) -> Homonym:
    places = " and ".join(draft.where for draft in drafts)
    if ruling:
        reason = ruling.reason
    elif len({draft.kind for draft in drafts}) > 1:
        reason = f"It stands under {places}, and not every time as a skill."
    else:
        reason = f"It stands under {places}; the name alone does not say that both mean the same."
    lines = tuple(line for draft in drafts for line in draft.lines)
    return Homonym(drafts[0].label.name, tuple(draft.id for draft in drafts), lines, reason)


def _home_of_name(skills: Sequence[Draft], speakers: "_Speakers") -> str | None:
    """Return why these skills of one name are the same, or None if that is not clear."""
    key = name_key(skills[0].label.name)
    topics = [skill.parent for skill in skills]
    for word in slug(skills[0].label.name).split("-"):
        home = speakers.only_topic(word, key)
        if home is not None and any(home is topic for topic in topics):
            return (
                f"The name says itself what it is about: besides it, only {home.label.name} "
                f"speaks of “{word}”."
            )
    return None


class _Speakers:
    """Which topics say which words, in their own names or those of their skills.

    Two words count as the same if one begins with the other: `container`, `containerization`.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._topics: dict[str, list[tuple[str, Draft | None]]] = defaultdict(list)
        for draft in drafts:
            topic = draft.parent if draft.kind == "skill" else draft
            key = name_key(draft.label.name)
            for word in slug(draft.label.name).split("-"):
                if len(word) >= _SHORTEST_TELLING_WORD:
                    self._topics[word].append((key, topic))
        self._words = sorted(self._topics)

    def only_topic(self, word: str, key: str) -> Draft | None:
        """Return the topic that alone says a word elsewhere than in this name, if there is one."""
        only: Draft | None = None
        for said in self._same(word):
            for name, topic in self._topics[said]:
                if name == key or (only is not None and topic is only):
                    continue
                if only is not None or topic is None:
                    return None
                only = topic
        return only

    def _same(self, word: str) -> Iterator[str]:
        if len(word) < _SHORTEST_TELLING_WORD:
            return
        for end in range(_SHORTEST_TELLING_WORD, len(word)):
            if word[:end] in self._topics:
                yield word[:end]
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                return
            yield self._words[place]


def entry_of(draft: Draft) -> Entry:
    """Return the finished entry, with what its placements say taken together."""
    labels = draft.labels
    return Entry(
        id=draft.id,
        name=draft.label.name,
        kind=draft.kind,
        placements=tuple(
            Placement(
                (*(parent.path if parent else ()), draft.label.name),
                line,
                parent.id if parent else None,
            )
            for parent, line in draft.places
        ),
        emoji=next((label.emoji for label in labels if label.emoji), ""),
        description=next((label.description for label in labels if label.description), ""),
        resources=_together(label.resources for label in labels),
        effort_hours=next(
            (label.effort_hours for label in labels if label.effort_hours is not None), None
        ),
        known=any(label.known for label in labels),
        requires=_together(label.requires for label in labels),
    )


def _together(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for found in values for value in found))
