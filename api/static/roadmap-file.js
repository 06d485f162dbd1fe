/** The roadmap as a Markdown checklist: to keep, to print, to paste, to import again. */

import { make } from "./dom.js";

/** Let the browser save a text. */
export function saveText(text, fileName) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = make("a", { href: address, download: fileName, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** "Backend Skills" -> "roadmap-backend-skills.md". */
export function fileNameOf(title) {
  const slug = title.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  const short = [...slug].slice(0, 60).join("").replace(/^-+|-+$/g, "");
  return `roadmap-${short || "map"}.md`;
}
