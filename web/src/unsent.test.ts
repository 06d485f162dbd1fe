import { afterEach, expect, test, vi } from "vitest";
import { goalsAfter } from "./learner";
import type { Difference, Stand } from "./person";
import { Unsent } from "./unsent";

afterEach(() => vi.unstubAllGlobals());

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  } as unknown as Storage;
}

const saying = (stands: Record<string, Stand | null>, goals = {}): Difference => ({
  stands: new Map(Object.entries(stands)),
  goals: new Map(Object.entries(goals)),
  hoursPerWeek: undefined,
});

test("what was not sent is there after a reload, and the last word counts", () => {
  vi.stubGlobal("localStorage", storage());
  const unsent = new Unsent("ana");
  unsent.add("tools", saying({ files: "known", pipes: "learning" }, { shell: true }));
  unsent.add("tools", { ...saying({ files: null }, { shell: false }), hoursPerWeek: null });

  expect(new Unsent("ana").of("tools")).toEqual({
    stands: new Map([
      ["files", null],
      ["pipes", "learning"],
    ]),
    goals: new Map([["shell", false]]),
    hoursPerWeek: null,
  });
  expect(new Unsent("bo").all().size).toBe(0);
});

test("what was sent goes, and what was said differently meanwhile stays", () => {
  vi.stubGlobal("localStorage", storage());
  const unsent = new Unsent("ana");
  const sent = saying({ files: "known", pipes: "known" });
  unsent.add("tools", sent);
  unsent.add("tools", saying({ pipes: null }));

  unsent.drop("tools", sent);

  expect(unsent.all()).toEqual(new Map([["tools", saying({ pipes: null })]]));
  unsent.drop("tools", saying({ pipes: null }));
  expect(unsent.all().size).toBe(0);
});

test("without storage it is kept as long as the page is open", () => {
  const unsent = new Unsent("ana");

  unsent.add("tools", saying({ files: "known" }));

  expect(unsent.of("tools")).toEqual(saying({ files: "known" }));
});

test("what cannot be read counts as nothing", () => {
  vi.stubGlobal("localStorage", { ...storage(), getItem: () => "{" });

  expect(new Unsent("ana").all().size).toBe(0);
});

const goal = (entry: string, ...now: string[]) => ({
  map: "tools",
  entry,
  name: entry,
  since: "",
  now,
});

test("goals keep the ids that they were made with, and only what was said changes", () => {
  const before = [goal("shell", "shell"), goal("old", "new"), goal("both", "one", "other")];

  expect(goalsAfter(before, new Map([["web", true]]))).toEqual(["shell", "old", "both", "web"]);
  expect(goalsAfter(before, new Map([["new", false]]))).toEqual(["shell", "both"]);
  expect(goalsAfter(before, new Map([["one", false]]))).toEqual(["shell", "old", "other"]);
  expect(goalsAfter(before, new Map([["new", true]]))).toEqual(["shell", "old", "both"]);
});
