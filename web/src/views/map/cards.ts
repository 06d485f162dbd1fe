/**
 * The cards of the map, one island of plain elements: a map may have 20,000 skills. One listener
 * serves them all, and of what is shown only what differs is touched.
 */

import type { SkillMap } from "../../skill-map";
import type { State, States } from "../../states";
import { number, t } from "../../text";
import { Arrows } from "./arrows";
import { layOut } from "./columns";
import { type Drawn, drawn, type Group } from "./drawing";
import type { Trace } from "./trace";
import { stopBeside, stopFor } from "./walk";

export interface Acts {
  tick(id: string, isKnown: boolean): void;
  tickAll(groupId: string, isKnown: boolean): void;
  open(id: string): void;
  /** Collapse an area, or open it again. */
  fold(areaId: string): void;
}

const STATES: readonly State[] = ["known", "assumed", "skipped", "ready", "locked"];

export class Cards {
  private readonly drawn: Drawn;
  private readonly arrows: Arrows;
  private readonly resized: ResizeObserver;
  private readonly heard = new AbortController();
  /** What each skill and each group show now. */
  private readonly shown = new Map<string, State>();
  private readonly begun = new Set<string>();
  private readonly known = new Map<Group, number>();
  private marked: HTMLElement[] = [];

  constructor(
    private readonly root: HTMLElement,
    private readonly map: SkillMap,
    private readonly acts: Acts,
  ) {
    this.drawn = drawn(map);
    this.arrows = new Arrows(root, (id) => this.chipOf(id));
    const { signal } = this.heard;
    root.addEventListener("change", (event) => this.onChange(event), { signal });
    root.addEventListener("click", (event) => this.onClick(event), { signal });
    root.addEventListener("keydown", (event) => this.onKey(event), { signal });
    this.resized = new ResizeObserver(() => this.onResize());
    this.layOut(true);
  }

  /** Take all away again. */
  end(): void {
    this.heard.abort();
    this.resized.disconnect();
    this.arrows.end();
    this.root.replaceChildren();
  }

  /** Show where the person stands. */
  show(states: States, stateOf: ReadonlyMap<string, State>): void {
    const words = new Map(STATES.map((state) => [state, t(`state.${state}`)]));
    const begun = t("state.begun");
    for (const [id, chips] of this.drawn.chips) {
      const state = stateOf.get(id) ?? "locked";
      const isBegun = states.isBegun(id);
      const isOtherwiseBegun = this.begun.has(id) !== isBegun;
      if (this.shown.get(id) === state && !isOtherwiseBegun) continue;
      this.shown.set(id, state);
      const label = `${this.map.name(id)}, ${words.get(state)}${isBegun ? `, ${begun}` : ""}`;
      for (const chip of chips) {
        showState(chip, state, label);
        if (isOtherwiseBegun) chip.classList.toggle("begun", isBegun);
      }
      if (isBegun) this.begun.add(id);
      else this.begun.delete(id);
    }
    for (const group of this.drawn.groups) {
      const known = states.countOf(group.skills);
      if (this.known.get(group) !== known) this.showGroup(group, known);
    }
  }

  /** Show only these skills; null shows all. */
  filter(matches: ReadonlySet<string> | null): void {
    const focused = this.focused();
    for (const [id, chips] of this.drawn.chips) {
      const isHidden = matches !== null && !matches.has(id);
      for (const chip of chips) if (chip.hidden !== isHidden) chip.hidden = isHidden;
    }
    for (const { box, skills } of this.drawn.groups) {
      box.hidden = matches !== null && !skills.some((id) => matches.has(id));
    }
    for (const { id, root } of this.drawn.areas) {
      if (id === null) root.hidden = !root.querySelector(".skill:not([hidden])");
    }
    // What was ticked may show no more, and with it the focus would be gone.
    if (focused?.closest("[hidden]")) stopFor(this.root, focused)?.focus();
    this.arrows.drawSoon();
  }

  /** Collapse these areas to their heads, and open all others. */
  fold(ids: ReadonlySet<string>): void {
    const changing = this.drawn.areas.filter(
      ({ id, body }) => id !== null && body.hidden !== ids.has(id),
    );
    for (const { id, body } of changing) body.hidden = ids.has(id ?? "");
    for (const { button, body } of this.drawn.areas) {
      button?.setAttribute("aria-expanded", String(!body.hidden));
    }
    // One card stays where it is; many at once are spread anew.
    if (changing.length > 1) this.layOut(true);
    this.arrows.drawSoon();
  }

