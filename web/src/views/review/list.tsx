/** A list of the service of which as much is loaded as is shown. */

import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { trying } from "../../notes";
import { t } from "../../text";
import { type Gathered, gather, type ServicePage } from "./gather";

/** How many rows are shown at first, and how many more after that. */
const STEP = 20;

interface List<Item> {
  /** Null before anything is loaded. */
  readonly found: Gathered<Item> | null;
  readonly enough: Signal<number>;
}

/**
 * Load the beginning of a list, and load it anew whenever its path or `state` is another one.
 *
 * @param itemsOf What of a page is wanted.
 */
export function useList<Page extends ServicePage, Item>(
  path: string,
  itemsOf: (page: Page) => readonly Item[],
  state: unknown,
): List<Item> {
  const enough = useSignal(STEP);
  const found = useSignal<Gathered<Item> | null>(null);
  useEffect(() => {
    void trying(async () => {
      found.value = await gather(path, itemsOf, enough.value);
    });
  }, [path, state, enough.value]);
  return { found: found.value, enough };
}

/** What stands under a list: that it is empty, or a way to more of it. */
export function ListEnd(props: { list: List<unknown>; empty: string }): JSX.Element | null {
  const { found, enough } = props.list;
  if (!found) return null;
  if (!found.items.length) return <p class="note">{props.empty}</p>;
  if (found.isAll) return null;
  return (
    <button
      type="button"
      class="more"
      onClick={() => {
        enough.value += STEP;
      }}
    >
      {t("review.more")}
    </button>
  );
}
