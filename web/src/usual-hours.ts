/** How long a skill takes of which the map does not say it: as the service has it, see docs/roadmap.md. */

import type { Entry } from "./answers";

/** Of fewer stated efforts nothing is concluded. */
const ENOUGH_STATED = 5;
const DEFAULT_HOURS = 4;

/** Return the median of the efforts that a map states, if there are enough of them. */
export function usualHours(skills: readonly Pick<Entry, "effort_hours">[]): number {
  const stated = skills.flatMap(({ effort_hours }) => effort_hours ?? []);
  if (stated.length < ENOUGH_STATED) return DEFAULT_HOURS;
  stated.sort((one, other) => one - other);
  const at = (index: number): number => stated[Math.floor(index)] ?? DEFAULT_HOURS;
  return (at((stated.length - 1) / 2) + at(stated.length / 2)) / 2;
}
