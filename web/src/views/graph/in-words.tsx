/** The graph as lists: all that the picture shows, for whoever reads or hears it. */

import type { JSX } from "preact";
import type { OrderAnswer, Prerequisite } from "../../answers";
import { useAnswer } from "../../asked";
import { Name, SkillButton } from "../../parts/name";
import { mapPath } from "../../service";
import { map } from "../../state";
import { listed, quoted, t } from "../../text";
import { type Around, isSuggested } from "./around";
import { topicsOfNamesakes } from "./naming";

export function InWords({ shown }: { shown: Around }): JSX.Element {
  const skills = [...shown.before, ...shown.after];
  const path = map.value && skills.length ? mapPath(map.value.id, "order") : null;
  const order = useAnswer<OrderAnswer>(path, { skills })?.order;
  const builtOn = Map.groupBy(shown.edges, (edge) => edge.target);
  const topics = map.value ? topicsOfNamesakes(map.value, [...skills, shown.focus]) : new Map();
  const line = (id: string): JSX.Element => (
    <>
      <SkillButton id={id} />
      <Needs topic={topics.get(id)} edges={builtOn.get(id) ?? []} topics={topics} />
    </>
  );
  const listOf = (ids: readonly string[]): JSX.Element => {
    if (!order) return <p class="loading">{t("common.loading")}</p>;
    const wanted = new Set(ids);
    return (
      <ol class="graph-list">
        {order
          .filter((id) => wanted.has(id))
          .map((id) => (
            <li key={id}>{line(id)}</li>
          ))}
      </ol>
    );
  };
  return (
    <section class="panel graph-in-words" aria-labelledby="graph-in-words">
      <h3 id="graph-in-words" tabIndex={-1}>
        {t("graph.in_words")}
      </h3>
      <div class="graph-itself">{line(shown.focus)}</div>
      {shown.before.length > 0 && (
        <>
          <h4>{t("graph.before")}</h4>
          {listOf(shown.before)}
        </>
      )}
      {shown.after.length > 0 && (
        <>
          <h4>{t("graph.after")}</h4>
          {listOf(shown.after)}
        </>
      )}
    </section>
  );
}

function Needs(props: {
  topic: string | undefined;
  edges: readonly Prerequisite[];
  topics: ReadonlyMap<string, string>;
}): JSX.Element {
  const names = props.edges.map((edge) => {
    const topic = props.topics.get(edge.source);
    const quotedName = quoted(map.value?.name(edge.source) ?? edge.source);
    const name = topic === undefined ? quotedName : `${quotedName} (${topic})`;
    return isSuggested(edge) ? t("graph.maybe", { name }) : name;
  });
  return (
    <p class="where">
      {props.topic && (
        <>
          <Name text={props.topic} /> ·{" "}
        </>
      )}
      {names.length
        ? t("graph.needs", { names: listed(names, names.length) })
        : t("graph.needs_nothing")}
    </p>
  );
}
