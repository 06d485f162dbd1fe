/** The prerequisite graph of one skill: what leads to it and what it opens the way to. */

import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { EntryPicker } from "../../parts/entry-picker";
import { EntryName } from "../../parts/name";
import { ViewTitle } from "../../parts/title";
import { go, route } from "../../route";
import { map, states } from "../../state";
import { t, tx } from "../../text";
import { type Around, around } from "./around";
import { InWords } from "./in-words";
import { Legend } from "./legend";
import { Picture } from "./picture";
import "./graph.css";

export default function GraphView(): JSX.Element {
  const id = route.value.params.get("skill");
  return id !== null && map.value?.isSkill(id) ? <GraphOf id={id} /> : <NoSkill id={id} />;
}

function SkillPicker({ label }: { label: string }): JSX.Element {
  return (
    <EntryPicker
      label={label}
      kinds={["skill"]}
      placeholder={t("graph.placeholder")}
      onChoose={(id) => go("graph", { skill: id })}
    />
  );
}

function NoSkill({ id }: { id: string | null }): JSX.Element {
  return (
    <div class="graph">
      <ViewTitle>{t("graph.title_none")}</ViewTitle>
      {id !== null && <p role="status">{tx("graph.unknown", { id: <code>{id}</code> })}</p>}
      <p class="note">{t("graph.ask")}</p>
      <SkillPicker label={t("graph.ask_label")} />
    </div>
  );
}

function GraphOf({ id }: { id: string }): JSX.Element {
  const [isAll, setAll] = useState(false);
  const shown = useAround(id, isAll);
  return (
    <div class="graph">
      <div class="graph-head">
        <ViewTitle>{tx("graph.title", { name: <EntryName id={id} /> })}</ViewTitle>
        <SkillPicker label={t("graph.another")} />
      </div>
      <Summary shown={shown} />
      <Picture
        shown={shown}
        tools={
          <>
            {(isAll || shown.folded > 0) && (
              <label class="graph-toggle">
                <input
                  type="checkbox"
                  class="tick"
                  checked={isAll}
                  onChange={(event) => setAll(event.currentTarget.checked)}
                />
                {t("graph.show_known")}
              </label>
            )}
            <button type="button" class="link" onClick={goToList}>
              {t("graph.to_list")}
            </button>
          </>
        }
      />
      <Legend />
      <p class="note graph-keys">
        {tx("graph.keys", {
          enter: <kbd>{t("graph.enter")}</kbd>,
          ctrl: <kbd>{t("graph.ctrl")}</kbd>,
        })}
      </p>
      <InWords shown={shown} />
    </div>
  );
}

function goToList(): void {
  document.getElementById("graph-in-words")?.focus();
}

/** What is around a skill: the same object as long as it is the same, so that the picture rests. */
function useAround(id: string, isAll: boolean): Around {
  const of = map.value;
  const standing = states.value;
  const shown = useMemo(() => {
    const edges = of ?? { builtOn: new Map(), unlocked: new Map() };
    return around(edges, id, (other) => !isAll && (standing?.isMet(other) ?? false));
  }, [of, id, isAll, standing]);
  const ids = [id, ...shown.before, "", ...shown.after].join("\n");
  return useMemo(() => shown, [of, ids]);
}

function Summary({ shown }: { shown: Around }): JSX.Element {
  const { before, after, folded, cut } = shown;
  const countBefore = before.length + cut.before + folded;
  const countAfter = after.length + cut.after;
  const sentences: ComponentChildren[] = [
    countBefore ? t("graph.count_before", { count: countBefore }) : t("graph.none_before"),
    countAfter ? t("graph.count_after", { count: countAfter }) : t("graph.none_after"),
    folded > 0 && t("graph.folded", { count: folded }),
    cut.before > 0 && t("graph.cut_before", { count: cut.before }),
    cut.after > 0 && t("graph.cut_after", { count: cut.after }),
  ];
  return (
    <p class="summary" role="status">
      {sentences.filter(Boolean).join(" ")}
    </p>
  );
}
