/** Which areas are collapsed to their heads: kept in this browser, map by map. */

import { computed, signal } from "@preact/signals";
import { keep, kept } from "../../kept";
import { map } from "../../state";
import { filter, searched } from "./filter";

const PREFIX = "waypath:folded:";

/** What was collapsed since the page was opened, by map. */
const changed = signal<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
/** What was collapsed among what was searched for; the next search opens it again. */
const whileFiltering = signal<{ of: string; ids: ReadonlySet<string> }>({ of: "", ids: new Set() });

const filtering = computed(() => (filter.value ?? "") + searched.value);

/** The ids of the areas that are collapsed now. A filter opens all of them, to show what it finds. */
export const folded = computed<ReadonlySet<string>>(() => {
  if (filtering.value) {
    const { of, ids } = whileFiltering.value;
    return of === filtering.value ? ids : new Set();
  }
  const mapId = map.value?.id ?? "";
  return changed.value.get(mapId) ?? read(mapId);
});

export function setFolded(ids: ReadonlySet<string>): void {
  const mapId = map.value?.id ?? "";
  if (filtering.value) {
    whileFiltering.value = { of: filtering.value, ids };
    return;
  }
  changed.value = new Map(changed.value).set(mapId, ids);
  keep(PREFIX + mapId, ids.size ? JSON.stringify([...ids]) : null);
}

/** Collapse an area, or open it. */
export function setFold(areaId: string, isFolded: boolean): void {
  const ids = new Set(folded.value);
  if (isFolded) ids.add(areaId);
  else ids.delete(areaId);
  setFolded(ids);
}

function read(mapId: string): Set<string> {
  try {
    const ids: unknown = JSON.parse(kept(PREFIX + mapId) ?? "[]");
    return new Set(Array.isArray(ids) ? ids : []);
  } catch {
    return new Set();
  }
}
