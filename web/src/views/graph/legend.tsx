/** What the marks and arrows of the picture mean. */

import type { JSX } from "preact";
import { stateText } from "../../parts/name";
import type { State } from "../../states";
import { t } from "../../text";

const STATES: readonly State[] = ["known", "assumed", "ready", "locked", "skipped"];

export function Legend(): JSX.Element {
  return (
    <>
      <ul class="graph-legend" role="list" aria-label={t("graph.legend")}>
        {STATES.map((state) => (
          <li key={state}>
            <span class={`mark ${state}`} aria-hidden="true" />
            {stateText(state)}
          </li>
        ))}
        <li>
          <Arrow isSuggested={false} />
          {t("graph.sure")}
        </li>
        <li>
          <Arrow isSuggested />
          {t("graph.suggested")}
        </li>
      </ul>
      <p class="note">{t("graph.reduced")}</p>
    </>
  );
}

function Arrow({ isSuggested }: { isSuggested: boolean }): JSX.Element {
  return (
    <svg
      class={isSuggested ? "way suggested" : "way"}
      width="36"
      height="10"
      viewBox="0 0 36 10"
      aria-hidden="true"
    >
      <path class="line" d="M0 5H30" />
      <path class="head" d="M27 1L35 5L27 9Z" />
    </svg>
  );
}
