/** Choosing goals: any skill, topic or area, found by typing (the combobox pattern of ARIA 1.2). */

import { byId, make, nameOf, quoted } from "./dom.js";
import { finder } from "./search.js";

const MOST_OPTIONS = 40;
const KIND_ORDER = { area: 0, topic: 1, skill: 2 };

export class GoalPicker {
  /** @param {{add: function, remove: function}} actions */
  constructor(actions) {
    this.actions = actions;
    this.input = byId("goal");
    this.list = byId("goal-options");
    this.chosen = byId("goals");
    this.found = [];
    this.active = -1;
    this.input.addEventListener("input", () => this.#open());
    this.input.addEventListener("click", () => this.#open());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.input.addEventListener("blur", () => this.#close());
    // Without this the field would lose the focus, and the list be gone, before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#choose(Number(option.dataset.index));
    });
    this.chosen.addEventListener("click", (event) => {
      const id = event.target.closest("button")?.dataset.id;
      if (id === undefined) return;
      actions.remove(id);
      this.input.focus();
    });
  }

  draw(map) {
    this.map = map;
    const entries = [...map.entries.values()];
    // Stable sorting keeps map order among entries of a kind.
    entries.sort((one, other) => KIND_ORDER[one.kind] - KIND_ORDER[other.kind]);
    this.find = finder(map, entries);
    this.input.value = "";
    this.#close();
  }

  /** Show the goals that are chosen. */
  show(goals) {
    this.chosen.replaceChildren(
      ...goals.map((id) =>
        make(
          "li",
          {},
          make("span", { "aria-hidden": "true" }, "⚑ "),
          nameOf(this.map.label(id)),
          make("button", {
            type: "button",
            class: "remove",
            "data-id": id,
            "aria-label": `Remove the goal ${quoted(this.map.label(id))}`,
          }, "×"),
        ),
      ),
    );
  }

  #open() {
    if (!this.map) return;
    this.found = this.find(this.input.value, MOST_OPTIONS);
    this.active = -1;
    this.list.replaceChildren(...this.found.map((entry, index) => this.#option(entry, index)));
    if (!this.found.length) {
      const nothing = make("li", { class: "nothing" }, "Nothing in the map is called that.");
      this.list.append(nothing);
    }
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }

  #close() {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #option(entry, index) {
    const where = this.map.where(entry);
    const kind = where ? `${entry.kind} in ${where}` : entry.kind;
    return make(
      "li",
      { role: "option", id: `goal-option-${index}`, "data-index": index, "aria-selected": "false" },
      nameOf(this.map.label(entry.id)),
      make("span", { class: "where" }, " ", nameOf(kind)),
    );
  }

  #onKey(event) {
    if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.#close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.#open();
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden && this.found.length) {
      event.preventDefault();
      this.#choose(Math.max(this.active, 0));
    }
  }

  #move(step) {
    const count = this.found.length;
    if (!count) return;
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
    const option = this.list.children[this.active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  #choose(index) {
    const entry = this.found[index];
    this.input.value = "";
    this.#close();
    if (entry) this.actions.add(entry.id);
  }
}
