/** A learner is chosen: what the service keeps about them, and how to come back, leave or delete it. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { setHoursPerWeek } from "../../actions";
import type { LearnerKeeper } from "../../learner";
import { tell, trying } from "../../notes";
import { Confirm } from "../../parts/confirm";
import { CopyField } from "../../parts/copy-field";
import { Name } from "../../parts/name";
import { map, said } from "../../state";
import { hours, t } from "../../text";
import { leaveLearner } from "../../whose";
import { Counts } from "./counts";
import { focusSoon } from "./focus";
import { held } from "./held";
import { exportRecord } from "./record-panel";

const MOST_NOTES = 20;
const MOST_HOURS = 168;

export function LearnerPanel({ keeper }: { keeper: LearnerKeeper }): JSX.Element {
  const profile = keeper.profile.value;
  // How many marks there are in all is told by the profile alone.
  useEffect(() => {
    void trying(() => keeper.refresh());
  }, [keeper]);
  const link = `${location.origin}${location.pathname}?learner=${keeper.learner}`;
  return (
    <section class="panel" aria-labelledby="whose-title">
      <h3 id="whose-title" tabIndex={-1}>
        {profile?.name ? <Name text={profile.name} /> : t("you.on_service")}
      </h3>
      <p>{t("you.on_service_why")}</p>
      {keeper.waiting.value > 0 && (
        <p class="warning" role="status">
          {t("you.waiting", { count: keeper.waiting.value })}{" "}
          <button
            type="button"
            class="link"
            onClick={() => void trying(() => keeper.send(), "saving")}
          >
            {t("you.send_now")}
          </button>
        </p>
      )}
      {map.value && (
        <p>
          <strong>
            <Name text={map.value.title} />
          </strong>{" "}
          <Counts said={said.value} />
          <br />
          <span class="note">{t("you.marks", { count: profile?.mark_count ?? 0 })}</span>
        </p>
      )}
      <CopyField
        label={t("you.personal_link")}
        text={link}
        button={t("you.copy_link")}
        told={t("you.link_copied")}
      />
      <p class="warning">{t("you.keep_open")}</p>
      <NameField keeper={keeper} />
      {map.value && <HoursField />}
      <Became keeper={keeper} />
      {held().size > 0 && <p class="note">{t("you.browser_has_own")}</p>}
      <Ends keeper={keeper} />
    </section>
  );
}

function NameField({ keeper }: { keeper: LearnerKeeper }): JSX.Element {
  const id = useId();
  const name = keeper.profile.value?.name ?? "";
  const typed = useSignal<string | null>(null);
  const save = async (): Promise<void> => {
    await keeper.change({ name: (typed.value ?? name).trim() });
    typed.value = null;
    tell(t("you.renamed"));
  };
  return (
    <form
      class="text-field"
      onSubmit={(event) => {
        event.preventDefault();
        void trying(save, "saving");
      }}
    >
      <label for={id}>{t("you.name")}</label>
      <span class="beside">
        <input
          id={id}
          type="text"
          maxLength={200}
          autocomplete="nickname"
          value={typed.value ?? name}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="quiet">
          {t("you.save")}
        </button>
      </span>
    </form>
  );
}

function HoursField(): JSX.Element {
  const id = useId();
  const typed = useSignal<string | null>(null);
  const problem = useSignal("");
  return (
    <div class="text-field">
      <label for={id}>{t("you.hours")}</label>
      <input
        id={id}
        type="number"
        min="0"
        max={MOST_HOURS}
        step="any"
        inputMode="decimal"
        aria-invalid={problem.value !== ""}
        aria-describedby={`${id}-problem`}
        value={typed.value ?? said.value.hoursPerWeek ?? ""}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
        onChange={({ currentTarget: { value, validity } }) => {
          const isWrong = value !== "" && !(Number(value) >= 0.01 && Number(value) <= MOST_HOURS);
          problem.value =
            isWrong || validity.badInput ? t("you.hours_wrong", { most: hours(MOST_HOURS) }) : "";
          if (problem.value) return;
          typed.value = null;
          setHoursPerWeek(value === "" ? null : Number(value));
        }}
      />
      <span id={`${id}-problem`} class="problem" role="alert">
        {problem.value}
      </span>
    </div>
  );
}

/** What became of marks and goals that the map has no more as they were made. */
function Became({ keeper }: { keeper: LearnerKeeper }): JSX.Element | null {
  const notes = keeper.notes.value;
  if (!notes.length) return null;
  return (
    <details>
      <summary>{t("you.became", { count: notes.length })}</summary>
      <ul class="became" lang="en">
        {notes.slice(0, MOST_NOTES).map(({ id, text }) => (
          <li key={id}>
            <Name text={text} />
          </li>
        ))}
      </ul>
      {notes.length > MOST_NOTES && (
        <p>{t("notices.and_more", { count: notes.length - MOST_NOTES })}</p>
      )}
    </details>
  );
}

function Ends({ keeper }: { keeper: LearnerKeeper }): JSX.Element {
  const isAsking = useSignal(false);
  const left = (told: string): void => {
    tell(told);
    focusSoon("whose-title");
  };
  const leave = async (): Promise<void> => {
    await leaveLearner();
    left(t("you.left"));
  };
  const remove = async (): Promise<void> => {
    await keeper.remove();
    await leaveLearner();
    left(t("you.deleted"));
  };
  return (
    <>
      <p class="act">
        <button type="button" onClick={() => void trying(leave)}>
          {t("you.leave")}
        </button>
        <button
          type="button"
          onClick={() => {
            isAsking.value = true;
          }}
        >
          {t("you.delete")}
        </button>
      </p>
      {isAsking.value && (
        <Confirm
          title={t("you.delete_title")}
          act={t("you.delete_now")}
          onAct={() => void trying(remove)}
          onClose={() => {
            isAsking.value = false;
          }}
        >
          <p>{t("you.delete_what")}</p>
          <p>
            <button type="button" class="quiet" onClick={() => void trying(exportRecord)}>
              {t("you.export")}
            </button>
          </p>
        </Confirm>
      )}
    </>
  );
}
