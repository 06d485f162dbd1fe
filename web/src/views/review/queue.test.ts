import { expect, test } from "vitest";
import type { Matter } from "./matter";
import { back, decided, forth, goTo, inFocus, NO_QUESTIONS, onward, ranked } from "./queue";

const matter = (name: string): Matter => ({
  source: name,
  target: "x",
  confidence: 0.5,
  isInferred: true,
  isStated: false,
  isUsed: true,
  evidence: [],
  texts: [],
  decision: null,
});
const matters = (...names: string[]): Matter[] => names.map(matter);
const pair = (source: string) => ({ source, target: "x" });
const accepted = { verdict: "accepted", note: "" } as const;
const start = ranked(NO_QUESTIONS, matters("a", "b", "c"), false);
const focus = (queue: typeof start) => inFocus(queue)?.source;

test("questions come in the order of the ranking", () => {
  expect([start, forth(start), forth(forth(start))].map(focus)).toEqual(["a", "b", "c"]);
  expect(focus(forth(forth(forth(start))))).toBeUndefined();
});

test("going back leads through what was seen, however the rest is ranked anew", () => {
  const skipped = ranked(forth(start), matters("c", "d", "a"), false);

  expect(focus(skipped)).toBe("b");
  expect(focus(back(skipped))).toBe("a");
  expect(focus(back(back(skipped)))).toBe("a");
  expect([forth(skipped), forth(forth(skipped))].map(focus)).toEqual(["c", "d"]);
});

test("what is decided is passed over on the way to the next question", () => {
  const queue = decided(forth(forth(start)), pair("b"), accepted);

  expect(focus(onward(back(back(queue))))).toBe("c");
  expect(focus(forth(back(back(queue))))).toBe("b");
});

test("what is decided elsewhere does not come any more, and what is taken back is open again", () => {
  const queue = decided(decided(start, pair("b"), accepted), pair("a"), accepted);

  expect(focus(onward(queue))).toBe("c");
  expect(inFocus(queue)?.decision).toEqual(accepted);
  expect(inFocus(decided(queue, pair("a"), null))?.decision).toBeNull();
});

test("a new ranking tells anew what was seen", () => {
  const fresh = { ...matter("a"), isUsed: false };

  expect(inFocus(ranked(start, [fresh], false))?.isUsed).toBe(false);
});

test("more of a ranking comes behind what is there", () => {
  const queue = ranked(start, matters("c", "d"), true);

  expect(queue.coming.map(({ source }) => source)).toEqual(["b", "c", "d"]);
});

test("once all was seen, new questions get the focus", () => {
  const end = forth(forth(forth(start)));

  expect(focus(ranked(end, [], false))).toBeUndefined();
  expect(focus(ranked(end, matters("d"), false))).toBe("d");
  expect(focus(goTo(end, pair("b")))).toBe("b");
  expect(focus(back(end))).toBe("c");
});
