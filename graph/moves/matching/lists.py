"""Lists in names: “A & B” that is A and B now, or A and B that are “A & B”."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from graph.inference.knowledge_pack import Words, words
from graph.model import Entry
from graph.moves.alike import says_nothing
from graph.moves.listed_names import parts_of
from graph.moves.matching.comparison import Comparison


def find_lists(comparison: Comparison) -> None:
    """Find skills that were split into those that their names list, and those that were merged."""
    came = _by_words(comparison.came.values())
    for was in comparison.open_left(skills=True):
        if parts := _parts(comparison, was, came, partial(comparison.is_near, was)):
            ids = tuple(part.id for part in parts)
            comparison.settle(was.id, "split", ids, taken=ids)
    left = _by_words(comparison.open_left(skills=True))
    for now in comparison.open_came(skills=True):
        for part in _parts(comparison, now, left, partial(comparison.is_near, now=now)):
            comparison.settle(part.id, "merged", (now.id,), taken=(now.id,))


def _parts(
    comparison: Comparison,
    whole: Entry,
    named: Mapping[Words, Sequence[Entry]],
    is_near: Callable[[Entry], bool],
) -> list[Entry]:
    """Return the open entries that an entry lists in its name, or nothing if one is missing."""
    found = []
    for part in parts_of(whole.name, named):
        same = [entry for entry in named[part] if _is_free(comparison, entry)]
        chosen = [entry for entry in same if is_near(entry)] or [
            entry for entry in same if not says_nothing(entry.name)
        ]
        if len(chosen) != 1:
            return []
        found += chosen
    return found


def _is_free(comparison: Comparison, entry: Entry) -> bool:
    """Say whether an entry of either map is not found yet."""
    is_left = entry.id in comparison.left and entry.id not in comparison.fates
    return is_left or entry.id in comparison.came


def _by_words(entries: Iterable[Entry]) -> dict[Words, list[Entry]]:
    found: dict[Words, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[words(entry.name)].append(entry)
    return dict(found)
