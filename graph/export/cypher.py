"""Snapshot -> a Cypher script that makes a Neo4j database hold the map.

```text
(:SkillMap {id, name})
(:Area | Topic | Skill {map, id, name, ...})                  an id is unique in its map
(:SkillMap | Area | Topic)-[:CONTAINS {position}]->(:Area | Topic | Skill)
(:Skill)-[:PREREQUISITE_OF {confidence, status, evidence}]->(:Skill)
```

Neo4j 5 and newer run it, in Browser or in cypher-shell. Running it again changes nothing, and the
script of a later version of the map brings the database up to date: what the map has lost is
deleted, unless something else in the database refers to it, such as a learner who knows it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from string import Template
from typing import Any, TypeAlias

from graph.export.prerequisites import used_prerequisites
from graph.model import Entry, Kind, Prerequisite
from graph.skillmap import SkillMap
from graph.snapshot import Snapshot

_Row: TypeAlias = Mapping[str, Any]

BATCH_ROWS = 500
"""Rows of one statement, so that Neo4j reads and commits a large map in pieces."""

_LABELS: Mapping[Kind, str] = {"area": "Area", "topic": "Topic", "skill": "Skill"}

_BEGIN = Template("""\
// A skill map for Neo4j 5 and newer. Running this again changes nothing.
CREATE CONSTRAINT skill_map_id IF NOT EXISTS FOR (n:SkillMap) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT area_id IF NOT EXISTS FOR (n:Area) REQUIRE (n.map, n.id) IS UNIQUE;
CREATE CONSTRAINT topic_id IF NOT EXISTS FOR (n:Topic) REQUIRE (n.map, n.id) IS UNIQUE;
CREATE CONSTRAINT skill_id IF NOT EXISTS FOR (n:Skill) REQUIRE (n.map, n.id) IS UNIQUE;
MATCH (:Area|Topic|Skill {map: $map})<-[old:CONTAINS]-() DELETE old;
MATCH (:Skill {map: $map})-[old:PREREQUISITE_OF]->() DELETE old;
MERGE (n:SkillMap {id: $map}) SET n.name = $title;
""")
_ENTRY = Template("MERGE (n:$label {map: $map, id: row.id}) SET n += row;\n")
# One label on each side of a pattern lets Neo4j look a node up by its constraint.
_CONTAINS = Template("""\
MATCH (parent:$parent) MATCH (child:$label {map: $map, id: row.child})
MERGE (parent)-[r:CONTAINS]->(child) SET r.position = row.position;
""")
_PREREQUISITE_OF = Template("""\
MATCH (source:Skill {map: $map, id: row.source}) MATCH (target:Skill {map: $map, id: row.target})
MERGE (source)-[r:PREREQUISITE_OF]->(target)
SET r.confidence = row.confidence, r.status = row.status, r.evidence = row.evidence;
""")
_END = Template("""\
MATCH (n:Area|Topic|Skill {map: $map}) WHERE NOT EXISTS { (n)--() } DELETE n;
""")


def write_cypher(snapshot: Snapshot, min_confidence: float) -> str:
    """Return a script of statements with the prerequisites of at least this confidence."""
    map_id = _literal(snapshot.map_id)
    edges = used_prerequisites(snapshot, min_confidence)
    return "".join(
        (
            _BEGIN.substitute(map=map_id, title=_literal(snapshot.skill_map.title)),
            *_entries(snapshot.skill_map, map_id),
            *_contents(snapshot.skill_map, map_id),
            *_for_each(map(_prerequisite, edges), _PREREQUISITE_OF.substitute(map=map_id)),
            _END.substitute(map=map_id),
        )
    )


def _entries(skill_map: SkillMap, map_id: str) -> Iterator[str]:
    for kind, label in _LABELS.items():
        rows = [_entry(entry) for entry in skill_map if entry.kind == kind]
        yield from _for_each(rows, _ENTRY.substitute(label=label, map=map_id))


def _entry(entry: Entry) -> _Row:
    return {
        "id": entry.id,
        "name": entry.name,
        "path": entry.path,
        "line": entry.line,
        "emoji": entry.emoji,
        "description": entry.description,
        "resources": entry.resources,
        "effort_hours": entry.effort_hours,
        "known": entry.known,
    }


def _contents(skill_map: SkillMap, map_id: str) -> Iterator[str]:
    rows: defaultdict[tuple[str, str], list[_Row]] = defaultdict(list)
    for parent, children in skill_map.children.items():
        pattern = f"SkillMap {{id: {map_id}}}"
        if parent is not None:
            pattern = f"{_LABELS[skill_map[parent].kind]} {{map: {map_id}, id: row.parent}}"
        for position, child in enumerate(children):
            row = {"parent": parent, "child": child.id, "position": position}
            rows[pattern, _LABELS[child.kind]].append(row)
    for (pattern, label), pairs in rows.items():
        clauses = _CONTAINS.substitute(parent=pattern, label=label, map=map_id)
        yield from _for_each(pairs, clauses)


def _prerequisite(edge: Prerequisite) -> _Row:
    return {
        "source": edge.source,
        "target": edge.target,
        "confidence": edge.confidence,
        "status": edge.status,
        "evidence": [found.text for found in edge.evidence],
    }


def _for_each(rows: Iterable[_Row], clauses: str) -> Iterator[str]:
    """Yield statements that run these clauses for each row."""
    maps = [
        f"  {{{', '.join(f'{key}: {_literal(value)}' for key, value in row.items())}}}"
        for row in rows
    ]
    for start in range(0, len(maps), BATCH_ROWS):
        yield "UNWIND [\n" + ",\n".join(maps[start : start + BATCH_ROWS]) + f"\n] AS row\n{clauses}"


def _literal(value: Any) -> str:
    """Return a text, number or list as Cypher writes it, which is how JSON does."""
    return json.dumps(value, ensure_ascii=False)
