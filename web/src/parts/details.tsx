/** One skill, topic or area: beside the view where there is room for it, else a sheet over it. */

import type { JSX } from "preact";
import { open } from "../actions";
import type { Entry } from "../answers";
import { map } from "../state";
import { t } from "../text";
import { GroupDetails } from "./details/group";
import { useSheet } from "./details/sheet";
import { SkillDetails } from "./details/skill";
import { EntryName } from "./name";
import "./details/details.css";

export function Details({ id }: { id: string }): JSX.Element | null {
  const entry = map.value?.entry(id);
  return entry ? <Panel entry={entry} /> : null;
}

function Panel({ entry }: { entry: Entry }): JSX.Element {
  const { heading, isSheet } = useSheet();
  return (
    <>
      {isSheet && <div class="scrim" aria-hidden="true" onClick={() => open(null)} />}
      <section
        id="details"
        class="panel details"
        role={isSheet ? "dialog" : undefined}
        aria-labelledby="details-title"
        onClick={(event) => {
          // Where a link leads would lie under the sheet.
          if (isSheet && (event.target as Element).closest("a[href^='#']")) open(null);
        }}
      >
        <div class="details-head">
          <h2 ref={heading} id="details-title" tabIndex={-1}>
            <EntryName id={entry.id} />
          </h2>
          <button
            type="button"
            class="close"
            aria-label={t("details.close")}
            onClick={() => open(null)}
          >
            ×
          </button>
        </div>
        {entry.kind === "skill" ? <SkillDetails entry={entry} /> : <GroupDetails entry={entry} />}
      </section>
    </>
  );
}