  /** Mark the chosen skill and what is before and after it, with its arrows. */
  mark(trace: Trace | null): void {
    for (const chip of this.marked) {
      chip.classList.remove("chosen", "before", "met", "unlocked");
      delete chip.dataset["step"];
    }
    this.marked = [];
    this.root.classList.toggle("tracing", trace !== null);
    if (trace) {
      for (const id of trace.unlocked) this.markSkill(id, "unlocked");
      for (const id of trace.met) this.markSkill(id, "met");
      trace.before.forEach((id, index) => {
        this.markSkill(id, "before", index + 1);
      });
      this.markSkill(trace.chosen, "chosen");
    }
    this.arrows.show(trace?.arrows ?? []);
  }

  /** Bring an entry into sight; one that is not shown stays so. */
  reveal(id: string, block: ScrollLogicalPosition): void {
    const group = this.drawn.groups.find((one) => one.id === id);
    const element = this.chipOf(id) ?? group?.tick;
    element?.scrollIntoView({ block });
    // Cards on the way there are drawn only now, and may be higher than was guessed.
    requestAnimationFrame(() => element?.scrollIntoView({ block }));
  }

  /** The area that an entry stands in first. */
  areaOf(id: string): string | null {
    const chip = this.drawn.chips.get(id)?.[0];
    return this.drawn.areas.find(({ root }) => root.contains(chip ?? null))?.id ?? null;
  }

  contains(element: Element | null): boolean {
    return this.root.contains(element);
  }

  private layOut(isAnew = false): void {
    if (!layOut(this.root, this.drawn.areas, isAnew)) return;
    // A column grows when cards come into sight that are higher than was guessed.
    this.resized.disconnect();
    this.resized.observe(this.root);
    for (const column of this.root.querySelectorAll(":scope > .column")) {
      this.resized.observe(column);
    }
  }

  private onResize(): void {
    this.layOut();
    this.arrows.drawSoon();
  }

  private markSkill(id: string, name: string, step?: number): void {
    for (const chip of this.drawn.chips.get(id) ?? []) {
      chip.classList.add(name);
      if (step) chip.dataset["step"] = number(step);
      this.marked.push(chip);
    }
  }

  /** The element of a skill that shows, if any does. */
  private chipOf(id: string): HTMLElement | undefined {
    return this.drawn.chips.get(id)?.find((chip) => !chip.closest("[hidden]"));
  }

  private showGroup(group: Group, known: number): void {
    const { id, tick, count, bar, skills } = group;
    this.known.set(group, known);
    const total = skills.length;
    count.textContent = `${number(known)}/${number(total)}`;
    tick.checked = known > 0 && known === total;
    tick.indeterminate = known > 0 && known < total;
    const name = this.map.name(id);
    tick.setAttribute("aria-label", t("map.all_of", { name, known, count: total }));
    bar?.style.setProperty("--share", String(total ? known / total : 0));
  }

  private focused(): Element | null {
    return this.root.contains(document.activeElement) ? document.activeElement : null;
  }

  private onChange({ target }: Event): void {
    const box = target as HTMLInputElement;
    const id = idAt(box);
    if (id !== undefined) {
      this.acts.tick(id, this.shown.get(id) !== "known");
      // The click has flipped the box by itself, whatever came of it.
      showInBox(box, this.shown.get(id) ?? "locked");
    } else if (box.dataset["group"] !== undefined) {
      this.acts.tickAll(box.dataset["group"], box.checked);
      const group = this.drawn.groups.find(({ tick }) => tick === box);
      if (group) this.showGroup(group, this.known.get(group) ?? 0);
    }
  }

  private onClick({ target }: Event): void {
    const button = (target as Element).closest("button");
    const id = button && idAt(button);
    if (id) this.acts.open(id);
    const area = button && this.drawn.areas.find((one) => one.button === button);
    if (area?.id) this.acts.fold(area.id);
  }

  private onKey(event: KeyboardEvent): void {
    const box = event.target as HTMLElement;
    if (!box.matches(".tick, .all") || event.altKey || event.ctrlKey || event.metaKey) return;
    const id = idAt(box);
    const stop = stopBeside(this.root, box, event.key);
    if (event.key === "Enter" && id !== undefined) this.acts.open(id);
    else if (stop) stop.focus();
    else return;
    event.preventDefault();
  }
}

/** The id of the skill that something belongs to. */
function idAt(element: Element): string | undefined {
  return element.closest<HTMLElement>(".skill")?.dataset["id"];
}

/** Show a state, and say it: the tick is named for both the skill and its state. */
function showState(chip: HTMLElement, state: State, label: string): void {
  const box = chip.firstChild as HTMLInputElement;
  chip.setAttribute("data-state", state);
  box.setAttribute("aria-label", label);
  showInBox(box, state);
}

/** Let a box show a state: ticked, or half ticked where it is assumed. */
function showInBox(box: HTMLInputElement, state: State): void {
  box.checked = state === "known";
  box.indeterminate = state === "assumed";
}
