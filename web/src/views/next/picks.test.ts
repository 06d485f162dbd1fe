import { describe, expect, test } from "vitest";
import type { NextSkill } from "../../answers";
import { apart, timeOf, within } from "./picks";

function pick(id: string, effort_hours: number, goals: string[] = []): NextSkill {
  return {
    id,
    name: id,
    path: [id],
    score: 0.5,
    because: [],
    unlocks: { count: 0, goals },
    effort_hours,
    reasons: [],
    ready_probability: 1,
    factors: [],
  };
}

const ids = (picks: readonly NextSkill[]): string[] => picks.map(({ id }) => id);

describe("the time that somebody has", () => {
  test("leaves out what takes longer, and keeps the rank of the rest", () => {
    const picks = [pick("long", 4), pick("short", 0.5), pick("fitting", 1)];

    expect(ids(within(picks, 1))).toEqual(["short", "fitting"]);
    expect(ids(within(picks, null))).toEqual(["long", "short", "fitting"]);
  });

  test("is read from an address only if it can be chosen", () => {
    expect(timeOf("0.25")).toBe(0.25);
    expect(timeOf("3")).toBeNull();
    expect(timeOf("a lot")).toBeNull();
    expect(timeOf(null)).toBeNull();
  });
});

test("what serves a goal is told apart from the rest", () => {
  const { serving, others } = apart([pick("needed", 1, ["goal"]), pick("free", 1)]);

  expect(ids(serving)).toEqual(["needed"]);
  expect(ids(others)).toEqual(["free"]);
});
