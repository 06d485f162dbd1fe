/** Importing the source: what would come of it, which writes nothing, and then doing it. */

import { batch, computed, signal } from "@preact/signals";
import { allKept } from "../../all-kept";
import type { GraphAnswer, ImportAnswer, KnowledgeAnswer } from "../../answers";
import { tell, trying } from "../../notes";
import { NOTHING_SAID, type Said } from "../../person";
import { go, route } from "../../route";
import { type Answer, type Asking, ask, mapPath, ServiceError } from "../../service";
import { SkillMap } from "../../skill-map";
import { canTakeBack, keeper, loadMap, map, reloadMaps, said, undo } from "../../state";
import { quoted, t } from "../../text";
import { marked } from "./field";
import {
  bodyOf,
  FileError,
  MOST_BYTES,
  NOTHING,
  nameOf,
  type Source,
  source,
  sourceOf,
  target,
} from "./source";

/** The title that can be given to a map, in characters. */
export const LONGEST_TITLE = 200;

/** What importing a source would do. */
export interface Preview {
  readonly of: Source;
  readonly target: string | null;
  readonly answer: ImportAnswer;
  readonly shown: NonNullable<ImportAnswer["preview"]>;
  /** The map as it would be. Of its prerequisites it has only those that the preview shows. */
  readonly read: SkillMap;
  /** The map of which it is a new version, and what the person said about that. */
  readonly before: { readonly map: SkillMap; readonly said: Said } | null;
  /** Whether an earlier preview did not hold any more, because the map had changed. */
  readonly isRenewed: boolean;
}

/** Why a source was not taken. */
export interface Refusal {
  readonly code: string;
  /** What the service says, in English; nothing if the page itself has refused it. */
  readonly detail: string;
  readonly line: number | null;
  /** The map that is there already. */
  readonly mapId: string | null;
}

/** Problems that lie in the source, so that the person can do something about them. */
const REFUSALS = [
  "body_too_large",
  "cycle",
  "invalid_request",
  "map_empty",
  "map_exists",
  "map_nested_too_deep",
  "map_not_text",
  "map_too_large",
  "map_unreadable",
  "unknown_map",
];

export const preview = signal<Preview | null>(null);
export const refusal = signal<Refusal | null>(null);
/** What the service is at. */
export const working = signal<"preview" | "save" | null>(null);
/** Whether what is shown is not what would be imported now. */
export const isOutdated = computed(
  () => preview.value?.of !== source.value || preview.value.target !== target.value,
);

let running: AbortController | null = null;

/** Stop waiting for a preview. */
export function cancel(): void {
  running?.abort();
}

/** Find out what would come of the source, without changing anything. */
export function look(): Promise<void> {
  return trying(() => busyWith("preview", (signal) => lookNow(signal, false)));
}

async function lookNow(signal: AbortSignal, isRenewed: boolean): Promise<void> {
  const [of, to] = [source.value, target.value];
  if (bodyOf(of).size > MOST_BYTES) {
    refuse("too_large");
    return;
  }
  const before = to === null ? null : await mapBefore(to, signal);
  const { body } = await ask<ImportAnswer>(pathOf(of, before?.map ?? null, true), {
    ...changing(of, before?.map ?? null),
    signal,
  });
  const shown = body.preview;
  if (!shown) return; // it was asked for
  const { skills, surest, doubtful } = shown;
  const prerequisites = [...surest, ...doubtful];
  const read = new SkillMap({ map: body.map, skills, prerequisites }, body.map.revision);
  preview.value = { of, target: to, answer: body, shown, read, before, isRenewed };
}

/** Return a map as it is before it changes, and what the person says about it. */
async function mapBefore(id: string, signal: AbortSignal): Promise<NonNullable<Preview["before"]>> {
  const path = mapPath(id, "graph?format=json&evidence=false");
  const loaded = await ask<GraphAnswer>(path, { signal });
  const found = new SkillMap(loaded.body, loaded.revision);
  return { map: found, said: id === map.value?.id ? said.value : await saidOf(id, signal) };
}

/** Return what the person says about a map that is not looked at now. */
async function saidOf(id: string, signal: AbortSignal): Promise<Said> {
  const { learner } = keeper.value;
  if (learner === null) return allKept().get(id) ?? NOTHING_SAID;
  const path = `v1/learners/${encodeURIComponent(learner)}/knowledge?map=${encodeURIComponent(id)}`;
  const { known, learning, skipped, goals } = (await ask<KnowledgeAnswer>(path, { signal })).body;
  const sets = { known: new Set(known), learning: new Set(learning), skipped: new Set(skipped) };
  return { ...NOTHING_SAID, ...sets, goals };
}

