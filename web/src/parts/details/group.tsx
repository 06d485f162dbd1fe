/** An area or topic: how far the person has come in it, and its skills. */

import type { JSX } from "preact";
import { tickAll } from "../../actions";
import type { Entry } from "../../answers";
import { map, states } from "../../state";
import { hours, type TextKey, t } from "../../text";
import { GoalButton } from "./acts";
import { ElsewhereLinks, Places } from "./places";
import { Rows } from "./rows";

export function GroupDetails({ entry }: { entry: Entry }): JSX.Element {
  const ids = map.value?.skillsUnder(entry.id) ?? [];
  const known = states.value?.countOf(ids) ?? 0;
  const isAllKnown = known === ids.length;
  return (
    <>
      <Places entry={entry} />
      <div class="progress">
        <progress max={ids.length || 1} value={known} aria-labelledby="details-progress" />
        <span id="details-progress">{t("details.progress", { known, count: ids.length })}</span>
      </div>
      {entry.description && (
        <p class="description" dir="auto">
          {entry.description}
        </p>
      )}
      <p class="effort">{effortOf(ids)}</p>
      <p class="act">
        <button
          type="button"
          class={isAllKnown ? "forget" : "know strong"}
          onClick={() => tickAll(entry.id, !isAllKnown)}
        >
          {t(isAllKnown ? "details.forget_all" : "details.know_all")}
        </button>
        <GoalButton id={entry.id} />
      </p>
      <ElsewhereLinks id={entry.id} isSkill={false} />
      <h3>{t("details.skills")}</h3>
      <Rows ids={ids} place={entry.placements[0]?.path.join(" › ") ?? ""} />
    </>
  );
}

/** How long it takes, how much of that is an estimate, and how much is left. */
function effortOf(ids: readonly string[]): string {
  const stated = ids.filter((id) => map.value?.entry(id)?.effort_hours != null);
  const sum = hoursOf(ids);
  const left = hoursOf(ids.filter((id) => !states.value?.state.has(id)));
  const told = t(keyOf(stated.length, ids.length), {
    hours: hours(sum),
    stated: hours(hoursOf(stated)),
    count: stated.length,
  });
  if (left === 0 || left === sum) return told;
  return `${told} ${t("details.effort_left", { hours: hours(left) })}`;
}

function keyOf(stated: number, count: number): TextKey {
  if (stated === count) return "details.effort_all";
  return stated ? "details.effort_some" : "details.effort_all_estimated";
}

function hoursOf(ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + (map.value?.hours(id) ?? 0), 0);
}
