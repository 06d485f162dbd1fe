/** One skill: why it is locked, what it builds on and why, what it unlocks. */

import { button, byId, counted, focusOn, hours, listed, make, nameOf, quoted } from "./dom.js";
import { STATE_TEXT } from "./states.js";

const MOST_SHOWN = 12;

export class Details {
  /**
   * @param {{open: function, close: function, tick: function, addGoal: function}} actions
   */
  constructor(actions) {
    this.root = byId("details");
    this.root.addEventListener("click", (event) => {
      const pressed = event.target.closest("button");
      if (!pressed) return;
      if (pressed.matches(".close")) actions.close();
      else if (pressed.matches(".know")) actions.tick(this.id, true);
      else if (pressed.matches(".forget")) actions.tick(this.id, false);
      else if (pressed.matches(".aim")) actions.addGoal(this.id);
      else if (pressed.matches(".all-of-them")) this.#showAll(pressed);
      else if (pressed.matches(".name")) actions.open(pressed.dataset.id);
    });
  }

  /**
   * @param {import("./skill-map.js").SkillMap} map
   * @param {string} id
   * @param {import("./states.js").States} states
   * @param {Set<string>} ticked
   * @param {string[]} goals
   * @param {{missing_all: string[]}|null} readiness The service's answer, once it is there.
   */
  show(map, id, states, ticked, goals, readiness) {
    const isAnother = this.id !== id || this.root.hidden;
    const focused = this.#focused();
    Object.assign(this, { map, id, states });
    const entry = map.entry(id);
    const state = states.of(id);
    this.root.hidden = false;
    this.root.dataset.state = state;
    this.root.replaceChildren(
      ...this.#head(entry, state, goals),
      ...this.#missing(state, readiness),
      ...this.#assumed(state, ticked),
      ...this.#builtOn(),
      ...this.#unlocks(),
    );
    if (isAnother) {
      this.root.scrollTop = 0;
      focusOn(byId("details-title"));
    } else if (focused) {
      focusOn(this.root.querySelector(focused) ?? byId("details-title"));
    }
  }

  hide() {
    this.id = null;
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  #head(entry, state, goals) {
    const isKnown = state === "known";
    const places = entry.placements.map(({ path, line }) =>
      make("p", { class: "where" }, nameOf(path.slice(0, -1).join(" › ")),
        make("span", { class: "line" }, ` · line ${line}`)),
    );
    const stated = entry.effort_hours;
    const effort = stated === null
      ? "The map does not say how long it takes."
      : `Takes about ${hours(stated)}.`;
    const act = make(
      "p",
      { class: "act" },
      isKnown
        ? button("I don't know this", { class: "forget" })
        : button("I know this", { class: "know strong" }),
      goals.includes(entry.id) ? null : button("Make it my goal", { class: "aim" }),
    );
    return [
      button("×", { class: "close", "aria-label": "Close the details" }),
      make("h2", { id: "details-title" }, nameOf(this.map.label(entry.id))),
      ...places,
      make("p", { class: "state" }, make("span", { class: `mark ${state}`, "aria-hidden": "true" }),
        sentence(STATE_TEXT[state])),
      entry.description ? make("p", { class: "description", dir: "auto" }, entry.description) : null,
      ...entry.resources.map(link),
      make("p", { class: "effort" }, effort),
      act,
    ].filter(Boolean);
  }

  #missing(state, readiness) {
    if (state !== "locked") return [];
    const heading = make("h3", {}, "Learn first");
    if (!readiness) return [heading, make("p", { class: "loading" }, "Looking …")];
    const rows = readiness.missing_all.map((id) => this.#row(id, null));
    const note = `${counted(rows.length, "skill")} before this one, in learning order:`;
    return [heading, make("p", { class: "note" }, note), this.#list("ol", rows)];
  }

  #assumed(state, ticked) {
    if (state !== "assumed") return [];
    const needing = [...this.map.restingOn([this.id])].filter((id) => ticked.has(id));
    const names = needing.map((id) => quoted(this.map.entry(id).name));
    const why = `Assumed, because you know ${listed(names)}, which builds on it.`;
    return [make("p", { class: "note" }, why)];
  }

