/**
 * What a person said that the service has not taken yet, by map. It is kept in this browser, so that
 * it survives a reload; the tabs of the browser share it.
 */

import { keep, kept } from "./kept";
import type { Difference, Stand } from "./person";

type Written = {
  [mapId: string]: {
    stands: [string, Stand | null][];
    goals: [string, boolean][];
    hours_per_week?: number | null;
  };
};

const NOTHING: Difference = { stands: new Map(), goals: new Map(), hoursPerWeek: undefined };

export class Unsent {
  private readonly key: string;
  /** What holds where the browser keeps nothing. */
  private last: string | null = null;
  private isKept = true;

  constructor(learner: string) {
    this.key = `waypath:unsent:${learner}`;
  }

  /** All of it, by the ids of the maps. */
  all(): ReadonlyMap<string, Difference> {
    try {
      const written: Written = JSON.parse((this.isKept ? kept(this.key) : this.last) ?? "{}");
      return new Map(
        Object.entries(written).map(([mapId, one]) => [
          mapId,
          {
            stands: new Map(one.stands),
            goals: new Map(one.goals),
            hoursPerWeek: one.hours_per_week,
          },
        ]),
      );
    } catch {
      return new Map();
    }
  }

  of(mapId: string): Difference {
    return this.all().get(mapId) ?? NOTHING;
  }

  /** Add what was said last: it holds over what was said before it. */
  add(mapId: string, said: Difference): void {
    const before = this.of(mapId);
    const { hoursPerWeek = before.hoursPerWeek } = said;
    const stands = new Map([...before.stands, ...said.stands]);
    const goals = new Map([...before.goals, ...said.goals]);
    this.put(mapId, { stands, goals, hoursPerWeek });
  }

  /** Drop what was sent. What was said differently meanwhile stays. */
  drop(mapId: string, sent: Difference): void {
    const now = this.of(mapId);
    const rest = <Value>(all: ReadonlyMap<string, Value>, gone: ReadonlyMap<string, Value>) =>
      new Map([...all].filter(([id, value]) => !gone.has(id) || gone.get(id) !== value));
    this.put(mapId, {
      stands: rest(now.stands, sent.stands),
      goals: rest(now.goals, sent.goals),
      hoursPerWeek: now.hoursPerWeek === sent.hoursPerWeek ? undefined : now.hoursPerWeek,
    });
  }

  /** Forget all of it. */
  clear(): void {
    this.write({});
  }

  private put(mapId: string, said: Difference): void {
    const all = new Map(this.all());
    if (said.stands.size || said.goals.size || said.hoursPerWeek !== undefined) {
      all.set(mapId, said);
    } else all.delete(mapId);
    this.write(
      Object.fromEntries(
        [...all].map(([id, { stands, goals, hoursPerWeek }]) => [
          id,
          {
            stands: [...stands],
            goals: [...goals],
            ...(hoursPerWeek !== undefined && { hours_per_week: hoursPerWeek }),
          },
        ]),
      ),
    );
  }

  private write(written: Written): void {
    this.last = Object.keys(written).length ? JSON.stringify(written) : null;
    this.isKept = keep(this.key, this.last);
  }
}
