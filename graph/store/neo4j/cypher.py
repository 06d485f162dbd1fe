"""The Cypher for maps: what the database must have, and what is read and written.

```text
(:SkillMap {id, name, revision, changed_at, skill_count, position})
(:Area | Topic | Skill {map, id, name, position, path, line, ...})       an id is unique in its map
(:SkillMap | Area | Topic)-[:CONTAINS {position}]->(:Area | Topic | Skill)
(:Skill)-[:PREREQUISITE_OF {confidence, percent, status, evidence, ...}]->(:Skill)        in use
(:Skill)-[:REJECTED_PREREQUISITE_OF | CUT_PREREQUISITE_OF {...}]->(:Skill)                not in use
(:Document {map, source, report, ...})
(:Decision {map, source, target, ...})   (:NameDecision {map, name, ...})   (:Move {map, id, ...})
(:Change {map, revision, ...})      outlives its map
(:Retired {map, id, ...})           an entry that the map has not, but that a learner refers to
(:Learner)-[:KNOWS | LEARNS | SKIPS | WANTS]->(...)   (:Placement)       see `learner_cypher`
```

An area, and what stands under it, also has a label for its colour: `Area1` to `Area12`.

Not its job: learners (`learner_cypher`), values as rows (`rows`), the order of statements
(`store`).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.model import Kind

LABELS: Mapping[Kind, str] = {"area": "Area", "topic": "Topic", "skill": "Skill"}

HUES: Final = 12
"""Labels for colours. The thirteenth area has the first one's again."""

USED: Final = "PREREQUISITE_OF"
REJECTED: Final = "REJECTED_PREREQUISITE_OF"
CUT: Final = "CUT_PREREQUISITE_OF"

MIGRATIONS: Sequence[Sequence[str]] = (
    (
        "CREATE CONSTRAINT waypath_name IF NOT EXISTS FOR (n:Waypath) REQUIRE n.name IS UNIQUE",
        "CREATE CONSTRAINT skill_map_id IF NOT EXISTS FOR (n:SkillMap) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT area_id IF NOT EXISTS FOR (n:Area) REQUIRE (n.map, n.id) IS UNIQUE",
        "CREATE CONSTRAINT topic_id IF NOT EXISTS FOR (n:Topic) REQUIRE (n.map, n.id) IS UNIQUE",
        "CREATE CONSTRAINT skill_id IF NOT EXISTS FOR (n:Skill) REQUIRE (n.map, n.id) IS UNIQUE",
        """CREATE CONSTRAINT retired_id IF NOT EXISTS
        FOR (n:Retired) REQUIRE (n.map, n.id) IS UNIQUE""",
        "CREATE CONSTRAINT learner_id IF NOT EXISTS FOR (n:Learner) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT document_map IF NOT EXISTS FOR (n:Document) REQUIRE n.map IS UNIQUE",
        """CREATE CONSTRAINT decision_pair IF NOT EXISTS
        FOR (n:Decision) REQUIRE (n.map, n.source, n.target) IS UNIQUE""",
        """CREATE CONSTRAINT change_revision IF NOT EXISTS
        FOR (n:Change) REQUIRE (n.map, n.revision) IS UNIQUE""",
        "CREATE INDEX decision_map IF NOT EXISTS FOR (n:Decision) ON (n.map)",
        "CREATE INDEX retired_map IF NOT EXISTS FOR (n:Retired) ON (n.map)",
    ),
    # Not by name: one can be too long for an index.
    ("CREATE INDEX name_decision_map IF NOT EXISTS FOR (n:NameDecision) ON (n.map)",),
    (
        "CREATE INDEX move_map IF NOT EXISTS FOR (n:Move) ON (n.map)",
        "CREATE CONSTRAINT placement_id IF NOT EXISTS FOR (n:Placement) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX placement_learner IF NOT EXISTS FOR (n:Placement) ON (n.learner)",
    ),
)
"""What each version of the schema adds to the one before. Every statement can be run again."""

SCHEMA = "OPTIONAL MATCH (w:Waypath {name: 'Waypath'}) RETURN w.schema"
SET_SCHEMA = "MERGE (w:Waypath {name: 'Waypath'}) SET w.schema = $schema"

# Reading

MAPS = """\
MATCH (m:SkillMap) WHERE m.revision IS NOT NULL
RETURN m.id, m.name, m.revision, m.skill_count, m.changed_at ORDER BY m.position"""

REVISION = "MATCH (m:SkillMap {id: $map}) WHERE m.revision IS NOT NULL RETURN m.revision"

VERSION = """\
MATCH (m:SkillMap {id: $map}) WHERE m.revision IS NOT NULL
OPTIONAL MATCH (c:Change {map: $map, revision: m.revision}) RETURN m.revision, c.key"""

LAST_REVISION = "MATCH (c:Change {map: $map}) RETURN coalesce(max(c.revision), 0)"

COMMITTED = """\
MATCH (c:Change {map: $map}) WHERE c.revision > $revision AND c.key = $key RETURN c.revision"""

