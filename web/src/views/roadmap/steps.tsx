/** The steps of a roadmap: week by week with dates, else topic by topic. */

import { type Signal, useSignal } from "@preact/signals";
import { type JSX, options } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { open, tick } from "../../actions";
import { EntryName, Name } from "../../parts/name";
import { map, states } from "../../state";
import { hours, number, period, t, tx } from "../../text";
import { type Leg, legsOf, upTo } from "./legs";
import type { Plan } from "./plan";
import { KnownRow, StepRow } from "./step-row";
import { type Week, weeksOf } from "./weeks";

/** Rows that are shown at first, and more at a time. */
const PAGE = 300;

export function Steps({ plan, hasStages }: { plan: Plan; hasStages: boolean }): JSX.Element {
  const most = useSignal(PAGE);
  const { steps } = plan.roadmap;
  const numbers = useMemo(() => new Map(steps.map(({ id }, index) => [id, index + 1])), [steps]);
  const groups = useMemo(() => (plan.times ? weeksOf(steps, plan.times) : legsOf(steps)), [plan]);
  usePaper(() => {
    most.value = Number.POSITIVE_INFINITY;
  });

  const rows = (group: Week | Leg): JSX.Element => (
    <ol class="steps" role="list" start={numbers.get(group.steps[0]?.id ?? "")}>
      {group.steps.map((step) => (
        <StepRow
          key={step.id}
          step={step}
          number={numbers.get(step.id) ?? 0}
          plan={plan}
          hasWhere={"goesOn" in group}
          hasStages={hasStages}
        />
      ))}
    </ol>
  );
  return (
    // One listener for all rows: there may be thousands.
    <section class="order" aria-label={t("roadmap.steps")} onChange={onTick} onClick={onName}>
      <KnownSteps key={String(!steps.length)} ids={plan.known} isAll={!steps.length} />
      <div class={plan.times ? "groups" : "groups by-topic"}>
        {upTo<Week | Leg>(groups, most.value).map((group) =>
          "goesOn" in group ? (
            <WeekGroup key={group.from} week={group} rows={rows} />
          ) : (
            <LegGroup key={group.steps[0]?.id} leg={group} rows={rows} />
          ),
        )}
        <More count={steps.length} most={most} />
      </div>
    </section>
  );
}

type Rows<Group> = (group: Group) => JSX.Element;

function WeekGroup({ week, rows }: { week: Week; rows: Rows<Week> }): JSX.Element {
  const { first, last } = week;
  const weeks = first === last ? number(first) : `${number(first)}–${number(last)}`;
  const head = (
    <>
      <span class="week">{t("roadmap.weeks", { count: last - first + 1, weeks })}</span>{" "}
      <span class="days">{period(week.from, week.until)}</span>
    </>
  );
  const goesOn = week.goesOn && (
    <span class="goes-on">
      {tx("roadmap.goes_on", { name: <EntryName id={week.goesOn.id} /> })}
    </span>
  );
  const off = week.holidays > 0 && (
    <span class="off">{t("roadmap.days_off", { count: week.holidays })}</span>
  );
  if (!week.steps.length) {
    return (
      <p class="gap">
        {head} {goesOn} {off}
      </p>
    );
  }
  return (
    <section class="group card" style={{ "--rows": week.steps.length }}>
      <h3>
        {head}
        <span class="effort">{hours(week.hours)}</span>
      </h3>
      {(goesOn || off) && (
        <p class="meta">
          {goesOn} {off}
        </p>
      )}
      {rows(week)}
    </section>
  );
}

function LegGroup({ leg, rows }: { leg: Leg; rows: Rows<Leg> }): JSX.Element {
  return (
    <section class="group card" style={{ "--rows": leg.steps.length }}>
      <h3>
        <Name text={leg.where || (map.value?.title ?? "")} />
        <span class="effort">{t("roadmap.about", { hours: hours(leg.hours) })}</span>
      </h3>
      {rows(leg)}
    </section>
  );
}

/** @param isAll Whether nothing else is left: then it stands open. */
function KnownSteps({
  ids,
  isAll,
}: {
  ids: readonly string[];
  isAll: boolean;
}): JSX.Element | null {
  const isOpen = useSignal(isAll);
  const most = useSignal(PAGE);
  if (!ids.length) return null;
  return (
    <details
      class="known-steps"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>✓ {t("roadmap.known", { count: ids.length })}</summary>
      {isOpen.value && (
        <ul class="steps" role="list">
          {ids.slice(0, most.value).map((id) => (
            <KnownRow key={id} id={id} />
          ))}
        </ul>
      )}
      {isOpen.value && <More count={ids.length} most={most} />}
    </details>
  );
}

/** Shows more of the rows that stand before it, and goes to the first new one. */
function More({ count, most }: { count: number; most: Signal<number> }): JSX.Element | null {
  const button = useRef<HTMLButtonElement>(null);
  if (count <= most.value) return null;
  const showMore = (): void => {
    const list = button.current?.parentElement;
    const before = most.value;
    inOneGo(() => {
      most.value += PAGE;
    });
    list?.querySelectorAll<HTMLElement>(".tick")[before]?.focus();
  };
  return (
    <button ref={button} type="button" class="more" onClick={showMore}>
      {t("roadmap.show_more", { left: count - most.value, count })}
    </button>
  );
}

function idOf(event: Event, part: string): string | undefined {
  const row = (event.target as Element).closest(part)?.closest<HTMLElement>(".step");
  return row?.dataset["id"];
}

function onTick(event: Event): void {
  const id = idOf(event, ".tick");
  if (id) tick(id, states.value?.of(id) !== "known");
}

function onName(event: Event): void {
  const id = idOf(event, ".name");
  if (id) open(id);
}

/** Show everything before the page is put on paper, by whatever way somebody prints. */
function usePaper(showAll: () => void): void {
  useEffect(() => {
    const before = (): void => inOneGo(showAll);
    window.addEventListener("beforeprint", before);
    return () => window.removeEventListener("beforeprint", before);
  }, []);
}

/** Change signals and draw what follows at once. */
function inOneGo(change: () => void): void {
  options.debounceRendering = (draw) => draw();
  change();
  delete options.debounceRendering;
}
