/** The layers of the graph: steps on the way to one skill, and from it. */

import type { Around } from "./around";

/**
 * Return the layer of every skill: 0 for the one in focus, less for what leads to it.
 *
 * Each skill stands as near to the focus as its prerequisites let it, in a layer that has room.
 * That is list scheduling in both directions: Coffman & Graham, *Optimal scheduling for two-processor
 * systems* (1972).
 *
 * @param most Skills that a layer has room for, 1 or more.
 */
export function layersOf(shown: Around, most: number): Map<string, number> {
  const layers = new Map([[shown.focus, 0]]);
  const sources = Map.groupBy(shown.edges, (edge) => edge.target);
  const targets = Map.groupBy(shown.edges, (edge) => edge.source);
  const sourcesOf = (id: string) => (sources.get(id) ?? []).map((edge) => edge.source);
  const targetsOf = (id: string) => (targets.get(id) ?? []).map((edge) => edge.target);
  const full = new Map<number, number>();
  const fill = (ids: readonly string[], nextTo: (id: string) => string[], step: 1 | -1): void => {
    const isOf = new Set([shown.focus, ...ids]);
    const nearOf = (id: string) => nextTo(id).filter((near) => isOf.has(near));
    for (const id of afterTheirs(ids, nearOf)) {
      const steps = nearOf(id).map((near) => Math.abs(layers.get(near) ?? 0));
      let layer = step * (Math.max(0, ...steps) + 1);
      while ((full.get(layer) ?? 0) >= most) layer += step;
      full.set(layer, (full.get(layer) ?? 0) + 1);
      layers.set(id, layer);
    }
  };
  fill(shown.before, targetsOf, -1);
  fill(shown.after, sourcesOf, 1);
  return layers;
}

/** Return ids in their order, but each after those that it stands next to. */
function afterTheirs(ids: readonly string[], nearOf: (id: string) => string[]): string[] {
  const isOf = new Set(ids);
  const done = new Set<string>();
  const visit = (id: string): void => {
    if (done.has(id) || !isOf.has(id)) return;
    for (const near of nearOf(id)) visit(near);
    done.add(id);
  };
  for (const id of ids) visit(id);
  return [...done];
}
