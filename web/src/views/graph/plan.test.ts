import { describe, expect, it } from "vitest";
import { around } from "./around";
import { edgesOf } from "./drawn";
import { layersOf } from "./layers";
import { shapeFor } from "./looking";
import { type Plan, planOf, type Shape } from "./plan";

const WIDE: Shape = {
  isLeftToRight: true,
  layersOfBand: 4,
  most: 8,
  width: 100,
  height: 40,
  gap: 50,
  room: Number.POSITIVE_INFINITY,
};
const NARROW: Shape = { ...WIDE, isLeftToRight: false, layersOfBand: 1000, most: 2, room: 260 };

const shownOf = (focus: string, ...chains: string[]) =>
  around(edgesOf(...chains), focus, () => false);
const chain = (length: number): string =>
  Array.from({ length }, (_, index) => `s${index}`).join(" > ");
/** Ten skills that all lead to the next one and are all needed by the one before. */
const FAN = Array.from({ length: 10 }, (_, index) => `start > m${index} > end`);

function overlaps(plan: Plan, shape: Shape): string[] {
  const spots = [...plan.spots];
  return spots.flatMap(([id, one], index) =>
    spots
      .slice(index + 1)
      .filter(
        ([, other]) =>
          Math.abs(one.x - other.x) < shape.width && Math.abs(one.y - other.y) < shape.height,
      )
      .map(([other]) => `${id} and ${other}`),
  );
}

describe("layers", () => {
  it("put every skill after all that it builds on, as near to the focus as can be", () => {
    const layers = layersOf(shownOf("d", "a > b > d > e", "x > d", "d > f > g"), 8);

    expect(Object.fromEntries(layers)).toEqual({ d: 0, b: -1, x: -1, a: -2, e: 1, f: 1, g: 2 });
  });

  it("go on in the next layer when one is full", () => {
    const layers = layersOf(shownOf("end", ...FAN), 4);

    const sizes = [...Map.groupBy(layers.values(), (layer) => layer)].map(([layer, found]) => [
      layer,
      found.length,
    ]);
    expect(sizes).toEqual([
      [0, 1],
      [-1, 4],
      [-2, 4],
      [-3, 2],
      [-4, 1],
    ]);
  });
});

describe("the plan", () => {
  it("is the same for the same skills and shape", () => {
    expect(planOf(shownOf("end", ...FAN), WIDE)).toEqual(planOf(shownOf("end", ...FAN), WIDE));
  });

  it("leads from left to right in bands of about the same length", () => {
    const plan = planOf(shownOf("s9", chain(10)), WIDE);

    const rows = Map.groupBy(plan.spots.values(), ({ y }) => y);
    expect([...rows.values()].map((row) => row.length).sort()).toEqual([2, 4, 4]);
    for (const row of rows.values()) {
      const inOrder = row.toSorted((one, other) => one.layer - other.layer);
      expect(inOrder.map(({ x }) => x)).toEqual(row.map(({ x }) => x).sort((a, b) => a - b));
    }
  });

  it("leads from top to bottom on a narrow frame, as broad as that", () => {
    const plan = planOf(shownOf("end", ...FAN, "start > end2 > end"), NARROW);

    const spots = [...plan.spots.values()];
    const byLayer = spots.toSorted((one, other) => one.layer - other.layer);
    expect(byLayer.map(({ y }) => y)).toEqual(spots.map(({ y }) => y).sort((a, b) => a - b));
    expect(plan.width).toBeLessThan(NARROW.room + 120);
  });

  it("puts no two skills on top of one another, and none outside", () => {
    for (const shape of [WIDE, NARROW, shapeFor(336), shapeFor(900)]) {
      const plan = planOf(shownOf("m3", ...FAN, chain(7), "s3 > m3", "m3 > s6"), shape);

      expect(overlaps(plan, shape)).toEqual([]);
      for (const { x, y } of plan.spots.values()) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + shape.width).toBeLessThanOrEqual(plan.width);
        expect(y + shape.height).toBeLessThanOrEqual(plan.height);
      }
    }
  });

  it("draws a line for every prerequisite, from the source to the target", () => {
    const shown = shownOf("s5", chain(6));
    const plan = planOf(shown, WIDE);

    expect([...plan.ways.keys()]).toEqual(shown.edges);
    for (const [{ source, target }, { line }] of plan.ways) {
      const [from, to] = [plan.spots.get(source), plan.spots.get(target)];
      const points = line.match(/-?[\d.]+,-?[\d.]+/g);
      expect(points?.[0]).toBe(`${(from?.x ?? 0) + 100},${(from?.y ?? 0) + 20}`);
      expect(points?.at(-1)).toBe(`${to?.x},${(to?.y ?? 0) + 20}`);
    }
  });

  it("takes names of a map for what they are", () => {
    const plan = planOf(shownOf("constructor", "__proto__ > constructor > toString"), WIDE);

    expect([...plan.spots.keys()].sort()).toEqual(["__proto__", "constructor", "toString"]);
  });
});
