/** Where the person stands, in a sentence. */

import { answer, goals, map, said, states } from "../../state";
import { t } from "../../text";

/** What a placement asks at most: see docs/placement.md. */
const MOST_QUESTIONS = 40;

/** How many questions a placement about so many skills takes at most; the whole map by default. */
export const mostQuestions = (skills = map.value?.skills.length ?? MOST_QUESTIONS): number =>
  Math.min(MOST_QUESTIONS, skills);

/** Whether all that is not known has been set aside, so that nothing is left to offer. */
export function isAllAside(): boolean {
  const left = (map.value?.skills.length ?? 0) - (answer.value?.state.length ?? 0);
  return answer.value?.ready_total === 0 && left > 0;
}

/** Whether the person has said of nothing yet that they know it. */
export const isNothingKnown = (): boolean => answer.value?.state.length === 0;

/** Say how far the person has come on the way to their goals, or in the whole map. */
export function standing(): string {
  const count = answer.value?.ready_total ?? 0;
  const way = wayToGoals();
  if (way && way.known === way.count) return t("pick.goal_done");
  if (isAllAside()) return t("pick.all_aside");
  if (way) return t("pick.goal_progress", way);
  if (!count) return t("pick.all_known");
  return t(isNothingKnown() ? "pick.nothing_known" : "pick.ready", { count });
}

/** Of the skills that the goals need, but for those set aside: how many, and how many known. */
function wayToGoals(): { known: number; count: number } | null {
  const of = map.value;
  const found = states.value;
  if (!of || !found || !goals.value.length) return null;
  const needed = [...of.leadingTo(goals.value.flatMap((id) => of.skillsUnder(id)))];
  const needing = needed.filter((id) => found.state.has(id) || !said.value.skipped.has(id));
  return { known: found.countOf(needing), count: needing.length };
}
