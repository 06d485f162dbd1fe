/** Which skills the map shows: those that were searched for, and those of one state. */

import { computed, signal } from "@preact/signals";
import { route, setParams } from "../../route";
import { finder } from "../../search";
import { map, states } from "../../state";
import type { State } from "../../states";

/** What skills can be filtered by, in the order of the buttons. */
export const FILTERS = ["ready", "begun", "locked", "known", "assumed", "skipped"] as const;
export type Filter = (typeof FILTERS)[number];

const PAUSE_MS = 120;

/** What stands in the search field. */
export const typed = signal("");
/** What is searched for: the same, once the typing pauses. */
export const searched = signal("");
let pause = 0;

export function typeSearch(text: string): void {
  typed.value = text;
  clearTimeout(pause);
  pause = setTimeout(() => {
    searched.value = text.trim();
  }, PAUSE_MS);
}

export function clearSearch(): void {
  clearTimeout(pause);
  typed.value = "";
  searched.value = "";
}

/** The state whose skills are shown, kept in the address; null shows all. */
export const filter = computed<Filter | null>(() => {
  const { view, params } = route.value;
  return view === "map" ? (FILTERS.find((one) => one === params.get("state")) ?? null) : null;
});

/** Show only skills of one state, or all again. */
export function filterBy(wanted: Filter | null): void {
  const { state: _, ...others } = Object.fromEntries(route.value.params);
  setParams(wanted ? { ...others, state: wanted } : others);
}

/** The state of every skill, worked out once for all who ask. */
export const stateOf = computed<ReadonlyMap<string, State>>(() => {
  const where = states.value;
  const skills = where ? (map.value?.skills ?? []) : [];
  return new Map(skills.map(({ id }) => [id, where?.of(id) ?? "locked"]));
});

/** How many skills each button would show. */
export const counts = computed<Readonly<Record<Filter, number>>>(() => {
  const found = { ready: 0, begun: 0, locked: 0, known: 0, assumed: 0, skipped: 0 };
  for (const [id, state] of stateOf.value) {
    found[state] += 1;
    if (states.value?.isBegun(id)) found.begun += 1;
  }
  return found;
});

const find = computed(() => finder(map.value?.skills ?? []));

/** The ids of the skills that are shown; null if all are. */
export const matches = computed<ReadonlySet<string> | null>(() => {
  const wanted = filter.value;
  const text = searched.value;
  if (!text && !wanted) return null;
  const found = text ? find.value(text) : (map.value?.skills ?? []);
  const isWanted = (id: string): boolean =>
    wanted === "begun" ? (states.value?.isBegun(id) ?? false) : stateOf.value.get(id) === wanted;
  const ids = found.map(({ id }) => id);
  return new Set(wanted ? ids.filter(isWanted) : ids);
});
