/** What a skill builds on, how sure that is, and what speaks for it. */

import type { JSX } from "preact";
import type { Evidence, Prerequisite, SkillAnswer } from "../../answers";
import { useAnswer } from "../../asked";
import { linkTo } from "../../route";
import { mapPath } from "../../service";
import { map } from "../../state";
import { listed, number, percent, quoted, t } from "../../text";
import { Name } from "../name";
import { Rows } from "./rows";

/** Lines that one proof names before it only counts them. */
const MOST_LINES = 9;

export function BuiltOn({ id, place }: { id: string; place: string }): JSX.Element {
  const edges = new Map(map.value?.builtOn.get(id)?.map((edge) => [edge.source, edge]));
  const evidence = useEvidence(id, edges.size > 0);
  return (
    <>
      <h3>{t("details.builds_on")}</h3>
      {edges.size ? (
        <Rows
          ids={[...edges.keys()]}
          place={place}
          more={(source) => {
            const edge = edges.get(source);
            return edge && <Reasons edge={edge} evidence={evidence.get(source) ?? []} />;
          }}
        />
      ) : (
        <p class="note">{t("details.builds_on_nothing")}</p>
      )}
    </>
  );
}

/** Return the evidence by prerequisite. The map comes without it, since it is most of its bytes. */
function useEvidence(id: string, isThere: boolean): Map<string, Evidence[]> {
  const of = map.value;
  const isAsked = of !== null && isThere;
  const answer = useAnswer<SkillAnswer>(isAsked ? mapPath(of.id, `skills/${pathOf(id)}`) : null);
  return new Map(answer?.prerequisites.map(({ source, evidence }) => [source, evidence]));
}

const pathOf = (id: string): string => id.split("/").map(encodeURIComponent).join("/");

function Reasons(props: { edge: Prerequisite; evidence: readonly Evidence[] }): JSX.Element {
  const { edge, evidence } = props;
  const nameOf = (id: string): string => quoted(map.value?.name(id) ?? id);
  const names = { source: nameOf(edge.source), target: nameOf(edge.target) };
  return (
    <>
      <span class="sureness">{sureness(edge)}</span>
      {edge.status === "inferred" && edge.band === "suggested" && (
        <span class="band">{t("details.suggested")}</span>
      )}
      {evidence.map((found) => (
        <Proof key={found.rule + found.text} found={found} />
      ))}
      <a
        class="wrong"
        href={linkTo("review", { pair: `${edge.source}..${edge.target}` })}
        aria-label={t("details.wrong_named", names)}
      >
        {t("details.wrong")}
      </a>
    </>
  );
}

function sureness(edge: Prerequisite): string {
  if (edge.status === "asserted") return t("details.stated");
  if (edge.status === "accepted") return t("details.confirmed");
  return t("details.sure", { share: percent(edge.confidence) });
}

function Proof({ found }: { found: Evidence }): JSX.Element {
  const { text, lines } = found;
  const named = listed(
    lines.map((line) => number(line, { useGrouping: false })),
    MOST_LINES,
  );
  return (
    <p class="proof">
      <span lang="en">
        <Name text={text} />
      </span>
      {lines.length > 0 && ` (${t("details.proof_lines", { count: lines.length, lines: named })})`}
    </p>
  );
}
