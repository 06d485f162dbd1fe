/**
 * All that changes, and how: the maps, the map that is looked at, what the person says, what the
 * service makes of it. Views read the signals and call the functions; they keep nothing themselves
 * but what they alone show.
 */

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import type { GraphAnswer, MapSummary, NextAnswer } from "./answers";
import { follow } from "./follow";
import { keep, kept } from "./kept";
import { tell, trying } from "./notes";
import {
  BrowserKeeper,
  differenceOf,
  isSame,
  type Keeper,
  keyOf,
  NOTHING_SAID,
  type Said,
  withDifference,
} from "./person";
import { ask, askLast, mapPath, StaleError } from "./service";
import { SkillMap } from "./skill-map";
import { States } from "./states";
import { listed, quoted, t } from "./text";

const LAST_MAP = "waypath:map";
const PAUSE_MS = 120;
/** How many of the ready skills are asked for in their order; all are told apart by the map. */
const MOST_READY = 200;
const MOST_UNDOS = 200;

/** The maps of the store, the oldest first; null before they are loaded. */
export const maps = signal<readonly MapSummary[] | null>(null);
/** The map that is looked at. */
export const map = signal<SkillMap | null>(null);
export const keeper = signal<Keeper>(new BrowserKeeper());
/** What the person says about the map. */
export const said = signal<Said>(NOTHING_SAID);
/** What the service makes of it; null until it has answered for this map. */
export const answer = signal<NextAnswer | null>(null);
/** Whether an answer to what was said last is on its way. */
export const isBusy = signal(true);
/** The skill whose details are open. */
export const chosen = signal<string | null>(null);

const shown = signal<States | null>(null);
/** Where the person stands; null without a map. */
export const states = computed(() => shown.value);

/** Goals that the map has. */
export const goals = computed(() => said.value.goals.filter((id) => map.value?.entry(id)));

/* Maps */

/** Load the list of maps and the map that is wanted: by the address, by the last visit, the first. */
export async function start(): Promise<void> {
  const found = await ask<{ maps: MapSummary[] }>("v1/maps?limit=1000");
  maps.value = found.body.maps;
  const wishes = [new URLSearchParams(location.search).get("map"), kept(LAST_MAP)];
  const ids = found.body.maps.map(({ id }) => id);
  const id = wishes.find((wish) => wish !== null && ids.includes(wish)) ?? ids[0];
  if (id === undefined) leaveMap();
  else await loadMap(id);
}

/** There is no map, or none any more. */
function leaveMap(): void {
  batch(() => {
    map.value = null;
    chosen.value = null;
    undos.value = [];
    said.value = NOTHING_SAID;
    answer.value = null;
    isBusy.value = false;
  });
}

/**
 * Load a map, or load it anew after it has changed.
 *
 * @param revision What was seen of it already: what is loaded is no older.
 */
export async function loadMap(mapId: string, revision = 0): Promise<void> {
  const path = mapPath(mapId, "graph?format=json&evidence=false");
  const headers = { "Waypath-Revision": String(revision) };
  const loaded = await askLast<GraphAnswer>("graph", path, { headers });
  const fresh = new SkillMap(loaded.body, loaded.revision);
  const isAnother = fresh.id !== map.value?.id;
  const by = keeper.value;
  const asKept = await by.load(fresh);
  const loadedSaid = await follow(fresh, asKept);
  // Meanwhile somebody else was chosen to keep what is said, and loads it.
  if (by !== keeper.value) throw new StaleError();
  batch(() => {
    if (isAnother) {
      chosen.value = null;
      undos.value = [];
      answer.value = null;
    }
    map.value = fresh;
    said.value = loadedSaid;
    shown.value = States.before(fresh, loadedSaid, null);
  });
  if (!isSame(asKept, loadedSaid)) note(fresh, asKept, loadedSaid);
  // What could not be sent during the last visit.
  void trying(() => keeper.value.send(), "saving");
  keep(LAST_MAP, fresh.id);
  const address = new URL(location.href);
  if ((address.searchParams.get("map") ?? fresh.id) !== fresh.id) {
    address.searchParams.set("map", fresh.id);
    history.replaceState(history.state, "", address);
  }
  await refresh();
}

/** Load the list of maps anew, say after an import. */
export async function reloadMaps(): Promise<void> {
  maps.value = (await ask<{ maps: MapSummary[] }>("v1/maps?limit=1000")).body.maps;
}

/* Answers */

let pause = 0;

/** Ask the service soon: a person who ticks ten skills in a row is answered once. */
function refreshSoon(): void {
  isBusy.value = true;
  clearTimeout(pause);
  pause = setTimeout(() => void trying(refresh), PAUSE_MS);
}

/** What the person says, as questions to the service name it. */
export function question(): Record<"known" | "learning" | "skipped" | "goals", string[]> {
  const { known, learning, skipped } = said.value;
  return {
    known: [...known],
    learning: [...learning],
    skipped: [...skipped],
    goals: [...goals.value],
  };
}

