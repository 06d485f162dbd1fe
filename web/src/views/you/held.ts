/** What this browser holds of all maps, to be counted and taken along. */

import { allKept } from "../../all-kept";
import type { GraphAnswer, PersonalRecord } from "../../answers";
import { isSame, NOTHING_SAID, type Said } from "../../person";
import { ask, mapPath } from "../../service";
import { keeper, map, maps, said } from "../../state";
import { recordOf } from "./record";

/** Return what is said, by map, the open one first. Of the open one it is what the page shows. */
export function held(): ReadonlyMap<string, Said> {
  const all = new Map<string, Said>();
  if (map.value && keeper.value.learner === null) all.set(map.value.id, said.value);
  for (const [id, found] of allKept()) if (!all.has(id)) all.set(id, found);
  return new Map([...all].filter(([, found]) => !isSame(found, NOTHING_SAID)));
}

/** The title of a map; null if the service does not have it. */
export function titleOf(mapId: string): string | null {
  return maps.value?.find(({ id }) => id === mapId)?.title ?? null;
}

/** Return the record of all that this browser holds. */
export async function heldRecord(): Promise<PersonalRecord> {
  const all = held();
  const names = new Map<string, ReadonlyMap<string, string>>();
  for (const mapId of all.keys()) names.set(mapId, await namesOf(mapId));
  const hours = [...all.values()].map(({ hoursPerWeek }) => hoursPerWeek);
  return recordOf(
    all,
    (mapId, id) => names.get(mapId)?.get(id) ?? id,
    hours.find((one) => one !== null) ?? null,
    new Date().toISOString(),
  );
}

/** What the entries of a map are called; nothing of a map that is not there. */
async function namesOf(mapId: string): Promise<ReadonlyMap<string, string>> {
  if (mapId === map.value?.id) {
    return new Map([...map.value.entries].map(([id, { name }]) => [id, name]));
  }
  if (titleOf(mapId) === null) return new Map();
  const { body } = await ask<GraphAnswer>(mapPath(mapId, "graph?format=json&evidence=false"));
  return new Map(body.skills.map(({ id, name }) => [id, name]));
}
