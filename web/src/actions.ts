/** What a person can do with skills and goals, each in one step that can be undone and is told. */

import { type Said, withStand } from "./person";
import { chosen, map, said, say } from "./state";
import { quoted, t } from "./text";

const nameOf = (id: string): string => quoted(map.value?.name(id) ?? id);

/** Open the details of a skill, or close them. */
export function open(id: string | null): void {
  chosen.value = id;
}

export function tick(id: string, isKnown: boolean): void {
  const label = t(isKnown ? "did.ticked" : "did.unticked", { name: nameOf(id) });
  say(withStand(said.value, [id], isKnown ? "known" : null), label);
}

/** Tick or untick all under an area or topic. What is merely assumed there cannot be unticked. */
export function tickAll(groupId: string, isKnown: boolean): void {
  const skills = map.value?.skillsUnder(groupId) ?? [];
  const canUntick = skills.some((id) => said.value.known.has(id));
  const isTicked = isKnown || !canUntick;
  const label = t(isTicked ? "did.ticked_all" : "did.unticked_all", { name: nameOf(groupId) });
  say(withStand(said.value, skills, isTicked ? "known" : null), label);
}

/** Tick all of these in one step. */
export function tickThese(ids: readonly string[]): void {
  say(withStand(said.value, ids, "known"), t("did.ticked_these", { count: ids.length }));
}

/** Take back all that was said to be known of this map. */
export function clearAll(): void {
  const ids = [...said.value.known].filter((id) => map.value?.isSkill(id));
  say(withStand(said.value, ids, null), t("did.cleared", { count: ids.length }));
}

export function begin(id: string, isBegun: boolean): void {
  const label = t(isBegun ? "did.begun" : "did.not_begun", { name: nameOf(id) });
  say(withStand(said.value, [id], isBegun ? "learning" : null), label);
}

/** Set a skill aside: it is not offered, and nothing waits for it. */
export function setAside(id: string, isAside: boolean): void {
  const label = t(isAside ? "did.set_aside" : "did.taken_up", { name: nameOf(id) });
  say(withStand(said.value, [id], isAside ? "skipped" : null), label);
}

export function addGoal(id: string): void {
  const goals = [...new Set([...said.value.goals, id])];
  say({ ...said.value, goals }, t("did.goal_added", { name: nameOf(id) }));
}

export function removeGoal(id: string): void {
  const goals = said.value.goals.filter((goal) => goal !== id);
  say({ ...said.value, goals }, t("did.goal_removed", { name: nameOf(id) }));
}

export function setHoursPerWeek(hoursPerWeek: number | null): void {
  say({ ...said.value, hoursPerWeek }, t("did.hours_set"));
}

/** Put skills that the map has in the place of one that it has lost. */
export function replace(id: string, by: string): void {
  const without = withStand(said.value, [id], null);
  say(withStand(without, [by], "known"), t("did.replaced", { name: nameOf(id) }));
}

/** Forget what was said about ids that the map has lost. */
export function forget(ids: readonly string[]): void {
  const goals = said.value.goals.filter((id) => !ids.includes(id));
  const after: Said = { ...withStand(said.value, ids, null), goals };
  say(after, t("did.forgotten", { count: ids.length }));
}
