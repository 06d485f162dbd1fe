/** One skill that is ready: what it is, why it is offered, and what to do about it. */

import type { ComponentChildren, JSX } from "preact";
import { open, setAside, tick } from "../../actions";
import type { NextSkill } from "../../answers";
import { EntryName, Name, Where } from "../../parts/name";
import { states } from "../../state";
import { hours, quoted, t } from "../../text";
import { apart } from "./picks";
import "./pick.css";

interface PickProps {
  pick: NextSkill;
  rank: number;
  /** How deep its heading is: 4 below a heading of the list. */
  level: 3 | 4;
  /** What stands between the reasons and the buttons. */
  children?: ComponentChildren;
  /** Further buttons. */
  buttons?: ComponentChildren;
  /** What stands below the buttons. */
  below?: ComponentChildren;
}

export function Pick({ pick, rank, level, children, buttons, below }: PickProps): JSX.Element {
  const { id } = pick;
  const Heading = `h${level}` as const;
  const name = quoted(pick.name);
  return (
    // Until the service has answered to what was just said of it, its state tells.
    <li class="pick" data-id={id} data-state={states.value?.of(id)}>
      <span class="rank" aria-hidden="true">
        {rank}
      </span>
      <div class="what">
        <Heading>
          <button type="button" class="name" onClick={() => open(id)}>
            <EntryName id={id} />
          </button>
        </Heading>
        <p class="place">
          <Where id={id} />{" "}
          <span class="effort">{t("pick.effort", { hours: hours(pick.effort_hours) })}</span>
        </p>
        <p class="why" lang="en">
          <Name text={pick.reasons.join(" ")} />
        </p>
        {children}
        <p class="act">
          <button
            type="button"
            class="know"
            aria-label={t("pick.know_named", { name })}
            onClick={() => tick(id, true)}
          >
            {t("pick.know")}
          </button>
          {buttons}
          <button
            type="button"
            class="later"
            aria-label={t("pick.later_named", { name })}
            onClick={() => setAside(id, true)}
          >
            {t("pick.later")}
          </button>
        </p>
        {below}
      </div>
    </li>
  );
}

interface PicksProps {
  picks: readonly NextSkill[];
  /** Draws one of them. */
  row: (pick: NextSkill, rank: number, level: 3 | 4) => JSX.Element;
}

/** The ranked list, in two parts if some of it serves a goal. */
export function Picks({ picks, row }: PicksProps): JSX.Element {
  const { serving, others } = apart(picks);
  const level = serving.length ? 4 : 3;
  return (
    <>
      {serving.length > 0 && (
        <>
          <h3 class="apart">{t("pick.towards")}</h3>
          <ol class="picks" role="list" start={1}>
            {serving.map((pick, index) => row(pick, index + 1, level))}
          </ol>
        </>
      )}
      {others.length > 0 && (
        <>
          {serving.length > 0 && <h3 class="apart">{t("pick.others")}</h3>}
          <ol class="picks" role="list" start={serving.length + 1}>
            {others.map((pick, index) => row(pick, serving.length + index + 1, level))}
          </ol>
        </>
      )}
    </>
  );
}
