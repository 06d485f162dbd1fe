/** How long ago something was, in words. */

import { language } from "../../text";

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 hours ago", "yesterday", "now". */
export function ago(iso: string, now = Date.now()): string {
  // The clock of the service may be ahead of this one.
  const seconds = Math.min(0, (Date.parse(iso) - now) / 1000);
  const format = new Intl.RelativeTimeFormat(language.value, { numeric: "auto" });
  const [unit, size] = UNITS.find(([, size]) => -seconds >= size) ?? ["second", Infinity];
  return format.format(Math.ceil(seconds / size), unit);
}

/** "4 Jan 2027, 10:00": in the time zone of the reader. */
export function exactly(iso: string): string {
  const options = { dateStyle: "medium", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat(language.value, options).format(new Date(iso));
}
