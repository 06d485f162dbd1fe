import { describe, expect, it } from "vitest";
import { splitEvenly } from "./columns";

const heightsOf = (heights: readonly number[], count: number): number[][] =>
  splitEvenly(heights, count).map(([start, end]) => heights.slice(start, end));

describe("cards split into columns", () => {
  it("keep their order, and the tallest column is as low as can be", () => {
    expect(heightsOf([3, 1, 1, 1, 2, 4], 3)).toEqual([[3, 1], [1, 1, 2], [4]]);
  });

  it("leave no column empty, even where one card is higher than all others", () => {
    expect(heightsOf([10, 1, 1], 3)).toEqual([[10], [1], [1]]);
    expect(heightsOf([1, 1, 10, 1], 3).every((column) => column.length)).toBe(true);
  });

  it("may have heights that are no whole numbers", () => {
    expect(heightsOf([1.5, 1.25, 2.75], 2)).toEqual([[1.5, 1.25], [2.75]]);
  });
});
