/** The goals of the person: chosen by typing, shown as chips to remove. */

import type { JSX } from "preact";
import { addGoal, removeGoal } from "../actions";
import { goals, map } from "../state";
import { quoted, t } from "../text";
import { EntryPicker } from "./entry-picker";
import { EntryName } from "./name";

export function GoalPicker(): JSX.Element {
  return <EntryPicker label={t("goals.ask")} onChoose={addGoal} />;
}

export function GoalChips(): JSX.Element | null {
  if (!goals.value.length) return null;
  return (
    <ul class="goals" role="list" aria-label={t("goals.yours")}>
      {goals.value.map((id) => (
        <li key={id}>
          <span aria-hidden="true">⚑ </span>
          <EntryName id={id} />
          <button
            type="button"
            class="remove"
            aria-label={t("goals.remove", { name: quoted(map.value?.label(id) ?? id) })}
            onClick={(event) => {
              focusNear(event.currentTarget);
              removeGoal(id);
            }}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Move the focus to another goal, as this one goes; from the last one to the heading. */
function focusNear(button: HTMLElement): void {
  const goal = button.closest("li");
  const near = goal?.nextElementSibling ?? goal?.previousElementSibling;
  const next = near?.querySelector("button") ?? document.getElementById("view-title");
  next?.focus();
}
