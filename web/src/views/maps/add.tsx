/** The form to add a map, or a new version of one: a text, a file, or an example to begin with. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { trying } from "../../notes";
import { ask, mapPath } from "../../service";
import { maps } from "../../state";
import { quoted, t } from "../../text";
import { FIELD, marked } from "./field";
import { HowTo } from "./how-to";
import { cancel, look, refusal, replace, take, working } from "./importing";
import { RefusalNote } from "./refusal";
import { NOTHING, source, target } from "./source";

export function AddMap(): JSX.Element {
  const { text } = source.value;
  const isBusy = working.value !== null;
  return (
    <section class="panel add" aria-labelledby="add-title">
      <h3 id="add-title">{t("maps.add")}</h3>
      <p class="note">{t("maps.add_note")}</p>
      <Chooser />
      <Target />
      <label for={FIELD}>{t("maps.text")}</label>
      <textarea
        id={FIELD}
        class="source"
        rows={16}
        wrap="off"
        spellcheck={false}
        autocapitalize="off"
        placeholder={t("maps.text_placeholder")}
        value={text}
        readOnly={working.value === "save"}
        aria-invalid={refusal.value !== null}
        aria-describedby={refusal.value ? "refusal" : undefined}
        data-marked={marked.value === null ? undefined : ""}
        style={{ "--marked": marked.value ?? 0 }}
        onInput={(event) => {
          source.value = { ...source.value, text: event.currentTarget.value, bytes: null };
          marked.value = null;
        }}
      />
      <RefusalNote />
      <div class="act">
        <button
          id="look"
          type="button"
          class="strong"
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) void look();
          }}
        >
          {t("maps.look")}
        </button>
        {text === "" && <Beginning />}
        {text !== "" && (
          <button
            type="button"
            onClick={() => {
              replace(NOTHING, t("maps.cleared"));
              document.getElementById(FIELD)?.focus();
            }}
          >
            {t("maps.clear")}
          </button>
        )}
      </div>
      <Progress />
      <HowTo />
    </section>
  );
}

/** A text to begin with: the map as it is, or an example. */
function Beginning(): JSX.Element {
  const id = target.value;
  const begin = (text: string, label: string): void => {
    replace({ ...NOTHING, text }, label);
    document.getElementById(FIELD)?.focus();
  };
  if (id === null) {
    return (
      <button type="button" onClick={() => begin(t("maps.example"), t("maps.took_example"))}>
        {t("maps.use_example")}
      </button>
    );
  }
  const beginWithMap = async (): Promise<void> => {
    const { body } = await ask<string>(mapPath(id), { accept: "text/markdown" });
    begin(body, t("maps.took_map"));
  };
  return (
    <button type="button" onClick={() => void trying(beginWithMap)}>
      {t("maps.use_map")}
    </button>
  );
}

/** Where files are dropped. They can be dropped beside it, too; see the view. */
function Chooser(): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="drop">
      <p>{t("maps.drop")}</p>
      <input
        ref={input}
        id="file"
        type="file"
        accept=".md,.markdown,.txt"
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // So that the same file can be chosen once more.
          event.currentTarget.value = "";
          void take(files);
        }}
      />
      <button id="choose-file" type="button" class="quiet" onClick={() => input.current?.click()}>
        {t("maps.choose_file")}
      </button>
    </div>
  );
}

/** As what the text is imported. */
function Target(): JSX.Element | null {
  const found = maps.value;
  if (!found?.length) return null;
  return (
    <div class="target">
      <label for="target">{t("maps.as")}</label>
      <select
        id="target"
        value={target.value ?? ""}
        onChange={(event) => {
          target.value = event.currentTarget.value || null;
          refusal.value = null;
        }}
      >
        <option value="">{t("maps.as_new")}</option>
        {found.map(({ id, title }) => (
          <option key={id} value={id}>
            {t("maps.as_version", { name: quoted(title) })}
          </option>
        ))}
      </select>
    </div>
  );
}

function Progress(): JSX.Element {
  const what = working.value;
  return (
    <div class="working">
      <p role="status">{what && t(what === "save" ? "maps.saving" : "maps.looking")}</p>
      {what && <progress aria-label={t(what === "save" ? "maps.saving" : "maps.looking")} />}
      {what === "preview" && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            cancel();
            document.getElementById("look")?.focus();
          }}
        >
          {t("common.cancel")}
        </button>
      )}
    </div>
  );
}
