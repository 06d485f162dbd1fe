/**
 * Elements made from data. Every text goes through text nodes, so a name that looks like HTML stays
 * a name.
 */

/**
 * Make an element.
 *
 * @param {string} tag
 * @param {Object<string, string|number|boolean|null|undefined>} attributes `true` sets an attribute
 *   without a value; `false`, null and undefined leave it out.
 * @param {...(Node|string|null)} children Strings become text.
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that never submits anything. */
export function button(text, attributes = {}) {
  return make("button", { type: "button", ...attributes }, text);
}

/** A name from a map: of any length, script and direction. */
export function nameOf(text, attributes = {}) {
  return make("bdi", attributes, text);
}

/** Text for screen readers only. */
export function spoken(text) {
  return make("span", { class: "spoken" }, text);
}

/** @returns {HTMLElement} The element of the page with this id. */
export function byId(id) {
  return document.getElementById(id);
}

const LONGEST_QUOTE = 60;

/** A name inside a sentence that is plain text: shortened, quoted, its direction kept to itself. */
export function quoted(name) {
  const letters = [...name];
  const short =
    letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE - 1).join("")}…` : name;
  return `“\u2068${short}\u2069”`;
}

/** "1 skill", "5 skills". */
export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Hours as people say them: "4 h", "1.5 h". */
export function hours(value) {
  return `${Number(value.toFixed(1)).toLocaleString("en")} h`;
}

/** "a", "a and b", "a, b and 3 more". */
export function listed(names, most = 3) {
  const shown = names.slice(0, most);
  if (names.length > most) return `${shown.join(", ")} and ${names.length - most} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown.join("");
}

/** Put the focus on something that usually has none, such as a heading, for screen readers. */
export function focusOn(element) {
  if (!element.matches("a, button, input, select")) element.tabIndex = -1;
  element.focus();
}
