/**
 * Whose knowledge the page shows: what this browser keeps, or a learner of the service. All that
 * learners need (`choosing.ts`, `learner.ts`) is loaded only once there is one.
 */

import { signal } from "@preact/signals";
import { keep, kept } from "./kept";
import { trying } from "./notes";
import { BrowserKeeper } from "./person";
import { ServiceError } from "./service";
import { keeper, keepWith } from "./state";

/** Under which the browser keeps the id of the learner that was chosen. */
export const LEARNER = "waypath:learner";

/** A learner that was to be used and is not there; null if there is none. */
export const missing = signal<string | null>(null);

/** Take the learner that the address names, or else the one of the last visit. */
export async function recallLearner(): Promise<void> {
  const linked = new URLSearchParams(location.search).get("learner");
  if (linked !== null || kept(LEARNER) !== null) await (await choosing()).recall(linked);
}

/** Let this browser keep again what is said, as it was before. */
export async function leaveLearner(): Promise<void> {
  keep(LEARNER, null);
  missing.value = null;
  await keepWith(new BrowserKeeper());
}

function choosing(): Promise<typeof import("./choosing")> {
  return import("./choosing").catch(() => {
    throw new ServiceError("", "unreachable");
  });
}

/** Follow what was chosen in another tab. */
window.addEventListener("storage", (event) => {
  if (event.key !== LEARNER || event.newValue === keeper.value.learner) return;
  const id = event.newValue;
  void trying(async () => keepWith(id ? await (await choosing()).opened(id) : new BrowserKeeper()));
});
