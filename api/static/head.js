/** The head of the page: which map, how much of it is known, undo; and what stands there without. */

import { byId, counted, make } from "./dom.js";

/**
 * Offer the maps to choose from.
 *
 * @param {{id: string, title: string}[]} maps One or more.
 * @param {(string|null)[]} wishes Ids, the dearest first; the first that there is gets chosen.
 * @returns {string} The id that is chosen.
 */
export function offerMaps(maps, wishes) {
  const ids = maps.map((map) => map.id);
  const chooser = byId("maps");
  chooser.replaceChildren(...maps.map(({ id, title }) => make("option", { value: id }, title)));
  chooser.value = wishes.find((id) => ids.includes(id)) ?? ids[0];
  chooser.hidden = ids.length < 2;
  // The chooser says the title already, but the page keeps its heading.
  byId("title").classList.toggle("spoken", ids.length > 1);
  return chooser.value;
}

/** Show either the page or, where the store has no map, how to import one. */
export function showWhetherEmpty(isEmpty) {
  byId("empty").hidden = !isEmpty;
  byId("page").hidden = isEmpty;
  if (!isEmpty) return;
  byId("title").textContent = "No skill map";
  byId("progress-text").textContent = "";
  byId("import-example").textContent = `curl -H "Content-Type: text/markdown" \\
  --data-binary @my-map.md ${new URL("v1/maps", location.href)}`;
}

export function showTitle(title) {
  byId("title").textContent = title;
  document.title = `${title} – Waypath`;
}

/** Show how far the person is, and whether there is something to take back or to clear. */
export function showProgress(map, knowledge, states) {
  const known = states.state.size;
  byId("progress").max = map.skills.length;
  byId("progress").value = known;
  byId("progress-text").textContent = `${known} of ${counted(map.skills.length, "skill")} known`;
  byId("undo").disabled = knowledge.undoLabel === null;
  byId("undo").title = knowledge.undoLabel === null ? "" : `Undo: ${knowledge.undoLabel}`;
  byId("clear").disabled = !map.skills.some(({ id }) => knowledge.ticked.has(id));
}
