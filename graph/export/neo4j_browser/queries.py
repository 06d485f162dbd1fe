"""The questions that the guide, the favourites and the documentation ask the graph in Neo4j.

All take parameters; `values` fills them in. Where the service answers the same question, it answers
with the same set: a prerequisite counts on the way if its confidence is at least `$min_confidence`.

What a set of skills needs is found by one breadth-first search: `SHORTEST 1` keeps one path for
each pair of ends, and all paths start at the map. So the cost grows with the number of
prerequisites, not with that of the paths. They do not start at the learner: of one who knows
little, Neo4j expects no paths, and then searches for every skill anew (80 s instead of 0.3 s).

Results hold nodes and relationships side by side, not paths: the classic Browser draws a
relationship as often as paths come by it. It reads 1000 rows and draws 300 nodes, hence the limits
and that what matters most stands first.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Part: TypeAlias = Literal["The map", "One learner", "Review", "As the service answers"]

_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the graph."""

    slug: str
    title: str
    description: str
    """What it answers, a sentence."""
    part: Part
    cypher: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters, in the order in which they are first used."""
        return tuple(dict.fromkeys(_PARAMETER.findall(self.cypher)))


QUERIES: tuple[Query, ...] = (
    Query(
        "whole-map",
        "The whole map",
        "Areas, topics and skills; of a map with over 300 entries the upper levels.",
        "The map",
        """\
MATCH (container:SkillMap|Area|Topic)-[c:CONTAINS]->(entry:Area|Topic|Skill {map: $map})
RETURN container, c, entry
ORDER BY size(entry.path), entry.position, container.position LIMIT 1000""",
    ),
    Query(
        "prerequisites",
        "All prerequisites",
        "What has to be learned before what, the surest first.",
        "The map",
        """\
MATCH (before:Skill {map: $map})-[r:PREREQUISITE_OF]->(after:Skill)
WHERE r.confidence >= $min_confidence
RETURN before, r, after
ORDER BY r.confidence DESC, after.position, before.position LIMIT 1000""",
    ),
    Query(
        "one-area",
        "One area",
        "An area or topic with all that it contains, and the prerequisites within it.",
        "The map",
        """\
MATCH (:Area|Topic {map: $map, id: $area})-[:CONTAINS]->*(entry)
WITH collect(DISTINCT entry) AS inside
UNWIND inside AS entry
OPTIONAL MATCH (entry)-[r:CONTAINS|PREREQUISITE_OF]->(other)
WHERE other IN inside AND coalesce(r.confidence, 1) >= $min_confidence
RETURN entry, r, other
ORDER BY size(entry.path), entry.position, type(r), other.position""",
    ),
    Query(
        "bottlenecks",
        "Bottleneck skills",
        "The skills that most others need, directly or further on; in a large map, among the 200 "
        "that most others need directly.",
        "The map",
        """\
MATCH (skill:Skill {map: $map})
WITH skill, COUNT {
  (skill)-[r:PREREQUISITE_OF]->() WHERE r.confidence >= $min_confidence
} AS directly
ORDER BY directly DESC, skill.position LIMIT 200
MATCH SHORTEST 1 (skill)
  (()-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]->())+(needing:Skill)
WITH skill, count(needing) AS unlocks
RETURN skill.name AS name, skill.path AS path, unlocks, skill.id AS id
ORDER BY unlocks DESC, skill.position LIMIT 15""",
    ),
    Query(
        "know",
        "Record what a learner knows",
        "Adds skills, or all skills of an area or topic, to what the learner knows.",
        "One learner",
        """\
MERGE (learner:Learner {id: $learner}) ON CREATE SET learner.name = $learner
WITH learner
MATCH (said:Area|Topic|Skill {map: $map})-[:CONTAINS]->*(skill:Skill)
WHERE said.id IN $known
MERGE (learner)-[knows:KNOWS]->(skill)
ON CREATE SET knows.since = toString(datetime()), knows.source = 'Neo4j Browser'
RETURN learner, knows, skill""",
    ),
    Query(
        "want",
        "Record what a learner wants",
        "Adds goals: skills, topics or areas.",
        "One learner",
        """\