  #builtOn() {
    const edges = this.map.builtOn.get(this.id) ?? [];
    if (!edges.length) {
      return [make("h3", {}, "Builds on"), make("p", { class: "note" }, "Nothing: a place to start.")];
    }
    const rows = edges.map((edge) => {
      const row = this.#row(edge.source, sureness(edge));
      if (isSuggested(edge)) row.append(make("span", { class: "band" }, "Suggested, worth a look"));
      row.append(...edge.evidence.map(proof));
      return row;
    });
    return [make("h3", {}, "Builds on"), this.#list("ul", rows)];
  }

  #unlocks() {
    const edges = this.map.unlocked.get(this.id) ?? [];
    const heading = make("h3", {}, "Unlocks");
    if (!edges.length) {
      return [heading, make("p", { class: "note" }, "Nothing in this map needs it.")];
    }
    const rows = edges.map((edge) => this.#row(edge.target, null));
    const further = this.map.restingOn([this.id]).size - 1 - edges.length;
    const parts = [heading, this.#list("ul", rows)];
    if (further > 0) {
      parts.push(make("p", { class: "note" }, `And ${counted(further, "skill")} further on.`));
    }
    return parts;
  }

  #row(id, note) {
    const state = this.states.of(id);
    const name = button("", { class: "name", "data-id": id });
    name.append(nameOf(this.map.label(id)));
    const entry = this.map.entry(id);
    return make(
      "li",
      { class: "row" },
      make("span", { class: `mark ${state}`, role: "img", "aria-label": STATE_TEXT[state] }),
      name,
      make("span", { class: "where" }, nameOf(entry ? this.map.where(entry) : "")),
      note ? make("span", { class: "sureness" }, note) : null,
    );
  }

  #list(tag, rows) {
    const list = make(tag, { class: "rows", role: "list" }, ...rows);
    rows.slice(MOST_SHOWN).forEach((row) => { row.hidden = true; });
    if (rows.length <= MOST_SHOWN) return list;
    const more = button(`Show all ${rows.length}`, { class: "all-of-them link" });
    return make("div", {}, list, more);
  }

  #showAll(pressed) {
    const hidden = [...pressed.previousSibling.children].filter((row) => row.hidden);
    for (const row of hidden) row.hidden = false;
    pressed.remove();
    hidden[0].querySelector(".name").focus();
  }

  /** A selector for what has the focus in here, so that drawing anew does not lose it. */
  #focused() {
    const focused = document.activeElement;
    if (!this.root.contains(focused)) return null;
    if (focused.dataset.id) return `.name[data-id="${CSS.escape(focused.dataset.id)}"]`;
    return focused.matches(".know, .forget") ? ".act button" : `.${focused.classList[0] ?? "none"}`;
  }
}

function sentence(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function sureness(edge) {
  if (edge.status === "asserted") return "stated";
  if (edge.status === "accepted") return "confirmed";
  return `${Math.round(edge.confidence * 100)} % sure`;
}

/** Whether an inferred prerequisite is not sure enough to be relied on unseen. */
function isSuggested(edge) {
  return edge.status === "inferred" && edge.band === "suggested";
}

function proof({ text, lines }) {
  const noun = lines.length === 1 ? "line" : "lines";
  const where = lines.length ? ` (${noun} ${listed(lines.map(String), 9)} of the map)` : "";
  return make("p", { class: "proof" }, nameOf(text), where);
}

/** A resource: only web addresses become links. */
function link(address) {
  if (!/^https?:\/\//i.test(address)) return make("p", { class: "resource" }, nameOf(address));
  const attributes = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return make("p", { class: "resource" }, make("a", attributes, nameOf(address), " ↗"));
}
