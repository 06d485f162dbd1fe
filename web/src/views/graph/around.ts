/** Which skills and prerequisites the graph shows around one skill, and what it leaves out. */

import type { Prerequisite } from "../../answers";
import type { SkillMap } from "../../skill-map";

export const MOST_SHOWN = 150;
/** What a skill opens the way to is of less interest than what leads to it. */
export const MOST_AFTER = 30;

export type Edges = Pick<SkillMap, "builtOn" | "unlocked">;

export interface Around {
  readonly focus: string;
  /** What leads to it, the nearest first. */
  readonly before: readonly string[];
  /** What needs it, the nearest first. */
  readonly after: readonly string[];
  /** Prerequisites among all of these; those that follow from others are left out. */
  readonly edges: readonly Prerequisite[];
  /** How many that lead to it are folded away behind what is met. */
  readonly folded: number;
  /** How many there is no room for. */
  readonly cut: { readonly before: number; readonly after: number };
}

/**
 * Return what is around a skill.
 *
 * @param isFolded Whether what leads to a skill, which is shown itself, need not be looked at.
 *
 * Time: O(V + E), and O(V E) of the at most `MOST_SHOWN` skills that are shown.
 */
export function around(map: Edges, focus: string, isFolded: (id: string) => boolean): Around {
  const sources = (id: string) => (map.builtOn.get(id) ?? []).map((edge) => edge.source);
  const targets = (id: string) => (map.unlocked.get(id) ?? []).map((edge) => edge.target);
  const open = (id: string) => (id !== focus && isFolded(id) ? [] : sources(id));
  const allAfter = nearestFirst(focus, targets);
  const after = allAfter.slice(0, MOST_AFTER);
  const allBefore = nearestFirst(focus, open);
  const before = allBefore.slice(0, MOST_SHOWN - 1 - after.length);
  const shown = new Set([focus, ...before, ...after]);
  const edges = [...shown]
    .flatMap((id) => map.builtOn.get(id) ?? [])
    .filter((edge) => shown.has(edge.source));
  return {
    focus,
    before,
    after,
    edges: withoutImplied(edges),
    folded: nearestFirst(focus, sources).length - allBefore.length,
    cut: { before: allBefore.length - before.length, after: allAfter.length - after.length },
  };
}

function nearestFirst(start: string, stepsFrom: (id: string) => string[]): string[] {
  const found = new Set([start]);
  // A set goes on with what is added to it meanwhile.
  for (const id of found) for (const next of stepsFrom(id)) found.add(next);
  found.delete(start);
  return [...found];
}

/** Whether a prerequisite is not sure enough to be relied on unseen. */
export const isSuggested = (edge: Prerequisite): boolean =>
  edge.status === "inferred" && edge.band === "suggested";

/**
 * Return the transitive reduction: edges that no chain of others implies. A chain that is only
 * suggested in one of its steps does not stand for an edge that is sure.
 */
export function withoutImplied(edges: readonly Prerequisite[]): Prerequisite[] {
  const isImpliedBySure = impliedBy(edges.filter((edge) => !isSuggested(edge)));
  const isImplied = impliedBy(edges);
  return edges.filter((edge) => !(isSuggested(edge) ? isImplied : isImpliedBySure)(edge));
}

function impliedBy(edges: readonly Prerequisite[]): (edge: Prerequisite) => boolean {
  const targets = Map.groupBy(edges, (edge) => edge.source);
  const beyond = new Map<string, Set<string>>();
  const beyondOf = (id: string): Set<string> => {
    let found = beyond.get(id);
    if (!found) {
      found = new Set();
      for (const { target } of targets.get(id) ?? []) {
        found.add(target);
        for (const further of beyondOf(target)) found.add(further);
      }
      beyond.set(id, found);
    }
    return found;
  };
  return ({ source, target }) =>
    (targets.get(source) ?? []).some((edge) => beyondOf(edge.target).has(target));
}