MERGE (learner:Learner {id: $learner}) ON CREATE SET learner.name = $learner
WITH learner
MATCH (goal:Area|Topic|Skill {map: $map}) WHERE goal.id IN $goals
MERGE (learner)-[wants:WANTS]->(goal)
RETURN learner, wants, goal""",
    ),
    Query(
        "next",
        "What is next for a learner",
        "The skills that the learner is ready to learn, with what they build on. Whoever knows a "
        "skill is taken to know all that it needs.",
        "One learner",
        """\
MATCH (:Learner {id: $learner})-[:KNOWS]->(skill:Skill {map: $map})
WITH collect(skill.id) AS ids
MATCH SHORTEST 1 (:SkillMap {id: $map})-[:CONTAINS]->+(said WHERE said.id IN ids)
  (()<-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]-())*(known:Skill)
WITH collect(known) AS state
MATCH (ready:Skill {map: $map})
WHERE NOT ready IN state AND NOT EXISTS {
  (before:Skill)-[r:PREREQUISITE_OF]->(ready)
  WHERE r.confidence >= $min_confidence AND NOT before IN state
}
WITH collect(ready) AS found
UNWIND found AS ready
OPTIONAL MATCH (because:Skill)-[r:PREREQUISITE_OF]->(ready)
WHERE r.confidence >= $min_confidence
RETURN ready, r, because
ORDER BY COUNT { (ready)-[:PREREQUISITE_OF]->() } DESC, ready.position LIMIT 1000""",
    ),
    Query(
        "colour",
        "Colour the map for a learner",
        "Gives skills the labels Known, Ready and Goal, and shows the map in their colours. It "
        "holds for one learner at a time.",
        "One learner",
        """\
CALL () { MATCH (old:Known|Ready|Goal) REMOVE old:Known:Ready:Goal }
CALL () {
  MATCH (:Learner {id: $learner})-[:KNOWS]->(skill:Skill {map: $map})
  WITH collect(skill.id) AS ids
  MATCH SHORTEST 1 (:SkillMap {id: $map})-[:CONTAINS]->+(said WHERE said.id IN ids)
    (()<-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]-())*(known:Skill)
  SET known:Known
}
CALL () {
  MATCH (ready:Skill {map: $map})
  WHERE NOT ready:Known AND NOT EXISTS {
    (before:Skill)-[r:PREREQUISITE_OF]->(ready)
    WHERE r.confidence >= $min_confidence AND NOT before:Known
  }
  SET ready:Ready
}
CALL () {
  MATCH (:Learner {id: $learner})-[:WANTS]->(:Area|Topic|Skill {map: $map})
    -[:CONTAINS]->*(goal:Skill)
  SET goal:Goal
}
MATCH (container:SkillMap|Area|Topic)-[c:CONTAINS]->(entry:Area|Topic|Skill {map: $map})
RETURN container, c, entry
ORDER BY entry:Goal DESC, entry:Ready DESC, entry:Known DESC, entry.position, container.position
LIMIT 1000""",
    ),
    Query(
        "path",
        "The path to the goals",
        "All that a learner misses for the goals, the goals included, and in which order it has to "
        "be learned.",
        "One learner",
        """\
MATCH (:Learner {id: $learner})-[:KNOWS]->(skill:Skill {map: $map})
WITH collect(skill.id) AS ids
MATCH SHORTEST 1 (:SkillMap {id: $map})-[:CONTAINS]->+(said WHERE said.id IN ids)
  (()<-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]-())*(known:Skill)
WITH collect(known) AS state
MATCH (:Learner {id: $learner})-[:WANTS]->(goal:Area|Topic|Skill {map: $map})
WITH state, collect(goal.id) AS ids
MATCH SHORTEST 1 (:SkillMap {id: $map})-[:CONTAINS]->+(goal WHERE goal.id IN ids)
  -[:CONTAINS]->*(:Skill)
  (()<-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]-())*(needed:Skill)
WHERE NOT needed IN state
WITH collect(needed) AS missing
UNWIND missing AS skill
OPTIONAL MATCH (before:Skill)-[r:PREREQUISITE_OF]->(skill)
WHERE r.confidence >= $min_confidence AND before IN missing
RETURN skill, r, before
ORDER BY skill.position LIMIT 1000""",
    ),
    Query(
        "uncolour",
        "Take the colours off",
        "Removes the labels Known, Ready and Goal.",
        "One learner",
        """\
