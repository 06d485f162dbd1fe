/** Where a person stands with a skill: worked out once, shown in every view. */

/** @typedef {"known"|"assumed"|"ready"|"locked"} State */

/** What a state is called, wherever a mark alone would not do. */
export const STATE_TEXT = Object.freeze({
  known: "known",
  assumed: "assumed known",
  ready: "ready to learn",
  locked: "needs others first",
});

export class States {
  /**
   * @param {import("./skill-map.js").SkillMap} map
   * @param {{state: string[], assumed: string[]}|null} answer The service's; null before the first.
   */
  constructor(map, answer) {
    this.map = map;
    this.state = new Set(answer?.state);
    this.assumed = new Set(answer?.assumed);
  }

  /**
   * Return the state of a skill.
   *
   * The answer ranks 1,000 ready skills at most, so readiness is read off the map: all direct
   * prerequisites are in the state, which the service has closed.
   *
   * @returns {State}
   */
  of(id) {
    if (this.assumed.has(id)) return "assumed";
    if (this.state.has(id)) return "known";
    return this.map.isReady(id, this.state) ? "ready" : "locked";
  }

  /** How many of these skills are known or assumed. */
  countOf(ids) {
    let count = 0;
    for (const id of ids) if (this.state.has(id)) count += 1;
    return count;
  }

  /**
   * Return what is shown between a click and the service's answer to it: what was clicked, and
   * nothing that follows from it.
   */
  withTicks(ticked) {
    const next = new States(this.map, null);
    const isSkill = (id) => this.map.entry(id)?.kind === "skill";
    next.assumed = new Set([...this.assumed].filter((id) => !ticked.has(id)));
    next.state = new Set([...next.assumed, ...[...ticked].filter(isSkill)]);
    return next;
  }
}

/** Let a skill's box show a state: ticked, half ticked where it is assumed, and in words. */
export function showInBox(box, state) {
  box.checked = state === "known";
  box.indeterminate = state === "assumed";
  box.setAttribute("aria-label", `${box.dataset.name}, ${STATE_TEXT[state]}`);
}
