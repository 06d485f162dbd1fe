/** Goals, the way to them, when it ends, what goals cost, and the way to take along. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { GoalChips, GoalPicker } from "../../parts/goals";
import { Name } from "../../parts/name";
import { ViewTitle } from "../../parts/title";
import { goals, map } from "../../state";
import { t } from "../../text";
import { Exports } from "./exports";
import { usePlanning } from "./plan";
import { Steps } from "./steps";
import { isDone, Summary, TitleOf } from "./summary";
import { TimeFields } from "./time-fields";
import { WhatIf } from "./what-if";
import "./roadmap.css";
import "./steps.css";
import "./paper.css";

export default function RoadmapView(): JSX.Element {
  const { plan, isBusy, refusal, planAnew } = usePlanning();
  const hasStages = useSignal(false);
  const outlook = useRef<HTMLDivElement>(null);
  const found = plan.value;
  const leaveOutDone = (): void => {
    outlook.current?.focus(); // the button is not to be pressed again
    void planAnew();
  };
  return (
    <div class="roadmap" aria-busy={isBusy.value}>
      <p class="on-paper">
        <Name text={map.value?.title ?? ""} />
      </p>
      <ViewTitle>
        <TitleOf goals={found?.roadmap.goals ?? goals.value} />
      </ViewTitle>
      <div>
        <div class="wishes">
          <GoalPicker />
          <TimeFields />
          <GoalChips />
        </div>
        <p class="refusal wrong" role="alert">
          {refusal.value && (
            <>
              {t("roadmap.refused")} <span lang="en">{refusal.value}</span>
            </>
          )}
        </p>
      </div>
      {!found && isBusy.value && <p class="loading">{t("roadmap.loading")}</p>}
      {found && (
        <div class="planned">
          <div class="plan-head">
            {!found.roadmap.goals.length && <p class="no-goal">{t("roadmap.no_goal")}</p>}
            <Summary plan={found} root={outlook} />
            <div class="act">
              <button
                type="button"
                disabled={!found.roadmap.steps.some(({ id }) => isDone(id))}
                onClick={leaveOutDone}
              >
                {t("roadmap.leave_out_done")}
              </button>
              <label class="switch">
                <input
                  type="checkbox"
                  checked={hasStages.value}
                  onChange={(event) => {
                    hasStages.value = event.currentTarget.checked;
                  }}
                />
                {t("roadmap.show_stages")}
              </label>
            </div>
            {hasStages.value && <p class="note">{t("roadmap.stages_mean")}</p>}
          </div>
          <div class="aside">
            <WhatIf plan={plan} />
            <Exports />
          </div>
          <Steps plan={found} hasStages={hasStages.value} />
        </div>
      )}
    </div>
  );
}
