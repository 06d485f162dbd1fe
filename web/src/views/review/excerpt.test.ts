import { expect, test } from "vitest";
import type { Entry, Placement } from "../../answers";
import { SkillMap } from "../../skill-map";
import { excerpt, GAP, headingsOf } from "./excerpt";

const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);

const drawn = (...rows: (number | string)[]) =>
  rows.map((row) => {
    if (row === "…") return GAP;
    const [number, mark = ""] = String(row).split(" ");
    return { number: Number(number), text: `line ${number}`, mark };
  });

test("marked lines stand with two lines around them, and gaps between", () => {
  const marks = new Map([
    [10, "A"],
    [20, "B"],
  ]);

  const rows = excerpt(lines, marks, [1]);

  expect(rows).toEqual(drawn(1, "…", 8, 9, "10 A", 11, 12, "…", 18, 19, "20 B", 21, 22, "…"));
});

test("a gap of one line is that line", () => {
  const marks = new Map([
    [3, "A"],
    [9, "B"],
  ]);

  const rows = excerpt(lines, marks);

  expect(rows).toEqual(drawn(1, 2, "3 A", 4, 5, 6, 7, 8, "9 B", 10, 11, "…"));
});

test("an excerpt ends with the file", () => {
  expect(excerpt(lines, new Map([[30, "A"]]))).toEqual(drawn("…", 28, 29, "30 A"));
  expect(excerpt(["a"], new Map([[7, "A"]]))).toEqual([GAP]);
});

test("a skill in very many places shows the first of them", () => {
  const many = Array.from({ length: 1000 }, () => "- Git");

  const rows = excerpt(many, new Map(many.map((_, index) => [index + 1, "A"])));

  expect(rows.length).toBe(61);
  expect(rows.at(-1)).toBe(GAP);
});

test("headings are those above each place", () => {
  const map = new SkillMap(
    {
      map: { id: "m", title: "M", field_known: true, order_used: true, usual_hours: 4 },
      skills: [
        entry("web", [1, null], [8, null]),
        entry("web/http", [2, "web"]),
        entry("web/http/caching", [4, "web/http"], [9, "web"]),
      ],
      prerequisites: [],
    },
    1,
  );

  expect(headingsOf(map, "web/http/caching")).toEqual(new Set([2, 1, 8]));
  expect(headingsOf(map, "web")).toEqual(new Set());
});

function entry(id: string, ...places: [line: number, parent: string | null][]): Entry {
  const placements: Placement[] = places.map(([line, parent]) => ({ path: [id], line, parent }));
  return {
    id,
    name: id,
    kind: "skill",
    parent: placements[0]?.parent ?? null,
    placements,
    emoji: "",
    description: "",
    resources: [],
    effort_hours: null,
    known: false,
  };
}
