/** Nobody is chosen: what is said stays in this browser, or moves to the service. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { chooseLearner, isMissing } from "../../choosing";
import { tell, trying } from "../../notes";
import { ask } from "../../service";
import { t } from "../../text";
import { MapCounts } from "./counts";
import { focusSoon } from "./focus";
import { held, heldRecord } from "./held";

export function BrowserPanel(): JSX.Element {
  return (
    <section class="panel" aria-labelledby="whose-title">
      <h3 id="whose-title" tabIndex={-1}>
        {t("you.in_browser")}
      </h3>
      <p>{t("you.in_browser_why")}</p>
      <MapCounts all={held()} />
      <KeepOnService />
      <HaveRecord />
    </section>
  );
}

/** Moves what this browser holds to the service, once it was shown what that means. */
function KeepOnService(): JSX.Element {
  const isOpen = useSignal(false);
  const name = useSignal("");
  const id = useId();
  if (!isOpen.value) {
    return (
      <p class="act">
        <button
          type="button"
          id="keep-on-service"
          onClick={() => {
            isOpen.value = true;
            focusSoon(id);
          }}
        >
          {t("you.keep_on_service")}
        </button>
      </p>
    );
  }
  const close = (): void => {
    isOpen.value = false;
    focusSoon("keep-on-service");
  };
  return (
    <form
      class="apart-form"
      onSubmit={(event) => {
        event.preventDefault();
        void trying(making(name.value.trim()));
      }}
    >
      <h4>{t("you.keep_on_service")}</h4>
      <p>{t("you.keep_why")}</p>
      <p class="warning">{t("you.keep_open")}</p>
      <p>{t("you.keep_sent")}</p>
      <MapCounts all={held()} />
      <div class="text-field">
        <label for={id}>{t("you.name_optional")}</label>
        <input
          id={id}
          type="text"
          maxLength={200}
          autocomplete="nickname"
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
      </div>
      <p class="act">
        <button type="submit" class="strong">
          {t("you.keep_now")}
        </button>
        <button type="button" onClick={close}>
          {t("common.cancel")}
        </button>
      </p>
    </form>
  );
}

/** Return what makes a learner of what this browser holds; done again, it goes on where it was. */
function making(name: string): () => Promise<void> {
  const id = newId();
  let isMade = false;
  return async () => {
    if (!isMade) {
      const record = { ...(await heldRecord()), name };
      await ask(`v1/learners/${id}/record`, { body: record });
      isMade = true;
    }
    await chooseLearner(id);
    tell(t("you.kept_on_service"));
    focusSoon("whose-title");
  };
}

/** An id that nobody guesses: 128 random bits. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Takes up a record by the link or the id that somebody has. */
function HaveRecord(): JSX.Element {
  const typed = useSignal("");
  const problem = useSignal("");
  const id = useId();
  const choose = async (): Promise<void> => {
    const learner = idIn(typed.value);
    try {
      if (learner) await chooseLearner(learner);
      problem.value = learner
        ? ""
        : t("you.no_id", { address: location.origin + location.pathname });
    } catch (error) {
      if (!isMissing(error)) throw error;
      problem.value = t("you.no_such_record");
    }
    if (problem.value) document.getElementById(id)?.focus();
    else focusSoon("whose-title");
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void trying(choose);
      }}
    >
      <div class="text-field">
        <label for={id}>{t("you.have_record")}</label>
        <span class="beside">
          <input
            id={id}
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={2000}
            aria-invalid={problem.value !== ""}
            aria-describedby={`${id}-problem`}
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
          <button type="submit" class="quiet">
            {t("you.use_it")}
          </button>
        </span>
        <span id={`${id}-problem`} class="problem" role="alert">
          {problem.value}
        </span>
      </div>
    </form>
  );
}

/** The learner's id in a personal link, or what was typed if it can be one; else nothing. */
function idIn(typed: string): string {
  const text = typed.trim();
  const linked = /[?&]learner=([^&#\s]*)/.exec(text)?.[1];
  return /^[A-Za-z0-9][A-Za-z0-9._~-]{0,79}$/.exec(linked ?? text)?.[0] ?? "";
}
