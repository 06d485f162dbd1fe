/** Long lists, shown in parts, and lines of the text as links into it. */

import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../text";
import { showLine } from "./field";

const STEP = 30;

export function Capped<Item>(props: {
  items: readonly Item[];
  row: (item: Item) => ComponentChildren;
  class?: string;
}): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const shown = useSignal(STEP);
  const focusAt = useSignal(-1);
  const rest = props.items.length - shown.value;
  useEffect(() => {
    const row = list.current?.children[focusAt.value];
    if (row instanceof HTMLElement) row.focus();
  }, [focusAt.value]);
  const showMore = (): void => {
    focusAt.value = shown.value;
    shown.value += STEP;
  };
  return (
    <>
      <ul ref={list} role="list" class={props.class}>
        {props.items.slice(0, shown.value).map((item, index) => (
          <li key={index} tabIndex={index === focusAt.value ? -1 : undefined}>
            {props.row(item)}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="more" onClick={showMore}>
          {t("maps.show_more", { count: Math.min(rest, STEP) })}
        </button>
      )}
    </>
  );
}

/** Something that can be folded, with how much is in it. Its content is made when it is opened. */
export function Fold(props: {
  title: ComponentChildren;
  count?: number;
  isOpen?: boolean;
  onOpen?: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const isOpen = useSignal(props.isOpen ?? false);
  return (
    <details
      class="foldable"
      open={isOpen.value}
      onToggle={(event) => {
        if (isOpen.value === event.currentTarget.open) return;
        isOpen.value = event.currentTarget.open;
        if (isOpen.value) props.onOpen?.();
      }}
    >
      <summary>
        {props.title}
        {props.count !== undefined && <span class="count"> {t("maps.n", { n: props.count })}</span>}
      </summary>
      {isOpen.value && props.children}
    </details>
  );
}

export function LineLinks({ lines }: { lines: readonly number[] }): JSX.Element {
  return (
    <span class="lines">
      {lines.map((line) => (
        <button key={line} type="button" class="link" onClick={() => showLine(line)}>
          {t("maps.line", { line })}
        </button>
      ))}
    </span>
  );
}
