import { expect, test } from "vitest";
import type { Step } from "../../answers";
import { legsOf, upTo } from "./legs";

function step(path: string): Step {
  const rest = { because: [], goals: [], stage: 1, is_critical: false, starts: null, ends: null };
  return { id: path, name: path, effort_hours: 2, path: path.split("/"), ...rest };
}

test("steps of one topic in a row are one leg, and coming back to a topic makes another", () => {
  const legs = legsOf(["a/x/1", "a/x/2", "a/y/3", "a/x/4", "5"].map(step));

  expect(legs.map(({ where, hours, steps }) => [where, hours, steps.length])).toEqual([
    ["a › x", 4, 2],
    ["a › y", 2, 1],
    ["a › x", 2, 1],
    ["", 2, 1],
  ]);
});

test("of many steps the first are shown, within a group too", () => {
  const legs = legsOf(["a/1", "a/2", "b/3", "b/4", "c/5"].map(step));
  const ids = (most: number) => upTo(legs, most).map((leg) => leg.steps.map(({ id }) => id));

  expect(ids(3)).toEqual([["a/1", "a/2"], ["b/3"]]);
  expect(ids(4)).toEqual([
    ["a/1", "a/2"],
    ["b/3", "b/4"],
  ]);
  expect(ids(Number.POSITIVE_INFINITY)).toEqual([["a/1", "a/2"], ["b/3", "b/4"], ["c/5"]]);
});
