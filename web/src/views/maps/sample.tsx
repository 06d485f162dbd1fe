/** Some of what was inferred: what is surest and what is most doubtful, and why. */

import type { JSX } from "preact";
import type { Prerequisite } from "../../answers";
import { Name } from "../../parts/name";
import { percent, t, tx } from "../../text";
import type { Preview } from "./importing";
import { Fold, LineLinks } from "./lists";

export function Sample({ of: { read, shown } }: { of: Preview }): JSX.Element | null {
  const { surest, doubtful } = shown;
  if (!surest.length) return null;
  const row = (edge: Prerequisite): JSX.Element => (
    <li key={`${edge.source} ${edge.target}`}>
      <p>
        {tx("maps.before", {
          source: <Name text={read.label(edge.source)} />,
          target: <Name text={read.label(edge.target)} />,
        })}{" "}
        <span class="effort">{t("maps.sure", { sure: percent(edge.confidence) })}</span>
      </p>
      {edge.evidence.map(({ text, lines }) => (
        <p key={text} class="proof">
          <span lang="en">
            <Name text={text} />
          </span>{" "}
          <LineLinks lines={lines} />
        </p>
      ))}
    </li>
  );
  return (
    <section aria-labelledby="sample-title" class="sample-of">
      <h4 id="sample-title">{t("maps.sample")}</h4>
      <p class="note">{t("maps.sample_hint")}</p>
      {doubtful.length > 0 && (
        <Fold title={t("maps.doubtful")} count={doubtful.length}>
          <ul role="list" class="edges">
            {doubtful.map(row)}
          </ul>
        </Fold>
      )}
      <Fold title={t("maps.surest")} count={surest.length}>
        <ul role="list" class="edges">
          {surest.map(row)}
        </ul>
      </Fold>
    </section>
  );
}