HISTORY = """\
MATCH (c:Change {map: $map}) WHERE c.revision < $before
RETURN c.revision, c.kind, c.at, c.text, c.skills ORDER BY c.revision DESC LIMIT $limit"""

DOCUMENT = """\
MATCH (m:SkillMap {id: $map}) MATCH (d:Document {map: $map}) RETURN m.name, d.source, d.report,
  coalesce(d.list_order, 'auto')"""

# Thousands of rows in one list reach Python some ten times as fast as one by one.
ENTRIES = """\
MATCH (n:Area|Topic|Skill) WHERE n.map = $map
WITH n.position / $rows AS part, collect([
  n.position, n.id, n.name,
  CASE WHEN n:Skill THEN 'skill' WHEN n:Topic THEN 'topic' ELSE 'area' END,
  n.path, n.line, n.parent, n.other_places, n.emoji, n.description, n.resources, n.effort_hours,
  n.known, n.requires]) AS rows
RETURN rows"""

PREREQUISITES = """\
MATCH (source:Skill {map: $map})
  -[r:PREREQUISITE_OF|REJECTED_PREREQUISITE_OF|CUT_PREREQUISITE_OF]->(target:Skill)
WHERE source.position % $readers = $reader
WITH source.position / $rows AS part, collect([
  target.position, source.position, r.confidence, r.status, r.evidence, r.grounds,
  r.decided_at, r.inferred_confidence, r.inferred_status]) AS rows
RETURN rows"""

DECISIONS = """\
MATCH (d:Decision {map: $map}) WITH d ORDER BY d.position
RETURN collect([d.source, d.target, d.verdict, d.decided_at, d.note])"""

NAME_DECISIONS = """\
MATCH (d:NameDecision {map: $map}) WITH d ORDER BY d.position
RETURN collect([d.name, d.verdict, d.decided_at, d.note])"""

MOVES = """\
MATCH (m:Move {map: $map}) WITH m ORDER BY m.position
RETURN collect([m.id, m.name, m.kind, m.how, m.now, m.decided_at, m.found])"""

RETIRED = "MATCH (n:Retired {map: $map}) RETURN collect(n.id)"

# Writing

# Removing a property locks a node even if it has none, but not if no node at all has one, so it is
# one that others have. The revision is asked for afterwards: within one statement it could be read
# before the lock is had.
LOCK = "MATCH (m:SkillMap {id: $map}) REMOVE m.map"

CREATE_MAP = """\
MERGE (w:Waypath {name: 'Waypath'}) SET w.maps_made = coalesce(w.maps_made, 0) + 1
MERGE (m:SkillMap {id: $map})
FOREACH (new IN CASE WHEN m.revision IS NULL THEN [m] ELSE [] END |
  SET new.position = w.maps_made, new.name = '')
MERGE (d:Document {map: $map}) ON CREATE SET d.name = $map"""

SET_MAP = """\
MATCH (m:SkillMap {id: $map}) SET m.revision = $revision, m.changed_at = $changed_at,
  m.name = $title, m.skill_count = $skill_count"""

SET_DOCUMENT = """\
MATCH (d:Document {map: $map}) SET d.name = $title, d.source = $source, d.report = $report,
  d.list_order = $order"""

ADD_CHANGE = """\
CREATE (:Change {map: $map, revision: $revision, key: $key, kind: $kind, at: $at, text: $text,
  name: $text, skills: $skills})"""

DELETE_DECISIONS = """\
UNWIND $rows AS row MATCH (d:Decision {map: $map, source: row[0], target: row[1]}) DELETE d"""

ADD_DECISIONS = """\
OPTIONAL MATCH (old:Decision {map: $map}) WITH coalesce(max(old.position), 0) AS last
UNWIND range(0, size($rows) - 1) AS number WITH last, number, $rows[number] AS row
CREATE (:Decision {map: $map, position: last + 1 + number, source: row[0], target: row[1],
  verdict: row[2], decided_at: row[3], note: row[4],
  name: row[2] + ': ' + row[0] + ' before ' + row[1]})"""

DELETE_NAME_DECISIONS = """\
UNWIND $rows AS row MATCH (d:NameDecision {map: $map}) WHERE d.name = row[0] DELETE d"""

ADD_NAME_DECISIONS = """\
OPTIONAL MATCH (old:NameDecision {map: $map}) WITH coalesce(max(old.position), 0) AS last
UNWIND range(0, size($rows) - 1) AS number WITH last, number, $rows[number] AS row
CREATE (:NameDecision {map: $map, position: last + 1 + number, name: row[0], verdict: row[1],
  decided_at: row[2], note: row[3]})"""

DELETE_MOVES = "UNWIND $rows AS row MATCH (m:Move {map: $map}) WHERE m.id = row[0] DELETE m"

ADD_MOVES = """\
OPTIONAL MATCH (old:Move {map: $map}) WITH coalesce(max(old.position), 0) AS last
UNWIND range(0, size($rows) - 1) AS number WITH last, number, $rows[number] AS row
CREATE (:Move {map: $map, position: last + 1 + number, id: row[0], name: row[1], kind: row[2],
  how: row[3], now: row[4], decided_at: row[5], found: row[6]})"""

