import { expect, test } from "vitest";
import { ago } from "./ago";

const NOW = Date.parse("2027-03-10T12:00:00Z");

test.each([
  ["2027-03-10T11:59:30Z", "now"],
  ["2027-03-10T12:00:05Z", "now"],
  ["2027-03-10T11:58:30Z", "1 minute ago"],
  ["2027-03-10T09:00:00Z", "3 hours ago"],
  ["2027-03-09T09:00:00Z", "yesterday"],
  ["2027-02-20T12:00:00Z", "18 days ago"],
  ["2026-12-01T12:00:00Z", "3 months ago"],
  ["2025-01-01T12:00:00Z", "2 years ago"],
])("%s is told as %s", (iso, told) => {
  expect(ago(iso, NOW)).toBe(told);
});
