/** What the page has to say: trouble with the service, what was done, what the map has lost. */

import { button, byId, counted, make, nameOf } from "./dom.js";
import { isNoteClosed, rememberNoteClosed } from "./knowledge.js";

const TOAST_MS = 12_000;
const MOST_SHOWN = 8;

/** Trouble with the service, and a way to try again. Nothing that the person did is lost by it. */
export class Banner {
  constructor() {
    this.root = byId("banner");
    this.root.addEventListener("click", (event) => {
      if (event.target.closest(".retry")) this.retry();
    });
  }

  show(message, retry) {
    this.retry = retry;
    this.root.replaceChildren(
      make("p", {}, nameOf(message)),
      button("Try again", { class: "retry" }),
    );
    this.root.hidden = false;
  }

  hide() {
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.root.replaceChildren();
  }
}

/** A note about what was just done. It goes by itself, but not while somebody is at it. */
export class Toast {
  /** @param {function} undo */
  constructor(undo) {
    this.root = byId("toast");
    this.text = byId("toast-text");
    this.undo = byId("toast-undo");
    this.close = byId("toast-close");
    this.undo.addEventListener("click", undo);
    this.close.addEventListener("click", () => this.hide());
  }

  show(text, { canUndo = false } = {}) {
    if (!canUndo && document.activeElement === this.undo) this.close.focus();
    this.text.textContent = text;
    this.undo.hidden = !canUndo;
    this.close.hidden = false;
    this.root.classList.add("shown");
    this.#wait();
  }

  hide() {
    clearTimeout(this.timer);
    if (this.root.contains(document.activeElement)) byId("view").focus({ preventScroll: true });
    this.root.classList.remove("shown");
    this.text.textContent = "";
    this.undo.hidden = true;
    this.close.hidden = true;
  }

  #wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.root.matches(":hover, :focus-within")) this.#wait();
      else this.hide();
    }, TOAST_MS);
  }
}

/** That a map's field is not known, and its prerequisites need review. Once closed, it stays closed. */
export class FieldNote {
  constructor() {
    this.root = byId("field-note");
    this.root.addEventListener("click", (event) => {
      if (!event.target.closest(".close")) return;
      rememberNoteClosed(this.mapId);
      this.root.hidden = true;
      byId("view").focus({ preventScroll: true });
    });
  }

  /** @param {import("./skill-map.js").SkillMap} map */
  show(map) {
    this.mapId = map.id;
    this.root.hidden = !map.needsReview || isNoteClosed(map.id);
    this.root.replaceChildren(
      make(
        "p",
        {},
        "Little of this map's field is known: its prerequisites come from its outline and names alone",
        map.isOrderUsed ? "" : ", without the order of its lists",
        ". Somebody who knows the field should review them, with ",
        make("code", {}, nameOf(`waypath review --map ${map.id}`)),
        ".",
      ),
      button("×", { class: "close", "aria-label": "Close this note for good" }),
    );
  }
}

/** What the person ticked or wants and the map does not have (any more), and other lasting notes. */
export class Notices {
  /** @param {{replace: function, drop: function, dropAll: function, dropGoal: function}} actions */
  constructor(actions) {
    this.root = byId("notices");
    this.shown = "";
    this.root.addEventListener("click", (event) => {
      const pressed = event.target.closest("button");
      if (!pressed) return;
      const { id, by, goal } = pressed.dataset;
      if (by !== undefined) actions.replace(id, by);
      else if (goal !== undefined) actions.dropGoal(goal);
      else if (id !== undefined) actions.drop(id);
      else if (pressed.matches(".drop-all")) actions.dropAll();
    });
  }

  /**
   * @param {import("./skill-map.js").SkillMap} map
   * @param {{id: string, suggestions: string[]}[]} unknown As the service lists them.
   * @param {string[]} lostGoals
   * @param {string[]} remarks
   */
  show(map, unknown, lostGoals, remarks) {
    const key = JSON.stringify([map.id, map.revision, unknown, lostGoals, remarks]);
    if (key === this.shown) return;
    this.shown = key;
    const parts = remarks.map((remark) => make("p", {}, remark));
    if (unknown.length) parts.push(...this.#unknown(map, unknown));
    if (lostGoals.length) parts.push(...this.#lostGoals(lostGoals));
    this.root.replaceChildren(...parts);
    this.root.hidden = !parts.length;
  }

  #unknown(map, unknown) {
    const verb = unknown.length === 1 ? "is" : "are";
    const title = `${counted(unknown.length, "skill")} you ticked ${verb} not in this map`;
    const rows = unknown.slice(0, MOST_SHOWN).map(({ id, suggestions }) => {
      const choices = suggestions.map((by) => {
        const choice = button("", { "data-id": id, "data-by": by, class: "replace" });
        const entry = map.entry(by);
        choice.append("It is ", nameOf(map.label(by)));
        if (entry && map.where(entry)) choice.append(" in ", nameOf(map.where(entry)));
        return choice;
      });
      const drop = button("Forget it", { "data-id": id, class: "drop", "aria-label": `Forget ${id}` });
      return make("li", {}, make("code", {}, nameOf(id)), make("span", { class: "choices" }, ...choices, drop));
    });
    const parts = [
      make("h2", {}, title),
      make("p", {}, "The map may have been edited since. Nothing is dropped unless you say so."),
      make("ul", { role: "list" }, ...rows),
    ];
    if (unknown.length > MOST_SHOWN) {
      parts.push(make("p", {}, `And ${unknown.length - MOST_SHOWN} more.`));
    }
    if (unknown.length > 1) {
      parts.push(make("p", {}, button(`Forget all ${unknown.length}`, { class: "drop-all" })));
    }
    return parts;
  }

  #lostGoals(goals) {
    const rows = goals.map((id) =>
      make("li", {}, make("code", {}, nameOf(id)),
        button("Drop this goal", { "data-goal": id, "aria-label": `Drop the goal ${id}` })),
    );
    return [
      make("h2", {}, `${counted(goals.length, "goal")} of yours ${goals.length === 1 ? "is" : "are"} not in this map`),
      make("ul", { role: "list" }, ...rows),
    ];
  }
}
