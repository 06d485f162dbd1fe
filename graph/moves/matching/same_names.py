"""Skills that are elsewhere now, by the same name.

Not its job: a name that is a topic now (`changed_kinds`).
"""

from collections.abc import Iterator

from graph.model import Entry, SkillId
from graph.moves.matching.comparison import MOST_NAMESAKES, Comparison
from graph.moves.matching.mutual_best import mutually_best
from graph.skillmap import SkillMap


def find_same_names(comparison: Comparison) -> None:
    """Find skills that were moved, unless the name means another thing under every heading."""
    left = comparison.left_named(skills=True)
    came = comparison.came_named(skills=True)
    for key in left.keys() & came.keys():
        alone = len(left[key]) == len(came[key]) == 1
        scores = {
            (was.id, now.id): score
            for was in left[key][:MOST_NAMESAKES]
            for now in came[key][:MOST_NAMESAKES]
            if (score := _score(comparison, was, now, alone=alone))
        }
        for was_id, now_id in mutually_best(scores):
            comparison.take(comparison.old[was_id], comparison.new[now_id])


def _score(comparison: Comparison, was: Entry, now: Entry, *, alone: bool) -> float:
    """Return how surely a skill is one of the same name elsewhere, 0 if that is not likely."""
    above = set(_ancestors(comparison.new, now))
    kept = [a for a in _ancestors(comparison.old, was) if comparison.place_now(a) in above]
    is_close = bool(kept) and (kept[0] == was.parent or comparison.place_now(kept[0]) == now.parent)
    if is_close or (kept and comparison.names.are_telling(was, now)):
        return 1.0 + len(kept)
    return float(alone and comparison.names.are_telling(was, now))


def _ancestors(skill_map: SkillMap, entry: Entry) -> Iterator[SkillId]:
    """Yield what contains an entry where it stands first, from the inside out."""
    while entry.parent is not None:
        entry = skill_map[entry.parent]
        yield entry.id
