/** A long list in steps. Going on puts the focus on the first of what is new. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../text";

interface Steps {
  /** How many rows to show. */
  readonly most: number;
  /** The button that shows more, to be put beside the rows; null if all of so many are shown. */
  readonly button: (count: number) => JSX.Element | null;
}

/**
 * Show a list in steps.
 *
 * @param first How many rows are shown at first.
 * @param step How many more each time.
 * @param row Selects the rows among what the button stands beside.
 */
export function useSteps(first: number, step: number, row: string): Steps {
  const most = useSignal(first);
  const went = useRef<{ list: Element | null; before: number } | null>(null);
  useLayoutEffect(() => {
    if (!went.current) return;
    const { list, before } = went.current;
    went.current = null;
    const fresh = list?.querySelectorAll<HTMLElement>(row)[before];
    if (!fresh) return;
    fresh.tabIndex = -1;
    (fresh.querySelector<HTMLElement>("button, input") ?? fresh).focus();
  }, [most.value]);
  const button = (count: number): JSX.Element | null =>
    count <= most.value ? null : (
      <button
        type="button"
        class="more"
        onClick={(event) => {
          went.current = { list: event.currentTarget.parentElement, before: most.value };
          most.value += step;
        }}
      >
        {t("common.show_more", { count: Math.min(count - most.value, step) })}
      </button>
    );
  return { most: most.value, button };
}
