"""What a query is asked with: values for its parameters, and the same as text inside it.

Browser asks nobody for parameters, so whoever clicks a query in the guide gets one with the values
of the map filled in.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from graph.export.neo4j_browser.queries import Query
from graph.model import DEFAULT_MIN_CONFIDENCE, SkillId
from graph.skillgraph import SkillGraph
from graph.snapshot import Snapshot

Value: TypeAlias = str | int | float | list[str]
Values: TypeAlias = Mapping[str, Value]

LEARNER = "me"
"""Id of the learner of the guide."""

_PLACEHOLDERS: Values = {
    "map": "your-map",
    "area": "your-area",
    "learner": LEARNER,
    "known": ["your-area/first-skill"],
    "goals": ["your-area/last-skill"],
    "skill": "your-area/first-skill",
    "min_confidence": DEFAULT_MIN_CONFIDENCE,
    "revision": 0,
}

_PARAMETER = re.compile(r"\$(\w+)")


def values_of(snapshot: Snapshot | None) -> Values:
    """Return values for all parameters, which make every query say something about this map.

    The learner knows the first topic of the map, and wants what stands at the end of the longest
    chain of prerequisites. Without a map they are placeholders.
    """
    if snapshot is None or not snapshot.skill_map.skills:
        return _PLACEHOLDERS
    skill_map = snapshot.skill_map
    graph = snapshot.graph_at(DEFAULT_MIN_CONFIDENCE)
    skills = skill_map.skills
    known = skills[0].parent or skills[0].id
    goal = _deepest(graph)
    path = graph.in_order({goal} | graph.ancestors_of({goal}))
    area = next((entry for entry in skill_map if entry.kind != "skill"), skills[0])
    return {
        "map": snapshot.map_id,
        "area": area.id,
        "learner": LEARNER,
        "known": [known],
        "goals": [goal],
        "skill": path[0],
        "min_confidence": DEFAULT_MIN_CONFIDENCE,
        "revision": max(0, snapshot.revision - 1),
    }


def filled(query: Query, values: Values) -> str:
    """Return a query that runs without parameters."""
    return _PARAMETER.sub(lambda found: literal(values[found[1]]), query.cypher)


def literal(value: Value) -> str:
    r"""Return a value as Cypher writes it; a text can hold anything.

    Examples:
        >>> print(literal(["it's", 0.5]))
        ['it\'s', 0.5]
    """
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, str):
        return f"'{''.join(map(_escaped, value))}'"
    return repr(value)


def _escaped(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if character.isprintable():
        return character
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def _deepest(graph: SkillGraph) -> SkillId:
    """Return the skill with the longest chain of prerequisites; the first in the map of several."""
    depth = [0] * len(graph)
    for skill in graph.topological:
        for dependent in graph.targets_from(skill).tolist():
            depth[dependent] = max(depth[dependent], depth[skill] + 1)
    return tuple(graph)[depth.index(max(depth))]
