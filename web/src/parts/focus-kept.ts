/** Keeping the focus in a list whose rows come and go. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

const ROW = "li[data-id]";

/** Which row has the focus, and which of its buttons. */
interface Place {
  readonly id: string;
  readonly index: number;
  readonly button: string;
}

/**
 * Keep the focus in a list that is drawn anew: on the same button of the same row, or, if that row
 * is gone, of the row that has come in its place.
 *
 * Rows are `li` with a `data-id`; the first class name of a button says which it is.
 *
 * @param otherwise The id of the element that gets the focus if no row is left.
 * @returns What the list's root takes as its `ref`.
 */
export function useFocusKept<Root extends HTMLElement>(otherwise: string): RefObject<Root | null> {
  const root = useRef<Root>(null);
  const place = placeIn(root.current); // before anything is drawn
  useLayoutEffect(() => {
    if (!place || root.current?.contains(document.activeElement)) return;
    const rows = [...(root.current?.querySelectorAll(ROW) ?? [])];
    const same = rows.find((row) => idOf(row) === place.id);
    const row = same ?? rows[Math.min(place.index, rows.length - 1)];
    const button = row?.querySelector<HTMLElement>(`.${place.button}`);
    (button ?? document.getElementById(otherwise))?.focus();
  });
  return root;
}

function placeIn(root: Element | null): Place | null {
  const focused = document.activeElement;
  const row = focused?.closest(ROW);
  const button = focused?.classList[0];
  if (!root?.contains(focused) || !row || !button) return null;
  return { id: idOf(row), index: [...root.querySelectorAll(ROW)].indexOf(row), button };
}

const idOf = (row: Element): string => row.getAttribute("data-id") ?? "";
