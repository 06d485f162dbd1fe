/** What each goal would save if it were dropped, and what another one would cost. */

import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { addGoal, removeGoal } from "../../actions";
import type { GoalCost, WhatIfAnswer } from "../../answers";
import { trying } from "../../notes";
import { EntryPicker } from "../../parts/entry-picker";
import { EntryName } from "../../parts/name";
import { askLast, mapPath } from "../../service";
import { map } from "../../state";
import { date, hours, number, quoted, t, tx } from "../../text";
import { Panel } from "./panel";
import type { Plan } from "./plan";

const nameOf = (id: string): string => quoted(map.value?.name(id) ?? id);

export function WhatIf({ plan }: { plan: ReadonlySignal<Plan | null> }): JSX.Element | null {
  const candidate = useSignal<string | null>(null);
  const found = useSignal<WhatIfAnswer | null>(null);
  const summary = useRef<HTMLElement>(null);

  useSignalEffect(() => {
    const planned = plan.value;
    const add = candidate.value === null ? [] : [candidate.value];
    if (!planned?.asked.goals.length) return;
    const body = { ...planned.asked, add };
    void trying(async () => {
      const path = mapPath(planned.of.id, "roadmap/what-if");
      found.value = (await askLast<WhatIfAnswer>("what-if", path, { body })).body;
    }, "what-if");
  });

  const goals = plan.value?.asked.goals ?? [];
  if (!goals.length) return null;
  const costs = found.value?.drop.filter(({ goal }) => goals.includes(goal)) ?? [];
  const cost = found.value?.add.find(({ goal }) => goal === candidate.value);
  // The button that was pressed goes away with its goal.
  const doing = (action: () => void) => () => {
    summary.current?.focus();
    candidate.value = null;
    action();
  };
  return (
    <Panel name="what-if" title={t("roadmap.what_if")} summary={summary}>
      <ul class="costs" role="list">
        {costs.map((drop) => (
          <li key={drop.goal}>
            <Cost cost={drop} told={savedBy(drop, costs.length === 1)}>
              <button
                type="button"
                aria-label={t("roadmap.drop_named", { name: nameOf(drop.goal) })}
                onClick={doing(() => removeGoal(drop.goal))}
              >
                {t("roadmap.drop")}
              </button>
            </Cost>
          </li>
        ))}
      </ul>
      <EntryPicker
        label={t("roadmap.what_if_add")}
        onChoose={(id) => {
          candidate.value = id;
        }}
      />
      <div role="status">
        {cost && (
          <Cost cost={cost} told={costOf(cost, goals.includes(cost.goal))}>
            {!goals.includes(cost.goal) && (
              <button
                type="button"
                class="strong"
                aria-label={t("roadmap.add_named", { name: nameOf(cost.goal) })}
                onClick={doing(() => addGoal(cost.goal))}
              >
                {t("roadmap.add")}
              </button>
            )}
          </Cost>
        )}
      </div>
    </Panel>
  );
}

function Cost(props: { cost: GoalCost; told: string; children: ComponentChildren }): JSX.Element {
  const { goal } = props.cost;
  return (
    <div class="cost act" data-goal={goal}>
      <p>{tx("roadmap.cost", { told: props.told, name: <Bold id={goal} /> })}</p>
      {props.children}
    </div>
  );
}

function Bold({ id }: { id: string }): JSX.Element {
  return (
    <b>
      <EntryName id={id} />
    </b>
  );
}

function savedBy(drop: GoalCost, isOnly: boolean): string {
  if (!drop.skills) return t("roadmap.saves_nothing");
  const saved = t("roadmap.saves", {
    hours: hours(-drop.effort_hours),
    skills: t("common.skills", { count: -drop.skills }),
  });
  if (isOnly) return t("roadmap.only_goal", { saved });
  if (!drop.days) return t("roadmap.sentence", { text: saved });
  return drop.ends
    ? t("roadmap.earlier", { saved, span: spanOf(-drop.days), date: date(drop.ends) })
    : t("roadmap.nothing_left_then", { saved });
}

function costOf(add: GoalCost, isGoal: boolean): string {
  if (isGoal) return t("roadmap.is_goal");
  if (!add.skills) return t("roadmap.costs_nothing");
  const cost = t("roadmap.costs", {
    hours: hours(add.effort_hours),
    skills: t("common.skills", { count: add.skills }),
  });
  if (!add.days || !add.ends) return t("roadmap.sentence", { text: cost });
  return t("roadmap.later", { cost, span: spanOf(add.days), date: date(add.ends) });
}

const FEW_DAYS = 14;

/** "5 days", "3 weeks". */
function spanOf(days: number): string {
  const [value, unit] = days < FEW_DAYS && days !== 7 ? [days, "day"] : [days / 7, "week"];
  return number(value, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 });
}
