/**
 * The way of an arrow from skill to skill.
 *
 * Arrows keep to where nothing is written: to the margin inside a card, left of its skills, and to
 * the gaps between columns. Where one has to cross a column, it runs behind the skills there.
 */

import { GAP_PX } from "./columns";

export interface Span {
  readonly left: number;
  readonly right: number;
}

export interface Spot extends Span {
  readonly top: number;
  readonly bottom: number;
  /** Number of its column, from 0. */
  readonly column: number;
  /** Whether no other skill is to the left of it in its row. */
  readonly isFirst: boolean;
  /** Whether no other skill is to the right of it in its row. */
  readonly isLast: boolean;
}

export interface Way {
  readonly line: string;
  /** The triangle at its end. */
  readonly head: string;
}

/** Arrows to different skills that run side by side are told apart by their lane. */
export const LANES = 3;
const LANE_PX = 4;
/** Where the first lane in the margin of a card is. */
const MARGIN_PX = 4;
const HEAD_PX = 7;
const HEAD_HALF_PX = 4;
const CORNER_PX = 5;
/** How far below or above a skill an arrow runs that cannot leave it or reach it by its side. */
const BESIDE_PX = 4;
/** How far from its corner such an arrow leaves or reaches the skill. */
const INSET_PX = 12;

type Point = readonly [x: number, y: number];

/**
 * Return the way from one skill to another.
 *
 * @param columns Where the columns are, from left to right.
 * @param lane 0 to `LANES`, exclusive.
 */
export function wayOf(from: Spot, to: Spot, columns: readonly Span[], lane: number): Way {
  const column = columns[to.column] ?? to;
  if (from.column === to.column) {
    const x = column.left + MARGIN_PX + lane * LANE_PX;
    return drawnAlong([...leaving(from, x, false), ...reaching(to, x, true)]);
  }
  const isToTheRight = to.column > from.column;
  const middle = isToTheRight ? column.left - GAP_PX / 2 : column.right + GAP_PX / 2;
  const x = middle + (lane - (LANES - 1) / 2) * LANE_PX;
  return drawnAlong([...leaving(from, x, isToTheRight), ...reaching(to, x, isToTheRight)]);
}

/** From a skill to a lane: by its side if nothing is in the way, else from below. */
function leaving(from: Spot, lane: number, isToTheRight: boolean): Point[] {
  const isFree = isToTheRight ? from.isLast : from.isFirst;
  if (isFree) {
    const y = (from.top + from.bottom) / 2;
    return [
      [isToTheRight ? from.right : from.left, y],
      [lane, y],
    ];
  }
  const x = isToTheRight ? from.right - INSET_PX : from.left + INSET_PX;
  const y = from.bottom + BESIDE_PX;
  return [
    [x, from.bottom],
    [x, y],
    [lane, y],
  ];
}

/** From a lane to a skill: by its side if nothing is in the way, else from above. */
function reaching(to: Spot, lane: number, isFromTheLeft: boolean): Point[] {
  const isFree = isFromTheLeft ? to.isFirst : to.isLast;
  if (isFree) {
    const y = (to.top + to.bottom) / 2;
    return [
      [lane, y],
      [isFromTheLeft ? to.left : to.right, y],
    ];
  }
  const x = isFromTheLeft ? to.left + INSET_PX : to.right - INSET_PX;
  const y = to.top - HEAD_PX;
  return [
    [lane, y],
    [x, y],
    [x, to.top],
  ];
}

function drawnAlong(points: readonly Point[]): Way {
  const end = points.at(-1) ?? [0, 0];
  const before = points.at(-2) ?? end;
  const [dx, dy] = [Math.sign(end[0] - before[0]), Math.sign(end[1] - before[1])];
  // The line ends inside the triangle, or its square end would show beside the tip.
  const stop: Point = [end[0] - dx * HEAD_PX * 0.8, end[1] - dy * HEAD_PX * 0.8];
  const base: Point = [end[0] - dx * HEAD_PX, end[1] - dy * HEAD_PX];
  const side: Point = [dy * HEAD_HALF_PX, dx * HEAD_HALF_PX];
  return {
    line: rounded([...points.slice(0, -1), stop]),
    head: `M${at(end)}L${at([base[0] + side[0], base[1] + side[1]])}L${at([base[0] - side[0], base[1] - side[1]])}Z`,
  };
}

/** A line through points, its corners rounded. */
function rounded(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M${at(point)}`;
      if (!after) return `L${at(point)}`;
      return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, after))}`;
    })
    .join("");
}

/** The point a corner's radius away from a corner, or half the way if that is less. */
function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other[0] - corner[0], other[1] - corner[1]);
  const share = length ? Math.min(CORNER_PX / length, 0.5) : 0;
  return [corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share];
}

const at = ([x, y]: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
