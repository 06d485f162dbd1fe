/** Hours a week, the first day, and holidays: what dates follow from. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { setHoursPerWeek } from "../../actions";
import { said } from "../../state";
import { number, period, t } from "../../text";
import { LateField } from "./late-field";
import {
  addHoliday,
  holidays,
  MAX_HOURS,
  MIN_HOURS,
  MOST_HOLIDAYS,
  removeHoliday,
  setStart,
  start,
} from "./times";

export function TimeFields(): JSX.Element {
  const { hoursPerWeek } = said.value;
  return (
    <>
      <LateField
        label={t("roadmap.hours_per_week")}
        type="number"
        value={hoursPerWeek === null ? "" : String(hoursPerWeek)}
        min="0"
        max={String(MAX_HOURS)}
        hint={hoursPerWeek === null ? t("roadmap.no_hours") : ""}
        onSay={sayHours}
      />
      {hoursPerWeek !== null && (
        <>
          <LateField
            label={t("roadmap.start")}
            type="date"
            value={start.value}
            min="0001-01-01"
            max="9999-12-31"
            onSay={sayStart}
          />
          <Holidays />
        </>
      )}
    </>
  );
}

function sayHours({ value, validity }: HTMLInputElement): string {
  const hours = value === "" ? null : Number(value);
  const isWrong = hours !== null && !(hours >= MIN_HOURS && hours <= MAX_HOURS);
  if (validity.badInput || isWrong) {
    return t("roadmap.hours_wrong", { most: number(MAX_HOURS) });
  }
  setHoursPerWeek(hours);
  return "";
}

function sayStart({ value, validity }: HTMLInputElement): string {
  if (!validity.valid) return t("roadmap.start_wrong");
  setStart(value);
  return "";
}

function Holidays(): JSX.Element {
  const firstId = useId();
  const lastId = useId();
  const wrongId = useId();
  const first = useRef<HTMLInputElement>(null);
  const last = useRef<HTMLInputElement>(null);
  const summary = useRef<HTMLElement>(null);
  const wrong = useSignal("");
  const found = holidays.value;

  const add = (event: Event): void => {
    event.preventDefault();
    const from = first.current;
    const until = last.current;
    if (!from || !until) return;
    wrong.value = wrongOf(from, until);
    if (wrong.value) {
      from.focus();
      return;
    }
    addHoliday({ first: from.value, last: until.value || from.value });
    from.value = "";
    until.value = "";
    from.focus();
  };
  return (
    <details class="holidays">
      <summary ref={summary}>{t("roadmap.holidays", { count: found.length })}</summary>
      <ul role="list">
        {found.map((holiday) => {
          const days = period(holiday.first, holiday.last);
          return (
            <li key={`${holiday.first} ${holiday.last}`}>
              {days}
              <button
                type="button"
                class="close"
                aria-label={t("roadmap.remove_holiday", { days })}
                onClick={() => {
                  summary.current?.focus();
                  removeHoliday(holiday);
                }}
              >
                ×
              </button>
            </li>
          );
        })}
      </ul>
      <form class="act" noValidate onSubmit={add}>
        <label for={firstId}>{t("roadmap.first_day")}</label>
        <input
          ref={first}
          id={firstId}
          type="date"
          aria-invalid={wrong.value ? "true" : undefined}
          aria-describedby={wrongId}
        />
        <label for={lastId}>{t("roadmap.last_day")}</label>
        <input ref={last} id={lastId} type="date" />
        <button type="submit">{t("roadmap.add_holiday")}</button>
        <p id={wrongId} class="wrong" role="status">
          {wrong.value}
        </p>
      </form>
    </details>
  );
}

function wrongOf(first: HTMLInputElement, last: HTMLInputElement): string {
  if (!first.value) return t("roadmap.holiday_empty");
  if (last.validity.badInput || (last.value && last.value < first.value)) {
    return t("roadmap.holiday_order");
  }
  return holidays.value.length < MOST_HOLIDAYS
    ? ""
    : t("roadmap.holiday_many", { count: MOST_HOLIDAYS });
}
