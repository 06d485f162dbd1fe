/**
 * The questions of one sitting: what was looked at, in this order, and what comes next. What was
 * looked at keeps its place, however the service ranks the rest anew after a decision.
 */

import { type Decided, type Matter, type Pair, pairKey } from "./matter";

export interface Queue {
  readonly seen: readonly Matter[];
  /** By the service's ranking; nothing of it was seen. */
  readonly coming: readonly Matter[];
  /** The place of the one in focus in `seen`; past its end if nothing is left to go to. */
  readonly at: number;
}

export const NO_QUESTIONS: Queue = { seen: [], coming: [], at: 0 };

export const inFocus = (queue: Queue): Matter | undefined => queue.seen[queue.at];

/** Go one on. */
export function forth(queue: Queue): Queue {
  const { seen, coming, at } = queue;
  if (at + 1 < seen.length) return { ...queue, at: at + 1 };
  const [next, ...rest] = coming;
  if (!next) return { ...queue, at: seen.length };
  return { seen: [...seen, next], coming: rest, at: seen.length };
}

/** Go one back. */
export function back(queue: Queue): Queue {
  return { ...queue, at: Math.max(queue.at - 1, 0) };
}

/** Go on to what is not decided yet. */
export function onward(queue: Queue): Queue {
  let next = forth(queue);
  while (inFocus(next)?.decision) next = forth(next);
  return next;
}

/** Go to a pair that was looked at. */
export function goTo(queue: Queue, pair: Pair): Queue {
  const at = queue.seen.findIndex((matter) => pairKey(matter) === pairKey(pair));
  return at < 0 ? queue : { ...queue, at };
}

/** Take the service's ranking of what is open: the last one, or more of it. */
export function ranked(queue: Queue, fresh: readonly Matter[], isMore: boolean): Queue {
  const known = new Map(fresh.map((matter) => [pairKey(matter), matter]));
  const seen = queue.seen.map((matter) => known.get(pairKey(matter)) ?? matter);
  const before = isMore ? queue.coming : [];
  const passed = new Set([...seen, ...before].map(pairKey));
  const coming = [...before, ...fresh.filter((matter) => !passed.has(pairKey(matter)))];
  const next = { seen, coming, at: queue.at };
  return inFocus(next) ? next : forth({ ...next, at: seen.length - 1 });
}

/** Take note of what was decided about a pair; null if that was taken back. */
export function decided(queue: Queue, pair: Pair, decision: Decided | null): Queue {
  const key = pairKey(pair);
  return {
    ...queue,
    seen: queue.seen.map((matter) => (pairKey(matter) === key ? { ...matter, decision } : matter)),
    coming: queue.coming.filter((matter) => !decision || pairKey(matter) !== key),
  };
}