/** Import what the preview shows. If the map has changed since, nothing is saved: look again. */
export function save(): Promise<void> {
  return trying(() =>
    busyWith("save", async (signal) => {
      const found = preview.value;
      if (!found) return;
      try {
        await saveNow(found);
      } catch (error) {
        const isStale = error instanceof ServiceError && error.code === "stale_revision";
        if (!isStale) throw error;
        await lookNow(signal, true);
      }
    }),
  );
}

async function saveNow({ of, before }: Preview): Promise<void> {
  const old = before?.map ?? null;
  const former = old && (await ask<string>(mapPath(old.id), { accept: "text/markdown" })).body;
  const saved = await ask<ImportAnswer>(pathOf(of, old, false), changing(of, old));
  clear();
  const { id, title, skill_count: count } = saved.body.map;
  const name = quoted(title);
  await trying(() => show(id, saved.revision));
  if (old === null || former === null) {
    tell(t("maps.added", { name, count }));
    return;
  }
  const label = t("maps.replaced", { name, count });
  canTakeBack(label, () => void trying(() => importFormer(old, former, saved.revision, label)));
  tell(label, undo);
}

/** Import a map as it was before. */
async function importFormer(
  old: SkillMap,
  text: string,
  revision: number,
  label: string,
): Promise<void> {
  const of = { ...NOTHING, text };
  let back: Answer<ImportAnswer>;
  try {
    back = await ask<ImportAnswer>(pathOf(of, old, false), { ...changing(of, old), revision });
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === "stale_revision")) throw error;
    tell(t("maps.undo_too_late"));
    return;
  }
  await show(old.id, back.revision);
  tell(t("did.undone", { label }));
}

/** Open a map that has just become what it is. Whoever has gone to another view stays there. */
async function show(id: string, revision: number): Promise<void> {
  await reloadMaps();
  await loadMap(id, revision);
  if (route.value.view === "maps") go("map");
}

/** Where a source is sent: as a new map, or as a new state of one. */
function pathOf(of: Source, old: SkillMap | null, isPreview: boolean): string {
  const title = (old?.title ?? nameOf(of.fileName)).slice(0, LONGEST_TITLE).trim();
  const query = new URLSearchParams({ title: title || t("maps.untitled") });
  if (isPreview) query.set("dry_run", "true");
  if (isPreview) query.set("preview", "true");
  return `${old ? mapPath(old.id) : "v1/maps"}?${query}`;
}

function changing(of: Source, old: SkillMap | null): Asking {
  const asking = { body: bodyOf(of), isLong: true };
  return old ? { ...asking, method: "PUT", revision: old.revision } : asking;
}

/** Work on the source until it is done, refused, cancelled, or something else is begun. */
async function busyWith(
  what: "preview" | "save",
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  if (working.value === "save") return;
  cancel();
  const mine = new AbortController();
  running = mine;
  batch(() => {
    working.value = what;
    refusal.value = null;
  });
  try {
    await work(mine.signal);
  } catch (error) {
    if (!(error instanceof ServiceError && REFUSALS.includes(error.code))) throw error;
    const { line, map_id: mapId } = error.problem;
    refuse(error.code, {
      detail: error.message,
      line: typeof line === "number" ? line : null,
      mapId: typeof mapId === "string" ? mapId : null,
    });
    if (error.code === "unknown_map") await forgetTarget();
  } finally {
    if (running === mine) working.value = null;
  }
}

/** The map that was to get a new version is gone, so what is there can only be a new map. */
async function forgetTarget(): Promise<void> {
  target.value = null;
  await reloadMaps();
}

function refuse(code: string, more: Partial<Refusal> = {}): void {
  batch(() => {
    preview.value = null;
    refusal.value = { code, detail: "", line: null, mapId: null, ...more };
  });
}

/* The source */

/** Put another source in the place of the one that is there, which can be had back. */
export function replace(next: Source, label: string): void {
  const [before, previewBefore] = [source.value, preview.value];
  batch(() => {
    source.value = next;
    preview.value = null;
    refusal.value = null;
    marked.value = null;
  });
  const putBack = (): void => {
    batch(() => {
      source.value = before;
      preview.value = previewBefore;
    });
  };
  tell(label, before.text ? putBack : null);
}

/** Take files that somebody has chosen or dropped, and look at what would come of them. */
export async function take(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file || working.value === "save") return;
  if (files.length > 1) {
    refuse("many_files");
    return;
  }
  try {
    replace(await sourceOf(file), t("maps.took_file", { name: quoted(file.name) }));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    refuse(error.code);
    return;
  }
  await look();
}

/** Forget the source, and what would come of it. */
function clear(): void {
  batch(() => {
    source.value = NOTHING;
    target.value = null;
    preview.value = null;
    refusal.value = null;
  });
}
