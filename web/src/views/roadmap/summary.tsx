/** How far the way is, and how far one has come. */

import type { JSX, Ref } from "preact";
import { states } from "../../state";
import { date, hours, t, tx } from "../../text";
import { Names } from "./names";
import type { Plan } from "./plan";

/** Goals in the heading at most. */
const MOST_NAMED = 5;

export function TitleOf({ goals }: { goals: readonly string[] }): JSX.Element {
  return (
    <>
      {goals.length
        ? tx("roadmap.way_to", { goals: <Names ids={goals} most={MOST_NAMED} /> })
        : t("roadmap.whole_map")}
    </>
  );
}

/** Whether a step is off the way by now: the person knows it, or has set it aside. */
export function isDone(id: string): boolean {
  const state = states.value?.of(id);
  return state === "known" || state === "assumed" || state === "skipped";
}

export function Summary({ plan, root }: { plan: Plan; root: Ref<HTMLDivElement> }): JSX.Element {
  const { roadmap, times, known } = plan;
  const left = roadmap.steps.filter(({ id }) => !isDone(id));
  const total = roadmap.steps.length + known.length;
  const reached = states.value?.countOf([...known, ...roadmap.steps.map(({ id }) => id)]) ?? 0;
  const isBegun = left.length < roadmap.steps.length;
  const effort = left.reduce((sum, step) => sum + step.effort_hours, 0);
  if (!left.length) {
    return (
      <div ref={root} class="outlook" tabIndex={-1}>
        <p class="summary" role="status">
          {t("roadmap.nothing_left")}
        </p>
      </div>
    );
  }
  return (
    <div ref={root} class="outlook" tabIndex={-1}>
      <p class="summary" role="status">
        {t(isBegun ? "roadmap.left" : "roadmap.all_left", {
          left: left.length,
          count: roadmap.steps.length,
          hours: hours(effort),
        })}{" "}
        {times &&
          roadmap.ends &&
          t("roadmap.ends", { hours: hours(times.hoursPerWeek), date: date(roadmap.ends) })}
      </p>
      {roadmap.goals.length > MOST_NAMED && (
        <p class="on-paper">
          {t("goals.yours")}: <Names ids={roadmap.goals} most={roadmap.goals.length} />
        </p>
      )}
      <p class="note">{t("roadmap.chain", { hours: hours(roadmap.critical_hours) })}</p>
      {roadmap.goals.length > 0 && (
        <p class="reached">
          <progress max={total} value={reached} aria-labelledby="reached" />
          <span id="reached">{t("roadmap.reached", { reached, count: total })}</span>
        </p>
      )}
    </div>
  );
}
