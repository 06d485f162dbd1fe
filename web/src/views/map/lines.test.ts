import { describe, expect, it } from "vitest";
import { type Spot, wayOf } from "./lines";

const COLUMNS = [
  { left: 0, right: 284 },
  { left: 300, right: 584 },
  { left: 600, right: 884 },
];

/** A skill alone in its row, 100 wide and 30 high. */
function spot(column: number, top: number, more: Partial<Spot> = {}): Spot {
  const left = (COLUMNS[column]?.left ?? 0) + 18;
  const edges = { left, right: left + 100, top, bottom: top + 30 };
  return { ...edges, column, isFirst: true, isLast: true, ...more };
}

/** The points of a path, without the curves of its corners. */
function points(line: string): number[][] {
  return [...line.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe("the way of an arrow", () => {
  it("runs down the margin of a card within a column, and points at the skill from the left", () => {
    const { line, head } = wayOf(spot(0, 0), spot(0, 200), COLUMNS, 0);

    expect(points(line)[0]).toEqual([18, 15]);
    expect(Math.min(...points(line).map(([x]) => x ?? 0))).toBe(4);
    expect(head).toMatch(/^M18 215L11 /);
  });

  it("runs in the gap before the column that it leads to", () => {
    const { line, head } = wayOf(spot(0, 0), spot(2, 200), COLUMNS, 1);

    expect(points(line)[0]).toEqual([118, 15]);
    expect(line).toContain("592 ");
    expect(head).toMatch(/^M618 215L611 /);
  });

  it("points at a skill to the left from its right", () => {
    const { line, head } = wayOf(spot(2, 0), spot(0, 200), COLUMNS, 1);

    expect(points(line)[0]).toEqual([618, 15]);
    expect(head).toMatch(/^M118 215L125 /);
  });

  it("goes round the skills that stand beside its ends in the same row", () => {
    const from = spot(0, 0, { left: 130, right: 230, isFirst: false });
    const to = spot(0, 200, { left: 130, right: 230, isFirst: false });

    const { line, head } = wayOf(from, to, COLUMNS, 0);

    expect(points(line)[0]).toEqual([142, 30]);
    expect(head).toMatch(/^M142 200L/);
  });

  it("has a lane of its own beside arrows to other skills", () => {
    const [one, other] = [0, 1].map((lane) => wayOf(spot(0, 0), spot(0, 200), COLUMNS, lane).line);

    expect(one).not.toBe(other);
  });
});
