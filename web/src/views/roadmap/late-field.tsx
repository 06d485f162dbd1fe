/** A field that is heard once the person pauses: nobody wants a plan for every digit. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

const PAUSE_MS = 600;

/**
 * @param value What the field shows; when it changes from elsewhere, the field follows.
 * @param onSay Takes what was typed; returns what is wrong with it, or nothing.
 * @param hint What stands below as long as nothing is wrong.
 */
export function LateField(props: {
  label: string;
  type: "number" | "date";
  value: string;
  onSay: (input: HTMLInputElement) => string;
  hint?: string;
  min?: string;
  max?: string;
}): JSX.Element {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  const wrong = useSignal("");
  const { value } = props;

  const say = (): void => {
    clearTimeout(timer.current);
    timer.current = 0;
    if (input.current) wrong.value = props.onSay(input.current);
  };
  // The field keeps what is typed by itself: writing into it meanwhile would move the cursor.
  useEffect(() => {
    const field = input.current;
    if (!field || timer.current) return;
    if (field.value !== value) field.value = value;
    wrong.value = "";
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const told = wrong.value || props.hint;
  return (
    <div class="tool time">
      <label for={id}>{props.label}</label>
      <div class="field">
        <input
          ref={input}
          id={id}
          type={props.type}
          inputmode={props.type === "number" ? "decimal" : undefined}
          step={props.type === "number" ? "any" : undefined}
          min={props.min}
          max={props.max}
          defaultValue={value}
          aria-invalid={wrong.value ? "true" : undefined}
          aria-describedby={told ? `${id}-told` : undefined}
          onInput={() => {
            clearTimeout(timer.current);
            timer.current = setTimeout(say, PAUSE_MS);
          }}
          onBlur={() => {
            if (timer.current) say();
          }}
          onKeyDown={(event) => {
            // What follows from it stands there before Tab goes on to it.
            if (event.key === "Enter" || (event.key === "Tab" && timer.current)) say();
          }}
        />
      </div>
      <p id={`${id}-told`} class={wrong.value ? "wrong" : "note"} role="status">
        {told}
      </p>
    </div>
  );
}
