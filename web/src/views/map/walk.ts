/** Moving the focus from tick to tick, through all that shows. */

type Step = "nextNode" | "previousNode" | "firstChild" | "lastChild";

// Ticks hold no other ticks, so the first and the last child of the map are those of all.
const STEPS: Readonly<Record<string, Step>> = {
  ArrowRight: "nextNode",
  ArrowDown: "nextNode",
  ArrowLeft: "previousNode",
  ArrowUp: "previousNode",
  Home: "firstChild",
  End: "lastChild",
};

/** The tick that a key leads to from another one; null if it leads nowhere. */
export function stopBeside(root: HTMLElement, from: Element, key: string): HTMLElement | null {
  const step = STEPS[key];
  if (!step) return null;
  const walker = walkerOf(root);
  if (step === "nextNode" || step === "previousNode") walker.currentNode = from;
  return walker[step]() as HTMLElement | null;
}

/** The tick that is nearest to something that shows no more: what follows, or else what is before. */
export function stopFor(root: HTMLElement, gone: Element): HTMLElement | null {
  for (const step of ["nextNode", "previousNode"] as const) {
    const walker = walkerOf(root);
    walker.currentNode = gone;
    let found = walker[step]() as HTMLElement | null;
    while (found?.closest("[hidden]")) found = walker[step]() as HTMLElement | null;
    if (found) return found;
  }
  return null;
}

/** A walk from tick to tick that leaves out what is hidden. */
function walkerOf(root: HTMLElement): TreeWalker {
  return document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (node) => {
    const element = node as HTMLElement;
    if (element.hidden) return NodeFilter.FILTER_REJECT;
    return element.matches(".tick, .all") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
}
