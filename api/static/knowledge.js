/**
 * What one person ticked and wants, for one map: kept in this browser, with undo.
 *
 * Ids are kept as they were ticked, also those that the map has lost: only the person drops them.
 */

const PREFIX = "waypath:knowledge:";
const LAST_MAP = "waypath:map";
const CLOSED_NOTE = "waypath:field-note-closed:";
const MOST_UNDOS = 200;

/** Read from the browser's storage; null where there is nothing or no storage. */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Write to the browser's storage and say whether it worked: it may be off or full. */
function write(key, value) {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export const lastMap = () => read(LAST_MAP);
export const rememberMap = (mapId) => write(LAST_MAP, mapId);
export const isNoteClosed = (mapId) => read(CLOSED_NOTE + mapId) !== null;
export const rememberNoteClosed = (mapId) => write(CLOSED_NOTE + mapId, "yes");

export class Knowledge {
  /**
   * @param {string} mapId
   * @param {string[]} presets What the map itself ticks. It counts on the very first visit only.
   */
  constructor(mapId, presets) {
    this.key = PREFIX + mapId;
    /** @type {Set<string>} */
    this.ticked = new Set(presets);
    /** @type {string[]} Ids of skills, topics and areas. */
    this.goals = [];
    /** Whether the browser keeps it beyond this page. */
    this.isKept = true;
    this.wasUnreadable = false;
    this.undos = [];
    if (read(this.key) === null) this.save();
    else this.reload();
  }

  /** Take over what is kept, say from another tab. Undo would mix up the two, so it starts anew. */
  reload() {
    const text = read(this.key);
    if (text === null) return;
    try {
      const { known, goals } = JSON.parse(text);
      const isText = (id) => typeof id === "string";
      this.ticked = new Set(known.filter(isText));
      this.goals = goals.filter(isText);
      this.undos = [];
    } catch {
      this.wasUnreadable = true;
    }
  }

  /**
   * Tick some ids and untick others, as one step for undo.
   *
   * @param {string} label What was done, for the one who undoes it.
   * @returns {boolean} Whether anything changed.
   */
  change(tick, untick, label) {
    const added = [...new Set(tick)].filter((id) => !this.ticked.has(id));
    const removed = [...new Set(untick)].filter((id) => this.ticked.has(id));
    if (!added.length && !removed.length) return false;
    this.#apply(added, removed);
    this.undos.push({ added, removed, label });
    if (this.undos.length > MOST_UNDOS) this.undos.shift();
    this.save();
    return true;
  }

  /** Take the last change back and return its label, or null if there is none. */
  undo() {
    const last = this.undos.pop();
    if (!last) return null;
    this.#apply(last.removed, last.added);
    this.save();
    return last.label;
  }

  /**
   * Keep what the service made of ids that the map has lost: some it finds by their names.
   *
   * @param {{state: string[], assumed: string[], unknown: {id: string}[]}} answer
   * @param {function(string): boolean} isSkill Whether the map has a skill with this id.
   */
  adopt(answer, isSkill) {
    const unknown = new Set(answer.unknown.map(({ id }) => id));
    const found = [...this.ticked].filter((id) => !isSkill(id) && !unknown.has(id));
    if (!found.length) return;
    const assumed = new Set(answer.assumed);
    this.#apply(answer.state.filter((id) => !assumed.has(id)), found);
    this.save();
  }

  get undoLabel() {
    return this.undos.at(-1)?.label ?? null;
  }

  setGoals(goals) {
    this.goals = [...new Set(goals)];
    this.save();
  }

  save() {
    const value = JSON.stringify({ known: [...this.ticked], goals: this.goals });
    this.isKept = write(this.key, value);
  }

  #apply(tick, untick) {
    for (const id of untick) this.ticked.delete(id);
    for (const id of tick) this.ticked.add(id);
  }
}
