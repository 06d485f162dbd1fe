/** A panel beside the roadmap. Where there is no room beside it, it stands before it, closed. */

import type { ComponentChildren, JSX, Ref } from "preact";
import { useState } from "preact/hooks";

/** From this width on the styles put panels beside the roadmap. */
const WIDE = "(min-width: 75rem)";

export function Panel(props: {
  name: string;
  title: string;
  summary?: Ref<HTMLElement> | undefined;
  children: ComponentChildren;
}): JSX.Element {
  const [isOpen] = useState(() => matchMedia(WIDE).matches);
  return (
    <details class={`panel ${props.name}`} open={isOpen}>
      <summary ref={props.summary ?? null}>
        <h3>{props.title}</h3>
      </summary>
      {props.children}
    </details>
  );
}
