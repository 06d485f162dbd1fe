/** What is ready, sorted out: what serves a goal, and what fits into the time there is. */

import type { NextSkill } from "../../answers";

/** Hours that somebody may have today. */
export const TIMES: readonly number[] = [0.25, 0.5, 1, 2, 4, 8];

/** Read the hours of an address; null is any time. */
export function timeOf(text: string | null): number | null {
  return TIMES.find((hours) => String(hours) === text) ?? null;
}

/** Return the skills that take no longer than this; null is any time. */
export function within(picks: readonly NextSkill[], hours: number | null): readonly NextSkill[] {
  return hours === null ? picks : picks.filter((pick) => pick.effort_hours <= hours);
}

/** Part what serves a goal from the rest. The service has ranked all of the one before the other. */
export function apart(picks: readonly NextSkill[]): { serving: NextSkill[]; others: NextSkill[] } {
  const isServing = (pick: NextSkill): boolean => pick.unlocks.goals.length > 0;
  return {
    serving: picks.filter(isServing),
    others: picks.filter((pick) => !isServing(pick)),
  };
}
