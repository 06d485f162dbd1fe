/** Whose knowledge the page shows: what this browser keeps, or a learner of the service. */

import { signal } from "@preact/signals";
import { keep, kept } from "./kept";
import type { LearnerKeeper } from "./learner";
import { tell, trying } from "./notes";
import { BrowserKeeper } from "./person";
import { ServiceError } from "./service";
import { keeper, keepWith, takeSaid } from "./state";
import { t } from "./text";

const LEARNER = "waypath:learner";

/** A learner that was to be used and is not there; null if there is none. */
export const missing = signal<string | null>(null);

/** Take the learner that the address names, or else the one of the last visit. */
export async function recallLearner(): Promise<void> {
  const address = new URL(location.href);
  const linked = address.searchParams.get("learner");
  for (const id of new Set([linked, kept(LEARNER)])) {
    if (id === null) continue;
    try {
      keeper.value = await opened(id);
      if (id === linked) linkTaken(address, id);
      return;
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing.value ??= id;
    }
  }
}

/** The id is the key to all that is kept, so it does not stay where anybody may see or copy it. */
function linkTaken(address: URL, id: string): void {
  if (kept(LEARNER) !== id) tell(t("notices.learner_taken"));
  if (!keep(LEARNER, id)) return;
  address.searchParams.delete("learner");
  history.replaceState(null, "", address);
}

/** Let a learner keep what is said. @throws {ServiceError} There is none with this id. */
export async function chooseLearner(id: string): Promise<void> {
  const found = await opened(id);
  keep(LEARNER, id);
  missing.value = null;
  await keepWith(found);
}

/** Let this browser keep again what is said, as it was before. */
export async function leaveLearner(): Promise<void> {
  keep(LEARNER, null);
  missing.value = null;
  await keepWith(new BrowserKeeper());
}

/** Whether an error says that there is no learner with an id. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof ServiceError && ["unknown_learner", "invalid_request"].includes(error.code)
  );
}

async function opened(id: string): Promise<LearnerKeeper> {
  const { LearnerKeeper } = await import("./learner").catch(() => {
    throw new ServiceError("", "unreachable");
  });
  const found = new LearnerKeeper(id, {
    onChanged: takeSaid,
    onGone: () => {
      missing.value = id;
      void trying(() => keepWith(new BrowserKeeper()));
    },
  });
  try {
    await found.loadProfile();
  } catch (error) {
    found.close();
    throw error;
  }
  return found;
}

/** Follow what was chosen in another tab. */
window.addEventListener("storage", (event) => {
  if (event.key !== LEARNER || event.newValue === keeper.value.learner) return;
  const id = event.newValue;
  void trying(async () => keepWith(id ? await opened(id) : new BrowserKeeper()));
});
