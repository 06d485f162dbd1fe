/** A map and its prerequisites as the service gives them, made ready for looking up. */

/**
 * @typedef {Object} Entry An area, topic or skill.
 * @property {string} id
 * @property {string} name
 * @property {"area"|"topic"|"skill"} kind
 * @property {string|null} parent
 * @property {{path: string[], line: number}[]} placements
 * @property {string} emoji
 * @property {string} description
 * @property {string[]} resources
 * @property {number|null} effort_hours
 * @property {boolean} known Whether the map ticks it.
 */

const TOP = "";
const NONE = Object.freeze([]);

export class SkillMap {
  /**
   * @param {{map: object, skills: Entry[], prerequisites: object[]}} answer
   * @param {number} revision
   */
  constructor(answer, revision) {
    this.id = answer.map.id;
    this.title = answer.map.title;
    this.revision = revision;
    this.entries = new Map(answer.skills.map((entry) => [entry.id, entry]));
    /** @type {Entry[]} In map order. */
    this.skills = answer.skills.filter((entry) => entry.kind === "skill");
    /** Edges by what they lead to: what a skill builds on. */
    this.builtOn = grouped(answer.prerequisites, (edge) => edge.target);
    /** Edges by where they start: what a skill unlocks. */
    this.unlocked = grouped(answer.prerequisites, (edge) => edge.source);
    this.children = placed(answer.skills);
    const hasInferred = answer.prerequisites.some((edge) => edge.status === "inferred");
    /** Whether the service knew too little of the field to be relied on unseen. */
    this.needsReview = hasInferred && !answer.map.field_known;
    /** Whether the order of the lists was taken to mean something. */
    this.isOrderUsed = answer.map.order_used;
  }

  entry(id) {
    return this.entries.get(id);
  }

  /** The name with its emoji, or the id of something that the map does not have. */
  label(id) {
    const entry = this.entries.get(id);
    if (!entry) return id;
    return entry.emoji ? `${entry.emoji} ${entry.name}` : entry.name;
  }

  /** Where an entry stands first: "Database Skills › Redis". */
  where(entry) {
    return entry.placements[0].path.slice(0, -1).join(" › ");
  }

  childrenOf(id) {
    return this.children.get(id ?? TOP) ?? NONE;
  }

  /** The ids of the skills under an area or topic, once each; a skill is under itself. */
  skillsUnder(id) {
    const found = new Set();
    const seen = new Set();
    const todo = [id];
    while (todo.length) {
      const next = todo.pop();
      if (seen.has(next)) continue;
      seen.add(next);
      const entry = this.entries.get(next);
      if (entry?.kind === "skill") found.add(next);
      else todo.push(...[...this.childrenOf(next)].reverse().map((child) => child.id));
    }
    return [...found];
  }

  /** These skills and all that has to be learned before them. */
  leadingTo(ids) {
    return reached(ids, (id) => (this.builtOn.get(id) ?? NONE).map((edge) => edge.source));
  }

  /** These skills and all that need them, directly or further on. */
  restingOn(ids) {
    return reached(ids, (id) => (this.unlocked.get(id) ?? NONE).map((edge) => edge.target));
  }

  /** Whether all direct prerequisites of a skill are in a knowledge state. */
  isReady(id, state) {
    return (this.builtOn.get(id) ?? NONE).every((edge) => state.has(edge.source));
  }
}

function grouped(edges, keyOf) {
  const groups = new Map();
  for (const edge of edges) {
    const key = keyOf(edge);
    if (groups.has(key)) groups.get(key).push(edge);
    else groups.set(key, [edge]);
  }
  return groups;
}

function reached(ids, stepsFrom) {
  const found = new Set(ids);
  const todo = [...found];
  while (todo.length) {
    for (const id of stepsFrom(todo.pop())) {
      if (!found.has(id)) {
        found.add(id);
        todo.push(id);
      }
    }
  }
  return found;
}

/**
 * Return what each area and topic directly contains, in the order of the file.
 *
 * The answer names the parent of the first placement only; that of a further one is the container
 * with the path above it.
 */
function placed(entries) {
  const byPath = new Map();
  for (const entry of entries) {
    if (entry.kind === "skill") continue;
    for (const { path } of entry.placements) {
      const key = JSON.stringify(path);
      if (!byPath.has(key)) byPath.set(key, entry.id);
    }
  }
  const rows = [];
  for (const entry of entries) {
    entry.placements.forEach(({ path, line }, index) => {
      const above = index === 0 ? entry.parent : byPath.get(JSON.stringify(path.slice(0, -1)));
      rows.push({ parent: above ?? TOP, line, entry });
    });
  }
  rows.sort((one, other) => one.line - other.line);
  const children = new Map();
  for (const { parent, entry } of rows) {
    if (!children.has(parent)) children.set(parent, new Set());
    children.get(parent).add(entry);
  }
  return new Map([...children].map(([parent, found]) => [parent, [...found]]));
}
