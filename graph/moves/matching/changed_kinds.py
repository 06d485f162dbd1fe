"""Skills that are topics now, and topics that are skills, by the same name."""

from collections.abc import Iterator

from graph.model import Entry, SkillId
from graph.moves.matching.comparison import Comparison
from graph.skillmap.identity import name_key


def find_changed_kinds(comparison: Comparison) -> None:
    """Find skills that became what stands under a topic, and topics that became one skill."""
    new = comparison.new
    for was, now in _of_other_kind(comparison, skills=True):
        comparison.settle(was.id, "split", new.skills_under(now.id), taken=(now.id,))
    for was, now in _of_other_kind(comparison, skills=False):
        comparison.settle(was.id, "merged", (now.id,), taken=(now.id,))
        _merge_below(comparison, was.id, now.id)
    for entry in comparison.old:
        is_there = entry.id in new
        if is_there and entry.kind != "skill" and new[entry.id].kind == "skill":
            _merge_below(comparison, entry.id, entry.id)


def _of_other_kind(comparison: Comparison, *, skills: bool) -> Iterator[tuple[Entry, Entry]]:
    """Yield skills and the topics that they are now, or else topics and their skills."""
    left = comparison.open_left(skills=skills)
    came = comparison.came_named(skills=not skills)
    for was in left:
        found = [
            now
            for now in came.get(name_key(was.name), ())
            if comparison.is_near(was, now) or comparison.names.are_telling(was, now)
        ]
        if len(found) == 1 and comparison.is_open(was, found[0]):
            yield was, found[0]


def _merge_below(comparison: Comparison, topic: SkillId, now: SkillId) -> None:
    """Say that what stood under a topic and was not found elsewhere is one skill now."""
    for entry in comparison.old.entries_under(topic):
        if entry.id in comparison.left and entry.id not in comparison.fates:
            comparison.settle(entry.id, "merged", (now,))
