/** Finding entries by what a person types: every word has to occur in the name or the path. */

import type { Entry } from "./answers";

/** Takes what was typed, and how many to return at most. */
export type Find = (typed: string, most?: number) => readonly Entry[];

/**
 * Return a search among entries. What has the typed text at the start of its name comes first, then
 * by the order of `entries`.
 */
export function finder(entries: readonly Entry[]): Find {
  const texts = entries.map((entry) => {
    const paths = entry.placements.map(({ path }) => path.join(" "));
    return plain(`${entry.name} ${paths.join(" ")}`);
  });
  return (typed, most = Number.POSITIVE_INFINITY) => {
    const words = plain(typed).split(/\s+/).filter(Boolean);
    if (!words.length) return entries.slice(0, most);
    const matching = entries.filter((_, index) => words.every((w) => texts[index]?.includes(w)));
    const start = words.join(" ");
    const begins = (entry: Entry) => plain(entry.name).startsWith(start);
    return [...matching.filter(begins), ...matching.filter((e) => !begins(e))].slice(0, most);
  };
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
