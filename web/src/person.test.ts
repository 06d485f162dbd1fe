import { expect, test } from "vitest";
import {
  BrowserKeeper,
  differenceOf,
  isSame,
  keyOf,
  NOTHING_SAID,
  type Said,
  standOf,
  withDifference,
  withStand,
} from "./person";

const SAID: Said = {
  known: new Set(["files"]),
  learning: new Set(["pipes"]),
  skipped: new Set(["jobs"]),
  goals: ["shell", "web"],
  hoursPerWeek: 6,
};

test("nobody stands to a skill in two ways", () => {
  const after = withStand(SAID, ["pipes", "jobs"], "known");

  expect(after.known).toEqual(new Set(["files", "pipes", "jobs"]));
  expect(after.learning.size + after.skipped.size).toBe(0);
  expect(standOf(after, "pipes")).toBe("known");
});

test("taking back what was said leaves nothing said, and what was said before as it was", () => {
  expect(standOf(withStand(SAID, ["files"], null), "files")).toBeNull();
  expect(SAID.known).toEqual(new Set(["files"]));
});

const AFTER: Said = {
  known: new Set(["files", "pipes"]),
  learning: new Set(["verbs"]),
  skipped: new Set(),
  goals: ["web", "files"],
  hoursPerWeek: null,
};

test("a difference holds what is said otherwise, and no more", () => {
  const difference = differenceOf(SAID, AFTER);

  expect(difference).toEqual({
    stands: new Map([
      ["pipes", "known"],
      ["jobs", null],
      ["verbs", "learning"],
    ]),
    goals: new Map([
      ["shell", false],
      ["files", true],
    ]),
    hoursPerWeek: null,
  });
  expect(withDifference(SAID, difference)).toEqual(AFTER);
});

test("a difference taken back leaves what was said elsewhere meanwhile", () => {
  const meanwhile = withStand(AFTER, ["elsewhere"], "known");

  const back = withDifference(meanwhile, differenceOf(AFTER, SAID));

  expect(back.known).toEqual(new Set(["files", "elsewhere"]));
  expect(new Set(back.goals)).toEqual(new Set(SAID.goals));
});

test("people who say the same are the same", () => {
  expect(isSame(SAID, { ...SAID, known: new Set(["files"]) })).toBe(true);
  expect(isSame(SAID, AFTER)).toBe(false);
  expect(differenceOf(SAID, SAID)).toEqual({
    stands: new Map(),
    goals: new Map(),
    hoursPerWeek: undefined,
  });
});

test("without storage nothing is kept, and nothing breaks", () => {
  const keeper = new BrowserKeeper();

  keeper.note({ id: "tools" } as never, NOTHING_SAID, SAID);

  expect(keeper.isKept).toBe(false);
  expect(keyOf("tools")).toBe("waypath:knowledge:tools");
});