async function refresh(): Promise<void> {
  const asked = map.value;
  if (!asked) return;
  isBusy.value = true;
  const heard = said.value;
  const headers = { "Waypath-Revision": String(asked.revision) };
  const asking = { headers, body: { ...question(), limit: MOST_READY } };
  const path = mapPath(asked.id, "next");
  const { body } = await askLast<NextAnswer>("next", path, asking).catch((error) => {
    // Nothing is on its way any more, unless a newer question is.
    isBusy.value = error instanceof StaleError;
    throw error;
  });
  if (asked.revision && body.revision !== asked.revision) {
    // Somebody has changed the map since it was loaded.
    await loadMap(asked.id);
    return;
  }
  if (said.value !== heard) return; // more was said meanwhile, and is asked about soon
  const before = answer.value;
  const adopted = adopt(asked, said.value, body);
  batch(() => {
    said.value = adopted;
    answer.value = body;
    shown.value = States.of(asked, adopted, body);
    isBusy.value = false;
  });
  if (before) tellAssumed(before, body);
}

/** Keep what the service made of ids that the map has lost: some it finds by what became of them. */
function adopt(asked: SkillMap, told: Said, body: NextAnswer): Said {
  const unknown = new Set(body.unknown.map(({ id }) => id));
  const followed = [...told.known].filter((id) => !asked.isSkill(id) && !unknown.has(id));
  if (!followed.length) return told;
  const assumed = new Set(body.assumed);
  const known = new Set([
    ...[...told.known].filter((id) => !followed.includes(id)),
    ...body.state.filter((id) => !assumed.has(id)),
  ]);
  const adopted = { ...told, known };
  note(asked, told, adopted);
  return adopted;
}

/* What the person says */

interface Undo {
  readonly label: string;
  readonly takeBack: () => void;
}

/** What can be taken back, the last one last. */
export const undos = signal<readonly Undo[]>([]);
/** The note about the last change, until the service has said what follows from it. */
let told: { label: string; canUndo: boolean } | null = null;

/**
 * Say something, in one step that can be undone and is told.
 *
 * @param label What was done, in the past: "Ticked “Git”".
 * @param takeBackMore What else is to be done to take it back.
 */
export function say(after: Said, label: string, takeBackMore = () => {}): void {
  const before = said.value;
  if (isSame(before, after)) return;
  canTakeBack(label, () => {
    // What was said meanwhile elsewhere, in another tab say, stays.
    const now = said.value;
    const back = isSame(now, after) ? before : withDifference(now, differenceOf(after, before));
    takeBackMore();
    settle(now, back, t("did.undone", { label }), false);
  });
  settle(before, after, label, true);
}

/** Let something that was done be undone. */
export function canTakeBack(label: string, takeBack: () => void): void {
  undos.value = [...undos.value, { label, takeBack }].slice(-MOST_UNDOS);
}

/** Take back what was said last. */
export function undo(): void {
  const last = undos.value.at(-1);
  if (!last) return;
  undos.value = undos.value.slice(0, -1);
  last.takeBack();
}

function settle(before: Said, after: Said, label: string, canUndo: boolean): void {
  const of = map.value;
  if (!of) return;
  batch(() => {
    said.value = after;
    shown.value = States.before(of, after, shown.value);
  });
  told = { label, canUndo };
  tell(label, canUndo ? undo : null);
  note(of, before, after);
  refreshSoon();
}

function note(of: SkillMap, before: Said, after: Said): void {
  keeper.value.note(of, before, after);
  void trying(() => keeper.value.send(), "saving");
}

/** Say also what follows from the last change: skills that are assumed now. */
function tellAssumed(before: NextAnswer, after: NextAnswer): void {
  const were = new Set(before.assumed);
  const names = after.assumed.filter((id) => !were.has(id)).map((id) => map.value?.name(id) ?? id);
  if (told && names.length) {
    const text = t("did.assumed", { count: names.length, names: listed(names.map(quoted)) });
    tell(`${told.label}. ${text}`, told.canUndo ? undo : null);
  }
  told = null;
}

/** Take what was said meanwhile elsewhere: in another tab, or in another browser. */
export async function takeSaid(): Promise<void> {
  const of = map.value;
  if (!of) return;
  const by = keeper.value;
  const loaded = await by.load(of);
  if (of !== map.value || by !== keeper.value) return;
  said.value = loaded;
  shown.value = States.before(of, loaded, shown.value);
  refreshSoon();
}

window.addEventListener("storage", (event) => {
  const isHere = keeper.value.learner === null && map.value !== null;
  if (isHere && event.key === keyOf(map.value?.id ?? "")) void takeSaid();
});

/** Let somebody else keep what is said: a learner of the service, or this browser again. */
export async function keepWith(next: Keeper): Promise<void> {
  if (next !== keeper.value) keeper.value.close();
  keeper.value = next;
  undos.value = [];
  if (map.value) await loadMap(map.value.id);
}

// The heading of the browser's tab.
effect(() => {
  const title = map.value?.title;
  untracked(() => {
    document.title = title ? `${title} – Waypath` : "Waypath";
  });
});
