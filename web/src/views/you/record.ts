/**
 * The record that a person takes along, for what this browser keeps: in the format of the service's
 * records of learners, `{"waypath_record": 1, ...}`.
 */

import type { Goal, PersonalRecord } from "../../answers";
import { type Difference, NOTHING_SAID, type Said, type Stand, standOf } from "../../person";

/** The text is no record; `where` says what is wrong with it: `marks[3].since`. */
export class RecordError extends Error {
  constructor(readonly where: string) {
    super(where);
  }
}

/** What a record says about one map, beside what is kept about it. */
export interface Comparison {
  readonly mapId: string;
  /** Skills of which nothing is said yet. */
  readonly fresh: ReadonlyMap<string, Stand>;
  /** Skills of which something else is said. */
  readonly others: ReadonlyMap<string, Stand>;
  readonly goals: readonly string[];
}

/** Return the record of what this browser keeps. */
export function recordOf(
  all: ReadonlyMap<string, Said>,
  nameOf: (mapId: string, id: string) => string,
  hoursPerWeek: number | null,
  since: string,
): PersonalRecord {
  const marks: PersonalRecord["marks"] = [];
  const goals: Goal[] = [];
  for (const [map, said] of all) {
    for (const stand of ["known", "learning", "skipped"] as const) {
      for (const skill of said[stand]) {
        const name = nameOf(map, skill);
        marks.push({ map, skill, name, progress: stand, since, source: "said", hours: null });
      }
    }
    for (const entry of said.goals) goals.push({ map, entry, name: nameOf(map, entry), since });
  }
  return {
    waypath_record: 1,
    name: "",
    hours_per_week: hoursPerWeek,
    holidays: [],
    marks,
    goals,
  };
}

/** Read a record, as far as this browser can keep it. @throws {RecordError} */
export function readRecord(text: string): PersonalRecord {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new RecordError("JSON");
  }
  const { waypath_record, name, hours_per_week, holidays, marks, goals } = object(found, "{}");
  if (waypath_record !== 1) throw new RecordError("waypath_record");
  return {
    waypath_record,
    name: typeof name === "string" ? name : "",
    hours_per_week: hoursOf(hours_per_week),
    holidays: list(holidays, "holidays") as PersonalRecord["holidays"],
    marks: list(marks, "marks").map((mark, index) => {
      const where = `marks[${index}]`;
      const fields = object(mark, where);
      if (!["known", "learning", "skipped"].includes(fields["progress"] as string)) {
        throw new RecordError(`${where}.progress`);
      }
      texts(fields, ["map", "skill", "name"], where);
      return fields as unknown as PersonalRecord["marks"][number];
    }),
    goals: list(goals, "goals").map((goal, index) => {
      const fields = object(goal, `goals[${index}]`);
      texts(fields, ["map", "entry", "name"], `goals[${index}]`);
      return fields as unknown as Goal;
    }),
  };
}

/** Compare a record with what is kept, map by map. */
export function compared(record: PersonalRecord, all: ReadonlyMap<string, Said>): Comparison[] {
  const ids = new Set([...record.marks, ...record.goals].map(({ map }) => map));
  const marksOf = Map.groupBy(record.marks, ({ map }) => map);
  return [...ids].map((mapId) => {
    const said = all.get(mapId) ?? NOTHING_SAID;
    const marks = marksOf.get(mapId) ?? [];
    const fresh = new Map<string, Stand>();
    const others = new Map<string, Stand>();
    for (const { skill, progress } of marks) {
      const stand = standOf(said, skill);
      if (stand !== progress) (stand === null ? fresh : others).set(skill, progress);
    }
    const wanted = record.goals.filter(({ map }) => map === mapId).map(({ entry }) => entry);
    const goals = [...new Set(wanted)].filter((id) => !said.goals.includes(id));
    return { mapId, fresh, others, goals };
  });
}

/** Return what a record adds to what is said of a map. Nothing that is said goes. */
export function additions(
  said: Said,
  found: Comparison,
  hoursPerWeek: number | null,
  isOtherTaken: boolean,
): Difference {
  return {
    stands: new Map([...found.fresh, ...(isOtherTaken ? found.others : [])]),
    goals: new Map(found.goals.map((id) => [id, true])),
    hoursPerWeek: said.hoursPerWeek === null && hoursPerWeek !== null ? hoursPerWeek : undefined,
  };
}

function object(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RecordError(where);
  }
  return value as Record<string, unknown>;
}

function list(value: unknown, where: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new RecordError(where);
  return value;
}

function texts(fields: Record<string, unknown>, names: readonly string[], where: string): void {
  for (const name of names) {
    if (typeof fields[name] !== "string" || !fields[name]) {
      throw new RecordError(`${where}.${name}`);
    }
  }
}

function hoursOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "number" || !(value > 0 && value <= 168)) {
    throw new RecordError("hours_per_week");
  }
  return value;
}
