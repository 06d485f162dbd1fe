/**
 * What is missing for the skill whose details are open, in learning order: listed there, numbered
 * on the map.
 *
 * The service is asked once a skill for all that leads to it, as if nothing was known. What of it is
 * missing follows from where the person stands, so ticking needs no further answer.
 */

import { computed, effect, signal } from "@preact/signals";
import type { ReadinessAnswer } from "./answers";
import { trying } from "./notes";
import { askLast, mapPath } from "./service";
import { chosen, map, states } from "./state";

const leading = signal<ReadinessAnswer | null>(null);

effect(() => {
  const of = map.value;
  const skill = chosen.value;
  if (!of || skill === null || !of.isSkill(skill) || !of.builtOn.has(skill)) return;
  void trying(async () => {
    const asking = { body: { known: [], skill } };
    const path = mapPath(of.id, "readiness");
    leading.value = (await askLast<ReadinessAnswer>("readiness", path, asking)).body;
  }, "readiness");
});

/** Null until it is known. */
export const missing = computed(() => {
  const skill = chosen.value;
  if (skill === null || leading.value?.skill !== skill) return null;
  const ids = states.value?.missingFor(skill);
  return leading.value.missing_all.filter((id) => ids?.has(id));
});
