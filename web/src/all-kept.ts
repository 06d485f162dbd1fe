/** What this browser keeps of all maps: for the views that need more than the open one. */

import { kept } from "./kept";
import { keyOf, read, type Said } from "./person";

/** Return what is kept, by the ids of the maps. What cannot be read is left out: its map says so. */
export function allKept(): ReadonlyMap<string, Said> {
  const found = new Map<string, Said>();
  const prefix = keyOf("");
  for (const key of keysKept()) {
    if (!key.startsWith(prefix)) continue;
    try {
      found.set(key.slice(prefix.length), read(kept(key) ?? "{}"));
    } catch {
      // Nobody can tell what was said.
    }
  }
  return found;
}

function keysKept(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
