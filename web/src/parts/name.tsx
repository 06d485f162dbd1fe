/** Names from a map: of any length, script and direction; and the marks of where one stands. */

import type { JSX } from "preact";
import { open } from "../actions";
import { map, states } from "../state";
import type { State } from "../states";
import { t } from "../text";

/** A text of the map or the service: its direction is kept to itself. */
export function Name({ text }: { text: string }): JSX.Element {
  return <bdi>{text}</bdi>;
}

/** The name of an entry, with its emoji. */
export function EntryName({ id }: { id: string }): JSX.Element {
  return <Name text={map.value?.label(id) ?? id} />;
}

/** What a state is called: "needs others first". */
export const stateText = (state: State): string => t(`state.${state}`);

/** Where the person stands with a skill, by shape; told to screen readers in words. */
export function Mark({ state }: { state: State }): JSX.Element {
  return <span class={`mark ${state}`} role="img" aria-label={stateText(state)} />;
}

/** The name of a skill as a button that opens its details, with its mark before it. */
export function SkillButton({ id }: { id: string }): JSX.Element {
  const state = states.value?.of(id) ?? "locked";
  return (
    <span class="skill-link">
      {map.value?.isSkill(id) && <Mark state={state} />}
      <button type="button" class="name" data-id={id} onClick={() => open(id)}>
        <EntryName id={id} />
      </button>
    </span>
  );
}

/** Where an entry stands: "Database Skills › Redis". */
export function Where({ id }: { id: string }): JSX.Element | null {
  const where = map.value?.where(id);
  return where ? (
    <span class="where">
      <Name text={where} />
    </span>
  ) : null;
}