# What the export as Cypher has written, and a person may have run before, is taken over.
RETIRE_ALL = f"""\
MATCH (n:Area|Topic|Skill) WHERE n.map = $map
OPTIONAL MATCH (n)-[r:CONTAINS|PREREQUISITE_OF|REJECTED_PREREQUISITE_OF|CUT_PREREQUISITE_OF]-()
DELETE r WITH DISTINCT n
REMOVE n:Area:Topic:Skill:{":".join(f"Area{hue}" for hue in range(1, HUES + 1))} SET n:Retired"""

DELETE_UNUSED = "MATCH (n:Retired {map: $map}) WHERE NOT EXISTS { (n)--() } DELETE n"

DELETE_MAP = """\
MATCH (m:SkillMap {id: $map}) OPTIONAL MATCH (d:Document {map: $map}) DETACH DELETE m, d
WITH DISTINCT 1 AS one MATCH (n:Decision|NameDecision|Move {map: $map}) DELETE n"""


ENTRY_PROPERTIES = (
    *("id", "position", "name", "path", "line", "parent", "other_places", "emoji", "description"),
    *("resources", "effort_hours", "known", "requires"),
)
"""Of areas, topics and skills; each has its map too."""

PREREQUISITE_PROPERTIES = (
    *("confidence", "percent", "status", "evidence", "grounds"),
    *("decided_at", "inferred_confidence", "inferred_status"),
)


def _map_of(properties: Sequence[str], first: int) -> str:
    """Return a map of properties whose values stand in a row, from this column on.

    The server takes a third of the time for it that it takes for rows that are maps.
    """
    pairs = (f"{name}: row[{column}]" for column, name in enumerate(properties, start=first))
    return f"{{{', '.join(pairs)}}}"


_ENTRY = _map_of(ENTRY_PROPERTIES, 0)
_PREREQUISITE = _map_of(PREREQUISITE_PROPERTIES, 2)


def add_entries(labels: str) -> str:
    """Return what creates entries with these labels. Rows: `ENTRY_PROPERTIES`."""
    return f"UNWIND $rows AS row CREATE (n:{labels} {_ENTRY}) SET n.map = $map"


def restore_entries(labels: str) -> str:
    """Return what gives retired entries these labels. Rows: `ENTRY_PROPERTIES`."""
    return (
        "UNWIND $rows AS row MATCH (n:Retired {map: $map, id: row[0]})"
        f" REMOVE n:Retired SET n:{labels} SET n += {_ENTRY}"
    )


def change_entries(label: str) -> str:
    """Return what changes entries of this label. Rows: `ENTRY_PROPERTIES`."""
    return f"UNWIND $rows AS row MATCH (n:{label} {{map: $map, id: row[0]}}) SET n += {_ENTRY}"


def retire_entries(labels: str) -> str:
    """Return what takes these labels off entries. Rows: ids."""
    label = labels.partition(":")[0]
    return (
        f"UNWIND $rows AS row MATCH (n:{label} {{map: $map, id: row}})"
        f" REMOVE n:{labels} SET n:Retired"
    )


def _parent(label: str) -> str:
    """Return the pattern of a parent with the id `row[0]`. Rows: parent, child, more."""
    return "SkillMap {id: row[0]}" if label == "SkillMap" else _entry(label, 0)


def _entry(label: str, column: int) -> str:
    return f"{label} {{map: $map, id: row[{column}]}}"


def add_contents(parent: str, child: str) -> str:
    """Return what puts entries under others. Rows: parent, child, position."""
    return (
        f"UNWIND $rows AS row MATCH (p:{_parent(parent)}) MATCH (c:{_entry(child, 1)})"
        " CREATE (p)-[:CONTAINS {position: row[2]}]->(c)"
    )


def delete_contents(parent: str, child: str) -> str:
    """Return what takes entries from under others. Rows: parent, child."""
    return (
        f"UNWIND $rows AS row MATCH (p:{_parent(parent)})-[r:CONTAINS]->(c:{_entry(child, 1)})"
        " DELETE r"
    )


def add_prerequisites(kind: str) -> str:
    """Return what creates prerequisites of this type. Rows: ends, `PREREQUISITE_PROPERTIES`."""
    return (
        f"UNWIND $rows AS row MATCH (s:{_entry('Skill', 0)}) MATCH (t:{_entry('Skill', 1)})"
        f" CREATE (s)-[:{kind} {_PREREQUISITE}]->(t)"
    )


def change_prerequisites(kind: str) -> str:
    """Return what changes prerequisites of this type. Rows: ends, `PREREQUISITE_PROPERTIES`."""
    return (
        f"UNWIND $rows AS row MATCH (s:{_entry('Skill', 0)})-[r:{kind}]->(t:{_entry('Skill', 1)})"
        f" SET r = {_PREREQUISITE}"
    )


def delete_prerequisites(kind: str) -> str:
    """Return what deletes prerequisites of this relationship type. Rows: source, target."""
    return (
        f"UNWIND $rows AS row MATCH (s:{_entry('Skill', 0)})-[r:{kind}]->(t:{_entry('Skill', 1)})"
        " DELETE r"
    )
