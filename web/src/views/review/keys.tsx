/** Deciding by single keys. They can be switched off, for people whose tools type letters. */

import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { keep, kept } from "../../kept";
import { t } from "../../text";

const SWITCH = "waypath:review-keys";
const areOn = signal(kept(SWITCH) !== "off");

/** What keys do, by the name of the key as an event bears it. */
export type Keys = Readonly<Record<string, () => void>>;

const TYPED_IN = "input:not([type=checkbox], [type=radio]), select, textarea";

/** Listen for keys as long as the caller is shown, but not while somebody types. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as Element;
      // A key that is held down must not decide about questions that nobody has seen.
      const isHeld = event.repeat || event.ctrlKey || event.metaKey || event.altKey;
      const isElsewhere = target !== document.body && !target.closest("#view");
      if (!areOn.value || isHeld || isElsewhere || target.matches(TYPED_IN)) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = keys[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

/** The keys as people read them, with what they do. */
export function KeyLegend(props: { keys: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <div class="keys">
      <ul role="list" aria-label={t("review.keys")} class={areOn.value ? "" : "off"}>
        {props.keys.map(([key, text]) => (
          <li key={key}>
            <kbd>{key}</kbd> {text}
          </li>
        ))}
      </ul>
      <label>
        <input
          type="checkbox"
          checked={areOn.value}
          onChange={(event) => {
            areOn.value = event.currentTarget.checked;
            keep(SWITCH, areOn.value ? null : "off");
          }}
        />{" "}
        {t("review.keys_on")}
      </label>
    </div>
  );
}