MATCH (skill:Known|Ready|Goal)
REMOVE skill:Known:Ready:Goal
RETURN count(skill) AS skills""",
    ),
    Query(
        "forget",
        "Forget a learner",
        "Deletes the learner with all that was recorded. The colours stay until they are taken "
        "off.",
        "One learner",
        """\
MATCH (learner:Learner {id: $learner})
OPTIONAL MATCH (placement:Placement {learner: $learner})
DETACH DELETE learner, placement""",
    ),
    Query(
        "doubtful",
        "Doubtful prerequisites",
        "What was inferred and nobody has looked at, the least sure first: worth accepting or "
        "rejecting.",
        "Review",
        """\
MATCH (before:Skill {map: $map})-[r:PREREQUISITE_OF {status: 'inferred'}]->(after:Skill)
WHERE r.confidence >= $min_confidence
RETURN before, r, after
ORDER BY r.confidence, after.position, before.position LIMIT 25""",
    ),
    Query(
        "rejected-and-cut",
        "Rejected and cut prerequisites",
        "What people rejected, and what is not used because it would have closed a cycle.",
        "Review",
        """\
MATCH (before:Skill {map: $map})-[r]->(after:Skill)
WHERE type(r) IN ['REJECTED_PREREQUISITE_OF', 'CUT_PREREQUISITE_OF']
RETURN before, r, after
ORDER BY after.position, before.position LIMIT 1000""",
    ),
    Query(
        "changes",
        "What changed since a revision",
        "The changes after that revision, the oldest first, with the ids of what they touched.",
        "Review",
        """\
MATCH (change:Change {map: $map}) WHERE change.revision > $revision
RETURN change.revision AS revision, change.at AS at, change.kind AS kind,
  change.text AS text, change.skills AS skills
ORDER BY revision""",
    ),
    Query(
        "next-by-ids",
        "Ready, for a list of what is known",
        "The same skills as `POST /v1/maps/{map}/next`; `$known` holds ids of skills, topics or "
        "areas.",
        "As the service answers",
        """\
MATCH SHORTEST 1 (:SkillMap {id: $map})-[:CONTAINS]->+(said WHERE said.id IN $known)
  -[:CONTAINS]->*(:Skill)
  (()<-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]-())*(known:Skill)
WITH collect(DISTINCT known) AS state
MATCH (ready:Skill {map: $map})
WHERE NOT ready IN state AND NOT EXISTS {
  (before:Skill)-[r:PREREQUISITE_OF]->(ready)
  WHERE r.confidence >= $min_confidence AND NOT before IN state
}
RETURN ready.id AS id, ready.name AS name, ready.path AS path
ORDER BY ready.position""",
    ),
    Query(
        "roadmap-by-ids",
        "Missing, for lists of what is known and wanted",
        "The same skills as `POST /v1/maps/{map}/roadmap`, in the order of the map; no goals mean "
        "the whole map.",
        "As the service answers",
        """\
MATCH SHORTEST 1 (:SkillMap {id: $map})-[:CONTAINS]->+(said WHERE said.id IN $known)
  -[:CONTAINS]->*(:Skill)
  (()<-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]-())*(known:Skill)
WITH collect(known) AS state
MATCH SHORTEST 1 (:SkillMap {id: $map})
  -[:CONTAINS]->+(goal WHERE goal.id IN $goals OR size($goals) = 0)
  -[:CONTAINS]->*(:Skill)
  (()<-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]-())*(needed:Skill)
WHERE NOT needed IN state
RETURN needed.id AS id, needed.name AS name, needed.path AS path
ORDER BY needed.position""",
    ),
    Query(
        "unlocks",
        "What a skill unlocks",
        "The skill and all that need it, directly or further on.",
        "As the service answers",
        """\
MATCH SHORTEST 1 (skill:Skill {map: $map, id: $skill})
  (()-[r:PREREQUISITE_OF WHERE r.confidence >= $min_confidence]->())*(needing:Skill)
WITH collect(needing) AS found
UNWIND found AS skill
OPTIONAL MATCH (skill)-[r:PREREQUISITE_OF]->(needing:Skill)
WHERE r.confidence >= $min_confidence AND needing IN found
RETURN skill, r, needing
ORDER BY skill.position LIMIT 1000""",
    ),
)
"""Every question, in the order in which the guide asks them."""
