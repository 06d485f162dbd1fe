"""Names that a map writes under several topics: whether each is one skill or several, and why.

Not its job: finding that out (`skillmap.identity`, `inference.same_names`, `build`), and recording
what a person decides (`changes`).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.errors import DecisionError, UnknownSkillError
from graph.model import Entry, NameDecision, NameVerdict, SkillId
from graph.names import MAX_SUGGESTIONS
from graph.skillmap.identity import name_key
from graph.snapshot import Snapshot

_WAITING = "The map does not write it under several topics any more. The decision waits."


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name under several topics, and what it is taken for."""

    name: str
    verdict: NameVerdict
    """What holds."""
    ids: tuple[SkillId, ...]
    """The skills of this name, in map order: one if they are merged, none if the map lost it."""
    lines: tuple[int, ...]
    """Where it is written, ascending."""
    reason: str
    """Why, in words."""
    decision: NameDecision | None
    """What a person decided; None if Waypath found it out."""


def shared_names(snapshot: Snapshot) -> tuple[SharedName, ...]:
    """Return the names that a map writes under several topics, in map order.

    Names that people decided about, but that the map does not write so any more, stand at the end.
    """
    skills: dict[str, list[Entry]] = defaultdict(list)
    for skill in snapshot.skill_map.skills:
        skills[name_key(skill.name)].append(skill)
    decided = {name_key(made.name): made for made in snapshot.name_decisions}
    split = {name_key(found.name): found.reason for found in snapshot.report.homonyms}
    merged = {found.id: found.reason for found in snapshot.report.merged if len(found.ids) > 1}
    found = {
        key: _shared(same, split[key] if len(same) > 1 else merged[same[0].id], decided.get(key))
        for key, same in skills.items()
        if len(same) > 1 or same[0].id in merged
    }
    waiting = (
        SharedName(made.name, made.verdict, (), (), _WAITING, made)
        for key, made in decided.items()
        if key not in found
    )
    return (*found.values(), *waiting)


def shared_name(snapshot: Snapshot, name: str) -> SharedName:
    """Return the name under several topics that this is, in any case, or the id of a skill of it.

    Raises:
        UnknownSkillError: Nothing in the map has this name; the error has suggestions.
        DecisionError: It is written under one topic only, so there is nothing to decide about it.
    """
    shared = {name_key(found.name): found for found in shared_names(snapshot)}
    skill = snapshot.skill_map.present_id(name)
    key = name_key(snapshot.skill_map[skill].name if skill in snapshot.skill_map else name)
    if key in shared:
        return shared[key]
    if not any(name_key(entry.name) == key for entry in snapshot.skill_map):
        raise UnknownSkillError(name, snapshot.names.suggestions(name))
    written = [found.name for found in shared.values() if found.ids]
    closest = process.extract(name, written, scorer=fuzz.ratio, limit=MAX_SUGGESTIONS)
    others = f"Names that are: {', '.join(found for found, *_ in closest)}" if closest else ""
    raise DecisionError(
        f"“{name}” is not the name of skills under several topics, so there is nothing to merge or "
        f"to split. {others or 'No name of this map is'}"
    )


def _shared(skills: Sequence[Entry], reason: str, decision: NameDecision | None) -> SharedName:
    return SharedName(
        skills[0].name,
        "split" if len(skills) > 1 else "merged",
        tuple(skill.id for skill in skills),
        tuple(sorted(place.line for skill in skills for place in skill.placements)),
        reason,
        decision,
    )
