/**
 * The learning order of the map, or towards the goals: what is known struck, the rest by topic.
 *
 * What is ticked here is struck where it stands; the list is put together anew when the view is
 * opened or the goals change, so that nothing moves under the hand.
 */

import { button, byId, counted, hours, make, nameOf, spoken } from "./dom.js";
import { STATE_TEXT, showInBox } from "./states.js";

export class OrderView {
  /**
   * @param {{tick: function, open: function, download: function, copy: function}} actions
   */
  constructor(actions) {
    this.root = byId("order");
    this.rows = new Map();
    this.root.addEventListener("change", (event) => {
      const { id } = event.target.closest(".step").dataset;
      actions.tick(id, this.shown.get(id) !== "known");
      showInBox(event.target, this.shown.get(id));
    });
    this.root.addEventListener("click", (event) => {
      const name = event.target.closest(".name");
      if (name) actions.open(name.closest(".step").dataset.id, name);
      else if (event.target.closest(".download")) actions.download();
      else if (event.target.closest(".copy")) actions.copy();
    });
  }

  loading() {
    if (!this.rows.size) {
      this.root.replaceChildren(make("p", { class: "loading" }, "Putting the skills in order …"));
    }
  }

  clear() {
    this.rows = new Map();
    this.root.replaceChildren();
  }

  /**
   * @param {import("./skill-map.js").SkillMap} map
   * @param {object} whole Roadmap of someone who knows nothing.
   * @param {object} rest Roadmap of this person.
   * @param {import("./states.js").States} states
   */
  draw(map, whole, rest, states) {
    this.map = map;
    this.rows = new Map();
    this.shown = new Map();
    this.effort = new Map(whole.steps.map((step) => [step.id, step.effort_hours]));
    const missing = new Set(rest.steps.map((step) => step.id));
    // A knowledge state is closed, so what is known can stand before all the rest.
    const known = whole.steps.filter((step) => !missing.has(step.id));
    this.total = make("p", { class: "summary" });
    const aim = rest.goals.map((id) => map.label(id));
    const title = make("h2", { id: "order-title" }, aim.length ? "Your way to " : "The whole map, in order");
    aim.forEach((name, index) => title.append(index ? ", " : "", nameOf(name)));
    this.root.replaceChildren(
      make("div", { class: "order-head" }, title, this.total, this.#tools()),
      ...this.#known(known, !rest.steps.length),
      ...this.#groups(rest.steps),
    );
    this.show(states);
  }

  /** Show where the person stands, in the rows that are there. */
  show(states) {
    if (!this.rows.size) return;
    let left = 0;
    let effort = 0;
    for (const [id, row] of this.rows) {
      const state = states.of(id);
      if (state === "ready" || state === "locked") {
        left += 1;
        effort += this.effort.get(id) ?? 0;
      }
      if (this.shown.get(id) === state) continue;
      this.shown.set(id, state);
      row.dataset.state = state;
      showInBox(row.querySelector(".tick"), state);
      row.querySelector(".spoken").textContent = `, ${STATE_TEXT[state]}`;
    }
    this.total.textContent = left
      ? `${left} of ${counted(this.rows.size, "skill")} to go, about ${hours(effort)}.`
      : "✓ Nothing is left to learn.";
  }

  /** Show only these skills; null shows all. */
  filter(matches) {
    for (const [id, row] of this.rows) row.hidden = matches !== null && !matches.has(id);
    for (const group of this.root.querySelectorAll(".leg, .known-steps")) {
      group.hidden = matches !== null && !group.querySelector(".step:not([hidden])");
      if (matches !== null && group.matches("details")) group.open = true;
    }
  }

  #tools() {
    const tools = make("p", { class: "act" }, button("Download as Markdown", { class: "download" }));
    // The clipboard is there for https and localhost only.
    if (navigator.clipboard) tools.append(button("Copy as Markdown", { class: "copy" }));
    return tools;
  }

  #known(steps, isAll) {
    if (!steps.length) return [];
    const summary = make("summary", {}, `✓ ${counted(steps.length, "skill")} you know already`);
    const list = make("ul", { class: "steps", role: "list" });
    for (const step of steps) list.append(this.#row(step, null));
    return [make("details", { class: "known-steps", open: isAll }, summary, list)];
  }

  #groups(steps) {
    const legs = [];
    steps.forEach((step, index) => {
      const where = step.path.slice(0, -1).join(" › ");
      let leg = legs.at(-1);
      if (leg?.where !== where) {
        leg = { where, steps: [], start: index + 1 };
        legs.push(leg);
      }
      leg.steps.push(step);
    });
    return legs.map(({ where, steps: own, start }) => {
      const effort = own.reduce((sum, step) => sum + step.effort_hours, 0);
      const head = make("h3", {}, nameOf(where || this.map.title),
        make("span", { class: "effort" }, `about ${hours(effort)}`));
      const list = make("ol", { class: "steps", role: "list", start });
      own.forEach((step, index) => list.append(this.#row(step, start + index)));
      return make("section", { class: "leg card" }, head, list);
    });
  }

  #row(step, number) {
    const box = make("input", { type: "checkbox", class: "tick" });
    box.dataset.name = step.name;
    const row = make(
      "li",
      { class: "step", "data-id": step.id },
      make("span", { class: "rank", "aria-hidden": "true" }, number === null ? "" : String(number)),
      box,
      make("button", { type: "button", class: "name" }, nameOf(this.map.label(step.id)), spoken("")),
      make("span", { class: "effort" }, hours(step.effort_hours)),
    );
    this.rows.set(step.id, row);
    return row;
  }
}
