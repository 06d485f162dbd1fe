/**
 * What somebody says of one map as a short text that fits into a link, and back.
 *
 * A code is the version, "1", and a deflated list in base64url: the map, the hours a week, then after
 * a line `K`, `L`, `S` or `G` what is known, begun, set aside and wanted. An entry is written as how
 * many names of its id it shares with the one before, and the rest. Where all skills under a topic
 * or an area are in the list, it stands for them, with their number and a check: only if the map has
 * the very same skills there can it be taken at its word.
 */

import type { Said, Stand } from "../../person";
import type { SkillMap } from "../../skill-map";

const VERSION = "1";
/** More than anybody's map needs: what goes on beyond is no link of ours. */
const MOST_CHARACTERS = 4_000_000;
const LONGEST_ID = 4000;
const MOST_SHARED = 35;
const SECTIONS = { K: "known", L: "learning", S: "skipped", G: "goals" } as const;

/** An entry of the list; with `all`, it stands for so many skills under it. */
interface Item {
  readonly id: string;
  readonly all: { readonly count: number; readonly check: string } | null;
}

export interface Carried {
  readonly mapId: string;
  readonly hoursPerWeek: number | null;
  readonly items: Readonly<Record<Stand | "goals", readonly Item[]>>;
}

/** A group of skills that is not the same any more. */
export interface ChangedGroup {
  readonly id: string;
  readonly stand: Stand;
  /** How many skills were under it. */
  readonly count: number;
}

/** What a link says, as far as the map has it. */
export interface Brought {
  readonly said: Said;
  /** Known skills that the map does not have by these ids (any more). */
  readonly lost: readonly string[];
  /** Whatever else the map does not have. */
  readonly gone: readonly string[];
  readonly changed: readonly ChangedGroup[];
}

/** The text is no link of ours, or of a newer version. */
export class LinkError extends Error {}

/** Write what somebody says of a map. */
export async function encoded(map: SkillMap, said: Said): Promise<string> {
  const lists = Object.entries(SECTIONS).map(([letter, name]) => {
    const items =
      name === "goals" ? said.goals.map((id) => ({ id, all: null })) : itemsOf(map, said[name]);
    return items.length ? [letter, ...shortened(items)] : [];
  });
  const lines = [map.id, said.hoursPerWeek ?? "", ...lists.flat()];
  const stream = new Blob([lines.join("\n")]).stream();
  const packed = stream.pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return VERSION + base64url(bytes);
}

/** Read a code. @throws {LinkError} */
export async function decoded(code: string): Promise<Carried> {
  if (code[0] !== VERSION) throw new LinkError();
  const [mapId = "", hours = "", ...rows] = (await unpacked(code.slice(1))).split("\n");
  const items: Record<Stand | "goals", Item[]> = {
    known: [],
    learning: [],
    skipped: [],
    goals: [],
  };
  let list: Item[] | undefined;
  let before: string[] = [];
  for (const row of rows) {
    if (Object.hasOwn(SECTIONS, row)) {
      list = items[SECTIONS[row as keyof typeof SECTIONS]];
      before = [];
      continue;
    }
    const [, digit, rest = "", count, check = ""] =
      /^([0-9a-z])([^\t]*)(?:\t(\d{1,6})\.(\w{1,7}))?$/.exec(row) ?? [];
    if (!list || digit === undefined || !rest) throw new LinkError();
    const names: string[] = [...before.slice(0, Number.parseInt(digit, 36)), ...rest.split("/")];
    before = names;
    const id = names.join("/");
    if (id.length > LONGEST_ID) throw new LinkError();
    list.push({ id, all: count ? { count: Number(count), check } : null });
  }
  const hoursPerWeek = hours === "" ? null : Number(hours);
  const isWrong = hoursPerWeek !== null && !(hoursPerWeek > 0 && hoursPerWeek <= 168);
  if (!mapId || isWrong) throw new LinkError();
  return { mapId, hoursPerWeek, items };
}

/** Find in the map what a link says. */
export function broughtBy(carried: Carried, map: SkillMap): Brought {
  const lost: string[] = [];
  const gone: string[] = [];
  const changed: ChangedGroup[] = [];
  const taken = new Set<string>();
  const stands = (["known", "learning", "skipped"] as const).map((stand) => {
    const found = new Set<string>();
    for (const { id, all } of carried.items[stand]) {
      const skills = all ? map.skillsUnder(id) : map.isSkill(id) ? [id] : [];
      if (!skills.length) (stand === "known" && !all ? lost : gone).push(id);
      else if (all && checkOf(skills) !== all.check) changed.push({ id, stand, count: all.count });
      else for (const skill of skills) if (!taken.has(skill)) found.add(skill);
    }
    // Nobody stands to a skill in two ways: the first one holds.
    for (const skill of found) taken.add(skill);
    return found;
  });
  const wanted = new Set(carried.items.goals.map(({ id }) => id));
  gone.push(...[...wanted].filter((id) => !map.entry(id)));
  const [known = new Set(), learning = new Set(), skipped = new Set()] = stands;
  const goals = [...wanted].filter((id) => map.entry(id));
  const said = { known, learning, skipped, goals, hoursPerWeek: carried.hoursPerWeek };
  return { said, lost, gone: [...new Set(gone)], changed };
}

/** Return skills as items, with areas and topics in the place of all that is under them. */
function itemsOf(map: SkillMap, ids: ReadonlySet<string>): Item[] {
  const rest = new Set(ids);
  const items: Item[] = [];
  const add = (parent: string | null): void => {
    for (const { id, kind } of map.childrenOf(parent)) {
      const skills = kind === "skill" ? [id] : map.skillsUnder(id);
      const isAll = skills.length > 0 && skills.every((skill) => ids.has(skill));
      const isNew = skills.some((skill) => rest.has(skill));
      if (isAll && isNew) {
        const all = kind === "skill" ? null : { count: skills.length, check: checkOf(skills) };
        items.push({ id, all });
        for (const skill of skills) rest.delete(skill);
      } else if (kind !== "skill" && isNew) add(id);
    }
  };
  add(null);
  // What the map has lost is taken along all the same: the map of whoever opens it may have it.
  return [...items, ...[...rest].map((id) => ({ id, all: null }))];
}

function shortened(items: readonly Item[]): string[] {
  let before: string[] = [];
  return items.map(({ id, all }) => {
    const names = id.split("/");
    const most = Math.min(names.length - 1, before.length, MOST_SHARED);
    let shared = 0;
    while (shared < most && names[shared] === before[shared]) shared += 1;
    before = names;
    const rest = names.slice(shared).join("/");
    return shared.toString(36) + rest + (all ? `\t${all.count}.${all.check}` : "");
  });
}

/** FNV-1a of the ids, whatever their order. */
function checkOf(ids: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const letter of [...ids].sort().join("\n")) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

function base64url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpacked(text: string): Promise<string> {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const reader = stream.pipeThrough(new TextDecoderStream("utf-8", { fatal: true })).getReader();
    let found = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      found += part.value;
      // A few bytes can unpack to gigabytes.
      if (found.length > MOST_CHARACTERS) throw new RangeError();
    }
    return found;
  } catch {
    throw new LinkError();
  }
}
