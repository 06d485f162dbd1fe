import { afterEach, expect, test, vi } from "vitest";
import { allKept } from "./all-kept";

afterEach(() => vi.unstubAllGlobals());

test("what is kept of every map is found, and what cannot be read is passed over", () => {
  const kept: Record<string, string> = {
    "waypath:knowledge:tools": '{"known": ["files"]}',
    "waypath:knowledge:broken": '{"known": 7}',
    "waypath:map": "tools",
  };
  vi.stubGlobal(
    "localStorage",
    Object.defineProperty({ ...kept }, "getItem", { value: (key: string) => kept[key] ?? null }),
  );

  const all = allKept();

  expect([...all.keys()]).toEqual(["tools"]);
  expect(all.get("tools")?.known).toEqual(new Set(["files"]));
});

test("without storage nothing is found", () => {
  expect(allKept().size).toBe(0);
});
