/** What a person can do to what they know, each in one step that can be undone and is told. */

import { counted, listed, quoted } from "./dom.js";

export class Changes {
  /**
   * @param {{map: object, knowledge: object, answer: object}} now
   * @param {import("./notices.js").Toast} toast
   * @param {function} after Called after each change.
   */
  constructor(now, toast, after) {
    Object.assign(this, { now, toast, after });
    /** The note about the last change, until the service has said what follows from it. */
    this.said = null;
  }

  tick(id, isKnown) {
    const name = quoted(this.now.map.entry(id).name);
    if (isKnown) this.#change([id], [], `Ticked ${name}`);
    else this.#change([], [id], `Unticked ${name}`);
  }

  /** Tick or untick all under an area or topic. What is merely assumed there cannot be unticked. */
  tickAll(groupId, isKnown) {
    const { map, knowledge } = this.now;
    const skills = map.skillsUnder(groupId);
    const all = `all of ${quoted(map.entry(groupId).name)}`;
    const canUntick = skills.some((id) => knowledge.ticked.has(id));
    if (isKnown || !canUntick) this.#change(skills, [], `Ticked ${all}`);
    else this.#change([], skills, `Unticked ${all}`);
  }

  clearAll() {
    const all = this.now.map.skills.map(({ id }) => id).filter((id) => this.now.knowledge.ticked.has(id));
    this.#change([], all, `Cleared ${counted(all.length, "skill")}`);
  }

  undo() {
    const label = this.now.knowledge?.undo() ?? null;
    if (label !== null) this.#tell({ label: `Undone: ${label}`, unticked: new Set() });
  }

  /** Put a skill that the map has in the place of one that it has lost. */
  replace(id, by) {
    this.#change([by], [id], `Replaced ${quoted(id)}`);
  }

  drop(id) {
    this.#change([], [id], `Forgot ${quoted(id)}`);
  }

  dropAll() {
    const ids = this.now.answer.unknown.map(({ id }) => id);
    this.#change([], ids, `Forgot ${counted(ids.length, "skill")} that the map does not have`);
  }

  /** Say also what follows from the last change: skills that are assumed now. */
  tellAssumed(ids) {
    if (!this.said || !ids.length) return;
    const { label, unticked, canUndo } = this.said;
    const names = ids.map((id) => quoted(this.now.map.entry(id).name));
    const isOne = ids.length === 1;
    const stays = ids.every((id) => unticked.has(id));
    const consequence = stays
      ? `${listed(names)} ${isOne ? "stays" : "stay"} assumed: other skills that you know build on ${isOne ? "it" : "them"}.`
      : `Assumed too, because it needs ${isOne ? "it" : "them"}: ${listed(names)}.`;
    this.toast.show(`${label}. ${consequence}`, { canUndo });
    this.said = null;
  }

  #change(tick, untick, label) {
    if (!this.now.knowledge.change(tick, untick, label)) return;
    this.#tell({ label, unticked: new Set(untick), canUndo: true });
  }

  #tell(said) {
    this.said = said;
    this.toast.show(said.label, said);
    this.after();
  }
}
