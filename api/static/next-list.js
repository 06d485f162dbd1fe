/** "Learn next": what is ready, ranked by the service, each with its reasons. */

import { button, byId, counted, focusOn, hours, make, nameOf } from "./dom.js";

const FIRST_SHOWN = 6;
const FIRST_SHOWN_NARROW = 3;
const MORE = 12;

export class NextList {
  /** @param {{tick: function, open: function}} actions */
  constructor(actions) {
    this.body = byId("next-body");
    this.title = byId("next-title");
    // On a phone the map comes below.
    this.limit = matchMedia("(max-width: 48rem)").matches ? FIRST_SHOWN_NARROW : FIRST_SHOWN;
    this.body.addEventListener("click", (event) => {
      const id = event.target.closest("[data-id]")?.dataset.id;
      if (event.target.closest(".name")) actions.open(id, event.target.closest(".name"));
      else if (event.target.closest(".know")) actions.tick(id, true);
      else if (event.target.closest(".more")) this.#showMore();
    });
  }

  /**
   * @param {import("./skill-map.js").SkillMap} map
   * @param {object} answer The service's.
   * @param {string[]} goals
   * @param {import("./states.js").States} states
   */
  show(map, answer, goals, states) {
    Object.assign(this, { map, answer, goals, states });
    this.#draw();
  }

  #draw() {
    const { answer, goals } = this;
    const focused = this.#focusedPlace();
    const shown = answer.next.slice(0, this.limit);
    const serving = shown.filter((pick) => pick.unlocks.goals.length);
    const others = shown.filter((pick) => !pick.unlocks.goals.length);
    const parts = [this.#summary()];
    if (goals.length && serving.length) {
      parts.push(this.#list(serving, 1));
      if (others.length) {
        parts.push(make("h3", { class: "apart" }, "Ready too, but not needed for your goal"));
      }
      if (others.length) parts.push(this.#list(others, serving.length + 1));
    } else if (shown.length) {
      parts.push(this.#list(shown, 1));
    }
    const left = answer.next.length - shown.length;
    if (left > 0) parts.push(button(`Show ${Math.min(left, MORE)} more`, { class: "more" }));
    this.body.replaceChildren(...parts);
    if (focused) this.#restoreFocus(focused);
  }

  #summary() {
    const { map, answer, goals, states } = this;
    const done = goals.length ? map.leadingTo(goals.flatMap((id) => map.skillsUnder(id))) : null;
    const summary = make("p", { class: "summary" });
    if (done && states.countOf(done) === done.size) {
      summary.append("✓ You know everything that your goal needs.");
    } else if (done) {
      const known = `${states.countOf(done)} of ${counted(done.size, "skill")}`;
      summary.append(`On the way to your goal you know ${known}.`);
    } else if (!answer.ready_total) {
      summary.append("✓ You know the whole map.");
    } else if (!answer.state.length) {
      summary.append(`Tick what you know. ${counted(answer.ready_total, "skill")} need nothing first.`);
    } else {
      const verb = answer.ready_total === 1 ? "is" : "are";
      summary.append(`${counted(answer.ready_total, "skill")} ${verb} ready to learn.`);
    }
    return summary;
  }

  #list(picks, start) {
    const list = make("ol", { class: "picks", role: "list", start });
    picks.forEach((pick, index) => list.append(this.#pick(pick, start + index)));
    return list;
  }

  #pick(pick, rank) {
    const name = button("", { class: "name" });
    name.append(nameOf(this.map.label(pick.id)));
    const entry = this.map.entry(pick.id);
    return make(
      "li",
      { class: "pick", "data-id": pick.id },
      make("span", { class: "rank", "aria-hidden": "true" }, String(rank)),
      make(
        "div",
        { class: "what" },
        make("h3", {}, name),
        make("p", { class: "where" }, nameOf(entry ? this.map.where(entry) : "")),
        make("p", { class: "why" }, nameOf(pick.reasons.join(" "))),
        make(
          "p",
          { class: "act" },
          button("I know this", { class: "know", "aria-label": `I know this: ${pick.name}` }),
          make("span", { class: "effort" }, `about ${hours(pick.effort_hours)}`),
        ),
      ),
    );
  }

  #showMore() {
    const first = this.limit;
    this.limit += MORE;
    this.#draw();
    this.body.querySelectorAll(".pick .name")[first]?.focus();
  }

  /** Which row and which of its buttons has the focus, so that drawing anew does not lose it. */
  #focusedPlace() {
    const row = document.activeElement?.closest("#next-body .pick");
    if (!row) return null;
    const rows = [...this.body.querySelectorAll(".pick")];
    return { index: rows.indexOf(row), kind: document.activeElement.className };
  }

  #restoreFocus({ index, kind }) {
    const rows = this.body.querySelectorAll(".pick");
    const row = rows[Math.min(index, rows.length - 1)];
    focusOn(row?.querySelector(`.${kind}`) ?? this.title);
  }
}
