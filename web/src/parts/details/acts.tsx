/** What a person can do with a skill: each button stays where it is when it has been pressed. */

import type { JSX } from "preact";
import { addGoal, begin, removeGoal, setAside, tick } from "../../actions";
import { said, states } from "../../state";
import type { State } from "../../states";
import { t } from "../../text";

export function SkillActs({ id, state }: { id: string; state: State }): JSX.Element {
  const isKnown = state === "known";
  const isBegun = states.value?.isBegun(id) ?? false;
  const isAside = state === "skipped";
  return (
    <p class="act">
      <button
        type="button"
        key="know"
        class={isKnown ? "forget" : "know strong"}
        onClick={() => tick(id, !isKnown)}
      >
        {t(isKnown ? "details.forget" : "details.know")}
      </button>
      {!isKnown && (
        <>
          <button type="button" key="begin" class="begin" onClick={() => begin(id, !isBegun)}>
            {t(isBegun ? "details.not_begun" : "details.begin")}
          </button>
          <button type="button" key="aside" class="aside" onClick={() => setAside(id, !isAside)}>
            {t(isAside ? "details.take_up" : "details.set_aside")}
          </button>
        </>
      )}
      <GoalButton key="aim" id={id} />
    </p>
  );
}

export function GoalButton({ id }: { id: string }): JSX.Element {
  const isGoal = said.value.goals.includes(id);
  return (
    <button type="button" class="aim" onClick={() => (isGoal ? removeGoal(id) : addGoal(id))}>
      {t(isGoal ? "details.no_aim" : "details.aim")}
    </button>
  );
}
