/** Steps with dates, week by week, from Monday to Sunday. */

import type { Step } from "../../answers";

/** Days on which nothing is learned, both included: `2027-08-02`. */
export interface Holiday {
  readonly first: string;
  readonly last: string;
}

/** A week in which steps begin, or all weeks between two such weeks in one. */
export interface Week {
  /** The numbers of its first and last week, from 1. */
  readonly first: number;
  readonly last: number;
  readonly from: string;
  readonly until: string;
  /** Hours of learning. */
  readonly hours: number;
  /** Days of it on which nothing is learned. */
  readonly holidays: number;
  /** What was begun before and goes on. */
  readonly goesOn: Step | null;
  /** What begins. */
  readonly steps: readonly Step[];
}

export interface Times {
  /** The first day. */
  readonly start: string;
  readonly hoursPerWeek: number;
  readonly holidays: readonly Holiday[];
}

const DAY_MS = 86_400_000;
/** A day is a number here: 0 was a Thursday, 1 January 1970. */
const SINCE_MONDAY = 3;
/** The service plans no further: its last week ends with the year 9999. */
const LAST_DAY = 2_932_896;

/** Return the weeks of steps that come in the order of their dates. */
export function weeksOf(steps: readonly Step[], times: Times): Week[] {
  const total = steps.reduce((sum, step) => sum + step.effort_hours, 0);
  const start = dayOf(times.start);
  const calendar = new Calendar(start, times.holidays);
  const monday = mondayOf(start);
  const numberOf = (iso: string | null): number =>
    (mondayOf(dayOf(iso ?? times.start)) - monday) / 7;
  const weeks: Week[] = [];
  let before: Step | null = null;
  let next = 0;

  const learned = (day: number): number =>
    Math.min(total, (calendar.learningDays(day) * times.hoursPerWeek) / 7);
  const add = (first: number, last: number, own: readonly Step[]): void => {
    const from = Math.max(start, monday + first * 7);
    const until = monday + last * 7 + 6;
    weeks.push({
      first: first + 1,
      last: last + 1,
      from: isoOf(from),
      until: isoOf(until),
      hours: learned(until) - learned(from - 1),
      holidays: calendar.holidays(from, until),
      goesOn: before && dayOf(before.ends ?? "") >= from ? before : null,
      steps: own,
    });
  };

  for (const [number, own] of Map.groupBy(steps, (step) => numberOf(step.starts))) {
    if (number > next) add(next, number - 1, []);
    add(number, number, own);
    before = own.at(-1) ?? null;
    next = number + 1;
  }
  if (before?.ends && numberOf(before.ends) >= next) add(next, numberOf(before.ends), []);
  return weeks;
}

class Calendar {
  /** First and last days, apart from each other, in order. */
  private readonly free: readonly (readonly [number, number])[];

  constructor(
    private readonly start: number,
    holidays: readonly Holiday[],
  ) {
    const sorted = holidays
      .map(({ first, last }) => [dayOf(first), dayOf(last)] as const)
      .sort(([one], [other]) => one - other);
    const free: [number, number][] = [];
    for (const [first, last] of sorted) {
      const before = free.at(-1);
      if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
      else free.push([first, last]);
    }
    this.free = free;
  }

  /** How many days there are to learn on, from the start to this day. */
  learningDays(until: number): number {
    if (until < this.start) return 0;
    return until - this.start + 1 - this.holidays(this.start, until);
  }

  /** How many of these days, both included, are holidays. */
  holidays(from: number, until: number): number {
    let count = 0;
    for (const [first, last] of this.free) {
      count += Math.max(0, Math.min(last, until) - Math.max(first, from) + 1);
    }
    return count;
  }
}

function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
}

function isoOf(day: number): string {
  return new Date(Math.min(day, LAST_DAY) * DAY_MS).toISOString().slice(0, 10);
}

function mondayOf(day: number): number {
  return Math.floor((day + SINCE_MONDAY) / 7) * 7 - SINCE_MONDAY;
}
