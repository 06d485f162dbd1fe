/** The heading with which every view begins. Going to a view puts the focus there. */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

let isFirst = true;

/** @param isSpoken Whether it is for screen readers only. */
export function ViewTitle(props: { children: ComponentChildren; isSpoken?: boolean }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The first view is where the page begins, so the focus stays at the top.
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  return (
    <h2
      ref={heading}
      id="view-title"
      class={props.isSpoken ? "spoken" : "view-title"}
      tabIndex={-1}
    >
      {props.children}
    </h2>
  );
}
