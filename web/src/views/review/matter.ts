/**
 * A matter to decide: whether one skill has to be known before another, with all that is thought
 * of it. The service tells it in two ways: as an open question, or as it explains any two skills.
 */

import type { Evidence, Explanation, Prerequisite, Question, Verdict } from "../../answers";
import { ask, mapPath } from "../../service";

/** What a person decided. */
export interface Decided {
  readonly verdict: Verdict;
  readonly note: string;
  /** Time in UTC, ISO 8601; nothing if it was decided just now. */
  readonly decided_at?: string;
}

/** Two skills, in the order that is in question. */
export interface Pair {
  readonly source: string;
  readonly target: string;
}

export interface Matter extends Pair {
  /** How sure inference is, 0 to 1. */
  readonly confidence: number;
  /** Whether it was inferred, so that it can be accepted; if not, it can be asserted. */
  readonly isInferred: boolean;
  /** Whether the map says so itself. */
  readonly isStated: boolean;
  /** Whether answers use it now. */
  readonly isUsed: boolean;
  readonly evidence: readonly Evidence[];
  /** What is thought of it and what would change, in the service's words. */
  readonly texts: readonly string[];
  readonly decision: Decided | null;
}

export const pairKey = ({ source, target }: Pair): string => `${source}..${target}`;

/** Return the pair that an address names, or null if it names none. */
export function pairOf(key: string): Pair | null {
  const [source = "", target = "", ...more] = key.split("..");
  return source && target && !more.length ? { source, target } : null;
}

/** Where a pair is found below its map. */
export function pairPath({ source, target }: Pair): string {
  return `prerequisites/${idPath(source)}..${idPath(target)}`;
}

/** An id in a path. Its slashes stay, for some proxies refuse `%2F`. */
export const idPath = (id: string): string => id.split("/").map(encodeURIComponent).join("/");

export function matterOfQuestion(question: Question): Matter {
  const { source, target, confidence, used, evidence, text } = question;
  return {
    source,
    target,
    confidence,
    isInferred: true,
    isStated: false,
    isUsed: used,
    evidence,
    texts: [text],
    decision: null,
  };
}

/**
 * Return what is thought of two skills.
 *
 * @param edge The prerequisite between just these two, if there is one, in use or rejected.
 */
export function matterOf(explanation: Explanation, edge: Prerequisite | undefined): Matter {
  const { source, target, relation, path, calibrated, decision, text, changes } = explanation;
  const told = (edge?.evidence ?? []).filter(({ rule }) => rule !== "decision");
  const weighed = explanation.weighed.map(({ rule, text, worth }) => {
    return { rule, text, strength: strengthOf(worth), lines: [] };
  });
  return {
    source,
    target,
    confidence: calibrated,
    isInferred: told.some(({ rule }) => rule !== "stated"),
    isStated: told.some(({ rule }) => rule === "stated"),
    isUsed: relation === "before" && path.length === 1,
    evidence: told.length ? told : weighed,
    texts: [text, ...changes],
    decision,
  };
}

/** How far log-odds alone move an even chance, over -1 and below 1. */
export const strengthOf = (worth: number): number => Math.tanh(worth / 2);

export interface Explained {
  readonly matter: Matter;
  readonly revision: number;
}

/** Ask the service what is thought of two skills. */
export async function explain(mapId: string, pair: Pair, headers = {}): Promise<Explained> {
  const [{ body }, { body: skill }] = await Promise.all([
    ask<Explanation>(mapPath(mapId, pairPath(pair)), { headers }),
    ask<{ prerequisites: Prerequisite[] }>(mapPath(mapId, `skills/${idPath(pair.target)}`), {
      headers,
    }),
  ]);
  const edge = skill.prerequisites.find(({ source }) => source === body.source);
  return { matter: matterOf(body, edge), revision: body.revision };
}
