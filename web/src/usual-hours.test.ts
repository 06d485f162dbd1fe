import { expect, test } from "vitest";
import { usualHours } from "./usual-hours";

const skills = (...hours: (number | null)[]) => hours.map((effort_hours) => ({ effort_hours }));

test("a skill takes what is usual in a map that states enough efforts", () => {
  expect(usualHours(skills(1, null, 20, 2, 3, 2))).toBe(2);
  expect(usualHours(skills(1, 2, 3, 6, 10, 20))).toBe(4.5);
});

test("a few stated efforts tell nothing of the others", () => {
  expect(usualHours(skills(1, 1, null, 1, 1))).toBe(4);
  expect(usualHours([])).toBe(4);
});
