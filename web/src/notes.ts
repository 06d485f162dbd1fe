/** What the page has to say about what was just done, and about trouble with the service. */

import { signal } from "@preact/signals";
import { ServiceError, StaleError } from "./service";
import { t } from "./text";

export interface Toast {
  readonly text: string;
  readonly undo: (() => void) | null;
}

/** The note about what was just done. It goes by itself. */
export const toast = signal<Toast | null>(null);

/** Trouble with the service, and how to try again. Nothing that the person did is lost by it. */
export const trouble = signal<{
  readonly text: string;
  readonly retry: () => void;
  /** What it is about, if that is not the service's answers. */
  readonly about?: string;
} | null>(null);

export function tell(text: string, undo: (() => void) | null = null): void {
  toast.value = { text, undo };
}

/**
 * Do something that needs the service. If it fails, a banner says so and offers to do it again.
 *
 * @param about What it is about: the banner goes once something about the same has succeeded.
 */
export async function trying(work: () => Promise<void>, about = "answers"): Promise<void> {
  try {
    await work();
    if ((trouble.value?.about ?? about) === about) trouble.value = null;
  } catch (error) {
    if (error instanceof StaleError) return;
    if (!(error instanceof ServiceError)) throw error;
    trouble.value = { text: sayingOf(error), retry: () => void trying(work, about), about };
  }
}

/** What a failure means, for people. */
export function sayingOf(error: ServiceError): string {
  switch (error.code) {
    case "unreachable":
      return t("trouble.unreachable");
    case "slow":
      return t("trouble.slow");
    case "unexpected":
      return t("trouble.unexpected", { status: error.message });
    default:
      return error.message;
  }
}
