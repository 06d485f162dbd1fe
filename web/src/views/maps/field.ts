/** The field with the text: one of its lines can be shown and marked. */

import { signal } from "@preact/signals";

export const FIELD = "map-text";

/** The line that is marked, from 1; null if none is. */
export const marked = signal<number | null>(null);

/** Go to a line of the text. */
export function showLine(line: number): void {
  const field = document.getElementById(FIELD);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const [start, end] = spanOf(field.value, line);
  marked.value = line;
  field.focus();
  field.setSelectionRange(start, end);
  // Lines are not wrapped, so each is a row.
  const rowHeight = Number.parseFloat(getComputedStyle(field).lineHeight);
  field.scrollTo({ top: (line - 1) * rowHeight - field.clientHeight / 3, left: 0 });
}

function spanOf(text: string, line: number): [number, number] {
  let start = 0;
  for (let before = 1; before < line; before++) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return [start, end < 0 ? text.length : end];
}
