/** Giving the text a title. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../../text";
import { LONGEST_TITLE, look } from "./importing";
import { retitled } from "./retitle";
import { source } from "./source";

export function Retitle({ label }: { label: string }): JSX.Element {
  const id = useId();
  const title = useSignal("");
  return (
    <form
      class="retitle"
      onSubmit={(event) => {
        event.preventDefault();
        const { text, fileName } = source.value;
        source.value = { text: retitled(text, title.value.trim()), bytes: null, fileName };
        void look();
      }}
    >
      <label for={id}>{label}</label>
      <div class="act">
        <input
          id={id}
          type="text"
          required
          pattern=".*\S.*"
          maxLength={LONGEST_TITLE}
          autocomplete="off"
          value={title.value}
          onInput={(event) => {
            title.value = event.currentTarget.value;
          }}
        />
        <button type="submit">{t("maps.use_title")}</button>
      </div>
    </form>
  );
}
