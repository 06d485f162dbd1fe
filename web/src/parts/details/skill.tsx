/** One skill: where the person stands with it, why it is locked, what it builds on and unlocks. */

import type { JSX } from "preact";
import { tickThese } from "../../actions";
import type { Entry } from "../../answers";
import { missing } from "../../missing";
import { map, said, states } from "../../state";
import type { State } from "../../states";
import { hours, listed, quoted, t } from "../../text";
import { Name, stateText } from "../name";
import { SkillActs } from "./acts";
import { BuiltOn } from "./built-on";
import { ElsewhereLinks, Places } from "./places";
import { Rows } from "./rows";

export function SkillDetails({ entry }: { entry: Entry }): JSX.Element {
  const { id } = entry;
  const state = states.value?.of(id) ?? "locked";
  const place = map.value?.where(id) ?? "";
  return (
    <>
      <Places entry={entry} />
      <Stand id={id} state={state} />
      {entry.description && (
        <p class="description" dir="auto">
          {entry.description}
        </p>
      )}
      {entry.resources.map((address) => (
        <Resource key={address} address={address} />
      ))}
      <p class="effort">
        {t(entry.effort_hours === null ? "details.effort_estimated" : "details.effort", {
          hours: hours(map.value?.hours(id) ?? 0),
        })}
      </p>
      <SkillActs id={id} state={state} />
      <ElsewhereLinks id={id} isSkill />
      {state === "locked" && <Missing place={place} />}
      {state === "assumed" && <Assumed id={id} />}
      <BuiltOn id={id} place={place} />
      <Unlocks id={id} place={place} />
    </>
  );
}

function Stand({ id, state }: { id: string; state: State }): JSX.Element {
  const text = stateText(state);
  const isBegun = states.value?.isBegun(id) ?? false;
  const told = isBegun ? t("details.state_begun", { state: text }) : text;
  return (
    <p class="state">
      <span class={`mark ${state}`} aria-hidden="true" />
      {told.charAt(0).toLocaleUpperCase() + told.slice(1)}
    </p>
  );
}

/** Only web addresses become links. */
function Resource({ address }: { address: string }): JSX.Element {
  return (
    <p class="resource">
      {/^https?:\/\//i.test(address) ? (
        <a href={address} target="_blank" rel="noopener noreferrer">
          <Name text={address} /> <span aria-hidden="true">↗</span>
          <span class="spoken"> ({t("details.new_tab")})</span>
        </a>
      ) : (
        <Name text={address} />
      )}
    </p>
  );
}

function Missing({ place }: { place: string }): JSX.Element {
  const ids = missing.value;
  return (
    <>
      <h3>{t("details.first")}</h3>
      {ids ? (
        <>
          <p class="note">{t("details.missing", { count: ids.length })}</p>
          <Rows ids={ids} place={place} isOrdered />
          <p class="act">
            <button type="button" onClick={() => tickAllOf(ids)}>
              {t("details.know_these")}
            </button>
          </p>
        </>
      ) : (
        <p class="loading">{t("common.loading")}</p>
      )}
    </>
  );
}

function tickAllOf(ids: readonly string[]): void {
  document.getElementById("details-title")?.focus(); // the list goes, and its button with it
  tickThese(ids);
}

function Assumed({ id }: { id: string }): JSX.Element {
  const needing = [...(map.value?.restingOn([id]) ?? [])].filter((one) =>
    said.value.known.has(one),
  );
  const names = needing.map((one) => quoted(map.value?.name(one) ?? one));
  return <p class="note">{t("details.assumed", { count: names.length, names: listed(names) })}</p>;
}

function Unlocks({ id, place }: { id: string; place: string }): JSX.Element {
  const ids = (map.value?.unlocked.get(id) ?? []).map((edge) => edge.target);
  const further = (map.value?.restingOn([id]).size ?? 1) - 1 - ids.length;
  return (
    <>
      <h3>{t("details.unlocks")}</h3>
      {ids.length ? (
        <Rows ids={ids} place={place} />
      ) : (
        <p class="note">{t("details.unlocks_nothing")}</p>
      )}
      {further > 0 && <p class="note">{t("details.further", { count: further })}</p>}
    </>
  );
}
