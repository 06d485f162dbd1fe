/**
 * Cards in columns that read from top to bottom, column after column, in map order.
 *
 * Heights are guessed instead of measured: what is out of sight is not drawn (`content-visibility`),
 * so measuring would draw it all. The guess also keeps the scroll bar steady.
 */

const COLUMN_PX = 280;
export const GAP_PX = 16;
/** What a card has to the left and right of its skills, and above and below all. */
const CARD_EXTRA_PX = 38;
const CHIP_GAP_PX = 8;
/** Pixels of a heading, a row of skills, a letter, and a skill without letters. */
const WITH_MOUSE = { head: 45, row: 38, letter: 7.4, chip: 46 };
const WITH_FINGER = { head: 54, row: 54, letter: 7.9, chip: 62 };

/** What makes the height of a part of a card: how many letters each skill of each list has. */
export interface Part {
  readonly element: HTMLElement;
  readonly heads: number;
  readonly lists: readonly (readonly number[])[];
}

export interface Card {
  readonly root: HTMLElement;
  /** All but the head; hidden if the card is folded. */
  readonly body: HTMLElement;
  readonly parts: readonly Part[];
}

/** Put cards into as many columns as fit, and say whether that has changed anything. */
export function layOut(root: HTMLElement, cards: readonly Card[], isAnew = false): boolean {
  const width = root.clientWidth;
  if (!width || !cards.length) return false;
  const fitting = Math.max(1, Math.floor((width + GAP_PX) / (COLUMN_PX + GAP_PX)));
  const count = Math.min(fitting, cards.length);
  const before = root.querySelectorAll(":scope > .column");
  if (!isAnew && before.length === count) return false;
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const columnWidth = (width - GAP_PX * (count - 1)) / count;
  const heights = cards.map((card) => reserve(card, columnWidth - CARD_EXTRA_PX));
  const columns = splitEvenly(heights, count).map(([start, end]) => {
    const column = document.createElement("div");
    column.className = "column";
    column.append(...cards.slice(start, end).map((card) => card.root));
    return column;
  });
  for (const column of before) column.remove();
  root.prepend(...columns);
  (focused as HTMLElement | null)?.focus({ preventScroll: true });
  return true;
}

/** Reserve the guessed height for a card and each of its parts; return that of the card. */
function reserve({ body, parts }: Card, width: number): number {
  const isTouch = matchMedia("(pointer: coarse), (max-width: 48rem)").matches;
  const size = isTouch ? WITH_FINGER : WITH_MOUSE;
  let height = 0;
  for (const { element, heads, lists } of parts) {
    const rows = lists.reduce((sum, list) => sum + countRows(list, width, size), 0);
    const own = heads * size.head + rows * size.row;
    element.style.containIntrinsicBlockSize = `auto ${own}px`;
    height += own;
  }
  body.style.containIntrinsicBlockSize = `auto ${height}px`;
  return (body.hidden ? 0 : height) + size.head + CARD_EXTRA_PX;
}

function countRows(
  letters: readonly number[],
  width: number,
  size: { letter: number; chip: number },
): number {
  let rows = 1;
  let used = 0;
  for (const count of letters) {
    const wide = Math.min(width, count * size.letter + size.chip);
    if (used && used + wide > width) {
      rows += 1;
      used = 0;
    }
    used += wide + CHIP_GAP_PX;
  }
  return rows;
}

type Run = [start: number, end: number];

/**
 * Split a row of heights into `count` runs, the tallest as low as can be.
 *
 * @returns First and past-the-last index of each run; none is empty.
 */
export function splitEvenly(heights: readonly number[], count: number): Run[] {
  let low = Math.max(...heights);
  let high = Math.ceil(heights.reduce((sum, height) => sum + height, 0));
  while (low < high) {
    const limit = Math.floor((low + high) / 2);
    if (runs(heights, limit).length <= count) high = limit;
    else low = limit + 1;
  }
  const found = runs(heights, low);
  while (found.length < count) {
    const longest = found.reduce((best, run) => (run[1] - run[0] > best[1] - best[0] ? run : best));
    const [start, end] = longest;
    found.splice(found.indexOf(longest), 1, [start, end - 1], [end - 1, end]);
  }
  return found;
}

function runs(heights: readonly number[], limit: number): Run[] {
  const found: Run[] = [];
  let start = 0;
  let sum = 0;
  heights.forEach((height, index) => {
    if (index > start && sum + height > limit) {
      found.push([start, index]);
      start = index;
      sum = 0;
    }
    sum += height;
  });
  found.push([start, heights.length]);
  return found;
}
