/** Layers wrapped into bands, one below the other, like the lines of a text. */

import type { Prerequisite } from "../../answers";
import { GAP_ACROSS, GAP_OF_WAYS, type Pass, type Placing } from "./placing";

/** Around bands, where lines turn, in pixels. */
export const TURN = 14;
/** Between lines that turn side by side. */
const LANE = 7;
/** What lines that turn side by side take up at most. */
export const MOST_LANES = 60;

export interface Band {
  /** Where something of this band stands in the picture, by where it was placed. */
  readonly at: (across: number) => number;
  readonly end: number;
  /**
   * The lane of each prerequisite that goes on in the next band, from 0 in the order in which they
   * leave this one. What leaves at the same place, as all from one skill does, shares a lane.
   */
  readonly lanes: ReadonlyMap<Prerequisite, number>;
  readonly laneCount: number;
}

/** @param inBand Layers of a band. */
export function bandsOf(placing: Placing, inBand: number, across: number): Band[] {
  const layers = Math.max(...[...placing.skills.values()].map((pass) => pass.layer)) + 1;
  const bands: Band[] = [];
  let top = 0;
  for (let first = 0; first < layers; first += inBand) {
    const isOf = (pass: Pass): boolean => pass.layer >= first && pass.layer < first + inBand;
    const skills = [...placing.skills.values()].filter(isOf);
    const passing = [...placing.ways.values()].flat().filter(isOf);
    const squeezed = squeeze(
      [
        ...skills.map((pass) => around(pass, across)),
        ...passing.map((pass) => around(pass, GAP_OF_WAYS)),
      ],
      top,
    );
    const lanes = lanesAfter(placing, first + inBand - 1);
    const laneCount = new Set(lanes.values()).size;
    bands.push({ ...squeezed, lanes, laneCount });
    top = squeezed.end + (laneCount && 2 * TURN + laneOf(laneCount) * (laneCount - 1));
  }
  return bands;
}

/** How broad each of so many lanes is. */
export const laneOf = (count: number): number => Math.min(LANE, MOST_LANES / Math.max(1, count));

type Stretch = readonly [low: number, high: number];

const around = (pass: Pass, breadth: number): Stretch => [
  pass.across - breadth / 2,
  pass.across + breadth / 2,
];

/** Take out what is empty in every layer of a band, so that only a gap is left of it. */
function squeeze(stretches: readonly Stretch[], top: number): Pick<Band, "at" | "end"> {
  const filled: { low: number; high: number; start: number }[] = [];
  for (const [low, high] of [...stretches].sort((one, other) => one[0] - other[0])) {
    const last = filled.at(-1);
    if (last && low <= last.high) last.high = Math.max(last.high, high);
    else filled.push({ low, high, start: 0 });
  }
  let end = top;
  let before: number | null = null;
  for (const part of filled) {
    part.start = end + (before === null ? 0 : Math.min(GAP_ACROSS, part.low - before));
    end = part.start + part.high - part.low;
    before = part.high;
  }
  const at = (across: number): number => {
    const part = filled.findLast(({ low }) => low <= across);
    return part ? part.start + across - part.low : top;
  };
  return { at, end };
}

function lanesAfter(placing: Placing, layer: number): Map<Prerequisite, number> {
  const exits = new Map<Prerequisite, number>();
  for (const [edge, passes] of placing.ways) {
    const exit = passes.find((pass) => pass.layer === layer);
    if (exit && exit !== passes.at(-1)) exits.set(edge, exit.across);
  }
  const places = [...new Set(exits.values())].sort((one, other) => one - other);
  return new Map([...exits].map(([edge, across]) => [edge, places.indexOf(across)]));
}
