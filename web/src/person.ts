/**
 * The person: what they say they know, have begun, set aside and want of one map, with undo.
 *
 * A keeper holds it: this browser (here), or the service under a learner's id (`learner.ts`). Ids
 * are kept as they were said, also those that the map has lost: only the person drops them.
 */

import { keep, kept } from "./kept";
import type { SkillMap } from "./skill-map";

/** What somebody says about a map. Never changed in place. */
export interface Said {
  readonly known: ReadonlySet<string>;
  readonly learning: ReadonlySet<string>;
  readonly skipped: ReadonlySet<string>;
  readonly goals: readonly string[];
  readonly hoursPerWeek: number | null;
}

export const NOTHING_SAID: Said = Object.freeze({
  known: new Set<string>(),
  learning: new Set<string>(),
  skipped: new Set<string>(),
  goals: [],
  hoursPerWeek: null,
});

/** Where what is said is kept. */
export interface Keeper {
  /** The learner's id; null where the browser keeps it. */
  readonly learner: string | null;
  load(map: SkillMap): Promise<Said>;
  /** Keep what is said now in the place of what was said before: at once, and in this browser. */
  note(map: SkillMap, before: Said, after: Said): void;
  /** Send on what was noted, if it is to be kept elsewhere. What cannot be sent stays noted. */
  send(): Promise<void>;
  /** Keep nothing any more. */
  close(): void;
}

/** How a person stands to a skill by their own words. */
export type Stand = "known" | "learning" | "skipped";

/** Return what is said once these ids stand like that; null takes back what was said of them. */
export function withStand(said: Said, ids: Iterable<string>, stand: Stand | null): Said {
  const sets = {
    known: new Set(said.known),
    learning: new Set(said.learning),
    skipped: new Set(said.skipped),
  };
  for (const id of ids) {
    for (const set of Object.values(sets)) set.delete(id);
    if (stand) sets[stand].add(id);
  }
  return { ...said, ...sets };
}

/** What somebody says otherwise than before. */
export interface Difference {
  /** How they stand to skills now; null to those of which nothing is said any more. */
  readonly stands: ReadonlyMap<string, Stand | null>;
  /** Whether these are goals now. */
  readonly goals: ReadonlyMap<string, boolean>;
  /** Undefined if nothing new is said about it. */
  readonly hoursPerWeek: number | null | undefined;
}

export function differenceOf(before: Said, after: Said): Difference {
  const stands = new Map<string, Stand | null>();
  for (const said of [before, after]) {
    for (const id of [...said.known, ...said.learning, ...said.skipped]) {
      const now = standOf(after, id);
      if (now !== standOf(before, id)) stands.set(id, now);
    }
  }
  const goals = new Map<string, boolean>();
  for (const id of before.goals) if (!after.goals.includes(id)) goals.set(id, false);
  for (const id of after.goals) if (!before.goals.includes(id)) goals.set(id, true);
  const { hoursPerWeek } = after;
  return {
    stands,
    goals,
    hoursPerWeek: hoursPerWeek === before.hoursPerWeek ? undefined : hoursPerWeek,
  };
}

/** Return what somebody says once they have said this, too. */
export function withDifference(said: Said, { stands, goals, hoursPerWeek }: Difference): Said {
  const after = [...Map.groupBy(stands, ([, stand]) => stand)].reduce(
    (sum, [stand, found]) => withStand(sum, new Map(found).keys(), stand),
    said,
  );
  const kept = said.goals.filter((id) => goals.get(id) !== false);
  const added = [...goals].filter(([, isGoal]) => isGoal).map(([id]) => id);
  return {
    ...after,
    goals: [...new Set([...kept, ...added])],
    hoursPerWeek: hoursPerWeek === undefined ? said.hoursPerWeek : hoursPerWeek,
  };
}

/** How somebody stands to a skill; null if they say nothing of it. */
export function standOf(said: Said, id: string): Stand | null {
  if (said.known.has(id)) return "known";
  if (said.learning.has(id)) return "learning";
  return said.skipped.has(id) ? "skipped" : null;
}

/** Whether two people would be answered alike. */
export function isSame(one: Said, other: Said): boolean {
  return written(one) === written(other);
}

const PREFIX = "waypath:knowledge:";

/** The key under which the browser keeps what is said about a map. */
export const keyOf = (mapId: string): string => PREFIX + mapId;

export class BrowserKeeper implements Keeper {
  readonly learner = null;
  /** Whether the browser keeps what is said: its storage may be off or full. */
  isKept = true;
  /** Whether something was kept that cannot be read. */
  wasUnreadable = false;

  async load(map: SkillMap): Promise<Said> {
    const text = kept(keyOf(map.id));
    this.wasUnreadable = false;
    if (text === null) {
      // What the map itself ticks counts on the very first visit only.
      const ticked = map.skills.filter((skill) => skill.known).map((skill) => skill.id);
      return { ...NOTHING_SAID, known: new Set(ticked) };
    }
    try {
      return read(text);
    } catch {
      this.wasUnreadable = true;
      return NOTHING_SAID;
    }
  }

  note(map: SkillMap, _before: Said, after: Said): void {
    this.isKept = keep(keyOf(map.id), written(after));
  }

  async send(): Promise<void> {}

  close(): void {}
}

/** What the browser is to keep under `keyOf` a map. */
export function written(said: Said): string {
  return JSON.stringify({
    known: [...said.known],
    learning: [...said.learning],
    skipped: [...said.skipped],
    goals: said.goals,
    hours_per_week: said.hoursPerWeek,
  });
}

/** Read what is kept under `keyOf` a map. @throws {Error} It cannot be read. */
export function read(text: string): Said {
  const value = JSON.parse(text);
  const ids = (list: unknown = []): string[] => {
    if (!Array.isArray(list) || !list.every((id) => typeof id === "string")) throw new TypeError();
    return list;
  };
  return {
    known: new Set(ids(value.known)),
    learning: new Set(ids(value.learning)),
    skipped: new Set(ids(value.skipped)),
    goals: ids(value.goals),
    hoursPerWeek: typeof value.hours_per_week === "number" ? value.hours_per_week : null,
  };
}
