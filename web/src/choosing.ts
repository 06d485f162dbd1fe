/** Choosing a learner of the service, whose knowledge the page then shows and keeps there. */

import { keep, kept } from "./kept";
import { LearnerKeeper } from "./learner";
import { tell, trying } from "./notes";
import { BrowserKeeper } from "./person";
import { ServiceError } from "./service";
import { keeper, keepWith, takeSaid } from "./state";
import { t } from "./text";
import { LEARNER, missing } from "./whose";

/** Take up a learner again. @param linked Whom the address names, if it does. */
export async function recall(linked: string | null): Promise<void> {
  for (const id of new Set([linked, kept(LEARNER)])) {
    if (id === null) continue;
    try {
      keeper.value = await opened(id);
      if (id === linked) linkTaken(id);
      return;
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing.value ??= id;
    }
  }
}

/** The id is the key to all that is kept, so it does not stay where anybody may see or copy it. */
function linkTaken(id: string): void {
  if (kept(LEARNER) !== id) tell(t("notices.learner_taken"));
  if (!keep(LEARNER, id)) return;
  const address = new URL(location.href);
  address.searchParams.delete("learner");
  history.replaceState(history.state, "", address);
}

/** Let a learner keep what is said. @throws {ServiceError} There is none with this id. */
export async function chooseLearner(id: string): Promise<void> {
  const found = await opened(id);
  keep(LEARNER, id);
  missing.value = null;
  await keepWith(found);
}

/** Whether an error says that there is no learner with an id. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof ServiceError && ["unknown_learner", "invalid_request"].includes(error.code)
  );
}

/** Return a learner as keeper. @throws {ServiceError} There is none with this id. */
export async function opened(id: string): Promise<LearnerKeeper> {
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
