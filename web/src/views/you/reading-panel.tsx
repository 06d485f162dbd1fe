/** "I know …": a list, a CV or any text that says what somebody can do, or a list with ticks. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { ReadingAnswer } from "../../answers";
import { trying } from "../../notes";
import { ask, mapPath, ServiceError } from "../../service";
import { map } from "../../state";
import { number, t } from "../../text";
import { FileButton } from "./file-button";
import { focusSoon } from "./focus";
import { Report } from "./report";

/** The service reads no longer texts. */
const MOST_CHARACTERS = 200_000;
const BOX = /^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]/m;

export function ReadingPanel(): JSX.Element {
  const id = useId();
  const typed = useSignal("");
  const answer = useSignal<ReadingAnswer | null>(null);
  const problem = useSignal("");
  const isBusy = useSignal(false);
  const isChecklist = BOX.test(typed.value);

  const refuse = (text: string): void => {
    problem.value = text;
    document.getElementById(id)?.focus();
  };
  const read = async (): Promise<void> => {
    const of = map.value;
    if (!of || isBusy.value) return;
    answer.value = null;
    problem.value = "";
    if (!typed.value.trim()) return refuse(t("you.read_nothing"));
    isBusy.value = true;
    try {
      const body = isChecklist ? { checklist: typed.value } : { text: typed.value };
      answer.value = (await ask<ReadingAnswer>(mapPath(of.id, "understand"), { body })).body;
      focusSoon("report-title");
    } catch (error) {
      // A list that has no bullet with a name, say. What is wrong with it the service says.
      if (!(error instanceof ServiceError && error.code.startsWith("map_"))) throw error;
      refuse(error.message);
    } finally {
      isBusy.value = false;
    }
  };
  const take = async (file: File): Promise<void> => {
    const text = await file.text();
    if (text.length > MOST_CHARACTERS || text.includes("\0")) {
      refuse(t("you.read_file_wrong", { most: number(MOST_CHARACTERS) }));
      return;
    }
    typed.value = text;
    void trying(read);
  };
  return (
    <section class="panel" aria-labelledby="reading-title">
      <h3 id="reading-title" tabIndex={-1}>
        {t("you.read")}
      </h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void trying(read);
        }}
      >
        <div class="text-field">
          <label for={id}>{t("you.read_label")}</label>
          <textarea
            id={id}
            rows={6}
            maxLength={MOST_CHARACTERS}
            aria-describedby={`${id}-hint ${id}-problem`}
            aria-invalid={problem.value !== ""}
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
          <span id={`${id}-hint`} class="note">
            {isChecklist ? t("you.read_checklist") : t("you.read_hint")}
          </span>
          <span id={`${id}-problem`} class="problem" role="alert">
            <bdi>{problem.value}</bdi>
          </span>
        </div>
        <p class="act">
          <button type="submit" class="strong" disabled={isBusy.value}>
            {t("you.read_it")}
          </button>
          <FileButton accept=".md,.markdown,.txt,text/*" onChoose={(file) => void take(file)}>
            {t("you.read_file")}
          </FileButton>
        </p>
      </form>
      {answer.value && (
        <Report
          key={answer.value}
          answer={answer.value}
          onClose={() => {
            answer.value = null;
            focusSoon("reading-title");
          }}
        />
      )}
    </section>
  );
}
