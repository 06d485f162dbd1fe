/**
 * The title of a map in its Markdown: found and replaced as `graph/skillmap/outline.py` reads it, for
 * what people write. A preview shows whether it was read so.
 */

interface Mark {
  /** Index of its line. */
  readonly line: number;
  readonly count: number;
  /** 1 to 6 for a heading, 0 for a bullet. */
  readonly level: number;
}

const HEADING = /^ {0,3}(#{1,6})(?:\s|$)/;
const BULLET = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;
const UNDERLINE = /^ {0,3}=+\s*$/;
const FENCE = /^\s*(```|~~~)/;

/** Whether the text says itself what the map is called. */
export function isTitled(text: string): boolean {
  return titleIn(text.split("\n")) !== null;
}

/** Return the text with this title, in the place of the one that it has, if any. */
export function retitled(text: string, title: string): string {
  const lines = text.split("\n");
  const found = titleIn(lines);
  if (found) lines.splice(found.line, found.count, `# ${title}`);
  else lines.splice(bodyOf(lines), 0, `# ${title}`, "");
  return lines.join("\n");
}

function titleIn(lines: readonly string[]): Mark | null {
  const marks = [...marksIn(lines)];
  const tops = marks.filter(({ level }) => level === 1);
  const [first, second] = marks;
  if (first?.level !== 1) return null;
  return tops.length === 1 || second === tops[1] ? first : null;
}

function* marksIn(lines: readonly string[]): Generator<Mark> {
  let fence = "";
  for (let line = bodyOf(lines); line < lines.length; line++) {
    const text = lines[line] ?? "";
    const mark = FENCE.exec(text)?.[1] ?? "";
    if (fence || mark) {
      if (!fence) fence = mark;
      else if (mark === fence) fence = "";
    } else if (HEADING.test(text)) {
      yield { line, count: 1, level: HEADING.exec(text)?.[1]?.length ?? 0 };
    } else if (BULLET.test(text)) {
      yield { line, count: 1, level: 0 };
    } else if (text.trim() && UNDERLINE.test(lines[line + 1] ?? "")) {
      yield { line, count: 2, level: 1 };
    }
  }
}

/** Return the index of the first line after the front matter. */
function bodyOf(lines: readonly string[]): number {
  if (lines[0]?.trim() !== "---") return 0;
  return lines.findIndex((line, index) => index > 0 && line.trim() === "---") + 1;
}
