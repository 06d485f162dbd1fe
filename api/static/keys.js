/** Keys that work anywhere on the page. */

import { byId } from "./dom.js";

/** @param {{undo: function, close: function, search: function}} actions */
export function listenForKeys({ undo, close, search }) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches?.("input[type=search], input[type=text], select, textarea");
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z") {
      if (isTyping) return;
      event.preventDefault();
      undo();
    } else if (event.key === "/" && !isTyping && !isCommand && !event.altKey) {
      event.preventDefault();
      byId("search").focus();
      byId("search").select();
    } else if (event.key === "Escape" && event.target.id === "search" && event.target.value) {
      event.preventDefault();
      event.target.value = "";
      search();
    } else if (event.key === "Escape") {
      close();
    }
  });
}
