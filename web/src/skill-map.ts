/** A map and its prerequisites as the service gives them, made ready for looking up. */

import type { Entry, GraphAnswer, Prerequisite } from "./answers";

const TOP = "";

export class SkillMap {
  readonly id: string;
  readonly title: string;
  readonly entries: ReadonlyMap<string, Entry>;
  /** In map order. */
  readonly skills: readonly Entry[];
  /** Edges by what they lead to: what a skill builds on. */
  readonly builtOn: ReadonlyMap<string, readonly Prerequisite[]>;
  /** Edges by where they start: what a skill unlocks. */
  readonly unlocked: ReadonlyMap<string, readonly Prerequisite[]>;
  /** Whether the service knew too little of the field to be relied on unseen. */
  readonly needsReview: boolean;
  /** Whether the order of the lists was taken to mean something. */
  readonly isOrderUsed: boolean;
  private readonly usualHours: number;
  private readonly children: ReadonlyMap<string, readonly Entry[]>;

  constructor(
    answer: GraphAnswer,
    readonly revision: number,
  ) {
    this.id = answer.map.id;
    this.title = answer.map.title;
    this.entries = new Map(answer.skills.map((entry) => [entry.id, entry]));
    this.skills = answer.skills.filter((entry) => entry.kind === "skill");
    this.builtOn = Map.groupBy(answer.prerequisites, (edge) => edge.target);
    this.unlocked = Map.groupBy(answer.prerequisites, (edge) => edge.source);
    this.children = placed(answer.skills);
    this.usualHours = answer.map.usual_hours;
    const hasInferred = answer.prerequisites.some((edge) => edge.status === "inferred");
    this.needsReview = hasInferred && !answer.map.field_known;
    this.isOrderUsed = answer.map.order_used;
  }

  entry(id: string): Entry | undefined {
    return this.entries.get(id);
  }

  isSkill(id: string): boolean {
    return this.entries.get(id)?.kind === "skill";
  }

  /** The name, or the id of something that the map does not have. */
  name(id: string): string {
    return this.entries.get(id)?.name ?? id;
  }

  /** The name with its emoji, or the id of something that the map does not have. */
  label(id: string): string {
    const entry = this.entries.get(id);
    if (!entry) return id;
    return entry.emoji ? `${entry.emoji} ${entry.name}` : entry.name;
  }

  /** Where an entry stands first: "Database Skills › Redis". */
  where(id: string): string {
    return (this.entries.get(id)?.placements[0]?.path ?? []).slice(0, -1).join(" › ");
  }

  /** What a skill takes: what the map states, or else an estimate. */
  hours(id: string): number {
    return this.entries.get(id)?.effort_hours ?? this.usualHours;
  }

  /** What an area or topic directly contains, or what stands at the top, in the order of the file. */
  childrenOf(id: string | null): readonly Entry[] {
    return this.children.get(id ?? TOP) ?? [];
  }

  /** The ids of the skills under an area or topic, once each; a skill is under itself. */
  skillsUnder(id: string): string[] {
    const found = new Set<string>();
    const seen = new Set<string>();
    const todo = [id];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (this.isSkill(next)) found.add(next);
      else
        todo.push(
          ...this.childrenOf(next)
            .map((child) => child.id)
            .reverse(),
        );
    }
    return [...found];
  }

  /** These skills and all that has to be learned before them. */
  leadingTo(ids: Iterable<string>): Set<string> {
    return reached(ids, (id) => (this.builtOn.get(id) ?? []).map((edge) => edge.source));
  }

  /** These skills and all that need them, directly or further on. */
  restingOn(ids: Iterable<string>): Set<string> {
    return reached(ids, (id) => (this.unlocked.get(id) ?? []).map((edge) => edge.target));
  }
}

function reached(ids: Iterable<string>, stepsFrom: (id: string) => string[]): Set<string> {
  const found = new Set(ids);
  const todo = [...found];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    for (const id of stepsFrom(next)) {
      if (found.has(id)) continue;
      found.add(id);
      todo.push(id);
    }
  }
  return found;
}

function placed(entries: readonly Entry[]): Map<string, Entry[]> {
  const rows = entries.flatMap((entry) =>
    entry.placements.map(({ parent, line }) => ({ parent: parent ?? TOP, line, entry })),
  );
  rows.sort((one, other) => one.line - other.line);
  const children = new Map<string, Set<Entry>>();
  for (const { parent, entry } of rows) {
    const found = children.get(parent) ?? new Set();
    children.set(parent, found.add(entry));
  }
  return new Map([...children].map(([parent, found]) => [parent, [...found]]));
}
