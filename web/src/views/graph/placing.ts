/** Where dagre puts skills and the lines that pass by them, across the way. */

import { Graph, layout } from "@dagrejs/dagre";
import type { Prerequisite } from "../../answers";
import type { Around } from "./around";

export const GAP_ACROSS = 14;
/** Between lines that pass a layer side by side. */
export const GAP_OF_WAYS = 8;

/** Where a prerequisite passes a layer, or starts or ends there: in the middle, across the way. */
export interface Pass {
  /** From 0, in learning direction. */
  readonly layer: number;
  readonly across: number;
}

export interface Placing {
  readonly skills: ReadonlyMap<string, Pass>;
  /** By prerequisite, from its source to its target through every layer between. */
  readonly ways: ReadonlyMap<Prerequisite, readonly Pass[]>;
}

export interface Size {
  readonly along: number;
  readonly across: number;
}

/**
 * Place all layers in one band. Names from the map stay out of the keys of dagre's objects.
 *
 * @param layers Of each skill; the least is the first.
 * @param size Of a skill.
 */
export function place(shown: Around, layers: ReadonlyMap<string, number>, size: Size): Placing {
  const ids = [...layers.keys()];
  const names = new Map(ids.map((id, index) => [id, `skill${index}`]));
  const nameOf = (id: string): string => names.get(id) ?? "";
  const first = Math.min(...layers.values());
  const layerOf = (id: string): number => (layers.get(id) ?? 0) - first;
  const graph = new Graph();
  graph.setGraph({
    rankdir: "TB",
    nodesep: GAP_ACROSS,
    edgesep: GAP_OF_WAYS,
    ranker: (ranked: Graph) => {
      // Dagre works with twice as many ranks. The root that it has added stands before all.
      for (const name of ranked.nodes()) ranked.node(name).rank = -1;
      for (const id of ids) ranked.node(nameOf(id)).rank = 2 * layerOf(id);
    },
  });
  for (const id of ids) graph.setNode(nameOf(id), { width: size.across, height: size.along });
  for (const { source, target } of shown.edges) graph.setEdge(nameOf(source), nameOf(target), {});
  layout(graph);

  const passOf = (id: string): Pass => ({
    layer: layerOf(id),
    across: graph.node(nameOf(id)).x ?? 0,
  });
  const ways = shown.edges.map((edge): [Prerequisite, Pass[]] => {
    const points: { x: number }[] = graph.edge(nameOf(edge.source), nameOf(edge.target)).points;
    const start = passOf(edge.source);
    // The first and last point are at the skills; of those between, every other is in a layer.
    const passes = points
      .slice(1, -1)
      .filter((_, index) => index % 2 === 1)
      .map(({ x }, index): Pass => ({ layer: start.layer + 1 + index, across: x }));
    return [edge, [start, ...passes, passOf(edge.target)]];
  });
  return { skills: new Map(ids.map((id) => [id, passOf(id)])), ways: new Map(ways) };
}
