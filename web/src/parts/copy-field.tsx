/** A text to be taken away, with a button that copies it. */

import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { tell } from "../notes";
import { t } from "../text";

/** @param told What is told once it is copied. */
export function CopyField(props: {
  label: string;
  text: string;
  button: string;
  told: string;
}): JSX.Element {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const copy = async (): Promise<void> => {
    input.current?.select();
    tell((await isCopied(props.text)) ? props.told : t("common.copy_by_hand"));
  };
  return (
    <div class="copy-field">
      <label for={id}>{props.label}</label>
      <input
        ref={input}
        id={id}
        type="text"
        readOnly
        value={props.text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" onClick={() => void copy()}>
        {props.button}
      </button>
    </div>
  );
}

/** Copy a text, which is selected in a field, and say whether that worked. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without HTTPS there is no clipboard to write to: the old way copies what is selected.
    return document.execCommand("copy");
  }
}
