/** What the person has begun, has set aside, and may want to refresh. */

import type { ComponentChildren, JSX } from "preact";
import { begin, setAside, tick } from "../../actions";
import { useFocusKept } from "../../parts/focus-kept";
import { SkillButton, Where } from "../../parts/name";
import { useSteps } from "../../parts/show-more";
import { answer, map, said, states } from "../../state";
import { quoted, type TextKey, t } from "../../text";

const FIRST_SHOWN = 12;
const MORE = 48;

export function Begun(): JSX.Element {
  return (
    <OwnList
      title="next.begun_title"
      ids={[...said.value.learning].filter((id) => states.value?.isBegun(id))}
      buttons={(id) => (
        <>
          <Act id={id} kind="know" onClick={() => tick(id, true)} />
          <Act id={id} kind="unbegin" onClick={() => begin(id, false)} />
        </>
      )}
    />
  );
}

export function SetAside(): JSX.Element {
  return (
    <OwnList
      title="next.aside_title"
      note="next.aside_note"
      ids={[...said.value.skipped].filter((id) => states.value?.of(id) === "skipped")}
      buttons={(id) => <Act id={id} kind="offer" onClick={() => setAside(id, false)} />}
    />
  );
}

/** The inner fringe: folded, since few come for it. */
export function ToRefresh(): JSX.Element | null {
  const ids = answer.value?.review ?? [];
  if (!ids.length) return null;
  return (
    <details class="panel own">
      <summary>
        <h3>{t("next.review_title", { count: ids.length })}</h3>
      </summary>
      <p class="note">{t("next.review_note")}</p>
      <Rows ids={ids} />
    </details>
  );
}

interface ListProps {
  title: TextKey;
  note?: TextKey;
  ids: readonly string[];
  buttons: (id: string) => ComponentChildren;
}

function OwnList({ title, note, ids, buttons }: ListProps): JSX.Element {
  const root = useFocusKept<HTMLDivElement>("view-title");
  const here = ids.filter((id) => map.value?.isSkill(id));
  return (
    <div ref={root}>
      {here.length > 0 && (
        <section class="panel own" aria-labelledby={title}>
          <h3 id={title}>{t(title)}</h3>
          {note && <p class="note">{t(note)}</p>}
          <Rows ids={here} buttons={buttons} />
        </section>
      )}
    </div>
  );
}

function Rows(props: {
  ids: readonly string[];
  buttons?: (id: string) => ComponentChildren;
}): JSX.Element {
  const { most, button } = useSteps(FIRST_SHOWN, MORE, "li");
  return (
    <div>
      <ul class="own-rows" role="list">
        {props.ids.slice(0, most).map((id) => (
          <li key={id} data-id={id}>
            <span class="what">
              <SkillButton id={id} /> <Where id={id} />
            </span>
            {props.buttons && <span class="act">{props.buttons(id)}</span>}
          </li>
        ))}
      </ul>
      {button(props.ids.length)}
    </div>
  );
}

function Act(props: {
  id: string;
  kind: "know" | "unbegin" | "offer";
  onClick: () => void;
}): JSX.Element {
  const name = quoted(map.value?.name(props.id) ?? props.id);
  return (
    <button
      type="button"
      class={props.kind}
      aria-label={t(`pick.${props.kind}_named`, { name })}
      onClick={props.onClick}
    >
      {t(`pick.${props.kind}`)}
    </button>
  );
}
