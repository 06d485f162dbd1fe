/**
 * Where each skill stands in the picture and how the lines run.
 *
 * All is worked out along the way and across it: from left to right these are x and y, from top to
 * bottom they change places.
 */

import type { Prerequisite } from "../../answers";
import type { Around } from "./around";
import { type Band, bandsOf, laneOf, TURN } from "./bands";
import { layersOf } from "./layers";
import { narrowed } from "./narrowing";
import { type Pass, place } from "./placing";
import { type Stop, type Way, wayOf } from "./ways";

export interface Shape {
  readonly isLeftToRight: boolean;
  /** Layers of a band at most. */
  readonly layersOfBand: number;
  /** Skills of a layer at most. */
  readonly most: number;
  /** Of a skill, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Between layers. */
  readonly gap: number;
  /** How much room there is across the way. */
  readonly room: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
  /** From 0, in learning direction. */
  readonly layer: number;
}

export interface Plan {
  readonly spots: ReadonlyMap<string, Spot>;
  readonly ways: ReadonlyMap<Prerequisite, Way>;
  readonly width: number;
  readonly height: number;
}

/** Return the plan of a picture. The same skills in the same shape have the same plan. */
export function planOf(shown: Around, shape: Shape): Plan {
  const { isLeftToRight, gap } = shape;
  const [along, across] = isLeftToRight ? [shape.width, shape.height] : [shape.height, shape.width];
  const layers = layersOf(shown, shape.most);
  const count = Math.max(...layers.values()) - Math.min(...layers.values()) + 1;
  // Bands of about the same length.
  const inBand = Math.ceil(count / Math.max(1, Math.ceil(count / shape.layersOfBand)));
  const placing = narrowed(place(shown, layers, { along, across }), across, shape.room);
  const bands = bandsOf(placing, inBand, across);
  const bandOf = (pass: Pass): Band => bands[Math.floor(pass.layer / inBand)] as Band;
  const side = Math.max(
    ...bands.map(({ laneCount }) => laneCount && TURN + laneOf(laneCount) * laneCount),
  );
  const startOf = (layer: number): number => side + (layer % inBand) * (along + gap);

  const stopOf = (pass: Pass, edge: Prerequisite): Stop => {
    const { at, lanes, laneCount, end } = bandOf(pass);
    const start = startOf(pass.layer);
    const stop = { start, end: start + along, across: at(pass.across) };
    const order = lanes.get(edge);
    if (order === undefined || pass.layer % inBand !== inBand - 1) return { ...stop, turn: null };
    // Whoever leaves first turns farthest out and comes back nearest to the skills: no lines cross.
    const lane = laneOf(laneCount);
    const out = TURN + (laneCount - 1 - order) * lane;
    const turn = { far: stop.end + out, across: end + out, near: side - TURN - order * lane };
    return { ...stop, turn };
  };
  const ways = new Map<Prerequisite, Way>();
  for (const [edge, passes] of placing.ways) {
    const stops = passes.map((pass) => stopOf(pass, edge));
    ways.set(edge, wayOf(stops, isLeftToRight));
  }
  const spots = new Map<string, Spot>();
  for (const [id, pass] of placing.skills) {
    const start = startOf(pass.layer);
    const top = Math.round(bandOf(pass).at(pass.across) - across / 2);
    const [x, y] = isLeftToRight ? [start, top] : [top, start];
    spots.set(id, { x, y, layer: pass.layer });
  }
  const length = 2 * side + Math.min(count, inBand) * (along + gap) - gap;
  const breadth = bands.at(-1)?.end ?? 0;
  const [width, height] = isLeftToRight ? [length, breadth] : [breadth, length];
  return { spots, ways, width: Math.ceil(width), height: Math.ceil(height) };
}
