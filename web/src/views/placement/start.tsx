/** Before the questions: what a placement is, and going on with one that was begun. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { PlacementAnswer } from "../../answers";
import { Confirm } from "../../parts/confirm";
import { goals, map, said } from "../../state";
import { listed, quoted, t } from "../../text";
import { mostQuestions } from "../next/standing";
import { answered, end, isGone, isWaiting, stage, start } from "./session";

const namesOf = (ids: readonly string[]): string =>
  listed(ids.map((id) => quoted(map.value?.label(id) ?? id)));

export function StartCard(): JSX.Element {
  const isAboutAll = useSignal(false);
  const wanted = isAboutAll.value ? [] : goals.value;
  const ticked = [...said.value.known].filter((id) => map.value?.isSkill(id)).length;
  return (
    <section class="panel" aria-busy={isWaiting.value}>
      <p role="status">{isGone.value && t("placement.gone")}</p>
      <p>{t("placement.what")}</p>
      <p>{t("placement.how_long", { count: mostQuestions(skillsIn(wanted)) })}</p>
      <p>
        {t("placement.nothing_kept")}{" "}
        {ticked > 0 && t("placement.ticked_counts", { count: ticked })}
      </p>
      {goals.value.length > 0 && (
        <fieldset>
          <legend>{t("placement.scope")}</legend>
          <Scope
            isChosen={!isAboutAll.value}
            text={t("placement.scope_goals", { names: namesOf(goals.value) })}
            onChoose={() => {
              isAboutAll.value = false;
            }}
          />
          <Scope
            isChosen={isAboutAll.value}
            text={t("placement.scope_map")}
            onChoose={() => {
              isAboutAll.value = true;
            }}
          />
        </fieldset>
      )}
      <p class="act">
        <button type="button" class="strong start" onClick={() => start(wanted)}>
          {t("placement.start")}
        </button>
      </p>
    </section>
  );
}

/** How many skills a placement is about. */
function skillsIn(wanted: readonly string[]): number {
  const of = map.value;
  if (!of) return 0;
  if (!wanted.length) return of.skills.length;
  return of.leadingTo(wanted.flatMap((id) => of.skillsUnder(id))).size;
}

function Scope(props: { isChosen: boolean; text: string; onChoose: () => void }): JSX.Element {
  return (
    <label>
      <input type="radio" name="scope" checked={props.isChosen} onChange={props.onChoose} />
      <span>{props.text}</span>
    </label>
  );
}

/** A placement that was begun earlier, and left. */
export function BegunCard({ placement }: { placement: PlacementAnswer }): JSX.Element {
  const isAsking = useSignal(false);
  const isDone = placement.question === null;
  const count = answered.value;
  return (
    <section class="panel">
      <h3>{t("placement.begun_title")}</h3>
      <p>
        {isDone ? t("placement.begun_done") : t("placement.begun", { count })}{" "}
        {placement.goals.length > 0 &&
          t("placement.begun_about", { names: namesOf(placement.goals) })}
      </p>
      <p class="act">
        {!isDone && (
          <button
            type="button"
            class="strong"
            onClick={() => {
              stage.value = "asking";
            }}
          >
            {t("placement.go_on")}
          </button>
        )}
        <button
          type="button"
          class={isDone ? "strong" : ""}
          onClick={() => {
            stage.value = "result";
          }}
        >
          {t(isDone ? "placement.see_result" : "placement.see_so_far")}
        </button>
        <button
          type="button"
          onClick={() => {
            isAsking.value = true;
          }}
        >
          {t("placement.anew")}
        </button>
      </p>
      {isAsking.value && (
        <Confirm
          title={t("placement.anew_title")}
          act={t("placement.anew")}
          onAct={() => end("start")}
          onClose={() => {
            isAsking.value = false;
          }}
        >
          <p>{t("placement.anew_text", { count })}</p>
        </Confirm>
      )}
    </section>
  );
}
