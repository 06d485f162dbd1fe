/** Lines from a skill to one that needs it, as paths of SVG. */

const ROUND = 7;
const HEAD = { length: 8, breadth: 4 };

export interface Way {
  readonly line: string;
  /** The arrow's head, at what is learned later. */
  readonly head: string;
}

/** A layer that a line starts from, passes or ends at. */
export interface Stop {
  readonly start: number;
  readonly end: number;
  readonly across: number;
  /** How it goes on to the next band, if that is next. */
  readonly turn: { readonly far: number; readonly across: number; readonly near: number } | null;
}

type Point = readonly [along: number, across: number];

/** @param stops From the source to the target, two or more. */
export function wayOf(stops: readonly Stop[], isLeftToRight: boolean): Way {
  const at = ([along, across]: Point): string => {
    const [x, y] = isLeftToRight ? [along, across] : [across, along];
    return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
  };
  const [source, ...rest] = stops as [Stop, ...Stop[]];
  const line = [`M${at([source.end, source.across])}`];
  let from = source;
  for (const stop of rest) {
    const end: Point = [from.end, from.across];
    const start: Point = [stop.start, stop.across];
    if (from.turn) {
      const { far, across, near } = from.turn;
      const corners: Point[] = [
        [far, end[1]],
        [far, across],
        [near, across],
        [near, start[1]],
      ];
      line.push(...rounded(end, corners, start, at));
    } else {
      const middle = (end[0] + start[0]) / 2;
      line.push(`C${at([middle, end[1]])} ${at([middle, start[1]])} ${at(start)}`);
    }
    if (stop !== stops.at(-1)) line.push(`L${at([stop.end, stop.across])}`);
    from = stop;
  }
  const tip: Point = [from.start, from.across];
  const back = (side: number): Point => [tip[0] - HEAD.length, tip[1] + side * HEAD.breadth];
  return { line: line.join(""), head: `M${at(back(-1))}L${at(tip)}L${at(back(1))}Z` };
}

/** Lines by way of right-angled corners, each rounded off. */
function rounded(
  start: Point,
  corners: readonly Point[],
  end: Point,
  at: (point: Point) => string,
): string[] {
  const points = [start, ...corners, end];
  const parts = corners.map((corner, index) => {
    const before = towards(corner, points[index] as Point);
    const after = towards(corner, points[index + 2] as Point);
    return `L${at(before)}Q${at(corner)} ${at(after)}`;
  });
  return [...parts, `L${at(end)}`];
}

/** The point on the way from a corner to another point where the rounding begins. */
function towards(corner: Point, other: Point): Point {
  const [along, across] = [other[0] - corner[0], other[1] - corner[1]];
  const length = Math.hypot(along, across);
  const share = length ? Math.min(ROUND, length / 2) / length : 0;
  return [corner[0] + along * share, corner[1] + across * share];
}
