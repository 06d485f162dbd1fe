"""Skills that have another name now, which is one with the name before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.model import Entry
from graph.moves.alike import LIKELY, SURE
from graph.moves.matching.comparison import MOST_NAMESAKES, MOST_PAIRS, Comparison
from graph.moves.matching.mutual_best import mutually_best


def find_other_names(comparison: Comparison) -> None:
    """Find skills that were renamed under what is one container, and then those sure elsewhere."""
    for place, left in comparison.left_under.items():
        came = comparison.came_into(place)
        _take_clear(comparison, _alike_pairs(comparison, _skills(left), _skills(came)), LIKELY)
    left, came = comparison.open_left(skills=True), comparison.open_came(skills=True)
    _take_clear(comparison, _alike_pairs(comparison, left, came), SURE)


def _take_clear(comparison: Comparison, pairs: Iterable[tuple[Entry, Entry]], least: float) -> None:
    scores = {
        (was.id, now.id): score
        for was, now in pairs
        for is_near in [comparison.is_near(was, now)]
        if (score := comparison.names.certainty(was, now, is_near=is_near)) >= least
        and (is_near or comparison.names.are_telling(was, now))
    }
    for was_id, now_id in mutually_best(scores):
        comparison.take(comparison.old[was_id], comparison.new[now_id])


def _alike_pairs(
    comparison: Comparison, left: Sequence[Entry], came: Sequence[Entry]
) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs that may be alike: all if they are few, else those that share a form."""
    left = [entry for entry in left if entry.id not in comparison.fates]
    came = [entry for entry in came if entry.id in comparison.came]
    if len(left) * len(came) <= MOST_PAIRS:
        yield from ((was, now) for was in left for now in came)
        return
    forms = comparison.names.alike.forms
    with_form: dict[str, list[Entry]] = defaultdict(list)
    for now in came:
        for form in forms(now.name):
            with_form[form].append(now)
    for was in left:
        found = {
            now.id: now
            for form in forms(was.name)
            if len(with_form.get(form, ())) <= MOST_NAMESAKES
            for now in with_form.get(form, ())
        }
        yield from ((was, now) for now in found.values())


def _skills(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.kind == "skill"]
