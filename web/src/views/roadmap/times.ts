/** When a person learns: from which day on, and on which days not. */

import { computed, signal } from "@preact/signals";
import { keep, kept } from "../../kept";
import { tell } from "../../notes";
import { route, setParams } from "../../route";
import { map } from "../../state";
import { t } from "../../text";
import type { Holiday } from "./weeks";

/** What the service plans with. */
export const MIN_HOURS = 0.01;
export const MAX_HOURS = 168;
export const MOST_HOLIDAYS = 200;

const KEY = "waypath:holidays:";
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The first day, as the address says, or else today. */
export const start = computed(() => {
  const asked = route.value.params.get("start");
  return isDay(asked) ? asked : today();
});

export function setStart(day: string): void {
  const { start: _, ...others } = Object.fromEntries(route.value.params);
  setParams(day && day !== today() ? { ...others, start: day } : others);
}

/** Holidays by map, as far as they were changed here: the browser's storage may be off. */
const changed = signal<ReadonlyMap<string, readonly Holiday[]>>(new Map());

/** Days off, the first ones first. */
export const holidays = computed<readonly Holiday[]>(() => {
  const id = map.value?.id;
  if (id === undefined) return [];
  return changed.value.get(id) ?? read(kept(KEY + id));
});

export function addHoliday(added: Holiday): void {
  const others = holidays.value.filter(
    ({ first, last }) => first !== added.first || last !== added.last,
  );
  const sorted = [...others, added].sort((one, other) => (one.first < other.first ? -1 : 1));
  setHolidays(sorted, t("roadmap.holiday_added"));
}

export function removeHoliday(removed: Holiday): void {
  setHolidays(
    holidays.value.filter((holiday) => holiday !== removed),
    t("roadmap.holiday_removed"),
  );
}

function setHolidays(after: readonly Holiday[], label: string): void {
  const id = map.value?.id;
  if (id === undefined) return;
  const before = holidays.value;
  const put = (list: readonly Holiday[]): void => {
    keep(KEY + id, list.length ? JSON.stringify(list) : null);
    changed.value = new Map(changed.value).set(id, list);
  };
  put(after);
  tell(label, () => {
    put(before);
    tell(t("did.undone", { label }));
  });
}

function read(text: string | null): Holiday[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.filter(isHoliday).slice(0, MOST_HOLIDAYS) : [];
  } catch {
    return []; // somebody else has written there
  }
}

function isHoliday(value: { first?: unknown; last?: unknown } | null): value is Holiday {
  return isDay(value?.first) && isDay(value?.last) && value.first <= value.last;
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value));
}

/** Today where the person is, `2027-01-04`. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
