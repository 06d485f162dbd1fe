/** One step: a box to tick, what it is, when, and why it stands where it stands. */

import type { JSX } from "preact";
import type { Step } from "../../answers";
import { EntryName, Name, stateText } from "../../parts/name";
import { map, states } from "../../state";
import { hours, period, t, tx } from "../../text";
import { Names } from "./names";
import type { Plan } from "./plan";

/** @param hasWhere Whether to say which topic holds it: its group does not. */
export function StepRow(props: {
  step: Step;
  number: number;
  plan: Plan;
  hasWhere: boolean;
  hasStages: boolean;
}): JSX.Element {
  const { step, plan } = props;
  const { goals } = plan.roadmap;
  const isAim = plan.aims.has(step.id);
  const where = step.path.slice(0, -1).at(-1);
  return (
    <SkillRow id={step.id} number={props.number}>
      <div class="what">
        <div class="head">
          <SkillName id={step.id} />
          {isAim && <Sign sign="⚑" text={t("roadmap.goal")} />}
          {step.is_critical && <Sign sign="◆" text={t("roadmap.critical")} />}
        </div>
        <p class="meta">
          {props.hasWhere && where && (
            <span>
              <Name text={where} />
            </span>
          )}
          {props.hasStages && (
            <span class="stage">{t("roadmap.stage", { stage: step.stage })}</span>
          )}
          {goals.length > 1 && (step.goals.length > 1 || !isAim) && (
            <span>{tx("roadmap.for_goals", { goals: <Names ids={step.goals} /> })}</span>
          )}
          {step.because.length > 0 && (
            <span class="because">
              {tx("roadmap.builds_on", { names: <Names ids={step.because} /> })}
            </span>
          )}
        </p>
      </div>
      <div class="when">
        <span class="effort">{hours(step.effort_hours)}</span>
        {step.starts && step.ends && (
          <span class="days">{period(step.starts, step.ends, { year: undefined })}</span>
        )}
      </div>
    </SkillRow>
  );
}

/** A skill that is known already. */
export function KnownRow({ id }: { id: string }): JSX.Element {
  return (
    <SkillRow id={id} number={null}>
      <div class="what">
        <SkillName id={id} />
      </div>
    </SkillRow>
  );
}

function SkillRow(props: {
  id: string;
  number: number | null;
  children: JSX.Element | JSX.Element[];
}): JSX.Element {
  const { id } = props;
  const state = states.value?.of(id) ?? "locked";
  return (
    <li class="step" data-id={id} data-state={state}>
      {props.number !== null && (
        <span class="rank" aria-hidden="true">
          {props.number}
        </span>
      )}
      <input
        type="checkbox"
        class="tick"
        checked={state === "known"}
        indeterminate={state === "assumed"}
        aria-label={`${map.value?.name(id) ?? id}, ${stateText(state)}`}
      />
      {props.children}
    </li>
  );
}

function SkillName({ id }: { id: string }): JSX.Element {
  const state = states.value?.of(id) ?? "locked";
  return (
    <button type="button" class="name">
      <EntryName id={id} />
      <span class="spoken">, {stateText(state)}</span>
    </button>
  );
}

function Sign({ sign, text }: { sign: string; text: string }): JSX.Element {
  return (
    <span class="sign">
      <span aria-hidden="true">{sign}</span> {text}
    </span>
  );
}
