/** What the marks on skills and the arrows between them mean. */

import type { JSX } from "preact";
import { type TextKey, t } from "../../text";

const MARKS: readonly (readonly [mark: string, text: TextKey])[] = [
  ["mark ready", "map.means_ready"],
  ["mark locked", "map.means_locked"],
  ["mark known", "map.means_known"],
  ["mark assumed", "map.means_assumed"],
  ["mark skipped", "map.means_skipped"],
  ["mark begun", "map.means_begun"],
  ["badge", "map.means_step"],
  ["badge opens", "map.means_opens"],
];

const BADGES: Readonly<Record<string, string>> = { badge: "1", "badge opens": "→" };

export function Legend(): JSX.Element {
  return (
    <details class="legend">
      <summary>{t("map.legend")}</summary>
      <ul role="list">
        {MARKS.map(([mark, text]) => (
          <li key={mark}>
            <span class={mark} aria-hidden="true">
              {BADGES[mark]}
            </span>
            {t(text)}
          </li>
        ))}
      </ul>
      <p>{t("map.means_arrows")}</p>
    </details>
  );
}
