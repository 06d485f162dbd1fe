/** What speaks for a prerequisite and what against it, the strongest first. */

import type { JSX } from "preact";
import type { Evidence } from "../../answers";
import { Name } from "../../parts/name";
import { t } from "../../text";

const STRONG = 0.7;
const MEDIUM = 0.4;

export function EvidenceLists({ evidence }: { evidence: readonly Evidence[] }): JSX.Element {
  const sorted = [...evidence].sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
  return (
    <>
      <EvidenceList side="for" evidence={sorted.filter(({ strength }) => strength >= 0)} />
      <EvidenceList side="against" evidence={sorted.filter(({ strength }) => strength < 0)} />
    </>
  );
}

function EvidenceList(props: { side: "for" | "against"; evidence: Evidence[] }): JSX.Element {
  const { side, evidence } = props;
  return (
    <section class={side} aria-labelledby={`evidence-${side}`}>
      <h4 id={`evidence-${side}`}>{t(`review.speaks_${side}`)}</h4>
      {evidence.length ? (
        <ul role="list">
          {evidence.map(({ rule, text, strength }) => (
            <li key={`${rule} ${text}`}>
              <p lang="en">
                <Name text={text} />
              </p>
              <Strength of={Math.abs(strength)} />
            </li>
          ))}
        </ul>
      ) : (
        <p class="note">{t("review.speaks_nothing")}</p>
      )}
    </section>
  );
}

function Strength({ of }: { of: number }): JSX.Element {
  const word = of >= STRONG ? "strong" : of >= MEDIUM ? "medium" : "weak";
  return (
    <p class="strength">
      <span class="bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.round(100 * of)}%` }} />
      </span>
      {t(`review.${word}`)}
    </p>
  );
}
