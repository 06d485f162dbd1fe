/** Which view is looked at, and of what: kept in the address, so that links and Back work. */

import { signal } from "@preact/signals";

/** The views, in the order of the navigation: on a phone it shows the first four. */
export const VIEWS = ["map", "next", "roadmap", "review", "placement", "maps", "you"] as const;
/** `graph` has no place in the navigation: it is opened from a skill. */
export type View = (typeof VIEWS)[number] | "graph";

export interface Route {
  readonly view: View;
  /** What follows `?` in the fragment. */
  readonly params: URLSearchParams;
}

export const route = signal<Route>(here());

function here(): Route {
  const [name = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const view = name === "graph" ? name : (VIEWS.find((known) => known === name) ?? "map");
  return { view, params: new URLSearchParams(query) };
}

/** Marks the steps of the browser's history that have been looked at. */
const SEEN = "seen";
history.replaceState(SEEN, "");

window.addEventListener("hashchange", () => {
  const next = here();
  // A view begins at its top; where somebody goes back, the browser sees to the place.
  if (next.view !== route.value.view && history.state !== SEEN) scrollTo(0, 0);
  history.replaceState(SEEN, "");
  route.value = next;
});

// A link to where one is already is no step: it would be one that nobody has looked at.
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // it opens elsewhere
  const { view, params } = route.value;
  const link = (event.target as Element).closest("a")?.getAttribute("href");
  if (link === linkTo(view, Object.fromEntries(params))) event.preventDefault();
});

/** The address of a view, to be used in links. */
export function linkTo(view: View, params: Record<string, string> = {}): string {
  const query = new URLSearchParams(params).toString();
  return `#/${view}${query && `?${query}`}`;
}

/** Go to a view. */
export function go(view: View, params: Record<string, string> = {}): void {
  location.hash = linkTo(view, params);
}

/** Change what follows `?`, without a step for Back. */
export function setParams(params: Record<string, string>): void {
  history.replaceState(history.state, "", linkTo(route.value.view, params));
  route.value = here();
}
