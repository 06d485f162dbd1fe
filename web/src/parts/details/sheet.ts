/** Where the focus is while details are open, and what rests while they lie over the view. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { chosen } from "../../state";

const NARROW = "(max-width: 63.99rem)";
/** All but the note about what was just done, whose Undo stays at hand. */
const BEHIND = ".skip, .top, .field-note, .notices, #view, .side > :not(#details, .scrim), .foot";

/** What had the focus before the details were opened; going on from one skill to another keeps it. */
let opener: Element | null = null;

/** Take the focus while the details are shown, and give it back once they are closed. */
export function useSheet(): { heading: RefObject<HTMLHeadingElement | null>; isSheet: boolean } {
  const heading = useRef<HTMLHeadingElement>(null);
  const isSheet = useIsNarrow();
  useLayoutEffect(() => {
    if (!isSheet) return;
    const behind = document.querySelectorAll(BEHIND);
    for (const element of behind) element.toggleAttribute("inert", true);
    return () => {
      for (const element of behind) element.toggleAttribute("inert", false);
    };
  }, [isSheet]);
  useLayoutEffect(() => {
    opener ??= document.activeElement;
    heading.current?.closest(".side")?.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (chosen.value === null) giveBack();
    };
  }, []);
  return { heading, isSheet };
}

/** The focus may have gone elsewhere meanwhile: there it stays. */
function giveBack(): void {
  const before = opener;
  opener = null;
  if (!document.getElementById("details")?.contains(document.activeElement)) return;
  const isThere = before?.isConnected && before !== document.body;
  const to = isThere ? before : document.getElementById("view");
  (to as HTMLElement | null)?.focus({ preventScroll: true });
}

function useIsNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const media = matchMedia(NARROW);
    const look = (): void => setNarrow(media.matches);
    look();
    media.addEventListener("change", look);
    return () => media.removeEventListener("change", look);
  }, []);
  return isNarrow;
}
