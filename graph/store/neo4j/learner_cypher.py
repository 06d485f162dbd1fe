"""The Cypher for learners and placements.

```text
(:Learner {id, name, revision, hours_per_week, holidays, changed_at})
(:Learner)-[:KNOWS | LEARNS | SKIPS {id, name, since, source, hours, position}]->(:Skill)
(:Learner)-[:WANTS {id, name, since, position}]->(:Skill | Topic | Area)
(:Placement {id, map, revision, goals, answers, learner, started_at, changed_at})
```

A relationship leads to what its entry is now, to each part of it if it was split, and says in `id`
and `name` what the entry was when the mark was made. What is nothing of its map now is `Retired`.

People write learners too, with queries of their own: then any of these properties may be missing.

Not its job: what the database must have (`cypher.MIGRATIONS`), values as relationships (`ties`).
"""

from typing import Final

KEYS_KEPT: Final = 8
"""Of the last changes, to tell one whose answer was lost from one that somebody else made."""

_TIE = "[r:KNOWS|LEARNS|SKIPS|WANTS]"
_FOUND = """\
[elementId(r), n.name, type(r), n.map, n.id, r.position, r.id, r.name, r.since, r.source,
  r.hours]"""

# Reading

LEARNERS = f"""\
MATCH (l:Learner) WHERE l.id IS :: STRING NOT NULL
OPTIONAL MATCH (l)-{_TIE}->() WHERE l.changed_at IS NULL
WITH l, max(toStringOrNull(r.since)) AS told
RETURN l.id, {{name: l.name, named: l.named}}, l.revision, coalesce(l.changed_at, told, '')"""

LEARNER = """\
MATCH (l:Learner {id: $learner})
RETURN l.revision, coalesce(l.keys, []), {name: l.name, named: l.named}, l.hours_per_week,
  coalesce(l.holidays, [])"""

TIES = f"""\
MATCH (:Learner {{id: $learner}})-{_TIE}->(n:Area|Topic|Skill|Retired)
WHERE n.map IS NOT NULL AND n.id IS NOT NULL
RETURN collect({_FOUND})"""

MAPS_OF = f"""\
MATCH (:Learner {{id: $learner}})-{_TIE}->(n:Area|Topic|Skill|Retired)
WHERE n.map IS NOT NULL RETURN collect(DISTINCT n.map)"""

PRESENT = """\
UNWIND $rows AS row
WITH row, EXISTS { (:Skill {map: row[0], id: row[1]}) } AS is_skill
WHERE is_skill OR EXISTS { (:Topic {map: row[0], id: row[1]}) }
  OR EXISTS { (:Area {map: row[0], id: row[1]}) }
RETURN collect([row[0], row[1], is_skill])"""

# All on this map of each learner who has a relationship that may have to lead somewhere else. With
# labels at their ends the server would look through the map for each learner.
DISPLACED = f"""\
MATCH (n:Area|Topic|Skill|Retired)<-{_TIE}-(l:Learner)
WHERE n.map = $map AND (n:Retired OR r.id <> n.id OR (NOT n:Skill AND NOT r:WANTS))
WITH DISTINCT l ORDER BY elementId(l)
RETURN [(l)-{_TIE}->(n) WHERE n.map = $map AND n.id IS NOT NULL | {_FOUND}]"""

PLACEMENT = """\
MATCH (p:Placement {id: $placement})
RETURN p.revision, p.keys, p.map, p.goals, p.answers, p.learner, p.started_at"""

# Writing

# As with maps (`cypher.LOCK`): removes a property that learners and placements do not have, but
# that the constraints have made known to the database.
LOCK = "MATCH (l:Learner {id: $learner}) REMOVE l.map"
LOCK_PLACEMENT = "MATCH (p:Placement {id: $placement}) REMOVE p.target"

# A map that is not there has no node to lock. Whoever makes one writes to this node first.
LOCK_MISSING_MAPS = "MERGE (w:Waypath {name: 'Waypath'}) SET w.maps_made = coalesce(w.maps_made, 0)"

CREATE = """\
MERGE (l:Learner {id: $learner}) ON CREATE SET l.revision = 0, l.name = $learner
RETURN l.revision"""

SET_LEARNER = f"""\
MATCH (l:Learner {{id: $learner}}) SET l.revision = $revision, l.name = $name, l.named = $named,
  l.hours_per_week = $hours_per_week, l.holidays = $holidays, l.changed_at = $at,
  l.keys = ([$key] + coalesce(l.keys, []))[..{KEYS_KEPT}]"""

RETIRE = """\
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { (:Skill {map: row[0], id: row[1]}) }
  AND NOT EXISTS { (:Topic {map: row[0], id: row[1]}) }
  AND NOT EXISTS { (:Area {map: row[0], id: row[1]}) }
MERGE (n:Retired {map: row[0], id: row[1]}) ON CREATE SET n.name = row[2]"""

UNTIE = "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row DELETE r"

DELETE = """\
MATCH (l:Learner {id: $learner}) DETACH DELETE l
WITH DISTINCT 1 AS one MATCH (p:Placement {learner: $learner}) DELETE p"""

CREATE_PLACEMENT = """\
MERGE (p:Placement {id: $placement}) ON CREATE SET p.revision = 0, p.name = 'Placement'"""

SET_PLACEMENT = f"""\
MATCH (p:Placement {{id: $placement}}) SET p.revision = $revision, p.map = $map, p.goals = $goals,
  p.answers = $answers, p.learner = $learner, p.started_at = $started_at, p.changed_at = $at,
  p.keys = ([$key] + coalesce(p.keys, []))[..{KEYS_KEPT}]"""

DELETE_PLACEMENT = "MATCH (p:Placement {id: $placement}) DELETE p RETURN count(*)"

_ENTRY = """\
OPTIONAL MATCH (skill:Skill {map: row[0], id: row[1]})
OPTIONAL MATCH (topic:Topic {map: row[0], id: row[1]})
OPTIONAL MATCH (area:Area {map: row[0], id: row[1]})
OPTIONAL MATCH (retired:Retired {map: row[0], id: row[1]}) USING INDEX retired:Retired(map, id)"""
_TARGET = "coalesce(skill, topic, area, retired) AS target"


def tie(kind: str) -> str:
    """Return what joins a learner to entries. Rows: the fields of `Tie`, without `kind`."""
    return f"""\
MATCH (l:Learner {{id: $learner}}) UNWIND $rows AS row
{_ENTRY}
WITH l, row, {_TARGET}
CREATE (l)-[:{kind} {{position: row[2], id: row[3], name: row[4], since: row[5], source: row[6],
  hours: row[7]}}]->(target)"""


def tie_again(kind: str) -> str:
    """Return what joins learners to one more entry each. Rows: its map and id, the relationship.

    The learner is locked too, so that whoever reads it sees all of this or nothing.
    """
    return f"""\
UNWIND $rows AS row
{_ENTRY}
WITH row, {_TARGET}
MATCH (l:Learner)-[r:{kind}]->(before) WHERE elementId(r) = row[2]
REMOVE l.map
CREATE (l)-[again:{kind}]->(target) SET again = properties(r)
SET again.id = coalesce(r.id, before.id), again.name = coalesce(r.name, before.name)"""
