/** A button that asks for a file. */

import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";

export function FileButton(props: {
  accept: string;
  onChoose: (file: File) => void;
  children: ComponentChildren;
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        {props.children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file can be chosen again after it was edited.
          currentTarget.value = "";
          if (file) props.onChoose(file);
        }}
      />
    </>
  );
}
