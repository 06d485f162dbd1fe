import { expect, test } from "vitest";
import type { Step } from "../../answers";
import { type Week, weeksOf } from "./weeks";

function step(id: string, effort: number, starts: string, ends: string): Step {
  const rest = { path: [id], because: [], goals: [], stage: 1, is_critical: false };
  return { id, name: id, effort_hours: effort, starts, ends, ...rest };
}

const shown = (week: Week): string =>
  [
    week.first === week.last ? `week ${week.first}` : `weeks ${week.first}-${week.last}`,
    `${week.from} to ${week.until}`,
    `${Number(week.hours.toFixed(2))} h`,
    week.steps.map(({ id }) => id).join(" ") || "nothing begins",
    week.goesOn && `${week.goesOn.id} goes on`,
    week.holidays && `${week.holidays} days off`,
  ]
    .filter(Boolean)
    .join(", ");

// 2027-01-04 is a Monday.
const WEEKLY = { start: "2027-01-04", hoursPerWeek: 7, holidays: [] };

test("steps stand in the week in which they begin, each week from Monday to Sunday", () => {
  const steps = [
    step("a", 4, "2027-01-04", "2027-01-07"),
    step("b", 4, "2027-01-08", "2027-01-11"),
    step("c", 2, "2027-01-12", "2027-01-13"),
  ];

  expect(weeksOf(steps, WEEKLY).map(shown)).toEqual([
    "week 1, 2027-01-04 to 2027-01-10, 7 h, a b",
    "week 2, 2027-01-11 to 2027-01-17, 3 h, c, b goes on",
  ]);
});

test("whoever starts on another day has a shorter first week", () => {
  const steps = [step("a", 4, "2027-01-08", "2027-01-11")];

  expect(weeksOf(steps, { ...WEEKLY, start: "2027-01-08" }).map(shown)).toEqual([
    "week 1, 2027-01-08 to 2027-01-10, 3 h, a",
    "week 2, 2027-01-11 to 2027-01-17, 1 h, nothing begins, a goes on",
  ]);
});

test("weeks in which nothing begins are one entry, between others and at the end", () => {
  const steps = [
    step("a", 22, "2027-01-04", "2027-01-25"),
    step("b", 20, "2027-01-26", "2027-02-14"),
  ];

  expect(weeksOf(steps, WEEKLY).map(shown)).toEqual([
    "week 1, 2027-01-04 to 2027-01-10, 7 h, a",
    "weeks 2-3, 2027-01-11 to 2027-01-24, 14 h, nothing begins, a goes on",
    "week 4, 2027-01-25 to 2027-01-31, 7 h, b, a goes on",
    "weeks 5-6, 2027-02-01 to 2027-02-14, 14 h, nothing begins, b goes on",
  ]);
});

test("holidays that overlap count once, before the first step and between steps", () => {
  const steps = [
    step("a", 2, "2027-01-12", "2027-01-13"),
    step("b", 1, "2027-01-18", "2027-01-18"),
  ];
  const holidays = [
    { first: "2027-01-14", last: "2027-01-16" },
    { first: "2027-01-01", last: "2027-01-11" },
    { first: "2027-01-15", last: "2027-01-17" },
  ];

  expect(weeksOf(steps, { ...WEEKLY, holidays }).map(shown)).toEqual([
    "week 1, 2027-01-04 to 2027-01-10, 0 h, nothing begins, 7 days off",
    "week 2, 2027-01-11 to 2027-01-17, 2 h, a, 5 days off",
    "week 3, 2027-01-18 to 2027-01-24, 1 h, b",
  ]);
});

test("no steps make no weeks", () => {
  expect(weeksOf([], WEEKLY)).toEqual([]);
});

test("a hundred years before 1970 weeks begin on Monday too", () => {
  const steps = [step("a", 1, "1869-12-31", "1869-12-31")];

  expect(weeksOf(steps, { ...WEEKLY, start: "1869-12-31" }).map(shown)).toEqual([
    "week 1, 1869-12-31 to 1870-01-02, 1 h, a",
  ]);
});
