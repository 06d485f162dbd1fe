import { expect, it } from "vitest";
import type { Entry } from "../../answers";
import { topicsOfNamesakes } from "./naming";

it("names the topic of skills that share a name, and of no others", () => {
  const entries: Record<string, string[]> = {
    "sql/sessions": ["Data", "SQL", "Sessions"],
    "web/sessions": ["Web", "sessions"],
    "web/http": ["Web", "HTTP"],
  };
  const pathOf = (id: string): string[] => entries[id] ?? [];
  const map = {
    name: (id: string) => pathOf(id).at(-1) ?? id,
    entry: (id: string) => ({ placements: [{ path: pathOf(id) }] }) as Entry,
  };

  const topics = topicsOfNamesakes(map, Object.keys(entries));

  expect([...topics]).toEqual([
    ["sql/sessions", "SQL"],
    ["web/sessions", "Web"],
  ]);
});
