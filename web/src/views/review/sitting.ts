/**
 * One sitting of a review: its questions, how far it is, and what has to follow a decision. It
 * stays while other views are looked at, and ends when another map is opened.
 */

import { computed, effect, signal, untracked } from "@preact/signals";
import type { PrerequisitePage, Question } from "../../answers";
import { trying } from "../../notes";
import { askLast, mapPath, ServiceError } from "../../service";
import { loadMap, map } from "../../state";
import { Later } from "./later";
import { type Matter, matterOfQuestion, pairKey } from "./matter";
import { NO_QUESTIONS, type Queue, ranked } from "./queue";

const PAGE = 50;
/** Questions ahead of the one in focus below which more are loaded. */
const FEW = 10;
const RANK_AFTER_MS = 400;
const RELOAD_AFTER_MS = 1500;

export const queue = signal<Queue>(NO_QUESTIONS);
/** Questions that are open; null before the service has told. */
export const left = signal<number | null>(null);
/** Decisions of this sitting, less what was taken back. */
export const made = signal(0);
/** Reasons that were begun, by the pair they are about. */
export const notes = signal<ReadonlyMap<string, string>>(new Map());
/** Counts what was changed, so that lists know when they are old. */
export const changes = signal(0);

/** The map of the sitting, and the newest revision of it that is known to hold what is shown. */
let sittingOn = { mapId: "", revision: 0 };
/** Where the ranking goes on; null if all of it was loaded. */
const cursor = signal<string | null>(null);
export const isAllLoaded = computed(() => cursor.value === null);

effect(() => {
  const of = map.value;
  if (!of) return;
  untracked(() => {
    if (of.id !== sittingOn.mapId) begin(of.id);
    // Somebody else has changed the map.
    else if (sittingOn.revision && of.revision > sittingOn.revision) ranking.soon();
  });
});

function begin(mapId: string): void {
  sittingOn = { mapId, revision: 0 };
  cursor.value = null;
  queue.value = NO_QUESTIONS;
  left.value = null;
  made.value = 0;
  notes.value = new Map();
}

/** The map that is reviewed. */
export const mapId = (): string => sittingOn.mapId;

/** The revision that changes are made against; 0 if none is known. */
export const revision = (): number => sittingOn.revision;

/** What makes an answer no older than what was seen. */
export const notOlder = (): Record<string, string> => ({
  "Waypath-Revision": String(sittingOn.revision),
});

/** Take note of the revision of something that is shown from now on. */
export function sawRevision(seen: number): void {
  sittingOn.revision ||= seen;
}

/** Take a newer revision for what changes are made against. */
export function rebase(newer: number): void {
  sittingOn.revision = newer;
}

/** Let all that is shown follow a change, soon. */
export function follow(): void {
  changes.value += 1;
  ranking.soon();
  reloading.soon();
}

const ranking = new Later(() => trying(() => load(null)), RANK_AFTER_MS);
const reloading = new Later(() => trying(reload), RELOAD_AFTER_MS);

/** Load at once what was to follow soon. */
export function followNow(): void {
  if (reloading.isDue) void reloading.now();
}

async function reload(): Promise<void> {
  if (map.value?.id === sittingOn.mapId) await loadMap(sittingOn.mapId, sittingOn.revision);
}

/** Ask for the ranking of what is open. */
export async function rank(): Promise<void> {
  await ranking.now();
}

/** Load more of the ranking if few questions are left of what was loaded. */
export async function moreIfFew(): Promise<void> {
  if (cursor.value === null || queue.value.coming.length >= FEW) return;
  try {
    await load(cursor.value);
  } catch (error) {
    // Its last question may be no question any more: then the ranking starts anew.
    if (!(error instanceof ServiceError && error.code === "invalid_request")) throw error;
    await rank();
  }
}

/** Load the ranking from a place on, until there are some questions that were not seen. */
async function load(from: string | null): Promise<void> {
  const of = sittingOn.mapId;
  const seen = new Set(queue.value.seen.map(pairKey));
  const found: Matter[] = [];
  const asked = from === null ? "questions" : "more-questions";
  let next = from;
  do {
    const place = next === null ? "" : `&cursor=${encodeURIComponent(next)}`;
    const path = mapPath(of, `prerequisites?order=doubtful&limit=${PAGE}${place}`);
    const asking = { headers: notOlder(), isLong: true };
    const { body } = await askLast<PrerequisitePage<Question>>(asked, path, asking);
    // A decision was made meanwhile: the ranking is asked for anew already.
    if (of !== sittingOn.mapId || body.revision < sittingOn.revision) return;
    sawRevision(body.revision);
    found.push(...body.prerequisites.map(matterOfQuestion));
    left.value = body.total;
    next = body.next_cursor;
  } while (next !== null && found.filter((matter) => !seen.has(pairKey(matter))).length < FEW);
  cursor.value = next;
  queue.value = ranked(queue.value, found, from !== null);
}

/** Go through all that is open once more. */
export async function startOver(): Promise<void> {
  queue.value = NO_QUESTIONS;
  await rank();
}
