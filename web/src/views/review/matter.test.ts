import { expect, test } from "vitest";
import type { Explanation, Prerequisite } from "../../answers";
import { matterOf, pairKey, pairOf, pairPath, strengthOf } from "./matter";

const pair = { source: "web/http", target: "web/rest" };

const explanation: Explanation = {
  revision: 3,
  ...pair,
  relation: "unordered",
  text: "Neither has to be learned before the other.",
  path: [],
  calibrated: 0.2,
  weighed: [{ rule: "same_topic", text: "Both stand under “Web”.", worth: -2 }],
  decision: null,
  changes: ["Assert it."],
};

const edge = (rule: string): Prerequisite => ({
  ...pair,
  confidence: 1,
  status: "asserted",
  band: "confident",
  evidence: [
    { rule: "decision", text: "A person asserted it.", lines: [], strength: 1 },
    { rule, text: "Why.", lines: [3, 4], strength: 0.9 },
  ],
});

test("an address names two skills", () => {
  expect(pairOf(pairKey(pair))).toEqual(pair);
  expect(["", "web/http", "web/http..", "a..b..c"].map(pairOf)).toEqual([null, null, null, null]);
});

test("slashes of ids stay in a path, all else is escaped", () => {
  expect(pairPath({ source: "web/c#", target: "web/été" })).toBe(
    "prerequisites/web/c%23..web/%C3%A9t%C3%A9",
  );
});

test("two skills between which nothing was inferred show what was weighed", () => {
  const matter = matterOf(explanation, undefined);

  expect(matter).toMatchObject({ isInferred: false, isStated: false, isUsed: false });
  expect(matter.evidence).toMatchObject([{ rule: "same_topic", strength: strengthOf(-2) }]);
  expect(matter.texts).toEqual([explanation.text, "Assert it."]);
});

test("what was inferred, or stated, shows its evidence with its lines, but not the decision", () => {
  const inferred = matterOf(explanation, edge("earlier_in_topic"));
  const stated = matterOf(explanation, edge("stated"));

  expect(inferred).toMatchObject({ isInferred: true, isStated: false });
  expect(inferred.evidence).toMatchObject([{ rule: "earlier_in_topic", lines: [3, 4] }]);
  expect(stated).toMatchObject({ isInferred: false, isStated: true });
});

test("only a prerequisite that leads straight there is used itself", () => {
  const step = edge("needs");
  const before = { ...explanation, relation: "before" } as const;

  expect(matterOf({ ...before, path: [step] }, step).isUsed).toBe(true);
  expect(matterOf({ ...before, path: [step, step] }, undefined).isUsed).toBe(false);
});

test("a strength says how far log-odds move an even chance", () => {
  expect(strengthOf(0)).toBe(0);
  expect(strengthOf(2.0114)).toBeCloseTo(0.764, 3);
  expect(strengthOf(-0.3695)).toBeCloseTo(-0.1827, 3);
});
