/** Steps without dates, by the topic that holds them. */

import type { Step } from "../../answers";

/** Steps of one topic that come one after the other. */
export interface Leg {
  /** "Database Skills › Redis"; empty at the top of the map. */
  readonly where: string;
  readonly hours: number;
  readonly steps: readonly Step[];
}

/** Return the legs of steps; a topic that is come back to has more than one. */
export function legsOf(steps: readonly Step[]): Leg[] {
  const legs: { where: string; hours: number; steps: Step[] }[] = [];
  for (const step of steps) {
    const where = step.path.slice(0, -1).join(" › ");
    let leg = legs.at(-1);
    if (leg?.where !== where) {
      leg = { where, hours: 0, steps: [] };
      legs.push(leg);
    }
    leg.steps.push(step);
    leg.hours += step.effort_hours;
  }
  return legs;
}

/** Return groups with so many steps together at most: the last one may be cut short. */
export function upTo<Group extends { readonly steps: readonly Step[] }>(
  groups: readonly Group[],
  most: number,
): Group[] {
  const shown: Group[] = [];
  let left = most;
  for (const group of groups) {
    if (left <= 0) break;
    shown.push({ ...group, steps: group.steps.slice(0, left) });
    left -= group.steps.length;
  }
  return shown;
}
