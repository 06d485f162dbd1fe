/** Graphs drawn in text, for tests: "a > b ? c" is sure that a comes before b, less so of c. */

import type { Prerequisite } from "../../answers";
import type { Edges } from "./around";

export function edgesOf(...chains: string[]): Edges & { list: Prerequisite[] } {
  const list = chains.flatMap((chain) => {
    const [first = "", ...rest] = chain.split(" ");
    const edges: Prerequisite[] = [];
    for (let source = first, at = 0; at < rest.length; at += 2) {
      const target = rest[at + 1] ?? "";
      edges.push(edge(source, target, rest[at] !== "?"));
      source = target;
    }
    return edges;
  });
  return {
    list,
    builtOn: Map.groupBy(list, ({ target }) => target),
    unlocked: Map.groupBy(list, ({ source }) => source),
  };
}

function edge(source: string, target: string, isSure: boolean): Prerequisite {
  return {
    source,
    target,
    confidence: isSure ? 0.9 : 0.6,
    status: "inferred",
    band: isSure ? "confident" : "suggested",
    evidence: [],
  };
}

export const named = (edges: readonly Prerequisite[]): string[] =>
  edges.map(({ source, target }) => `${source} > ${target}`);
