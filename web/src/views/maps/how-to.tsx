/** How a skill map is written, folded away. */

import type { JSX } from "preact";
import { type TextKey, t } from "../../text";
import { Fold } from "./lists";

const NOTATION: readonly (readonly [string, TextKey])[] = [
  ["# Web", "maps.how_title"],
  ["## APIs", "maps.how_area"],
  ["### REST", "maps.how_topic"],
  ["- HTTP", "maps.how_skill"],
  ["(4h)", "maps.how_effort"],
  ["(requires: HTTP; JSON)", "maps.how_requires"],
  ["[x]", "maps.how_known"],
  ["[HTTP](https://…)", "maps.how_link"],
  ["HTTP - …", "maps.how_description"],
];

export function HowTo(): JSX.Element {
  return (
    <Fold title={t("maps.how")}>
      <pre class="sample">
        <code>{t("maps.example")}</code>
      </pre>
      <dl class="notation">
        {NOTATION.map(([code, meaning]) => (
          <div key={code}>
            <dt>
              <code>{code}</code>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("maps.how_passed_over")}</p>
      <p>{t("maps.how_order")}</p>
      <pre class="sample">
        <code>{"---\norder: ignored\n---\n# Web"}</code>
      </pre>
    </Fold>
  );
}
