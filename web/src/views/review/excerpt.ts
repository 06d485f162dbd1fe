/** An excerpt of a map's file: the lines that a question is about, and what stands around them. */

import type { SkillMap } from "../../skill-map";

export interface Line {
  /** In the file, from 1. */
  readonly number: number;
  readonly text: string;
  /** What the line is marked with; nothing if it only stands around. */
  readonly mark: string;
}

/** What is left out between two lines. */
export const GAP = "gap";

const AROUND = 2;
/** A skill can stand in very many places: of these the first have to do. */
const MOST_LINES = 60;

/**
 * Return the marked lines with two lines around each, in the order of the file.
 *
 * @param marks Marks by line number.
 * @param headings Lines that tell where the marked ones stand. They are shown alone.
 */
export function excerpt(
  lines: readonly string[],
  marks: ReadonlyMap<number, string>,
  headings: Iterable<number> = [],
): (Line | typeof GAP)[] {
  const wanted = new Set(headings);
  for (const number of marks.keys()) {
    for (let near = number - AROUND; near <= number + AROUND; near += 1) wanted.add(near);
  }
  const isThere = (number: number): boolean => number >= 1 && number <= lines.length;
  const numbers = [...wanted].filter(isThere).sort((one, other) => one - other);
  const rows: (Line | typeof GAP)[] = [];
  let last = 0;
  const add = (number: number): void => {
    rows.push({ number, text: lines[number - 1] ?? "", mark: marks.get(number) ?? "" });
    last = number;
  };
  for (const number of numbers.slice(0, MOST_LINES)) {
    // A gap takes as much room as the one line that it would leave out.
    if (number === last + 2) add(number - 1);
    else if (number > last + 1) rows.push(GAP);
    add(number);
  }
  if (last < lines.length) rows.push(GAP);
  return rows;
}

/** Return the lines of what contains an entry, in each of its places. */
export function headingsOf(map: SkillMap, id: string): Set<number> {
  const found = new Set<number>();
  for (const placement of map.entry(id)?.placements ?? []) {
    let { line, parent } = placement;
    while (parent !== null) {
      const above = (map.entry(parent)?.placements ?? []).filter((place) => place.line < line);
      const nearest = above.reduce((one, other) => (other.line > one.line ? other : one), {
        line: 0,
        parent: null as string | null,
      });
      if (nearest.line) found.add(nearest.line);
      ({ line, parent } = nearest);
    }
  }
  return found;
}
