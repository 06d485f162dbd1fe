/** All that is ready, ranked, with what speaks for it; what was begun, set aside, and to refresh. */

import type { JSX } from "preact";
import { useFocusKept } from "../../parts/focus-kept";
import { GoalChips, GoalPicker } from "../../parts/goals";
import { useSteps } from "../../parts/show-more";
import { ViewTitle } from "../../parts/title";
import { linkTo, route, setParams } from "../../route";
import { answer, map } from "../../state";
import { hours, t } from "../../text";
import { FullPick } from "./full-pick";
import { Begun, SetAside, ToRefresh } from "./own-lists";
import { Picks } from "./pick";
import { TIMES, timeOf, within } from "./picks";
import { isNothingKnown, mostQuestions, standing } from "./standing";
import "./next.css";

const FIRST_SHOWN = 12;
const MORE = 24;

export default function NextView(): JSX.Element {
  return (
    <div class="all-next">
      <ViewTitle>{t("next.title")}</ViewTitle>
      <div class="tools">
        <GoalPicker />
        <TimeChooser />
        <GoalChips />
      </div>
      {answer.value ? (
        <>
          <Standing />
          {isNothingKnown() && <WhereToStart />}
          <Ready key={map.value?.id} />
          <Begun />
          <SetAside />
          <ToRefresh key={`${map.value?.id} review`} />
        </>
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </div>
  );
}

/** The time that somebody has today is kept in the address. */
const timeToday = (): number | null => timeOf(route.value.params.get("hours"));

function chooseTime(text: string): void {
  const { hours: _, ...others } = Object.fromEntries(route.value.params);
  setParams(text ? { ...others, hours: text } : others);
}

function TimeChooser(): JSX.Element {
  return (
    <div class="tool time">
      <label for="time">{t("next.time")}</label>
      <select
        id="time"
        value={String(timeToday() ?? "")}
        onChange={(event) => chooseTime(event.currentTarget.value)}
      >
        <option value="">{t("next.time_any")}</option>
        {TIMES.map((time) => (
          <option key={time} value={String(time)}>
            {timeText(time)}
          </option>
        ))}
      </select>
    </div>
  );
}

function timeText(time: number): string {
  if (time < 1) return t("next.time_minutes", { count: time * 60 });
  if (time === 4) return t("next.time_half_day", { hours: hours(time) });
  if (time === 8) return t("next.time_day", { hours: hours(time) });
  return t("next.time_hours", { count: time });
}

/** Told again whenever it changes. */
function Standing(): JSX.Element {
  const { next = [], ready_total: ready = 0 } = answer.value ?? {};
  const longer = next.length - within(next, timeToday()).length;
  const isAllLonger = longer > 0 && longer === next.length;
  return (
    <p class="summary" role="status">
      {isAllLonger ? t("next.too_long", { count: longer }) : standing()}{" "}
      {longer > 0 && !isAllLonger && t("next.longer_hidden", { count: longer })}{" "}
      {ready > next.length && t("next.cut_off", { most: next.length })}
    </p>
  );
}

function WhereToStart(): JSX.Element {
  return (
    <section class="panel where-to-start" aria-labelledby="where-to-start">
      <h3 id="where-to-start">{t("next.start_title")}</h3>
      <p>{t("next.start")}</p>
      <p class="act">
        <a class="strong" href={linkTo("placement")}>
          {t("pick.start_placement", { count: mostQuestions() })}
        </a>
        <a href={linkTo("map")}>{t("next.start_map")}</a>
      </p>
    </section>
  );
}

function Ready(): JSX.Element {
  const root = useFocusKept<HTMLDivElement>("view-title");
  const { most, button } = useSteps(FIRST_SHOWN, MORE, ".pick");
  const ready = answer.value?.next ?? [];
  const fitting = within(ready, timeToday());
  return (
    <div ref={root} class="ready">
      {!fitting.length && ready.length > 0 && <AnyTime />}
      <Picks
        picks={fitting.slice(0, most)}
        row={(pick, rank, level) => (
          <FullPick key={pick.id} pick={pick} rank={rank} level={level} />
        )}
      />
      {button(fitting.length)}
    </div>
  );
}

/** Lifts the filter that leaves nothing. */
function AnyTime(): JSX.Element {
  const lift = (): void => {
    chooseTime("");
    document.getElementById("time")?.focus();
  };
  return (
    <p class="act">
      <button type="button" onClick={lift}>
        {t("next.lift_time")}
      </button>
    </p>
  );
}
