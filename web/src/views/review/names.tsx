/** Names that stand under several topics: one skill, or a skill for each topic. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { SharedName, SharedNamePage } from "../../answers";
import { useFocusKept } from "../../parts/focus-kept";
import { Name, SkillButton } from "../../parts/name";
import { mapPath } from "../../service";
import { map } from "../../state";
import { date, quoted, t } from "../../text";
import { decideName } from "./deciding";
import { Letter, MapLines } from "./lines";
import { ListEnd, useList } from "./list";
import { RefusalNote } from "./refusal";
import { mapId } from "./sitting";

export function SameNames(): JSX.Element {
  const list = useList(mapPath(mapId(), "names?"), ({ names }: SharedNamePage) => names, map.value);
  const root = useFocusKept<HTMLUListElement>("names-title");
  return (
    <section class="panel" aria-labelledby="names-title" aria-busy={!list.found}>
      <h3 id="names-title" tabIndex={-1}>
        {t("review.names_title")}
      </h3>
      <p class="note">{t("review.names_intro")}</p>
      <ul ref={root} role="list" class="decisions">
        {list.found?.items.map((shared) => (
          <NameRow key={shared.name} shared={shared} />
        ))}
      </ul>
      <ListEnd list={list} empty={t("review.no_names")} />
    </section>
  );
}

function NameRow({ shared }: { shared: SharedName }): JSX.Element {
  const { name, verdict, ids, reason, decision } = shared;
  const isOne = verdict === "merged";
  const shownName = quoted(name);
  return (
    <li data-id={name}>
      <h4>
        <Name text={name} />
      </h4>
      <p>
        <strong>{t(isOne ? "review.one" : "review.several", { count: ids.length })}</strong>{" "}
        <span lang="en">
          <Name text={reason} />
        </span>
      </p>
      {decision && (
        <p class="note">
          {t("review.decided_on", { date: date(decision.decided_at) })}{" "}
          {decision.note && <Name text={decision.note} />}
        </p>
      )}
      <Places ids={ids} />
      <p class="act">
        {ids.length > 0 && (
          <button
            type="button"
            class="change"
            aria-label={t(isOne ? "review.split_name" : "review.merge_name", { name: shownName })}
            onClick={() => {
              const after = { verdict: isOne ? "split" : "merged", note: "" };
              void decideName(name, decision, after);
            }}
          >
            {t(isOne ? "review.split" : "review.merge")}
          </button>
        )}
        {decision && (
          <button
            type="button"
            class="withdraw"
            aria-label={t("review.withdraw_name", { name: shownName })}
            onClick={() => void decideName(name, decision, null)}
          >
            {t("review.withdraw")}
          </button>
        )}
      </p>
      <RefusalNote about={name} />
    </li>
  );
}

/** Where a name stands, each skill of it with a number; and the lines, for who wants to see them. */
function Places({ ids }: { ids: readonly string[] }): JSX.Element | null {
  const isOpen = useSignal(false);
  if (!ids.length) return null;
  const letters = new Map(ids.map((id, index) => [id, String(index + 1)]));
  return (
    <>
      <ul role="list" class="places">
        {ids.flatMap((id) =>
          (map.value?.entry(id)?.placements ?? []).map(({ path, line }) => (
            <li key={line}>
              <Letter>{letters.get(id)}</Letter>
              <span>
                <SkillButton id={id} />{" "}
                <span class="where">
                  <Name text={path.slice(0, -1).join(" › ")} /> ({t("review.in_line", { line })})
                </span>
              </span>
            </li>
          )),
        )}
      </ul>
      <details
        onToggle={(event) => {
          isOpen.value = event.currentTarget.open;
        }}
      >
        <summary>{t("review.lines")}</summary>
        {isOpen.value && <MapLines entries={letters} />}
      </details>
    </>
  );
}
