/** A question before something that cannot be undone. */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../text";
import "./confirm.css";

/** @param act What the button that does it says. */
export function Confirm(props: {
  title: string;
  act: string;
  onAct: () => void;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // Closing it gives the focus back to where it was.
  const close = (): void => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="confirm"
      aria-labelledby={id}
      onClose={props.onClose}
      // Escape is for the dialog alone, and so is Undo.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={id}>{props.title}</h2>
      {props.children}
      <p class="act">
        <button type="button" autofocus onClick={close}>
          {t("common.cancel")}
        </button>
        <button
          type="button"
          class="strong"
          onClick={() => {
            close();
            props.onAct();
          }}
        >
          {props.act}
        </button>
      </p>
    </dialog>
  );
}
