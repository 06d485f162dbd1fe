/** What a placement found, sorted for a person to look over. */

import type { PlacementAnswer } from "../../answers";
import type { Said } from "../../person";
import type { SkillMap } from "../../skill-map";

export interface Finding {
  /** Rather surely known, and not ticked yet. */
  known: string[];
  /** Rather known than not. */
  likely: string[];
  /** Neither: the answers do not tell. */
  open: string[];
  /** How many of what is rather surely known were ticked before. */
  tickedBefore: number;
}

/** Return what a placement found beyond what the person has said already. */
export function findingOf(placement: PlacementAnswer, said: Said): Finding {
  const known = new Set(placement.known);
  const likely = new Set(placement.likely);
  const isNew = (id: string): boolean => !said.known.has(id);
  return {
    known: placement.known.filter(isNew),
    likely: placement.likely.filter((id) => isNew(id) && !known.has(id)),
    open: placement.undecided.filter((id) => isNew(id) && !known.has(id) && !likely.has(id)),
    tickedBefore: placement.known.length - placement.known.filter(isNew).length,
  };
}

/**
 * Return what the person has chosen to keep. Unless they say otherwise that is what is rather surely
 * known, but for what they themselves say to have begun or set aside.
 */
export function chosenOf(
  finding: Finding,
  said: Said,
  choices: ReadonlyMap<string, boolean>,
): Set<string> {
  const isProposed = (id: string): boolean => !said.learning.has(id) && !said.skipped.has(id);
  return new Set([
    ...finding.known.filter((id) => choices.get(id) ?? isProposed(id)),
    ...finding.likely.filter((id) => choices.get(id) ?? false),
  ]);
}

export interface Group {
  /** The area or topic; empty for what stands at the top of the map. */
  topic: string;
  ids: string[];
}

/** Group skills by the topic in which they stand first, in map order. */
export function byTopic(map: SkillMap, ids: Iterable<string>): Group[] {
  const wanted = new Set(ids);
  const skills = map.skills.filter(({ id }) => wanted.has(id));
  const groups = Map.groupBy(skills, ({ placements, parent }) => placements[0]?.parent ?? parent);
  return [...groups].map(([topic, found]) => ({
    topic: topic ?? "",
    ids: found.map(({ id }) => id),
  }));
}

/** Return the first groups with so many skills together; of the last one only a part is `shown`. */
export function firstOf(groups: readonly Group[], most: number): (Group & { shown: string[] })[] {
  let left = most;
  const first: (Group & { shown: string[] })[] = [];
  for (const group of groups) {
    if (left <= 0) break;
    first.push({ ...group, shown: group.ids.slice(0, left) });
    left -= group.ids.length;
  }
  return first;
}

/** How sure a result is, in words; as the tables of docs/placement.md suggest. */
export function sureness(certainty: number): "very" | "rather" | "little" {
  if (certainty >= 0.95) return "very";
  return certainty >= 0.85 ? "rather" : "little";
}
