/**
 * The arrows of the chosen skill, drawn between the cards and what is written on them. They say
 * nothing that the details do not say in words, so screen readers pass over them.
 */

import { LANES, type Span, type Spot, wayOf } from "./lines";
import type { Arrow } from "./trace";

const SVG = "http://www.w3.org/2000/svg";
/** What is missing is drawn last, over all others. */
const LAYERS: readonly Arrow["kind"][] = ["unlocks", "met", "missing"];

export class Arrows {
  private readonly svg: SVGSVGElement;
  private arrows: readonly Arrow[] = [];
  private frame = 0;

  /** @param chipOf The element of a skill, if it shows. */
  constructor(
    private readonly root: HTMLElement,
    private readonly chipOf: (id: string) => HTMLElement | undefined,
  ) {
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("class", "arrows");
    this.svg.setAttribute("aria-hidden", "true");
    root.append(this.svg);
  }

  show(arrows: readonly Arrow[]): void {
    this.arrows = arrows;
    this.drawSoon();
  }

  /** Draw anew once what is going on has come to an end: skills may have moved. */
  drawSoon(): void {
    if (this.frame) return;
    if (!this.arrows.length && !this.svg.firstChild) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  end(): void {
    cancelAnimationFrame(this.frame);
  }

  private draw(): void {
    const columns = [...this.root.querySelectorAll<HTMLElement>(":scope > .column")];
    const origin = this.root.getBoundingClientRect();
    const spans = columns.map((column) => spanOf(column.getBoundingClientRect(), origin));
    const spots = new Map<string, Spot | null>();
    const spot = (id: string): Spot | null => {
      if (!spots.has(id)) spots.set(id, spotOf(this.chipOf(id), columns, origin));
      return spots.get(id) ?? null;
    };
    // All is measured before anything is drawn, so that the browser lays out once.
    const lanes = new Map<string, number>();
    const drawn = this.arrows.flatMap((arrow) => {
      const [from, to] = [spot(arrow.source), spot(arrow.target)];
      if (!from || !to) return [];
      // Arrows that meet share their way: to the same skill, or all that the chosen one unlocks.
      const meets = arrow.kind === "unlocks" ? "" : arrow.target;
      if (!lanes.has(meets)) lanes.set(meets, lanes.size % LANES);
      return [{ arrow, way: wayOf(from, to, spans, lanes.get(meets) ?? 0) }];
    });
    drawn.sort((one, other) => layerOf(one.arrow) - layerOf(other.arrow));
    this.svg.replaceChildren(
      ...drawn.map(({ arrow, way }) => {
        const group = document.createElementNS(SVG, "g");
        group.setAttribute("class", arrow.kind);
        group.dataset["source"] = arrow.source;
        group.dataset["target"] = arrow.target;
        group.append(path("line", way.line), path("head", way.head));
        return group;
      }),
    );
  }
}

const layerOf = ({ kind }: Arrow): number => LAYERS.indexOf(kind);

function path(name: string, d: string): SVGPathElement {
  const element = document.createElementNS(SVG, "path");
  element.setAttribute("class", name);
  element.setAttribute("d", d);
  return element;
}

function spanOf(rect: DOMRect, origin: DOMRect): Span {
  return { left: rect.left - origin.left, right: rect.right - origin.left };
}

function spotOf(
  chip: HTMLElement | undefined,
  columns: readonly HTMLElement[],
  origin: DOMRect,
): Spot | null {
  const column = columns.findIndex((one) => one.contains(chip ?? null));
  if (!chip || column < 0) return null;
  const rect = chip.getBoundingClientRect();
  return {
    ...spanOf(rect, origin),
    top: rect.top - origin.top,
    bottom: rect.bottom - origin.top,
    column,
    isFirst: !isInRow(chip, "previousElementSibling"),
    isLast: !isInRow(chip, "nextElementSibling"),
  };
}

/** Whether another skill stands in the same row, in that direction. */
function isInRow(
  chip: HTMLElement,
  direction: "previousElementSibling" | "nextElementSibling",
): boolean {
  let other = chip[direction] as HTMLElement | null;
  while (other?.hidden) other = other[direction] as HTMLElement | null;
  return other !== null && other.offsetTop === chip.offsetTop;
}
