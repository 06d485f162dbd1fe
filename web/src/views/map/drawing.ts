/** The elements of the map, drawn once: areas as cards, topics as headings, skills as chips. */

import type { Entry } from "../../answers";
import type { SkillMap } from "../../skill-map";
import type { Card, Part } from "./columns";

const HUES = 8;
const AREA_HEADING = 3;
const DEEPEST_HEADING = 6;

/** What counts what is under one area or topic. One that stands twice is counted twice. */
export interface Group {
  readonly id: string;
  readonly box: HTMLElement;
  readonly tick: HTMLInputElement;
  readonly count: HTMLElement;
  /** How much of an area is known, as a bar; topics have none. */
  readonly bar: HTMLElement | null;
  readonly skills: readonly string[];
}

export interface Area extends Card {
  /** Null for the card of skills that stand under no area. */
  readonly id: string | null;
  /** Collapses the card to its head. */
  readonly button: HTMLButtonElement | null;
}

export interface Drawn {
  readonly areas: readonly Area[];
  readonly groups: readonly Group[];
  /** The elements of each skill: it stands once for every placement. */
  readonly chips: ReadonlyMap<string, readonly HTMLElement[]>;
}

/** Draw a map, nothing known yet. */
export function drawn(map: SkillMap): Drawn {
  return new Drawing(map);
}

class Drawing implements Drawn {
  readonly areas: Area[] = [];
  readonly groups: Group[] = [];
  readonly chips: Map<string, HTMLElement[]>;
  private readonly chip = emptyChip();

  constructor(private readonly map: SkillMap) {
    this.chips = new Map(map.skills.map(({ id }) => [id, []]));
    const top = map.childrenOf(null);
    const loose = top.filter(isSkill);
    if (loose.length) this.looseCard(loose);
    for (const entry of top) if (!isSkill(entry)) this.areaCard(entry);
  }

  private looseCard(skills: readonly Entry[]): void {
    const { root, body } = this.card();
    const element = this.list(skills);
    body.append(element);
    const parts = [{ element, heads: 0, lists: [lettersOf(this.map, skills)] }];
    this.areas.push({ id: null, root, body, button: null, parts });
  }

  private areaCard(entry: Entry): void {
    const { root, body } = this.card();
    body.id = `area-${this.areas.length}`;
    const button = make("button", "fold");
    button.type = "button";
    button.setAttribute("aria-controls", body.id);
    button.append(nameOf(this.map.label(entry.id)));
    const bar = make("div", "bar");
    bar.setAttribute("aria-hidden", "true");
    const head = this.head(root, entry, AREA_HEADING, button, bar);
    root.prepend(head, bar);
    const parts = this.fill(body, entry, AREA_HEADING, [entry.id]);
    this.areas.push({ id: entry.id, root, body, button, parts });
  }

  private card(): { root: HTMLElement; body: HTMLElement } {
    const root = make("section", "area card");
    root.dataset["hue"] = String(this.areas.length % HUES);
    const body = make("div", "body");
    root.append(body);
    return { root, body };
  }

  /** The line that names an area or topic and counts what is under it. */
  private head(
    box: HTMLElement,
    entry: Entry,
    level: number,
    label: HTMLElement,
    bar: HTMLElement | null,
  ): HTMLElement {
    const tick = make("input", "all");
    tick.type = "checkbox";
    tick.dataset["group"] = entry.id;
    const heading = make(`h${Math.min(level, DEEPEST_HEADING)}` as "h3", "");
    heading.append(label);
    const count = make("span", "count");
    count.setAttribute("aria-hidden", "true");
    const skills = this.map.skillsUnder(entry.id);
    this.groups.push({ id: entry.id, box, tick, count, bar, skills });
    const head = make("div", "group-head");
    head.append(tick, heading, count);
    return head;
  }

  /** Put what an area or topic contains into its box: skills first, then topics. */
  private fill(box: HTMLElement, of: Entry, level: number, above: readonly string[]): Part[] {
    const children = this.map.childrenOf(of.id);
    const skills = children.filter(isSkill);
    const parts: Part[] = [];
    if (skills.length) {
      const element = this.list(skills);
      box.append(element);
      parts.push({ element, heads: 0, lists: [lettersOf(this.map, skills)] });
    }
    for (const child of children) {
      if (isSkill(child) || above.includes(child.id)) continue;
      const element = make("div", "topic");
      const name = nameOf(this.map.label(child.id));
      element.append(this.head(element, child, level + 1, name, null));
      const inner = this.fill(element, child, level + 1, [...above, child.id]);
      box.append(element);
      parts.push({
        element,
        heads: inner.reduce((sum, part) => sum + part.heads, 1),
        lists: inner.flatMap((part) => part.lists),
      });
    }
    return parts;
  }

  private list(skills: readonly Entry[]): HTMLElement {
    const list = make("ul", "skills");
    list.setAttribute("role", "list");
    for (const { id } of skills) {
      const chip = this.chip.cloneNode(true) as HTMLElement;
      chip.setAttribute("data-id", id);
      (chip.lastChild as HTMLElement).textContent = this.map.label(id);
      this.chips.get(id)?.push(chip);
      list.append(chip);
    }
    return list;
  }
}

/**
 * A skill without a name, to be copied: making each anew takes three times as long. It has no more
 * elements than it needs, for the same reason.
 */
function emptyChip(): HTMLElement {
  const chip = make("li", "skill");
  const tick = make("input", "tick");
  tick.type = "checkbox";
  // Else browsers keep the state of every box with every change of the address: 0.2 s for 20,000.
  tick.autocomplete = "off";
  const name = make("button", "name");
  name.type = "button";
  // The tick is where the keyboard stops: Enter opens the details from there too.
  name.tabIndex = -1;
  name.dir = "auto";
  chip.append(tick, name);
  return chip;
}

function nameOf(text: string): HTMLElement {
  const name = make("bdi", "");
  name.textContent = text;
  return name;
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}

const isSkill = (entry: Entry): boolean => entry.kind === "skill";

const lettersOf = (map: SkillMap, skills: readonly Entry[]): number[] =>
  skills.map(({ id }) => map.label(id).length);
