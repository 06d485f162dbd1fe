/** Looking at the picture: how it is cut to its frame, and where the arrow keys go. */

import type { Prerequisite } from "../../answers";
import { MOST_LANES, TURN } from "./bands";
import type { Plan, Shape, Spot } from "./plan";

/** Labels of 13 px are 11 px high and more. */
export const LEAST_ZOOM = 0.85;
export const MOST_ZOOM = 2;
/** Around the picture, in pixels. */
export const PAD = 16;

/** Below it the way goes from top to bottom. */
const LEAST_LEFT_TO_RIGHT = 560;
const WIDE = { isLeftToRight: true, most: 8, width: 172, height: 58, gap: 52 };
const NARROW = { isLeftToRight: false, most: 2, width: 134, height: 58, gap: 34 };
/** What lines between bands may take up on both sides. */
const SIDES = 2 * (TURN + MOST_LANES);

/** Return the shape of a picture for a frame so wide. */
export function shapeFor(frame: number): Shape {
  const endless = Number.POSITIVE_INFINITY;
  const room = Math.floor(frame / LEAST_ZOOM) - 2 * PAD;
  if (frame < LEAST_LEFT_TO_RIGHT) return { ...NARROW, layersOfBand: endless, room };
  const fitting = Math.floor((room - SIDES + WIDE.gap) / (WIDE.width + WIDE.gap));
  return { ...WIDE, layersOfBand: Math.max(2, fitting), room: endless };
}

export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Return how large all labels can be shown in a frame so wide, without becoming unreadable. */
export function zoomFor(plan: Plan, frame: number): number {
  return Math.min(1, Math.max(LEAST_ZOOM, frame / (plan.width + 2 * PAD)));
}

/** Return the first view: all of the plan in the middle, or if that does not fit, the focus. */
export function startView(
  plan: Plan,
  focus: { readonly x: number; readonly y: number },
  frame: { readonly width: number; readonly height: number },
): View {
  const zoom = zoomFor(plan, frame.width);
  return {
    x: Math.round(startOf(plan.width * zoom, focus.x * zoom, frame.width)),
    y: Math.round(startOf(plan.height * zoom, focus.y * zoom, frame.height)),
    zoom,
  };
}

function startOf(length: number, focus: number, frame: number): number {
  if (length + 2 * PAD <= frame) return (frame - length) / 2;
  return Math.min(PAD, Math.max(frame - PAD - length, frame / 2 - focus));
}

const ALONG = {
  ArrowRight: [true, 1],
  ArrowLeft: [true, -1],
  ArrowDown: [false, 1],
  ArrowUp: [false, -1],
} as const;

/** Return where an arrow key goes: along a prerequisite, or to a neighbour of the same layer. */
export function nextOf(
  plan: Plan,
  edges: readonly Prerequisite[],
  id: string,
  key: string,
  isLeftToRight: boolean,
): string | undefined {
  const here = plan.spots.get(id);
  if (!here || !(key in ALONG)) return undefined;
  const [isHorizontal, step] = ALONG[key as keyof typeof ALONG];
  const across = (spot: Spot): number => (isLeftToRight ? spot.y : spot.x);
  const spotOf = (other: string): Spot => plan.spots.get(other) ?? here;
  if (isHorizontal === isLeftToRight) {
    const ends = edges.flatMap((edge) => {
      if (step > 0) return edge.source === id ? [edge.target] : [];
      return edge.target === id ? [edge.source] : [];
    });
    const distance = (other: string): number =>
      Math.abs(spotOf(other).layer - here.layer) * 1e6 +
      Math.abs(across(spotOf(other)) - across(here));
    return ends.sort((one, other) => distance(one) - distance(other))[0];
  }
  const layer = [...plan.spots].filter(([, spot]) => spot.layer === here.layer);
  layer.sort(([, one], [, other]) => across(one) - across(other));
  const place = layer.findIndex(([other]) => other === id);
  return layer[place + step]?.[0];
}
