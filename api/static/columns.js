/**
 * Cards in columns that read from top to bottom, column after column, in map order.
 *
 * Heights are guessed instead of measured: cards out of sight are not drawn (`content-visibility`),
 * so measuring would draw them all. The guess also keeps the scroll bar steady.
 */

const COLUMN_PX = 280;
const GAP_PX = 16;
const CARD_EXTRA_PX = 34;
const CHIP_GAP_PX = 6;
/** Pixels of a heading, a row of skills, a letter, and a skill without letters. */
const WITH_MOUSE = { head: 45, row: 36, letter: 7.4, chip: 46 };
const WITH_FINGER = { head: 54, row: 52, letter: 7.9, chip: 62 };

/** Put the cards into as many columns as fit; nothing happens if that number has not changed. */
export function layOut(root, cards) {
  const width = root.clientWidth;
  if (!width || !cards.length) return;
  const fitting = Math.max(1, Math.floor((width + GAP_PX) / (COLUMN_PX + GAP_PX)));
  const count = Math.min(fitting, cards.length);
  const isDrawn = root.firstChild?.contains(cards[0]);
  if (isDrawn && root.children.length === count) return;
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const columnWidth = (width - GAP_PX * (count - 1)) / count;
  const heights = cards.map((card) => reserve(card, columnWidth - CARD_EXTRA_PX) + CARD_EXTRA_PX);
  const columns = splitEvenly(heights, count).map(([start, end]) => {
    const column = document.createElement("div");
    column.className = "column";
    column.append(...cards.slice(start, end));
    return column;
  });
  root.replaceChildren(...columns);
  focused?.focus({ preventScroll: true });
}

/** Reserve the guessed height for a card, and for each of its topics; return that of the card. */
function reserve(card, width) {
  const isTouch = matchMedia("(pointer: coarse), (max-width: 48rem)").matches;
  const size = isTouch ? WITH_FINGER : WITH_MOUSE;
  let height = 0;
  for (const part of card.children) {
    const lists = part.matches(".skills") ? [part] : [...part.querySelectorAll(".skills")];
    const heads = part.matches(".group-head") ? 1 : part.querySelectorAll(".group-head").length;
    const rows = lists.reduce((sum, list) => sum + countRows(list, width, size), 0);
    const own = heads * size.head + rows * size.row;
    if (part.matches(".topic")) part.style.containIntrinsicBlockSize = `auto ${own}px`;
    height += own;
  }
  card.style.containIntrinsicBlockSize = `auto ${height}px`;
  return height;
}

function countRows(list, width, size) {
  let rows = 1;
  let used = 0;
  for (const chip of list.children) {
    const letters = chip.firstChild.dataset.name.length;
    const wide = Math.min(width, letters * size.letter + size.chip);
    if (used && used + wide > width) {
      rows += 1;
      used = 0;
    }
    used += wide + CHIP_GAP_PX;
  }
  return rows;
}

/**
 * Split a row of heights into `count` runs, the tallest as low as can be.
 *
 * @returns {[number, number][]} First and past-the-last index of each run; none is empty.
 */
export function splitEvenly(heights, count) {
  let low = Math.max(...heights);
  let high = heights.reduce((sum, height) => sum + height, 0);
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

function runs(heights, limit) {
  const found = [];
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
