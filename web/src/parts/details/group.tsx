/** An area or topic: how far the person has come in it, and its skills. */

import type { JSX } from "preact";
import { tickAll } from "../../actions";
import type { Entry } from "../../answers";
import { map, states } from "../../state";
import { hours, t } from "../../text";
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

/** What the map says of the hours, and how many of them are left. */
function effortOf(ids: readonly string[]): string {
  const stated = ids.filter((id) => map.value?.entry(id)?.effort_hours != null);
  if (!stated.length) return t("details.effort_unknown");
  const sum = hoursOf(stated);
  const left = hoursOf(stated.filter((id) => !states.value?.state.has(id)));
  const isAll = stated.length === ids.length;
  const values = { hours: hours(sum), count: stated.length };
  const told = t(isAll ? "details.effort_all" : "details.effort_some", values);
  if (left === 0 || left === sum) return told;
  return `${told} ${t("details.effort_left", { hours: hours(left) })}`;
}

function hoursOf(ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + (map.value?.entry(id)?.effort_hours ?? 0), 0);
}
